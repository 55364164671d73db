"""What became of the rows of every file of a theatre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.batches import BatchNote
from geo.errors import Checked
from geo.event_files import batch_file
from geo.mended import Since


@dataclass(frozen=True)
class Account:
    """What became of the rows of one file: read = accepted + duplicates + set aside. Only a file that was brought in
    has duplicates: rows the theatre had already."""

    file: str
    read: int
    accepted: int
    set_aside: int
    duplicates: int = 0


def accounts_of(
    checked: Mapping[str, Checked[Any]], imports: Mapping[str, BatchNote], since: Mapping[str, Since]
) -> tuple[Account, ...]:
    """What became of the rows of each file. Of a file brought in all its rows count, those its import set aside too;
    one that a person has placed since is accepted, one that came back with another file counts there and is a duplicate
    here. What stands in the log counts there."""
    batches = {batch_file(batch): note for batch, note in imports.items()}
    accounts = []
    for file, part in checked.items():
        if (note := batches.get(file)) is None:
            accounts.append(Account(file, part.read, len(part.accepted), len(part.set_aside)))
            continue
        became, fallen = since.get(note.batch, Since()), len(part.set_aside)
        accounts.append(
            Account(
                note.title,
                note.read,
                note.accepted + len(became.placed) - fallen,
                note.set_aside - len(became.rows) + fallen,
                note.duplicates + len(became.mended) + len(became.again),
            )
        )
    return tuple(accounts)
