"""Symbols on paper: counted once, readable, where they belong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.marks import arranged
from layers.styles import PointStyle

BATTLE = PointStyle(symbol="battle", colour="#7a1f1f", size=10)
STRIKE = PointStyle(symbol="strike-air", colour="#b3261e", size=10)
MM_PER_PX = 0.5  # symbols of 5 mm


def test_symbols_of_one_kind_at_one_spot_become_one_with_a_number():
    (mark,) = arranged([(10, 10, BATTLE)] * 3, MM_PER_PX)
    assert (mark.x, mark.y, mark.count) == (10, 10, 3)


def test_symbols_farther_apart_than_their_size_stay_by_themselves():
    marks = arranged([(10, 10, BATTLE), (16, 10, BATTLE)], MM_PER_PX)
    assert sorted((mark.x, mark.count) for mark in marks) == [(10, 1), (16, 1)]


def test_a_merged_mark_stands_where_most_of_it_happened():
    (mark,) = arranged([(10, 10, BATTLE), (12, 10, BATTLE), (12, 10, BATTLE)], MM_PER_PX)
    assert (mark.x, mark.count) == (12, 3)


def test_symbols_of_different_kinds_at_one_spot_stand_around_it():
    one, other = arranged([(10, 10, BATTLE), (10, 10, STRIKE)], MM_PER_PX)
    assert (one.at_x, one.at_y) == (other.at_x, other.at_y) == (10, 10)
    assert abs(one.x - other.x) >= 5
    assert (one.x + other.x) / 2 == 10


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
