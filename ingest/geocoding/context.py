"""What stands beside a name - "Suran, Hama", an admin column, a point - and what it says for or against it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import shapely

from ingest.geocoding.folding import fold
from ingest.geocoding.gazetteer_index import Atlas
from ingest.geocoding.ground import GazetteerDistrict, GazetteerPlace, GazetteerRegion, distance_km
from ingest.geocoding.phrases import context_name

SURE_NAME = 0.85
"""From this score on, a name beside the place is taken to be what it names."""
AGREES, UNKNOWN, DISAGREES = 0.01, -0.1, -0.25
UNKNOWN_AND_UNLIKE = -0.15
"""Where nothing is called as the area and the place itself is only written much alike, it may be of another country:
such a place is never taken without a person."""
AT_THE_EDGE, AT_THE_EDGE_DEG = -0.04, 0.1
"""Outlines are coarse: a place so near the governorate named may well lie in it."""
ANOTHER_DISTRICT = -0.06
"""A place near the seat of the district named, and known to lie in another: enough for a namesake in it to be clear."""
SAME_PLACE_KM = 40.0
"""A district is named after its seat: a place so near the seat may well lie in it. Where a governorate bears the name
too, a place near its seat and outside it is only "by Damascus"."""
NEAR_WEIGHT, NEAR_KM = 0.15, 100.0
"""The most that distance from the point given takes off a score, and the distance at which two thirds of it are."""


@dataclass(frozen=True)
class Context:
    """A name beside a place: the governorates, the places and the districts (their codes) it may mean; none where
    nothing is called so."""

    name: str
    regions: tuple[GazetteerRegion, ...]
    spots: tuple[GazetteerPlace, ...]
    districts: frozenset[str] = frozenset()


def context_of(name: str, atlas: Atlas) -> Context:
    """What `name` may mean as the surroundings of a place: itself ("Rural Damascus"), else the name in it ("southern
    countryside of Idlib")."""
    within = tuple(atlas.regions[hit.owner] for hit in atlas.governorates.look(name) if hit.score >= SURE_NAME)
    if not within and (inner := context_name(fold(name))) and inner != fold(name):
        return context_of(inner, atlas)
    hits = atlas.places.look(name)
    beside = tuple(atlas.spots[hit.owner] for hit in hits if hit.score >= SURE_NAME and hit.score == hits[0].score)
    named = (hit for hit in atlas.district_names.look(name) if hit.score >= SURE_NAME)
    return Context(name, within, beside, frozenset(atlas.districts[hit.owner].code for hit in named))


def judged(spot: GazetteerPlace | GazetteerDistrict, context: Context, *, as_written: bool) -> tuple[float, str]:
    """What a context adds to the score of a place or district, and says of it; `as_written`: it is called just as
    asked. A place known to lie in the district named comes before one that is only near its seat."""
    if isinstance(spot, GazetteerPlace) and context.districts.intersection(spot.districts):
        return AGREES, f"in the district of {context.name}, as asked"
    if not context.regions and not context.spots and not context.districts:
        return UNKNOWN if as_written else UNKNOWN_AND_UNLIKE, f"{context.name} is no area known here"
    names = ", ".join(dict.fromkeys(region.name_en for region in context.regions)) or context.name
    if any(region.pcode == spot.adm1 for region in context.regions):
        return AGREES, f"in {names}, as asked"
    here = (spot.lon, spot.lat)
    for beside in context.spots:
        apart = distance_km(here, (beside.lon, beside.lat))
        if apart <= SAME_PLACE_KM:
            said = f"{apart:.0f} km from {beside.name_en}"
            if context.regions:
                return AT_THE_EDGE, f"{said}, but not in {names}"
            if context.districts and isinstance(spot, GazetteerPlace) and spot.districts:
                return ANOTHER_DISTRICT, f"{said}, but in another district"
            return AGREES, f"{said}, as asked"
    point = shapely.Point(here)
    if any(region.outline.distance(point) <= AT_THE_EDGE_DEG for region in context.regions):
        return AT_THE_EDGE, f"at the edge of {names}, which was asked for"
    return DISAGREES, f"not in {names}, which was asked for"


def nearness(spot: GazetteerPlace | GazetteerDistrict, near: tuple[float, float]) -> tuple[float, str]:
    """What the distance from a point (lon, lat) takes off a score, and says."""
    apart = distance_km((spot.lon, spot.lat), near)
    return -NEAR_WEIGHT * (1.0 - math.exp(-apart / NEAR_KM)), f"{apart:.0f} km from the point given"
