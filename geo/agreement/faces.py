"""The ground of two maps of one day cut into faces: of each face, who holds it on the one and on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.analysis.situation import Situation
from geo.common.crs import STORED, local_plane, reproject
from geo.common.measure import M2_PER_KM2, M_PER_KM
from geo.common.plane import in_plane, measuring_plane, polygons
from geo.control.state import State
from geo.control.sureness import far_pieces
from geo.control.voronoi import ROUND
from geo.polygons.daily_coverage import BETWEEN_OUTLINES, LEAST_KM2, DailyCoverage
from geo.polygons.history import CONTESTED
from geo.query.own_area import in_area
from geo.registry.statuses import UNSETTLED
from geo.theatre.theatre import Theatre

PEOPLED_KM = 4.0
"""Ground within so many km of a place of the theatre counts as ground where people live."""


def standing_of(state: State) -> str:
    """What ground counts as where two maps are compared: its holder, whether alone, shared or by its claim alone;
    contested, which stands for disputed too; or unknown."""
    return CONTESTED if state.standing in UNSETTLED else state.standing


def faces_of(situation: Situation, other: DailyCoverage) -> gpd.GeoDataFrame:
    """The ground of a situation's area at the end of its last day, cut by the regions of another map.

    Parameters
    ----------
    other : the other map, in `measuring_plane` of the theatre's extent.

    Returns
    -------
    GeoDataFrame, in that plane: `place_id` (whose ground it is; "" where the theatre has no place), `status` (of ours),
    `inferred`, `peopled` (within PEOPLED_KM of a place), `ours`, `theirs` (as `standing_of` says), `party` (theirs is
    one of ours that shares or contests it and does not hold it), `strip` (between two drawings of the outline),
    `area_km2` and geometry. The faces cover the area once.
    """
    theatre, filters = situation.theatre, situation.filters
    picture = theatre.control.snapshot(filters.end, filters.known_by)
    cells = picture.cells.inside(situation.area)
    pieces = cells.pieces
    plane = measuring_plane(theatre.extent)
    peopled = _cut(in_plane(pieces.geometry.to_numpy(), plane), [_peopled(theatre, plane)])
    states = [*other.regions, other.rest]
    cut = _cut(peopled.shapes, list(other.regions.values()))
    rows = peopled.rows[cut.rows]
    ours = [picture.owners[owner] for owner in pieces["place_id"].to_numpy()[rows]]
    theirs = [states[region] for region in cut.regions]
    return gpd.GeoDataFrame(
        {
            "place_id": _places_of(pieces["place_id"].to_numpy()[rows], cut.shapes, theatre, plane),
            "status": [state.status.value for state in ours],
            "inferred": far_pieces(cells, picture.owners)[rows],
            "peopled": (peopled.regions == 0)[cut.rows],
            "ours": [standing_of(state) for state in ours],
            "theirs": [standing_of(state) for state in theirs],
            "party": [
                their.standing in our.parties and their.standing != our.standing
                for our, their in zip(ours, theirs, strict=True)
            ],
            "strip": [state == BETWEEN_OUTLINES for state in theirs],
            "area_km2": shapely.area(cut.shapes) / M2_PER_KM2,
        },
        geometry=cut.shapes,
        crs=plane,
    )


@dataclass(frozen=True, eq=False)
class _Cut:
    """Parts of shapes: `rows`, of which shape each is; `regions`, in which region it lies, counted from 0, the number
    of regions where it lies in none."""

    rows: np.ndarray
    regions: np.ndarray
    shapes: np.ndarray


def _cut(shapes: np.ndarray, regions: Sequence[shapely.Geometry]) -> _Cut:
    """`shapes` (polygons) cut by `regions`, which do not overlap; parts under a square metre are the rounding of it."""
    left, found = np.array(shapes, dtype=object), []
    for number, region in enumerate(regions):
        parts = shapely.get_parts(region)
        shapely.prepare(parts)
        shape, part = shapely.STRtree(parts).query(left)
        meet = shapely.intersects(parts[part], left[shape])
        shape, part = shape[meet], part[meet]
        inside = shapely.contains_properly(parts[part], left[shape])  # most are, and need no overlay
        within, across = shape[inside], np.unique(shape[~inside])
        found.append(_Cut(within, np.full(len(within), number), left[within]))
        left[within] = shapely.Polygon()
        if len(across):
            near = shapely.multipolygons(parts[part[~inside]], indices=np.searchsorted(across, shape[~inside]))
            found.append(
                _Cut(across, np.full(len(across), number), _overlaid(shapely.intersection, left[across], near))
            )
            left[across] = _overlaid(shapely.difference, left[across], near)
    found.append(_Cut(np.arange(len(left)), np.full(len(left), len(regions)), left))
    rows, numbers, cut = (
        np.concatenate([getattr(one, name) for one in found]) for name in ("rows", "regions", "shapes")
    )
    kept = shapely.area(cut) / M2_PER_KM2 > LEAST_KM2
    return _Cut(rows[kept], numbers[kept], cut[kept])


def _overlaid(overlay: np.ufunc, shapes: np.ndarray, others: np.ndarray) -> np.ndarray:
    return np.fromiter(map(polygons, overlay(shapes, others)), dtype=object, count=len(shapes))


def _peopled(theatre: Theatre, plane: CRS) -> shapely.Geometry:
    """Ground within PEOPLED_KM of a place, in `plane`."""
    near = local_plane(theatre.extent)
    discs = shapely.buffer(
        reproject(theatre.places.geometry.to_numpy(), STORED, near), PEOPLED_KM * M_PER_KM, quad_segs=ROUND
    )
    return shapely.union_all(reproject(discs, near, plane))


def _places_of(owners: np.ndarray, shapes: np.ndarray, theatre: Theatre, plane: CRS) -> np.ndarray:
    """The place whose ground each face is; where ground is drawn and no place's, the one nearest to a point in it."""
    if theatre.history is None:
        return owners
    if theatre.places.empty:
        return np.full(len(shapes), "", dtype=object)
    points = shapely.STRtree(reproject(theatre.places.geometry.to_numpy(), STORED, plane))
    return theatre.places["place_id"].to_numpy()[points.nearest(shapely.point_on_surface(shapes))]


def places_of(situation: Situation, other: DailyCoverage) -> pd.DataFrame:
    """The places of a situation's area by who holds each on the last day: index place_id, `ours` and `theirs` as
    `standing_of` says. On an edge between two regions of the other map the first counts."""
    theatre = situation.theatre
    places = theatre.places[in_area(situation.area, theatre.places)]
    points = reproject(places.geometry.to_numpy(), STORED, measuring_plane(theatre.extent))
    return pd.DataFrame(
        {
            "ours": [standing_of(situation.states[place_id]) for place_id in places["place_id"]],
            "theirs": [standing_of(state) for state in other.states_at(points)],
        },
        index=places["place_id"].to_numpy(),
        dtype=object,
    )
