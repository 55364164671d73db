"""What a file corrects of a theatre, row by row and field by field, and where a person had the last word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.theatre.theatre import Theatre
from ingest.matching.known_rows import Matched
from ingest.matching.row_differences import as_drafted, texts_of

BY_HAND = "by_hand"
WITHDRAWN_BY_HAND = "withdrawn"


@dataclass(frozen=True, eq=False)
class Corrected:
    """`unchanged`: position, row, event_id, held_in; `changes`: row, event_id, day, field, title, before, after of the
    rows that correct an event, one line a field; `conflicts`: the same of those that a person's change has the better
    of, with `by_hand`, what that says; `takes`: the ids of rows that count before a change by hand."""

    unchanged: pd.DataFrame
    changes: pd.DataFrame
    conflicts: pd.DataFrame
    takes: frozenset[str]


def corrected(
    events: pd.DataFrame, matched: Matched, sound: NDArray[np.bool_], numbers: NDArray[np.int64], theatre: Theatre
) -> Corrected:
    """What the `sound` rows (n,) of a file correct. `numbers`: (n,) of the rows in the file."""
    changed, back = matched.changed & sound, matched.held_back & sound
    same = np.flatnonzero(matched.unchanged & sound)
    ids = events["event_id"]
    held_in = matched.held.column("origin")[same]
    unchanged = pd.DataFrame(
        {
            "position": same,
            "row": numbers[same],
            "event_id": ids.iloc[same].to_numpy(),
            "held_in": np.where(pd.isna(held_in), "", held_in),
        }
    )
    changes, conflicts = (_numbered(matched.table(events, some), numbers) for some in (changed, back))
    takes = frozenset(ids[changed & matched.over_hand])
    return Corrected(unchanged, changes, _against_hand(conflicts, events, back, matched, numbers, theatre), takes)


def _numbered(table: pd.DataFrame, numbers: NDArray[np.int64]) -> pd.DataFrame:
    positions = table.pop("position").to_numpy(dtype="int64")
    table.insert(0, "row", numbers[positions])
    return table


def _against_hand(
    lines: pd.DataFrame, events: pd.DataFrame, back: NDArray[np.bool_], matched: Matched, numbers: NDArray[np.int64],
    theatre: Theatre,
) -> pd.DataFrame:  # fmt: skip
    """`lines` with what a person's version says of each field; without those that agree with it."""
    gone = [
        {"row": numbers[at], "event_id": events["event_id"].iloc[at], "day": events["event_date"].iloc[at], "field": "",
         "title": "the event", "before": "not held", "after": str(events["summary"].iloc[at])}
        for at in np.flatnonzero(back & (matched.held.row < 0))
    ]  # fmt: skip
    lines = pd.concat([lines, pd.DataFrame(gone, columns=lines.columns)], ignore_index=True) if gone else lines
    ids = lines["event_id"]
    now = as_drafted(theatre.events[theatre.events.index.isin(ids)])
    said = pd.Series(WITHDRAWN_BY_HAND, index=lines.index, dtype=object)
    for name in lines["field"].unique():
        some = (lines["field"] == name).to_numpy() & ids.isin(now.index).to_numpy()
        if name and some.any():
            said[some] = texts_of(name, now.loc[ids[some], name])
    lines = lines.assign(**{BY_HAND: said})
    return lines[(lines["after"] != lines[BY_HAND]).to_numpy()].reset_index(drop=True)
