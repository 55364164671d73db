"""What a history draws on one day, as regions that do not overlap, in the plane where they are cut and measured.

The plane is the equal-area cylinder of EPSG:6933 with its true scale moved to the middle of the theatre: the areas of
EPSG:6933 to the last digit, and lengths right to a few per cent over a theatre eight degrees high, as a width of
150 m asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS

from geo.common.crs import Bounds
from geo.common.measure import M2_PER_KM2
from geo.common.plane import in_plane, measuring_plane, polygons
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.polygons.history import CONTESTED, STRIP, UNKNOWN
from geo.registry.settings import Area
from geo.registry.statuses import Status

OPENING_M = 150.0
"""Radius of the disc that ground must hold to be more than a line traced twice."""
LEAST_KM2 = 1e-6
"""A square metre: less is the rounding of a difference."""

BETWEEN_OUTLINES = State(rule=Rule.BETWEEN_OUTLINES)
"""State of a strip between two drawings of the same border or coast (see ingest/histories/outline_strips.py)."""


@dataclass(frozen=True, eq=False)
class MappedGround:
    """The ground that is mapped: one polygon a governorate, in `plane`."""

    plane: CRS
    pcodes: np.ndarray
    shapes: np.ndarray

    @cached_property
    def area_km2(self) -> np.ndarray:
        return np.asarray(shapely.area(self.shapes)) / M2_PER_KM2

    @cached_property
    def whole(self) -> shapely.Geometry:
        return shapely.union_all(self.shapes)

    @cached_property
    def tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)

    def inside(self, area: Area) -> MappedGround:
        """The part of it that lies in an area."""
        if area.is_whole:
            return self
        if area.outline is None:
            own = np.isin(self.pcodes, list(area.adm1))
            return replace(self, pcodes=self.pcodes[own], shapes=self.shapes[own])
        return self.inside_outline(area.outline)

    def inside_outline(self, outline: shapely.Polygon) -> MappedGround:
        """The part of it that lies inside an outline (EPSG:4326)."""
        (moved,) = in_plane(np.array([outline], dtype=object), self.plane)
        parts = self.cut(moved)
        rows = [row for row, _ in parts]
        return replace(self, pcodes=self.pcodes[rows], shapes=_as_array(part for _, part in parts))

    def cut(self, shape: shapely.Geometry) -> list[tuple[int, shapely.Geometry]]:
        """The part of `shape` (polygons) in each governorate that has any, by the governorate's row number."""
        rows = np.sort(self.tree.query(shape, predicate="intersects"))
        parts = [polygons(part) for part in shapely.intersection(self.shapes[rows], shape)]
        return [(int(row), part) for row, part in zip(rows, parts, strict=True) if part.area > 0]

    def km2_of(self, shape: shapely.Geometry) -> np.ndarray:
        """(governorates,) km² of `shape` in each."""
        km2 = np.zeros(len(self.shapes))
        for row, part in self.cut(shape):
            km2[row] = part.area / M2_PER_KM2
        return km2


def ground_of(governorates: gpd.GeoDataFrame, extent: Bounds) -> MappedGround:
    """Governorates (polygons with adm1_pcode, EPSG:4326) as ground to measure on."""
    plane = measuring_plane(extent)
    return MappedGround(plane, governorates["adm1_pcode"].to_numpy(), in_plane(governorates.geometry.to_numpy(), plane))


@dataclass(frozen=True, eq=False)
class DailyCoverage:
    """`regions`: polygons by state, in the plane, without overlaps; `rest`: the state of all other ground."""

    regions: Mapping[State, shapely.Geometry]
    rest: State

    @cached_property
    def standings(self) -> Mapping[str, shapely.Geometry]:
        """Drawn ground by standing, without what stands as the rest does."""
        by: dict[str, list[shapely.Geometry]] = {}
        for state, shape in self.regions.items():
            if state.standing != self.rest.standing:
                by.setdefault(state.standing, []).append(shape)
        return {name: shapes[0] if len(shapes) == 1 else shapely.union_all(shapes) for name, shapes in by.items()}

    @property
    def strips(self) -> shapely.Geometry:
        """The strips between two drawings of the same border or coast; empty where there are none."""
        return self.regions.get(BETWEEN_OUTLINES, shapely.MultiPolygon())

    @cached_property
    def covered(self) -> shapely.Geometry:
        """All ground whose standing differs from the rest's."""
        shapes = list(self.standings.values())
        return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)

    @property
    def strip_figures(self) -> tuple[int, float]:
        """How many strips there are, and their km²."""
        km2 = np.asarray(shapely.area(shapely.get_parts(self.strips))) / M2_PER_KM2
        return int((km2 > LEAST_KM2).sum()), float(km2.sum())

    def states_at(self, points: np.ndarray) -> list[State]:
        """State of each point (plane). On a shared edge the first region counts."""
        found = [self.rest] * len(points)
        for state, shape in reversed(list(self.regions.items())):
            shapely.prepare(shape)
            for row in np.flatnonzero(shapely.intersects(shape, points)):
                found[row] = state
        return found


def drawing_of(drawn: Mapping[str, shapely.Geometry], rest: str, plane: CRS) -> DailyCoverage:
    """Polygons by faction, contested or unknown (EPSG:4326) as regions in `plane`.

    Ground drawn for several factions is disputed between them: the source says both, and so does the map. An overlap
    too narrow to hold a disc of OPENING_M is one border traced twice, and stays with the first by name. Ground drawn as
    contested is contested between the factions drawn on it. `rest` is the faction that holds ground not drawn, or ""
    where none is known to.
    """
    parts: list[tuple[frozenset[str], shapely.Geometry]] = []
    strips: list[tuple[frozenset[str], shapely.Geometry]] = []
    for name, shape in zip(drawn, in_plane(_as_array(drawn.values()), plane), strict=True):
        if name == STRIP:  # they were cut to what is not drawn
            strips.append((frozenset({STRIP}), shape))
        else:
            parts = _laid_over(parts, name, shape)
    by_state: dict[State, list[shapely.Geometry]] = {}
    for names, shape in (*parts, *strips):
        by_state.setdefault(drawn_state(names), []).append(shape)
    regions = {
        state: shapes[0] if len(shapes) == 1 else shapely.union_all(shapes) for state, shapes in by_state.items()
    }
    return DailyCoverage(regions, rest_state(rest))


def drawn_state(names: frozenset[str]) -> State:
    """State of ground drawn for `names`: factions, contested, unknown or a strip (which say nothing where others
    speak)."""
    parties = tuple(sorted(names - {CONTESTED, UNKNOWN, STRIP}))
    if names == {STRIP}:
        return BETWEEN_OUTLINES
    if CONTESTED in names:
        return State(Status.CONTESTED, parties=parties, rule=Rule.DRAWN)
    if len(parties) == 1:
        return State(Status.CONTROLLED, parties[0], parties, Rule.DRAWN)
    return State(Status.DISPUTED if parties else Status.UNKNOWN, parties=parties, rule=Rule.DRAWN)


def rest_state(rest: str) -> State:
    """State of ground that is not drawn."""
    if not rest:
        return State(rule=Rule.NOT_DRAWN)
    return State(Status.CONTROLLED, rest, (rest,), Rule.NOT_DRAWN)


def morphological_opening(shape: shapely.Geometry) -> shapely.Geometry:
    """`shape` without the parts that hold no disc of OPENING_M."""
    core = shapely.buffer(shape, -OPENING_M, join_style="mitre")
    if core.is_empty:
        return core
    return polygons(shapely.intersection(shapely.buffer(core, OPENING_M, join_style="mitre"), shape))


def _as_array(shapes: Iterable[shapely.Geometry]) -> np.ndarray:
    """An array that holds the shapes and does not look into them."""
    return np.fromiter(shapes, dtype=object)


def _laid_over(
    parts: list[tuple[frozenset[str], shapely.Geometry]], name: str, shape: shapely.Geometry
) -> list[tuple[frozenset[str], shapely.Geometry]]:
    """`parts`, which do not overlap, with `shape` laid over them, again without overlaps."""
    laid: list[tuple[frozenset[str], shapely.Geometry]] = []
    left = shape
    for names, part in parts:
        both = morphological_opening(polygons(shapely.intersection(part, left)))
        alone = part if both.is_empty else polygons(shapely.difference(part, both))
        laid += [(who, shape) for who, shape in ((names | {name}, both), (names, alone)) if not shape.is_empty]
        left = polygons(shapely.difference(left, part))
    return laid if left.is_empty else [*laid, (frozenset({name}), left)]
