"""Place names asked of a service on the internet: only by explicit choice, slowly, and never twice.

Any geocoder of geopy serves, by its name (nominatim, photon ...), with the options its user gives.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from geopy.adapters import BaseSyncAdapter
from geopy.exc import ConfigurationError, GeocoderNotFound, GeocoderTimedOut, GeocoderUnavailable, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.cell_cache import cache_folder
from geo.errors import DataError
from ingest.geocoding.answers import Answer, Candidate, answer_of
from ingest.geocoding.areas import PART_OF_REGION_KM
from ingest.geocoding.ground import distance_km
from ingest.geocoding.name_index import NameIndex

SECONDS_BETWEEN = 1.0
"""Nominatim's rules of use allow one look-up a second; no other service is asked faster."""
ASKED_FOR = 5
UNKNOWN_KM = 5.0
"""Radius of a result that does not say how large it is."""
SAME_KM = 5.0
"""Results of one name so near each other are one place: a town's point and its outline, say."""


class OnlineError(DataError):
    """A service that cannot be asked, or gave no usable answer."""


class _SendingError(Exception):
    """What would have been sent, caught before it was."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        super().__init__(url)
        self.url, self.headers = url, dict(headers)


class _Caught(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that sends nothing and says what it was given to send."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise _SendingError(url, headers)

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise _SendingError(url, headers)


@dataclass(frozen=True)
class OnlineService:
    """A service of geopy by name, with its options; `adapter`: what carries the request, None for the usual one."""

    name: str
    options: Mapping[str, str]
    adapter: Callable[..., Any] | None = None

    def geocoder(self, adapter: Callable[..., Any] | None) -> Geocoder:
        """The geocoder.

        Raises
        ------
        OnlineError : geopy has no such service, or not with these options.
        """
        try:
            kind = get_geocoder_for_service(self.name.lower())
            return kind(**self.options, **({"adapter_factory": adapter} if adapter else {}))
        except GeocoderNotFound as error:
            raise OnlineError(self.name, "is no service that geopy knows", "Name one, nominatim say.") from error
        except (ConfigurationError, TypeError) as error:
            raise OnlineError(
                self.name,
                f"cannot be used so ({_first_sentence(error)})",
                "Give its options, as in --option user_agent=our-desk-name.",
            ) from error

    def request(self, text: str) -> tuple[str, dict[str, str]]:
        """Address and headers of what would be sent for `text`, without sending it."""
        try:
            self.geocoder(_Caught).geocode(text, exactly_one=False)
        except _SendingError as sent:
            return sent.url, sent.headers
        raise OnlineError(self.name, "does not say what it would send", "Use another service.")

    def says(self, text: str) -> str:
        """What is sent to whom, in words, for a person to agree to. Secrets among the options are not repeated."""
        url, headers = self.request(text)
        for key, value in self.options.items():
            if value and any(part in key for part in ("key", "token", "secret", "password", "auth")):
                url = url.replace(value, "...")
        parts = urlsplit(url)
        sealed = "" if parts.scheme == "https" else ", unencrypted"
        return (
            f"This sends the place name {text!r} to {parts.hostname}{sealed} ({self.name}), as {url} with the user "
            f"agent {headers.get('User-Agent', '')!r}. The service learns your network address. At most one name a "
            f"second is sent; answers are kept in {_folder(self.name, None)} and not asked for again."
        )


class OnlineGazetteer:
    """Asks one service, at most once a second, and keeps its answers on disk."""

    def __init__(self, service: OnlineService, *, folder: Path | None = None, seconds: float = SECONDS_BETWEEN) -> None:
        self.service, self.folder = service, _folder(service.name, folder)
        geocoder = service.geocoder(service.adapter)
        self._ask = RateLimiter(geocoder.geocode, min_delay_seconds=seconds, max_retries=0, swallow_exceptions=False)

    def find(self, text: str) -> Answer:
        """What the service finds for `text`, scored by how alike the names are; the same rule decides what is clear.

        Raises
        ------
        OnlineError : the service could not be reached or refused.
        """
        url, _ = self.service.request(text)
        kept = self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.json"
        results = _read(kept)
        if results is None:
            results = self._results(text)
            _keep(kept, {"service": self.service.name, "text": text, "results": results})
        return answer_of(text, _distinct(_candidates(self.service.name, text, results)))

    def _results(self, text: str) -> list[dict[str, Any]]:
        try:
            found: list[Location] | None = self._ask(text, exactly_one=False)
        except (GeocoderUnavailable, GeocoderTimedOut) as error:
            raise OnlineError(
                self.service.name, "could not be reached", "Look at the network, or place it by hand."
            ) from error
        except GeopyError as error:
            raise OnlineError(
                self.service.name, f"gave no answer ({_first_sentence(error)})", "Try again later, or place it by hand."
            ) from error
        return [
            {"address": place.address, "lon": place.longitude, "lat": place.latitude, "raw": place.raw}
            for place in (found or [])[:ASKED_FOR]
        ]


def _candidates(service: str, text: str, results: list[dict[str, Any]]) -> Iterable[Candidate]:
    for number, result in enumerate(results):
        address, raw = str(result["address"]), result["raw"] if isinstance(result["raw"], dict) else {}
        called = address.split(",")[0].strip()
        hits = NameIndex([(0, called)]).look(text.split(",")[0])
        radius = _radius_km(raw)
        yield Candidate(
            place_id=f"{service}:{raw.get('osm_type', '')}{raw.get('osm_id', number)}",
            name_en=address,
            name_ar="",
            lon=float(result["lon"]),
            lat=float(result["lat"]),
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
    return max(1.0, distance_km((west, south), (east, north)) / 2)


def _distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without those that lie where one before them does."""
    kept: list[Candidate] = []
    for one in found:
        if all(distance_km((one.lon, one.lat), (other.lon, other.lat)) > SAME_KM for other in kept):
            kept.append(one)
    return kept


def _folder(service: str, folder: Path | None) -> Path:
    return (folder or cache_folder()) / "geocoding" / service.lower()


def _read(file: Path) -> list[dict[str, Any]] | None:
    """Results kept before; None where there are none, or none that can be read."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return kept["results"] if isinstance(kept, dict) and isinstance(kept.get("results"), list) else None


def _keep(file: Path, answer: Mapping[str, Any]) -> None:
    """Write an answer whole or not at all; a cache that cannot be written is no fault."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="utf-8") as half:
            json.dump(answer, half, ensure_ascii=False)
        Path(half.name).replace(file)
    except OSError:
        return


def _first_sentence(error: Exception) -> str:
    return str(error).split("\n")[0].split(". ")[0]
