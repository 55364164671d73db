"""The parts of a file that was brought in: its rows with what each takes the place of, what it takes out, what it found
unchanged."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from geo.changelog.kept_parts import read_part
from geo.events.batch_events import BATCH_EVENTS

CORRECTS = "corrects"
"""Column of a batch: what the row takes the place of, "" for an event that is new."""
OF_FILES, OF_HAND, HELD_BACK = "file", "hand", "held"
"""The version of an earlier file; what a person made of the event; the former, while what a person made of it counts
before both."""
WITHDRAWN, UNCHANGED = "withdrawn.parquet", "unchanged.parquet"
"""Parts of a batch: the events it takes out, and those it says the same of as the file that holds them."""


def nothing_withdrawn() -> pd.DataFrame:
    """What a file takes out that takes out nothing."""
    return read_withdrawn(Path())


def read_withdrawn(home: Path) -> pd.DataFrame:
    """What a batch takes out: event_id and why (str), row (int, its number in the file, 0 for what the file lacks),
    known_on (day, NaT), corrects (OF_FILES or OF_HAND).

    Raises
    ------
    UnreadableFileError : the part is damaged.
    """
    kinds = {"event_id": str, "row": "int64", "known_on": "datetime64[s]", CORRECTS: str, "why": str}
    return _part(home / WITHDRAWN, kinds)


def read_unchanged(home: Path) -> pd.DataFrame:
    """What a batch says the same of as the file that holds it: event_id, row (int), held_in (the batch).

    Raises
    ------
    UnreadableFileError : the part is damaged.
    """
    return _part(home / UNCHANGED, {"event_id": str, "row": "int64", "held_in": str})


def rows_about(home: Path, events: Set[str]) -> pd.DataFrame:
    """What a batch has or takes out of some events, without what it found unchanged: event_id and corrects (OF_FILES,
    OF_HAND, HELD_BACK, "" for what was new), one line a row.

    Raises
    ------
    UnreadableFileError : a part of it is damaged.
    """
    wanted = ["event_id", CORRECTS]

    def read(path: Path) -> pd.DataFrame:
        return pd.read_parquet(path, columns=[name for name in wanted if name in pq.read_schema(path).names])

    rows = read_part(home / BATCH_EVENTS, read)
    said = pd.concat([part.reindex(columns=wanted, fill_value="") for part in (rows, read_withdrawn(home))])
    return said[said["event_id"].isin(list(events))].reset_index(drop=True)


def _part(path: Path, columns: dict[str, object]) -> pd.DataFrame:
    if not path.exists():
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return read_part(path, pd.read_parquet)
