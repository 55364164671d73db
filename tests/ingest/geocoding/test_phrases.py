"""Distances, directions, countryside, pairs: what a phrase comes to and how far it may be off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.crs import ELLIPSOID
from ingest.geocoding import PlaceCandidate
from tests.ingest.geocoding.atlases import EASTLAND, gazetteer, named

HERE = gazetteer(
    named("Saraqib", name_ar="سراقب", lon=0.5, lat=0.5, kind="town"),
    named("Ariha", name_ar="أريحا", lon=0.3, lat=0.5),
    named("Westland", lon=0.4, lat=0.2, kind="city"),
    named("Westland - Citadel", lon=0.41, lat=0.2, kind="neighbourhood"),
    named("Kobani", "Ayn al-Arab", lon=0.9, lat=0.9),
)


def found(text: str, **more) -> PlaceCandidate:
    resolved = HERE.find(text, **more).resolved
    assert resolved is not None, HERE.find(text)
    return resolved


def km_and_bearing(one: tuple[float, float], other: PlaceCandidate) -> tuple[float, float]:
    bearing, _, metres = ELLIPSOID.inv(*one, other.lon, other.lat)
    return metres / 1000, bearing % 360


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("5 km north of Saraqib", 5, 0),
        ("5km N of Saraqib", 5, 0),
        (".5 km north of Saraqib", 0.5, 0),
        ("Saraqib, .5 km NE", 0.5, 45),
        ("Saraqib, 5 km NE", 5, 45),
        ("Saraqib (5 km north-east)", 5, 45),
        ("about 12,5 kilometres south-southwest of Saraqib", 12.5, 202.5),
        ("12.5 km SSW from Saraqib", 12.5, 202.5),
        ("3 miles to the west of Saraqib", 4.828, 270),
        ("500 m east of Saraqib", 0.5, 90),
        ("5-10 km west-northwest of Saraqib", 7.5, 292.5),
        ("٥ كم شمال سراقب", 5, 0),
        ("على بعد 5 كم إلى الشمال الشرقي من سراقب", 5, 45),
        ("7 كيلومتر جنوب غربي سراقب", 7, 225),
    ],
)
def test_a_distance_and_a_direction_make_a_point_on_the_geodesic(text, km, bearing):
    point = found(text)
    measured_km, measured_bearing = km_and_bearing((0.5, 0.5), point)
    assert measured_km == pytest.approx(km, abs=0.001)
    assert abs((measured_bearing - bearing + 180) % 360 - 180) < 0.05
    assert point.geo_precision == 2
    assert "written as" in point.because


def test_the_radius_adds_place_rounding_and_angle():
    """A town known to 1.5 km; 5 km may be 4.5 to 5.5; north may be 22.5° off, 1.91 km at 5 km."""
    assert found("5 km north of Saraqib").uncertainty_km == round(math.hypot(1.5, 0.5, 1.913), 1) == 2.5
    assert found("5 km NNE of Saraqib").uncertainty_km < found("5 km NE of Saraqib").uncertainty_km


@given(some.integers(1, 40), some.integers(1, 40))
def test_farther_away_is_never_more_exact(one, other):
    near, far = sorted((one, other))
    radius = {km: found(f"{km}.0 km west of Saraqib").uncertainty_km for km in (near, far)}
    assert radius[near] <= radius[far]


def test_a_distance_without_a_direction_is_all_round():
    area = found("5 km from Saraqib")
    assert (area.lon, area.lat) == (0.5, 0.5)
    assert area.uncertainty_km == 7.0  # 5, its rounding 0.5, the town's 1.5


@pytest.mark.parametrize(
    "text",
    [
        "countryside east of Saraqib",
        "the eastern countryside of Saraqib",
        "Saraqib's eastern countryside",
        "Saraqib eastern countryside",
        "east Saraqib countryside",
        "in the rural areas east of Saraqib",
        "ريف سراقب الشرقي",
        "الريف الشرقي لسراقب",
        "شرقي ريف سراقب",
    ],
)
def test_the_countryside_on_one_side_is_an_area_with_its_radius(text):
    """A town's countryside reaches 12 km: a circle of 6 km about a point 6 km east, and the town's own 1.5 km."""
    area = found(text)
    km, bearing = km_and_bearing((0.5, 0.5), area)
    assert (km, bearing) == (pytest.approx(6, abs=0.001), pytest.approx(90, abs=0.05))
    assert (area.geo_precision, area.uncertainty_km) == (2, 7.5)


def test_the_countryside_named_after_a_governorates_seat_is_wider():
    """Half of 50 km, the most a governorate lends; half of 16 km without."""
    assert found("countryside east of Westland").uncertainty_km == 25 + 4
    assert found("east of Westland").uncertainty_km == 8 + 4


@pytest.mark.parametrize(
    ("text", "radius"),
    [
        ("near Saraqib", 6.5),
        ("outskirts of Saraqib", 5.5),
        ("Saraqib countryside", 13.5),
        ("ريف سراقب", 13.5),
        ("قرب سراقب", 6.5),
        ("Saraqib district", 21.5),
    ],
)
def test_surroundings_are_a_circle_about_the_place(text, radius):
    area = found(text)
    assert (area.lon, area.lat, area.geo_precision, area.uncertainty_km) == (0.5, 0.5, 2, radius)


@pytest.mark.parametrize(
    "text",
    ["between Saraqib and Ariha", "the road between Saraqib and Ariha", "Saraqib - Ariha road",
     "road from Saraqib to Ariha", "بين سراقب وأريحا", "Saraqib - Ariha"],
)  # fmt: skip
def test_between_two_places_is_a_circle_that_reaches_both(text):
    area = found(text)
    assert (area.lon, area.lat) == (pytest.approx(0.4, abs=1e-4), pytest.approx(0.5, abs=1e-4))
    assert area.uncertainty_km == pytest.approx(11.13 + 1.5, abs=0.1)
    assert area.geo_precision == 2
    assert area.place_id == "saraqib + ariha"


def test_a_part_of_a_town_written_after_it_is_that_part():
    for text in ("Westland - Citadel", "Westland, Citadel", "Citadel, Westland", "Citadel (Westland)"):
        assert found(text).place_id == "westland - citadel"


def test_one_place_under_two_names_is_that_place():
    assert found("Kobani / Ayn al-Arab").place_id == "kobani"


def test_a_governorate_is_a_circle_that_covers_it():
    whole = found("Eastland")
    assert (whole.place_id, whole.geo_precision) == (EASTLAND, 3)
    corner = ELLIPSOID.inv(whole.lon, whole.lat, 2.0, 1.0)[2] / 1000
    assert whole.uncertainty_km == pytest.approx(corner, abs=0.1)


def test_a_name_of_both_a_place_and_its_governorate_is_the_place_and_says_so():
    answer = HERE.find("Westland")
    assert answer.resolved.place_id == "westland"
    assert [place.geo_precision for place in answer.candidates[:2]] == [1, 3]
    assert found("Westland governorate").geo_precision == 3


def test_one_side_of_a_governorate_is_a_part_of_it():
    part, whole = found("northern Eastland"), found("Eastland")
    assert part.lat > whole.lat
    assert part.uncertainty_km < whole.uncertainty_km


def test_a_phrase_about_a_namesake_is_as_unclear_as_the_namesake():
    two = gazetteer(named("Suran", place_id="a"), named("Suran", place_id="b", lon=1.5))
    assert two.find("5 km north of Suran").resolved is None
    assert two.find("5 km north of Suran, Eastland").resolved.place_id == "b"


def test_directions_that_contradict_each_other_are_no_direction():
    assert HERE.find("5 km north-south of Saraqib").resolved is None or (
        found("5 km north-south of Saraqib").uncertainty_km >= 5
    )


WORDS = ["5", "km", "north", "of", "the", "countryside", "Saraqib", "between", "and", "-", "/", ",", "(", ")", "ريف",
         "شمال", "كم", "near", "governorate", "Westland", "in", "ب", "من"]  # fmt: skip


@given(some.lists(some.sampled_from(WORDS), max_size=14), some.lists(some.sampled_from(WORDS), max_size=4))
def test_words_in_any_order_are_answered(words, admin):
    answer = HERE.find(" ".join(words), admin=" ".join(admin))
    for place in answer.candidates:
        assert 1 <= place.geo_precision <= 3
        assert place.uncertainty_km > 0


@pytest.mark.parametrize("far", ["5000000", "9" * 32, "1" + "0" * 199])
def test_what_is_farther_away_than_the_globe_is_round_is_no_place(far):
    assert HERE.find(f"{far} km north of Saraqib").resolved is None


@pytest.mark.parametrize("text", ["60 km north of Saraqib", "5000 km NNE of Saraqib", "5000 km from Saraqib"])
def test_what_lies_so_far_off_that_it_is_outside_the_theatre_does_not_resolve_and_says_why(text):
    answer = HERE.find(text)
    assert answer.resolved is None
    assert answer.candidates[0].because.endswith("that is outside the theatre")


@pytest.mark.parametrize("text", ["50 km north of Saraqib", "100 km east of Saraqib", "100 km from Saraqib"])
def test_what_lies_just_inside_the_theatre_resolves(text):
    """Half a degree north of Saraqib, and one and a half east of it, the theatre ends: some 55 and 167 km."""
    assert "outside" not in found(text).because


def test_of_namesakes_the_one_from_which_the_distance_stays_in_the_theatre_is_meant():
    two = gazetteer(named("Suran", place_id="south", lat=0.1), named("Suran", place_id="north", lat=0.9))
    assert two.find("5 km north of Suran").resolved is None
    assert two.find("30 km north of Suran").resolved.place_id == "south"
