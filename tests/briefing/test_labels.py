"""Names on paper never overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.labels import Wanted, placed

FRAME = (0.0, 0.0, 100.0, 60.0)


def named(x: float, y: float, rank: float = 0.0, **more) -> Wanted:
    return Wanted(x=x, y=y, width=20, height=4, gap=1, rank=rank, **more)


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


def test_a_city_is_named_even_over_symbols_and_a_village_is_not():
    everywhere = [(0.0, 0.0, 100.0, 60.0)]
    assert placed([named(50, 30)], everywhere, FRAME) == [None]
    assert placed([named(50, 30, must=True)], everywhere, FRAME) != [None]


def test_a_name_over_several_pictures_may_be_covered_on_one_of_them():
    everywhere = [(0.0, 0.0, 100.0, 60.0)]
    assert placed([named(50, 30)], everywhere, FRAME, pictures=2) == [None]
    assert placed([named(50, 30)], everywhere, FRAME, pictures=3) != [None]


def test_no_name_stands_in_a_reserved_corner():
    assert placed([named(50, 30)], [], FRAME, taken=[FRAME]) == [None]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 60), st.integers(0, 5)), max_size=40))
def test_no_two_names_overlap_and_none_leaves_the_map(spots):
    boxes = [box for box in placed([named(*spot) for spot in spots], [], FRAME) if box]
    assert not any(meet(one, other) for n, one in enumerate(boxes) for other in boxes[:n])
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 100 and box[3] <= 60 for box in boxes)
