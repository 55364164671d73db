"""The things a gazetteer holds: places and governorates with names, point and size."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import ELLIPSOID, STORED
from geo.common.errors import CrsError
from geo.common.measure import M_PER_KM, area_km2, segment_length_km
from geo.common.messages import L_
from geo.registry.districts import USUALLY, district_codes

EXTENT_KM = {"city": 4.0, "town": 1.5}
BIG_TOWN, BIG_CITY = 50_000, 500_000


@dataclass(frozen=True)
class GazetteerPlace:
    """A place: `size` 1 village or less, 2 town, 3 city; `uncertainty_km` covers its point and its houses; `districts`:
    codes of the district and the sub-district it lies in, as far as they are known."""

    place_id: str
    name_en: str
    name_ar: str
    kind: str
    size: int
    adm1: str
    lon: float
    lat: float
    uncertainty_km: float
    districts: tuple[str, ...] = ()


@dataclass(frozen=True)
class GazetteerDistrict:
    """A district (`level` 2) or sub-district (3): the middle of its places, and the radius about it that holds them."""

    code: str
    name_en: str
    name_ar: str
    level: int
    adm1: str
    lon: float
    lat: float
    covering_km: float


@dataclass(frozen=True)
class GazetteerRegion:
    """A governorate: a point inside it, the radius about it that covers it, that of a circle as large as it, km."""

    pcode: str
    name_en: str
    name_ar: str
    lon: float
    lat: float
    covering_km: float
    equal_area_km: float
    outline: shapely.Geometry


def check_degrees(name: str, frame: gpd.GeoDataFrame) -> None:
    """Raise CrsError where the frame of this name is not in EPSG:4326."""
    if frame.crs is None or frame.crs != STORED:
        raise CrsError(name, L_("are not in longitude and latitude"), L_("Give them in EPSG:4326."))


def spots_of(places: gpd.GeoDataFrame, regions: tuple[GazetteerRegion, ...]) -> tuple[GazetteerPlace, ...]:
    """Places as spots. A place that names no governorate is in the one it lies in, "" outside all."""
    tree = shapely.STRtree([region.outline for region in regions])
    inside = dict(zip(*tree.query(places.geometry.to_numpy(), predicate="intersects"), strict=True))
    lons, lats = places.geometry.x.to_numpy(), places.geometry.y.to_numpy()
    spots = []
    within = list(zip(*(district_codes(places, level) for level in USUALLY), strict=True))
    columns = pd.DataFrame(places.drop(columns=places.geometry.name))
    for at, row in enumerate(columns.to_dict("records")):
        kind, people = _text(row["kind"]), row.get("population")
        stated = _text(row.get("adm1_pcode"))
        adm1 = stated or (regions[inside[at]].pcode if at in inside else "")
        spots.append(
            GazetteerPlace(
                place_id=_text(row["place_id"]),
                name_en=_text(row["name_en"]),
                name_ar=_text(row["name_ar"]),
                kind=kind,
                size=_size(kind, 0.0 if people is None or pd.isna(people) else float(people)),
                adm1=adm1,
                lon=float(lons[at]),
                lat=float(lats[at]),
                uncertainty_km=max(float(row["uncertainty_km"]), EXTENT_KM.get(kind, 0.0)),
                districts=tuple(filter(None, within[at])),
            )
        )
    return tuple(spots)


def _size(kind: str, people: float) -> int:
    if kind == "city" or people >= BIG_CITY:
        return 3
    return 2 if kind == "town" or people >= BIG_TOWN else 1


def regions_of(governorates: gpd.GeoDataFrame) -> tuple[GazetteerRegion, ...]:
    """Governorates as regions."""
    regions = []
    for row, km2 in zip(governorates.itertuples(), area_km2(governorates), strict=True):
        centre = row.geometry.centroid
        if not row.geometry.covers(centre):
            centre = row.geometry.representative_point()
        edge = shapely.get_coordinates(row.geometry)
        covering = segment_length_km(np.tile([centre.x, centre.y], (len(edge), 1)), edge).max()
        regions.append(
            GazetteerRegion(
                pcode=_text(row.adm1_pcode),
                name_en=_text(row.name_en),
                name_ar=_text(row.name_ar),
                lon=float(centre.x),
                lat=float(centre.y),
                covering_km=float(covering),
                equal_area_km=math.sqrt(float(km2) / math.pi),
                outline=row.geometry,
            )
        )
    return tuple(regions)


def place_spellings(places: gpd.GeoDataFrame) -> Iterator[tuple[int, str]]:
    """Every name of every place, with the row it stands in."""
    for at, (english, arabic, others) in enumerate(
        zip(places["name_en"], places["name_ar"], places["alt_names"], strict=True)
    ):
        more = others if isinstance(others, (tuple, list)) else ()
        yield from ((at, text) for text in (_text(english), _text(arabic), *more) if text)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Geodesic distance of two points (lon, lat), km."""
    return float(ELLIPSOID.inv(*one, *other)[2]) / M_PER_KM


def moved(start: tuple[float, float], bearing_deg: float, km: float) -> tuple[float, float]:
    """The point (lon, lat) `km` away from `start` along the geodesic that leaves at `bearing_deg`."""
    lon, lat, _ = ELLIPSOID.fwd(*start, bearing_deg, km * M_PER_KM)
    return float(lon), float(lat)


def half_way(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """The middle of the geodesic between two points (lon, lat)."""
    bearing, _, metres = ELLIPSOID.inv(*one, *other)
    return moved(one, float(bearing), float(metres) / 2 / M_PER_KM)
