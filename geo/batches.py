"""What the log says of a file that was brought in: where its rows came from, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.errors import UnreadableFileError
from geo.ledger import LEDGER, Ledger, Row


@dataclass(frozen=True)
class BatchNote:
    """One file brought in; read = accepted + duplicates + set_aside. `credit` and `licence`: whom its rows are owed to,
    and on what terms; `sha256`: of the file; `by_reason`: set-aside rows by what was first found wrong with them;
    `columns`: the file's, by which another file of the same kind is known; `mends`: rows that imports before it set
    aside and that came back mended with this file, by batch."""

    batch: str
    at: str
    who: str
    file: str
    sha256: str
    format: str
    read: int
    accepted: int
    duplicates: int
    set_aside: int
    by_reason: Mapping[str, int]
    credit: str
    licence: str
    columns: tuple[str, ...]
    mends: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """How the file is named where files are told apart: two imports may be of files of one name."""
        return f"{self.file} ({self.batch})"

    def row(self) -> Row:
        """The note as the log keeps it."""
        said = {name: value for name, value in vars(self).items() if name not in ("batch", "at", "who", "mends")}
        mends = {"mends": {batch: list(rows) for batch, rows in self.mends.items()}} if self.mends else {}
        return {**said, "by_reason": dict(self.by_reason), "columns": list(self.columns), **mends}


@dataclass(frozen=True)
class Since:
    """What became of rows that the import of a file set aside: `placed` are the numbers of those a person placed by
    hand, `mended` of those that came back with another file."""

    placed: frozenset[int]
    mended: frozenset[int]

    @property
    def rows(self) -> frozenset[int]:
        """The numbers of the rows that are set aside no more."""
        return self.placed | self.mended


def since(batch: str, imports: Mapping[str, BatchNote], ledger: Ledger) -> Since:
    """What became of the rows that the import of `batch` set aside, by the changes that stand."""
    placed = ledger.taken(batch)
    mended = frozenset(row for note in imports.values() for row in note.mends.get(batch, ()))
    return Since(placed, mended - placed)


def batch_notes(ledger: Ledger) -> Mapping[str, BatchNote]:
    """The note of each file brought in that still counts, by batch.

    Raises
    ------
    UnreadableFileError : the log lacks a part of a note.
    """
    imported = {entry.key: entry for entry in ledger.standing if entry.key in ledger.batches}
    notes: dict[str, BatchNote] = {}
    for batch, row in ledger.batches.items():
        entry = imported[batch]
        said: Mapping[str, Any] = {**row, "batch": batch, "at": entry.at, "who": entry.who}
        try:
            parts = {name: said[name] for name in BatchNote.__dataclass_fields__ if name != "mends"}
            mends = {other: tuple(map(int, rows)) for other, rows in said.get("mends", {}).items()}
            notes[batch] = BatchNote(**{**parts, "columns": tuple(parts["columns"]), "mends": mends})
        except KeyError as missing:
            raise UnreadableFileError(
                LEDGER, f"line {entry.line} lacks {missing}", "Bring the line back from a copy."
            ) from missing
    return notes
