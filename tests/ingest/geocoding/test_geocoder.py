"""The gazetteer in geopy's own terms."""

from __future__ import annotations

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.location import Location
from geopy.point import Point

from ingest.geocoding.geocoder import GazetteerGeocoder
from tests.ingest.geocoding.atlases import gazetteer, named

GEOCODER = GazetteerGeocoder(
    gazetteer(named("Saraqib", lon=0.5, lat=0.25), named("Suran", place_id="a"), named("Suran", place_id="b", lon=1.5))
)


def test_one_clear_place_is_a_location_with_its_candidate():
    place = GEOCODER.geocode("Saraqib")
    assert isinstance(place, Location)
    assert (place.address, place.latitude, place.longitude) == ("Saraqib", 0.25, 0.5)
    assert (place.raw["place_id"], place.raw["score"], place.raw["geo_precision"]) == ("saraqib", 1.0, 1)


def test_what_is_not_clear_is_none_and_all_candidates_are_there_when_asked_for():
    assert GEOCODER.geocode("Suran") is None
    assert [place.raw["place_id"] for place in GEOCODER.geocode("Suran", exactly_one=False)] == ["a", "b"]
    assert GEOCODER.geocode("Blorvax", exactly_one=False) is None


def test_near_is_latitude_first_as_everywhere_in_geopy():
    assert GEOCODER.geocode("Suran", near=(0.5, 1.6)).raw["place_id"] == "b"
    assert GEOCODER.geocode("Suran", near=Point(0.5, 1.6)).raw["place_id"] == "b"
    assert GEOCODER.geocode("Suran", admin="Eastland").raw["place_id"] == "b"


def test_reverse_names_the_nearest_place_and_nothing_far_off():
    place = GEOCODER.reverse((0.26, 0.5))
    assert place.raw["place_id"] == "saraqib"
    assert place.raw["distance_km"] == pytest.approx(1.11, abs=0.01)
    assert [near.raw["place_id"] for near in GEOCODER.reverse("0.25, 0.5", exactly_one=False)] == ["saraqib", "a"]
    assert GEOCODER.reverse(Point(45, 90)) is None


def test_it_asks_no_server():
    for ask in (GEOCODER.adapter.get_json, GEOCODER.adapter.get_text):
        with pytest.raises(GeocoderUnavailable):
            ask("https://example.org", timeout=1, headers={})
