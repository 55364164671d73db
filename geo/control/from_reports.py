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
from geo.control.report import ControlReport
from geo.control.snapshot import ControlSnapshot
from geo.control.state_history import StateHistory, state_history_of, states_on
from geo.control.voronoi import VoronoiCells
from geo.control.voronoi_cache import cached_cells
from geo.registry.factions import Factions


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

    @cached_property
    def cells(self) -> VoronoiCells:
        """The ground of each place. Cut on first use, and kept on disk for the next start."""
        return cached_cells(
            self.places,
            self.governorates,
            self.extent,
            reported=self.log.keys(),
            inferred_beyond_km=self.inferred_beyond_km,
        )

    def picture(self, day: date, known_by: date | None) -> ControlSnapshot:
        turns = self._turns(known_by)
        at = bisect_right(turns, day)
        return self._pictures(turns[at - 1] if at else date.min, known_by)

    def change(self, start: date, end: date, known_by: date | None) -> Change:
        return change(self.cells, self.picture(start, known_by).states, self.picture(end, known_by).states)

    def state_history(self, known_by: date | None) -> StateHistory:
        return self._state_histories(known_by)

    @cached_property
    def _state_histories(self) -> Callable[[date | None], StateHistory]:
        return lru_cache(maxsize=8)(lambda known_by: state_history_of(self.log, self.factions, known_by=known_by))

    @cached_property
    def _turns(self) -> Callable[[date | None], Sequence[date]]:
        """The days on which any place's state begins, in order: from one to the next the picture stays the same."""
        return lru_cache(maxsize=8)(
            lambda known_by: sorted({begun for states in self.state_history(known_by).values() for begun, _ in states})
        )

    @cached_property
    def _pictures(self) -> Callable[[date, date | None], ControlSnapshot]:
        return lru_cache(maxsize=64)(self._picture)

    def _picture(self, day: date, known_by: date | None) -> ControlSnapshot:
        states = states_on(self.state_history(known_by), tuple(self.places["place_id"]), day)
        segments = front_segments(self.cells, states, self.factions)
        return ControlSnapshot(
            cells=self.cells,
            owners=states,
            states=states,
            areas=areas_of_control(self.cells, states),
            segments=segments,
            fronts=front_lines(segments),
        )

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        pieces = self.cells.pieces
        near = pieces.iloc[np.sort(pieces.sindex.query(shape, predicate="intersects"))]
        inside = reproject(shapely.intersection(near.geometry.to_numpy(), shape), STORED, EQUAL_AREA)
        km2 = pd.Series(shapely.area(inside) / M2_PER_KM2)
        found = []
        for day in days:
            states = self.picture(day, known_by).states
            standings = [states[place_id].standing for place_id in near["place_id"]]
            found.append({str(name): float(area) for name, area in km2.groupby(standings).sum().items() if area > 0})
        return found
