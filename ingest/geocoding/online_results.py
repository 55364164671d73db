"""What a service on the internet answered, as candidates: every number is checked, for nobody here wrote them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ingest.geocoding.areas import PART_OF_REGION_KM
from ingest.geocoding.ground import distance_km
from ingest.geocoding.name_index import NameIndex
from ingest.geocoding.place_candidates import PlaceCandidate

UNKNOWN_KM = 5.0
"""Radius of a result that does not say how large it is."""
SAME_KM = 5.0
"""Results of one name so near each other are one place: a town's point and its outline, say."""


def candidates_of_results(service: str, text: str, results: Sequence[Any]) -> list[PlaceCandidate]:
    """The places among `results` of `service` for `text`, each once, scored by how alike the names are.

    Raises
    ------
    ValueError, TypeError, KeyError : a result is not {"address", "lon", "lat", "raw"} with a position on the Earth.
    """
    return _distinct(_candidates(service, text, results))


def credits_of(results: Sequence[Mapping[str, Any]]) -> str:
    """Whom the results are owed to and on what terms, as the service says itself; "" where it says nothing."""
    said = (str(raw.get("licence") or "") for raw in (result["raw"] for result in results) if isinstance(raw, dict))
    return "; ".join(dict.fromkeys(filter(None, (" ".join(text.split()) for text in said))))


def _candidates(service: str, text: str, results: Sequence[Any]) -> Iterator[PlaceCandidate]:
    for number, result in enumerate(results):
        lon, lat = float(result["lon"]), float(result["lat"])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError(f"{lon}, {lat} is no longitude, latitude")
        if lon == lat == 0:
            raise ValueError("0, 0 is what geopy makes of a position that is missing")
        address, raw = str(result["address"]), result["raw"] if isinstance(result["raw"], dict) else {}
        called = address.split(",")[0].strip()
        hits = NameIndex([(0, called)]).look(text.split(",")[0])
        radius = _radius_km(raw)
        yield PlaceCandidate(
            place_id=f"{service}:{raw.get('osm_type', '')}{raw.get('osm_id', number)}",
            name_en=address,
            name_ar="",
            lon=lon,
            lat=lat,
            geo_precision=1 if radius <= 2 * UNKNOWN_KM else 2 if radius <= PART_OF_REGION_KM else 3,
            uncertainty_km=round(radius, 1),
            score=round(hits[0].score, 4) if hits else 0.0,
            because=f"found by {service}; {hits[0].how if hits else 'not written as'} {called}",
        )


def _radius_km(raw: Mapping[str, Any]) -> float:
    """Half the diagonal of the box a result comes in (Nominatim gives one: south, north, west, east)."""
    box = raw.get("boundingbox")
    if not isinstance(box, list) or len(box) != 4:
        return UNKNOWN_KM
    south, north, west, east = (float(edge) for edge in box)
    if not all(map(math.isfinite, (south, north, west, east))):
        raise ValueError(f"{box} is no box")
    return max(1.0, distance_km((west, south), (east, north)) / 2)


def _distinct(found: Iterable[PlaceCandidate]) -> list[PlaceCandidate]:
    """Candidates without those that lie where one before them does."""
    kept: list[PlaceCandidate] = []
    for one in found:
        if all(distance_km((one.lon, one.lat), (other.lon, other.lat)) > SAME_KM for other in kept):
            kept.append(one)
    return kept
