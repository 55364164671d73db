"""Pictures of control made of reports: a new one on each day that tells of something, as known by a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely

from geo.control.from_reports import ReportedControl
from geo.control.ground_course import GroundCourse
from geo.theatre.theatre import Theatre
from tests.worlds import EAST, WEST, january, place, row, theatre_of

SQUARE_KM2 = 12_309
"""A square degree on the equator."""
BEFORE, AFTER = january(11), january(12)
"""By the first of these days two reports are not yet known: that RED takes the west, and that GREEN has the east."""
LATE = [
    row("west", "RED", "2025-01-10", published_on="2025-01-12"),
    row("east", "GREEN", "2025-01-02", published_on="2025-01-12", reliability="A", credibility="1"),
]


@pytest.fixture(scope="module")
def theatre(tmp_path_factory) -> Theatre:
    """BLUE has the west from the second on, RED the east. Of a village near the west nobody tells."""
    early = [row("west", "BLUE", "2025-01-02"), row("east", "RED", "2025-01-02", reliability="D", credibility="4")]
    places = [place(*WEST), place("village", 0.45, 0.5), place(*EAST)]
    return theatre_of(tmp_path_factory.mktemp("reported") / "t", places=places, reports=[*early, *LATE])


@pytest.fixture(scope="module")
def control(theatre) -> ReportedControl:
    return theatre.reported


@pytest.mark.parametrize(
    ("day", "known_by", "west", "east"),
    [
        (9, None, "BLUE", "GREEN"), (10, None, "RED", "GREEN"), (9, BEFORE, "BLUE", "RED"), (10, BEFORE, "BLUE", "RED"),
        (9, AFTER, "BLUE", "GREEN"), (10, AFTER, "RED", "GREEN"),
    ],
)  # fmt: skip
def test_a_report_counts_from_its_day_on_once_it_is_known(control, day, known_by, west, east):
    """The village goes with the west."""
    held = {"west": west, "village": west, "east": east}
    picture = control.snapshot(january(day), known_by)
    for states in (control.states(january(day), known_by), picture.states, picture.owners):
        assert {name: state.controller for name, state in states.items()} == held
    assert {name: control.standing(name, january(day), known_by) for name in held} == held
    assert picture.cells is control.cells
    assert set(picture.areas["controller"]) == set(held.values())
    assert [{line.one, line.other} for line in picture.fronts.itertuples()] == [{west, east}]
    assert set(picture.segments["one"]) | set(picture.segments["other"]) == {west, east}
    assert {pull.faction for pull in control.pulls("village", january(day), known_by)} == {west, east}


def test_from_one_day_that_tells_of_something_to_the_next_the_picture_is_the_same_one(control):
    assert control.turns(None) == [january(2), january(10)]
    assert control.turns(BEFORE) == [january(2)]
    for one, other, known_by in ((2, 9, None), (10, 31, None), (2, 31, BEFORE)):
        asked, again = (january(one), known_by), (january(other), known_by)
        assert control.snapshot(*asked) is control.snapshot(*again)
        assert control.states(*asked) is control.states(*again)
        assert control.pulls("village", *asked) == control.pulls("village", *again)
    assert control.snapshot(january(9), None) is not control.snapshot(january(10), None)
    once = control.change(january(2), january(31), BEFORE)
    assert control.change(january(9), january(31), BEFORE) is once
    assert control.change(january(31), january(2), BEFORE) is once
    assert control.change(january(2), january(10), BEFORE) is once


def test_a_place_that_decides_alone_is_told_without_a_picture(control, monkeypatch):
    afresh = replace(control)

    def never(*_arguments):
        raise AssertionError("worked out")

    monkeypatch.setattr(GroundCourse, "told", never)
    assert afresh.standing("west", january(9), None) == "BLUE"
    with pytest.raises(AssertionError, match="worked out"):
        afresh.standing("village", january(9), None)


def test_before_all_reports_nothing_is_known(control):
    for name in ("west", "village", "east"):
        assert control.standing(name, january(1), None) == control.states(january(1), None)[name].standing == "unknown"
    assert control.states(january(1), None) is control.states(date(2024, 1, 1), None)


def test_a_history_holds_what_was_known(control):
    assert [state.controller for _, state in control.state_history(None)["west"]] == ["BLUE", "RED"]
    assert [state.controller for _, state in control.state_history(BEFORE)["west"]] == ["BLUE"]


def test_what_changed_between_two_days_is_measured_everywhere_or_in_an_area(theatre, control):
    """RED gains the western square, and nothing elsewhere; a day before it is known it has gained nothing."""
    first, last = january(2), january(31)
    gained = {("BLUE", "RED"): pytest.approx(SQUARE_KM2, rel=1e-3)}
    assert control.change(first, last, None).transitions == gained
    assert control.change(first, last, None, theatre.areas["west"]).transitions == gained
    assert control.change(first, last, BEFORE).transitions == {}
    assert set(control.change(january(1), last, BEFORE).transitions) == {("unknown", "BLUE"), ("unknown", "RED")}
    assert control.change(january(10), last, None).transitions == {}
    assert control.change(first, january(9), None).transitions == {}
    assert len(control.change(first, last, None, theatre.areas["west"]).cells.pieces) == 2


def test_ground_inside_a_shape_is_measured_day_by_day(control):
    """A quarter of a square degree on each side of the border: only what lies inside counts, and the east but touches
    the western square."""
    across, west = shapely.box(0.75, 0, 1.25, 1), shapely.box(0, 0, 1, 1)
    half = pytest.approx(SQUARE_KM2 / 4, rel=1e-3)
    days = [january(9), january(10)]
    assert control.within(across, days, None) == [{"BLUE": half, "GREEN": half}, {"RED": half, "GREEN": half}]
    assert control.within(across, days, BEFORE) == [{"BLUE": half, "RED": half}] * 2
    assert control.within(west, days[:1], None) == [{"BLUE": pytest.approx(SQUARE_KM2, rel=1e-3)}]
    tiny = control.within(shapely.box(0, 0, 0.005, 0.005), days[:1], None)
    assert tiny == [{"BLUE": pytest.approx(SQUARE_KM2 / 200**2, rel=1e-2)}]
    assert control.within(shapely.box(3, 3, 4, 4), days, None) == [{}, {}]


def test_pictures_are_the_same_around_any_outline(control):
    assert control.around(shapely.box(0, 0, 1, 1)) is control
