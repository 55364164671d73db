"""Place names asked of a service on the internet: only by explicit choice, slowly, and never twice.

Any geocoder of geopy serves, by its name (nominatim, photon ...), with the options its user gives.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, quote_plus, urlsplit

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter, RequestsAdapter
from geopy.exc import (
    ConfigurationError,
    GeocoderNotFound,
    GeocoderParseError,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.common.cache_folder import cache_folder
from geo.common.messages import L_
from ingest.geocoding.online_error import OnlineError
from ingest.geocoding.online_results import candidates_of_results, credits_of
from ingest.geocoding.place_candidates import Answer, answer_of

SECONDS_BETWEEN = 1.0
"""Nominatim's rules of use allow one look-up a second; no other service is asked faster."""
ASKED_FOR = 5
PATIENCE_S = 10.0
"""How long an answer is waited for where the options name no timeout."""
WORDED_IN = "en"
"""The language results are asked for in, as the page is written; services that offer no choice answer in their own."""
SECRET = ("key", "token", "secret", "password", "auth")


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


class _Once(RequestsAdapter):  # type: ignore[misc]
    """Sends one request to the one host that was named: no second try of its own, no following elsewhere."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, max_retries=0)
        self.session.max_redirects = 0


@dataclass(frozen=True)
class OnlineService:
    """A service of geopy by name, with its options; `adapter`: what carries the request."""

    name: str
    options: Mapping[str, str]
    adapter: Callable[..., Any] = _Once

    def geocoder(self, adapter: Callable[..., Any]) -> Geocoder:
        """The geocoder.

        Raises
        ------
        OnlineError : geopy has no such service, or not with these options.
        """
        try:
            kind = get_geocoder_for_service(self.name.lower())
            timeout = float(self.options.get("timeout", PATIENCE_S))
            return kind(**{**self.options, "timeout": timeout}, adapter_factory=adapter)
        except GeocoderNotFound as error:
            raise OnlineError(
                self.name, L_("is no service that geopy knows"), L_("Name one, nominatim say.")
            ) from error
        except (ConfigurationError, TypeError, ValueError) as error:
            raise OnlineError(
                self.name,
                L_("cannot be used so ({error})", error=self.sealed(_first_sentence(error))),
                L_("Give its options, as in --option user_agent=our-desk-name."),
            ) from error

    def request(self, text: str) -> tuple[str, dict[str, str]]:
        """Address and headers of what would be sent for `text`, without sending it."""
        geocoder = self.geocoder(_Caught)
        try:
            geocoder.geocode(text, **how_to_ask(geocoder))
        except _SendingError as sent:
            return sent.url, sent.headers
        raise OnlineError(self.name, L_("does not say what it would send"), L_("Use another service."))

    def host(self) -> str:
        """Whom it sends to."""
        return urlsplit(self.request("x")[0]).hostname or ""

    def says(self, text: str, made_of: str = "the place name") -> str:
        """What is sent to whom, in words, for a person to agree to; `made_of`: what `text` is. Secrets are left out."""
        url, headers = self.request(text)
        sealed = "" if urlsplit(url).scheme == "https" else ", unencrypted"
        return (
            f"This sends {made_of} {text!r} to {self.host()}{sealed} ({self.name}), as {self.sealed(url)} with the "
            f"user agent {headers.get('User-Agent', '')!r}. The service learns the network address of the computer "
            "Frontline runs on. At most one name a second is sent; answers are kept there and not asked for again."
        )

    def sealed(self, text: str) -> str:
        """`text` without the secrets among the options, however they are written in an address."""
        secrets = {value for key, value in self.options.items() if any(part in key.lower() for part in SECRET)}
        if "@" in (domain := self.options.get("domain", "")):
            secrets.add(domain.rpartition("@")[0])
        for secret in filter(None, secrets):
            for written in (secret, quote(secret, safe=""), quote_plus(secret)):
                text = text.replace(written, "...")
        return text


@dataclass(frozen=True)
class OnlineAnswer:
    """What a service found; `credits`: whom that is owed to, in its own words, "" where it says nothing."""

    answer: Answer
    credits: str


class OnlineGazetteer:
    """Asks one service, at most once a second, and keeps its answers on disk."""

    def __init__(self, service: OnlineService, *, folder: Path | None = None, seconds: float = SECONDS_BETWEEN) -> None:
        self.service, self.folder = service, _folder(service.name, folder)
        self._geocoder = service.geocoder(service.adapter)
        self._ask = RateLimiter(
            self._geocoder.geocode, min_delay_seconds=seconds, max_retries=0, swallow_exceptions=False
        )
        self._one_at_a_time = threading.Lock()

    def find(self, text: str) -> Answer:
        """What the service finds for `text`, scored by how alike the names are; the same rule decides what is clear.

        Raises
        ------
        OnlineError : the service could not be reached, refused, or answered something that cannot be read.
        """
        return self.look_up(text).answer

    def look_up(self, text: str) -> OnlineAnswer:
        """`find`, with whom the answer is owed to.

        Raises
        ------
        OnlineError : as there.
        """
        with self._one_at_a_time:
            found = self._kept(text)
            if found is None:
                results = self._results(text)
                found = self._read(text, results)
                _keep(self._file(text), {"service": self.service.name, "text": text, "results": results})
        return found

    def knows(self, text: str) -> bool:
        """Whether the answer for `text` is kept here, so that nothing is sent."""
        return self._kept(text) is not None

    def _file(self, text: str) -> Path:
        url, _ = self.service.request(text)
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.json"

    def _kept(self, text: str) -> OnlineAnswer | None:
        """The answer kept before; None where there is none, or none that can be read."""
        try:
            kept = json.loads(self._file(text).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(kept, dict) or not isinstance(kept.get("results"), list):
            return None
        try:
            return self._read(text, kept["results"])
        except OnlineError:
            return None  # damaged: asked for anew

    def _read(self, text: str, results: list[dict[str, Any]]) -> OnlineAnswer:
        try:
            found = candidates_of_results(self.service.name, text, results)
            return OnlineAnswer(answer_of(text, found), credits_of(results))
        except (ValueError, TypeError, KeyError) as error:
            raise self._unreadable() from error

    def _results(self, text: str) -> list[dict[str, Any]]:
        try:
            found: list[Location] | None = self._ask(text, **how_to_ask(self._geocoder))
        except (GeocoderUnavailable, GeocoderTimedOut) as error:
            if isinstance(answered := error.__cause__, AdapterHTTPError):
                raise OnlineError(
                    self.service.name,
                    L_("answered that it is not available now ({status_code})", status_code=answered.status_code),
                    L_("Try again later, or place it by hand."),
                ) from error
            raise OnlineError(
                self.service.name, L_("could not be reached"), L_("Look at the network, or place it by hand.")
            ) from error
        except GeocoderParseError as error:
            raise self._unreadable() from error
        except GeopyError as error:
            raise OnlineError(
                self.service.name,
                L_("gave no answer ({error})", error=self.service.sealed(_first_sentence(error))),
                L_("Try again later, or place it by hand."),
            ) from error
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise self._unreadable() from error  # what geopy lets through of an answer in no shape it knows
        return [
            {"address": place.address, "lon": place.longitude, "lat": place.latitude, "raw": place.raw}
            for place in (found or [])[:ASKED_FOR]
        ]

    def _unreadable(self) -> OnlineError:
        return OnlineError(
            self.service.name, L_("answered something that cannot be read"), L_("Try again later, or place it by hand.")
        )


def how_to_ask(geocoder: Geocoder) -> dict[str, Any]:
    """What is asked of a geocoder besides the text: all it finds, in words a reader of the page understands."""
    takes = inspect.signature(geocoder.geocode).parameters
    return {"exactly_one": False, **({"language": WORDED_IN} if "language" in takes else {})}


def _folder(service: str, folder: Path | None) -> Path:
    return (folder or cache_folder()) / "geocoding" / service.lower()


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
