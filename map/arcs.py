"""Line work that many pictures share, cut into arcs of which each is sent once.

The areas of two days have most of their outlines in common, though hardly any whole outline. Cut wherever two
paths part company, what is left are arcs: every path is a chain of them (the idea of TopoJSON).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from map.feature_columns import Whole


@dataclass(frozen=True)
class Arcs:
    """`arcs`: vertices (n, 2) of each, whole numbers. `chains`: for every path the arcs it is made of, one after the
    other; ~k (that is, -1 - k) is arc k run backwards. An arc starts where the one before it in a chain ended.
    """

    arcs: list[Whole]
    chains: list[list[int]]


def cut_into_arcs(paths: Sequence[Whole]) -> Arcs:
    """Cut `paths`, each vertices (n, 2), n >= 1; closed where the first vertex is also the last.

    A chain gives back its path vertex by vertex, save that vertices repeated one after the other become one and
    that a closed path may start at another of its vertices.
    """
    clean = [_without_repeats(path) for path in paths]
    if not clean:
        return Arcs([], [])
    vertices, flat = np.unique(np.concatenate(clean), axis=0, return_inverse=True)
    ids = np.split(flat.ravel(), np.cumsum([len(path) for path in clean])[:-1])
    ends = _places_to_cut(ids, len(vertices))
    known: dict[bytes, int] = {}
    arcs: list[Whole] = []

    def number_of(arc: NDArray[np.intp]) -> int:
        number = known.get(arc.tobytes())
        if number is None:
            number = len(arcs)
            known[arc[::-1].tobytes()] = ~number
            known[arc.tobytes()] = number  # last: an arc that is its own reverse is run forwards
            arcs.append(vertices[arc])
        return number

    chains = []
    for path in ids:
        turned = _begin_at_a_cut(path, ends)
        at = np.flatnonzero(ends[turned[1:-1]]) + 1
        bounds = [0, *at.tolist(), len(turned) - 1]
        pieces = pairwise(bounds)
        chains.append([number_of(np.ascontiguousarray(turned[a : b + 1])) for a, b in pieces])
    return Arcs(arcs, chains)


def simplified(cut: Arcs, tolerance: float) -> Arcs:
    """The arcs without what lies nearer than `tolerance` (in their own units) to a straighter course. Their ends stay
    and no two of them come to cross: paths that shared an arc share it still, with no gap between them."""
    arcs = dict(enumerate(cut.arcs))
    bent = {number: arc for number, arc in arcs.items() if len(arc) > 2}
    lines = shapely.multilinestrings(np.array([shapely.linestrings(arc) for arc in bent.values()], dtype=object))
    for number, line in zip(bent, shapely.get_parts(shapely.simplify(lines, tolerance)), strict=True):
        arcs[number] = shapely.get_coordinates(line).astype(np.int64)
    return replace(cut, arcs=list(arcs.values()))


def in_runs(chain: Sequence[int]) -> list[int]:
    """A chain as first number and length of each run that counts up by one: first, length, first, length ...

    Arcs are numbered as the paths are walked, so what two pictures share is a few long runs, either way round: ~k is
    followed by ~(k - 1), which is one more.
    """
    numbers = np.asarray(chain, dtype=np.int64)
    starts = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 2) != 1)
    lengths = np.diff(starts, append=len(numbers))
    runs: list[int] = np.column_stack([numbers[starts], lengths]).ravel().tolist()
    return runs


def _without_repeats(path: Whole) -> Whole:
    moved = np.ones(len(path), dtype=bool)
    moved[1:] = (path[1:] != path[:-1]).any(axis=1)
    return path[moved]


def _places_to_cut(ids: list[NDArray[np.intp]], count: int) -> NDArray[np.bool_]:
    """Vertices where the line work forks, or where an open path ends."""
    steps = np.concatenate([np.column_stack([path[:-1], path[1:]]) for path in ids])
    steps = np.unique(np.sort(steps, axis=1), axis=0)
    cut = np.bincount(steps.ravel(), minlength=count) != 2
    for path in ids:
        if path[0] != path[-1]:
            cut[path[[0, -1]]] = True
    return cut


def _begin_at_a_cut(path: NDArray[np.intp], cut: NDArray[np.bool_]) -> NDArray[np.intp]:
    """A closed path turned to begin where it is cut, or at its lowest vertex where it is cut nowhere."""
    if len(path) < 2 or path[0] != path[-1]:
        return path
    ring = path[:-1]
    first = int(np.flatnonzero(cut[ring])[0]) if cut[ring].any() else int(ring.argmin())
    turned = np.roll(ring, -first)
    return np.append(turned, turned[0])
