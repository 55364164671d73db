"""The districts and sub-districts a gazetteer's places lie in, as things that can be asked for by name."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np

from geo.common.measure import segment_length_km
from geo.registry.districts import District, districts_of
from ingest.geocoding.ground import GazetteerDistrict, GazetteerPlace
from ingest.geocoding.part_names import consonant_skeleton


def named_districts(
    places: gpd.GeoDataFrame, spots: Sequence[GazetteerPlace], spellings: Sequence[tuple[int, str]]
) -> tuple[tuple[GazetteerDistrict, ...], list[tuple[int, str]]]:
    """Districts, and every name they go by with the number of its district: their own, and those of a place in them of
    the same consonants, for a district is named after its seat. `spellings`: of the places, by number."""
    number = {spot.place_id: at for at, spot in enumerate(spots)}
    spelled: dict[int, list[str]] = {}
    for at, name in spellings:
        spelled.setdefault(at, []).append(name)
    found: list[GazetteerDistrict] = []
    called: list[tuple[int, str]] = []
    for district in districts_of(places):
        inside = [number[place_id] for place_id in district.place_ids]
        seat = _seat(district, inside, spots)
        called.append((len(found), district.name_en))
        called += [(len(found), name) for name in spelled.get(seat, ())] if seat is not None else []
        found.append(_district(district, [spots[at] for at in inside], "" if seat is None else spots[seat].name_ar))
    return tuple(found), called


def _seat(district: District, inside: Sequence[int], spots: Sequence[GazetteerPlace]) -> int | None:
    """The largest of its places that is called as it is."""
    wanted = consonant_skeleton(district.name_en)
    namesakes = [at for at in inside if consonant_skeleton(spots[at].name_en) == wanted]
    return max(namesakes, key=lambda at: (spots[at].size, spots[at].place_id), default=None)


def _district(district: District, inside: Sequence[GazetteerPlace], name_ar: str) -> GazetteerDistrict:
    points = np.array([(spot.lon, spot.lat) for spot in inside])
    middle = points.mean(axis=0)
    covering = segment_length_km(np.tile(middle, (len(points), 1)), points).max()
    reach = max(spot.uncertainty_km for spot in inside)
    lon, lat = map(float, middle)
    return GazetteerDistrict(
        district.code, district.name_en, name_ar, district.level, district.adm1_pcode, lon, lat, float(covering) + reach
    )
