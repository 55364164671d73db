"""A theatre through filters: one clock, one area, figures that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.analysis.evidence import explain
from geo.analysis.situation import select
from geo.common.errors import FilterError
from geo.events.strike_kinds import STRIKE_KIND_NAMES
from geo.query.filters import Filters
from geo.theatre.loader import read_theatre
from tests.worlds import crossing, event, january, row, status, theatre_of, write_theatre


@pytest.fixture
def january_war(tmp_path):
    """RED loses the east to BLUE on the 10th; the news comes out on the 12th."""
    return theatre_of(
        tmp_path,
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", published_on="2025-01-12", report_id="the-capture"),
        ],
        events=[
            event("battle", "2025-01-05"),
            event("strike", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence",
                  sub_event_type="Air/drone strike", factions=["RED"], adm1_pcode="XX02"),
            event("week", "2025-01-10", time_precision=2),
            event("total", "2025-01-10", count_as="aggregate"),
        ],
        crossings=[
            crossing("gate", 0.2, 0.0, status("closed", "2025-01-01", "2025-01-09", "BLUE"),
                     status("open", "2025-01-10", "2025-01-31", "BLUE", published_on="2025-01-11")),
        ],
    )  # fmt: skip


def through(theatre, first: int = 1, last: int = 31, **more):
    return select(theatre, replace(theatre.everything, start=january(first), end=january(last), **more))


def test_control_is_as_of_the_last_day_and_change_counts_from_the_first(january_war):
    figures = through(january_war, 5, 10).figures
    assert figures.ground.held == pytest.approx({"BLUE": 24_618}, rel=1e-3)
    assert figures.ground_at_from.held == pytest.approx({"BLUE": 12_309, "RED": 12_309}, rel=1e-3)
    assert (figures.front_line_km, figures.front_line_km_at_from) == (0, pytest.approx(110.57, abs=0.1))


def test_the_day_before_the_capture_is_as_it_was(january_war):
    assert set(through(january_war, 1, 9).figures.ground.held) == {"BLUE", "RED"}


@pytest.mark.thorough
def test_ground_adds_up_to_the_area_whatever_the_day(january_war):
    totals = {round(through(january_war, 1, day).figures.ground.total, 6) for day in range(1, 32)}
    assert len(totals) == 1


def test_the_parts_add_up_to_the_whole(january_war):
    whole = through(january_war).figures.ground.total
    assert through(january_war, area="west").figures.ground.total == pytest.approx(whole / 2, rel=1e-6)


def test_totals_are_shown_and_not_counted(january_war):
    situation = through(january_war)
    assert "total" in situation.events.index
    assert (situation.figures.certain, situation.figures.possible) == (3, 0)


def test_a_vague_event_is_possible_where_the_range_cuts_it(january_war):
    assert (through(january_war, 10, 10).figures.certain, through(january_war, 10, 10).figures.possible) == (
        1,
        1,
    )


def test_inferred_ground_is_part_of_what_is_held_and_of_what_nobody_holds(tmp_path):
    """Known is 15 km about the west's point, 707 km2; the rest of the west is BLUE's and inferred, the east unknown."""
    folder = write_theatre(tmp_path / "t", reports=[row("west", "BLUE", "2025-01-01", scope="baseline")])
    settings = folder / "theatre.toml"
    settings.write_text(settings.read_text().replace("inferred_beyond_km = 1000", ""))
    theatre = read_theatre(folder)
    ground = through(theatre).figures.ground
    assert ground.inferred == pytest.approx({"BLUE": 12_309 - 706.9, "unknown": 12_309}, rel=1e-3)
    assert (ground.held["BLUE"], ground.total) == pytest.approx((12_309, 24_618), rel=1e-3)
    assert set(through(theatre, factions=frozenset({"RED"})).figures.ground.inferred) == {"unknown"}


def test_where_every_place_has_a_report_near_it_nothing_is_inferred(january_war):
    assert through(january_war).figures.ground.inferred == {}


def test_strikes_are_counted_among_the_incidents(january_war):
    assert through(january_war).figures.strikes == {"certain": 1, "possible": 0}


def test_strikes_only(january_war):
    assert list(through(january_war, strikes_only=True).events.index) == ["strike"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"event_types": frozenset({"Battles"})}, {"battle", "week", "total"}),
        ({"factions": frozenset({"RED"})}, {"strike"}),
        ({"area": "west"}, {"battle", "week", "total"}),
        ({"known_by": date(2025, 1, 6)}, {"battle"}),
    ],
)
def test_each_filter_keeps_only_what_it_names(january_war, question, found):
    assert set(through(january_war, **question).events.index) == found


@pytest.fixture
def strikes(tmp_path):
    """One event of each kind of strike, one of which it is not told, and a battle; what of casualties each tells."""
    air, shelling = (
        {"event_type": "Explosions/Remote violence", "sub_event_type": kind}
        for kind in ("Air/drone strike", "Shelling/artillery/missile attack")
    )
    return theatre_of(
        tmp_path,
        events=[
            event("jet", "2025-01-05", **air, summary="Warplanes bombed it.", fatalities_best=2),
            event("uav", "2025-01-05", **air, summary="A drone hit a car.", injured=1),
            event("untold", "2025-01-05", **air, summary="A strike hit it.", fatalities_best=0),
            event("mortar", "2025-01-05", **shelling, summary="Mortars hit it."),
            event("rocket", "2025-01-05", **shelling, summary="A rocket hit it.", fatalities_low=0, fatalities_high=3),
            event("battle", "2025-01-05", summary="Drones were used.", civilians_killed=1),
        ],
    )


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ({"strike_kinds": frozenset({"air"})}, {"jet", "untold"}),
        ({"strike_kinds": frozenset({"drone"})}, {"uav", "untold"}),
        ({"strike_kinds": frozenset({"artillery"})}, {"mortar"}),
        ({"strike_kinds": frozenset({"drone", "missile"})}, {"uav", "untold", "rocket"}),
        ({"casualties_only": True}, {"jet", "uav", "rocket", "battle"}),
        ({"casualties_only": True, "strike_kinds": frozenset({"air"})}, {"jet"}),
    ],
)
def test_strikes_are_told_apart_by_what_they_were_made_with_and_whom_they_hurt(strikes, question, found):
    assert set(through(strikes, **question).events.index) == found


def test_the_strikes_of_every_kind_together_are_the_strikes(strikes):
    every = through(strikes, strike_kinds=frozenset(STRIKE_KIND_NAMES))
    assert list(every.events.index) == list(through(strikes, strikes_only=True).events.index)


def test_only_switches_that_leave_out_something_are_offered(strikes):
    assert strikes.switches_with_effect == {"strikes_only", "casualties_only"}, "no event is told twice"


def test_a_faction_filter_keeps_its_ground_and_its_front(january_war):
    situation = through(january_war, 1, 9, factions=frozenset({"RED"}))
    assert list(situation.areas["controller"]) == ["RED"]
    assert set(situation.figures.ground.held) == {"RED"}
    assert len(situation.front_lines) == 1
    assert through(january_war, 1, 9, factions=frozenset({"GREEN"})).front_lines.empty


@pytest.mark.parametrize(
    ("factions", "told"), [([], ["taken", "shut"]), (["RED"], ["taken"]), (["BLUE"], ["taken", "shut"])]
)
def test_a_crossing_that_passes_from_one_to_another_is_told_of_both(tmp_path, factions, told):
    theatre = theatre_of(
        tmp_path,
        events=[],
        crossings=[
            crossing("taken", 0.2, 0.0, status("open", "2025-01-01", "2025-01-09", "RED"),
                     status("open", "2025-01-10", "2025-01-31", "BLUE")),
            crossing("shut", 0.4, 0.0, status("open", "2025-01-01", "2025-01-09", "BLUE"),
                     status("closed", "2025-01-10", "2025-01-31", "BLUE")),
            crossing("same", 0.6, 0.0, status("open", "2025-01-01", "2025-01-31", "RED")),
        ],
    )  # fmt: skip
    flipped = through(theatre, 1, 10, factions=frozenset(factions)).crossings_flipped
    assert list(flipped.index) == told
    assert tuple(flipped.loc["taken", ["controllers_before", "controllers"]]) == (("RED",), ("BLUE",))


def test_what_was_not_yet_published_was_not_known(january_war):
    assert through(january_war, 1, 10, known_by=january(11)).figures.ground.held.keys() == {"BLUE", "RED"}
    assert through(january_war, 1, 10, known_by=january(12)).figures.ground.held.keys() == {"BLUE"}


def test_crossings_are_as_of_the_last_day(january_war):
    assert through(january_war, 1, 9).figures.crossings == {"closed": 1}
    assert through(january_war, 1, 10).figures.crossings == {"open": 1}
    assert through(january_war, 1, 10, known_by=january(10)).figures.crossings == {"unknown": 1}


def test_an_undated_status_counts_as_known_only_where_it_is_the_state_on_the_first_day(january_war):
    assert through(january_war, 1, 9, known_by=january(2)).figures.crossings == {"closed": 1}


def test_a_crossing_belongs_to_the_nearest_governorate(january_war):
    assert len(through(january_war, area="west").crossings) == 1


def test_evidence_names_the_reports_that_coloured_the_ground(january_war):
    evidence = explain(january_war, "east", january(10))
    assert list(evidence.decisive["report_id"]) == ["the-capture"]
    assert len(evidence.earlier) == 1
    before = explain(january_war, "east", january(9))
    assert (list(before.decisive["controller"]), before.later) == (["RED"], 1)


def test_every_report_about_a_place_is_accounted_for(january_war):
    evidence = explain(january_war, "east", january(31), known_by=january(11))
    shown = sum(map(len, (evidence.decisive, evidence.outweighed, evidence.earlier, evidence.without_effect)))
    assert shown + evidence.later == 2
    assert list(evidence.without_effect["report_id"]) == ["the-capture"]


@pytest.mark.parametrize("wrong", [{"area": "mars"}, {"factions": frozenset({"X"})}, {"event_types": frozenset({"X"})}])
def test_a_question_the_theatre_cannot_answer_is_refused_with_what_it_could(january_war, wrong):
    with pytest.raises(FilterError, match="Use one of"):
        through(january_war, **wrong)


def test_a_range_cannot_run_backwards():
    with pytest.raises(FilterError, match="before it starts"):
        Filters(start=january(2), end=january(1), area="both")


def test_nothing_was_known_before_the_first_day(january_war):
    with pytest.raises(FilterError, match="from 2025-01-01 on"):
        through(january_war, known_by=date(2024, 12, 31))


def test_a_day_the_theatre_does_not_cover_is_refused(january_war):
    with pytest.raises(FilterError, match="from 2025-01-01 to 2025-01-31"):
        select(january_war, replace(january_war.everything, end=date(2025, 2, 1)))


def test_an_event_that_two_sources_tell_of_is_counted_once_only_when_that_is_asked_for(tmp_path):
    theatre = theatre_of(tmp_path / "t", events=[event("a", "2025-01-02"), event("b", "2025-01-02", origin="other")])
    asked = replace(theatre.everything, count_once=True)
    assert select(theatre, theatre.everything).figures.certain == 2
    assert select(theatre, asked).figures.certain == 1
    assert list(select(theatre, asked).events.index) == ["a"]
