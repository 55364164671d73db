"""How strongly a place pulls: grade, age, origin and kind of report, with numbers that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.control.ground_evidence import GroundSetting, labels_on, speaking_for, trust
from geo.control.ground_rule import NOBODY
from geo.control.report import ControlReport
from geo.control.rule import history
from geo.control.state import State
from tests.worlds import allied, baseline, january, report

SETTING = GroundSetting(
    report=1.0, area=0.5, half_life_days=4.0, oldest=0.25, baseline=(0.8, 0.2), fade_days=6.0, memory=(0.3, 0.0)
)
PARTIES = {"RED": 0, "BLUE": 1, "NAVY": 2, "GREEN": 3}


def pull(*reports: ControlReport, on: int) -> tuple[int, float]:
    """(party, weight) of a place with these reports, at the end of a day of January."""
    known = [report for report in reports if report.latest <= january(on)]
    state = history(known, allied)[-1][1]
    labels = labels_on(january(on), [state], {one.id: one for one in known}, PARTIES, SETTING)
    return int(labels.party[0]), float(labels.weight[0])


def test_the_best_grade_is_believed_in_full_and_the_worst_a_little():
    assert trust(2) == 1.0
    assert trust(6) == pytest.approx(0.55)
    assert trust(10) == pytest.approx(0.1)


def test_a_report_weighs_half_after_its_half_life_and_never_less_than_a_quarter_here():
    told = report("BLUE", 5, grade="A1")
    assert pull(told, on=5) == (1, pytest.approx(1.0))
    assert pull(told, on=9) == (1, pytest.approx(0.5))
    assert pull(told, on=30) == (1, pytest.approx(0.25))


def test_two_announcements_weigh_more_than_one_and_less_than_two():
    one, other = report("BLUE", 5, grade="C3"), report("BLUE", 5, grade="C3")
    assert pull(one, on=5)[1] == pytest.approx(0.55)
    assert pull(one, other, on=5)[1] == pytest.approx(1 - 0.45**2)


def test_an_announcement_that_others_pass_on_is_one_voice():
    passed_on = [report("BLUE", 5, grade=grade, origin="BLUE, 5 January") for grade in ("C3", "B2", "C3")]
    assert pull(*passed_on, on=5)[1] == pytest.approx(trust(4))


def test_a_claim_about_the_area_weighs_its_part():
    assert pull(report("BLUE", 5, grade="A1", scope="area"), on=5) == (1, pytest.approx(0.5))


def test_a_row_of_the_first_day_is_the_weakest_and_fades_evenly():
    first = replace(baseline("RED"), reliability="A", credibility=1)
    assert [pull(first, on=day)[1] for day in (1, 4, 7, 20)] == pytest.approx([0.8, 0.5, 0.2, 0.2])


def test_contested_ground_does_not_pull():
    assert pull(baseline("RED"), report("BLUE", 5, "contested"), on=5) == (NOBODY, 0.0)


def test_ground_whose_holder_left_pulls_for_nobody():
    party, weight = pull(baseline("RED"), report("RED", 5, "withdrawn", grade="A1"), on=5)
    assert (party, weight) == (NOBODY, pytest.approx(1.0))


def test_a_report_of_the_other_side_adds_no_weight():
    for_it, against = report("BLUE", 5, grade="A1"), report("RED", 5, grade="C3")
    assert pull(for_it, against, on=5) == (1, pytest.approx(1.0))


def test_a_row_of_the_first_day_is_believed_by_its_grade():
    first = replace(baseline("RED"), reliability="C", credibility=3)
    assert pull(first, on=1)[1] == pytest.approx(0.8 * 0.55)


def test_each_place_pulls_by_its_own_state_and_one_that_is_fought_over_or_silent_leaves_the_others_theirs():
    fight, held = report("BLUE", 5, "contested"), report("RED", 5, grade="A1")
    states = [history([fight], allied)[-1][1], State(), history([held], allied)[-1][1]]
    labels = labels_on(january(5), states, {fight.id: fight, held.id: held}, PARTIES, SETTING)
    assert labels.party.tolist() == [NOBODY, NOBODY, 0]
    assert labels.weight.tolist() == [0.0, 0.0, 1.0]


def test_those_speak_for_a_place_that_name_its_holder_by_that_day_the_dated_ones_first_of_all():
    first, early, late, other = baseline("RED"), report("RED", 5), report("RED", 9), report("BLUE", 6)
    known = {one.id: one for one in (late, other, first, early)}
    state = replace(history([first, early, late], allied)[-1][1], reports=tuple(known))
    assert [speaking_for(state, known, january(day)) for day in (9, 8, 4)] == [[early, late], [early], [first]]


def test_of_ground_that_nobody_holds_all_its_reports_speak():
    left, fought = report("RED", 5, "withdrawn"), report("BLUE", 4, "contested")
    known = {one.id: one for one in (left, fought)}
    assert speaking_for(State(reports=tuple(known)), known, january(5)) == [fought, left]
