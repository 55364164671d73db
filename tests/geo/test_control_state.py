"""The whole answer for one place: not only who and by which rule, but scope, day, reports and votes."""

from __future__ import annotations

from geo.control_reasons import Rule
from geo.control_report import ControlReport, Scope
from geo.control_rule import history
from geo.control_state import State, Status, Vote
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


def test_a_baseline_of_the_first_day_is_what_reports_of_that_day_come_upon():
    assert whole(baseline("RED"), report("BLUE", 1, "contested")).parties == ("RED", "BLUE")


def test_a_holder_that_was_said_to_have_left_and_is_named_again_by_its_better_report_holds_it_as_the_latest():
    left, stayed = report("RED", 5, "withdrawn", grade="C3"), report("RED", 6, earliest=5, grade="B1")
    state = whole(baseline("RED"), left, stayed)
    assert (state.status, state.rule, state.since) == (Status.CONTROLLED, Rule.LATEST, january(6))


def test_a_party_that_left_later_than_it_held_was_there_until_it_held():
    """RED held on the 5th, BLUE fought on the 6th, and a poor report has RED leave on the 7th."""
    held, fought = report("RED", 5, grade="A1"), report("BLUE", 6, "contested", grade="B2")
    left = report("RED", 7, "withdrawn", earliest=5, grade="C2")
    state = whole(baseline("RED"), held, fought, left)
    assert (state.status, state.parties) == (Status.CONTESTED, ("RED", "BLUE"))


def test_fighting_on_the_day_a_source_names_the_holder_was_for_the_place_and_is_over():
    state = whole(baseline("RED"), report("BLUE", 5, "contested"), report("BLUE", 5))
    assert (state.status, state.parties, state.rule) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_fighting_on_the_day_a_party_claims_the_place_for_itself_is_not_over():
    state = whole(baseline("RED"), report("BLUE", 5, "contested"), report("BLUE", 5, by="BLUE"))
    assert (state.status, state.parties, state.scope) == (Status.CONTESTED, ("RED", "BLUE"), Scope.PLACE)


def test_the_partners_of_those_outweighed_are_not_those_of_the_holder():
    state = whole(report("BLUE", 5, grade="A1"), report("RED", 5, "shared", grade="D3", shared_with=("GREEN",)))
    assert (state.status, state.parties, state.rule) == (Status.CONTROLLED, ("BLUE",), Rule.GRADE)


def test_a_party_is_graded_by_its_best_report_whichever_comes_last():
    state = whole(report("BLUE", 5, grade="B1"), report("BLUE", 5, grade="D4"), report("RED", 5, grade="C3"))
    assert (state.parties, state.rule) == (("BLUE",), Rule.GRADE)


def test_a_claim_of_its_own_that_is_clearly_better_graded_outweighs_that_of_the_other():
    state = whole(report("BLUE", 5, by="BLUE", grade="B1"), report("RED", 5, by="RED", grade="D4"))
    assert (state.status, state.parties, state.rule, state.scope) == (
        Status.CLAIMED, ("BLUE",), Rule.GRADE, Scope.PLACE,
    )  # fmt: skip


def test_whoever_fights_on_where_the_holder_left_has_it_by_claim():
    state = whole(baseline("RED"), report("RED", 5, "withdrawn"), report("BLUE", 5, "contested"))
    assert (state.status, state.parties, state.rule, state.scope) == (
        Status.CLAIMED, ("BLUE",), Rule.LEFT_ALONE, Scope.PLACE,
    )  # fmt: skip


def test_one_party_that_fights_where_nobody_is_known_to_have_left_holds_nothing():
    state = whole(report("BLUE", 5, "contested"))
    assert (state.status, state.parties, state.scope) == (Status.CONTESTED, ("BLUE",), Scope.PLACE)


def test_a_holder_that_alone_is_said_to_fight_is_fought_by_somebody():
    state = whole(baseline("RED"), report("RED", 5, "contested"), report("GREEN", 5, "withdrawn"))
    assert (state.status, state.parties) == (Status.CONTESTED, ("RED",))


def test_two_that_fight_where_the_holder_left_contest_it():
    fighting = report("BLUE", 5, "contested"), report("GREEN", 5, "contested")
    state = whole(baseline("RED"), report("RED", 5, "withdrawn"), *fighting)
    assert (state.status, state.parties) == (Status.CONTESTED, ("BLUE", "GREEN"))


def test_a_newcomer_contests_it_with_those_that_did_not_leave():
    before = baseline("RED"), report("GREEN", 4, "contested")
    state = whole(*before, report("RED", 5, "withdrawn"), report("BLUE", 5, "contested"))
    assert (state.status, state.parties) == (Status.CONTESTED, ("GREEN", "BLUE"))


def test_those_merely_present_beside_the_holder_do_not_defend_it():
    assert whole(baseline("RED", "GREEN"), report("BLUE", 5, "contested")).parties == ("RED", "BLUE")


def test_a_fight_goes_on_among_those_that_stay():
    three = baseline("RED"), report("BLUE", 4, "contested"), report("GREEN", 4, "contested")
    state = whole(*three, report("GREEN", 6, "withdrawn"))
    assert (state.status, state.parties, state.scope, state.since, state.rule) == (
        Status.CONTESTED, ("RED", "BLUE"), Scope.PLACE, january(6), Rule.CONTESTED,
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
