"""The front line: where ground held by one side meets ground held by another."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.common.measure import segment_length_km
from geo.control.state import State
from geo.control.sureness import far_pieces
from geo.control.voronoi import VoronoiCells
from geo.registry.factions import Factions, allied, opposed
from geo.registry.settings import Area

Pair = tuple[str, str]
"""Two factions that face each other, in alphabetical order of their ids."""


def front_segments(cells: VoronoiCells, states: Mapping[str, State], factions: Factions) -> pd.DataFrame:
    """Edges between ground held by factions on opposing sides.

    Returns
    -------
    Rows of `cells.edges` with `one` and `other`, the two holders in alphabetical order, and `inferred`: whether
    the ground on one side or on both is far from every place with a report. Ground that is unknown, or
    contested or disputed between sides, has no holder and so no edge: the front there is not known to be a line.
    Ground disputed among allies belongs to their side, and is named for the first of them. Where the one is present
    in the other's ground (shared presence), they do not face each other there.
    """
    place_ids, owner = cells.places
    number: dict[tuple[str, tuple[str, ...]], int] = {}  # of all who hold ground and are present there
    of_place = [
        number.setdefault((_holder(state, factions), state.parties), len(number))
        for state in (states[place_id] for place_id in place_ids)
    ]
    of_piece = np.array(of_place, dtype=np.intp)[owner]
    left, right = of_piece[cells.edges["left"].to_numpy()], of_piece[cells.edges["right"].to_numpy()]
    face = np.array([[_face(one, other, factions) for other in number] for one in number], dtype=bool)
    facing = face.reshape((len(number),) * 2)[left, right]
    segments = cells.edges[facing].copy()
    holder = np.array([name for name, _ in number])
    ends = np.sort(np.column_stack([holder[left[facing]], holder[right[facing]]]))
    segments["one"], segments["other"] = ends[:, 0], ends[:, 1]
    far = far_pieces(cells, states)
    segments["inferred"] = far[segments["left"].to_numpy()] | far[segments["right"].to_numpy()]
    return segments


def _face(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], factions: Factions) -> bool:
    """Whether two holders, each with all who are present in its ground, face each other."""
    (holder, present), (rival, present_there) = one, other
    if not (holder and rival) or holder in present_there or rival in present:
        return False
    return opposed(factions, holder, rival)


def _holder(state: State, factions: Factions) -> str:
    if state.controller or not state.parties:
        return state.controller
    first, *others = state.parties
    one_side = others and all(allied(factions, first, other) for other in others)
    return first if one_side else ""


def front_lines(segments: pd.DataFrame) -> gpd.GeoDataFrame:
    """Front segments joined into lines.

    Returns
    -------
    GeoDataFrame, EPSG:4326, one row a pair of factions: `one`, `other`, `length_km` (geodesic), geometry
    (MultiLineString or LineString), and the two parts of that, `reported` and `inferred` (lines, which may be empty).
    """
    rows = []
    lines, inferred, km = _lines(segments), segments["inferred"].to_numpy(), segments["length_km"].to_numpy()
    for (one, other), at in sorted(segments.groupby(["one", "other"]).indices.items()):
        parts, far = lines[at], inferred[at]
        rows.append(
            {
                "one": one,
                "other": other,
                "length_km": float(km[at].sum()),
                "reported": _joined(parts[~far]),
                "inferred": _joined(parts[far]),
                "geometry": _joined(parts),
            }
        )
    columns = ["one", "other", "length_km", "reported", "inferred", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), crs=STORED)


def _joined(lines: np.ndarray) -> shapely.Geometry:
    return shapely.line_merge(shapely.multilinestrings(lines)) if len(lines) else shapely.MultiLineString()


def _lines(segments: pd.DataFrame) -> np.ndarray:
    return np.asarray(shapely.linestrings(segments[["x1", "y1", "x2", "y2"]].to_numpy().reshape(len(segments), 2, 2)))


def segments_in(cells: VoronoiCells, segments: pd.DataFrame, area: Area) -> pd.DataFrame:
    """Those of the front segments (rows of `cells.edges`) that touch the governorates of an area; of an area that is
    drawn the parts that lie inside it."""
    if area.outline is not None:
        return _cut(segments, area.outline)
    if area.is_whole:
        return segments
    inside = np.isin(cells.adm1, list(area.adm1))
    return segments[inside[segments["left"]] | inside[segments["right"]]]


def _cut(segments: pd.DataFrame, outline: shapely.Polygon) -> pd.DataFrame:
    lines = _lines(segments)
    rows = np.sort(shapely.STRtree(lines).query(outline, predicate="intersects"))
    parts, of = shapely.get_parts(shapely.intersection(lines[rows], outline), return_index=True)
    line = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING  # one that only touches is a point
    first, last = (
        shapely.get_coordinates(shapely.get_point(path, 0)) for path in (parts[line], shapely.reverse(parts[line]))
    )
    cut = segments.iloc[rows[of[line]]].copy()
    cut[["x1", "y1"]], cut[["x2", "y2"]] = first, last
    cut["length_km"] = segment_length_km(first, last)
    return cut


def front_km_by_pair(segments: pd.DataFrame) -> dict[Pair, float]:
    """Geodesic length, km, of the segments between each pair of factions. A segment has one pair, so the pairs add up
    to the whole front."""
    lengths = segments.groupby(["one", "other"])["length_km"].sum()
    return {(str(one), str(other)): float(km) for (one, other), km in lengths.items()}
