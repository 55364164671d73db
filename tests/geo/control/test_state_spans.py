"""States joined as of a day are those that the history tells, and pull as each of them does by itself."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from geo.control.ground_evidence import CHOSEN, GroundSetting, SpanEvidence, labels_on
from geo.control.report import ControlReport
from geo.control.state import State
from geo.control.state_history import state_history_of, states_on
from geo.control.state_spans import StateSpans
from geo.registry.factions import Factions
from tests.geo.control.villages import FACTIONS
from tests.worlds import baseline, january, report

PARTIES = {name: number for number, name in enumerate(sorted(FACTIONS))}
PLACES = ("east", "nowhere", "west")


@some.composite
def logs(draw: some.DrawFn) -> dict[str, list[ControlReport]]:
    """Up to six reports of each of two places, in any order, and of some how it was on 1 January."""

    def one() -> ControlReport:
        kind = draw(some.sampled_from(["controlled", "claimed", "contested", "withdrawn"]))
        day, grade = draw(some.integers(1, 28)), draw(some.sampled_from(["A1", "B2", "D4"]))
        scope = draw(some.sampled_from(["place", "area", "polygon"]))
        return report(draw(some.sampled_from(sorted(FACTIONS))), day, kind, grade=grade, scope=scope)

    def of_a_place() -> list[ControlReport]:
        before = [baseline("RED")] if draw(some.booleans()) else []
        return before + [one() for _ in range(draw(some.integers(0, 6)))]

    return {"west": of_a_place(), "east": of_a_place()}


@given(logs(), some.integers(-3, 60))
def test_a_place_is_on_a_day_what_the_last_state_by_then_says(log, after):
    history = state_history_of(log, FACTIONS, known_by=None)
    spans, day = StateSpans.of(history, PLACES), january(1) + timedelta(days=after)
    told = {place_id: spans.states[number] for place_id, number in zip(PLACES, spans.on(day).tolist(), strict=True)}
    assert told == states_on(history, PLACES, day)


def test_a_report_older_than_what_was_known_before_all_reports_takes_its_place_from_its_day_on():
    red, blue = State(controller="RED"), State(controller="BLUE")
    history = {"west": [(january(9), red), (january(5), blue)]}
    spans = StateSpans.of(history, ["west"])
    found = [spans.states[spans.on(january(day))[0]] for day in (4, 5, 9)]
    assert found == [State(), blue, blue] == [states_on(history, ["west"], january(day))["west"] for day in (4, 5, 9)]


@given(logs(), some.lists(some.integers(-3, 200), min_size=1), some.sampled_from([CHOSEN, GroundSetting(oldest=0.0)]))
def test_a_state_pulls_on_every_day_as_its_reports_do_whatever_was_asked_before(log, days, setting):
    history = state_history_of(log, FACTIONS, known_by=None)
    reports = {one.id: one for reports in log.values() for one in reports}
    evidence = SpanEvidence(StateSpans.of(history, PLACES), reports, PARTIES, setting)
    for after in days:
        day = january(1) + timedelta(days=after)
        states = list(states_on(history, PLACES, day).values())
        expected = labels_on(day, states, reports, PARTIES, setting)
        found = evidence.labels(day, evidence.spans.on(day))
        np.testing.assert_array_equal(found.party, expected.party)
        np.testing.assert_array_equal(found.weight, expected.weight)


def test_what_is_told_of_the_last_days_there_are_is_weighed_too():
    told = report("RED", 1, earliest=1)
    late = ControlReport(**{**vars(told), "earliest": date.max, "latest": date.max})
    factions: Factions = FACTIONS
    history = state_history_of({"west": [late]}, factions, known_by=None)
    evidence = SpanEvidence(StateSpans.of(history, ["west"]), {late.id: late}, PARTIES, CHOSEN)
    assert evidence.labels(date.max, evidence.spans.on(date.max)).weight > 0
