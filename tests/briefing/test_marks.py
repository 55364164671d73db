"""Symbols on paper: counted once, readable, where they belong."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.marks import arranged
from map.styles import PointStyle

BATTLE = PointStyle(symbol="battle", colour="#7a1f1f", size=10)
STRIKE = PointStyle(symbol="strike-air", colour="#b3261e", size=10)
MM_PER_PX = 0.5  # symbols of 5 mm


def meet(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_symbols_of_one_kind_at_one_spot_become_one_with_a_number():
    (mark,) = arranged([(10, 10, BATTLE)] * 3, MM_PER_PX)
    assert (mark.x, mark.y, mark.count) == (10, 10, 3)


def test_symbols_farther_apart_than_their_size_stay_by_themselves():
    marks = arranged([(10, 10, BATTLE), (16, 10, BATTLE)], MM_PER_PX)
    assert sorted((mark.x, mark.count) for mark in marks) == [(10, 1), (16, 1)]


def test_a_merged_mark_stands_where_most_of_it_happened():
    (mark,) = arranged([(10, 10, BATTLE), (12, 10, BATTLE), (12, 10, BATTLE)], MM_PER_PX)
    assert (mark.x, mark.count) == (12, 3)


def test_of_symbols_of_different_kinds_at_one_spot_one_stays_and_the_other_stands_beside_it_on_a_line():
    one, other = arranged([(10, 10, BATTLE), (10, 10, STRIKE)], MM_PER_PX)
    assert (one.x, one.y, one.moved) == (10, 10, False)
    assert (other.at_x, other.at_y, other.moved) == (10, 10, True)
    assert not meet(one.box, other.box)


def test_a_symbol_alone_stays_where_it_is_whatever_happens_around():
    crowd = [(30, 30, BATTLE), (30, 30, STRIKE), (31, 30, STRIKE)]
    alone = next(mark for mark in arranged([(10, 10, BATTLE), *crowd], MM_PER_PX) if mark.at_x == 10)
    assert (alone.x, alone.y) == (10, 10)


def test_symbols_keep_off_a_name_and_inside_the_map():
    (off_name,) = arranged([(10, 10, BATTLE)], MM_PER_PX, taken=[(9, 9, 20, 11)])
    assert not meet(off_name.box, (9, 9, 20, 11))
    (inside,) = arranged([(0, 10, BATTLE)], MM_PER_PX, frame=(0, 0, 40, 40))
    assert inside.box[0] >= 0


def test_a_number_belongs_to_what_its_symbol_takes():
    (mark,) = arranged([(10, 10, BATTLE)] * 12, MM_PER_PX)
    left, bottom, right, top = mark.badge
    assert (right > mark.box[2], top > mark.box[3]) == (True, True)
    assert mark.boxes == [mark.box, (left, bottom, right, top)]


def test_where_there_is_no_room_for_all_those_of_one_kind_become_fewer_with_larger_numbers():
    crowd = [(10 + 0.5 * (n % 8), 10 + 0.5 * (n // 8), kind) for n in range(64) for kind in (BATTLE, STRIKE)]
    roomy = arranged(crowd, MM_PER_PX, frame=(0, 0, 60, 60))
    tight = arranged(crowd, MM_PER_PX, frame=(0, 0, 24, 24))
    assert len(tight) <= len(roomy)
    assert sum(mark.count for mark in tight) == 128
    boxes = [box for mark in tight for box in mark.boxes]
    owners = [number for number, mark in enumerate(tight) for _ in mark.boxes]
    pairs = combinations(range(len(boxes)), 2)
    assert not [(a, b) for a, b in pairs if owners[a] != owners[b] and meet(boxes[a], boxes[b])]


@pytest.mark.thorough
@given(
    st.lists(
        st.tuples(st.integers(0, 40).map(float), st.integers(0, 40).map(float), st.sampled_from([BATTLE, STRIKE])),
        max_size=30,
    ),
    st.randoms(),
)
def test_every_point_is_counted_in_one_mark_whatever_the_order(points, chance):
    marks = arranged(points, MM_PER_PX)
    assert sum(mark.count for mark in marks) == len(points)
    for style in (BATTLE, STRIKE):
        assert sum(m.count for m in marks if m.style == style) == sum(1 for p in points if p[2] == style)
    shuffled = list(points)
    chance.shuffle(shuffled)
    assert set(arranged(shuffled, MM_PER_PX)) == set(marks)
