"""What a gazetteer knows: places, districts and governorates, each with the index of its names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Self

import geopandas as gpd
import shapely

from geo.common.crs import Bounds
from ingest.geocoding.district_names import named_districts
from ingest.geocoding.ground import (
    GazetteerDistrict,
    GazetteerPlace,
    GazetteerRegion,
    distance_km,
    place_spellings,
    regions_of,
    spots_of,
)
from ingest.geocoding.name_index import NameIndex
from ingest.geocoding.part_names import also_called, consonant_skeleton

SEAT = 0.8
"""From this score on, the name of a place in a governorate is taken to be the governorate's own."""


@dataclass(frozen=True, eq=False)
class Atlas:
    """The indexes number places, districts and governorates in their order; `seats`: by pcode, the place named like
    it; `span`: west, south, east, north of all of them, degrees."""

    spots: tuple[GazetteerPlace, ...]
    districts: tuple[GazetteerDistrict, ...]
    regions: tuple[GazetteerRegion, ...]
    places: NameIndex
    district_names: NameIndex
    governorates: NameIndex
    seats: dict[str, GazetteerPlace]
    span: Bounds

    @classmethod
    def of(cls, places: gpd.GeoDataFrame, governorates: gpd.GeoDataFrame) -> Self:
        """Places and governorates indexed; a governorate and its seat are each also called what the other is."""
        regions = regions_of(governorates)
        spots = spots_of(places, regions)
        called = [(at, name) for at, region in enumerate(regions) for name in (region.name_en, region.name_ar) if name]
        spellings = also_called(list(place_spellings(places)), [name for _, name in called])
        seats = _seats(spots, regions, spellings, called)
        owners = {owner: at for at, owner in seats.items()}
        index = NameIndex([*spellings, *((seats[at], name) for at, name in called if at in seats)])
        called += [(owners[owner], name) for owner, name in spellings if owner in owners]
        by_pcode = {regions[at].pcode: spots[owner] for at, owner in seats.items()}
        districts, named = named_districts(places, spots, spellings)
        span = _span(spots, regions)
        return cls(spots, districts, regions, index, NameIndex(named), NameIndex(called), by_pcode, span)

    def region(self, pcode: str) -> GazetteerRegion | None:
        """The governorate of a pcode; None for "" and unknown ones."""
        return next((region for region in self.regions if region.pcode == pcode), None)

    def district_name(self, spot: GazetteerPlace) -> str:
        """English name of the district a place lies in; "" where it names none."""
        return next((self.names_of_districts[code] for code in spot.districts), "")

    @cached_property
    def names_of_districts(self) -> dict[str, str]:
        """English name of each district by its code."""
        return {district.code: district.name_en for district in self.districts}

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point (lon, lat) lies in the span."""
        west, south, east, north = self.span
        return west <= point[0] <= east and south <= point[1] <= north

    def farthest_km(self, point: tuple[float, float]) -> float:
        """How far it is from a point (lon, lat) to the farthest corner of the span."""
        west, south, east, north = self.span
        return max(distance_km(point, corner) for corner in product((west, east), (south, north)))


def _span(spots: tuple[GazetteerPlace, ...], regions: tuple[GazetteerRegion, ...]) -> Bounds:
    shapes = [*(region.outline for region in regions), *(shapely.Point(spot.lon, spot.lat) for spot in spots)]
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return west, south, east, north


def _seats(
    spots: tuple[GazetteerPlace, ...],
    regions: tuple[GazetteerRegion, ...],
    spellings: list[tuple[int, str]],
    called: list[tuple[int, str]],
) -> dict[int, int]:
    """By number of a governorate, the number of the place in it that bears its name. Only names of the same consonants
    are compared, for building a whole index takes as long as all else."""
    wanted = {consonant_skeleton(name) for _, name in called}
    namesakes = NameIndex((owner, name) for owner, name in spellings if consonant_skeleton(name) in wanted)
    seats: dict[int, int] = {}
    for at, name in called:
        for hit in namesakes.look(name):
            if hit.score >= SEAT and spots[hit.owner].adm1 == regions[at].pcode:
                seats.setdefault(at, hit.owner)
    return seats
