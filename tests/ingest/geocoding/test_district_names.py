"""Districts and sub-districts of the gazetteer are found by their names, and tell namesakes apart."""

from __future__ import annotations

import pytest

from tests.ingest.geocoding.atlases import WESTLAND, gazetteer, named

HARIM = {"adm1_pcode": WESTLAND, "adm2_pcode": "XX0101", "adm2_en": "Harim"}
AFRIN = {"adm1_pcode": WESTLAND, "adm2_pcode": "XX0102", "adm2_en": "Afrin"}
NORTH = {**HARIM, "adm3_pcode": "XX010101", "adm3_en": "Harim"}
KNOWN = gazetteer(
    named("Harim", lon=0.2, lat=0.2, **{**NORTH, "name_ar": "حارم"}),
    named("Salqin", lon=0.2, lat=0.4, **HARIM),
    named("Suran", lon=0.3, lat=0.3, **{**HARIM, "place_id": "of-harim"}),
    named("Suran", lon=0.3, lat=0.25, **{**AFRIN, "place_id": "of-afrin"}),
)


def test_a_district_lies_about_the_middle_of_its_places_and_reaches_the_farthest():
    found = KNOWN.find("Harim district").resolved
    assert (found.place_id, found.name_en, found.name_ar) == ("XX0101", "Harim district", "منطقة حارم")
    assert (found.lon, found.lat, found.area) == (0.233333, 0.3, "Westland")
    assert found.uncertainty_km == pytest.approx(12.7, abs=0.1)  # 11.7 km to Harim, and 1 km of the place itself
    assert found.geo_precision == 2


@pytest.mark.parametrize(
    ("asked", "code"),
    [("Harim sub-district", "XX010101"), ("ناحية حارم", "XX010101"), ("منطقة حارم", "XX0101"), ("Afrin", "XX0102")],
)
def test_a_district_is_found_by_its_level_by_the_name_of_its_seat_and_alone_where_no_place_is_called_so(asked, code):
    assert KNOWN.find(asked).resolved.place_id == code


def test_a_bare_name_is_the_place_before_the_district_called_after_it():
    assert KNOWN.find("Harim").resolved.place_id == "harim"


def test_of_a_word_for_a_level_that_has_none_of_the_name_the_other_is_taken():
    assert KNOWN.find("Afrin sub-district").resolved.place_id == "XX0102"


def test_namesakes_a_few_kilometres_apart_are_told_apart_by_their_districts():
    assert KNOWN.find("Suran").resolved is None
    assert {one.name_and_area for one in KNOWN.find("Suran").candidates[:2]} == {
        "Suran, Harim, Westland",
        "Suran, Afrin, Westland",
    }
    assert KNOWN.find("Suran", admin="Harim").resolved.place_id == "of-harim"
    assert KNOWN.find("Suran, Afrin district").resolved.place_id == "of-afrin"
