"""What the log says of a file that was brought in: where its rows came from, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any

from geo.changelog.log import LEDGER, Ledger, Row
from geo.common.errors import UnreadableFileError
from geo.common.messages import L_

PLAIN_TABLE = "table"
"""Format of a file that no known source publishes."""


@dataclass(frozen=True)
class SourceOfIds:
    """Whose ids a file holds, so far as its format and its columns tell."""

    format: str
    columns: frozenset[str]

    def is_that_of(self, other: SourceOfIds) -> bool:
        """Whether ids that are written alike are the same: a format has its own; two plain tables share theirs where
        one has all columns of the other."""
        if PLAIN_TABLE not in (self.format, other.format):
            return True
        return self.columns <= other.columns or other.columns <= self.columns


IN_LOG = {"rejected": "set_aside"}
"""Parts of a note that the log calls otherwise."""


@dataclass(frozen=True)
class BatchNote:
    """One file brought in; read = accepted + superseded + unchanged + withdrawn + duplicates + rejected. `credit` and
    `licence`: whom its rows are owed to, and on what terms; `sha256`: of the file; `by_reason`: rejected rows by what
    was first found wrong with them; `columns`: the file's, by which another file of the same kind is known.

    `conflicts`: those of the unchanged rows that say otherwise by now than the row a person changed; `gone`: events of
    earlier files that this one lacks, and that it took out as it was said to be complete; `unchanged_in`: the unchanged
    rows by the batch that holds them; `over`: the changes by hand (their ids) that it was said to correct."""

    batch: str
    at: str
    who: str
    file: str
    sha256: str
    format: str
    read: int
    accepted: int
    duplicates: int
    rejected: int
    by_reason: Mapping[str, int]
    credit: str
    licence: str
    columns: tuple[str, ...]
    superseded: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    conflicts: int = 0
    gone: int = 0
    unchanged_in: Mapping[str, int] = field(default_factory=dict)
    over: tuple[str, ...] = ()

    @property
    def source(self) -> SourceOfIds:
        return SourceOfIds(self.format, frozenset(self.columns))

    @property
    def title(self) -> str:
        """How the file is named where files are told apart: two imports may be of files of one name."""
        return f"{self.file} ({self.batch})"

    def row(self) -> Row:
        """The note as the log keeps it."""
        said = {
            IN_LOG.get(name, name): value for name, value in vars(self).items() if name not in ("batch", "at", "who")
        }
        listed = {"columns": list(self.columns), "over": list(self.over)}
        return {**said, "by_reason": dict(self.by_reason), "unchanged_in": dict(self.unchanged_in), **listed}


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
            parts = {
                part.name: said[name]
                for part in fields(BatchNote)
                if (name := IN_LOG.get(part.name, part.name)) in said or _needed(part)
            }
            listed = {name: tuple(parts.get(name, ())) for name in ("columns", "over")}
            notes[batch] = BatchNote(**{**parts, **listed})
        except KeyError as missing:
            raise UnreadableFileError(
                LEDGER,
                L_("line {line} lacks {missing}", line=entry.line, missing=missing),
                L_("Bring the line back from a copy."),
            ) from missing
    return notes


def _needed(part: Field[Any]) -> bool:
    """Whether a note lacks something without it: files brought in before corrections were known have no count of
    them."""
    return part.default is MISSING and part.default_factory is MISSING
