"""Polygons as they come, made usable or rejected with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.common.messages import L_, Sentence
from geo.common.plane import polygons
from ingest.histories.ring_faults import NO_GEOMETRY, NOT_A_NUMBER

POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON, shapely.GeometryType.GEOMETRYCOLLECTION)
NO_GROUND = {
    "Point": L_("is a point and no polygon"),
    "MultiPoint": L_("is points and no polygon"),
    "LineString": L_("is a line and no polygon"),
    "LinearRing": L_("is a line and no polygon"),
    "MultiLineString": L_("is lines and no polygon"),
}
"""What stands on a map beside ground: units, airfields, arrows, front lines."""


@dataclass(frozen=True, eq=False)
class CheckedPolygons:
    """`shapes`: valid polygons or None; `fault`: why there is none, None where there is one; `repaired`: which of them
    were invalid."""

    shapes: np.ndarray
    fault: list[Sentence | None]
    repaired: np.ndarray


def check_polygons(raw: np.ndarray, known: Sequence[Sentence | None] = ()) -> CheckedPolygons:
    """Valid polygons in degrees. What crosses or overlaps itself is repaired; lines and points are no ground. `known`:
    the faults that reading the file found, None for none."""
    shapes = np.array(raw, dtype=object)
    told = known or [None] * len(shapes)
    fault = [said or _fault(shape) for said, shape in zip(told, shapes, strict=True)]
    broken = np.array([not said for said in fault], dtype=bool) & ~shapely.is_valid(shapes)
    for row, said in enumerate(fault):
        if said:
            shapes[row] = None
            continue
        if broken[row]:
            shapes[row] = shapely.make_valid(shapes[row])
        shapes[row] = polygons(shapes[row])
        if shapes[row].is_empty or shapes[row].area == 0:
            shapes[row], fault[row], broken[row] = None, L_("encloses no ground"), False
    return CheckedPolygons(shapes, fault, broken)


def _fault(shape: shapely.Geometry | None) -> Sentence | None:
    if shape is None or shape.is_empty:
        return NO_GEOMETRY
    if shapely.get_type_id(shape) not in POLYGONAL:
        return NO_GROUND.get(shape.geom_type, L_("is a {kind} and no polygon", kind=shape.geom_type))
    if shape.geom_type == "GeometryCollection" and polygons(shape).is_empty:
        return L_("is points or lines and no polygon")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return NOT_A_NUMBER
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return L_("is off the globe")
    return None
