"""Rows the theatre knows by their id that say something else now: a file that was corrected since."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.ledger import Subject
from geo.theatre import Theatre

_DAYS = ("event_date", "end_date")
_TEXTS = ("event_type", "sub_event_type", "actor1", "actor2", "perpetrator", "place", "summary")
_NUMBERS = ("time_precision", "geo_precision", "fatalities_low", "fatalities_best", "fatalities_high",
            "civilians_killed", "injured", "displaced")  # fmt: skip
_DEGREES = ("longitude", "latitude")
DIGITS = 6
"""Degrees are compared to so many: a tenth of a metre."""
AT_ONCE = 50_000
"""Rows compared at a time, to be sparing of memory."""


LISTED = 10
"""Rows that are listed by number in a sentence."""


def differing_words(duplicates: pd.DataFrame) -> str:
    """What a person is told of duplicates (`row`, `differs`) that are no mere repetition, "" where there are none: a
    corrected file, or ids that two files use for different things."""
    rows = duplicates.loc[duplicates["differs"], "row"]
    if rows.empty:
        return ""
    say = "says" if len(rows) == 1 else "say"
    listed = ", ".join(map(str, rows.head(LISTED))) + (" ..." if len(rows) > LISTED else "")
    return (
        f"{len(rows):,} of the duplicates {say} something else than the event there under the same id "
        f"({'row' if len(rows) == 1 else 'rows'} {listed}). "
        "The event stays as it is. Where this file is the corrected one, undo the import of the earlier one and import "
        "this file again; where its ids are its own, read it by a mapping that gives it a dataset of "
        "its own. Rows without ids are told apart by day, time, type, parties, place, position and "
        "summary: where two are two events, give each an id."
    )


def say_otherwise(again: pd.DataFrame, kept: gpd.GeoDataFrame, theatre: Theatre) -> np.ndarray:
    """Which rows say something else than the row of the same id that counts.

    Parameters
    ----------
    again : (n,) rows known already, with event_id and the columns of a draft. kept : the rows of the same file that are
        accepted. What a person has edited or withdrawn by hand is meant to differ, and does not count.

    Returns
    -------
    array, (n,) bool.
    """
    by_hand = list(theatre.ledger.last(Subject.EVENT))
    open_ = ~again["event_id"].isin(by_hand).to_numpy()
    differ = np.zeros(len(again), dtype=bool)
    for counted in (theatre.events, kept.set_index("event_id", drop=False)):
        at = counted.index.get_indexer(again["event_id"].to_numpy())
        rows = np.flatnonzero((at >= 0) & open_)
        for some in np.array_split(rows, len(rows) // AT_ONCE + 1):
            rows_again, other = _without_place(again.iloc[some], _as_drafted(counted.iloc[at[some]]))
            differ[some] |= (_said(rows_again) != _said(other)).any(axis=1)
    return differ


def _without_place(again: pd.DataFrame, other: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both, without the place where a row gives no position: it was looked up, or a person told where it is, and a
    sentence made of the row names it."""
    columns = [*_DEGREES, "geo_precision", "place", "summary"]
    unplaced = again["longitude"].isna().to_numpy()
    one, same = (frame.assign(**{name: frame[name].mask(unplaced) for name in columns}) for frame in (again, other))
    return one, same


def _as_drafted(events: gpd.GeoDataFrame) -> pd.DataFrame:
    columns = pd.DataFrame(events.drop(columns="geometry")).rename(columns={"location_en": "place"})
    return columns.assign(longitude=events.geometry.x, latitude=events.geometry.y)


def _said(events: pd.DataFrame) -> np.ndarray:
    """(n, things) int: what rows say, the same number for the same thing, -1 for nothing."""
    said = [pd.util.hash_array(events[name].fillna("").astype(str).to_numpy(dtype=object)) for name in _TEXTS]
    said += [events[name].astype("datetime64[s]").to_numpy() for name in _DAYS]
    said += [events[name].astype("float64").fillna(-1).to_numpy() for name in _NUMBERS]
    said += [(events[name].astype("float64").fillna(-999) * 10**DIGITS).round().to_numpy() for name in _DEGREES]
    return np.column_stack([part.astype("int64") for part in said])
