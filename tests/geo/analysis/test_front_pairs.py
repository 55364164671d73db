"""The front line by pair of factions: lengths that add up to the whole line, and how far each pair's line moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.analysis.front_pairs import front_pairs, front_shift
from geo.analysis.situation import select
from geo.analysis.summary import change_numbers, situation_numbers
from geo.control.front_line import front_km_by_pair, front_lines, front_segments
from geo.control.state import State
from geo.registry.statuses import Status
from tests.worlds import january, place, row, theatre_of

MERIDIAN_DEGREE_KM = 110.574
HALF_DEGREE_KM = 55.66


@pytest.fixture(scope="module")
def strip(tmp_path_factory):
    """Four places from west to east, half a degree each, two to a governorate: BLUE, RED, RED, GREEN. BLUE takes the
    second on the 10th, RED the fourth on the 20th."""
    places = [place(f"p{number}", 0.25 + number / 2, 0.5) for number in range(4)]
    return theatre_of(
        tmp_path_factory.mktemp("strip") / "t",
        places=places,
        reports=[
            row("p0", "BLUE", "2025-01-01", scope="baseline"),
            row("p1", "RED", "2025-01-01", scope="baseline"),
            row("p2", "RED", "2025-01-01", scope="baseline"),
            row("p3", "GREEN", "2025-01-01", scope="baseline"),
            row("p1", "BLUE", "2025-01-10"),
            row("p3", "RED", "2025-01-20"),
        ],
    )


def through(theatre, first: int, last: int, **more):
    return select(theatre, replace(theatre.everything, start=january(first), end=january(last), **more))


def test_each_pair_has_its_own_length_on_both_days(strip):
    found = through(strip, 1, 20).figures
    assert found.front_km_by_pair_at_from == {
        ("BLUE", "RED"): pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01),
        ("GREEN", "RED"): pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01),
    }
    assert found.front_km_by_pair == {("BLUE", "RED"): pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)}


def test_each_pair_moved_by_itself(strip):
    """BLUE's line went half a degree east; GREEN's stands still, and then is gone."""
    blue, green = front_pairs(through(strip, 1, 10))
    assert (blue.one, blue.other) == ("BLUE", "RED")
    assert blue.moved.median_km == pytest.approx(HALF_DEGREE_KM, abs=0.05)
    assert (green.one, green.other, green.moved.stayed) == ("GREEN", "RED", True)
    assert green.moved.max_km == pytest.approx(0, abs=1e-6)
    *_, gone = front_pairs(through(strip, 1, 20))
    assert (gone.one, gone.to_km, gone.moved) == ("GREEN", 0.0, None)


def test_a_line_that_did_not_lie_in_the_area_on_the_first_day_has_not_moved_there(strip):
    """East is 1-2° E: the line of BLUE and RED comes to its border on the 10th."""
    found = through(strip, 1, 10, area="0,1.01~0,2~1,2~1,1.01")
    assert [(pair.one, pair.from_km > 0) for pair in front_pairs(found)] == [("GREEN", True)]
    came = through(strip, 1, 10, area="0,0.9~0,1.1~1,1.1~1,0.9")
    (blue,) = front_pairs(came)
    assert (blue.from_km, blue.moved, front_shift(came)) == (0.0, None, None)


def test_in_an_area_a_pair_has_the_line_that_touches_it(strip):
    """West is 0-1° E: on the 10th the line of BLUE and RED lies on its border and GREEN's outside."""
    assert set(through(strip, 1, 10, area="west").figures.front_km_by_pair) == {("BLUE", "RED")}


def test_a_chosen_faction_keeps_the_pairs_it_is_one_of(strip):
    assert set(through(strip, 1, 1, factions=frozenset({"GREEN"})).figures.front_km_by_pair) == {("GREEN", "RED")}


HOLDERS = some.sampled_from(["BLUE", "NAVY", "RED", "GREEN", ""])


@pytest.mark.thorough
@given(some.tuples(HOLDERS, HOLDERS, HOLDERS, HOLDERS))
@settings(deadline=None)
def test_the_pairs_add_up_to_the_whole_front(strip, holders):
    states = {
        f"p{number}": State(status=Status.CONTROLLED, controller=holder, parties=(holder,)) if holder else State()
        for number, holder in enumerate(holders)
    }
    segments = front_segments(strip.cells, states, strip.factions)
    by_pair = front_km_by_pair(segments)
    assert sum(by_pair.values()) == pytest.approx(segments["length_km"].sum())
    assert set(by_pair) == {(line.one, line.other) for line in front_lines(segments).itertuples()}


def test_the_numbers_give_each_pair_on_every_day_and_the_pairs_add_up(strip):
    found = through(strip, 2, 31)
    front, situation = change_numbers(found)["front_line"], situation_numbers(found)
    for pairs, then, now in (
        (front["pairs"], front["from_km"], front["to_km"]),
        (situation["front_line_pairs"], situation["front_line_km_at_from"], situation["front_line_km"]),
    ):
        assert [(pair["one"], pair["other"]) for pair in pairs] == [("BLUE", "RED"), ("GREEN", "RED")]
        assert sum(pair["from_km"] for pair in pairs) == pytest.approx(then, abs=0.1)
        assert sum(pair["to_km"] for pair in pairs) == pytest.approx(now, abs=0.1)
        for pair in pairs:
            assert len(pair["km_by_day"]) == 30
            assert (pair["km_by_day"]["2025-01-02"], pair["km_by_day"]["2025-01-31"]) == (
                pair["from_km"],
                pair["to_km"],
            )
    assert front["pairs"][0]["moved_median_km"] == pytest.approx(HALF_DEGREE_KM, abs=0.05)


def test_a_pair_that_faces_each_other_only_in_between_is_among_the_numbers(tmp_path):
    """RED comes to the east on the 5th and leaves on the 9th."""
    theatre = theatre_of(
        tmp_path / "t",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-05"),
            row("east", "BLUE", "2025-01-09"),
        ],
    )
    (pair,) = change_numbers(through(theatre, 1, 10))["front_line"]["pairs"]
    assert (pair["from_km"], pair["to_km"], pair["moved_median_km"]) == (0.0, 0.0, None)
    assert pair["km_by_day"]["2025-01-05"] == pytest.approx(110.6, abs=0.05)
