"""Rows that count events - 37 of them, in a week, in a region - and so are no event: what they cover and what they say.

They are kept as aggregates: listed, and never summed with incidents.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.events.events import AGGREGATE, INCIDENT
from geo.validation.faults import FaultLog
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import plain, spread
from ingest.mappings.fields import FIELDS

Typed = dict[str, np.ndarray | pd.Series]

BAD_COUNT_AS, COUNTS_NOTHING = "bad-count-as", "counts-nothing"
_WEEK = 7
_KEY = ("event_type", "sub_event_type", "actor1", "actor2", "country", "adm1", "adm2", "place")
"""What tells two counts of one span apart."""


def count_as(cells: DraftCells, faults: FaultLog, typed: Typed) -> np.ndarray:
    """(n,) what each row counts as: as it says; where it says nothing, an aggregate if it tells how many it counts.

    A count of nothing, of which nobody was killed either, is a fault: it is no mark on a map.
    """
    name = "count_as"
    said = spread(cells.text(name), lambda text: plain(text).casefold())
    known = np.isin(said.astype(str), FIELDS[name].codes)
    bad = (said != "") & ~known
    faults.add(
        bad, cells.label(name), cells.raw(name), BAD_COUNT_AS, L_("is nothing a row can count as"), cells.use_one(name)
    )
    usual = AGGREGATE if counts_events(cells) else INCIDENT
    found = np.where(known, said, usual).astype(object)
    nothing = (found == AGGREGATE) & (_numbers(typed["event_count"]) == 0)
    nothing &= ~(np.nan_to_num(_numbers(typed["fatalities_best"])) > 0)
    faults.add(
        nothing, cells.label("event_count"), cells.raw("event_count"), COUNTS_NOTHING, L_("counts no event"),
        L_("Nothing to do: it stands for no event. Leave the row out to have it listed no more."),
    )  # fmt: skip
    return found


def counts_events(cells: DraftCells) -> bool:
    """Whether the rows count events, as far as the mapping tells of all of them."""
    return cells.has("event_count") or cells.mapping.fixed.get("count_as") == AGGREGATE


def cover(typed: Typed) -> None:
    """Let a row that says how many days it covers end with the last of them, in place; and be as vague as that."""
    covered = np.nan_to_num(_numbers(typed["span_days"]), nan=1.0).astype("int64")
    first, last = np.asarray(typed["event_date"]), np.asarray(typed["end_date"])
    wide = (covered > 1) & ~np.isnat(first) & (np.isnat(last) | (last <= first))
    ends = first + (covered - 1).astype("timedelta64[D]").astype("timedelta64[s]")
    typed["end_date"] = np.where(wide, ends, last).astype("datetime64[s]")
    vague = np.where(covered <= _WEEK, 2, 3)
    precision = np.where(wide, vague, _numbers(typed["time_precision"]))
    typed["time_precision"] = pd.array(precision, dtype="float64").astype("Int64")


def tell(typed: Typed) -> None:
    """Give aggregates a text that says their numbers, and where they have none an id by what they count, in place.

    The id outlives a new export with other numbers; where two rows of the file count the same, they get none.
    """
    rows = np.flatnonzero(np.asarray(typed["count_as"]) == AGGREGATE)
    if not len(rows):
        return
    part: Typed = {name: values[rows] for name, values in typed.items()}
    for area in ("adm2", "adm1", "country"):
        part["place"] = np.where(part["place"] == "", part[area], part["place"]).astype(object)
    for name, values in (("place", part["place"]), ("summary", _sentences(part)), ("source_id", _ids(part))):
        whole = np.array(typed[name], dtype=object)
        whole[rows] = values
        typed[name] = whole


def _sentences(part: Typed) -> np.ndarray:
    """As in "37 events, 112 killed, from 2024-11-30 to 2024-12-06: Armed clash, Aleppo." """
    events, killed = _numbers(part["event_count"]), _numbers(part["fatalities_best"])
    counted = np.where(np.isnan(events), "", _written(events) + np.where(events == 1, " event", " events"))
    dead = np.where(np.isnan(killed), "", _written(killed) + " killed")
    told = counted + np.where((counted == "") | (dead == ""), "", ", ") + dead
    told = np.where(told == "", "A count without a number", told).astype(object)
    first, last = _days(part["event_date"]), _days(part["end_date"])
    told = told + np.where(last == "", ", on " + first, ", from " + first + " to " + last)
    kind = np.asarray(part["sub_event_type"], dtype=object)
    where = np.asarray(part["place"], dtype=object)
    own = np.asarray(part["summary"], dtype=object)
    said = np.where(own != "", own, kind + np.where(where == "", "", ", " + where) + ".")
    return (told.astype(object) + ": " + said).astype(object)


def _ids(part: Typed) -> np.ndarray:
    given = np.asarray(part["source_id"], dtype=object)
    key = _days(part["event_date"]) + "/" + _days(part["end_date"])
    for name in _KEY:
        key = key + "/" + np.asarray(part[name], dtype=object)
    for axis in ("latitude", "longitude"):
        degrees = _numbers(part[axis])
        key = key + "/" + np.where(np.isnan(degrees), "", np.round(degrees, 4).astype(str)).astype(object)
    once = ~pd.Series(key).duplicated(keep=False).to_numpy()
    return np.where(given != "", given, np.where(once, key, "")).astype(object)


def _days(values: np.ndarray | pd.Series) -> np.ndarray:
    """(n,) days as text, "" for none."""
    days = np.asarray(values).astype("datetime64[D]")
    return np.where(np.isnat(days), "", np.datetime_as_string(days, unit="D")).astype(object)


def _numbers(values: np.ndarray | pd.Series) -> np.ndarray:
    """(n,) float, NaN where there is none."""
    return pd.Series(values).to_numpy(dtype="float64", na_value=np.nan)


def _written(numbers: np.ndarray) -> np.ndarray:
    return spread(np.where(np.isnan(numbers), "", numbers), lambda text: f"{int(float(text)):,}" if text else "")
