"""The gazetteer as a geopy geocoder, for code that takes any of geopy's."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from ingest.geocoding.gazetteer import Gazetteer
from ingest.geocoding.ground import GazetteerPlace, distance_km
from ingest.geocoding.place_candidates import LISTED, PlaceCandidate

REVERSE_WITHIN_KM = 30.0
"""A point farther than this from every place is not named after one."""


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """An adapter that asks nobody."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise GeocoderUnavailable("the theatre's gazetteer asks no server")

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> NoReturn:
        raise GeocoderUnavailable("the theatre's gazetteer asks no server")


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """geopy's `geocode` and `reverse` over the theatre's own places; offline, so `timeout` is of no account."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=NoNetwork)
        self.gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        admin: str = "",
        near: Point | tuple[float, float] | None = None,
    ) -> Location | list[Location] | None:
        """The place `query` surely names, or with `exactly_one=False` all it may name, best first.

        Parameters
        ----------
        query, admin : as `Gazetteer.find` takes them.
        near : a geopy point, or latitude, longitude in degrees as everywhere in geopy.

        Returns
        -------
        Location, list of Location, or None where nothing is sure (nothing at all is found). `raw` is the Candidate as
        a dict: score, radius, precision and reason are there.
        """
        point = None if near is None else Point(near)
        answer = self.gazetteer.find(
            str(query), admin=admin, near=None if point is None else (point.longitude, point.latitude)
        )
        if exactly_one:
            return None if answer.resolved is None else _location(answer.resolved)
        return [_location(found) for found in answer.candidates] or None

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """The place nearest to a point, or with `exactly_one=False` the nearest five; none beyond 30 km.

        `query` is a geopy point, "lat, lon" or (latitude, longitude); `raw` holds place_id, names and `distance_km`.
        """
        point = self._coerce_point(query)
        here = (point.longitude, point.latitude)
        away = sorted(
            ((distance_km(here, (spot.lon, spot.lat)), spot) for spot in self.gazetteer.atlas.spots),
            key=lambda pair: (pair[0], pair[1].place_id),
        )
        found = [_near(spot, km) for km, spot in away[:LISTED] if km <= REVERSE_WITHIN_KM]
        if not found:
            return None
        return found[0] if exactly_one else found

    @staticmethod
    def _coerce_point(query: Point | tuple[float, float] | str) -> Point:
        return query if isinstance(query, Point) else Point(query)


def _location(found: PlaceCandidate) -> Location:
    return Location(found.name_en, (found.lat, found.lon), asdict(found))


def _near(spot: GazetteerPlace, km: float) -> Location:
    raw: dict[str, Any] = {
        "place_id": spot.place_id,
        "name_en": spot.name_en,
        "name_ar": spot.name_ar,
        "distance_km": round(km, 2),
    }
    return Location(spot.name_en, (spot.lat, spot.lon), raw)
