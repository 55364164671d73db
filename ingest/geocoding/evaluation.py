"""Each reading of a text as candidates: what it may name, how well that fits, and where it comes to lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from geo.common.messages import in_arabic
from geo.registry.districts import USUALLY
from ingest.geocoding.areas import PART_OF_REGION_KM, Base, PhraseArea, area_between, around, offset, part_of_region
from ingest.geocoding.context import Context, context_of, judged, nearness
from ingest.geocoding.folding import fold
from ingest.geocoding.gazetteer_index import Atlas
from ingest.geocoding.ground import GazetteerDistrict, GazetteerPlace, GazetteerRegion, distance_km
from ingest.geocoding.name_index import ARTICLE_ASIDE, SOUNDS_SAME, Hit
from ingest.geocoding.phrases import Around, NamedPlace, Offset, Pair, Reach, Reading
from ingest.geocoding.phrases import RegionPhrase as RegionReading
from ingest.geocoding.place_candidates import PlaceCandidate

COMPUTED = 0.98
"""What a score keeps where a point was computed from a place instead of being one, or a governorate is meant."""
NAME_OF_ITS_SEAT = 0.9
"""What it keeps for a governorate where its name alone is given, for most often its seat is meant."""
OUTSIDE = 0.5
"""What it keeps for a point so far from a place that it is no place of this theatre: it never resolves."""
JUST_A_PAIR = 0.92
"""What it keeps for the ground between two names that only stand side by side."""
SURE = 0.85
PART_WITHIN_KM = 12.0
"""Of "Hama - Mazarib" the second is a part of the first where it lies so near."""
PLACE_WITHIN_KM = 2.5
"""A point known worse than this, cities aside, is no exact place (geo_precision 2)."""
CITY = 3

Near = tuple[float, float] | None
Match = tuple[GazetteerPlace, Hit, str]
DistrictMatch = tuple[GazetteerDistrict, Hit, str]

DISTRICT = 2
LEVELS: Mapping[Reach, int] = {"district": DISTRICT, "subdistrict": 3}
"""Level of the unit that a word means, where the gazetteer has one of the name."""


def candidates_of(atlas: Atlas, reading: Reading, *, admin: str, near: Near) -> Iterator[PlaceCandidate]:
    """Candidates for one reading of a text, in no order."""
    if isinstance(reading, RegionReading):
        for hit in atlas.governorates.look(reading.name):
            yield _whole(atlas.regions[hit.owner], hit, COMPUTED)
    elif isinstance(reading, NamedPlace):
        yield from _named(atlas, reading, admin, near)
    elif isinstance(reading, Pair):
        yield from _pair(atlas, reading, admin, near)
    elif isinstance(reading, Offset):
        for spot, hit, why in _matches(atlas, reading.base, reading.contexts, admin, near):
            yield _offset(atlas, spot, reading, hit.score, why)
    else:
        yield from _around(atlas, reading, admin, near)


def _offset(atlas: Atlas, spot: GazetteerPlace, asked: Offset, score: float, why: str) -> PlaceCandidate:
    """So far from a place; where that leads out of the theatre it says so and is below what can resolve."""
    base = _base(atlas, spot)
    found = offset(base, asked)
    if asked.direction is None:
        least_km = asked.distance.km - asked.distance.rounding_km - base.uncertainty_km
        inside = least_km <= atlas.farthest_km(base.point)
    else:
        inside = atlas.holds(found.point)
    if inside:
        return _computed(spot.place_id, found, score, why, _area(atlas, spot))
    outside = replace(found, how=f"{found.how}; that is outside the theatre")
    return _computed(spot.place_id, outside, score * OUTSIDE, why, _area(atlas, spot))


def _named(atlas: Atlas, asked: NamedPlace, admin: str, near: Near) -> Iterator[PlaceCandidate]:
    regions = [(atlas.regions[hit.owner], hit) for hit in atlas.governorates.look(asked.name)]
    if asked.contexts and any(hit.score >= SURE for _, hit in regions):
        narrower = [name for name in asked.contexts if not atlas.governorates.look(name)]
        for name in narrower:  # "Aleppo, Citadel": the wider name came first
            yield from _named(atlas, NamedPlace(name, (asked.name,)), admin, near)
        if narrower:
            return
    best = 0.0
    for spot, hit, why in _matches(atlas, asked.name, asked.contexts, admin, near):
        best = max(best, hit.score)
        yield _place(atlas, spot, hit.score, why)
    for district, hit, why in _district_matches(atlas, asked.name, DISTRICT, asked.contexts, admin, near):
        if hit.score > best:
            yield _whole_district(atlas, district, hit.score, why)
    if not asked.contexts and not admin:
        for region, hit in regions:
            yield _whole(region, hit, NAME_OF_ITS_SEAT if region.pcode in atlas.seats else COMPUTED)


def _matches(atlas: Atlas, name: str, contexts: tuple[str, ...], admin: str, near: Near) -> Iterator[Match]:
    """Places called `name`, their scores after all that is said beside the name, and why."""
    hits = _namesakes_alike(atlas, atlas.places.look(name))
    beside = [_context(atlas, context) for context in (*contexts, admin) if context] if hits else []
    for hit in hits:
        spot = atlas.spots[hit.owner]
        yield spot, *_weighed(spot, hit, beside, near)


def _district_matches(
    atlas: Atlas, name: str, level: int, contexts: tuple[str, ...], admin: str, near: Near
) -> Iterator[DistrictMatch]:
    """Districts surely called `name`, as `_matches` has places: those of a level, or where it has none of another."""
    hits = [hit for hit in atlas.district_names.look(name) if hit.score >= SURE]
    of_level = [hit for hit in hits if atlas.districts[hit.owner].level == level]
    beside = [_context(atlas, context) for context in (*contexts, admin) if context] if hits else []
    for hit in of_level or hits:
        district = atlas.districts[hit.owner]
        yield district, *_weighed(district, hit, beside, near)


def _weighed(
    spot: GazetteerPlace | GazetteerDistrict, hit: Hit, beside: Sequence[Context], near: Near
) -> tuple[Hit, str]:
    """A hit, its score after all that is said beside the name, and why."""
    score, said = hit.score, [f"{hit.how} {hit.spelling}"]
    for context in beside:
        change, why = judged(spot, context, as_written=hit.score >= ARTICLE_ASIDE)
        score, said = min(1.0, score + change), [*said, why]
    if near:
        change, why = nearness(spot, near)
        score, said = score + change, [*said, why]
    return replace(hit, score=max(0.0, score)), "; ".join(said)


def _namesakes_alike(atlas: Atlas, hits: Sequence[Hit]) -> list[Hit]:
    """`hits`, those that sound the same scored like the best one of the same Arabic name: which spellings in Latin
    letters a gazetteer lists for one of two namesakes does not tell which of them is meant."""
    arabic = [fold(atlas.spots[hit.owner].name_ar) for hit in hits]
    best: dict[str, float] = {}
    for name, hit in zip(arabic, hits, strict=True):
        best[name] = max(hit.score, best.get(name, 0.0))
    return [
        replace(hit, score=best[name]) if name and hit.score >= SOUNDS_SAME else hit
        for name, hit in zip(arabic, hits, strict=True)
    ]


def _context(atlas: Atlas, name: str) -> Context:
    return context_of(name, atlas)


def _around(atlas: Atlas, asked: Around, admin: str, near: Near) -> Iterator[PlaceCandidate]:
    countryside = f"rural {asked.base}" if asked.reach == "countryside" else asked.with_reach
    named = [
        hit
        for name in dict.fromkeys((asked.with_reach, countryside))
        for hit in atlas.governorates.look(name)
        if hit.score >= SURE
    ]
    regions = named or [
        hit for hit in atlas.governorates.look(asked.base) if atlas.regions[hit.owner].pcode not in atlas.seats
    ]
    for hit in regions:
        region, why = atlas.regions[hit.owner], f"{hit.how} {hit.spelling}"
        if asked.direction is None:
            yield _whole(region, hit, COMPUTED)
        else:
            yield _computed(region.pcode, part_of_region(region, asked.direction), hit.score, why, "")
    if named:
        return
    units = []
    if asked.reach in LEVELS and asked.direction is None:
        units = list(_district_matches(atlas, asked.base, LEVELS[asked.reach], asked.contexts, admin, near))
        for district, hit, why in units:
            yield _whole_district(atlas, district, hit.score, why)
    if not units:
        for spot, hit, why in _matches(atlas, asked.base, asked.contexts, admin, near):
            yield _computed(spot.place_id, around(_base(atlas, spot), asked), hit.score, why, _area(atlas, spot))


def _base(atlas: Atlas, spot: GazetteerPlace) -> Base:
    """A place as the start of a phrase; the countryside of a governorate's seat is the governorate's."""
    region = atlas.region(spot.adm1)
    reach = region.equal_area_km if region is not None and atlas.seats.get(spot.adm1) is spot else None
    return Base(spot.name_en, spot.name_ar, (spot.lon, spot.lat), spot.uncertainty_km, spot.size, reach)


def _pair(atlas: Atlas, asked: Pair, admin: str, near: Near) -> Iterator[PlaceCandidate]:
    """One place twice, a place and a part of it, or the ground between two; of namesakes the nearest two."""
    ends = [_best(list(_matches(atlas, name, asked.contexts, admin, near))) for name in (asked.one, asked.other)]
    if not all(ends):
        return
    (first, hit, why), (second, second_hit, second_why) = min(product(*ends), key=lambda pair: _apart(pair[0], pair[1]))
    score, why = min(hit.score, second_hit.score), f"{why}; {second_why}"
    apart = distance_km((first.lon, first.lat), (second.lon, second.lat))
    if first is second:
        yield _place(atlas, first, max(hit.score, second_hit.score), why)
    elif not asked.between and apart <= PART_WITHIN_KM and (first.size == CITY or second.kind == "neighbourhood"):
        yield _place(atlas, second, score, why)
    else:
        keeps = 1.0 if asked.between else JUST_A_PAIR
        found = area_between(_base(atlas, first), _base(atlas, second))
        areas = ", ".join(dict.fromkeys(filter(None, (_area(atlas, first), _area(atlas, second)))))
        yield _computed(f"{first.place_id} + {second.place_id}", found, score * keeps, why, areas)


def _best(matches: list[Match]) -> list[Match]:
    """The best matches and those no worse."""
    top = max((hit.score for _, hit, _ in matches), default=0.0)
    return [match for match in matches if match[1].score >= top]


def _apart(one: Match, other: Match) -> float:
    return distance_km((one[0].lon, one[0].lat), (other[0].lon, other[0].lat))


def _area(atlas: Atlas, spot: GazetteerPlace) -> str:
    region = atlas.region(spot.adm1)
    return region.name_en if region is not None else ""


def _place(atlas: Atlas, spot: GazetteerPlace, score: float, why: str) -> PlaceCandidate:
    exact = spot.size == CITY or spot.uncertainty_km <= PLACE_WITHIN_KM
    return PlaceCandidate(
        place_id=spot.place_id,
        name_en=spot.name_en,
        name_ar=spot.name_ar,
        lon=spot.lon,
        lat=spot.lat,
        geo_precision=1 if exact else 2,
        uncertainty_km=spot.uncertainty_km,
        score=round(score, 4),
        because=why,
        area=_area(atlas, spot),
        district=atlas.district_name(spot),
    )


def _whole_district(atlas: Atlas, district: GazetteerDistrict, score: float, why: str) -> PlaceCandidate:
    word = USUALLY[district.level]
    region = atlas.region(district.adm1)
    return PlaceCandidate(
        place_id=district.code,
        name_en=f"{district.name_en} {word}",
        name_ar=f"{in_arabic(word)} {district.name_ar}" if district.name_ar else "",
        lon=round(district.lon, 6),
        lat=round(district.lat, 6),
        geo_precision=2 if district.covering_km <= PART_OF_REGION_KM else 3,
        uncertainty_km=round(district.covering_km, 1),
        score=round(score * COMPUTED, 4),
        because=f"{why}, a {word}; its places lie within {district.covering_km:.0f} km of their middle",
        area=region.name_en if region is not None else "",
    )


def _computed(place_id: str, found: PhraseArea, score: float, why: str, area: str) -> PlaceCandidate:
    return PlaceCandidate(
        place_id=place_id,
        name_en=found.name_en,
        name_ar=found.name_ar,
        lon=round(found.point[0], 6),
        lat=round(found.point[1], 6),
        geo_precision=found.geo_precision,
        uncertainty_km=found.uncertainty_km,
        score=round(score * COMPUTED, 4),
        because=f"{why}; {found.how}",
        area=area,
    )


def _whole(region: GazetteerRegion, hit: Hit, keeps: float) -> PlaceCandidate:
    return PlaceCandidate(
        place_id=region.pcode,
        name_en=region.name_en,
        name_ar=region.name_ar,
        lon=round(region.lon, 6),
        lat=round(region.lat, 6),
        geo_precision=3,
        uncertainty_km=round(region.covering_km, 1),
        score=round(hit.score * keeps, 4),
        because=f"{hit.how} {hit.spelling}, the whole of it; {region.covering_km:.0f} km about its middle cover it",
    )
