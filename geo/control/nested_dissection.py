"""Exact answers of a sparse symmetric system whose unknowns lie on a map and touch their neighbours only.

Nested dissection (George 1973): a line of places cuts the map in two halves that do not touch, each half is cut again,
and so on; halves are eliminated before the line between them. All matrices stay small, so that thousands of places cost
milliseconds. Where to cut depends on who touches whom alone, and is worked out once.

Matrices that small are worked on by one thread: several wait for each other longer than they work, ten times as long
where other programs keep the processors busy, and how many a machine has is nothing an answer should depend on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

LEAF = 64
"""So many places or fewer are eliminated together and cut no further."""

threadpool_limits(limits=1, user_api="blas")


@dataclass(frozen=True, eq=False)
class Block:
    """Unknowns eliminated together: `own`, their rows; `edge`, the rows they, or those of their parts, touch and that
    are eliminated later. `links`: numbers of the pairs told here first, `ends` (2, m) their positions among own and
    edge. `parts`: the halves eliminated before, each with the positions of its edge among own and edge.
    """

    own: Rows
    edge: Rows
    links: Rows
    ends: Rows
    parts: tuple[tuple[Rows, Block], ...]

    def eliminated(self, diagonal: Floats, weights: Floats) -> tuple[EliminatedBlock, Floats]:
        """The block eliminated, and what that adds to the matrix of its edge."""
        many = len(self.own)
        table = np.zeros((many + len(self.edge),) * 2)
        table[np.arange(many), np.arange(many)] = diagonal[self.own]
        one, other = self.ends
        table[one, other] = table[other, one] = -weights[self.links]
        parts = []
        for at, part in self.parts:
            done, rest = part.eliminated(diagonal, weights)
            table[at[:, None], at] += rest
            parts.append((at, done))
        inverse = np.linalg.inv(table[:many, :many])
        reach = inverse @ table[:many, many:]
        rest = table[many:, many:] - table[many:, :many] @ reach
        return EliminatedBlock(self.own, self.edge, inverse, reach, tuple(parts)), rest


@dataclass(frozen=True, eq=False)
class Dissection:
    """How `count` unknowns are eliminated: the parts of each block before itself, `root` the last."""

    count: int
    root: Block

    @classmethod
    def of(cls, xy: Floats, pairs: NDArray[np.intp]) -> Self:
        """Unknowns at `xy` (n, 2), in any plane, of which `pairs` (m, 2) touch."""
        return cls(len(xy), _cut(xy, pairs, np.arange(len(xy)), np.arange(len(pairs))))

    def factorise(self, diagonal: Floats, weights: Floats) -> EliminatedSystem:
        """The matrix with `diagonal` (n,), and minus `weights` (m,) at each of the pairs, eliminated.

        It has to be positive definite: each diagonal entry larger than the weights of its row.
        """
        root, _ = self.root.eliminated(diagonal, weights)
        return EliminatedSystem(self.count, root)


@dataclass(frozen=True, eq=False)
class EliminatedBlock:
    """`inverse` of the matrix of its `own` unknowns after elimination of its `parts`, and `reach`: how they answer to
    those of its `edge`, with the sign changed. Each of the parts has the positions of its edge among own and edge."""

    own: Rows
    edge: Rows
    inverse: NDArray[np.floating]
    reach: Floats
    parts: tuple[tuple[Rows, EliminatedBlock], ...]

    def forward(self, found: Floats) -> None:
        """Take the block, and its parts before, out of the right-hand sides of `found`."""
        for _, part in self.parts:
            part.forward(found)
        found[self.edge] -= self.reach.T @ found[self.own]

    def backward(self, found: Floats) -> None:
        """Put the answers of the block, and then of its parts, into `found`, where those of its edge stand."""
        found[self.own] = self.inverse @ found[self.own] - self.reach @ found[self.edge]
        for _, part in self.parts:
            part.backward(found)

    def fill_diagonal(self, diagonal: Floats, outside: Floats) -> None:
        """Put the diagonal of the whole inverse into `diagonal`; `outside` is that inverse at the edge."""
        across = -self.reach @ outside
        own = self.inverse - across @ self.reach.T
        diagonal[self.own] = np.diagonal(own)
        table = np.block([[own, across], [across.T, outside]])
        for at, part in self.parts:
            part.fill_diagonal(diagonal, table[at[:, None], at])


@dataclass(frozen=True, eq=False)
class EliminatedSystem:
    """The matrix of `Dissection.factorise`, ready for any right-hand side."""

    count: int
    root: EliminatedBlock

    def solve(self, right: Floats) -> Floats:
        """Solution for `right`, (n,) or (n, k), of the same shape."""
        found = right.copy()
        self.root.forward(found)
        self.root.backward(found)
        return found

    def inverse_diagonal(self) -> Floats:
        """(n,) diagonal of the inverse: how strongly each unknown answers to its own right-hand side."""
        diagonal = np.empty(self.count)
        self.root.fill_diagonal(diagonal, np.empty((0, 0)))
        return diagonal


def _cut(xy: Floats, pairs: Rows, rows: Rows, links: Rows) -> Block:
    """The block that cuts `rows` in two halves, where these are more than LEAF, and its parts; `links` are the numbers
    of the pairs with an end among them."""
    if len(rows) <= LEAF:
        return _block(pairs, rows, links, [])
    along = xy[rows, np.ptp(xy[rows], axis=0).argmax()]
    one, other = np.split(rows[np.lexsort([along])], [len(rows) // 2])
    touching = pairs[links]
    line = np.unique(touching[np.isin(touching, one) & np.isin(touching[:, ::-1], other)])
    parts, of_line = [], np.full(len(links), True)
    for half in (np.setdiff1d(one, line), np.sort(other)):
        of_half = np.isin(touching, half).any(axis=1)
        parts.append(_cut(xy, pairs, half, links[of_half]))
        of_line &= ~of_half
    return _block(pairs, line, links[of_line], parts)


def _block(pairs: Rows, own: Rows, links: Rows, parts: Sequence[Block]) -> Block:
    """The block of the rows `own` and the pairs `links`, with its `parts`."""
    edge = np.setdiff1d(np.concatenate([pairs[links].ravel(), *(part.edge for part in parts)]), own)
    rows = np.concatenate([own, edge])
    order = np.argsort(rows)

    def positions(some: Rows) -> Rows:
        return np.asarray(order[np.searchsorted(rows, some, sorter=order)])

    return Block(own, edge, links, positions(pairs[links].T), tuple((positions(part.edge), part) for part in parts))
