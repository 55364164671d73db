"""Control on one day, and what can tell it: the log of reports, or polygons drawn elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

import geopandas as gpd
import pandas as pd
import shapely

from geo.control.areas import ground_by_holder
from geo.control.change import Change
from geo.control.ground_course import Pull
from geo.control.state import State
from geo.control.state_history import StateHistory
from geo.control.sureness import ground_range
from geo.control.voronoi import VoronoiCells
from geo.registry.settings import Area


class MeasuredGround(NamedTuple):
    """`by_holder`: a table (geo/control/areas.py, ground_by_holder); `bounds`, by faction: least and most of what it
    holds or claims, km² (geo/control/sureness.py, ground_range)."""

    by_holder: pd.DataFrame
    bounds: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class ControlSnapshot:
    """Control at the end of one day: everything that does not depend on the filters. What is measured of it is kept
    with it, and goes with it.

    `cells`: the ground of that day and its edges; `owners`: the state of each owner of a piece (`pieces["place_id"]`);
    `states`: the state of every place; `areas`, `fronts`: what is drawn; `segments`: the edges the fronts are made of.
    """

    cells: VoronoiCells
    owners: Mapping[str, State]
    states: Mapping[str, State]
    areas: gpd.GeoDataFrame
    segments: pd.DataFrame
    fronts: gpd.GeoDataFrame

    def ground(self, area: Area) -> MeasuredGround:
        """The ground of an area."""
        return self._grounds(area)

    @cached_property
    def _grounds(self) -> Callable[[Area], MeasuredGround]:
        return lru_cache(maxsize=16)(self._ground)

    def _ground(self, area: Area) -> MeasuredGround:
        cells = self.cells.inside(area)
        return MeasuredGround(ground_by_holder(cells, self.owners), ground_range(cells, self.owners))


def turns_between(control: ControlSource, start: date, end: date, known_by: date | None) -> list[date]:
    """`start`, and every later day until `end` on which anything is told anew, in order."""
    return [start, *(day for day in control.turns(known_by) if start < day <= end)]


class ControlSource(Protocol):
    """Where the picture comes from. `known_by` None means as known today."""

    def snapshot(self, day: date, known_by: date | None) -> ControlSnapshot: ...

    def change(self, start: date, end: date, known_by: date | None, area: Area | None = None) -> Change:
        """What changed from the end of `start` to the end of `end`, everywhere or in an area."""
        ...

    def states(self, day: date, known_by: date | None) -> Mapping[str, State]:
        """State of every place at the end of `day`."""
        ...

    def turns(self, known_by: date | None) -> Sequence[date]:
        """The days on which anything is told anew, in order: from one to the next the picture stays the same."""
        ...

    def standing(self, place_id: str, day: date, known_by: date | None) -> str:
        """What a place counts as (`State.standing`) in the picture of the end of `day`, without working out that
        picture where the place alone decides."""
        ...

    def pulls(self, place_id: str, day: date, known_by: date | None) -> tuple[Pull, ...]:
        """What of the places around it brings a place its holder, strongest first; nothing where that is not asked."""
        ...

    def state_history(self, known_by: date | None) -> StateHistory:
        """Every state of every place, as known by that day."""
        ...

    def around(self, outline: shapely.Polygon) -> ControlSource:
        """One that has the same pictures inside an outline (degrees), and need not draw what lies far from it."""
        ...

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        """km² by standing inside `shape` (a polygon in degrees) at the end of each of `days`; {} where no ground is
        mapped there."""
        ...
