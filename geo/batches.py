"""What the log says of a file that was brought in: where its rows came from, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.errors import UnreadableFileError
from geo.ledger import LEDGER, Ledger, Row


@dataclass(frozen=True)
class BatchNote:
    """One file brought in; read = accepted + duplicates + set_aside. `credit` and `licence`: whom its rows are owed to,
    and on what terms; `sha256`: of the file; `by_reason`: set-aside rows by what was first found wrong with them;
    `columns`: the file's, by which another file of the same kind is known."""

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

    @property
    def title(self) -> str:
        """How the file is named where files are told apart: two imports may be of files of one name."""
        return f"{self.file} ({self.batch})"

    def row(self) -> Row:
        """The note as the log keeps it."""
        said = {name: value for name, value in vars(self).items() if name not in ("batch", "at", "who")}
        return {**said, "by_reason": dict(self.by_reason), "columns": list(self.columns)}


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
            parts = {name: said[name] for name in BatchNote.__dataclass_fields__}
            notes[batch] = BatchNote(**{**parts, "columns": tuple(parts["columns"])})
        except KeyError as missing:
            raise UnreadableFileError(
                LEDGER, f"line {entry.line} lacks {missing}", "Bring the line back from a copy."
            ) from missing
    return notes
