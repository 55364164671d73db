"""The figures of one situation: what happened, who holds how much ground, how long the fronts are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.control.front_line import Pair, front_km_by_pair, segments_in
from geo.control.snapshot import ControlSnapshot
from geo.events.events import (
    CERTAIN,
    EVENT_TYPES,
    POSSIBLE,
    Fatalities,
    counted,
    counted_abroad,
    fatalities,
    incidents_of,
)
from geo.query.filters import Filters
from geo.registry.settings import Area
from geo.registry.statuses import NO_HOLDER, Status
from geo.theatre.theatre import Theatre


@dataclass(frozen=True)
class GroundFigures:
    """Measured ground on one day, km² (EPSG:6933). `held`, `claimed` and `unheld` add up to the area.

    `held`: controlled, alone or shared; `claimed`: held by the party's own word only; `unheld`: contested,
    disputed or unknown, by that status. `inferred`, by faction or status: the part of these three that
    no report of its own decides.
    `bounds`, by faction: least and most of what it holds or claims (`geo.control.sureness.ground_range`).
    """

    held: Mapping[str, float]
    claimed: Mapping[str, float]
    unheld: Mapping[str, float]
    inferred: Mapping[str, float]
    bounds: Mapping[str, tuple[float, float]]

    @property
    def total(self) -> float:
        return sum(self.held.values()) + sum(self.claimed.values()) + sum(self.unheld.values())


@dataclass(frozen=True)
class Abroad:
    """Incidents of the range outside the theatre's country, in no other figure, and the deaths they report."""

    certain: int
    possible: int
    fatalities: Fatalities

    @property
    def any(self) -> bool:
        return self.certain + self.possible > 0


@dataclass(frozen=True)
class Figures:
    """The numbers of one situation, each for the filters' area.

    Events are incidents of the range in the theatre's country, `strikes` (certain, possible) those of them that are
    strikes, `abroad` what lies outside it; ground, front and crossings are as of its last day, `_at_from` of its first.
    """

    certain: int
    possible: int
    by_type: Mapping[str, Mapping[str, int]]
    strikes: Mapping[str, int]
    fatalities: Fatalities
    abroad: Abroad
    ground: GroundFigures
    ground_at_from: GroundFigures
    front_km_by_pair: Mapping[Pair, float]
    front_km_by_pair_at_from: Mapping[Pair, float]
    crossings: Mapping[str, int]

    @property
    def front_line_km(self) -> float:
        return sum(self.front_km_by_pair.values())

    @property
    def front_line_km_at_from(self) -> float:
        return sum(self.front_km_by_pair_at_from.values())


FIGURES_FROM = (
    "count_as",
    "abroad",
    "event_type",
    "membership",
    "strike",
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
)
"""The columns of events that figures are made of."""


def event_figures(events: pd.DataFrame) -> dict[str, Any]:
    """The parts of Figures that tell of events, of those (with FIGURES_FROM) that a question is about."""
    incidents = events.loc[counted(events), ["event_type", "membership", "strike"]]
    counts = incidents.groupby(["event_type", "membership"]).size()
    happened = set(incidents["event_type"].unique())
    strikes = incidents.loc[incidents["strike"] != "", "membership"]
    certain, possible = incidents_of(events)
    return {
        "certain": certain,
        "possible": possible,
        "by_type": {
            kind: {member: int(counts.get((kind, member), 0)) for member in (CERTAIN, POSSIBLE)}
            for kind in EVENT_TYPES
            if kind in happened
        },
        "strikes": {member: int((strikes == member).sum()) for member in (CERTAIN, POSSIBLE)},
        "fatalities": fatalities(events),
        "abroad": _abroad(events),
    }


def _abroad(events: pd.DataFrame) -> Abroad:
    """What the same figures would say of the incidents abroad."""
    abroad = counted_abroad(events)
    there = events[abroad].assign(abroad=False) if abroad.any() else events.iloc[:0]
    certain, possible = incidents_of(there)
    return Abroad(certain, possible, fatalities(there))


def ground_in(theatre: Theatre, picture: ControlSnapshot, area: Area, filters: Filters) -> GroundFigures:
    """Ground measured on one day in `area`, as the filters' factions hold it."""
    table, bounds = picture.ground(area)
    wanted = filters.factions or frozenset(theatre.factions)
    nobody = table["status"].isin(NO_HOLDER)
    claimed = table["status"] == Status.CLAIMED
    which, names = pd.factorize(table["status"].where(nobody, table["faction"]), sort=True)
    area_km2 = table["area_km2"].to_numpy(dtype=float)

    def km2_of(rows: pd.Series) -> dict[str, float]:
        some = rows.to_numpy(dtype=bool)
        km2 = np.bincount(which[some], weights=area_km2[some])
        there = [(str(names[number]), float(km2[number])) for number in np.unique(which[some])]
        return {name: km2 for name, km2 in there if name in wanted or name in NO_HOLDER}

    return GroundFigures(
        held=km2_of(~nobody & ~claimed),
        claimed=km2_of(claimed),
        unheld=km2_of(nobody),
        inferred=km2_of(table["inferred"]),
        bounds={faction: both for faction, both in bounds.items() if faction in wanted},
    )


def front_of(picture: ControlSnapshot, area: Area, filters: Filters) -> dict[Pair, float]:
    """Length of the front, km, by pair of factions: the part that touches `area`, with one of the filters' factions on
    a side."""
    segments = segments_in(picture.cells, picture.segments, area)
    if filters.factions:
        segments = segments[
            segments["one"].isin(list(filters.factions)) | segments["other"].isin(list(filters.factions))
        ]
    return front_km_by_pair(segments)
