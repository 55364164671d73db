"""Rows of a file against what the theatre holds under the same ids: which say the same, and what the others changed."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.changelog.log import Action
from geo.theatre.theatre import Theatre
from ingest.mappings.fields import FIELDS

DAYS = ("event_date", "end_date", "published_on")
TEXTS = ("event_time", "event_type", "sub_event_type", "actor1", "actor2", "perpetrator", "place", "country", "summary",
         "asserted_by", "source_publisher", "source_title", "source_url", "reliability", "count_as")  # fmt: skip
NUMBERS = ("time_precision", "geo_precision", "uncertainty_km", "fatalities_low", "fatalities_best", "fatalities_high",
           "civilians_killed", "injured", "displaced", "event_count", "credibility")  # fmt: skip
DEGREES = ("longitude", "latitude")
PLACED = (*DEGREES, "geo_precision", "uncertainty_km", "coord_source")
"""What of a held event stands in for a row that names the same place and gives no position."""
COMPARED = (*DAYS, *TEXTS, *NUMBERS, *DEGREES)
"""The fields two versions of a row are told apart by, in the order a difference is shown. The day a row was last
changed is not among them: by itself it changes nothing."""
DIGITS = 6
"""Degrees are compared to so many: a tenth of a metre."""
AT_ONCE = 50_000
"""Rows compared at a time, to be sparing of memory."""


@dataclass(frozen=True, eq=False)
class HeldRows:
    """What the theatre holds under the ids of n rows.

    `row`: (n,) row of `events`, -1 where nothing is held. `events`: what files say last, or a person where no file has
    it, with the columns of a draft, by event_id; other events may stand among them. `of_source`: (n,) whether it came
    with a file of the same source; `by_hand`: (n,) whether a person who changed, placed or withdrew it has the last
    word; `only_placed`: (n,) whether all they did is to say where the row of a file lies; `of_file`: (n,) whether what
    is held is what a file says.
    """

    row: NDArray[np.intp]
    events: pd.DataFrame
    of_source: NDArray[np.bool_]
    by_hand: NDArray[np.bool_]
    only_placed: NDArray[np.bool_]
    of_file: NDArray[np.bool_]

    def column(self, name: str) -> NDArray[np.object_]:
        """(n,) what is held of a field, None where nothing is."""
        values = self.events[name].to_numpy(dtype=object)
        found = np.full(len(self.row), None, dtype=object)
        found[self.row >= 0] = values[self.row[self.row >= 0]]
        return found


def held_under(ids: pd.Series, theatre: Theatre, sources: Set[str]) -> HeldRows:
    """What `theatre` holds under `ids` (n,); `sources`: the batches of the file's own source."""
    changed = theatre.ledger.manual_edits
    by_hand = ids.isin(list(changed)).to_numpy(dtype=bool)
    only_placed = ids.isin([key for key, entry in changed.items() if entry.took is not None]).to_numpy(dtype=bool)
    under = theatre.under_hand
    under = under[under.index.isin(ids[by_hand])]
    rows = as_drafted(theatre.events)
    if len(under):
        known = rows.index.isin(ids) & ~rows.index.isin(under.index)
        rows = pd.concat([as_drafted(under), rows[known]])
    origins = rows["origin"].isin(list(sources)).to_numpy(dtype=bool)
    found = rows.index.get_indexer(ids.to_numpy())
    of_source = np.zeros(len(ids), dtype=bool)
    of_source[found >= 0] = origins[found[found >= 0]]
    # a row that waited and was left out has no event: only the log knows it
    left_out = by_hand & (found < 0)
    of_source[left_out] = [changed[one].action is Action.WITHDRAW for one in ids[left_out]]
    of_file = (found >= 0) & (~by_hand | only_placed | ids.isin(under.index).to_numpy(dtype=bool))
    return HeldRows(found.astype(np.intp), rows, of_source, by_hand, only_placed, of_file)


def as_drafted(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Events of a theatre with the columns of a draft, by event_id."""
    columns = pd.DataFrame(events.drop(columns="geometry")).rename(columns={"location_en": "place"})
    points = events.geometry
    return columns.assign(longitude=points.x.to_numpy(), latitude=points.y.to_numpy())


def differences(
    rows: pd.DataFrame, held: HeldRows, which: NDArray[np.intp], names: dict[str, str]
) -> tuple[NDArray[np.bool_], tuple[str, ...]]:
    """Which fields of rows say something else than what is held under their ids.

    Parameters
    ----------
    rows : (n,) with COMPARED. which : (k,) positions of those to compare, each held. names : name of the file of each
        batch, and of this one under "": who reports an event is the file itself where it names nobody.

    Returns
    -------
    array, (k, fields) bool; the fields.
    """
    fields = tuple(name for name in COMPARED if name in held.events.columns)
    rows, events = rows[list(fields)], held.events[[*fields, "origin"]]
    differ = np.zeros((len(which), len(fields)), dtype=bool)
    for begin in range(0, len(which), AT_ONCE):
        some = which[begin : begin + AT_ONCE]
        now, then = rows.iloc[some], events.iloc[held.row[some]]
        for number, name in enumerate(fields):
            differ[begin : begin + len(some), number] = _differ(name, now[name], then[name])
        own = (now["asserted_by"] == names[""]).to_numpy(dtype=bool)
        file_then = then["origin"].map(names).to_numpy(dtype=object)
        nobody = own & (then["asserted_by"].to_numpy(dtype=object) == file_then)
        differ[begin : begin + len(some), fields.index("asserted_by")] &= ~nobody
    return differ, fields


def _differ(name: str, now: pd.Series, then: pd.Series) -> NDArray[np.bool_]:
    if name in DAYS:
        one, other = (part.astype("datetime64[s]").to_numpy() for part in (now, then))
        return np.asarray((one != other) & ~(np.isnat(one) & np.isnat(other)))
    if name in TEXTS:
        one, other = (part.astype("str").fillna("").array for part in (now, then))
        return np.asarray(one != other, dtype=bool)
    places = DIGITS if name in DEGREES else 3
    one, other = (part.astype("float64").to_numpy() for part in (now, then))
    return ~((np.round(one, places) == np.round(other, places)) | (np.isnan(one) & np.isnan(other)))


def difference_table(
    rows: pd.DataFrame, held: HeldRows, which: NDArray[np.intp], differ: NDArray[np.bool_], fields: tuple[str, ...]
) -> pd.DataFrame:
    """One line a field that changed: position, event_id, day (of the event as held), field (its name), title (in plain
    words), before, after (text, "" for nothing)."""
    at, number = np.nonzero(differ)
    positions = which[at]
    parts = []
    for code, name in enumerate(fields):
        some = positions[number == code]
        if not len(some):
            continue
        then = held.events.iloc[held.row[some]]
        parts.append(
            pd.DataFrame(
                {
                    "position": some,
                    "event_id": then.index.to_numpy(dtype=object),
                    "day": then["event_date"].to_numpy(),
                    "field": name,
                    "title": FIELDS[name].title,
                    "order": code,
                    "before": texts_of(name, then[name]),
                    "after": texts_of(name, rows[name].iloc[some]),
                }
            )
        )
    if not parts:
        return pd.DataFrame(columns=["position", "event_id", "day", "field", "title", "before", "after"])
    table = pd.concat(parts, ignore_index=True).sort_values(["position", "order"], kind="stable")
    return table.drop(columns="order").reset_index(drop=True)


def texts_of(name: str, values: pd.Series) -> list[str]:
    """(n,) the values of a field as text that can be compared: days ISO, numbers with DIGITS decimals, "" for none."""
    if name in DAYS:
        return ["" if pd.isna(value) else f"{value:%Y-%m-%d}" for value in values]
    if name in TEXTS:
        return ["" if pd.isna(value) else str(value) for value in values]
    return ["" if pd.isna(value) else f"{float(value):.{DIGITS}f}".rstrip("0").rstrip(".") for value in values]
