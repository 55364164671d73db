"""Who holds a place where no report of its own decides: the side whose evidence reaches it most strongly along its
neighbours.

Harmonic labels (Zhu, Ghahramani and Lafferty 2003): each place takes the mean of its neighbours, nearer ones counting
more, and is drawn to its own evidence the more it weighs. docs/methods.md has the rule in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geo.control.neighbour_graph import NeighbourGraph
from geo.control.nested_dissection import Dissection, EliminatedSystem, Floats

NOBODY = -1
TIE = 1e-9


@dataclass(frozen=True, eq=False)
class EvidenceLabels:
    """What pulls each place by itself: `party` (n,) its number or NOBODY, `weight` (n,) >= 0.

    A place that pulls for nobody, left by its holder, weakens the claim of all to the ground around it.
    """

    party: NDArray[np.intp]
    weight: Floats


@dataclass(frozen=True, eq=False)
class Ground:
    """The answer for every place. `shares`: (n, parties), 0 to 1; what a row lacks of 1 is nobody's.

    `holder`: (n,) number of the party that holds each place, or NOBODY; `margin`: (n,) how sure, 0 to 1: the share of
    the holder's side less that of the next, be it nobody's. `rival`: (n,) strongest party of the next side, or where
    nobody holds the place of the strongest side; NOBODY where none pulls. `diagonal` (n,): of the system that gave it.
    """

    shares: Floats
    holder: NDArray[np.intp]
    margin: Floats
    rival: NDArray[np.intp]
    labels: EvidenceLabels
    links: GroundLinks
    diagonal: Floats

    @cached_property
    def answer(self) -> Floats:
        """(n,) how strongly each place answers to its own evidence."""
        return self.system.inverse_diagonal()

    @cached_property
    def system(self) -> EliminatedSystem:
        """The system that gave it, eliminated anew: it takes twelve times the room of the rest, and of most days nobody
        asks for it."""
        return self.links.order.factorise(self.diagonal, self.links.weight)

    def pulls(self, place: int) -> Floats:
        """(n,) part of the share of `place` that each place's evidence brings it, its own among them."""
        unit = np.zeros(len(self.holder))
        unit[place] = 1.0
        return np.asarray(self.system.solve(unit) * self.labels.weight)


@dataclass(frozen=True, eq=False)
class GroundLinks:
    """How strongly neighbours pull each other, on all days alike: `weight` (m,) of each of `pairs` (m, 2)."""

    pairs: NDArray[np.intp]
    weight: Floats
    order: Dissection


def links_of(graph: NeighbourGraph, *, half_km: float, leak: float) -> GroundLinks:
    """Links of `graph`: 1 next door, half at `half_km`, falling with the square of the distance; one that pulls no more
    than `leak` does not count."""
    weight = 1.0 / (1.0 + (graph.km / half_km) ** 2)
    near = weight > leak
    pairs = graph.pairs[near]
    return GroundLinks(pairs, weight[near], Dissection.of(graph.xy, pairs))


def settle(
    links: GroundLinks, labels: EvidenceLabels, sides: Sequence[str], *, leak: float, memory: Floats | None = None
) -> Ground:
    """Ground of every place.

    `sides`: the side of each party, by its number; parties of a side count together against the others. `leak`: how
    strongly nobody pulls at every place, so that ground far from all evidence stays nobody's; `memory`
    (n, parties + 1): how strongly what was known before draws each place to each party, and in the last column to
    nobody.
    """
    diagonal = labels.weight + leak
    for end in (0, 1):
        diagonal += np.bincount(links.pairs[:, end], weights=links.weight, minlength=len(diagonal))
    right = by_party(labels, len(sides))
    if memory is not None:
        right += memory[:, :-1]
        diagonal += memory.sum(axis=1)
    shares = links.order.factorise(diagonal, links.weight).solve(right)
    return Ground(shares, *strongest(shares, sides), labels, links, diagonal)


def strongest(shares: Floats, sides: Sequence[str]) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
    """(holder, margin, rival) of each row, as `Ground` has them.

    The strongest party of the strongest side holds; NOBODY does where another side, or nobody, pulls as strongly, and
    everywhere where there is no party.
    """
    if not sides:
        nobody = np.full(len(shares), NOBODY)
        return nobody, np.zeros(len(shares)), nobody
    names = list(dict.fromkeys(sides))
    side_of = np.array([names.index(side) for side in sides])
    by_side = np.stack([shares[:, side_of == number].sum(axis=1) for number in range(len(names))], axis=1)
    rows = np.arange(len(shares))

    def of_side(number: NDArray[np.intp]) -> NDArray[np.intp]:
        """Strongest party of a side in each row, NOBODY where it does not pull."""
        party = np.where(side_of[None, :] == number[:, None], shares, -np.inf).argmax(axis=1)
        return np.where(by_side[rows, number] > TIE, party, NOBODY)

    best = by_side.argmax(axis=1)
    others = by_side.copy()
    others[rows, best] = 0.0
    margin = by_side[rows, best] - np.maximum(others.max(axis=1), 1.0 - by_side.sum(axis=1))
    held = margin > TIE
    second = np.where(others.max(axis=1) > 0.0, of_side(others.argmax(axis=1)), NOBODY)
    holder, rival = np.where(held, of_side(best), NOBODY), np.where(held, second, of_side(best))
    return holder, np.clip(margin, 0.0, 1.0), rival


def steady(ground: Ground, before: NDArray[np.intp], sides: Sequence[str], *, lead: float) -> Ground:
    """`ground` in which each place stays with whom it had `before` (n,), a party's number or NOBODY, until another is
    ahead by more than `lead`, 0 to 1, of all that pulls there: a side of the side, of one side a party of the party.

    Who keeps a place though another side, or nobody, is ahead is not sure of it, and that one is its rival.
    """
    of_side = np.array([*(sides.index(side) for side in sides), len(sides)])  # NOBODY, the last, is of its own
    together = np.zeros((len(before), len(sides) + 1))
    for party, side in enumerate(of_side[:-1].tolist()):
        together[:, side] += ground.shares[:, party]
    together[:, -1] = 1.0 - ground.shares.sum(axis=1)
    alone = np.hstack([ground.shares, together])  # NOBODY, -1, is the last column of both
    rows, now = np.arange(len(before)), ground.holder
    one_side = of_side[now] == of_side[before]
    ahead = np.where(
        one_side,
        alone[rows, now] - alone[rows, before],
        together[rows, of_side[now]] - together[rows, of_side[before]],
    )
    stays = (now != before) & (ahead <= lead)
    doubted = stays & ~one_side
    return replace(
        ground,
        holder=np.where(stays, before, now),
        margin=np.where(doubted, 0.0, ground.margin),
        rival=np.where(doubted, now, ground.rival),
    )


def without_own(ground: Ground, own: Floats) -> Floats:
    """(n, parties) shares each place would have without what pulls it by itself.

    `own`: (n, parties) what goes with the place: its evidence, and of the memory what rests on it.
    """
    answer = ground.answer
    return (ground.shares - answer[:, None] * own) / (1.0 - answer * ground.labels.weight)[:, None]


def by_party(labels: EvidenceLabels, parties: int) -> Floats:
    """(n, parties) weight of what pulls each place by itself, in the column of its party."""
    told = np.flatnonzero(labels.party != NOBODY)
    table = np.zeros((len(labels.party), parties))
    table[told, labels.party[told]] = labels.weight[told]
    return table
