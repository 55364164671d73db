"""Where a point lies, in the words of the gazetteer: the nearest place, how far and which way."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.events.abroad import TOLERANCE_KM, nearest_unit
from geo.theatre.theatre import Theatre

WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")

AT_LEAST_KM = 1.0
"""A point nearer to a place than this, or than the place's own point is known to, is at the place."""


@dataclass(frozen=True)
class ClickedSpot:
    """`name_en`, `name_ar`: "" where the gazetteer is empty; `adm1_pcode`: "" outside the governorates; `country`:
    iso_a3, "" where no outline holds the point, or nearly that of the theatre's country does."""

    name_en: str
    name_ar: str
    adm1_pcode: str
    country: str


REACHES_KM = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)


def reach_km(metres: float) -> float:
    """A radius to offer for a point known to within `metres`: the next larger one a person would write."""
    return next((km for km in REACHES_KM if km * M_PER_KM >= metres), REACHES_KM[-1])


def spot_at(theatre: Theatre, lon: float, lat: float) -> ClickedSpot:
    """What to call a point (degrees)."""
    name_en, name_ar = _nearest(theatre, lon, lat)
    point = shapely.Point(lon, lat)
    adm1 = _holding(theatre.governorates, "adm1_pcode", point)
    return ClickedSpot(name_en, name_ar, adm1, theatre.country if adm1 else _country_beside(theatre, point))


def _country_beside(theatre: Theatre, point: shapely.Point) -> str:
    """The country of a point that no governorate holds; "" so near to one that its outline does not tell, where the
    point and its radius decide whether it lies abroad."""
    _, km = nearest_unit(np.array([point], dtype=object), theatre.governorates, theatre.extent)
    return "" if km[0] <= TOLERANCE_KM else _holding(theatre.countries, "iso_a3", point)


def _holding(outlines: gpd.GeoDataFrame, key: str, point: shapely.Point) -> str:
    found = outlines.sindex.query(point, predicate="intersects")
    return str(outlines[key].iloc[found[0]]) if len(found) else ""


def _nearest(theatre: Theatre, lon: float, lat: float) -> tuple[str, str]:
    places = theatre.places
    if places.empty:
        return "", ""
    count = len(places)
    azimuths, _, metres = ELLIPSOID.inv(
        places.geometry.x.to_numpy(), places.geometry.y.to_numpy(), np.full(count, lon), np.full(count, lat)
    )
    at = int(np.argmin(metres))
    place, km = places.iloc[at], float(metres[at]) / M_PER_KM
    if km <= max(AT_LEAST_KM, float(place["uncertainty_km"])):
        return str(place["name_en"]), str(place["name_ar"])
    wind = WINDS[round(float(azimuths[at]) / 45) % len(WINDS)]
    return f"{km:.0f} km {wind} of {place['name_en']}", ""
