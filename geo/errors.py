"""What can be wrong with data, said so that its owner can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import pandas as pd

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


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


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one cell of one row."""

    column: str
    value: str
    fault: str
    remedy: str

    def __str__(self) -> str:
        cell = " = ".join(part for part in (self.column, self.value) if part)
        said = f"{self.fault}. {self.remedy}"
        return f"{cell}: {said}" if cell else said


@dataclass(frozen=True)
class SetAside:
    """A row that was read and not accepted, with everything that is wrong with it.

    `row` counts as a spreadsheet shows it: the header of a CSV file is row 1; features of a
    GeoJSON file count from 1. `also_in`: the file in which the same row stands and counts, "" where
    something else is wrong.
    """

    file: str
    row: int
    row_id: str
    faults: tuple[Fault, ...]
    also_in: str = ""

    def __str__(self) -> str:
        row = f"{self.row} ({self.row_id})" if self.row_id else f"{self.row}"
        return f"{self.file}, row {row}: " + "; ".join(map(str, self.faults))


@dataclass(frozen=True, eq=False)
class Checked(Generic[FrameT]):
    """Rows split into accepted and set aside; `read` is always the sum of both."""

    accepted: FrameT
    set_aside: tuple[SetAside, ...]

    @property
    def read(self) -> int:
        return len(self.accepted) + len(self.set_aside)


def shorten(text: str, limit: int = 60) -> str:
    """`text` as an error shows it: no longer than `limit` characters, its end cut where it is."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
