"""How far a front line moved: short lines on the equator, distances that can be added up by hand."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo.common.crs import ELLIPSOID
from geo.control import front_shift
from geo.control.front_shift import FrontMoved, front_moved

EXTENT = (-1.0, -1.0, 1.0, 1.0)
KM = 1 / 110.574
"""One km northward on the equator, degrees."""


def lines(*shapes):
    return gpd.GeoDataFrame(geometry=[shapely.LineString(xy) for xy in shapes], crs=4326)


HERE = lines([(0, 0), (0, 1e-6)])
EQUATOR = lines([(-0.9, 0), (0.9, 0)])


def at(bearing, km):
    """A line of a few centimetres, so far off in that direction."""
    lon, lat, _ = ELLIPSOID.fwd(0, 0, bearing, km * 1000)
    return lines([(lon, lat), (lon, lat + 1e-6)])


def eastward(north_km, km):
    """A line so long, along the equator so far north of it."""
    return [(0, north_km * KM), (km / 111.32, north_km * KM)]


def test_half_of_the_line_is_nearer_than_the_median_and_none_of_it_farther_than_the_most():
    later = lines(*(at(bearing, km).geometry[0].coords for bearing, km in ((90, 3), (0, 5), (180, 4))))
    moved = front_moved(HERE, later, EXTENT)
    assert (moved.median_km, moved.max_km) == (pytest.approx(4, abs=0.01), pytest.approx(5, abs=0.01))


def test_a_line_is_measured_every_kilometre_or_closer_and_a_shorter_one_once():
    """Twice on the 1.1 km that lie 1 km off, once on each 0.9 km that lie 3 km off: 1, 1, 3, 3."""
    moved = front_moved(EQUATOR, lines(eastward(1, 1.1), eastward(3, 0.9), eastward(-3, 0.9)), EXTENT)
    assert moved.median_km == pytest.approx(2, abs=0.001)
    assert moved.max_km == pytest.approx(3, abs=0.001)


def test_a_line_that_leads_away_is_measured_in_the_middle_of_its_pieces_and_at_its_end():
    moved = front_moved(EQUATOR, lines([(0, 0), (0, 4 * KM)]), EXTENT)
    assert moved.median_km == pytest.approx(2, abs=0.001)
    assert moved.max_km == pytest.approx(4, abs=0.001)


def test_the_nearest_of_all_lines_of_the_day_before_counts():
    assert front_moved(lines(eastward(0, 5), eastward(9, 5)), lines(eastward(7, 5)), EXTENT).max_km == pytest.approx(
        2, abs=0.001
    )


def test_a_line_of_two_parts_is_measured_on_both():
    both = gpd.GeoDataFrame(geometry=[shapely.MultiLineString([eastward(1, 0.5), eastward(3, 0.5)])], crs=4326)
    moved = front_moved(EQUATOR, both, EXTENT)
    assert (moved.median_km, moved.max_km) == (pytest.approx(2, abs=0.001), pytest.approx(3, abs=0.001))


def test_a_line_that_is_nowhere_farther_than_figures_tell_has_stayed(monkeypatch):
    near, far = (front_moved(HERE, at(90, km), EXTENT) for km in (0.04, 10))
    assert (near.stayed, far.stayed) == (True, False)
    assert near.max_km == pytest.approx(0.04, abs=0.001)
    monkeypatch.setattr(front_shift, "STAYED_KM", far.max_km)
    assert not far.stayed  # just as far as counts


def test_without_a_line_on_one_of_the_days_there_is_no_movement():
    assert front_moved(HERE.iloc[:0], HERE, EXTENT) is None
    assert front_moved(HERE, HERE.iloc[:0], EXTENT) is None
    assert isinstance(front_moved(HERE, HERE, EXTENT), FrontMoved)
