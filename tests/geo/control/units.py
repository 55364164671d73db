"""Small units of the first governorate, in memory and in a file."""

from __future__ import annotations

import json

import geopandas as gpd
import shapely

from geo.control.admin_units import Units
from tests.worlds import feature, square

SQUARE_KM2 = 12_309
"""A square degree on the equator."""


def units(**shapes: shapely.Geometry) -> Units:
    """Level 2 units of the first governorate by code."""
    table = gpd.GeoDataFrame(
        {"name_en": [code.title() for code in shapes], "name_ar": "", "adm1_pcode": "XX01"},
        geometry=list(shapes.values()),
        index=list(shapes),
        crs=4326,
    )
    return Units(2, table)


def unit(code: str, west: float, south: float, size: float = 0.5, **more: object) -> dict[str, object]:
    named = {"code": code, "name_en": code.title(), "name_ar": "", "adm1_pcode": "XX01", "level": 2}
    return feature(square(west, south, size), **{**named, **more})


def written(folder, *features) -> None:
    path = folder / "boundaries" / "units.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
