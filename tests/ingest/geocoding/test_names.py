"""One place, many spellings; two places, one spelling; no place at all."""

from __future__ import annotations

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import CrsError
from ingest.geocoding import MARGIN, THRESHOLD, Answer, Gazetteer
from ingest.geocoding.folding import fold
from ingest.geocoding.sounds import sound
from tests.ingest.geocoding.atlases import EASTLAND, WESTLAND, gazetteer, named
from tests.worlds import drawn_theatre, rectangle

TOWNS = gazetteer(
    named("Tell Rifaat", lon=0.2),
    named("Maarrat al-Numan", name_ar="معرة النعمان", lon=0.4),
    named("Ash-Shajarah", name_ar="الشجرة", lon=0.6),
    named("Al-Bab", name_ar="الباب", lon=0.8),
    named("Bakhmut", lon=1.5),
    named("Kafr Zita", name_ar="كفر زيتا", lon=1.8),
)


def found(text: str, **more) -> str | None:
    resolved = TOWNS.find(text, **more).resolved
    return resolved.place_id if resolved else None


@pytest.mark.parametrize(
    ("text", "place_id"),
    [
        ("Tell Rifaat", "tell rifaat"),
        ("TELL RIFAAT", "tell rifaat"),
        ("Tal Rifaat", "tell rifaat"),
        ("Tall Rif'at", "tell rifaat"),
        ("Tall Rif‘at", "tell rifaat"),
        ("Tel Refâat", "tell rifaat"),
        ("تل رفعت", "tell rifaat"),
        ("تلّ رِفعَت", "tell rifaat"),
        ("Ma'arrat al-Numan", "maarrat al-numan"),
        ("Maarat an-Nu'man", "maarrat al-numan"),
        ("Ma`arrat an Nu‘mān", "maarrat al-numan"),
        ("Maaret en Nouman", "maarrat al-numan"),
        ("مَعَرَّة النُّعْمان", "maarrat al-numan"),
        ("معره النعمان", "maarrat al-numan"),
        ("Shajara", "ash-shajarah"),
        ("al-Shajara", "ash-shajarah"),
        ("Ech Chajara", "ash-shajarah"),
        ("شجرة", "ash-shajarah"),
        ("الشجـــرة", "ash-shajarah"),
        ("el-Bab", "al-bab"),
        ("Albab", "al-bab"),
        ("باب", "al-bab"),
        ("Бахмут", "bakhmut"),
        ("the town of Bakhmut", "bakhmut"),
        ("Bakhmut city", "bakhmut"),
        ("village of Kafr Zita", "kafr zita"),
        ("قرية كفرزيتا", "kafr zita"),
        ("Kafr Zeita", "kafr zita"),
        ("Kafrzita", "kafr zita"),
    ],
)
def test_a_place_is_found_however_it_is_spelt(text, place_id):
    assert found(text) == place_id


def test_a_slip_of_one_letter_in_a_long_name_is_forgiven():
    assert found("Maarrat al-Numqn") == "maarrat al-numan"
    assert found("Maarrat al-Nmuan") == "maarrat al-numan"


def test_a_slip_in_a_short_name_waits_for_a_person():
    answer = gazetteer(named("Homs")).find("Hops")
    assert answer.resolved is None


@pytest.mark.parametrize("text", ["", " ", "12", "?!", "Nowhere at all", "Blorvax", "x" * 10_000, "the " * 3_000])
def test_what_is_no_place_here_resolves_to_none(text):
    assert TOWNS.find(text).resolved is None


def test_a_word_many_places_begin_with_does_not_make_two_names_alike():
    assert gazetteer(named("Kafr Nabudah")).find("Kafr Zunbal").resolved is None


def test_namesakes_are_both_listed_and_neither_is_taken():
    answer = gazetteer(named("Suran", place_id="a"), named("Suran", place_id="b", lon=1.5)).find("Suran")
    assert answer.resolved is None
    assert [place.place_id for place in answer.candidates[:2]] == ["a", "b"]
    assert answer.candidates[0].score == answer.candidates[1].score


TWO = gazetteer(named("Suran", place_id="a"), named("Suran", place_id="b", lon=1.5, adm1_pcode=EASTLAND))


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Suran, Eastland", {}),
        ("Suran (Eastland)", {}),
        ("Suran in Eastland governorate", {}),
        ("Suran in the southern countryside of Eastland", {}),
        ("Eastland, Suran", {}),
        ("Suran", {"admin": "Eastland"}),
        ("Suran", {"admin": "Eastland Governorate"}),
        ("Suran", {"near": (1.6, 0.5)}),
    ],
)
def test_what_stands_beside_a_name_decides_between_namesakes(text, more):
    assert TWO.find(text, **more).resolved.place_id == "b"


def test_a_place_that_is_not_where_it_was_said_to_be_waits():
    answer = gazetteer(named("Suran", lon=0.2)).find("Suran", admin="Eastland")
    assert answer.resolved is None
    assert "not in Eastland" in answer.candidates[0].because


def test_a_district_is_known_by_its_seat():
    far = named("Suran", place_id="far", lon=0.9)
    two = gazetteer(named("Suran", place_id="near", lon=0.1), far, named("Afrin", lon=0.2))
    assert two.find("Suran, Afrin district").resolved.place_id == "near"
    assert two.find("Suran", admin="Afrin").resolved.place_id == "near"


def test_a_name_beside_that_nobody_knows_is_said_and_costs_a_little():
    answer = gazetteer(named("Suran")).find("Suran, Atlantis")
    assert answer.resolved.score == pytest.approx(0.9)
    assert "atlantis is no area known here" in answer.resolved.because


def test_an_airport_is_not_its_town():
    both = gazetteer(named("Tabqa"), named("Tabqa air base", lon=0.6))
    assert both.find("Tabqa").resolved.place_id == "tabqa"
    assert both.find("Tabqa airbase").resolved.place_id == "tabqa air base"
    assert gazetteer(named("Tabqa")).find("Tabqa airport").resolved is None


def test_a_number_in_a_name_is_never_a_slip():
    assert gazetteer(named("Base 46")).find("Base 45").resolved is None


def test_an_explanation_in_brackets_need_not_be_given():
    assert gazetteer(named("Suran (Westland)")).find("Suran").resolved.place_id == "suran (westland)"
    assert gazetteer(named("Zahraa (the valley)")).find("the valley").candidates == ()


def test_a_place_known_only_roughly_is_no_exact_place():
    rough = gazetteer(named("Suran", uncertainty_km=6.0)).find("Suran").resolved
    assert (rough.geo_precision, rough.uncertainty_km) == (2, 6.0)


def test_which_of_two_places_of_one_arabic_name_is_meant_is_not_told_by_a_listed_latin_spelling():
    two = gazetteer(
        named("Al Mansurah", name_ar="المنصورة", lon=0.5),
        named("Mansura West", "Mansoura", name_ar="المنصورة", lon=1.5),
    )
    assert [found.score for found in two.find("Mansoura").candidates] == [1.0, 1.0]
    assert two.find("Mansoura").resolved is None
    assert two.find("Mansoura", admin="Eastland").resolved.name_en == "Mansura West"
    assert two.find("Mansoura", near=(0.5, 0.5)).resolved.name_en == "Al Mansurah"
    assert two.find("Mansura West").resolved.name_en == "Mansura West"


@given(some.text(max_size=60))
def test_any_text_is_answered_and_what_is_resolved_is_clear(text):
    answer = TOWNS.find(text)
    assert_clear(answer)


def assert_clear(answer: Answer) -> None:
    scores = [place.score for place in answer.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(scores) <= 5
    if answer.resolved:
        assert answer.resolved == answer.candidates[0]
        assert answer.resolved.score >= THRESHOLD
        assert len(scores) == 1 or scores[0] - scores[1] >= MARGIN - 1e-9
        assert answer.resolved.because


@given(some.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(some.text(alphabet="abcdefghijklmnopqrstuvwxyzابتثجحخدذرزسشصضطظعغفقكلمنهوي", max_size=20))
def test_sounds_are_written_in_one_alphabet(word):
    assert set(sound(word)) <= set("bftdsSzjkxghmnlrwyaiu")


def test_a_theatre_without_places_still_knows_its_governorates(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("BLUE", rectangle(0, 0, 1, 1))]})
    assert theatre.places.empty
    empty = Gazetteer(theatre.places, theatre.governorates)
    assert empty.find("Suran").candidates == ()
    assert empty.find("Square 1").resolved.geo_precision == 3


def test_points_in_metres_are_refused():
    places = gpd.GeoDataFrame([named("Suran")], crs=4326)
    with pytest.raises(CrsError):
        Gazetteer(places.to_crs(3857), places)


def test_a_place_that_names_no_governorate_is_in_the_one_around_it():
    both = gazetteer(named("Suran", lon=0.2), named("Outside", lon=9.0))
    assert [spot.adm1 for spot in both.atlas.spots] == [WESTLAND, ""]


def test_the_order_of_the_places_does_not_matter():
    places = [named("Suran", place_id="a"), named("Suran", place_id="b", lon=1.5), named("Sharan", lon=0.7)]
    assert gazetteer(*places).find("Suran") == gazetteer(*reversed(places)).find("Suran")


@pytest.mark.parametrize("beginning", ["Kafr", "Maarat"])
def test_a_word_that_many_names_begin_with_is_no_name_by_itself(beginning):
    towns = gazetteer(named("Kafraa", lon=0.2), named("Marrat", lon=0.6))
    answer = towns.find(beginning)
    assert answer.candidates
    assert answer.resolved is None


def test_namesakes_are_told_apart_by_where_they_lie_and_those_not_listed_are_counted():
    seven = gazetteer(*(named("Suran", place_id=f"suran-{at}", lon=0.25 * at) for at in range(1, 8)))
    answer = seven.find("Suran")
    assert [place.name_and_area for place in answer.candidates[:1]] == ["Suran, Westland"]
    assert (len(answer.candidates), answer.others) == (5, 2)
    assert seven.find("Westland").candidates[0].area == ""


@pytest.mark.parametrize(("name", "asked"), [("Pô", "Bo"), ("Gousi", "Gossi"), ("Suran", "Sooran")])
def test_a_place_only_written_alike_is_not_taken_where_its_area_is_unknown(name, asked):
    """Bo of Sierra Leone became Pô of Burkina Faso: neither the name nor the area was one of the theatre's."""
    one = gazetteer(named(name))
    assert one.find(asked).resolved
    assert one.find(name, admin="Atlantis").resolved
    doubtful = one.find(asked, admin="Atlantis")
    assert doubtful.candidates
    assert doubtful.resolved is None
