"""Exact answers of a sparse symmetric system whose unknowns lie on a map and touch their neighbours only.

Nested dissection (George 1973): a line of places cuts the map in two halves that do not touch, each half is cut again,
and so on; halves are eliminated before the line between them. All matrices stay small, so that thousands of places cost
milliseconds. Where to cut depends on who touches whom alone, and is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

LEAF = 64
"""So many places or fewer are eliminated together and cut no further."""


@dataclass(frozen=True, eq=False)
class _Block:
    """Unknowns eliminated together: `own`, their rows; `edge`, the rows they, or those eliminated before them, touch
    and that are eliminated later. `links`: numbers of the pairs told here first, `ends` their positions among own and
    edge. `parent`: number of the block that takes up what is left, `at` the positions of `edge` in it; -1 for none.
    """

    own: Rows
    edge: Rows
    links: Rows
    ends: tuple[Rows, Rows]
    parent: int
    at: Rows


@dataclass(frozen=True, eq=False)
class Dissection:
    """The order in which `count` unknowns are eliminated; each block comes before its parent."""

    count: int
    blocks: tuple[_Block, ...]

    @classmethod
    def of(cls, xy: Floats, pairs: NDArray[np.intp]) -> Self:
        """Unknowns at `xy` (n, 2), in any plane, of which `pairs` (m, 2) touch."""
        owns, parents = zip(*_cut(xy, pairs), strict=True) if len(xy) else ((), ())
        step = np.empty(len(xy), dtype=np.intp)
        for number, own in enumerate(owns):
            step[own] = number
        first = step[pairs].min(axis=1)
        by_first = np.argsort(first, kind="stable")
        starts = np.searchsorted(first[by_first], np.arange(len(owns) + 1))
        passed_on: list[list[Rows]] = [[] for _ in owns]
        edges, told = [], []
        for number, parent in enumerate(parents):
            links = by_first[starts[number] : starts[number + 1]]
            touched = np.unique(np.concatenate([pairs[links].ravel(), *passed_on[number]]))
            edge = touched[step[touched] > number]
            if parent >= 0:
                passed_on[parent].append(edge)
            edges.append(edge)
            told.append(links)
        place = np.empty(len(xy), dtype=np.intp)
        blocks: list[_Block] = []
        for number in reversed(range(len(owns))):
            own, edge, links, parent = owns[number], edges[number], told[number], parents[number]
            at = np.empty(0, dtype=np.intp)
            if parent >= 0:
                place[np.concatenate([owns[parent], edges[parent]])] = np.arange(len(owns[parent]) + len(edges[parent]))
                at = place[edge]
            place[np.concatenate([own, edge])] = np.arange(len(own) + len(edge))
            ends = place[pairs[links, 0]], place[pairs[links, 1]]
            blocks.append(_Block(own, edge, links, ends, parent, at))
        return cls(len(xy), tuple(reversed(blocks)))

    def factorise(self, diagonal: Floats, weights: Floats) -> EliminatedSystem:
        """The matrix with `diagonal` (n,), and minus `weights` (m,) at each of the pairs, eliminated.

        It has to be positive definite: each diagonal entry larger than the weights of its row.
        """
        left: list[list[tuple[Rows, Floats]]] = [[] for _ in self.blocks]
        inverses, reaches = [], []
        for number, block in enumerate(self.blocks):
            many = len(block.own)
            table = np.zeros((many + len(block.edge),) * 2)
            table[np.arange(many), np.arange(many)] = diagonal[block.own]
            one, other = block.ends
            table[one, other] = table[other, one] = -weights[block.links]
            for at, rest in left[number]:
                table[at[:, None], at] += rest
            inverse = np.asarray(np.linalg.inv(table[:many, :many]), dtype=np.float64)
            reach = inverse @ table[:many, many:]
            if block.parent >= 0:
                rest = table[many:, many:] - table[many:, :many] @ reach
                left[block.parent].append((block.at, rest))
            left[number] = []
            inverses.append(inverse)
            reaches.append(reach)
        return EliminatedSystem(self, tuple(inverses), tuple(reaches))


@dataclass(frozen=True, eq=False)
class EliminatedSystem:
    """The matrix of `Dissection.factorise`, ready for any right-hand side.

    For each block `inverses` of its own part after elimination of those before it, and `reaches`: how its own unknowns
    answer to those of its edge, with the sign changed.
    """

    order: Dissection
    inverses: tuple[Floats, ...]
    reaches: tuple[Floats, ...]

    def solve(self, right: Floats) -> Floats:
        """Solution for `right`, (n,) or (n, k), of the same shape."""
        found = np.array(right, dtype=np.float64)
        steps = list(zip(self.order.blocks, self.inverses, self.reaches, strict=True))
        for block, _, reach in steps:
            found[block.edge] -= reach.T @ found[block.own]
        for block, inverse, reach in reversed(steps):
            found[block.own] = inverse @ found[block.own] - reach @ found[block.edge]
        return found

    def inverse_diagonal(self) -> Floats:
        """(n,) diagonal of the inverse: how strongly each unknown answers to its own right-hand side."""
        diagonal = np.empty(self.order.count)
        tables: dict[int, Floats] = {}
        for number in reversed(range(len(self.order.blocks))):
            block, inverse, reach = self.order.blocks[number], self.inverses[number], self.reaches[number]
            outside = tables[block.parent][block.at[:, None], block.at] if block.parent >= 0 else np.empty((0, 0))
            across = -reach @ outside
            own = inverse - across @ reach.T
            diagonal[block.own] = np.diagonal(own)
            tables[number] = np.block([[own, across], [across.T, outside]])
        return diagonal


def _cut(xy: Floats, pairs: NDArray[np.intp]) -> Iterator[tuple[Rows, int]]:
    """Rows of each block and the number of its parent, or -1; each block before its parent."""
    found: list[tuple[Rows, int]] = []  # parents first, numbered in this order
    waiting = [(np.arange(len(xy), dtype=np.intp), pairs, -1)]
    half = np.zeros(len(xy), dtype=np.int8)
    while waiting:
        rows, inside, parent = waiting.pop()
        if len(rows) <= LEAF:
            found.append((rows, parent))
            continue
        along = xy[rows, np.ptp(xy[rows], axis=0).argmax()]
        half[rows] = 1
        half[rows[np.argsort(along, kind="stable")[len(rows) // 2 :]]] = 2
        ends = half[inside]
        crossing = ends[:, 0] != ends[:, 1]
        line = np.unique(np.where(ends[crossing] == 1, inside[crossing], -1))
        line = line[line >= 0]
        half[line] = 0
        found.append((line, parent))
        number = len(found) - 1
        for side in (1, 2):
            part = rows[half[rows] == side]
            if len(part):
                waiting.append((part, inside[(half[inside] == side).all(axis=1)], number))
    last = len(found) - 1
    return ((rows, last - parent if parent >= 0 else -1) for rows, parent in reversed(found))
