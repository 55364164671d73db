"""Names on paper never overlap."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.labels import LabelRequest, leader_end, placed

FRAME = (0.0, 0.0, 100.0, 60.0)


def named(x: float, y: float, rank: float = 0.0, **more) -> LabelRequest:
    return LabelRequest(x=x, y=y, width=20, height=4, gap=1, rank=rank, **more)


def meet(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_name_alone_stands_to_the_right_of_its_spot():
    assert placed([named(50, 30)], [], FRAME) == [(51, 28, 71, 32)]


def test_a_name_at_the_right_edge_goes_to_the_left_of_its_spot():
    assert placed([named(95, 30)], [], FRAME) == [(74, 28, 94, 32)]


def test_the_greater_place_chooses_first_and_the_lesser_goes_without_where_all_room_is_taken():
    crowd = [named(50, 30, rank) for rank in range(10)]
    boxes = placed(crowd, [], FRAME)
    assert boxes[0] == (51, 28, 71, 32)
    assert boxes[-1] is None


def test_a_name_avoids_a_symbol_where_it_can():
    (box,) = placed([named(50, 30)], [(52, 27, 60, 33)], FRAME)
    assert box == (29, 28, 49, 32)


def test_a_city_is_named_far_off_with_a_line_to_it_where_a_village_goes_without():
    around, large = [(35.0, 20.0, 65.0, 40.0)], (0.0, 0.0, 200.0, 150.0)
    assert placed([named(50, 30)], around, large) == [None]
    city = named(50, 30, mandatory=True)
    (box,) = placed([city], around, large)
    assert not meet(box, around[0])
    assert leader_end(city, box) is not None


def test_no_name_stands_farther_off_than_a_tenth_of_the_map():
    around = [(35.0, 20.0, 65.0, 40.0)]
    assert placed([named(50, 30, mandatory=True)], around, FRAME) == [None]  # 15 mm would be needed, 6 are allowed
    assert placed([named(50, 30, centred=True)], [(45.0, 26.0, 55.0, 34.0)], FRAME) == [None]


def test_a_name_beside_its_spot_needs_no_line():
    (box,) = placed([named(50, 30)], [], FRAME)
    assert leader_end(named(50, 30), box) is None


def test_a_name_leaves_a_line_open_where_it_can():
    along = np.array([(x, 30.0, 1.0) for x in range(50, 70)])
    (box,) = placed([named(50, 30)], [], FRAME, avoid_points=along)
    assert box == (40, 31, 60, 35)


def test_a_name_over_several_pictures_may_be_covered_on_one_of_them():
    everywhere = [(0.0, 0.0, 100.0, 60.0)]
    assert placed([named(50, 30)], everywhere, FRAME, pictures=2) == [None]
    assert placed([named(50, 30)], everywhere, FRAME, pictures=3) != [None]


def test_of_two_ways_to_stand_the_one_over_less_of_a_symbol_is_better():
    """To the right costs 0 and covers 20 mm2 of its 80; to the left costs 0.35 and covers none."""
    (box,) = placed([named(50, 30)], [(51, 28, 56, 32)], FRAME, pictures=2)
    assert box == (29, 28, 49, 32)
    (over_a_corner,) = placed([named(50, 30)], [(51, 31, 52, 32)], FRAME, pictures=2)
    assert over_a_corner == (51, 28, 71, 32), "1 mm2 costs 0.05: less than to stand anywhere else"


def test_no_name_stands_in_a_reserved_corner():
    assert placed([named(50, 30)], [], FRAME, taken=[FRAME]) == [None]


SPOTS = st.tuples(st.integers(0, 100), st.integers(0, 60), st.integers(0, 5))


@given(st.lists(SPOTS, max_size=40), st.lists(SPOTS, max_size=20))
def test_no_name_overlaps_another_or_a_symbol_and_none_leaves_the_map(spots, others):
    symbols = [(x - 2.0, y - 2.0, x + 2.0, y + 2.0) for x, y, _ in others]
    boxes = [box for box in placed([named(*spot) for spot in spots], symbols, FRAME) if box]
    assert not any(meet(box, symbol) for box in boxes for symbol in symbols)
    assert not any(meet(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 100 and box[3] <= 60 for box in boxes)
