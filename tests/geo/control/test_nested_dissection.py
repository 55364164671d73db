"""The solver gives what the dense matrix gives, whatever the graph hangs together like."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from threadpoolctl import threadpool_info

from geo.control import nested_dissection
from geo.control.nested_dissection import Block, Dissection


def dense(diagonal: np.ndarray, pairs: np.ndarray, weights: np.ndarray) -> np.ndarray:
    matrix = np.diag(diagonal)
    matrix[pairs[:, 0], pairs[:, 1]] -= weights
    matrix[pairs[:, 1], pairs[:, 0]] -= weights
    return matrix


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """A few places are cut as thousands would be."""
    monkeypatch.setattr(nested_dissection, "LEAF", 2)


def test_three_in_a_row_by_hand():
    """Ends held at 1 and 0 by a weight of 1, the middle between: 3/4, 1/2, 1/4."""
    order = Dissection.of(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]]), np.array([[0, 1], [1, 2]]))
    system = order.factorise(np.array([2.0, 2.0, 2.0]), np.array([1.0, 1.0]))
    assert system.solve(np.array([1.0, 0.0, 0.0])) == pytest.approx([0.75, 0.5, 0.25])


def test_one_thread_works_on_small_matrices():
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}


def cuts(block: Block) -> tuple[list[int], list[object]]:
    """Rows of a block, and those of its parts."""
    return block.own.tolist(), [cuts(part) for _, part in block.parts]


def test_a_map_is_cut_across_its_longer_way_by_places_that_touch_the_other_half(monkeypatch):
    """Four columns of three places, numbered column by column from below:

    2  5  8  11
    1  4  7  10
    0  3  6   9

    The second column keeps the first from the rest. The rest is higher than wide; of its lower half, 6, 9 and 7, the
    last two touch the upper.
    """
    monkeypatch.setattr(nested_dissection, "LEAF", 3)
    xy = np.array([(x, y) for x in range(4) for y in range(3)], dtype=float)
    upward = [(row, row + 1) for row in range(12) if row % 3 < 2]
    across = [(row, row + 3) for row in range(9)]
    root = Dissection.of(xy, np.array(upward + across)).root
    assert cuts(root) == ([3, 4, 5], [([0, 1, 2], []), ([7, 9], [([6], []), ([8, 10, 11], [])])])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.integers(1, 25), some.integers(0, 2**32 - 1), some.floats(0.0, 0.6))
def test_it_solves_and_inverts_as_the_dense_matrix_does(count, seed, density):
    numbers = np.random.default_rng(seed)
    possible = np.argwhere(np.triu(np.ones((count, count)), 1))
    pairs = possible[numbers.random(len(possible)) < density].reshape(-1, 2)
    weights = numbers.uniform(0.1, 1.0, len(pairs))
    diagonal = 0.5 + np.bincount(pairs.ravel(), weights=np.repeat(weights, 2), minlength=count)
    system = Dissection.of(numbers.random((count, 2)), pairs).factorise(diagonal, weights)
    matrix = dense(diagonal, pairs, weights)
    right = numbers.random((count, 3))
    assert system.solve(right) == pytest.approx(np.linalg.solve(matrix, right))
    assert system.solve(right[:, 0]) == pytest.approx(np.linalg.solve(matrix, right[:, 0]))
    assert system.inverse_diagonal() == pytest.approx(np.diagonal(np.linalg.inv(matrix)))
