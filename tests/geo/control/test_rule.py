"""The rule for one place, one test a case of the table in docs/methods.md."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.control.report import ControlReport
from geo.control.rule import history
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.registry.statuses import Status
from tests.worlds import allied, baseline, january, report


def state_after(*reports: ControlReport, on: int = 31) -> State:
    begun = [state for day, state in history(reports, allied) if day <= january(on)]
    return begun[-1] if begun else State()


def found(state: State) -> tuple[Status, tuple[str, ...], Rule]:
    return state.status, state.parties, state.rule


def test_without_a_report_the_holder_is_unknown():
    assert found(state_after()) == (Status.UNKNOWN, (), Rule.NO_REPORT)


def test_the_baseline_stands_until_something_is_reported():
    assert found(state_after(baseline("RED"))) == (Status.CONTROLLED, ("RED",), Rule.BASELINE)


def test_a_shared_baseline_keeps_the_holder_and_names_who_is_there_beside_it():
    state = state_after(baseline("RED", "GREEN"))
    assert found(state) == (Status.SHARED, ("RED", "GREEN"), Rule.BASELINE)
    assert state.controller == "RED"


def test_the_later_event_date_wins_whatever_was_published_later():
    early = report("BLUE", 5, published=20)
    late = report("RED", 9, published=10)
    assert found(state_after(early, late)) == (Status.CONTROLLED, ("RED",), Rule.LATEST)
    assert found(state_after(early, late, on=8)) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_independent_sources_that_differ_on_the_same_day_make_it_disputed_and_keep_every_vote():
    one, other = report("BLUE", 5, grade="B2"), report("RED", 5, grade="C3")
    state = state_after(one, other)
    assert found(state) == (Status.DISPUTED, ("BLUE", "RED"), Rule.DISPUTED)
    assert {(vote.faction, vote.says, vote.grade, vote.reports) for vote in state.votes} == {
        ("BLUE", "holds", 4, (one.id,)),
        ("RED", "holds", 6, (other.id,)),
    }


def test_overlapping_ranges_that_differ_are_disputed_too():
    state = state_after(report("BLUE", 6, earliest=3), report("RED", 5, earliest=4))
    assert found(state) == (Status.DISPUTED, ("BLUE", "RED"), Rule.DISPUTED)


def test_ranges_that_do_not_overlap_follow_one_another():
    state = state_after(report("BLUE", 4, earliest=3), report("RED", 6, earliest=5))
    assert found(state) == (Status.CONTROLLED, ("RED",), Rule.LATEST)


@pytest.mark.parametrize(("better", "worse"), [("A1", "B3"), ("B1", "C3"), ("B1", "F3")])
def test_a_report_graded_three_steps_better_outweighs_the_other(better, worse):
    winner, loser = report("BLUE", 5, grade=better), report("RED", 5, grade=worse)
    state = state_after(winner, loser)
    assert found(state) == (Status.CONTROLLED, ("BLUE",), Rule.GRADE)
    assert (state.reports, state.outweighed) == ((winner.id,), (loser.id,))


def test_a_report_graded_two_steps_better_does_not():
    assert state_after(report("BLUE", 5, grade="B1"), report("RED", 5, grade="C2")).status is Status.DISPUTED


def test_a_party_that_alone_says_it_took_the_place_has_claimed_it():
    state = state_after(baseline("RED"), report("BLUE", 5, by="BLUE"))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.OWN_CLAIM)


def test_an_ally_speaking_for_the_party_is_no_confirmation():
    assert state_after(baseline("RED"), report("BLUE", 5, by="NAVY")).status is Status.CLAIMED


def test_an_enemy_that_admits_the_loss_is_one():
    assert state_after(baseline("RED"), report("BLUE", 5, by="RED")).status is Status.CONTROLLED


def test_a_claim_only_relayed_by_others_stays_a_claim():
    assert state_after(baseline("RED"), report("BLUE", 5, "claimed")).status is Status.CLAIMED


def test_general_knowledge_without_a_page_confirms_nothing():
    state = state_after(baseline("RED"), report("BLUE", 5, grade="F3", sourced=False))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.UNSOURCED)
    confirmed = state_after(baseline("RED"), report("BLUE", 5, grade="F3", sourced=False), report("BLUE", 6))
    assert found(confirmed) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_a_later_independent_report_confirms_the_claim():
    state = state_after(baseline("RED"), report("BLUE", 5, by="BLUE"), report("BLUE", 6))
    assert found(state) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_an_independent_report_is_not_disputed_by_the_other_sides_own_word():
    state = state_after(report("BLUE", 5, grade="C3"), report("RED", 5, by="RED", grade="C3"))
    assert found(state) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_unless_the_reports_are_known_to_disagree_then_every_voice_counts():
    state = state_after(report("BLUE", 5, grade="C3"), report("RED", 5, by="RED", grade="C3", disagrees=True))
    assert found(state) == (Status.DISPUTED, ("BLUE", "RED"), Rule.DISPUTED)


def test_a_known_disagreement_reaches_back_one_day():
    before, denial = report("BLUE", 4, by="BLUE"), report("RED", 5, by="RED", disagrees=True)
    assert state_after(before, denial).status is Status.DISPUTED
    two_days_before = report("BLUE", 3, by="BLUE")
    assert state_after(two_days_before, denial).status is Status.CLAIMED


def test_the_holders_own_word_that_it_stays_changes_nothing():
    state = state_after(baseline("RED"), report("RED", 5, by="RED"))
    assert found(state) == (Status.CONTROLLED, ("RED",), Rule.CONFIRMED)


def test_a_confirmed_holder_keeps_those_it_shares_the_place_with():
    assert state_after(baseline("RED", "GREEN"), report("RED", 5)).parties == ("RED", "GREEN")


def test_fighting_inside_makes_it_contested_between_the_holder_and_the_attacker():
    state = state_after(baseline("RED"), report("BLUE", 5, "contested"))
    assert found(state) == (Status.CONTESTED, ("RED", "BLUE"), Rule.CONTESTED)


def test_fighting_reported_before_the_capture_does_not_contradict_it():
    fought = report("RED", 4, "contested", grade="B2")
    taken = report("BLUE", 6, earliest=4, grade="B2")
    assert found(state_after(fought, taken)) == (Status.CONTROLLED, ("BLUE",), Rule.LATEST)


def test_fighting_on_the_same_day_as_a_claim_does():
    state = state_after(baseline("RED"), report("BLUE", 5, by="BLUE"), report("RED", 5, "contested", grade="B2"))
    assert found(state) == (Status.CONTESTED, ("BLUE", "RED"), Rule.CONTESTED)


def test_a_holder_that_left_with_nobody_coming_in_leaves_it_unknown():
    state = state_after(baseline("RED"), report("RED", 5, "withdrawn"))
    assert found(state) == (Status.UNKNOWN, (), Rule.WITHDRAWN)


def test_the_withdrawal_of_somebody_else_changes_nothing():
    assert state_after(baseline("RED"), report("BLUE", 5, "withdrawn")).controller == "RED"


def test_the_last_party_to_a_fight_holds_it_by_claim_when_the_other_has_left():
    state = state_after(baseline("RED"), report("BLUE", 5, "contested"), report("RED", 6, "withdrawn"))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.LEFT_ALONE)


def test_a_party_said_to_have_left_and_to_have_stayed_is_disputed():
    state = state_after(report("RED", 5), report("RED", 5, "withdrawn"))
    assert found(state) == (Status.DISPUTED, ("RED",), Rule.DISPUTED)


def test_a_claim_about_the_whole_area_colours_a_place_nobody_reported_on_as_claimed():
    state = state_after(baseline("RED"), report("BLUE", 5, scope="area", grade="A1"))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.AREA_CLAIM)


def test_it_never_outweighs_evidence_about_the_place_itself():
    about_place = report("RED", 3, grade="D4")
    state = state_after(baseline("RED"), about_place, report("BLUE", 5, scope="area", grade="A1"))
    assert found(state) == (Status.CONTROLLED, ("RED",), Rule.CONFIRMED)


def test_it_does_fill_a_place_whose_holder_has_left():
    state = state_after(baseline("RED"), report("RED", 5, "withdrawn"), report("BLUE", 5, scope="area", grade="C3"))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.AREA_CLAIM)


def test_the_holders_own_denial_is_no_evidence_about_the_place():
    state = state_after(baseline("RED"), report("RED", 4, by="RED"), report("BLUE", 5, scope="area", grade="C2"))
    assert found(state) == (Status.CLAIMED, ("BLUE",), Rule.AREA_CLAIM)


def test_a_report_about_the_area_that_names_the_known_holder_makes_no_claim_of_it():
    told_again = report("RED", 5, scope="area")
    assert found(state_after(baseline("RED"), told_again)) == (Status.CONTROLLED, ("RED",), Rule.CONFIRMED)
    later_claim = report("BLUE", 6, scope="area")
    assert found(state_after(baseline("RED"), told_again, later_claim)) == (Status.CLAIMED, ("BLUE",), Rule.AREA_CLAIM)


def test_a_holder_that_comes_back_holds_it_since_the_day_it_came_back():
    state = state_after(baseline("RED"), report("BLUE", 4, grade="E3"), report("RED", 5, grade="B1", disagrees=True))
    assert (found(state), state.since) == ((Status.CONTROLLED, ("RED",), Rule.GRADE), january(5))


def test_fighting_reported_after_a_holder_was_named_makes_it_contested_again():
    state = state_after(
        baseline("RED"), report("BLUE", 3), report("RED", 5), report("RED", 6, "contested", disagrees=True)
    )
    assert found(state) == (Status.CONTESTED, ("BLUE", "RED"), Rule.CONTESTED)


def test_a_dated_report_of_shared_presence_keeps_its_partners():
    state = state_after(baseline("RED"), report("BLUE", 5, "shared", shared_with=("GREEN",)))
    assert found(state) == (Status.SHARED, ("BLUE", "GREEN"), Rule.LATEST)


def test_an_improbable_report_alone_changes_nothing():
    assert state_after(baseline("RED"), report("BLUE", 5, grade="A5")).controller == "RED"


def test_a_report_overtaken_the_same_day_or_found_false_never_votes():
    assert state_after(baseline("RED"), report("BLUE", 5, stands=False)).controller == "RED"


ANY_REPORT = some.builds(
    report,
    some.sampled_from(["BLUE", "NAVY", "RED", "GREEN"]),
    some.integers(2, 12),
    some.sampled_from(["controlled", "claimed", "contested", "withdrawn"]),
    by=some.sampled_from(["", "BLUE", "RED"]),
    grade=some.builds(lambda a, b: f"{a}{b}", some.sampled_from("ABCDEF"), some.integers(1, 6)),
    scope=some.sampled_from(["place", "polygon", "area"]),
    disagrees=some.booleans(),
)


@given(some.lists(ANY_REPORT, max_size=8), some.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(reports: list[ControlReport], shuffle: random.Random):
    reports = [baseline("RED"), *reports]
    shuffled = list(reports)
    shuffle.shuffle(shuffled)
    assert history(reports, allied) == history(shuffled, allied)


@given(some.lists(ANY_REPORT, max_size=8), some.integers(1, 12))
def test_what_happens_later_never_changes_an_earlier_day(reports: list[ControlReport], day: int):
    def until(those: list[ControlReport]) -> list[tuple[date, State]]:
        return [(begun, state) for begun, state in history(those, allied) if begun <= january(day)]

    start = baseline("RED")
    known = [entry for entry in reports if entry.latest <= january(day)]
    assert until([start, *reports]) == until([start, *known])


@given(some.lists(ANY_REPORT, max_size=8))
def test_every_answer_names_its_parties_and_its_reports(reports: list[ControlReport]):
    ids = {entry.id for entry in reports}
    for _, state in history(reports, allied):
        held = state.status in (Status.CONTROLLED, Status.CLAIMED, Status.SHARED)
        assert bool(state.controller) is held
        assert not held or state.parties[0] == state.controller
        assert set(state.reports) | set(state.outweighed) <= ids
        assert not set(state.reports) & set(state.outweighed)
        assert state.reports or state.rule is Rule.NO_REPORT
