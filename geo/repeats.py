"""Rows that stand in two files of a theatre, told once for every two files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.event_files import batch_file
from geo.ledger import Action, Ledger, Subject
from geo.theatre import Theatre


@dataclass(frozen=True)
class Repeat:
    """`rows` of `file` that stand in `other` too and count there, and what is to be done about it."""

    rows: int
    file: str
    other: str
    remedy: str

    def __str__(self) -> str:
        rows, stand = ("1 row", "stands") if self.rows == 1 else (f"{self.rows:,} rows", "stand")
        counts = "counts" if self.rows == 1 else "count"
        return f"{rows} of {self.file} {stand} in {self.other} too and {counts} there. {self.remedy}"


def repeats(theatre: Theatre) -> tuple[Repeat, ...]:
    """What was set aside for standing in two files, by the two, most rows first.

    It comes about where an import that was undone is brought back, and another file has brought its rows in meanwhile.
    """
    told = Counter((row.file, row.also_in) for row in theatre.set_aside if row.also_in)
    titles = {batch_file(batch): note.title for batch, note in theatre.imports.items()}
    undoing = _undoing(theatre.ledger)
    return tuple(
        Repeat(rows, titles.get(file, file), titles.get(other, other), _remedy(file, other, undoing))
        for (file, other), rows in told.most_common()
    )


def _undoing(ledger: Ledger) -> dict[str, str]:
    """File of each batch that counts -> the command that takes it out."""
    return {
        batch_file(entry.key): f"`python cli.py undo {entry.id}`"
        for entry in ledger.standing
        if entry.subject is Subject.BATCH and entry.action is Action.IMPORT
    }


def _remedy(file: str, other: str, undoing: dict[str, str]) -> str:
    if file not in undoing:
        return "Take them out of one of the two."
    if other not in undoing:
        return f"Take them out of {other}, or undo the import: {undoing[file]}."
    return (
        f"Undo one of the two imports: {undoing[file]} for the first, {undoing[other]} for the second."
        " What only the undone file holds comes in again when that file is brought in anew."
    )
