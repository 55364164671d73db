"""Events in ACLED's terms: what was reported to have happened, when, where, and how exactly each is known.

An event's span is every day on which it may have happened:

* `end_date` after `event_date`: from the one to the other;
* time_precision 1 (day): that day;
* time_precision 2 (week): the seven days about `event_date`;
* time_precision 3 (month): the calendar month of `event_date`.

A range of days holds an event for **certain** when the whole span lies inside it, and **possibly**
when the span only touches it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.common.messages import L_, N_
from geo.common.phrases import Phrase, phrase
from geo.validation.faults import Checked, FaultLog
from geo.validation.schema import Column, ColumnKind, check_columns, check_points

EVENT_TYPE_NAMES: Mapping[str, Phrase] = {
    "Battles": phrase("Battles"),
    "Explosions/Remote violence": phrase("Explosions/Remote violence"),
    "Violence against civilians": phrase("Violence against civilians"),
    "Protests": phrase("Protests"),
    "Riots": phrase("Riots"),
    "Strategic developments": phrase("Strategic developments"),
}
"""ACLED's event types, and what each is called."""
EVENT_TYPES = tuple(EVENT_TYPE_NAMES)
SUB_EVENT_TYPES = {
    N_("Armed clash"): "Battles",
    N_("Government regains territory"): "Battles",
    N_("Non-state actor overtakes territory"): "Battles",
    N_("Air/drone strike"): "Explosions/Remote violence",
    N_("Shelling/artillery/missile attack"): "Explosions/Remote violence",
    N_("Remote explosive/landmine/IED"): "Explosions/Remote violence",
    N_("Suicide bomb"): "Explosions/Remote violence",
    N_("Grenade"): "Explosions/Remote violence",
    N_("Chemical weapon"): "Explosions/Remote violence",
    N_("Sexual violence"): "Violence against civilians",
    N_("Abduction/forced disappearance"): "Violence against civilians",
    N_("Peaceful protest"): "Protests",
    N_("Protest with intervention"): "Protests",
    N_("Excessive force against protesters"): "Protests",
    N_("Violent demonstration"): "Riots",
    N_("Mob violence"): "Riots",
    N_("Agreement"): "Strategic developments",
    N_("Arrests"): "Strategic developments",
    N_("Change to group/activity"): "Strategic developments",
    N_("Disrupted weapons use"): "Strategic developments",
    N_("Headquarters or base established"): "Strategic developments",
    N_("Looting/property destruction"): "Strategic developments",
    N_("Non-violent transfer of territory"): "Strategic developments",
    N_("Attack"): "Violence against civilians",
    N_("Other"): "Strategic developments",
}
"""ACLED's kinds within the types: every event is of one of them, so none of them is part of another."""
STRIKE_DELIVERY = {
    "Air/drone strike": "air",
    "Shelling/artillery/missile attack": "ground",
}
"""ACLED sub-event types that are strikes, and how each is delivered: from the air or from the ground."""

INCIDENT, AGGREGATE, CONTEXT = "incident", "aggregate", "context"
"""What a record counts as: something that happened; a count of events or a running total, listed and never summed; a
foreign meeting, statement or background note, never on the conflict counts."""

MOST_OF_ONE_EVENT = {
    **dict.fromkeys(("fatalities_low", "fatalities_best", "fatalities_high", "civilians_killed"), 1_000_000),
    "injured": 1_000_000,
    "displaced": 50_000_000,
}
"""People. A larger number is a slip, an id or a total. The deadliest single events of any war, such as the bombing of
Hiroshima, killed and injured one to two hundred thousand each; no war has displaced more than some forty million."""

CASUALTIES = ("fatalities_low", "fatalities_best", "fatalities_high", "civilians_killed", "injured")
"""The columns that tell of people killed or injured."""

CERTAIN, POSSIBLE = "certain", "possible"

WEEK_REACH = np.timedelta64(3, "D")


@dataclass(frozen=True)
class Fatalities:
    """Reported deaths: low and high bound and the best estimate between; `silent` events give no figure."""

    low: int
    best: int
    high: int
    silent: int


def event_columns(factions: Set[str], adm1_pcodes: Set[str]) -> tuple[Column, ...]:
    """The columns of an event, in ACLED's terms; counts are persons."""

    def count(name: str) -> Column:
        return Column(name, ColumnKind.WHOLE, low=0, high=MOST_OF_ONE_EVENT[name])

    return (
        Column("event_id", required=True, unique=True),
        Column("event_date", ColumnKind.DAY, required=True),
        Column("end_date", ColumnKind.DAY),
        Column("time_precision", ColumnKind.WHOLE, required=True, low=1, high=3),
        Column("event_type", required=True, choices=frozenset(EVENT_TYPES)),
        Column("sub_event_type", required=True),
        Column("actor1", required=True),
        Column("actor2"),
        Column("factions", ColumnKind.WORDS, choices=frozenset(factions)),
        Column("location_en", required=True),
        Column("location_ar"),
        Column("adm1_pcode", choices=frozenset(adm1_pcodes)),
        Column("country"),
        Column("geo_precision", ColumnKind.WHOLE, low=1, high=3),
        Column("uncertainty_km", ColumnKind.NUMBER, low=0),
        count("fatalities_low"),
        count("fatalities_best"),
        count("fatalities_high"),
        count("civilians_killed"),
        count("injured"),
        count("displaced"),
        Column("summary", required=True),
        Column("asserted_by", required=True),
        Column("source_publisher"),
        Column("source_title"),
        Column("source_url"),
        Column("source_kind", choices=frozenset({"original", "mirror", "none"})),
        Column("published_on", ColumnKind.DAY),
        Column("reliability", required=True, choices=frozenset("ABCDEF")),
        Column("credibility", ColumnKind.WHOLE, required=True, low=1, high=6),
        Column("event_count", ColumnKind.WHOLE, low=0),
        Column("count_as", required=True, choices=frozenset({INCIDENT, AGGREGATE, CONTEXT})),
        Column("disagrees", choices=frozenset({"yes", "no"})),
        Column("coord_source"),
        Column("source_id"),
        Column("event_time"),
        Column("perpetrator"),
        Column("attributed_to", ColumnKind.WORDS, choices=frozenset(factions)),
        Column("origin"),
        Column("revised_on", ColumnKind.MOMENT),
        Column("not_read"),
    )


def check_events(
    raw: gpd.GeoDataFrame, *, factions: Set[str], adm1_pcodes: Set[str], span: tuple[date, date], file: str
) -> Checked[gpd.GeoDataFrame]:
    """Events indexed by event_id, with `first_day`, `last_day` (the span) and `strike` ("air", "ground", "")."""
    typed, faults = typed_events(raw, factions=factions, adm1_pcodes=adm1_pcodes, span=span, file=file)
    checked = faults.split(typed, file, "event_id")
    accepted = gpd.GeoDataFrame(checked.accepted).set_index("event_id", drop=False).rename_axis(None)
    accepted["strike"] = accepted["sub_event_type"].map(STRIKE_DELIVERY).fillna("")
    return Checked(accepted, checked.rejected)


def typed_events(
    raw: gpd.GeoDataFrame, *, factions: Set[str], adm1_pcodes: Set[str], span: tuple[date, date], file: str
) -> tuple[pd.DataFrame, FaultLog]:
    """The rows of `raw` with typed columns, `first_day` and `last_day`, and what is wrong with them.

    A record that counts as context may have no position; every other needs one.
    """
    typed, faults = check_columns(raw, event_columns(factions, adm1_pcodes), file)
    check_points(typed, faults, required=typed["count_as"] != CONTEXT)
    faults.add(
        typed["end_date"] < typed["event_date"],
        "end_date",
        raw["end_date"] if "end_date" in raw else typed["end_date"],
        "end-before-start",
        L_("is before event_date"),
        L_("Swap them, or leave end_date empty."),
    )
    _check_casualties(typed, faults)
    has_point = typed.geometry.notna()
    faults.add(
        has_point & (typed["uncertainty_km"].isna() | typed["geo_precision"].isna()),
        "uncertainty_km",
        typed["uncertainty_km"],
        "unknown-precision",
        L_("has a point of unknown precision"),
        L_("Give geo_precision and the radius in km within which it happened."),
    )
    typed["first_day"], typed["last_day"] = span_of(typed)
    outside = (typed["last_day"] < np.datetime64(span[0])) | (typed["first_day"] > np.datetime64(span[1]))
    if outside.any():
        faults.add(
            outside,
            "event_date",
            typed["event_date"].where(outside).map("{:%Y-%m-%d}".format, na_action="ignore").astype(object),
            "outside-days",
            L_("is outside the days of the theatre, {start} to {end}", start=span[0], end=span[1]),
            L_("Widen the span in theatre.toml, or leave the event out."),
        )
    return typed, faults


def _check_casualties(typed: pd.DataFrame, faults: FaultLog) -> None:
    bounds = ("fatalities_low", "fatalities_best", "fatalities_high")
    for lower, upper in (bounds[:2], bounds[1:], (bounds[0], bounds[2])):
        wrong = (typed[lower] > typed[upper]).fillna(False).astype(bool)
        faults.add(
            wrong,
            lower,
            typed[lower],
            "not-rising",
            L_("is more than {upper}", upper=upper),
            L_("Low, best and high must rise; check them against the source."),
        )


def span_of(events: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """First and last day on which each event may have happened, both included."""
    first, last = events["event_date"], events["end_date"].fillna(events["event_date"])
    one_day = last <= first
    precision = events["time_precision"].fillna(1)
    week, month = one_day & (precision == 2), one_day & (precision == 3)
    months = first.to_numpy().astype("datetime64[M]")
    month_start = months.astype(first.dtype)
    month_end = ((months + 1).astype("datetime64[D]") - 1).astype(first.dtype)
    first_day = first.mask(week, first - WEEK_REACH).mask(month, month_start)
    last_day = last.mask(week, first + WEEK_REACH).mask(month, month_end)
    return first_day, last_day


def membership(events: pd.DataFrame, start: date, end: date) -> pd.Series:
    """CERTAIN, POSSIBLE or "" for each event: how surely it lies in start..end, both included."""
    begin, finish = np.datetime64(start), np.datetime64(end)
    first, last = (events[name].to_numpy() for name in ("first_day", "last_day"))  # columns have their ids hashed first
    touches = (last >= begin) & (first <= finish)
    inside = (first >= begin) & (last <= finish)
    words = np.array(["", POSSIBLE, CERTAIN], dtype=object)
    which = np.where(inside, 2, np.where(touches, 1, 0))
    return pd.Series(words[which], index=events.index, dtype="object")


COUNTED_FROM = ("count_as", "abroad")


def counted(events: pd.DataFrame) -> pd.Series:
    """Which of `events` (with COUNTED_FROM) stand in the figures: incidents in the theatre's country."""
    return (events["count_as"] == INCIDENT) & ~events["abroad"]


def is_strike(events: pd.DataFrame) -> NDArray[np.bool_]:
    """(n,) which of `events` (with `strike`) are strikes."""
    return (events["strike"] != "").to_numpy(dtype=bool)


def with_casualties(events: pd.DataFrame) -> NDArray[np.bool_]:
    """(n,) in which of `events` somebody was reported killed or injured, be it by the highest figure only."""
    some = [(events[name] > 0).fillna(False).to_numpy(dtype=bool) for name in CASUALTIES]
    return np.asarray(np.logical_or.reduce(some), dtype=bool)


def counted_abroad(events: pd.DataFrame) -> pd.Series:
    """Which of `events` would stand in the figures if they lay in the theatre's country."""
    return (events["count_as"] == INCIDENT) & events["abroad"]


INCIDENTS_FROM = (*COUNTED_FROM, "membership")
"""The columns of events that incidents are counted by."""


def incidents_of(events: pd.DataFrame) -> tuple[int, int]:
    """How many of `events` (with INCIDENTS_FROM) surely, and how many possibly, count."""
    found = events.loc[counted(events), "membership"]
    return int((found == CERTAIN).sum()), int((found == POSSIBLE).sum())


def fatalities(events: pd.DataFrame) -> Fatalities:
    """Deaths reported for those of `events` that count (with `count_as`, `abroad`, `membership` and the casualty
    columns).

    Returns
    -------
    Fatalities, persons. `low` and `best` add up the certain events; `high` adds the possible ones too. Where a
    source gives one number it stands for all three; where it gives bounds only, best is the low one.
    """
    columns = ["fatalities_low", "fatalities_best", "fatalities_high"]
    some = events.loc[counted(events), [*columns, "membership"]]
    low, best, high = (some[column].astype("float64") for column in columns)
    at_least = low.fillna(best).fillna(high)
    at_most = high.fillna(best).fillna(low)
    sure = some["membership"] == CERTAIN
    return Fatalities(
        low=int(at_least[sure].sum()),
        best=int(best[sure].fillna(at_least[sure]).sum()),
        high=int(at_most.sum()),
        silent=int(at_most.isna().sum()),
    )
