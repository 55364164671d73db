"""Which places are neighbours, and how near: a handful of points by the equator, where a degree is 111 km."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.control.neighbour_graph import neighbour_graph, neighbours_of

EXTENT = (-1.0, -1.0, 1.0, 1.0)


def graph(*xy, tied_to=None):
    return neighbour_graph(np.array([shapely.Point(one) for one in xy], dtype=object), EXTENT, tied_to)


def test_three_places_are_neighbours_of_each_other():
    found = graph((0, 0), (0.1, 0), (0, 0.1))
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert found.km == pytest.approx([11.13, 11.06, 15.69], abs=0.05)
    assert found.xy.shape == (3, 2)


def test_two_places_across_a_pair_that_lies_closer_are_no_neighbours():
    """Four corners of a kite: the two at its sides are 4 km apart, those at its ends 20."""
    found = graph((0.09, 0), (0, 0.018), (0, -0.018), (-0.09, 0))
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 2], [1, 3], [2, 3]]
    assert found.km[2] == pytest.approx(3.98, abs=0.01)


@pytest.mark.parametrize(("count", "pairs"), [(0, []), (1, []), (2, [[0, 1]])])
def test_up_to_two_places_are_all_neighbours(count, pairs):
    found = graph(*((number / 10, 0.0) for number in range(count)))
    assert (found.pairs.tolist(), found.count) == (pairs, count)
    assert len(found.km) == len(pairs)


def test_a_place_that_is_tied_has_one_neighbour_and_does_not_stand_between_others():
    """The third lies between the first two, and belongs to the fourth."""
    found = graph((0, 0), (0.1, 0), (0.05, 0), (0.05, 0.1), tied_to={2: 3})
    assert found.pairs.tolist() == [[0, 1], [0, 3], [1, 3], [2, 3]]
    assert found.km[3] == pytest.approx(11.06, abs=0.05)


def test_places_are_numbered_by_their_id_and_a_quarter_goes_with_its_city():
    places = gpd.GeoDataFrame(
        {"place_id": ["d", "c", "b", "a"], "part_of": ["", "", "d", ""]},
        geometry=shapely.points([(0, 0), (0.1, 0), (0.05, 0.01), (0, 0.1)]),
        crs=4326,
    )
    found = neighbours_of(places, EXTENT)
    assert found.pairs.tolist() == [[0, 2], [0, 3], [1, 3], [2, 3]]
    assert found.km[2] == pytest.approx(5.67, abs=0.05)
