"""Who holds ground without a report: worlds of a few places worked out by hand, and the laws of the rule."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.control.ground_rule import (
    NOBODY,
    EvidenceLabels,
    Ground,
    by_party,
    links_of,
    settle,
    steady,
    strongest,
    without_own,
)
from geo.control.neighbour_graph import NeighbourGraph

SIDES = ("south", "north")
RED, BLUE = 0, 1


def row(*km: float) -> NeighbourGraph:
    """Places in a row, so many km between one and the next."""
    along = np.cumsum([0.0, *km]) * 1000.0
    pairs = np.array([[n, n + 1] for n in range(len(km))])
    return NeighbourGraph(np.column_stack([along, np.zeros(len(along))]), pairs, np.array(km, dtype=float))


def labels(*told: tuple[int, float]) -> EvidenceLabels:
    party, weight = zip(*told, strict=True)
    return EvidenceLabels(np.array(party), np.array(weight, dtype=float))


NOTHING = (NOBODY, 0.0)


def ground(
    graph: NeighbourGraph,
    told: EvidenceLabels,
    sides: tuple[str, ...] = SIDES,
    leak: float = 0.0,
    memory: np.ndarray | None = None,
) -> Ground:
    return settle(links_of(graph, half_km=3.0, leak=leak), told, sides, leak=leak, memory=memory)


def test_between_two_places_the_nearer_one_pulls_more():
    """Half as strong at 3 km, a fifth at 6: 1/2 against 1/5, beside what each end keeps."""
    middle = ground(row(3, 6), labels((RED, 1e9), NOTHING, (BLUE, 1e9)))
    assert middle.shares[1] == pytest.approx([5 / 7, 2 / 7])
    assert (middle.holder[1], middle.margin[1]) == (RED, pytest.approx(3 / 7))


def test_a_better_proved_place_pulls_more_at_the_same_distance():
    """Each end is drawn to its own evidence and to the middle: 2/3 of RED's share passes, half of BLUE's."""
    middle = ground(row(0, 0), labels((RED, 2.0), NOTHING, (BLUE, 1.0)))
    assert middle.shares[1] == pytest.approx([4 / 7, 3 / 7])


def test_between_two_that_pull_alike_nobody_holds_it():
    middle = ground(row(3, 3), labels((RED, 1.0), NOTHING, (BLUE, 1.0)))
    assert (middle.holder[1], middle.margin[1]) == (NOBODY, pytest.approx(0.0))


def test_ground_far_from_all_evidence_is_nobodys():
    """9 km off a place pulls with 1/10, against nobody's 0.09; 30 km off with 1/101: less, and that counts as none."""
    near, far = (ground(row(km), labels((RED, 1e9), NOTHING), leak=0.09) for km in (9, 30))
    assert near.shares[1, RED] == pytest.approx(0.1 / 0.19)
    assert (near.holder[1], far.holder[1]) == (RED, NOBODY)
    assert far.shares[1].tolist() == [0.0, 0.0]


def test_where_no_party_can_hold_ground_all_of_it_is_nobodys():
    links = links_of(row(1, 2), half_km=5, leak=0.01)
    ground = settle(links, labels(NOTHING, NOTHING, NOTHING), (), leak=0.01)
    assert list(ground.holder) == list(ground.rival) == [NOBODY] * 3
    assert list(ground.margin) == [0, 0, 0]


def test_parties_of_a_side_count_together_and_the_stronger_holds():
    sides = ("south", "north", "north")
    star = NeighbourGraph(np.eye(4, 2), np.array([[0, 1], [0, 2], [0, 3]]), np.array([2.0, 3.0, 3.1]))
    centre = ground(star, labels(NOTHING, (0, 1e9), (1, 1e9), (2, 1e9)), sides)
    assert centre.shares[0, 0] > max(centre.shares[0, 1:])
    assert centre.holder[0] == 1


def test_a_place_its_holder_left_weakens_the_hold_on_its_neighbours():
    stays = ground(row(3, 3), labels((RED, 4.0), NOTHING, NOTHING))
    left = ground(row(3, 3), labels((RED, 4.0), NOTHING, (NOBODY, 4.0)))
    assert left.shares[1, RED] < stays.shares[1, RED]


def test_what_held_before_stays_where_nothing_pulls_harder():
    before = np.array([[1.0, 0.0, 0.0]] * 3)
    after = ground(row(3, 3), labels(NOTHING, NOTHING, (BLUE, 4.0)), memory=before)
    assert after.holder.tolist() == [RED, RED, BLUE]
    assert after.shares[0, RED] > after.shares[1, RED] > after.shares[2, RED]


def world(seed: int) -> tuple[NeighbourGraph, EvidenceLabels]:
    numbers = np.random.default_rng(seed)
    pairs = np.array([[one, other] for one in range(12) for other in range(one + 1, 12) if (one + other) % 3])
    party = numbers.integers(NOBODY, 2, 12)
    return NeighbourGraph(numbers.random((12, 2)), pairs, numbers.uniform(1, 20, len(pairs))), EvidenceLabels(
        party, numbers.uniform(0, 4, 12)
    )


@pytest.mark.parametrize("seed", range(10))
def test_shares_are_between_nothing_and_all_and_nobody_has_the_rest(seed):
    shares = ground(*world(seed), leak=0.01).shares
    assert (shares >= -1e-12).all()
    assert (shares.sum(axis=1) <= 1 + 1e-12).all()


@pytest.mark.parametrize("seed", range(10))
def test_exchanging_the_parties_exchanges_the_answer(seed):
    graph, told = world(seed)
    mirrored = EvidenceLabels(np.where(told.party == NOBODY, NOBODY, 1 - told.party), told.weight)
    one, other = ground(graph, told, leak=0.01), ground(graph, mirrored, leak=0.01)
    assert other.shares[:, ::-1] == pytest.approx(one.shares)
    assert other.margin == pytest.approx(one.margin)
    assert (other.holder == np.where(one.holder == NOBODY, NOBODY, 1 - one.holder)).all()


@pytest.mark.parametrize("seed", range(10))
def test_the_pulls_on_a_place_add_up_to_its_shares(seed):
    graph, told = world(seed)
    found = ground(graph, told, leak=0.01)
    for place in range(graph.count):
        brought = found.pulls(place)
        assert [brought[told.party == party].sum() for party in (RED, BLUE)] == pytest.approx(found.shares[place])


@pytest.mark.parametrize("seed", range(5))
def test_leaving_a_place_out_is_solving_without_what_pulls_it(seed):
    graph, told = world(seed)
    found = ground(graph, told, leak=0.01)
    without = without_own(found, by_party(told, 2))
    for place in range(graph.count):
        weight = told.weight.copy()
        weight[place] = 0.0
        assert without[place] == pytest.approx(
            ground(graph, EvidenceLabels(told.party, weight), leak=0.01).shares[place]
        )


def test_the_strongest_party_of_the_strongest_side_holds_unless_nobody_pulls_as_hard():
    shares = np.array([[0.6, 0.2], [0.4, 0.4], [0.3, 0.1], [0.0, 0.0]])
    holder, margin, rival = strongest(shares, SIDES)
    assert holder.tolist() == [RED, NOBODY, NOBODY, NOBODY]
    assert margin == pytest.approx([0.4, 0.0, 0.0, 0.0])
    assert rival.tolist() == [BLUE, RED, RED, NOBODY]


def told(*shares: tuple[float, ...], sides: tuple[str, ...] = SIDES) -> Ground:
    table = np.array(shares)
    of_any = ground(row(1), labels(NOTHING, NOTHING), leak=1.0)
    return replace(
        of_any, **dict(zip(("holder", "margin", "rival"), strongest(table, sides), strict=True)), shares=table
    )


def test_a_place_stays_with_whom_it_had_until_another_is_clearly_ahead():
    """BLUE is ahead of RED by 0.08, 0.12 and 0.08; the last was BLUE's already."""
    now = steady(told((0.46, 0.54), (0.44, 0.56), (0.46, 0.54)), np.array([RED, RED, BLUE]), SIDES, lead=0.1)
    assert now.holder.tolist() == [RED, BLUE, BLUE]
    assert now.margin == pytest.approx([0.0, 0.12, 0.08])
    assert now.rival.tolist() == [BLUE, RED, RED]


def test_a_place_between_nobody_and_a_party_stays_as_it_was_too():
    """RED pulls with 0.46 and 0.56, nobody with the rest: 0.08 less, and 0.12 more than RED."""
    now = steady(told((0.46, 0.0), (0.46, 0.0), (0.56, 0.0)), np.array([RED, NOBODY, NOBODY]), SIDES, lead=0.1)
    assert now.holder.tolist() == [RED, NOBODY, RED]
    assert now.rival.tolist() == [NOBODY, RED, NOBODY]


def test_parties_of_one_side_keep_their_places_from_each_other_and_the_side_is_as_sure_as_before():
    sides = ("south", "north", "north")
    now = steady(told((0.2, 0.38, 0.42), (0.2, 0.3, 0.5), sides=sides), np.array([1, 1]), sides, lead=0.1)
    assert now.holder.tolist() == [1, 2]
    assert now.margin == pytest.approx([0.6, 0.6])


def test_a_link_that_pulls_no_more_than_nobody_does_not_count():
    """At 3 km a neighbour pulls with a half, next door with 1."""
    assert links_of(row(3, 0), half_km=3.0, leak=0.5).pairs.tolist() == [[1, 2]]
    assert links_of(row(3, 0), half_km=3.0, leak=0.49).weight.tolist() == [0.5, 1.0]


def test_who_is_ahead_by_no_more_than_a_tie_does_not_hold_and_who_pulls_no_more_than_that_is_no_rival(monkeypatch):
    monkeypatch.setattr("geo.control.ground_rule.TIE", 0.25)
    holder, _, rival = strongest(np.array([[0.625, 0.375], [0.6875, 0.3125], [0.75, 0.25], [0.25, 0.0]]), SIDES)
    assert holder.tolist() == [NOBODY, RED, RED, NOBODY]
    assert rival.tolist() == [RED, BLUE, NOBODY, NOBODY]


def test_a_place_has_a_rival_whatever_the_others_have():
    assert strongest(np.array([[0.6, 0.4], [1.0, 0.0]]), SIDES)[2].tolist() == [BLUE, NOBODY]


def test_a_share_a_little_over_the_whole_is_as_sure_as_can_be():
    assert strongest(np.array([[1.0 + 1e-12, 0.0]]), SIDES)[1].tolist() == [1.0]


def test_who_is_ahead_by_just_the_lead_does_not_take_a_place():
    now = steady(told((0.25, 0.75), (0.25, 0.75)), np.array([RED, RED]), SIDES, lead=0.5)
    assert now.holder.tolist() == [RED, RED]
    assert steady(told((0.25, 0.75)), np.array([RED]), SIDES, lead=0.4).holder.tolist() == [BLUE]


def test_parties_of_a_side_count_together_against_the_one_that_had_a_place():
    """0.35 and 0.25 of one side against 0.4: ahead by 0.2."""
    sides = ("south", "north", "north")
    world = told((0.4, 0.35, 0.25), (0.4, 0.35, 0.25), sides=sides)
    assert steady(world, np.array([0, 0]), sides, lead=0.1).holder.tolist() == [1, 1]
    assert steady(world, np.array([0, 0]), sides, lead=0.3).holder.tolist() == [0, 0]


def test_what_nobody_has_of_a_place_is_its_own():
    """Nobody has 0.4 of the first place and nothing of the second: RED is ahead by 0.2 there, and by all here."""
    world = told((0.6, 0.0), (1.0, 0.0))
    assert steady(world, np.array([NOBODY, NOBODY]), SIDES, lead=0.3).holder.tolist() == [NOBODY, RED]
