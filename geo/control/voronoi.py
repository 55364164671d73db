"""The ground each place stands for: one Voronoi cell a place, cut at the country's border and at governorates.

Built once for a gazetteer. Everything drawn or measured later is a choice among these pieces and the edges
between them, so areas always add up and neighbouring areas share their vertices exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.common.crs import EQUAL_AREA, STORED, Bounds, local_plane, reproject
from geo.common.measure import M2_PER_KM2, M_PER_KM, area_km2, segment_length_km
from geo.common.plane import LONGEST_EDGE_DEG, in_plane, mended, polygons
from geo.registry.settings import Area

GRID_M = 0.01
"""Line work is rounded to this grid before it is noded, so that equal vertices are equal to the last bit."""
DEGREES_DECIMALS = 7
ROUND = 32
"""Segments of a quarter circle: the area of a disc is then true to 0.04 %."""

QUARTER = "neighbourhood"
QUARTER_REACH_M = 2_000.0

BESIDE = 12
"""So many of the nearest places are looked at for one on the same side of wide water."""


@dataclass(frozen=True, eq=False)
class VoronoiCells:
    """`pieces`: place_id, adm1_pcode, inferred, area_km2, geometry (EPSG:4326), one row per part of a cell in one
    governorate; `inferred` ground lies far from its place.

    `edges`: one row per straight segment between two pieces: `left`, `right` (row numbers of
    `pieces`), x1, y1, x2, y2 (degrees), length_km (geodesic).
    """

    pieces: gpd.GeoDataFrame
    edges: pd.DataFrame

    @cached_property
    def area_km2(self) -> np.ndarray:
        """Area of each piece, km²."""
        return self.pieces["area_km2"].to_numpy(dtype=float)

    @cached_property
    def adm1(self) -> np.ndarray:
        """adm1_pcode of each piece."""
        return self.pieces["adm1_pcode"].to_numpy(dtype=object)

    @cached_property
    def is_far(self) -> np.ndarray:
        """Whether each piece lies far from its place."""
        return self.pieces["inferred"].to_numpy(dtype=bool)

    def inside(self, area: Area) -> VoronoiCells:
        """The pieces that lie in an area, without edges: those of its governorates, or cut along its outline."""
        return self if area.is_whole else self._parts(area)

    @cached_property
    def _parts(self) -> Callable[[Area], VoronoiCells]:
        return lru_cache(maxsize=16)(partial(_part, self.pieces, self.edges.iloc[:0]))

    @cached_property
    def places(self) -> tuple[tuple[str, ...], np.ndarray]:
        """The place_ids that own ground, and for each piece the position of its owner among them."""
        positions, ids = pd.factorize(self.pieces["place_id"])
        return tuple(ids), positions


def build_cells(
    places: gpd.GeoDataFrame,
    governorates: gpd.GeoDataFrame,
    extent: Bounds,
    *,
    inferred_beyond_km: float,
    water: shapely.Geometry | None = None,
) -> VoronoiCells:
    """Cut the ground of `governorates` (polygons with adm1_pcode) among `places` (points with place_id, kind).

    Ground farther than `inferred_beyond_km` from each of them is marked as inferred.

    Ground belongs to the place nearest to it; a quarter of a town owns none beyond QUARTER_REACH_M of its point, for
    what holds of a quarter says nothing of the country around the town. Nor does it cross `water` (lines, EPSG:4326):
    what lies beyond goes to the nearest place on its own side, where one of the BESIDE nearest lies there. Line work is
    noded and polygonised once, so the pieces are a coverage by construction: no gaps, no overlaps, equal shared edges.
    """
    plane = local_plane(extent)
    points = reproject(places.geometry.to_numpy(), STORED, plane)
    ground = reproject(shapely.segmentize(governorates.geometry.to_numpy(), LONGEST_EDGE_DEG), STORED, plane)
    is_quarter = (places["kind"] == QUARTER).to_numpy()
    is_quarter = is_quarter & ~is_quarter.all()  # a theatre of nothing but quarters has no towns
    near = shapely.union_all(shapely.buffer(points, inferred_beyond_km * M_PER_KM, quad_segs=ROUND))
    (lines,) = reproject(np.array([water]), STORED, plane)
    faces = _faces(points, ground, is_quarter, near, lines)
    inside = shapely.point_on_surface(faces)
    face, governorate = shapely.STRtree(ground).query(inside, predicate="intersects")
    face, first = np.unique(face, return_index=True)
    parts = gpd.GeoDataFrame(
        {
            "place_id": places["place_id"].to_numpy()[_owners(inside[face], points, is_quarter, lines)],
            "adm1_pcode": governorates["adm1_pcode"].to_numpy()[governorate[first]],
            "inferred": ~shapely.contains_xy(near, shapely.get_x(inside[face]), shapely.get_y(inside[face])),
        },
        geometry=faces[face],
        crs=plane,
    )
    return cells_of_faces(parts)


def _faces(
    points: np.ndarray,
    ground: np.ndarray,
    is_quarter: np.ndarray,
    near: shapely.Geometry,
    water: shapely.Geometry | None,
) -> np.ndarray:
    """Faces between all lines along which the owner, the governorate or the nearness of a place may change."""
    frame = shapely.box(*shapely.total_bounds(ground))
    # rounded again with all other lines below: without this, corners differ by less than the grid
    outline = shapely.union_all(shapely.boundary(ground), grid_size=GRID_M)  # pragma: no mutate
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame, only_edges=True)
    lines = [outline, cells, shapely.boundary(near), water]
    if is_quarter.any():
        towns = shapely.multipoints(points[~is_quarter])
        lines.append(shapely.boundary(shapely.union_all(shapely.buffer(points[is_quarter], QUARTER_REACH_M))))
        lines.append(shapely.voronoi_polygons(towns, extend_to=frame, only_edges=True))
    noded = shapely.union_all(lines, grid_size=GRID_M)
    return np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))


def _owners(
    inside: np.ndarray, points: np.ndarray, is_quarter: np.ndarray, water: shapely.Geometry | None
) -> np.ndarray:
    """Row of the place that owns each face, by a point inside the face."""
    owner = shapely.STRtree(points).nearest(inside)
    too_far = is_quarter[owner] & ~shapely.dwithin(inside, points[owner], QUARTER_REACH_M)
    if too_far.any():
        towns = np.flatnonzero(~is_quarter)
        owner[too_far] = towns[shapely.STRtree(points[towns]).nearest(inside[too_far])]
    if water is not None:
        _keep_to_their_side(owner, inside, points, is_quarter, water)
    return np.asarray(owner)


def _keep_to_their_side(
    owner: np.ndarray, inside: np.ndarray, points: np.ndarray, is_quarter: np.ndarray, water: shapely.Geometry
) -> None:
    """Give each face whose owner lies across `water` to the nearest place that does not, if it is among the BESIDE
    nearest."""
    shapely.prepare(water)  # pragma: no mutate (the same, sooner)
    towns = np.flatnonzero(~is_quarter)
    for face in np.flatnonzero(shapely.intersects(water, _links(inside, points[owner]))):
        away = shapely.distance(points[towns], inside[face])
        nearest = towns[np.lexsort([away])[:BESIDE]]
        beside = nearest[~shapely.intersects(water, _links(np.full(len(nearest), inside[face]), points[nearest]))]
        if len(beside):
            owner[face] = beside[0]


def _links(ones: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Straight lines from each of `ones` to its other."""
    ends = np.stack([shapely.get_coordinates(ones), shapely.get_coordinates(others)], axis=1)
    return np.asarray(shapely.linestrings(ends))


def cells_of_faces(parts: gpd.GeoDataFrame) -> VoronoiCells:
    """Faces of one coverage (place_id, adm1_pcode, inferred; any CRS) made into cells: those of one owner in one
    governorate are one piece, in EPSG:4326, sorted by owner and governorate."""
    keys = ["place_id", "adm1_pcode", "inferred"]
    shapes = parts.geometry.to_numpy()
    rows_of = pd.DataFrame(parts[keys]).groupby(keys).indices
    pieces = [
        (*key, shapes[rows[0]] if len(rows) == 1 else shapely.coverage_union_all(shapes[rows]))
        for key, rows in sorted(rows_of.items())
    ]
    table = pd.DataFrame(pieces, columns=[*keys, "geometry"])
    table["geometry"] = _to_degrees(table["geometry"].to_numpy(), parts.crs)
    joint = gpd.GeoDataFrame(table, crs=STORED)
    joint["area_km2"] = area_km2(joint)
    return VoronoiCells(joint, shared_edges(joint))


def _to_degrees(shapes: np.ndarray, plane: CRS) -> np.ndarray:
    moved = reproject(shapes, plane, STORED)
    return np.asarray(shapely.transform(moved, lambda xy: np.round(xy, DEGREES_DECIMALS)))


def _part(pieces: gpd.GeoDataFrame, no_edges: pd.DataFrame, area: Area) -> VoronoiCells:
    if area.outline is None:
        inside = pieces[pieces["adm1_pcode"].isin(list(area.adm1)).to_numpy()].reset_index(drop=True)
    else:
        inside = _cut(pieces, area.outline)
    return VoronoiCells(gpd.GeoDataFrame(inside), no_edges)


def _cut(pieces: gpd.GeoDataFrame, outline: shapely.Polygon) -> gpd.GeoDataFrame:
    """The parts of `pieces` inside an outline, a row each. They are cut where they are measured: those of two outlines
    that share a side add up to the whole."""
    whole = mended(reproject(pieces.geometry.to_numpy(), STORED, EQUAL_AREA))
    (around,) = in_plane(np.array([outline]), EQUAL_AREA)
    tree = shapely.STRtree(whole)
    rows = np.sort(tree.query(around))
    shapely.prepare(around)  # pragma: no mutate (the same, sooner)
    across = np.flatnonzero(~shapely.contains_properly(around, whole[rows]))
    parts, km2 = pieces.geometry.to_numpy()[rows], pieces["area_km2"].to_numpy()[rows]
    cut = np.fromiter(map(polygons, shapely.intersection(whole[rows[across]], around)), dtype=object)
    parts[across], km2[across] = _to_degrees(cut, EQUAL_AREA), shapely.area(cut) / M2_PER_KM2
    found = pieces.iloc[rows].assign(area_km2=km2).set_geometry(parts)
    return gpd.GeoDataFrame(found[km2 > 0].reset_index(drop=True))


def shared_edges(pieces: gpd.GeoDataFrame) -> pd.DataFrame:
    """Segments that two of `pieces` have in common, found by equal end points.

    Returns
    -------
    DataFrame with left < right (row numbers of `pieces`), x1, y1, x2, y2, length_km.
    """
    rings, ring_owner = _rings(pieces.geometry.to_numpy())
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    joined = ring[:-1] == ring[1:]
    corners = xy.view(complex).ravel()  # x, y as one value, ordered by x, then y
    start, end = corners[:-1][joined], corners[1:][joined]
    owner = ring_owner[ring[:-1][joined]]
    low, high = np.minimum(start, end), np.maximum(start, end)
    segments = pd.DataFrame({"x1": low.real, "y1": low.imag, "x2": high.real, "y2": high.imag, "owner": owner})
    ends = ["x1", "y1", "x2", "y2"]
    grouped = segments.groupby(ends)["owner"].agg(["min", "max"]).reset_index()
    edges = grouped[grouped["min"] != grouped["max"]].rename(columns={"min": "left", "max": "right"})
    edges = edges.reset_index(drop=True)
    edges["length_km"] = segment_length_km(edges[["x1", "y1"]].to_numpy(), edges[["x2", "y2"]].to_numpy())
    return edges


def _rings(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    parts, part_owner = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    return np.asarray(rings), np.asarray(part_owner)[ring_part]


def place_at(cells: VoronoiCells, lon: float, lat: float) -> str | None:
    """place_id of the cell that holds a point (degrees); None outside the mapped ground."""
    found = cells.pieces.sindex.query(shapely.Point(lon, lat), predicate="intersects")
    return str(cells.pieces["place_id"].iloc[found[0]]) if len(found) else None
