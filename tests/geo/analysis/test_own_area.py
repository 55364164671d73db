"""The figures of an area that its reader draws: the same notion as of a named area, cut along an outline."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import select
from geo.analysis.summary import change_numbers, situation_numbers
from geo.analysis.time_series import front_by_day, ground_by_day
from geo.analysis.unit_statistics import unit_figures
from geo.control.change import Change
from geo.theatre.loader import read_theatre
from tests.worlds import CLIPPED, crossing, drawn_theatre, event, january, place, rectangle, row, status, theatre_of

WEST = "0,0~0,1~1,1~1,0"
"""The western governorate, corner by corner."""
SOUTH, NORTH = "0,0~0,2~0.5,2~0.5,0", "0.5,0~0.5,2~1,2~1,0"
SLANTED = ("0,0~0,1.3~1,0.6~1,0", "0,1.3~0,2~1,2~1,0.6")
"""Two areas that share a side across everything."""
WHOLE = "0,0~0,2~1,2~1,0"


@pytest.fixture
def war(tmp_path):
    """RED loses a town of the west and, for a while, one of the east."""
    return theatre_of(
        tmp_path,
        places=[
            place("west", 0.5, 0.25),
            place("hill", 0.5, 0.75),
            place("east", 1.5, 0.25),
            place("ridge", 1.5, 0.75, adm1_pcode="XX02"),
        ],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("hill", "RED", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("ridge", "RED", "2025-01-01", scope="baseline"),
            row("hill", "BLUE", "2025-01-10"),
            row("east", "BLUE", "2025-01-05"),
            row("east", "RED", "2025-01-20", held="claimed", asserter_faction="RED"),
        ],
        events=[
            event("plain", "2025-01-05", 0.5, 0.25, fatalities_low=1, fatalities_best=2, fatalities_high=3),
            event("height", "2025-01-06", 0.6, 0.8),
            event("far", "2025-01-07", 1.7, 0.6, adm1_pcode="XX02"),
            event("week", "2025-01-30", 0.2, 0.9, time_precision=2),
            event("foreign", "2025-01-08", 0.5, 0.5, country="Elsewhere"),
        ],
        crossings=[crossing("gate", 0.2, 0.1, status("open", "2025-01-01", "2025-01-31", "BLUE"))],
    )


def through(theatre, area: str, first: int = 1, last: int = 31):
    return select(theatre, replace(theatre.everything, start=january(first), end=january(last), area=area))


def told(numbers: dict) -> dict:
    """All that is said of an area but what it is called."""
    return {key: value for key, value in numbers.items() if key != "area"}


@pytest.mark.parametrize("last", [7, 15, 31])
def test_an_outline_around_a_governorate_has_the_figures_of_the_area_of_that_governorate(war, last):
    drawn, named = through(war, WEST, last=last), through(war, "west", last=last)
    assert told(situation_numbers(drawn)) == told(situation_numbers(named))
    assert told(change_numbers(drawn)) == told(change_numbers(named))
    assert drawn.change.transitions == pytest.approx(named.change.transitions)
    assert list(drawn.events["event_id"]) == list(named.events["event_id"])
    assert drawn.places_flipped == named.places_flipped


def test_a_named_area_that_is_clipped_tells_what_lies_inside_its_bounds_as_a_drawn_one_does(war, tmp_path):
    with (tmp_path / "theatre.toml").open("a", encoding="utf-8") as settings:
        settings.write(CLIPPED)
    clipped = read_theatre(tmp_path)
    named, drawn = through(clipped, "south"), through(clipped, SOUTH)
    assert (named.area.key, named.area.is_whole) == ("south", False)
    assert told(situation_numbers(named)) == told(situation_numbers(drawn))
    assert told(change_numbers(named)) == told(change_numbers(drawn))
    assert list(named.events["event_id"]) == list(drawn.events["event_id"]) == ["plain"]


@pytest.mark.parametrize("halves", [(SOUTH, NORTH), SLANTED, (WEST, "0,1~0,2~1,2~1,1")])
def test_what_two_halves_tell_adds_up_to_the_whole(war, halves):
    whole, parts = through(war, WHOLE), [through(war, half) for half in halves]

    def added(figure) -> dict:
        sums: dict = {}
        for part in parts:
            for key, value in figure(part).items():
                sums[key] = sums.get(key, 0) + value
        return sums

    for figure in (
        lambda found: {"certain": found.figures.certain, "possible": found.figures.possible},
        lambda found: {"killed": found.figures.fatalities.best, "high": found.figures.fatalities.high},
        lambda found: found.figures.ground.held,
        lambda found: found.figures.ground.claimed,
        lambda found: found.figures.ground_at_from.held,
        lambda found: found.change.transitions,
        lambda found: dict.fromkeys(found.places_flipped, 1),
        lambda found: found.figures.crossings,
    ):
        assert added(figure) == pytest.approx(figure(whole), rel=1e-9)
    assert whole.figures.ground.total == pytest.approx(through(war, "both").figures.ground.total)


def test_it_holds_what_lies_in_it_and_the_map_shows_the_rest_too(war):
    found = through(war, "0,0~0,1~0.4,1~0.4,0")
    assert list(found.events["event_id"]) == ["plain"]
    assert {"height", "far"} <= set(found.filtered_outside.frame["event_id"])
    assert found.places_flipped == ()
    assert set(found.figures.ground.held) == {"BLUE"}
    assert found.figures.ground.held["BLUE"] == pytest.approx(0.4 * 12_309, rel=1e-3)
    assert len(found.states) == 4
    assert found.area.bounds == (0.0, 0.0, 1.0, 0.4)


def test_the_front_line_is_the_part_inside(war):
    both = through(war, WHOLE, last=7).figures.front_km_by_pair["BLUE", "RED"]
    first, second = (through(war, half, last=7).figures.front_km_by_pair["BLUE", "RED"] for half in SLANTED)
    assert first + second == pytest.approx(both, rel=1e-6)
    assert 0 < second < both
    assert through(war, "0.6,0~0.6,0.5~1,0.5~1,0", last=7).figures.front_km_by_pair == {}


def test_an_event_known_to_a_governorate_only_is_possible_in_an_area_that_holds_a_part_of_it(tmp_path):
    theatre = theatre_of(
        tmp_path,
        events=[
            event("somewhere", "2025-01-05", 0.5, 0.5, geo_precision=3, uncertainty_km=60),
            event("town", "2025-01-05", 0.5, 0.5),
            event("country", "2025-01-05", 0.5, 0.5, geo_precision=3, uncertainty_km=200, adm1_pcode=""),
        ],
    )
    for area, certain, possible in (
        (WEST, {"somewhere", "town"}, set()),
        ("0.4,0.4~0.4,0.6~0.6,0.6~0.6,0.4", {"town"}, {"somewhere"}),
        ("0.1,0.1~0.1,0.2~0.2,0.2~0.2,0.1", set(), {"somewhere"}),
        ("0,1~0,2~1,2~1,1", set(), set()),
    ):
        found = through(theatre, area).events
        assert set(found.index[found["membership"] == "certain"]) == certain
        assert set(found.index[found["membership"] == "possible"]) == possible


def test_every_day_of_the_charts_tells_what_the_situation_of_that_day_tells(war):
    filters = through(war, SLANTED[0]).filters
    ground, front = ground_by_day(war, filters), front_by_day(war, filters)
    for day in (3, 7, 15, 31):
        figures = through(war, SLANTED[0], last=day).figures
        on = ground[ground["day"] == f"{january(day)}"].set_index("standing")["km2"]
        assert on["BLUE"] == pytest.approx(figures.ground.held["BLUE"] + figures.ground.claimed.get("BLUE", 0))
        assert front.loc[f"{january(day)}"].sum() == pytest.approx(figures.front_line_km)


def test_the_rows_by_unit_are_those_it_touches_and_add_up_to_it(war):
    found = through(war, SLANTED[0])
    rows = unit_figures(found, war.divisions[0])
    assert [row.code for row in rows] == ["XX01", "XX02"]
    assert sum(sum(row.ground.values()) for row in rows) == pytest.approx(found.figures.ground.total)
    assert [row.code for row in unit_figures(through(war, WEST), war.divisions[0])] == ["XX01"]


@pytest.fixture
def drawn_war(tmp_path):
    """Ground drawn for BLUE grows eastward; RED holds the rest."""
    return drawn_theatre(
        tmp_path,
        {
            1: [("BLUE", rectangle(0, 0, 0.5, 1))],
            2: [("BLUE", rectangle(0, 0, 0.8, 1))],
            3: [("BLUE", rectangle(0, 0, 1.6, 1))],
        },
        rest="RED",
        places=[place("west", 0.7, 0.3, adm1_pcode="XX01"), place("east", 1.5, 0.7, adm1_pcode="XX02")],
    )


def test_control_drawn_elsewhere_is_cut_along_the_outline_too(drawn_war):
    def asked(area: str):
        return through(drawn_war, area, 1, 3)

    drawn, named = asked(WEST), asked("west")
    assert drawn.figures.ground.held == pytest.approx(named.figures.ground.held)
    assert drawn.change.transitions == pytest.approx(named.change.transitions)
    assert drawn.places_flipped == named.places_flipped == ("west",)
    whole, parts = asked(WHOLE), [asked(half) for half in SLANTED]
    for figure in (lambda found: found.change.transitions, lambda found: found.figures.ground.held):
        (key,) = {key for key in figure(whole) if key in (("RED", "BLUE"), "BLUE")}
        assert sum(figure(part).get(key, 0) for part in parts) == pytest.approx(figure(whole)[key])
    for area, last in ((WEST, 2), (SLANTED[1], 3)):
        filters = through(drawn_war, area, 1, 3).filters
        by_day = ground_by_day(drawn_war, filters)
        figures = through(drawn_war, area, 1, last).figures
        on = by_day[by_day["day"] == f"{january(last)}"].set_index("standing")["km2"]
        assert on.to_dict() == pytest.approx(figures.ground.held, rel=1e-6)
        assert front_by_day(drawn_war, filters).loc[f"{january(last)}"].sum() == pytest.approx(figures.front_line_km)


def test_a_change_that_is_cut_is_drawn_within_its_outline(war):
    found = through(war, SLANTED[0])
    moved: Change = found.change
    assert found.area.outline.buffer(1e-6).covers(moved.ground.union_all())
    assert moved.ground["area_km2"].sum() == pytest.approx(sum(moved.transitions.values()))
