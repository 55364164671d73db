"""Some of the events of a theatre replaced by others: what is known of the rest stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.events.event_index import EventIndex
from geo.events.probable_duplicates import probable_duplicates

Rows = NDArray[np.intp]


def replaced_events(
    events: gpd.GeoDataFrame, gone: Set[str], came: gpd.GeoDataFrame, index: EventIndex | None
) -> tuple[gpd.GeoDataFrame, EventIndex | None]:
    """`events` without those `gone` (by event_id) and with those that `came`, and the index of these.

    events, came : by day and id, with all columns a theatre has of events. index : of `events`, None where nobody has
        asked for it.
    """
    left_out = np.flatnonzero(events.index.isin(list(gone)))
    before = _places(events, came)
    whole = gpd.GeoDataFrame(pd.concat(list(_pieces(events, left_out, came, before))))
    days = np.unique(np.concatenate([_days(events)[left_out], _days(came)]))
    marked = _marked_anew(whole, days)
    if index is None:
        return marked, None
    known = {together: number for number, together in enumerate(index.named)}
    named = [known.setdefault(together, len(known)) for together in came["factions"]]
    at = before - np.searchsorted(left_out, before)  # np.insert counts without those left out
    naming = np.insert(np.delete(index.naming, left_out), at, np.array(named, dtype=np.intp))
    return marked, EventIndex(events=marked, order=None, named=tuple(known), naming=naming)


def _places(events: pd.DataFrame, came: pd.DataFrame) -> Rows:
    """(m,) the row of `events` before which each of those that came has its place, by day and id."""
    days = _days(events)
    found = []
    for day, event_id in zip(_days(came), came["event_id"], strict=True):
        first, last = np.searchsorted(days, day, "left"), np.searchsorted(days, day, "right")
        found.append(first + bisect_left(events["event_id"].iloc[first:last].tolist(), event_id))
    return np.array(found, dtype=np.intp)


def _pieces(events: pd.DataFrame, left_out: Rows, came: pd.DataFrame, before: Rows) -> Iterator[pd.DataFrame]:
    """The parts of the whole in their order."""
    start = 0
    cuts: Sequence[tuple[int, bool, int]] = sorted(
        [*((at, False, row) for row, at in enumerate(before.tolist())), *((at, True, 0) for at in left_out.tolist())]
    )
    for at, is_left_out, number in cuts:
        yield events.iloc[start:at]
        if not is_left_out:
            yield came.iloc[[number]]
        start = at + is_left_out
    yield events.iloc[start:]


def _marked_anew(events: gpd.GeoDataFrame, days: NDArray[np.datetime64]) -> gpd.GeoDataFrame:
    """`events` with those of some days held against each other for duplicates: what tells of one event twice is of
    one day."""
    every = _days(events)
    bounds = zip(np.searchsorted(every, days, "left"), np.searchsorted(every, days, "right"), strict=True)
    rows = np.concatenate([np.arange(0), *(np.arange(first, last) for first, last in bounds)])
    told = events["probable_duplicate_of"].to_numpy(dtype=object, copy=True)
    told[rows] = probable_duplicates(gpd.GeoDataFrame(events.iloc[rows])).to_numpy()
    return gpd.GeoDataFrame(events.assign(probable_duplicate_of=pd.Series(told, index=events.index, dtype=object)))


def _days(events: pd.DataFrame) -> NDArray[np.datetime64]:
    return events["event_date"].to_numpy(dtype="datetime64[s]")
