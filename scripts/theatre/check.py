"""Compare the governorate a fact names with the outline its point falls in. Reports, never moves."""

import json
from typing import Any

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from theatre.gazetteer import COMMUNITY
from theatre.names import COUNTRY
from theatre.paths import DATA

KM_PER_DEG = 111.2


def governorates_of_points(governorates: dict[str, BaseGeometry]) -> None:
    """Print places and events whose point lies outside the governorate they name; of communities, how many do."""
    country = shapely.coverage_union_all(list(governorates.values()))
    communities = 0
    for file_name, label in (("places.geojson", "place_id"), ("events.geojson", "event_id")):
        collection = json.loads((DATA / file_name).read_text(encoding="utf-8"))
        for feature in collection["features"]:
            if feature["geometry"] is None or feature["properties"].get("country", COUNTRY) != COUNTRY:
                continue
            if line := mismatch(feature["properties"], shape(feature["geometry"]), governorates, country):
                if feature["properties"].get("kind") == COMMUNITY:
                    communities += 1
                else:
                    print(f"  {file_name} {feature['properties'][label]}: {line}")
    print(f"  communities: {communities} lie outside the governorate they are named in, for the outline is coarse")


def mismatch(
    properties: dict[str, Any], point: Point, governorates: dict[str, BaseGeometry], country: BaseGeometry
) -> str:
    """What does not fit, in words; "" where the point lies in the governorate that is named."""
    named = properties["adm1_pcode"]
    if named is None or governorates[named].covers(point):
        return ""
    name = properties.get("name_en") or properties["location_en"]
    away = governorates[named].distance(point) * KM_PER_DEG
    found = next((pcode for pcode, polygon in governorates.items() if polygon.covers(point)), None)
    where = f"in {found}" if found else f"outside the country by {country.distance(point) * KM_PER_DEG:.1f} km"
    return f"{name} is named in {named}, lies {where}, {away:.1f} km from {named}"
