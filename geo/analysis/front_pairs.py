"""The front line of a situation by pair of factions: its length on both days, and how far it moved."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from geo.analysis.situation import Situation
from geo.control.front_shift import FrontMoved, front_moved


@dataclass(frozen=True)
class FrontPair:
    """Where `one` and `other` face each other: km at the end of the first day and of the last, in the filters' area.
    `moved` is measured along all of their line; None where on one of the days they do not meet."""

    one: str
    other: str
    from_km: float
    to_km: float
    moved: FrontMoved | None


def front_pairs(found: Situation) -> tuple[FrontPair, ...]:
    """Every pair that faces each other on one of the two days, in alphabetical order.

    Law: over the pairs, `from_km` and `to_km` add up to the front line of the two days.
    """
    then, now = found.figures.front_km_by_pair_at_from, found.figures.front_km_by_pair
    extent = found.theatre.extent

    def between(lines: gpd.GeoDataFrame, one: str, other: str) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(lines[(lines["one"] == one) & (lines["other"] == other)])

    return tuple(
        FrontPair(
            one=one,
            other=other,
            from_km=then.get((one, other), 0.0),
            to_km=now.get((one, other), 0.0),
            moved=front_moved(
                between(found.front_lines_at_from, one, other), between(found.front_lines, one, other), extent
            ),
        )
        for one, other in sorted(then.keys() | now.keys())
    )
