"""The shipped theatre's ground: the faults that were named of 8 December, and what the rule scores, by one setting."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from geo.analysis.evidence import explain
from geo.analysis.situation import select
from geo.control.state_history import states_on
from geo.registry.gazetteer import find_place
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from info.details import Items
from info.place import place_details
from scripts.ground_without_pages import unpaged
from scripts.measure_ground import TOTALS, Agreement, World, agreement, harmonic, totals
from tests.suites import first_quick

DATA = Path(__file__).parent.parent / "data"
LAST = date(2024, 12, 8)


@pytest.fixture(scope="module")
def syria():
    return read_theatre(DATA)


@pytest.fixture(scope="module")
def world(syria):
    return World(syria, syria.reported.course(None))


@pytest.fixture(scope="module")
def answers(world):
    return {day: harmonic(world, day) for day in world.days}


def state(world, name: str, day: date = LAST):
    found = find_place(world.theatre.places, name)
    return states_on(world.course.history, [found], day)[found]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "holder"),
    first_quick(
        [
            ("Aleppo - Jamiliyah", "HTS"),
            ("Aleppo - Salah al-Din", "HTS"),
            ("As-Safirah", "SNA"),
            ("Nawa", "SOR"),
            ("Tafas", "SOR"),
            ("Da'il", "SOR"),
            ("Khirbat Ghazalah", "SOR"),
            ("Al Jizah", "SOR"),
            ("Nimr", "SOR"),
            ("Harasta", "SOR"),
            ("Hmeimim air base", "RUSSIA"),
            ("Tartus port (Russian naval facility)", "RUSSIA"),
            ("Maskanah", "SDF"),
            ("Abu Kamal", "SDF"),
            ("As-Sukhnah", "SFA"),
            ("Al-Qaryatayn", "SFA"),
        ],
        parameters=2,
    ),
)
def test_what_was_contested_or_wrong_on_8_december_has_its_holder(world, name, holder):
    assert state(world, name).controller == holder
    assert world.course.verdicts(LAST)[find_place(world.theatre.places, name)].holder == holder


def test_ithriya_is_taken_on_the_6th_and_not_on_the_1st(world):
    assert [state(world, "Ithriya", date(2024, 12, day)).controller for day in (1, 5, 6)] == ["GOV", "GOV", "HTS"]


@pytest.mark.parametrize("name", ["Kobani (Ayn al-Arab)", "Qamishli", "Al-Hasakah", "Tall Tamr", "'Ayn 'Isa"])
def test_the_government_no_longer_stands_beside_the_sdf_where_it_was_reported_gone(world, name):
    assert "GOV" in state(world, name, date(2024, 12, 1)).parties
    assert "GOV" not in state(world, name).parties


def test_the_government_stands_beside_others_on_little_ground_on_8_december(world):
    states = zip(world.course.states(LAST), world.km2, strict=True)
    shared = sum(km2 for one, km2 in states if one.status is Status.SHARED and "GOV" in one.parties[1:])
    assert shared < 300


def test_ground_is_contested_on_8_december_only_where_reports_of_that_day_say_so_and_between_two_parties(world):
    told = world.theatre.control.states(LAST, None).values()
    fought_over = [one for one in told if one.status in (Status.CONTESTED, Status.DISPUTED)]
    assert fought_over
    assert {one.since for one in fought_over} == {LAST}
    assert all(len(one.parties) > 1 for one in fought_over)


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["Katzrin", "Al Khushniyah", "Majdal Shams", "Ghajar", "Hispin"])
def test_the_golan_is_israels_on_every_day(world, name):
    place = find_place(world.theatre.places, name)
    held = {world.theatre.control.states(day, None)[place].controller for day in world.days}
    assert held == {"ISRAEL"}


@pytest.mark.thorough
def test_less_than_a_tenth_of_the_ground_of_8_december_rests_on_rows_without_a_page(world):
    assert unpaged(world, LAST).share < 0.1


def test_the_idlib_villages_that_reports_of_30_november_name_are_of_the_size_that_was_published(world, answers):
    """388 km2 in 25 localities; the rest of the governorate, which the army left that day, is not in that figure."""
    (idlib,) = (total for total in totals(TOTALS) if total.adm1_pcode)
    assert 0.7 <= idlib.of(world, answers, own=True) / idlib.km2 <= 1.4


def test_the_government_holds_nothing_on_8_december(world):
    """Kawkab north of Hama was the last: a state daily said on 1 December that the army held all villages there."""
    verdicts = world.course.verdicts(LAST)
    assert [place for place, verdict in verdicts.items() if verdict.holder == "GOV"] == []


def test_who_holds_most_of_a_governorate_on_8_december_is_told_by_dated_reports_from_there_with_a_page(world):
    theatre = world.theatre
    paged = theatre.reports[(theatre.reports["scope"] != "baseline") & (theatre.reports["source_url"] != "")]
    adm1 = theatre.places["adm1_pcode"]
    told = set(zip(paged["place_id"].map(adm1), paged["controller"], strict=True))
    verdicts = world.course.verdicts(LAST)
    km2 = defaultdict(float)
    for place, ground in zip(world.course.place_ids, world.km2, strict=True):
        if verdicts[place].holder:
            km2[adm1[place], verdicts[place].holder] += ground
    most = {code: max((held, who) for (of, who), held in km2.items() if of == code)[1] for code in set(adm1)}
    assert set(most.items()) - told == set()


@pytest.mark.thorough
def test_left_out_nine_places_in_ten_at_the_front_are_told_by_their_neighbours(world, answers):
    days = world.days[1:]
    fronts = {day: world.at_the_front(day) for day in days}
    front = sum((agreement(world, day, answers[day], fronts[day]) for day in days), Agreement())
    hinterland = sum((agreement(world, day, answers[day], ~fronts[day]) for day in days), Agreement())
    assert front.same / front.tested >= 0.90
    assert hinterland.same / hinterland.tested >= 0.95


def test_gains_of_the_first_days_and_the_first_week_are_of_the_size_that_was_published(world, answers):
    within = {total.day: total.of(world, answers) / total.km2 for total in totals(TOTALS) if len(total.holders) == 2}
    assert set(within) == {date(2024, 11, 27), date(2024, 11, 29), date(2024, 12, 3)}
    assert all(0.7 <= share <= 1.4 for share in within.values())


@pytest.mark.thorough
def test_a_click_on_a_village_without_a_report_names_what_pulls_it_and_its_reports(syria):
    """Oleis lies between Khanasir, taken back on 3 December, and the air base of Abu al-Duhur, taken on 30 November."""
    evidence = explain(syria, "C1073", date(2024, 12, 3))
    assert evidence.state.inferred
    assert [pull.place_id for pull in evidence.pulls][:2] == [
        find_place(syria.places, name) for name in ("Khanasir", "Abu al-Duhur air base")
    ]
    (told,) = [
        part
        for part in place_details(evidence, select(syria, syria.everything), "3 December").parts
        if isinstance(part, Items)
    ]
    assert told.title == "No report of its own decides; pulled by"
    assert len(told.items) == len(evidence.pulls)


def test_a_place_that_reports_speak_of_is_pulled_by_none(syria):
    assert explain(syria, find_place(syria.places, "Khanasir"), date(2024, 12, 3)).pulls == ()
