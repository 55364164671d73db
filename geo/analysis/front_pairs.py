"""The front line of a situation by pair of factions: its length on both days, and how far it moved."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from geo.analysis.situation import Situation
from geo.control.front_line import Pair
from geo.control.front_shift import FrontMoved, front_moved


@dataclass(frozen=True)
class FrontPair:
    """Where `one` and `other` face each other: km at the end of the first day and of the last, in the filters' area.
    `moved` is measured along all of their line; None where on one of the days they do not meet there."""

    one: str
    other: str
    from_km: float
    to_km: float
    moved: FrontMoved | None


def front_shift(situation: Situation) -> FrontMoved | None:
    """How far all of the front line went; None where on one of the days none lies in the filters' area."""
    figures = situation.figures
    if not (figures.front_line_km_at_from and figures.front_line_km):
        return None
    return front_moved(situation.front_lines_at_from, situation.front_lines, situation.theatre.extent)


def front_pairs(situation: Situation) -> tuple[FrontPair, ...]:
    """Every pair that faces each other on one of the two days, in alphabetical order.

    Law: over the pairs, `from_km` and `to_km` add up to the front line of the two days.
    """
    then, now = situation.figures.front_km_by_pair_at_from, situation.figures.front_km_by_pair
    extent = situation.theatre.extent

    def between(lines: gpd.GeoDataFrame, pair: Pair) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(lines[(lines["one"] == pair[0]) & (lines["other"] == pair[1])])

    def moved(pair: Pair) -> FrontMoved | None:
        if not (then.get(pair) and now.get(pair)):
            return None
        return front_moved(between(situation.front_lines_at_from, pair), between(situation.front_lines, pair), extent)

    return tuple(
        FrontPair(*pair, from_km=then.get(pair, 0.0), to_km=now.get(pair, 0.0), moved=moved(pair))
        for pair in sorted(then.keys() | now.keys())
    )
