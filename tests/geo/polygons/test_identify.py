"""The drawn ground at a point: which piece, whose drawing, since when."""

from __future__ import annotations

import pytest

from geo.control.rule_texts import Rule
from geo.polygons.identify import DrawnGround, ground_at
from geo.theatre.theatre import Theatre
from tests.worlds import drawn_theatre, january, rectangle

SQUARE_KM2 = 12_308.464
"""0-1° E, 0-1° N, as worked out in test_drawn.py."""


@pytest.fixture(scope="module")
def islands(tmp_path_factory) -> Theatre:
    """RED is drawn on two islands on the 2nd, on the same two on the 6th, and on a bigger west one on the 8th."""
    two = [("RED", rectangle(0, 0, 0.5, 1)), ("RED", rectangle(1.5, 0, 2, 1))]
    more = [("RED", rectangle(0, 0, 0.75, 1)), ("RED", rectangle(1.5, 0, 2, 1))]
    return drawn_theatre(tmp_path_factory.mktemp("islands"), {2: two, 6: two, 8: more}, rest="BLUE")


def ground(theatre: Theatre, lon: float, day: int) -> DrawnGround | None:
    return ground_at(theatre.control, lon, 0.5, january(day))


def test_a_piece_is_measured_apart_from_all_that_is_held_so(islands):
    west = ground(islands, 0.25, 2)
    assert west.state.parties == ("RED",)
    assert west.area_km2 == pytest.approx(SQUARE_KM2 / 2, rel=1e-4)
    assert west.same_state_km2 == pytest.approx(SQUARE_KM2, rel=1e-4)
    assert west.shape.bounds == pytest.approx((0, 0, 0.5, 1), abs=1e-4)


@pytest.mark.parametrize(("day", "drawn_for"), [(2, 2), (5, 2), (6, 6), (7, 6), (8, 8)])
def test_a_day_that_was_not_drawn_names_the_last_one_that_was(islands, day, drawn_for):
    assert ground(islands, 0.25, day).drawn_for == january(drawn_for)


def test_an_outline_is_the_same_for_as_long_as_the_source_draws_it_alike(islands):
    early, late = ground(islands, 0.25, 4), ground(islands, 0.25, 8)
    assert (early.since, early.until) == (january(2), january(7))
    assert (late.since, late.until) == (january(8), january(8))


def test_ground_nobody_drew_is_the_rest_and_has_no_days_of_its_own(islands):
    rest = ground(islands, 1.0, 2)
    assert (rest.state.parties, rest.state.rule) == (("BLUE",), Rule.NOT_DRAWN)
    assert (rest.since, rest.until) == (None, None)


def test_off_the_map_and_outside_the_history_there_is_no_drawn_ground(islands):
    assert ground(islands, 5.0, 2) is None
    assert ground(islands, 0.25, 1) is None
    assert ground(islands, 0.25, 9) is None
