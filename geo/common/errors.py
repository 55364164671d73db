"""What can be wrong with data, said so that its owner can mend it."""

from __future__ import annotations

from pathlib import Path


def _text(said: str) -> str:
    """`said` with a question mark for each byte of a file's name that is no letter, which no output takes."""
    return said.encode("utf-8", errors="replace").decode("utf-8")


class DataError(Exception):
    """A file that cannot be used at all: names the file, the fault and the remedy."""

    def __init__(self, file: str | Path, fault: str, remedy: str) -> None:
        self.file, self.fault, self.remedy = (_text(part) for part in (str(file), fault, remedy))
        super().__init__(f"{self.file}: {self.fault}. {self.remedy}")


class MissingFileError(DataError):
    """A file the theatre cannot do without is not there."""


class UnreadableFileError(DataError):
    """The file is there and is not what its name says."""


class SchemaError(DataError):
    """The file lacks columns or settings that everything after it needs."""


class CrsError(DataError):
    """Coordinates come in no stated reference system, or in another one than promised."""


class FilterError(ValueError):
    """A question that cannot be asked of this theatre: an unknown area, a range that ends before it starts."""


def shorten(text: str, limit: int = 60) -> str:
    """`text` as an error shows it: no longer than `limit` characters, its end cut where it is."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
