"""Line work cut into arcs: every path comes back, and what two paths share is kept once."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as some

from map.arcs import Arcs, cut_into_arcs, in_runs, simplified

corners = some.tuples(some.integers(0, 3), some.integers(0, 3))


def joined(cut: Arcs, path: int) -> list[tuple[int, int]]:
    """The vertices of a path, as the browser puts them together."""
    found: list[tuple[int, int]] = []
    for arc in cut.chains[path]:
        vertices = [tuple(map(int, at)) for at in (cut.arcs[arc] if arc >= 0 else cut.arcs[~arc][::-1])]
        assert not found or found[-1] == vertices[0]
        found += vertices[1:] if found else vertices
    return found


def plain(path: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without repeats; a closed path turned to begin at its least turn."""
    path = [at for n, at in enumerate(path) if n == 0 or at != path[n - 1]]
    if len(path) < 2 or path[0] != path[-1]:
        return path
    ring, least = path[:-1], min(path)
    return min(ring[n:] + ring[:n] for n, at in enumerate(ring) if at == least)


def whole(*paths: list[tuple[int, int]]) -> list[np.ndarray]:
    return [np.array(path, dtype=np.int64).reshape(-1, 2) for path in paths]


@given(some.lists(some.lists(corners, min_size=1, max_size=12), max_size=6), some.booleans())
def test_every_path_comes_back_in_its_own_direction(paths, closed):
    given_paths = [[*path, path[0]] if closed else path for path in paths]
    cut = cut_into_arcs(whole(*given_paths))
    assert [plain(joined(cut, n)) for n in range(len(paths))] == [plain(path) for path in given_paths]


def test_an_edge_of_two_squares_is_kept_once():
    left = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    right = [(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]
    cut = cut_into_arcs(whole(left, right))
    assert sorted(len(arc) for arc in cut.arcs) == [2, 4, 4]


def test_a_ring_and_the_same_ring_run_backwards_from_elsewhere_are_one_arc():
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    other = [(1, 1), (1, 0), (0, 0), (0, 1), (1, 1)]
    cut = cut_into_arcs(whole(ring, other))
    assert len(cut.arcs) == 1
    assert cut.chains == [[0], [-1]] or cut.chains == [[-1], [0]]


def test_a_line_that_ends_on_a_ring_cuts_it_there():
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    cut = cut_into_arcs(whole(ring, [(1, 0), (1, 1)]))
    assert sorted(len(arc) for arc in cut.arcs) == [2, 4]


def test_nothing_cuts_into_nothing():
    assert cut_into_arcs([]) == Arcs([], [])


@given(some.lists(some.integers(-9, 9)))
def test_runs_unroll_to_the_chain_they_are_made_of(chain):
    runs = in_runs(chain)
    unrolled = [n for first, length in zip(runs[::2], runs[1::2], strict=True) for n in range(first, first + length)]
    assert unrolled == chain


def test_a_ring_walked_again_is_one_run_either_way_round():
    ring = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    spurs = [[(x, y), (9 + x, 9 + y)] for x, y in ring[:-1]]
    cut = cut_into_arcs(whole(ring, ring[::-1], *spurs))
    assert [in_runs(chain) for chain in cut.chains[:2]] == [[0, 4], [-4, 4]]


def test_a_bend_goes_from_both_sides_of_an_edge_and_the_forks_stay():
    """Two squares of 100 units whose common edge bends by 3 in its middle."""
    west = [(0, 0), (100, 0), (103, 50), (100, 100), (0, 100), (0, 0)]
    east = [(100, 0), (200, 0), (200, 100), (100, 100), (103, 50), (100, 0)]
    cut = cut_into_arcs(whole(west, east))
    fewer = simplified(cut, 5)
    assert set(joined(fewer, 0)) == {(0, 0), (100, 0), (100, 100), (0, 100)}
    assert set(joined(fewer, 1)) == {(100, 0), (200, 0), (200, 100), (100, 100)}
    assert set(joined(simplified(cut, 2), 0)) == set(west)


def test_an_island_stays_one_however_small_and_a_point_and_a_straight_line_stay_as_they_are():
    island, point, line = [(10, 10), (12, 10), (12, 12), (10, 12), (10, 10)], [(50, 50)], [(0, 0), (90, 0)]
    fewer = simplified(cut_into_arcs(whole(island, point, line)), 40)
    assert len(set(joined(fewer, 0))) >= 3
    assert joined(fewer, 1) == point
    assert joined(fewer, 2) == line


@pytest.mark.thorough
@given(some.integers(0, 50), some.integers(1, 60))
def test_no_ground_is_lost_or_told_twice_between_cells_that_are_simplified(seed, tolerance):
    """Twelve areas of sixty cells in a square of 1,000 units, each run round one way, and what lies outside the other
    way: every edge is run both ways, so that all areas together are nothing."""
    random = np.random.default_rng(seed)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(random.integers(0, 1000, (60, 2)))))
    cells = shapely.set_precision(shapely.intersection(cells, shapely.box(0, 0, 1000, 1000)), 1)
    areas = shapely.get_parts(shapely.orient_polygons([shapely.coverage_union_all(cells[n::12]) for n in range(12)]))
    outside = shapely.reverse(shapely.orient_polygons(shapely.coverage_union_all(cells)))
    paths = [shapely.get_coordinates(ring).astype(int).tolist() for ring in shapely.get_rings([*areas, outside])]
    cut = simplified(cut_into_arcs(whole(*paths)), tolerance)
    assert sum(twice_the_area(joined(cut, path)) for path in range(len(paths))) == 0


def twice_the_area(ring: list[tuple[int, int]]) -> int:
    return sum(x * down - right * y for (x, y), (right, down) in pairwise(ring))
