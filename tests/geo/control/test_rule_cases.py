"""More of the rule's cases, a row each of the table in docs/methods.md: who fought, who left, who stood beside whom."""

from __future__ import annotations

from dataclasses import replace

from geo.control.report import ControlReport, Scope
from geo.control.rule import history
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.registry.statuses import Status
from tests.worlds import allied, baseline, january, report


def whole(*reports: ControlReport) -> State:
    """The last state of a place."""
    return history(reports, allied)[-1][1]


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


def test_a_holder_that_alone_is_said_to_fight_holds_on():
    state = whole(baseline("RED"), report("RED", 5, "contested"), report("GREEN", 5, "withdrawn"))
    assert (state.status, state.parties, state.rule) == (Status.CONTROLLED, ("RED",), Rule.BASELINE)


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


def test_a_partner_reported_gone_from_the_place_or_its_area_is_there_no_longer():
    for scope in ("place", "area"):
        left = report("GREEN", 5, "withdrawn", scope=scope)
        state = whole(baseline("RED", "GREEN"), left)
        assert (state.status, state.parties) == (Status.CONTROLLED, ("RED",))
        assert left.id in state.reports


def test_a_partner_that_left_as_the_holder_is_named_again_is_there_no_longer():
    state = whole(baseline("RED", "GREEN"), report("RED", 5), report("GREEN", 5, "withdrawn"))
    assert (state.status, state.parties) == (Status.CONTROLLED, ("RED",))


def test_a_partner_gone_from_the_area_leaves_a_place_that_reports_speak_of():
    shared = report("RED", 3, "shared", shared_with=("GREEN", "NAVY"))
    state = whole(baseline("BLUE"), shared, report("GREEN", 5, "withdrawn", scope="area"))
    assert (state.status, state.parties, state.controller) == (Status.SHARED, ("RED", "NAVY"), "RED")


def test_a_claim_about_the_area_ends_a_fight_in_which_its_holder_took_part():
    fought = baseline("RED"), report("BLUE", 3, "contested")
    state = whole(*fought, report("NAVY", 5, scope="area"))
    assert (state.status, state.parties, state.rule) == (Status.CLAIMED, ("NAVY",), Rule.AREA_CLAIM)


def test_it_ends_none_while_reports_speak_of_the_place_or_for_the_other_side():
    fought = baseline("RED"), report("BLUE", 3, "contested")
    area = report("NAVY", 5, scope="area")
    for other in (
        report("BLUE", 5, "contested"),
        report("RED", 5, scope="area"),
        report("RED", 5, "contested", scope="area"),
    ):
        assert whole(*fought, area, other).status is Status.CONTESTED
    assert whole(*fought, report("GREEN", 5, scope="area")).status is Status.CONTESTED


def test_who_fights_and_is_reported_gone_from_the_area_fights_no_more():
    fought = baseline("RED"), report("BLUE", 3, "contested")
    gone = report("RED", 5, "withdrawn", scope="area")
    state = whole(*fought, gone)
    assert (state.status, state.parties, state.rule, state.scope, state.since) == (
        Status.CLAIMED, ("BLUE",), Rule.LEFT_ALONE, Scope.PLACE, january(5),
    )  # fmt: skip
    assert gone.id in state.reports
    assert whole(*fought, replace(gone, credibility=5)).status is Status.CONTESTED
    assert whole(*fought, report("GREEN", 5, "withdrawn", scope="area")).parties == ("RED", "BLUE")


def test_one_that_alone_is_said_to_fight_has_it_by_claim_when_an_enemy_is_reported_to_have_left_it_later():
    fight, left = report("BLUE", 3, "contested"), report("RED", 5, "withdrawn")
    state = whole(fight, left)
    assert (state.status, state.parties, state.rule, state.since) == (
        Status.CLAIMED, ("BLUE",), Rule.LEFT_ALONE, january(5),
    )  # fmt: skip
    assert (state.reports, state.scope) == ((fight.id, left.id), Scope.PLACE)
    for other in (report("NAVY", 5, "withdrawn"), report("RED", 5, "withdrawn", scope="area")):
        assert whole(fight, other).status is Status.CONTESTED
    assert whole(fight, left, report("BLUE", 5, "withdrawn")).status is Status.UNKNOWN


def test_who_stays_alone_rests_on_the_reports_that_put_it_there_and_on_those_that_tell_of_who_left():
    fight, gone = report("BLUE", 3, "contested"), report("RED", 5, "withdrawn", scope="area")
    assert whole(baseline("RED"), fight, gone).reports == (fight.id, gone.id)
    claims = report("BLUE", 3), report("RED", 3), report("RED", 3, "withdrawn")
    assert whole(baseline("RED"), *claims, gone).reports == (claims[0].id, gone.id)
    stayed = report("BLUE", 3), report("BLUE", 3, "withdrawn"), report("RED", 3)
    assert whole(baseline("RED"), *stayed, gone).reports == (stayed[0].id, gone.id)


def test_of_a_fight_that_goes_on_without_one_of_three_the_report_of_who_left_is_among_those_that_decided():
    three = baseline("RED"), report("BLUE", 3, "contested"), report("GREEN", 3, "contested")
    gone = report("RED", 5, "withdrawn", scope="area"), report("NAVY", 5, "withdrawn", scope="area")
    state = whole(*three, *gone)
    assert (state.status, state.parties) == (Status.CONTESTED, ("BLUE", "GREEN"))
    assert gone[0].id in state.reports
    assert gone[1].id not in state.reports


def test_it_fights_on_where_reports_of_these_days_speak_of_the_place_or_of_others_in_the_area():
    fought, gone = (baseline("RED"), report("BLUE", 3, "contested")), report("RED", 5, "withdrawn", scope="area")
    for other in (
        report("RED", 5, "contested"),
        report("GREEN", 5, "contested", scope="area"),
        report("GREEN", 5, scope="area"),
    ):
        assert whole(*fought, gone, other).status is Status.CONTESTED


def test_a_claim_passed_on_by_others_is_no_second_voice():
    claim = report("BLUE", 5, by="BLUE", origin="BLUE, 5 January")
    passed_on = report("BLUE", 5, origin="BLUE, 5 January")
    assert whole(baseline("RED"), claim, passed_on).status is Status.CLAIMED
    assert whole(baseline("RED"), claim, report("BLUE", 5)).status is Status.CONTROLLED


def drawn(controller: str, day: int, status: str = "controlled", **more) -> ControlReport:
    """A report of ground drawn over the place."""
    return report(controller, day, status, scope="polygon", **more)


def test_ground_drawn_over_a_place_names_its_holder():
    state = whole(baseline("RED"), drawn("BLUE", 5))
    assert (state.status, state.parties, state.rule, state.scope) == (
        Status.CONTROLLED, ("BLUE",), Rule.LATEST, Scope.POLYGON,
    )  # fmt: skip


def test_a_report_about_the_place_outweighs_ground_drawn_over_it_on_the_same_day():
    about, over = report("RED", 5, grade="C3"), drawn("BLUE", 5, grade="B2")
    state = whole(baseline("RED"), about, over)
    assert (state.parties, state.rule, state.scope) == (("RED",), Rule.CONFIRMED, Scope.PLACE)
    assert state.outweighed == (over.id,)


def test_drawn_ground_that_is_clearly_better_graded_is_heard_against_a_report_about_the_place():
    state = whole(baseline("GREEN"), report("RED", 5, grade="C3"), drawn("BLUE", 5, grade="A2"))
    assert (state.parties, state.rule) == (("BLUE",), Rule.GRADE)


def test_drawn_ground_that_agrees_confirms_a_claim_about_the_place():
    state = whole(report("BLUE", 5, by="BLUE"), drawn("BLUE", 5))
    assert (state.status, state.parties, state.scope) == (Status.CONTROLLED, ("BLUE",), Scope.PLACE)


def test_ground_drawn_later_is_news_about_the_place():
    state = whole(report("RED", 5), drawn("BLUE", 6))
    assert (state.parties, state.scope) == (("BLUE",), Scope.POLYGON)


def test_fighting_in_the_place_outweighs_ground_drawn_for_its_holder():
    state = whole(baseline("RED"), report("BLUE", 5, "contested"), drawn("RED", 5))
    assert (state.status, state.parties) == (Status.CONTESTED, ("RED", "BLUE"))


def test_a_withdrawal_from_the_place_outweighs_ground_drawn_for_who_left_and_no_other():
    left = report("RED", 5, "withdrawn")
    assert whole(baseline("RED"), left, drawn("RED", 5)).status is Status.UNKNOWN
    assert whole(baseline("RED"), left, drawn("BLUE", 5)).parties == ("BLUE",)


def test_a_claim_about_the_area_never_outweighs_ground_drawn_over_the_place():
    state = whole(baseline("RED"), drawn("BLUE", 5), report("RED", 6, scope="area"))
    assert (state.parties, state.scope) == (("BLUE",), Scope.POLYGON)


def test_drawn_ground_that_names_the_holder_again_leaves_what_is_known_of_the_place_itself():
    assert whole(report("BLUE", 5), drawn("BLUE", 6)).scope is Scope.PLACE
    assert whole(baseline("RED"), drawn("RED", 5)).scope is Scope.POLYGON
    assert whole(baseline("RED"), drawn("RED", 5, by="RED")).scope is Scope.BASELINE


def test_two_grounds_of_a_day_drawn_over_a_place_for_different_parties_dispute_it():
    state = whole(baseline("RED"), drawn("BLUE", 5), drawn("GREEN", 5))
    assert (state.status, state.parties, state.rule) == (Status.DISPUTED, ("BLUE", "GREEN"), Rule.DISPUTED)


def test_drawn_ground_that_has_the_same_party_gone_as_a_report_about_the_place_decides_with_it():
    left, over = report("RED", 5, "withdrawn"), drawn("RED", 5, "withdrawn")
    state = whole(baseline("RED"), left, over)
    assert (state.status, set(state.reports), state.outweighed) == (Status.UNKNOWN, {left.id, over.id}, ())
