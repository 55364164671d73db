"""What the first day leaves to later ones: three places in a row, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.control.first_day import FirstDay, OwnWord, party_of
from geo.control.ground_evidence import GroundSetting
from geo.control.ground_rule import NOBODY, EvidenceLabels, Ground, links_of, settle
from geo.control.neighbour_graph import NeighbourGraph
from geo.control.report import Scope
from geo.control.state import State
from geo.registry.statuses import Status
from tests.worlds import january

PARTIES = {"RED": 0, "BLUE": 1, "NAVY": 2}
SIDES = ("south", "north", "north")
RED, BLUE, NAVY = 0, 1, 2
SETTING = GroundSetting(memory=(0.4, 0.2), fade_days=10)
NONE = State()


def row(party: str) -> State:
    """A place as its row of the first day gives it."""
    return State(Status.CONTROLLED, party, (party,), scope=Scope.BASELINE)


def told(party: str, status: Status = Status.CONTROLLED) -> State:
    """A place as a dated report has it."""
    return State(status, "" if status is Status.CONTESTED else party, (party,), scope=Scope.PLACE)


def ground(*pulls: tuple[int, float], km: tuple[float, ...] | None = None) -> Ground:
    """Places in a row, next door to each other or so many km apart, each pulled by a party so hard."""
    party, weight = (np.array(one) for one in zip(*pulls, strict=True))
    many = len(pulls)
    graph = NeighbourGraph(
        np.column_stack([np.arange(many) * 1.0, np.zeros(many)]),
        np.array([[n, n + 1] for n in range(many - 1)]),
        np.array(km or [0.0] * (many - 1), dtype=float),
    )
    labels = EvidenceLabels(party.astype(np.intp), weight.astype(float))
    return settle(links_of(graph, half_km=3.0, leak=0.0), labels, SIDES, leak=0.0)


def first_day(*rows: State, shares: np.ndarray | None = None) -> FirstDay:
    beginning = ground(*((RED, 1.0) for _ in rows))
    if shares is not None:
        beginning = replace(beginning, shares=shares)
    return FirstDay(january(1), rows, beginning, PARTIES, SIDES, SETTING)


def own(*states: State) -> OwnWord:
    return OwnWord.of(states, PARTIES)


def test_who_holds_a_place_is_a_number_and_who_only_fights_for_it_is_nobody():
    assert (party_of(row("BLUE"), PARTIES), party_of(NONE, PARTIES)) == (BLUE, NOBODY)
    assert party_of(told("RED", Status.CONTESTED), PARTIES) == NOBODY


def test_a_side_still_holds_the_part_of_its_places_that_it_has_lost_to_nobody_else():
    """RED keeps one of two; BLUE lost its only one to NAVY, of its own side; NAVY had none."""
    first = first_day(row("RED"), row("RED"), row("BLUE"), NONE)
    later = [row("RED"), told("BLUE"), told("NAVY"), told("RED")]
    assert first.still_held(own(*later)).tolist() == [0.5, 1.0, 0.0]
    assert first.still_held(own(*[NONE] * 4)).tolist() == [0.0, 0.0, 0.0]
    assert first_day(NONE, NONE).still_held(own(*[told("RED")] * 2)).tolist() == [0.0, 0.0, 0.0]


def test_what_is_remembered_fades_with_the_days_and_as_a_side_loses_its_places():
    """0.4 on the first day, half of it ten days on; RED lost one of its two places: half of what it is recalled by.
    What nobody had, a quarter here and there, is remembered too."""
    shares = np.array([[0.5, 0.25, 0.0], [1.0, 0.0, 0.0], [0.0, 0.75, 0.0]])
    first = first_day(row("RED"), row("RED"), row("BLUE"), shares=shares)
    rows = [row("RED"), row("RED"), row("BLUE")]
    assert first.memory(january(1), own(*rows)) == pytest.approx(0.4 * np.column_stack([shares, [0.25, 0.0, 0.25]]))
    lost = [row("RED"), told("BLUE"), row("BLUE")]
    assert first.memory(january(11), own(*lost)) == pytest.approx(
        0.2 * np.array([[0.25, 0.25, 0, 0.25], [0.5, 0, 0, 0], [0, 0.75, 0, 0.25]])
    )


def test_ground_that_was_fought_over_since_remembers_nothing():
    """Of RED's two places one is left to it: half of 0.4 there."""
    first = first_day(row("RED"), row("RED"), shares=np.array([[1.0, 0.0, 0.0]] * 2))
    remembered = first.memory(january(1), own(row("RED"), told("RED", Status.CONTESTED)))
    assert remembered.tolist() == [[0.2, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]


def test_where_the_first_day_says_nothing_nothing_is_remembered():
    first = first_day(NONE, NONE)
    silent = replace(first.beginning, labels=EvidenceLabels(first.beginning.labels.party, np.zeros(2)))
    assert replace(first, beginning=silent).memory(january(1), own(NONE, NONE)).tolist() == [[0.0] * 4] * 2


def test_a_row_of_the_first_day_stands_against_others_of_that_day_and_not_against_stronger_reports():
    """RED's row of weight 1 between two places of BLUE of weight 4: BLUE has 8/13 there, RED 5/13. In the west BLUE's
    8/13 come from dated reports, in the east, 300 km off, from rows of the first day too."""
    pulls = ((BLUE, 4.0), (RED, 1.0), (BLUE, 4.0))
    both = ground(*pulls, *pulls, km=(0, 0, 300, 0, 0))
    assert both.shares[[1, 4], :2] == pytest.approx(np.array([[5 / 13, 8 / 13]] * 2), abs=1e-3)
    rows = [row("BLUE"), row("RED"), row("BLUE")]
    states = [told("BLUE"), row("RED"), told("BLUE"), *rows]
    stands = first_day(*rows, *rows).stands(both, own(*states))
    assert stands.dtype == bool
    assert stands.tolist() == [False, False, False, False, True, False]


def test_however_little_a_row_of_the_first_day_weighs_no_other_of_that_day_overrules_it():
    rows = [row("BLUE"), row("RED"), row("BLUE")]
    world = ground((BLUE, 4.0), (RED, 0.25), (BLUE, 4.0))
    assert first_day(*rows).stands(world, own(*rows)).tolist() == [False, True, False]


def test_the_more_a_side_lost_the_less_its_rows_stand_against():
    """BLUE's dated report of weight 1 brings RED's row of weight 1 a fifth of its ground, the row itself 2/5; with RED
    left with one of its three places that is 2/15."""
    pulls = ((BLUE, 1.0), (RED, 1.0), (BLUE, 9.0), (BLUE, 9.0))
    world = ground(*pulls, km=(0, 300, 300))
    world = replace(world, holder=np.array([BLUE, BLUE, BLUE, BLUE]))
    assert world.shares[1, :2] == pytest.approx([2 / 3, 1 / 3], abs=1e-3)
    now = [told("BLUE"), row("RED"), told("BLUE"), told("BLUE")]
    alone, first = row("BLUE"), row("RED")
    assert first_day(alone, first, alone, alone).stands(world, own(*now)).tolist() == [False, True, False, False]
    assert first_day(first, first, first, first).stands(world, own(*now)).tolist() == [False] * 4


def test_only_rows_of_the_first_day_stand_and_none_that_weighs_nothing():
    rows = [row("BLUE"), row("RED"), row("BLUE")]
    of_today = [row("BLUE"), told("RED"), row("BLUE")]
    assert first_day(*rows).stands(ground((BLUE, 4.0), (RED, 1.0), (BLUE, 4.0)), own(*of_today)).tolist() == [False] * 3
    assert first_day(*rows).stands(ground((BLUE, 4.0), (RED, 0.0), (BLUE, 4.0)), own(*rows)).tolist() == [False] * 3
    assert first_day(*rows).stands(ground((BLUE, 4.0), (RED, 9.0), (BLUE, 4.0)), own(*rows)).dtype == bool
