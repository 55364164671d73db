"""Rows that the import of a file rejected and that came back with another file: what has become of each by now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.changelog.imports import BatchNote
from geo.changelog.kept_parts import read_part
from geo.changelog.log import BATCHES, Entry, Ledger

FAULTS, MENDS = "faults.parquet", "mends.parquet"
"""Parts of a batch: one line a fault of its rejected rows; one line for each row rejected before that came back."""
MARK_DIGITS = 16

Origin = tuple[str, int]
"""A row that was rejected: the mark of its file, and its number there."""


@dataclass(frozen=True)
class RowOutcomes:
    """What has become of rows that the import of a file rejected, by number: `placed` by hand, of which `corrected`
    took the place of what earlier files say; `mended`, they came back and are in the theatre; `again`, they came back
    and were rejected with the other file."""

    placed: frozenset[int] = frozenset()
    corrected: frozenset[int] = frozenset()
    mended: frozenset[int] = frozenset()
    again: frozenset[int] = frozenset()

    @property
    def rows(self) -> frozenset[int]:
        """The rows that are rejected no more, or with another file."""
        return self.placed | self.mended | self.again


@dataclass(frozen=True, eq=False)
class Resubmissions:
    """`events`: the event each row is by now that came back or was placed; `own_ids`: the same events by the id they
    would have had if they had come as they are now; `since`: by batch, what has become of its rejected rows."""

    events: Mapping[Origin, str]
    own_ids: Mapping[str, str]
    since: Mapping[str, RowOutcomes]


def file_mark(sha256: str) -> str:
    """The beginning of a file's SHA-256, enough to tell it from others, as text no spreadsheet takes for a number."""
    return f"sha256:{sha256[:MARK_DIGITS]}"


def read_resubmissions(
    folder: Path, ledger: Ledger, imports: Mapping[str, BatchNote], is_known: Callable[[str], bool]
) -> Resubmissions:
    """What has become of rejected rows in the theatre of `folder`, by the changes that stand; `is_known` tells the ids
    of events that are in it, or were until a person withdrew them.

    Raises
    ------
    UnreadableFileError : a part of a batch is damaged.
    """
    events: dict[Origin, str] = {}
    own_ids: dict[str, str] = {}
    again: dict[Origin, set[Origin]] = {}
    marks = {batch: file_mark(note.sha256) for batch, note in imports.items()}
    for batch, mark in marks.items():
        for row in read_resubmitted_rows(folder, batch).itertuples():
            origin = (str(row.mark), int(row.origin_row))
            if not row.event_id:
                again.setdefault(origin, set()).add((mark, int(row.row)))
            elif is_known(row.event_id):
                events[origin] = own_ids[row.own_id] = row.event_id
    for entry in ledger.standing:
        if entry.took is not None and entry.took[0] in marks:
            events[marks[entry.took[0]], entry.took[1]] = entry.key
    # a row rejected again with one file may have come back right with another
    events |= {later: events[origin] for origin in events.keys() & again.keys() for later in again[origin]}
    told = {mark for mark, _ in events} | {mark for mark, _ in again}
    return Resubmissions(
        events,
        own_ids,
        {
            batch: _since(mark, ledger.taken(batch), rejected_rows(folder, batch), events, again)
            for batch, mark in marks.items()
            if mark in told
        },
    )


def _since(
    mark: str, taken: Mapping[int, Entry], rows: frozenset[int], events: Mapping[Origin, str], again: Collection[Origin]
) -> RowOutcomes:
    placed = frozenset(taken)
    corrected = frozenset(row for row, entry in taken.items() if entry.corrects_files)
    mended = frozenset(row for row in rows - placed if (mark, row) in events)
    return RowOutcomes(
        placed, corrected, mended, frozenset(row for row in rows - placed - mended if (mark, row) in again)
    )


def read_resubmitted_rows(folder: Path, batch: str) -> pd.DataFrame:
    """The rows rejected before that came back with the file of a batch: row (int, there), mark (str) and origin_row
    (int) of what it was, event_id (str, "" where it was rejected again) and own_id (str). One row may have several
    lines: it was rejected with several files.

    Raises
    ------
    UnreadableFileError : the part is damaged.
    """
    path = folder / BATCHES / batch / MENDS
    if not path.exists():
        return pd.DataFrame({name: [] for name in ("row", "mark", "origin_row", "event_id", "own_id")})
    return read_part(path, pd.read_parquet)


def rejected_rows(folder: Path, batch: str) -> frozenset[int]:
    """The numbers of the rows that the import of a file rejected.

    Raises
    ------
    UnreadableFileError : the part is missing or damaged.
    """
    return frozenset(map(int, read_part(folder / BATCHES / batch / FAULTS, pd.read_parquet)["row"]))
