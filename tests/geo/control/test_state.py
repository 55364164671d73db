"""The whole answer for one place: not only who and by which rule, but scope, day, reports and votes."""

from __future__ import annotations

import pytest

from geo.control.report import ControlReport, Scope
from geo.control.rule import history
from geo.control.rule_texts import Rule
from geo.control.state import State, Vote, as_its_city, by_neighbours
from geo.registry.statuses import Status
from tests.worlds import allied, baseline, january, report


def whole(*reports: ControlReport) -> State:
    """The last state of a place."""
    return history(reports, allied)[-1][1]


def test_a_baseline_is_the_state_of_its_day():
    first = baseline("RED", "GREEN")
    assert whole(first) == State(
        status=Status.SHARED, controller="RED", parties=("RED", "GREEN"), rule=Rule.BASELINE, scope=Scope.BASELINE,
        since=january(1), reports=(first.id,),
    )  # fmt: skip


def test_a_report_about_the_place_is_of_its_own_day_and_scope_and_every_voice_is_kept():
    fight, gone, taken = (
        report("BLUE", 4, "contested", grade="C3"),
        report("RED", 6, "withdrawn"),
        report("BLUE", 6, earliest=4),
    )
    assert whole(baseline("RED"), fight, gone, taken) == State(
        status=Status.CONTROLLED, controller="BLUE", parties=("BLUE",), rule=Rule.LATEST, scope=Scope.PLACE,
        since=january(6), reports=(fight.id, gone.id, taken.id), outweighed=(),
        votes=(
            Vote("BLUE", "fighting", 6, (fight.id,)), Vote("BLUE", "holds", 4, (taken.id,)),
            Vote("RED", "left", 4, (gone.id,)),
        ),
    )  # fmt: skip


def test_a_holder_named_again_keeps_its_day_and_gains_the_report_and_its_vote():
    first, again, denied = (
        report("BLUE", 3),
        report("BLUE", 5, grade="B1"),
        report("RED", 5, grade="E3", disagrees=True),
    )
    assert whole(first, again, denied) == State(
        status=Status.CONTROLLED, controller="BLUE", parties=("BLUE",), rule=Rule.CONFIRMED, scope=Scope.PLACE,
        since=january(3), reports=(first.id, again.id), outweighed=(denied.id,),
        votes=(Vote("BLUE", "holds", 3, (again.id,)), Vote("RED", "holds", 8, (denied.id,))),
    )  # fmt: skip


def test_what_reports_of_one_scope_decide_is_of_that_scope():
    area = {"scope": "area"}
    differ = report("BLUE", 5, **area), report("RED", 5, **area)
    fought = report("BLUE", 5, "contested", **area)
    left = report("RED", 5, "withdrawn", **area)
    shared = report("BLUE", 5, "shared", shared_with=("GREEN",), **area)
    for reports, parties in (
        (differ, ("BLUE", "RED")),
        ((fought,), ("RED", "BLUE")),
        ((left,), ()),
        ((fought, left), ("BLUE",)),
        ((report("BLUE", 5, by="BLUE", **area), report("RED", 5, "contested", **area)), ("BLUE", "RED")),
        ((shared,), ("BLUE",)),
    ):
        state = whole(baseline("RED"), *reports)
        assert (state.scope, state.parties) == (Scope.AREA, parties)


def test_of_those_that_dispute_fight_for_or_left_a_place_the_answer_is_about_the_place():
    for reports in (
        (report("BLUE", 5), report("RED", 5)),
        (report("BLUE", 5), report("RED", 5, "contested")),
        (report("RED", 5, "withdrawn"),),
        (report("BLUE", 5, "contested"),),
    ):
        assert whole(baseline("RED"), *reports).scope is Scope.PLACE


def test_the_last_that_stays_holds_it_about_the_place():
    state = whole(baseline("RED"), report("BLUE", 4, "contested"), report("RED", 5, "withdrawn"))
    assert (state.parties, state.rule, state.scope) == (("BLUE",), Rule.LEFT_ALONE, Scope.PLACE)


def test_who_left_a_fight_told_of_the_area_is_told_of_the_place():
    fights = [report(party, 4, "contested", scope="area") for party in ("BLUE", "GREEN")]
    assert whole(baseline("RED"), *fights).scope is Scope.AREA
    state = whole(baseline("RED"), *fights, report("GREEN", 6, "withdrawn"))
    assert (state.parties, state.scope) == (("RED", "BLUE"), Scope.PLACE)


@pytest.mark.parametrize("near", [True, False])
def test_what_the_neighbours_say_is_a_state_of_its_own_without_reports(near):
    held, nobodys = by_neighbours("BLUE", 0.75, "RED", near), by_neighbours("", 0.25, "RED", near)
    assert held == State(
        status=Status.CONTROLLED, controller="BLUE", parties=("BLUE",), rule=Rule.NEIGHBOURS, sure=0.75, rival="RED",
        near=near,
    )  # fmt: skip
    assert nobodys == State(status=Status.UNKNOWN, rule=Rule.NEIGHBOURS, sure=0.25, rival="RED", near=near)
    assert held.inferred
    assert (held.how, held.standing, nobodys.how, nobodys.standing) == ("inferred", "BLUE", "inferred", "unknown")


def test_ground_counts_as_its_holders_or_as_why_it_has_none():
    taken, fight = State(Status.CLAIMED, "RED", ("RED",)), State(Status.CONTESTED, "", ("RED", "BLUE"))
    assert (taken.how, taken.standing, taken.inferred) == ("claimed", "RED", False)
    assert (fight.how, fight.standing) == ("contested", "contested")


def test_who_leaves_the_area_does_not_keep_another_from_ending_the_fight_there():
    fight = [baseline("RED"), report("BLUE", 4, "contested")]
    of_area = [report("BLUE", 6, scope="area"), report("RED", 6, "withdrawn", scope="area")]
    assert whole(*fight).status is Status.CONTESTED
    assert whole(*fight, *of_area).parties == ("BLUE",)


def test_the_holder_that_fights_on_holds_alone_what_its_partner_left():
    state = whole(baseline("RED", "GREEN"), report("RED", 5, "contested"), report("GREEN", 5, "withdrawn"))
    assert (state.status, state.parties) == (Status.CONTROLLED, ("RED",))


def test_what_is_improbable_of_an_area_takes_no_partner_away():
    shared = [baseline("RED", "GREEN"), report("RED", 4, "shared", shared_with=("GREEN",))]
    assert whole(*shared, report("GREEN", 5, "withdrawn", scope="area", grade="B5")).parties == ("RED", "GREEN")


def test_a_quarter_told_as_its_city_stands_as_it_does_without_a_report_of_its_own():
    city = State(
        Status.SHARED, "BLUE", ("BLUE", "NAVY"), Rule.LATEST, Scope.PLACE, january(6), ("r1",), ("r2",),
        (Vote("BLUE", "holds", 4, ("r1",)),), sure=0.7, rival="RED", near=False,
    )  # fmt: skip
    assert as_its_city(city) == State(
        Status.SHARED, "BLUE", ("BLUE", "NAVY"), Rule.AS_ITS_CITY, sure=0.7, rival="RED", near=False
    )
