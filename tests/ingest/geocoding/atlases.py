"""The smallest gazetteers a test needs: named points in two square governorates."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
from shapely.geometry import Point, box

from ingest.geocoding import Gazetteer

WESTLAND, EASTLAND = "XX01", "XX02"


def named(name_en: str, *alt_names: str, lon: float = 0.5, lat: float = 0.5, **more: Any) -> dict[str, Any]:
    """One place of a gazetteer; its id is its English name in small letters."""
    return {
        "place_id": name_en.lower(),
        "name_en": name_en,
        "name_ar": "",
        "alt_names": alt_names,
        "kind": "village",
        "adm1_pcode": None,
        "coord_precision": 1,
        "uncertainty_km": 1.0,
        "population": None,
        "geometry": Point(lon, lat),
        **more,
    }


def gazetteer(*places: dict[str, Any]) -> Gazetteer:
    """Places in Westland (0-1° E) and Eastland (1-2° E), both 0-1° N."""
    return Gazetteer(
        gpd.GeoDataFrame(list(places), crs=4326),
        gpd.GeoDataFrame(
            {
                "adm1_pcode": [WESTLAND, EASTLAND],
                "name_en": ["Westland", "Eastland"],
                "name_ar": ["الأرض الغربية", "الأرض الشرقية"],
            },
            geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)],
            crs=4326,
        ),
    )
