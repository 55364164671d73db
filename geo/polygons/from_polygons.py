"""Control as a history drawn elsewhere tells it, with the interface of the log of reports.

A history says what was drawn for a day, not when it was published: `known_by` has no effect on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED, Bounds, reproject
from geo.common.measure import M2_PER_KM2
from geo.common.plane import in_plane
from geo.control.areas import areas_of_control
from geo.control.change import Change
from geo.control.front_line import front_lines, front_segments
from geo.control.ground_course import Pull
from geo.control.snapshot import ControlSnapshot
from geo.control.state import State
from geo.control.state_history import StateHistory, states_on
from geo.control.voronoi import GRID_M, VoronoiCells, cells_of_faces
from geo.polygons.daily_coverage import LEAST_KM2, DailyCoverage, MappedGround, drawing_of, drawn_state, rest_state
from geo.polygons.history import PolygonHistory
from geo.polygons.overlay_change import drawn_change, overlay_transitions
from geo.query.own_area import in_area
from geo.registry.factions import Factions
from geo.registry.settings import Area

AROUND_DEG = 0.1
"""So far beyond an outline drawings are cut off, where only what lies inside is asked for: the edges of the cut are no
edges of what is drawn, and stay outside."""


@dataclass(frozen=True, eq=False)
class DrawnControl:
    """`places` may be none; a place's state is that of the region it lies in."""

    history: PolygonHistory
    places: gpd.GeoDataFrame
    ground: MappedGround
    factions: Factions

    def drawing(self, day: date) -> DailyCoverage:
        """The regions of one day. Outside the days of the history nothing is drawn and nothing is known."""
        return self._drawings(day)

    def snapshot(self, day: date, known_by: date | None) -> ControlSnapshot:
        return self._pictures(day)

    def change(self, start: date, end: date, known_by: date | None, area: Area | None = None) -> Change:
        then, now = self.drawing(start), self.drawing(end)
        here = self if area is None else self._inside(area)
        return drawn_change(overlay_transitions(then, now, here.ground), here.ground, here._flips(then, now))

    def _inside(self, area: Area) -> DrawnControl:
        """The same with the ground and the places of an area only."""
        return replace(self, ground=self.ground.inside(area), places=self.places[in_area(area, self.places)])

    def states(self, day: date, known_by: date | None) -> Mapping[str, State]:
        return states_on(self._state_history, tuple(self.places["place_id"]), day)

    def turns(self, known_by: date | None) -> Sequence[date]:
        return [*(begins for begins, _ in self.history.spans), self.history.last_day + timedelta(days=1)]

    def standing(self, place_id: str, day: date, known_by: date | None) -> str:
        return states_on(self._state_history, (place_id,), day)[place_id].standing

    def pulls(self, place_id: str, day: date, known_by: date | None) -> tuple[Pull, ...]:
        return ()

    def state_history(self, known_by: date | None) -> StateHistory:
        return self._state_history

    @cached_property
    def _state_history(self) -> DrawnStates:
        return DrawnStates(self.history, self.places)

    @cached_property
    def _drawings(self) -> Callable[[date], DailyCoverage]:
        plane = self.ground.plane
        return lru_cache(maxsize=64)(
            lambda day: drawing_of(self.history.drawn_on(day), self.history.rest_on(day), plane)
        )

    @cached_property
    def _pictures(self) -> Callable[[date], ControlSnapshot]:
        return lru_cache(maxsize=64)(self._picture)

    def around(self, outline: shapely.Polygon) -> DrawnControl:
        reach = shapely.box(*shapely.bounds(outline)).buffer(AROUND_DEG, join_style="mitre")
        rows = self.history.rows
        drawn = shapely.clip_by_rect(shapely.from_wkb(rows["wkb"].to_numpy()), *reach.bounds)
        return replace(
            self,
            history=replace(self.history, rows=rows.assign(wkb=shapely.to_wkb(drawn))),
            places=self.places.iloc[:0],
            ground=self.ground.inside_outline(reach),
        )

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        (moved,) = in_plane(np.array([shape], dtype=object), self.ground.plane)
        inside = shapely.intersection(self.ground.whole, moved)
        found: dict[tuple[date, date], Mapping[str, float]] = {}
        for day in days:
            span = self.history.span_of(day)
            if span not in found:
                found[span] = self._km2_inside(inside, shape.bounds, day)
        return [found[self.history.span_of(day)] for day in days]

    def _km2_inside(self, inside: shapely.Geometry, bounds: Bounds, day: date) -> dict[str, float]:
        """km² by standing of `inside` (plane), which lies in `bounds` (degrees): only what is drawn there is cut."""
        near = {name: shapely.clip_by_rect(shape, *bounds) for name, shape in self.history.drawn_on(day).items()}
        drawn = {name: shape for name, shape in near.items() if not shape.is_empty}
        drawing = drawing_of(drawn, self.history.rest_on(day), self.ground.plane)
        km2 = {
            name: float(shapely.intersection(shape, inside).area) / M2_PER_KM2
            for name, shape in drawing.standings.items()
        }
        rest = float(inside.area) / M2_PER_KM2 - sum(km2.values())
        return {name: area for name, area in {**km2, drawing.rest.standing: rest}.items() if area > LEAST_KM2}

    @cached_property
    def points(self) -> np.ndarray:
        """The places in the plane of the drawings."""
        return reproject(self.places.geometry.to_numpy(), STORED, self.ground.plane)

    def _flips(self, then: DailyCoverage, now: DailyCoverage) -> pd.DataFrame:
        table = pd.DataFrame(
            {
                "place_id": self.places["place_id"].to_numpy(),
                "adm1_pcode": self.places["adm1_pcode"].to_numpy(),
                "before": [state.standing for state in then.states_at(self.points)],
                "after": [state.standing for state in now.states_at(self.points)],
            }
        )
        return table[table["before"] != table["after"]]

    def _picture(self, day: date) -> ControlSnapshot:
        drawing = self.drawing(day)
        states = dict(zip(self.places["place_id"], drawing.states_at(self.points), strict=True))
        cells, owners = cells_of(drawing, self.ground)
        segments = front_segments(cells, owners, self.factions)
        areas = areas_of_control(cells, owners)
        areas["place_ids"] = [
            tuple(
                sorted(
                    place_id
                    for place_id, state in states.items()
                    if (state.status.value, state.parties) == (row.status, row.parties)
                )
            )
            for row in areas.itertuples()
        ]
        return ControlSnapshot(cells, owners, states, areas, segments, front_lines(segments))


def cells_of(drawing: DailyCoverage, ground: MappedGround) -> tuple[VoronoiCells, dict[str, State]]:
    """The ground of one day as a coverage, pieces by region and governorate with the edges between them; and the state
    of each region, by the `place_id` its pieces go by here.
    """
    lines = np.array([shapely.boundary(shape) for shape in (*ground.shapes, *drawing.regions.values())], dtype=object)
    noded = shapely.union_all(lines, grid_size=GRID_M)
    faces = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
    inside = shapely.point_on_surface(faces)
    face, governorate = ground.tree.query(inside, predicate="intersects")
    face, first = np.unique(face, return_index=True)
    owner = np.zeros(len(faces), dtype=int)
    for number, shape in enumerate(drawing.regions.values(), start=1):
        shapely.prepare(shape)
        owner[shapely.intersects(shape, inside)] = number
    cells = cells_of_faces(
        gpd.GeoDataFrame(
            {
                "place_id": owner[face].astype(str),
                "adm1_pcode": ground.pcodes[governorate[first]],
                "inferred": np.zeros(len(face), dtype=bool),
            },
            geometry=faces[face],
            crs=ground.plane,
        )
    )
    return cells, {str(number): state for number, state in enumerate([drawing.rest, *drawing.regions])}


@dataclass(frozen=True, eq=False)
class DrawnStates(Mapping[str, Sequence[tuple[date, State]]]):
    """Every state of each of `places` with the day it begins, by place_id, worked out when a place is asked for."""

    history: PolygonHistory
    places: gpd.GeoDataFrame

    def __getitem__(self, place_id: str) -> Sequence[tuple[date, State]]:
        return self._states(place_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places["place_id"])

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def _states(self) -> Callable[[str], Sequence[tuple[date, State]]]:
        return lru_cache(maxsize=64)(self._states_of)

    def _states_of(self, place_id: str) -> Sequence[tuple[date, State]]:
        point = self.places.geometry[place_id]
        states: list[tuple[date, State]] = []
        for begins, _ in self.history.spans:
            drawn = self.history.drawn_on(begins)
            here = frozenset(name for name, shape in drawn.items() if shapely.intersects(shape, point))
            state = drawn_state(here) if here else rest_state(self.history.rest_on(begins))
            if not states or replace(states[-1][1], since=None) != state:
                states.append((begins, replace(state, since=begins)))
        return [*states, (self.history.last_day + timedelta(days=1), rest_state(""))]
