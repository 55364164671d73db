"""Which service the page may ask, and how a place is put into words for it."""

from __future__ import annotations

import pytest

from ingest.geocoding.online_choice import chosen_service
from ingest.geocoding.online_error import OnlineError
from ingest.geocoding.wordings import wordings


@pytest.mark.parametrize("said", [None, "", "  "])
def test_no_service_may_be_asked_unless_one_is_named(monkeypatch, said):
    monkeypatch.delenv("FRONTLINE_GEOCODER", raising=False)
    if said is not None:
        monkeypatch.setenv("FRONTLINE_GEOCODER", said)
    monkeypatch.setenv("FRONTLINE_GEOCODER_OPTIONS", "user_agent=desk")
    assert chosen_service() is None


def test_options_are_written_as_on_the_command_line(monkeypatch):
    monkeypatch.setenv("FRONTLINE_GEOCODER", "nominatim")
    monkeypatch.setenv("FRONTLINE_GEOCODER_OPTIONS", 'user_agent="our desk" domain=geo.example.org scheme=http')
    service = chosen_service()
    assert service is not None
    assert service.options == {"user_agent": "our desk", "domain": "geo.example.org", "scheme": "http"}
    said = service.says("Saraqib")
    for part in ("geo.example.org", "unencrypted", "'our desk'"):
        assert part in said


@pytest.mark.parametrize(("options", "fault"), [("desk", "'desk' is not NAME=VALUE"), ('a="b', "quotation mark")])
def test_options_that_cannot_be_read_are_named(monkeypatch, options, fault):
    monkeypatch.setenv("FRONTLINE_GEOCODER", "nominatim")
    monkeypatch.setenv("FRONTLINE_GEOCODER_OPTIONS", options)
    with pytest.raises(OnlineError, match=f"FRONTLINE_GEOCODER_OPTIONS: .*{fault}"):
        chosen_service()


@pytest.mark.parametrize(
    ("place", "area", "texts"),
    [
        ("Saraqib", "Idlib", ["Saraqib, Idlib, Syria", "Saraqib, Syria", "Saraqib"]),
        ("Saraqib", "", ["Saraqib, Syria", "Saraqib"]),
        ("Saraqib, idlib", "Idlib", ["Saraqib, idlib, Syria", "Saraqib, idlib"]),
        ("Idlib", "Idlib", ["Idlib, Syria", "Idlib"]),
        ("Damascus, Syria", "", ["Damascus, Syria"]),
        ("Kuwait City", "Kuwait", ["Kuwait City, Kuwait, Syria", "Kuwait City, Syria", "Kuwait City"]),
    ],
)
def test_a_place_is_asked_for_with_what_it_lies_in_and_nothing_is_said_twice(place, area, texts):
    assert [way.text for way in wordings(place, area, "Syria")] == texts


def test_a_country_that_is_its_own_area_is_said_once():
    assert [way.text for way in wordings("Old town", "Monaco", "Monaco")] == ["Old town, Monaco", "Old town"]


def test_what_a_wording_is_made_of_is_told():
    assert [way.told for way in wordings("Saraqib", "Idlib", "Syria")] == [
        "the place name with the area and the country",
        "the place name with the country",
        "the place name",
    ]
