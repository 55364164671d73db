"""Geometry as KML writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError

PARTS = {"MultiGeometry", "MultiTrack"}
SHAPES = frozenset({"Point", "LineString", "LinearRing", "Polygon", "Track", *PARTS})
SAME = {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString, "Polygon": shapely.MultiPolygon}


@dataclass
class KmlShape:
    """A geometry being read: its own coordinates, and the geometries inside it (None for one that cannot be built)."""

    kind: str
    coordinates: list[str] = field(default_factory=list)
    parts: list[Any] = field(default_factory=list)


def kml_geometry(shape: KmlShape) -> Any:
    """The geometry in longitude and latitude, or None where its numbers make none."""
    if any(part is None for part in shape.parts):
        return None
    try:
        if shape.kind in PARTS:
            return _together(shape.parts)
        if shape.kind == "Polygon":
            return shapely.Polygon(shape.parts[0], shape.parts[1:]) if shape.parts else None
        points = _track(shape.coordinates) if shape.kind == "Track" else _points(" ".join(shape.coordinates))
        if points is None:
            return None
        if shape.kind == "Point" or (shape.kind == "Track" and len(points) == 1):
            return shapely.Point(points[0]) if len(points) == 1 else None
        return shapely.LinearRing(points) if shape.kind == "LinearRing" else shapely.LineString(points)
    except (ShapelyError, ValueError, TypeError):
        return None


def _points(text: str) -> np.ndarray | None:
    without_space_at_commas = ",".join(part.strip() for part in text.split(","))
    tuples = [one.split(",") for one in without_space_at_commas.split()]
    return _numbers([one[:2] for one in tuples])


def _track(lines: list[str]) -> np.ndarray | None:
    return _numbers([one.split()[:2] for one in lines])


def _numbers(pairs: list[list[str]]) -> np.ndarray | None:
    if not pairs or any(len(one) != 2 for one in pairs):
        return None
    out = np.array(pairs, dtype=object).astype(float)
    return out if np.isfinite(out).all() else None


def _together(parts: list[Any]) -> Any:
    kinds = {part.geom_type for part in parts}
    if not parts:
        return None
    if len(kinds) == 1 and (multi := SAME.get(next(iter(kinds)))):
        return multi(parts)
    return shapely.GeometryCollection(parts)
