"""Which rows of a gazetteer are one place, and that a dense one takes no more memory than its rows."""

from __future__ import annotations

import tracemalloc
from itertools import combinations

import numpy as np
import pytest
import shapely

from ingest.new_theatre.same_places import same_places

NEAR_M = 1_500.0


def joined_pair_by_pair(xy, keys, apart):
    """The smallest row of each row's place: every pair looked at, until nothing changes."""
    first = list(range(len(xy)))
    pairs = [
        (one, other)
        for one, other in combinations(range(len(xy)), 2)
        if keys[one] & keys[other] and apart[one] == apart[other] and np.hypot(*(xy[one] - xy[other])) <= NEAR_M
    ]
    while True:
        least = list(first)
        for one, other in pairs:
            least[one] = least[other] = min(least[one], least[other])
        if least == first:
            return first
        first = least


@pytest.mark.parametrize("seed", range(20))
def test_rows_near_each_other_and_of_one_name_are_one_place_as_pair_by_pair(seed):
    random = np.random.default_rng(seed)
    xy = random.uniform(-4_000, 4_000, (25, 2))
    keys = [frozenset(random.choice(["a", "b", "c"], random.integers(0, 3)).tolist()) for _ in xy]
    apart = (random.random(25) < 0.3).tolist()
    assert same_places([""] * 25, shapely.points(xy), keys, apart) == joined_pair_by_pair(xy, keys, apart)


@pytest.mark.parametrize(("metres", "same"), [(1_499.0, [0, 0]), (1_500.0, [0, 0]), (1_501.0, [0, 1])])
def test_the_distance_is_measured_across_squares_of_the_plane(metres, same):
    points = shapely.points([(-700.0, 5.0), (-700.0 + metres, 5.0)])
    assert same_places(["", ""], points, [frozenset("a")] * 2, [False] * 2) == same


@pytest.mark.thorough
def test_three_thousand_villages_of_one_name_on_four_kilometres_take_little_memory():
    """All pairs of them that are near would be 4 million, over 60 MB in numbers alone."""
    points = shapely.points(np.random.default_rng(0).uniform(0, 4_000, (3_000, 2)))
    keys, nothing = [frozenset({"village"})] * 3_000, [""] * 3_000
    tracemalloc.start()
    same = same_places(nothing, points, keys, [False] * 3_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert set(same) == {0}
    assert peak < 10e6
