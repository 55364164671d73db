"""Rows that stand in two files of a theatre, told once for every two files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo.changelog.log import Action, Subject
from geo.events.batch_events import batch_file
from geo.theatre.theatre import Theatre

ANEW = "What only the file taken out holds comes in again when that file is brought in anew."


@dataclass(frozen=True)
class Repeat:
    """`rows` of `file` that stand in `other` too and count there. `undo`: the change that brought `file` in;
    `undo_other`: the one that brought `other` in, "" where that is a file of the theatre's own."""

    rows: int
    file: str
    other: str
    undo: str
    undo_other: str

    @property
    def sentence(self) -> str:
        rows, stand, count = (
            ("1 row", "stands", "counts") if self.rows == 1 else (f"{self.rows:,} rows", "stand", "count")
        )
        return f"{rows} of {self.file} {stand} in {self.other} too and {count} there."

    @property
    def on_the_command_line(self) -> str:
        """What can be done about it, with the commands that do it."""
        first = f"`python cli.py undo {self.undo}`"
        if not self.undo_other:
            return f"Take them out of {self.other}, or undo the import: {first}. {ANEW}"
        second = f"`python cli.py undo {self.undo_other}`"
        return f"Undo one of the two imports: {first} takes the first out, {second} the second. {ANEW}"

    @property
    def on_the_page(self) -> str:
        """What can be done about it on the page."""
        if not self.undo_other:
            return f"Take them out of {self.other}, or withdraw {self.file} in the tab Data. {ANEW}"
        return f"Withdraw one of the two in the tab Data. {ANEW}"


def repeats(theatre: Theatre) -> tuple[Repeat, ...]:
    """What was rejected for standing in two files, by the two, most rows first.

    It comes about where an import that was undone is brought back, and another file has brought its rows in meanwhile.
    """
    told = Counter((fault.file, fault.also_in) for fault, *_ in theatre.rejected if fault.also_in)
    titles = {batch_file(batch): note.title for batch, note in theatre.imports.items()}
    undo = {
        batch_file(entry.key): entry.id
        for entry in theatre.ledger.standing
        if entry.subject is Subject.BATCH and entry.action is Action.IMPORT
    }
    # the theatre's own file comes first and the log speaks for its rows alone, so what repeats is always an import
    return tuple(
        Repeat(rows, titles[file], titles.get(other, other), undo[file], undo.get(other, ""))
        for (file, other), rows in told.most_common()
    )
