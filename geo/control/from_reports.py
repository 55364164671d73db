"""Control as the log of reports tells it: a state for every place, on the ground of its cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import EQUAL_AREA, STORED, Bounds, reproject
from geo.common.measure import M2_PER_KM2
from geo.common.recent import Recent
from geo.control.areas import areas_of_control
from geo.control.change import Change, change
from geo.control.front_line import front_lines, front_segments
from geo.control.ground_course import GroundCourse, Pull
from geo.control.kept_days import CourseBefore
from geo.control.neighbour_graph import NeighbourGraph, neighbours_of
from geo.control.report import ReportsByPlace
from geo.control.snapshot import ControlSnapshot
from geo.control.state import State
from geo.control.state_history import StateHistory, state_history_of
from geo.control.voronoi import VoronoiCells
from geo.control.voronoi_cache import cached_cells
from geo.registry.factions import Factions
from geo.registry.settings import Area

MOST_KNOWN_BY = 8
"""So many days by which something is known are kept."""


class _Asked(NamedTuple):
    """What a change is asked for: from the picture of one day to that of another, everywhere or in an area."""

    start: date
    end: date
    known_by: date | None
    area: Area | None


@dataclass(frozen=True, eq=False)
class ControlBefore:
    """What was worked out of control before a report changed, by the day it was known by; each can tell what it was
    made of. `cells` and `graph` are those of the same places, None where nobody asked for them."""

    cells: VoronoiCells | None = None
    graph: NeighbourGraph | None = None
    histories: Mapping[date | None, tuple[ReportsByPlace, StateHistory]] = field(default_factory=dict)
    courses: Mapping[date | None, CourseBefore] = field(default_factory=dict)
    pictures: Mapping[tuple[date, date | None], ControlSnapshot] = field(default_factory=dict)
    changes: Mapping[_Asked, ChangeOfStates] = field(default_factory=dict)


class ChangeOfStates(NamedTuple):
    """What changed from the states of one day to those of another."""

    before: Mapping[str, State]
    after: Mapping[str, State]
    change: Change


@dataclass(frozen=True, eq=False)
class ReportedControl:
    """`log`: the reports by place; the rest is what the ground of each place is cut from. What is worked out is kept
    with this value, and goes with it; `given`: what is taken over from the control before a report changed, where it is
    made of the same."""

    log: ReportsByPlace
    places: gpd.GeoDataFrame
    governorates: gpd.GeoDataFrame
    extent: Bounds
    inferred_beyond_km: float
    factions: Factions
    water: shapely.Geometry | None
    given: ControlBefore = field(default=ControlBefore(), repr=False)

    def told_by(self, log: ReportsByPlace) -> ReportedControl:
        """Control of the same places as another log tells it: a place whose reports are the very same there keeps its
        states, a day whose states are the same its picture."""
        return replace(self, log=log, given=self._before)

    @property
    def _before(self) -> ControlBefore:
        given, own = self.given, self.__dict__
        histories = {known_by: (self.log, one) for known_by, one in self._state_histories.kept.items()}
        courses = {known_by: one.before for known_by, one in self._courses.kept.items()}
        return ControlBefore(
            own.get("cells") or given.cells,
            own.get("graph") or given.graph,
            {**given.histories, **histories},
            {**given.courses, **courses},
            self._pictures.kept_with(given.pictures),
            self._changes.kept_with(given.changes),
        )

    @cached_property
    def cells(self) -> VoronoiCells:
        """The ground of each place. Cut on first use, and kept on disk for the next start."""
        if self.given.cells is not None:
            return self.given.cells
        return cached_cells(
            self.places,
            self.governorates,
            self.extent,
            inferred_beyond_km=self.inferred_beyond_km,
            water=self.water,
        )

    def snapshot(self, day: date, known_by: date | None) -> ControlSnapshot:
        return self._pictures((self._turn(day, known_by), known_by))

    def states(self, day: date, known_by: date | None) -> Mapping[str, State]:
        return self.course(known_by).told(self._turn(day, known_by))

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
        return self._changes(_Asked(self._turn(start, known_by), self._turn(end, known_by), known_by, area)).change

    @cached_property
    def _changes(self) -> Recent[_Asked, ChangeOfStates]:
        return Recent(self._change, 32)

    def _change(self, asked: _Asked) -> ChangeOfStates:
        course = self.course(asked.known_by)
        before, after = course.told(asked.start), course.told(asked.end)
        known = self.given.changes.get(asked)
        if known and known.before is before and known.after is after:
            return known
        cells = self.cells if asked.area is None else self.cells.inside(asked.area)
        return ChangeOfStates(before, after, change(cells, before, after))

    def state_history(self, known_by: date | None) -> StateHistory:
        return self._state_histories(known_by)

    @cached_property
    def _state_histories(self) -> Recent[date | None, StateHistory]:
        return Recent(self._state_history, MOST_KNOWN_BY)

    def _state_history(self, known_by: date | None) -> StateHistory:
        before = self.given.histories.get(known_by)
        return state_history_of(self.log, self.factions, known_by=known_by, before=before)

    @cached_property
    def graph(self) -> NeighbourGraph:
        """Which places are neighbours, whatever was known of them."""
        return self.given.graph or neighbours_of(self.places, self.extent)

    @cached_property
    def _courses(self) -> Recent[date | None, GroundCourse]:
        return Recent(self._course, MOST_KNOWN_BY)

    def _course(self, known_by: date | None) -> GroundCourse:
        return GroundCourse(
            self.state_history(known_by),
            self.log,
            self.places,
            self.graph,
            self.factions,
            self.inferred_beyond_km,
            given=self.given.courses.get(known_by),
        )

    @cached_property
    def _pictures(self) -> Recent[tuple[date, date | None], ControlSnapshot]:
        return Recent(self._picture, 64)

    def _picture(self, asked: tuple[date, date | None]) -> ControlSnapshot:
        day, known_by = asked
        states = self.course(known_by).told(day)
        known = self.given.pictures.get(asked)
        if known and known.states is states:
            return known
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
