"""What the geocoder answers: candidates with a score and a reason, and one of them only where it is clear."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

THRESHOLD = 0.8
"""A candidate below this score is never taken without a person."""
MARGIN = 0.05
"""Nor is one that leads the next by less than this."""
LISTED = 5


@dataclass(frozen=True, kw_only=True)
class PlaceCandidate:
    """One place, point or area that a text may mean.

    `place_id`: id of the place, or pcode of the governorate, that the point was found from; of both ends, joined by
    " + ", for ground between two places. `lon`, `lat`: degrees, EPSG:4326. `geo_precision`: 1 a place, 2 part of a
    region, 3 a region (ACLED). `uncertainty_km`: radius about the point within which what is meant lies. `score`: 0 to
    1. `because`: in plain words, what matched and what was computed. `area`: English name of the governorate that place
    lies in, of both where two of them are meant; "" where it is one itself, lies in none, or a service found it.
    `district`: that of the district the place lies in, "" where it is none itself or the gazetteer does not say.
    """

    place_id: str
    name_en: str
    name_ar: str
    lon: float
    lat: float
    geo_precision: int
    uncertainty_km: float
    score: float
    because: str
    area: str = ""
    district: str = ""

    @property
    def district_and_area(self) -> str:
        """As in "A'zaz, Aleppo"; a district called as its governorate, or as the place, is not said twice."""
        district = "" if self.district in (self.name_en, self.area) else self.district
        return ", ".join(filter(None, (district, self.area)))

    @property
    def name_and_area(self) -> str:
        """As in "Suran, A'zaz, Aleppo": what tells it from its namesakes."""
        return ", ".join(filter(None, (self.name_en, self.district_and_area)))


@dataclass(frozen=True)
class Answer:
    """Candidates for `query`, best first, at most 5; `resolved` if the best reaches THRESHOLD and leads by MARGIN;
    `others`: how many are not among the candidates and less than MARGIN behind the best."""

    query: str
    candidates: tuple[PlaceCandidate, ...]
    resolved: PlaceCandidate | None
    others: int = 0

    @property
    def fits(self) -> bool:
        """Whether a candidate is called as was asked; otherwise they only resemble it."""
        return bool(self.candidates) and self.candidates[0].score >= THRESHOLD

    @property
    def others_told(self) -> str:
        """As in "27 more fit about as well and are not listed.", "" where all are listed."""
        if not self.others:
            return ""
        fit = (
            "1 more fits about as well and is"
            if self.others == 1
            else f"{self.others:,} more fit about as well and are"
        )
        return f"{fit} not listed."


def answer_of(query: str, candidates: Iterable[PlaceCandidate]) -> Answer:
    """The answer made of all that was found: the best of each thing on each spot, ranked."""
    best: dict[tuple[str, float, float], PlaceCandidate] = {}
    for found in candidates:
        spot = (found.place_id, found.lon, found.lat)
        if spot not in best or found.score > best[spot].score:
            best[spot] = found
    ranked = sorted(best.values(), key=lambda found: (-found.score, found.geo_precision, found.place_id, found.lon))
    if not ranked:
        return Answer(query, (), None)
    # Scores have two digits where a person reads them: what looks equal there must not be decided.
    lead = round(ranked[0].score - ranked[1].score, 4) if len(ranked) > 1 else 1.0
    clear = ranked[0].score >= THRESHOLD and lead >= MARGIN
    others = sum(round(ranked[0].score - found.score, 4) < MARGIN for found in ranked[LISTED:])
    return Answer(query, tuple(ranked[:LISTED]), ranked[0] if clear else None, others)
