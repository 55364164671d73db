"""How sure it is who holds ground: a number from 0 to 1, told in three steps, and what it makes of a figure in km².

docs/methods.md says how often each step was right where it could be tried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.control.nested_dissection import Floats, Rows
from geo.control.state import State
from geo.control.voronoi import VoronoiCells
from geo.registry.statuses import HELD

Sureness = Literal["sure", "likely", "doubtful"]
STEPS: tuple[Sureness, ...] = ("sure", "likely", "doubtful")
LEAST: Mapping[Sureness, float] = {"sure": 0.8, "likely": 0.4, "doubtful": 0.0}
"""From how much on, of 1, ground counts as sure, and as likely."""

FAR_AT_MOST = 0.7
"""Ground far from its place, or from every place that reports speak of, is likely at best."""

ROUNDS = 3
"""So many times drawn ground takes the mean of itself and of what lies beside it."""


def step_of(sure: float) -> Sureness:
    """The step of a sureness, 0 to 1."""
    return next(step for step in STEPS if sure >= LEAST[step])


def far_pieces(cells: VoronoiCells, states: Mapping[str, State]) -> NDArray[np.bool_]:
    """(pieces,) whether each lies far from its place, or that place from all that reports speak of by then."""
    place_ids, owner = cells.places
    near = np.fromiter((states[place_id].near for place_id in place_ids), bool)
    return np.asarray(cells.is_far | ~near[owner])


def sureness_of_pieces(cells: VoronoiCells, states: Mapping[str, State]) -> Floats:
    """(pieces,) how sure it is who holds each piece, 0 to 1: as of its place, but likely at best where it is far."""
    place_ids, owner = cells.places
    sure = np.array([states[place_id].sure for place_id in place_ids])[owner]
    far = far_pieces(cells, states)
    sure[far] = np.minimum(sure[far], FAR_AT_MOST)
    return np.asarray(sure)


def drawn_steps(cells: VoronoiCells, alike: Rows, sure: Floats) -> Rows:
    """(pieces,) number of the step in STEPS that each piece is drawn in.

    A map of thousands of small cells that differ by little is read as noise: each piece takes the mean of its own
    sureness and that of the pieces it borders which are held `alike` (pieces,), by the length they share.
    """
    left, right = cells.edges["left"].to_numpy(), cells.edges["right"].to_numpy()
    same = alike[left] == alike[right]
    one, other = np.concatenate([left[same], right[same]]), np.concatenate([right[same], left[same]])
    shared = np.tile(cells.edges["length_km"].to_numpy()[same], 2)
    around = np.bincount(one, weights=shared, minlength=len(sure))
    bordered = around > 0
    drawn = np.array(sure)
    for _ in range(ROUNDS):
        beside = np.bincount(one, weights=shared * drawn[other], minlength=len(sure))
        drawn[bordered] = (drawn[bordered] + beside[bordered] / around[bordered]) / 2
    return np.asarray(np.searchsorted(-np.array([LEAST[step] for step in STEPS]), -drawn))


def ground_range(cells: VoronoiCells, states: Mapping[str, State]) -> dict[str, tuple[float, float]]:
    """Least and most of the ground of `cells` that each faction has, km² (EPSG:6933).

    Least: what it holds or claims, the doubtful left out. Most: all it holds or claims, and what it may hold besides:
    the ground it contests or disputes, and doubtful ground of others, or of nobody, where its claim is the next.
    """
    place_ids, owner = cells.places
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    of_place = np.fromiter((numbers.setdefault(_parties(states[p]), len(numbers)) for p in place_ids), np.intp)
    doubtful = sureness_of_pieces(cells, states) < LEAST["likely"]
    km2 = np.zeros((len(numbers), 2))
    np.add.at(km2, (of_place[owner], doubtful.astype(np.intp)), cells.area_km2)
    least: defaultdict[str, float] = defaultdict(float)
    most: defaultdict[str, float] = defaultdict(float)
    for (holder, others), number in numbers.items():
        firm, doubted = km2[number].tolist()
        least[holder] += firm
        for party, possibly in {**dict.fromkeys(others, doubted), holder: firm + doubted}.items():
            if party and possibly:
                most[party] += possibly
    return {party: (least[party], most[party]) for party in sorted(most)}


def _parties(state: State) -> tuple[str, tuple[str, ...]]:
    """Who holds or claims ground, and who may hold it besides where that is doubtful."""
    holder = state.controller if state.status in HELD else ""
    return holder, _others(state, holder)


def _others(state: State, holder: str) -> tuple[str, ...]:
    return (state.rival,) if holder or not state.parties else state.parties
