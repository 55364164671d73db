"""Polygons as they come, made usable or set aside with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.common.plane import polygons
from ingest.histories.ring_faults import NO_GEOMETRY, NOT_A_NUMBER

POLYGONAL = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON, shapely.GeometryType.GEOMETRYCOLLECTION)
NO_GROUND = {
    "Point": "is a point and no polygon",
    "MultiPoint": "is points and no polygon",
    "LineString": "is a line and no polygon",
    "LinearRing": "is a line and no polygon",
    "MultiLineString": "is lines and no polygon",
}
"""What stands on a map beside ground: units, airfields, arrows, front lines."""


@dataclass(frozen=True, eq=False)
class CheckedPolygons:
    """`shapes`: valid polygons or None; `fault`: why there is none, "" where there is one; `repaired`: which of them
    were invalid."""

    shapes: np.ndarray
    fault: list[str]
    repaired: np.ndarray


def check_polygons(raw: np.ndarray, known: Sequence[str] = ()) -> CheckedPolygons:
    """Valid polygons in degrees. What crosses or overlaps itself is repaired; lines and points are no ground. `known`:
    the faults that reading the file found, "" for none."""
    shapes = np.array(raw, dtype=object)
    told = known or [""] * len(shapes)
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
            shapes[row], fault[row], broken[row] = None, "encloses no ground", False
    return CheckedPolygons(shapes, fault, broken)


def _fault(shape: shapely.Geometry | None) -> str:
    if shape is None or shape.is_empty:
        return NO_GEOMETRY
    if shapely.get_type_id(shape) not in POLYGONAL:
        return NO_GROUND.get(shape.geom_type, f"is a {shape.geom_type} and no polygon")
    if shape.geom_type == "GeometryCollection" and polygons(shape).is_empty:
        return "is points or lines and no polygon"
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return NOT_A_NUMBER
    west, south, east, north = shape.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return "is off the globe"
    return ""
