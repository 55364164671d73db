"""The state of every place on every day, as far as it was known by a day."""

from __future__ import annotations

import pytest

from geo.control.state import State
from geo.control.state_history import state_history_of, states_on
from geo.registry.factions import Faction
from geo.registry.statuses import Status
from tests.worlds import baseline, january, report

FACTIONS = {
    name: Faction(name, name, name, name, "#112233", side, holds_ground=True)
    for name, side in (("BLUE", "north"), ("NAVY", "north"), ("RED", "south"))
}


def history_of(*reports, known_by=None):
    """Day and holder of each state of a place with these reports."""
    states = state_history_of({"town": reports}, FACTIONS, known_by=known_by)["town"]
    return [(day.day, state.controller) for day, state in states]


def test_every_place_that_reports_speak_of_has_its_own_states():
    found = state_history_of({"town": [report("RED", 3)], "village": [report("BLUE", 4)]}, FACTIONS, known_by=None)
    assert {place: [state.controller for _, state in states] for place, states in found.items()} == {
        "town": ["RED"],
        "village": ["BLUE"],
    }


def test_as_known_today_every_report_counts_whenever_it_was_published():
    assert history_of(baseline("RED"), report("BLUE", 5, published_on=None)) == [(1, "RED"), (5, "BLUE")]


@pytest.mark.parametrize(("known_by", "states"), [(7, [(1, "RED")]), (8, [(1, "RED"), (5, "BLUE")])])
def test_a_report_counts_from_the_day_it_was_published(known_by, states):
    assert history_of(baseline("RED"), report("BLUE", 5, published=8), known_by=january(known_by)) == states


def test_a_report_of_which_nobody_knows_when_it_was_published_is_left_out_but_the_baseline_never():
    undated = report("BLUE", 5, published_on=None)
    late = report("RED", 1, scope="baseline", published=31)
    assert history_of(late, undated, known_by=january(30)) == [(1, "RED")]


def test_who_is_allied_is_read_from_the_registry():
    """A party's own claim confirmed by an ally stays a claim; an enemy's word makes it control."""

    def status(other):
        claim = report("BLUE", 5, by="BLUE"), report("BLUE", 5, by=other)
        return state_history_of({"town": claim}, FACTIONS, known_by=None)["town"][-1][1].status

    assert (status("NAVY"), status("RED")) == (Status.CLAIMED, Status.CONTROLLED)


def test_a_state_holds_from_its_day_until_the_next_and_before_the_first_nothing_is_known():
    known = state_history_of({"town": [report("RED", 3), report("BLUE", 5)]}, FACTIONS, known_by=None)
    holders = [states_on(known, ["town"], january(day))["town"].controller for day in (2, 3, 4, 5, 6)]
    assert holders == ["", "RED", "RED", "BLUE", "BLUE"]
    assert states_on(known, ["town", "nowhere"], january(2)) == {"town": State(), "nowhere": State()}
