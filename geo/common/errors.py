"""What can be wrong with data, said so that its owner can mend it."""

from __future__ import annotations

from pathlib import Path

from geo.common.messages import L_, Sentence, encodable


class DataError(Exception):
    """A file that cannot be used at all: names the file, the fault and the remedy."""

    def __init__(self, file: str | Path, fault: Sentence, remedy: Sentence) -> None:
        self.sentence = L_("{file}: {fault}. {remedy}", file=file, fault=fault, remedy=remedy)
        self.file, self.fault, self.remedy = encodable(str(file)), fault, remedy
        super().__init__(str(self.sentence))


class MissingFileError(DataError):
    """A file the theatre cannot do without is not there."""


class UnreadableFileError(DataError):
    """The file is there and is not what its name says."""


class SchemaError(DataError):
    """The file lacks columns or settings that everything after it needs."""


class CrsError(DataError):
    """Coordinates come in no stated reference system, or in another one than promised."""


class SentenceError(ValueError):
    """What cannot be done as asked, and what to do instead: one text for whoever asked."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


class FilterError(SentenceError):
    """A question that cannot be asked of this theatre: an unknown area, a range that ends before it starts."""


def shorten(text: str, limit: int = 60) -> str:
    """`text` as an error shows it: no longer than `limit` characters, its end cut where it is."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
