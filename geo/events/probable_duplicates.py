"""Events that two sources likely both tell of: the same type, place and day. They are marked, and never removed.

A source is the file a row was brought in from, or the theatre's own files. Where several sources tell of one type,
place and day, the events of the source that tells most are kept; those of the others are marked as likely told already.
One abroad and one in the theatre's country are never the same: marking one would take it out of figures the other is
not in. Words that tell no place from another are data, in `probable_duplicates.toml`.
"""

from __future__ import annotations

import re
import unicodedata

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.word_lists import in_all_languages, word_list
from geo.events.events import INCIDENT

GRID_DEG = 0.02
"""Points in one square of this grid (about 2 km) are one place, whatever its name."""

_NOT_A_WORD = re.compile(r"[^\w]+")
_GENERIC = frozenset(in_all_languages(word_list(__file__)["generic"]))


def mark_probable_duplicates(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`events` with the column `probable_duplicate_of` that `probable_duplicates` makes."""
    return gpd.GeoDataFrame(events.assign(probable_duplicate_of=probable_duplicates(events)))


def probable_duplicates(events: gpd.GeoDataFrame) -> pd.Series:
    """The event each one likely tells of again.

    Parameters
    ----------
    events : frame (n,) with event_type, event_date, location_en, origin, count_as, abroad, time_precision,
        geo_precision and points (EPSG:4326), indexed by event_id. Only incidents known to the day and to the town are
        compared: a count of events tells of no single one.

    Returns
    -------
    Series, (n,) str on the same index: the event_id of the first event kept of the same type, place and day; "" for
    an event that is kept or has no like.
    """
    told = pd.Series("", index=events.index, dtype=object)
    exact = (events["time_precision"] == 1) & (events["geo_precision"] == 1) & events.geometry.notna()
    exact &= events["count_as"] == INCIDENT
    some = events[exact.fillna(False).to_numpy(dtype=bool)]
    if some["origin"].nunique() < 2:
        return told
    group = _groups(some)
    count = some.groupby([group, "origin"], sort=False)["event_id"].transform("size").to_numpy()
    table = pd.DataFrame(
        {"group": group, "origin": some["origin"].to_numpy(), "count": count, "event_id": some["event_id"].to_numpy()}
    )
    ranked = table.sort_values(["group", "count", "origin", "event_id"], ascending=[True, False, True, True])
    kept = ranked.groupby("group", sort=False)[["origin", "event_id"]].transform("first")
    again = ranked["origin"] != kept["origin"]
    told[ranked.loc[again, "event_id"].to_numpy()] = kept.loc[again, "event_id"].to_numpy()
    return told


def _groups(events: gpd.GeoDataFrame) -> np.ndarray:
    """The number of the group of one type, day and place that each event is in: by name, by square, or by both."""
    names, places = pd.factorize(events["location_en"])
    folded = np.array([_folded(str(place)) for place in places], dtype=object)[names]
    square_x = np.floor(events.geometry.x.to_numpy() / GRID_DEG)
    square_y = np.floor(events.geometry.y.to_numpy() / GRID_DEG)
    what = [events[column].to_numpy() for column in ("event_type", "event_date", "abroad")]
    by_name, _ = pd.factorize(pd.MultiIndex.from_arrays([*what, folded, events["adm1_pcode"].to_numpy()]))
    by_square, _ = pd.factorize(pd.MultiIndex.from_arrays([*what, square_x, square_y]))
    return _connected(by_name, by_square)


def _connected(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Rows that share a number in `one` or in `other`, directly or through further rows, get one number."""
    label = np.arange(len(one))
    while True:
        lowest = label
        for numbers in (one, other):
            least = np.full(numbers.max() + 1, len(one))
            np.minimum.at(least, numbers, lowest)
            lowest = least[numbers]
        if (lowest == label).all():
            return label
        label = lowest


def _folded(name: str) -> str:
    """A name without accents, case, signs and words such as "city"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    words = [word for word in _NOT_A_WORD.split(plain) if word and word not in _GENERIC]
    return " ".join(words) or plain
