"""The part of an area in which ground changed hands: what a change sheet shows where the area is far wider."""

from __future__ import annotations

import numpy as np
import shapely

from geo.analysis.situation import Situation
from geo.common.crs import EQUAL_AREA, STORED, Bounds, local_plane, reproject
from geo.common.measure import M2_PER_KM2

SHARE = 0.95
"""Of the changed ground, that the maps hold at least; its largest connected parts are taken first."""

WORTH = 0.6
"""Of the longer side of the area: where the changed ground is longer, the maps show all of the area."""

ROOM, LEAST_M = 0.15, 15_000.0
"""What is shown around the changed ground on every side: of its longer side, and at least, m."""


def changed_bounds(situation: Situation) -> Bounds | None:
    """Degrees that hold the changed ground and what lies around it; None where the maps show all of the area: nothing
    changed in it, or nearly as much of it as there is."""
    shapes = situation.change.cells.pieces.geometry.to_numpy()[situation.change.rows]
    area = shapely.box(*situation.area.bounds)
    parts = shapely.get_parts(shapely.intersection(situation.change.union(shapes), area))
    km2 = shapely.area(reproject(parts, STORED, EQUAL_AREA))
    if not km2.sum():
        return None
    largest = np.argsort(-km2, kind="stable")
    many = int(np.searchsorted(np.cumsum(km2[largest]), SHARE * km2.sum())) + 1
    plane = local_plane(situation.area.bounds)
    shown, whole = reproject(np.array([shapely.union_all(parts[largest[:many]]), area]), STORED, plane)
    room = max(ROOM * _longer_side(shown), LEAST_M)
    framed = shapely.box(*shapely.bounds(shown)).buffer(room, join_style="mitre")
    if _longer_side(framed) > WORTH * _longer_side(whole):
        return None
    west, south, east, north = shapely.bounds(reproject(np.array([framed]), plane, STORED)[0]).tolist()
    return west, south, east, north


def outside_km2(situation: Situation, shown: Bounds) -> float:
    """km² of changed ground outside `shown` (degrees), equal-area."""
    shapes = situation.change.cells.pieces.geometry.to_numpy()[situation.change.rows]
    beyond = shapely.difference(situation.change.union(shapes), shapely.box(*shown))
    return float(shapely.area(reproject(np.array([beyond]), STORED, EQUAL_AREA))[0] / M2_PER_KM2)


def _longer_side(shape: shapely.Geometry) -> float:
    west, south, east, north = shapely.bounds(shape)
    return float(max(east - west, north - south))
