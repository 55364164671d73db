"""An area drawn by its reader: what a link says of it, and what is refused with a sentence."""

from __future__ import annotations

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import FilterError
from geo.query.own_area import corners_text, in_area, read_corners
from tests.geo.query.conftest import area


def test_a_link_tells_latitude_before_longitude_and_no_more_than_four_decimals():
    assert corners_text(((0.123456, 1.0), (0.5, 0.25), (-0.00001, 0.0))) == "1,0.1235~0.25,0.5~0,0"
    assert read_corners("0,0~0,1.00004~1,1") == ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))


@given(some.lists(some.tuples(some.floats(0, 2), some.floats(0, 1)), min_size=3, max_size=3))
def test_what_a_link_says_of_corners_is_read_back_as_the_same(corners):
    text = corners_text(tuple(corners))
    try:
        read = read_corners(text)
    except FilterError:
        return
    assert corners_text(read) == text


def test_a_ring_that_is_closed_and_a_corner_told_twice_are_the_same_area():
    assert area("0,0~0,0~0,1~1,1~0,0") == area("0,0~0,1~1,1")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("here,there~0,1~1,1", "here,there~0,1~1,1 is no area. Write latitude and longitude of each corner, as in "),
        ("0,0~0,1~1", "is no area"),
        ("0,0~0,1~1,nan", "is no area"),
        ("0,0~0,181~1,1", "is no area"),
        ("0,0,0~0,1~1,1", "is no area"),
        ("0,0~0,1~0,0~0,1", "crosses itself|smaller"),
        ("0,0~0,1~0,0", "fewer than three corners. Add some."),
        (
            "~".join(f"{0.01 * corner},0" for corner in range(101)),
            "has 101 corners, a link holds 100. Draw it with fewer",
        ),
        ("0,0~1,1~0,1~1,0", "crosses itself. Draw it so that none of its sides meet."),
        ("0,0~0,0.005~0.005,0", "is smaller than 1 km². Draw it larger."),
        ("0,0~0,1~0,2", "is smaller than 1 km²"),
        ("36,37~36,38~35,38", "reaches far beyond this theatre. Draw it closer; latitude comes before longitude."),
        ("-80,-170~-80,170~80,170~80,-170", "reaches far beyond this theatre"),
        ("1.1,0~1.1,1~1.9,1", "lies outside the ground of this theatre. Draw it inside; latitude comes before"),
        ("1,0~1,1~1.9,1", "lies outside the ground of this theatre"),
    ],
)
def test_what_is_no_area_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(FilterError, match=sentence):
        area(text)


def test_it_is_called_by_the_ground_of_the_theatre_that_it_holds():
    half = area("0,0.5~0,1~1,1~1,0.5")  # of a degree square of 12,309 km² on the equator
    assert (half.name_en, half.name_ar) == ("Drawn area (6,154 km²)", "منطقة مرسومة (6,154 كم²)")
    assert half.id == "drawn-area-6154km2"
    assert area("-1,0.5~-1,1~1,1~1,0.5").name_en == half.name_en  # half of it lies where no ground is


def test_it_knows_the_governorates_it_holds_whole_and_those_it_holds_a_part_of():
    wide = area("0,0~0,1.5~1,1.5~1,0")
    assert (wide.adm1, wide.partly) == ({"XX01"}, {"XX02"})
    assert wide.bounds == (0.0, 0.0, 1.5, 1.0)
    exact = area("0,0~0,1~1,1~1,0")  # it touches its neighbour, and holds nothing of it
    assert (exact.adm1, exact.partly) == ({"XX01"}, frozenset())


def test_a_point_on_a_side_that_two_areas_share_lies_in_one_of_them():
    left, right = area("0,0~0,1~1,1~1,0"), area("0,1~0,2~1,2~1,1")
    points = gpd.GeoDataFrame({"adm1_pcode": ["XX01"] * 3}, geometry=gpd.points_from_xy([1, 1, 0.5], [0.5, 0.25, 0.5]))
    assert in_area(left, points).tolist() == [False, False, True]
    assert in_area(right, points).tolist() == [True, True, False]
