"""A history drawn elsewhere, with the interface of the cells: areas, fronts, change, slivers, places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.analysis.evidence import explain
from geo.analysis.revisions import corrections
from geo.analysis.situation import Situation, select
from geo.analysis.summary import change_numbers, place_numbers, situation_numbers
from geo.analysis.time_series import front_by_day, ground_by_day, share_around
from geo.control.rule_texts import Rule
from geo.polygons.daily_coverage import drawing_of, ground_of
from geo.polygons.overlay_change import overlay_transitions
from geo.polygons.series import history_series, km2_by_day
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import drawn_theatre, january, place, rectangle, row, write_theatre

SQUARE_KM2 = 12_308.464
"""Area of 0-1° E between the equator and the parallel of 1° N on WGS 84, from the closed formula: with s = sin 1°,
radians(1) b²/2 (s / (1 - e² s²) + artanh(e s) / e)."""
MERIDIAN_DEGREE_KM = 110.574


def through(theatre: Theatre, first: int, last: int, **more) -> Situation:
    return select(theatre, replace(theatre.everything, start=january(first), end=january(last), **more))


HALF = rectangle(0, 0, 0.5, 1)
WHOLE_WEST = rectangle(0, 0, 1, 1)
PLACES = [place("west", 0.25, 0.5, adm1_pcode="XX01"), place("east", 1.5, 0.5, adm1_pcode="XX02")]


@pytest.fixture(scope="module")
def advance(tmp_path_factory):
    """RED is drawn on half of the west square and, from the 3rd, on all of it and a tenth of the east; BLUE has the
    rest."""
    return drawn_theatre(
        tmp_path_factory.mktemp("advance"),
        {1: [("RED", HALF)], 2: [("RED", HALF)], 3: [("RED", rectangle(0, 0, 1.1, 1))]},
        rest="BLUE",
        places=[*PLACES, place("middle", 0.75, 0.5, adm1_pcode="XX01")],
        reports=[],
    )


def test_a_theatre_needs_no_reports_places_events_or_crossings_to_show_a_history(tmp_path):
    found = through(drawn_theatre(tmp_path, {1: [("RED", HALF)]}, rest="BLUE"), 1, 1)
    assert (len(found.areas), found.states, found.figures.certain) == (2, {}, 0)


def test_ground_is_measured_as_drawn_and_the_rest_is_as_the_import_said(advance):
    ground = through(advance, 1, 3).figures
    assert ground.ground_at_from.held == pytest.approx({"RED": SQUARE_KM2 / 2, "BLUE": SQUARE_KM2 * 1.5}, rel=1e-5)
    assert ground.ground.held == pytest.approx({"RED": SQUARE_KM2 * 1.1, "BLUE": SQUARE_KM2 * 0.9}, rel=1e-5)


def test_without_a_holder_of_the_rest_it_is_unknown(tmp_path):
    ground = through(drawn_theatre(tmp_path, {1: [("RED", HALF)]}), 1, 1).figures.ground
    assert ground.held == pytest.approx({"RED": SQUARE_KM2 / 2}, rel=1e-5)
    assert ground.unheld == pytest.approx({"unknown": SQUARE_KM2 * 1.5}, rel=1e-5)


def test_ground_adds_up_on_every_day_and_over_the_governorates(advance):
    for day in (1, 2, 3):
        figures = through(advance, 1, day).figures
        assert figures.ground.total == pytest.approx(2 * SQUARE_KM2, rel=1e-6)
        inside = advance.control.snapshot(january(day), None).cells.pieces.groupby("adm1_pcode")["area_km2"].sum()
        assert inside.to_dict() == pytest.approx({"XX01": SQUARE_KM2, "XX02": SQUARE_KM2}, rel=1e-6)


def test_areas_cover_the_country_once_and_name_the_places_in_them(advance):
    areas = through(advance, 1, 3).areas.set_index("controller")
    assert areas["place_ids"].to_dict() == {"RED": ("middle", "west"), "BLUE": ("east",)}
    assert shapely.coverage_is_valid(areas.geometry.to_numpy())
    assert areas["area_km2"].sum() == pytest.approx(2 * SQUARE_KM2, rel=1e-6)
    assert not areas["inferred_km2"].any()
    assert set(areas["sureness"]) == {"sure"}


def test_the_front_is_where_the_drawn_area_meets_the_rest_and_not_the_border(advance):
    found = through(advance, 1, 3)
    assert found.figures.front_line_km_at_from == pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)
    (line,) = found.front_lines.itertuples()
    assert (line.one, line.other) == ("BLUE", "RED")
    assert line.geometry.bounds == pytest.approx((1.1, 0, 1.1, 1))
    assert line.length_km == pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)


def test_ground_nobody_holds_has_no_front(tmp_path):
    assert through(drawn_theatre(tmp_path, {1: [("RED", HALF)]}), 1, 1).front_lines.empty


def test_a_place_is_held_by_who_is_drawn_on_it(advance):
    states = through(advance, 1, 1).states
    assert (states["west"].controller, states["west"].status, states["west"].rule) == (
        "RED",
        Status.CONTROLLED,
        Rule.DRAWN,
    )
    assert (states["east"].controller, states["east"].rule) == ("BLUE", Rule.NOT_DRAWN)


def test_a_place_tells_when_it_changed_hands(advance):
    state = explain(advance, "middle", january(5)).state
    assert (state.status, state.rule) == (Status.UNKNOWN, Rule.NOT_DRAWN)  # the history ends on the 3rd
    story = place_numbers(advance, "middle", january(3))
    assert [(entry["from"], entry["holder"], entry["rule"]) for entry in story["history"]] == [
        ("2025-01-01", "BLUE", "not-drawn"),
        ("2025-01-03", "RED", "drawn"),
    ]


def test_what_was_known_when_makes_no_difference_and_that_is_said(advance):
    plain, late = through(advance, 1, 3), through(advance, 1, 3, known_by=date(2025, 1, 2))
    assert plain.figures.ground == late.figures.ground
    assert situation_numbers(late)["history"]["known_by"].startswith("ignored")


def test_a_history_decides_over_reports_in_the_same_theatre(tmp_path):
    theatre = drawn_theatre(
        tmp_path, {1: [("RED", WHOLE_WEST)]}, places=PLACES, reports=[row("west", "BLUE", "2025-01-01")]
    )
    assert through(theatre, 1, 1).states["west"].controller == "RED"


def test_the_theatre_spans_its_history_and_outside_it_nothing_is_known(tmp_path):
    theatre = drawn_theatre(tmp_path, {10: [("RED", HALF)]}, rest="BLUE")
    assert (theatre.start, theatre.end) == (january(1), january(31))
    assert through(theatre, 9, 11).figures.ground_at_from.held == {}
    assert through(theatre, 9, 11).figures.ground.held == {}
    assert through(theatre, 9, 10).figures.ground.held.keys() == {"BLUE", "RED"}
    assert through(theatre, 9, 10).change.transitions == pytest.approx(
        {("unknown", "BLUE"): SQUARE_KM2 * 1.5, ("unknown", "RED"): SQUARE_KM2 / 2}, rel=1e-5
    )


def test_ground_drawn_for_two_factions_is_disputed_between_them(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 1, 1)), ("BLUE", rectangle(0.5, 0, 1.5, 1))]})
    found = through(theatre, 1, 1)
    assert found.figures.ground.held == pytest.approx({"RED": SQUARE_KM2 / 2, "BLUE": SQUARE_KM2 / 2}, rel=1e-5)
    assert found.figures.ground.unheld == pytest.approx(
        {"disputed": SQUARE_KM2 / 2, "unknown": SQUARE_KM2 / 2}, rel=1e-5
    )
    (disputed,) = found.areas[found.areas["status"] == "disputed"].itertuples()
    assert disputed.parties == ("BLUE", "RED")


def test_two_tracings_of_one_border_leave_the_front_whole(tmp_path):
    """RED and BLUE overlap by 0.001°, 111 m: no dispute, and the front runs along the border."""
    days = {1: [("RED", rectangle(1, 0, 2, 1)), ("BLUE", rectangle(0, 0, 1.001, 1))]}
    found = through(drawn_theatre(tmp_path, days), 1, 1)
    assert set(found.areas["status"]) == {"controlled"}
    assert found.figures.front_line_km == pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)


# Change --------------------------------------------------------------------------------------------------------------


def test_change_is_what_was_drawn_anew_by_governorate_with_the_places_that_flipped(advance):
    numbers = change_numbers(through(advance, 1, 3))
    assert numbers["transitions_km2"] == {"BLUE": {"RED": pytest.approx(SQUARE_KM2 * 0.6, abs=0.1)}}
    assert {pcode: part["transitions_km2"] for pcode, part in numbers["by_governorate"].items()} == {
        "XX01": {"BLUE": {"RED": pytest.approx(SQUARE_KM2 / 2, abs=0.1)}},
        "XX02": {"BLUE": {"RED": pytest.approx(SQUARE_KM2 / 10, abs=0.1)}},
    }
    assert [flip["place"] for flip in numbers["places_flipped"]] == ["Middle"]
    assert (numbers["sliver_km2"], numbers["inferred_km2"]) == (0, 0)
    assert numbers["front_line"]["moved_median_km"] == pytest.approx(66.8, abs=0.1)


def test_an_area_and_a_faction_keep_their_part_of_the_change(advance):
    assert through(advance, 1, 3, area="west").change.gross_gain == pytest.approx({"RED": SQUARE_KM2 / 2}, rel=1e-5)
    assert through(advance, 1, 3, area="west").change.places == ("middle",)
    assert through(advance, 1, 3, factions=frozenset({"GREEN"})).change.transitions == {}
    assert through(advance, 1, 3, factions=frozenset({"GREEN"})).change.places == ()


def test_a_line_traced_anew_is_a_sliver_and_no_gain(tmp_path):
    """The edge moves by 0.002°, 223 m: too narrow for a disc of 150 m radius. 1/500 of a square, 24.6 km²."""
    theatre = drawn_theatre(tmp_path, {1: [("RED", HALF)], 2: [("RED", rectangle(0, 0, 0.502, 1))]}, rest="BLUE")
    moved = through(theatre, 1, 2).change
    assert (moved.transitions, moved.gross_gain, moved.places) == ({}, {}, ())
    assert moved.sliver_km2 == pytest.approx(SQUARE_KM2 / 500, rel=1e-4)


def test_a_strip_that_holds_the_disc_is_a_gain_with_all_its_corners(tmp_path):
    """The edge moves by 0.004°, 445 m: wider than 300 m, so all of it counts and nothing of it is a sliver."""
    theatre = drawn_theatre(tmp_path, {1: [("RED", HALF)], 2: [("RED", rectangle(0, 0, 0.504, 1))]}, rest="BLUE")
    moved = through(theatre, 1, 2).change
    assert moved.gross_gain == pytest.approx({"RED": SQUARE_KM2 / 250}, rel=1e-4)
    assert moved.sliver_km2 == pytest.approx(0, abs=1e-3)


def test_a_real_gain_beside_a_line_traced_anew_is_told_from_it(tmp_path):
    """An advance of 0.2° over half the line, the other half traced 0.001° further."""
    ring = [[0, 0], [0.7, 0], [0.7, 0.5], [0.501, 0.5], [0.501, 1], [0, 1], [0, 0]]
    after = {"type": "Polygon", "coordinates": [ring]}
    theatre = drawn_theatre(tmp_path, {1: [("RED", HALF)], 2: [("RED", after)]}, rest="BLUE")
    moved = through(theatre, 1, 2).change
    assert moved.gross_gain["RED"] == pytest.approx(SQUARE_KM2 / 10, rel=1e-4)
    assert moved.sliver_km2 == pytest.approx(SQUARE_KM2 / 2000, rel=1e-3)


TENTHS = some.integers(0, 20).map(lambda tenth: tenth / 10)


@some.composite
def pictures(draw):
    """Up to three rectangles of two factions, on a grid of a tenth of a degree, sometimes a hair off it."""
    found = []
    for faction in draw(some.lists(some.sampled_from(["RED", "GREEN"]), max_size=3, unique=True)):
        west, south = draw(TENTHS), draw(TENTHS) / 2
        hair = draw(some.sampled_from([0.0, 0.0005]))
        found.append((faction, shapely.box(west + hair, south, west + 0.7, south + 0.4)))
    return dict(found)


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    theatre = read_theatre(write_theatre(tmp_path_factory.mktemp("ground") / "t"))
    return ground_of(theatre.governorates, theatre.extent)


def table(then, now, ground) -> dict[tuple[str, str, str], tuple[float, float]]:
    return {
        (r.before, r.after, r.adm1_pcode): (r.area_km2, r.sliver_km2) for r in overlay_transitions(then, now, ground)
    }


def held(drawn, ground) -> dict[str, float]:
    return {name: float(ground.km2_of(shape).sum()) for name, shape in drawn.standings.items()}


@given(pictures(), pictures())
@settings(deadline=None, max_examples=60)
def test_swapping_the_days_swaps_the_table(ground, one, other):
    then, now = (drawing_of(picture, "BLUE", ground.plane) for picture in (one, other))
    back = {(after, before, pcode): km2 for (before, after, pcode), km2 in table(now, then, ground).items()}
    forth = table(then, now, ground)
    assert forth.keys() == back.keys()
    for key, km2 in forth.items():
        assert km2 == pytest.approx(back[key], rel=1e-6, abs=1e-6)


@given(pictures(), pictures(), pictures())
@settings(deadline=None, max_examples=60)
def test_gains_losses_and_slivers_are_the_difference_and_steps_compose(ground, one, two, three):
    days = [drawing_of(picture, "BLUE", ground.plane) for picture in (one, two, three)]
    steps = [table(days[0], days[1], ground), table(days[1], days[2], ground)]
    leap = table(days[0], days[2], ground)
    first, last = held(days[0], ground), held(days[2], ground)
    for name in {"RED", "GREEN", "disputed"}:
        grown = last.get(name, 0.0) - first.get(name, 0.0)
        assert net(leap, name) == pytest.approx(grown, rel=1e-6, abs=1e-6)
        assert sum(net(step, name) for step in steps) == pytest.approx(grown, rel=1e-6, abs=1e-6)


def net(moves: dict[tuple[str, str, str], tuple[float, float]], name: str) -> float:
    gained = sum(sum(km2) for (_, after, _), km2 in moves.items() if after == name)
    return gained - sum(sum(km2) for (before, _, _), km2 in moves.items() if before == name)


# The whole in numbers ------------------------------------------------------------------------------------------------


def test_the_series_is_what_each_day_shows(advance):
    series = history_series(advance.history, advance.governorates, advance.extent, advance.factions)
    by_day = km2_by_day(series)
    assert list(by_day.index.date) == [january(1), january(2), january(3)]
    for day in (1, 2, 3):
        shown = through(advance, 1, day).figures.ground.held
        assert by_day.loc[f"{january(day)}"].to_dict() == pytest.approx(dict(shown), rel=1e-6)
    assert set(series.change["day"]) == {january(3)}
    assert series.change["area_km2"].sum() == pytest.approx(SQUARE_KM2 * 0.6, rel=1e-5)
    west = km2_by_day(series, frozenset({"XX01"}))
    assert west.loc["2025-01-03"].to_dict() == pytest.approx({"RED": SQUARE_KM2, "BLUE": 0.0}, rel=1e-5)


@pytest.mark.parametrize("area", ["both", "west"])
@pytest.mark.parametrize("factions", [frozenset(), frozenset({"RED"})])
def test_the_charts_of_a_history_show_what_each_day_shows(advance, area, factions):
    filters = replace(advance.everything, start=january(1), end=january(5), area=area, factions=factions)
    by_day, front = ground_by_day(advance, filters), front_by_day(advance, filters)
    for day in range(1, 6):
        rows = by_day[by_day["day"] == f"{january(day)}"]
        figures = through(advance, day, day, area=area, factions=factions).figures
        shown = {**figures.ground.held, **figures.ground.unheld}
        assert dict(zip(rows["standing"], rows["km2"], strict=True)) == pytest.approx(shown, rel=1e-6)
        assert front.loc[f"{january(day)}"].to_dict() == pytest.approx(
            {("BLUE", "RED"): figures.front_line_km}, abs=1e-6
        )


def test_the_shares_about_a_place_follow_what_is_drawn(advance):
    """Around 0.5° E the line of the first two days halves the disc; then all of it is RED's; then nothing is known."""
    filters = replace(advance.everything, start=january(1), end=january(4))
    shares = share_around(advance, shapely.Point(0.5, 0.5), filters, radius_km=25)
    assert shares.groupby("day")["share"].sum().to_numpy() == pytest.approx(1.0)
    red = shares[shares["standing"] == "RED"].set_index("day")["share"]
    assert red.to_numpy() == pytest.approx([0.5, 0.5, 1.0], abs=1e-3)
    assert set(shares.loc[shares["day"] == "2025-01-04", "standing"]) == {"unknown"}
    assert share_around(advance, shapely.Point(9, 9), filters, radius_km=25).empty


def test_nothing_in_a_history_was_corrected_by_later_knowledge(advance):
    assert corrections(advance, january(3), known_by=january(1)).empty


@pytest.mark.thorough
def test_two_processes_say_what_one_says(tmp_path):
    days = {day: [("RED", rectangle(0, 0, 0.5 + day / 50, 1))] for day in range(1, 24)}
    theatre = drawn_theatre(tmp_path, days, rest="BLUE")
    one, two = (
        history_series(theatre.history, theatre.governorates, theatre.extent, theatre.factions, workers=workers)
        for workers in (1, 2)
    )
    assert one.km2.equals(two.km2)
    assert one.change.equals(two.change)
    assert one.front.equals(two.front)
    assert len(one.change["day"].unique()) == 22
