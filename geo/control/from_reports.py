"""Control as the log of reports tells it: a state for every place, on the ground of its cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import EQUAL_AREA, STORED, Bounds, reproject
from geo.common.measure import M2_PER_KM2
from geo.control.areas import areas_of_control
from geo.control.change import Change, change
from geo.control.front_line import front_lines, front_segments
from geo.control.ground_course import GroundCourse, Pull
from geo.control.neighbour_graph import NeighbourGraph, neighbours_of
from geo.control.report import ControlReport
from geo.control.snapshot import ControlSnapshot
from geo.control.state import State
from geo.control.state_history import StateHistory, state_history_of
from geo.control.voronoi import VoronoiCells
from geo.control.voronoi_cache import cached_cells
from geo.registry.factions import Factions
from geo.registry.settings import Area


@dataclass(frozen=True, eq=False)
class ReportedControl:
    """`log`: the reports by place; the rest is what the ground of each place is cut from. What is worked out is kept
    with this value, and goes with it."""

    log: Mapping[str, Sequence[ControlReport]]
    places: gpd.GeoDataFrame
    governorates: gpd.GeoDataFrame
    extent: Bounds
    inferred_beyond_km: float
    factions: Factions
    water: shapely.Geometry | None

    @cached_property
    def cells(self) -> VoronoiCells:
        """The ground of each place. Cut on first use, and kept on disk for the next start."""
        return cached_cells(
            self.places,
            self.governorates,
            self.extent,
            inferred_beyond_km=self.inferred_beyond_km,
            water=self.water,
        )

    def snapshot(self, day: date, known_by: date | None) -> ControlSnapshot:
        return self._pictures(self._turn(day, known_by), known_by)

    def states(self, day: date, known_by: date | None) -> Mapping[str, State]:
        return self._told(self._turn(day, known_by), known_by)

    def course(self, known_by: date | None) -> GroundCourse:
        """Ground day by day, as known by that day."""
        return self._courses(known_by)

    def _turn(self, day: date, known_by: date | None) -> date:
        """The last day by `day` on which anything was told anew: the picture is that of its end."""
        turns = self.turns(known_by)
        at = bisect_right(turns, day)
        return turns[at - 1] if at else date.min

    def turns(self, known_by: date | None) -> Sequence[date]:
        return self.course(known_by).turns

    def standing(self, place_id: str, day: date, known_by: date | None) -> str:
        own = self.course(known_by).decided(place_id, day)
        return (own or self.states(day, known_by)[place_id]).standing

    def pulls(self, place_id: str, day: date, known_by: date | None) -> tuple[Pull, ...]:
        return self.course(known_by).pulls(place_id, self._turn(day, known_by))

    def change(self, start: date, end: date, known_by: date | None, area: Area | None = None) -> Change:
        return self._changes(self._turn(start, known_by), self._turn(end, known_by), known_by, area)

    @cached_property
    def _changes(self) -> Callable[[date, date, date | None, Area | None], Change]:
        return lru_cache(maxsize=32)(self._change)

    def _change(self, start: date, end: date, known_by: date | None, area: Area | None) -> Change:
        cells = self.cells if area is None else self.cells.inside(area)
        return change(cells, self._told(start, known_by), self._told(end, known_by))

    def state_history(self, known_by: date | None) -> StateHistory:
        return self._state_histories(known_by)

    @cached_property
    def _state_histories(self) -> Callable[[date | None], StateHistory]:
        return lru_cache(maxsize=8)(lambda known_by: state_history_of(self.log, self.factions, known_by=known_by))

    @cached_property
    def graph(self) -> NeighbourGraph:
        """Which places are neighbours, whatever was known of them."""
        return neighbours_of(self.places, self.extent)

    @cached_property
    def _courses(self) -> Callable[[date | None], GroundCourse]:
        return lru_cache(maxsize=8)(
            lambda known_by: GroundCourse(
                self.state_history(known_by), self.log, self.places, self.graph, self.factions, self.inferred_beyond_km
            )
        )

    @cached_property
    def _told(self) -> Callable[[date, date | None], Mapping[str, State]]:
        return lru_cache(maxsize=64)(lambda day, known_by: self.course(known_by).told(day))

    @cached_property
    def _pictures(self) -> Callable[[date, date | None], ControlSnapshot]:
        return lru_cache(maxsize=64)(self._picture)

    def _picture(self, day: date, known_by: date | None) -> ControlSnapshot:
        states = self._told(day, known_by)
        segments = front_segments(self.cells, states, self.factions)
        return ControlSnapshot(
            cells=self.cells,
            owners=states,
            states=states,
            areas=areas_of_control(self.cells, states),
            segments=segments,
            fronts=front_lines(segments),
        )

    def around(self, outline: shapely.Polygon) -> ReportedControl:
        return self  # its ground is cut once for all days

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        pieces = self.cells.pieces
        near = pieces.iloc[np.sort(pieces.sindex.query(shape))]
        inside = reproject(shapely.intersection(near.geometry.to_numpy(), shape), STORED, EQUAL_AREA)
        km2 = pd.Series(shapely.area(inside) / M2_PER_KM2)
        found = []
        for day in days:
            states = self.snapshot(day, known_by).states
            standings = [states[place_id].standing for place_id in near["place_id"]]
            found.append({str(name): float(area) for name, area in km2.groupby(standings).sum().items() if area > 0})
        return found
