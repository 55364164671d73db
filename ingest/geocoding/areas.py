"""Points and areas computed from a place: an offset, its countryside, its surroundings, what lies between two."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.common.phrases import Phrase, phrase
from ingest.geocoding.directions import Direction
from ingest.geocoding.ground import GazetteerRegion, distance_km, half_way, moved
from ingest.geocoding.phrases import Around, Offset, Reach

REACH_KM: dict[Reach, tuple[float, float, float]] = {
    "countryside": (6.0, 12.0, 30.0),
    "side": (5.0, 8.0, 16.0),
    "outskirts": (2.0, 4.0, 8.0),
    "near": (3.0, 5.0, 8.0),
    "district": (15.0, 20.0, 25.0),
    "subdistrict": (15.0, 20.0, 25.0),
}
"""How far from a village, a town, a city each word may mean. A convention, wide enough not to promise too much."""
REGION_WIDE_KM = (10.0, 50.0)
"""Bounds of the reach of a countryside named after the seat of its governorate: as far as a circle of its area."""
PART_OF_REGION_KM = 60.0
"""What is wider than this is no longer a part of a region but a region (geo_precision 3)."""

_CALLED: dict[Reach, Phrase] = {
    "countryside": phrase("countryside of {place}"),
    "side": phrase("surroundings of {place}"),
    "outskirts": phrase("outskirts of {place}"),
    "near": phrase("near {place}"),
    "district": phrase("district of {place}"),
    "subdistrict": phrase("sub-district of {place}"),
}
_ONE_SIDE = phrase("{direction} of {place}")
_SIDED: dict[Reach, Phrase] = {
    "countryside": phrase("countryside {direction} of {place}"),
    "side": _ONE_SIDE,
    "outskirts": phrase("outskirts {direction} of {place}"),
    "near": phrase("near {place}, to the {direction}"),
    "district": phrase("district of {place}, {direction}"),
    "subdistrict": phrase("sub-district of {place}, {direction}"),
}


@dataclass(frozen=True)
class Base:
    """Where a phrase starts: a point (lon, lat), how well it is known, its size 1-3, and the reach of its countryside
    where its governorate bears its name, else None."""

    name_en: str
    name_ar: str
    point: tuple[float, float]
    uncertainty_km: float
    size: int
    region_km: float | None

    @property
    def named(self) -> Phrase:
        return Phrase(self.name_en, self.name_ar)


@dataclass(frozen=True)
class PhraseArea:
    """What a phrase comes to: names, point, precision, radius, and how it was computed."""

    name_en: str
    name_ar: str
    point: tuple[float, float]
    geo_precision: int
    uncertainty_km: float
    how: str


def offset(base: Base, asked: Offset) -> PhraseArea:
    """The point so far from `base`. Its radius adds what each part leaves open: the place, the rounding, the angle."""
    km, direction = asked.distance.km, asked.direction
    if direction is None:
        radius = km + asked.distance.rounding_km + base.uncertainty_km
        how = f"somewhere {km:g} km from it, the direction is not said"
        return _found(phrase("{km} km from {place}").format(km=f"{km:g}", place=base.named), base.point, radius, how)
    sideways = km * math.sin(math.radians(direction.half_width_deg))
    radius = math.hypot(base.uncertainty_km, asked.distance.rounding_km, sideways)
    return _found(
        phrase("{km} km {direction} of {place}").format(km=f"{km:g}", direction=direction.named, place=base.named),
        moved(base.point, direction.bearing_deg, km),
        radius,
        f"{km:g} km at {direction.bearing_deg:g}° from it, give or take {radius:.1f} km",
    )


def around(base: Base, asked: Around) -> PhraseArea:
    """The area that a word such as countryside means about `base`, or on one side of it."""
    reach = REACH_KM[asked.reach][base.size - 1]
    if base.region_km is not None and (asked.reach == "countryside" or (asked.reach == "side" and asked.part)):
        reach = min(max(base.region_km, REGION_WIDE_KM[0]), REGION_WIDE_KM[1])
    if asked.direction is None:
        name = _CALLED[asked.reach].format(place=base.named)
        radius = reach + base.uncertainty_km
        return _found(name, base.point, radius, f"{name.en} taken as all within {radius:.0f} km")
    direction, radius = asked.direction, reach / 2 + base.uncertainty_km
    return _found(
        _SIDED[asked.reach].format(direction=direction.named, place=base.named),
        moved(base.point, direction.bearing_deg, reach / 2),
        radius,
        f"to the {direction.english} of it taken as {radius:.0f} km about a point {reach / 2:.0f} km away",
    )


def area_between(one: Base, other: Base) -> PhraseArea:
    """The ground between two places: a circle about the middle that reaches both."""
    apart = distance_km(one.point, other.point)
    radius = apart / 2 + max(one.uncertainty_km, other.uncertainty_km)
    return _found(
        phrase("between {one} and {other}").format(one=one.named, other=other.named),
        half_way(one.point, other.point),
        radius,
        f"the two lie {apart:.0f} km apart",
    )


def part_of_region(region: GazetteerRegion, side: Direction) -> PhraseArea:
    """One side of a governorate: three quarters of its size about a point half way out."""
    reach = region.equal_area_km
    return _found(
        _ONE_SIDE.format(direction=side.named, place=Phrase(region.name_en, region.name_ar)),
        moved((region.lon, region.lat), side.bearing_deg, reach / 2),
        reach * 0.75,
        f"its {side.english} taken as {reach * 0.75:.0f} km about a point {reach / 2:.0f} km from its middle",
    )


def _found(name: Phrase, point: tuple[float, float], radius: float, how: str) -> PhraseArea:
    return PhraseArea(name.en, name.ar, point, 2 if radius <= PART_OF_REGION_KM else 3, round(radius, 1), how)
