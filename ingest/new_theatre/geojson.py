"""Write GeoJSON the same way every time: in the order given, rounded, one feature a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping

POINT_DECIMALS = 5
LINE_DECIMALS = 4

Feature = tuple[Mapping[str, Any], shapely.Geometry | None]


def rounded(geometry: shapely.Geometry, decimals: int) -> shapely.Geometry:
    """`geometry` with every coordinate rounded alike, so that shared edges stay shared."""
    return shapely.transform(geometry, lambda coordinates: coordinates.round(decimals))


def write(path: Path, features: Iterable[Feature], *, line_decimals: int = LINE_DECIMALS) -> int:
    """Write a FeatureCollection (RFC 7946: right-handed rings) and return the number of features."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "properties": dict(properties),
                "geometry": geometry_json(geometry, line_decimals=line_decimals),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, geometry in features
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    return len(lines)


def geometry_json(geometry: shapely.Geometry | None, *, line_decimals: int = LINE_DECIMALS) -> dict[str, Any] | None:
    """Geometry member, rounded for its kind; None stays None (an unlocated feature)."""
    if geometry is None:
        return None
    decimals = POINT_DECIMALS if geometry.geom_type == "Point" else line_decimals
    shape = rounded(geometry, decimals)
    if "Polygon" in shape.geom_type:
        shape = shapely.orient_polygons(shape)
    return dict(mapping(shape))
