"""How far a front line moved, and which way: short lines on the equator, distances that can be added up by hand."""

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


@pytest.mark.parametrize(
    ("bearings", "wind"),
    [
        ((-22, 0, 22), "N"),
        ((23, 67), "NE"),
        ((68, 112), "E"),
        ((113, 157), "SE"),
        ((158, 180, -158), "S"),
        ((-157, -113), "SW"),
        ((-112, -68), "W"),
        ((-67, -23), "NW"),
    ],
)
def test_the_way_a_line_went_is_the_nearest_of_eight_winds(bearings, wind):
    assert {front_moved(HERE, at(bearing, 10), EXTENT).direction for bearing in bearings} == {wind}


def test_it_goes_the_way_of_the_part_that_moved_farthest():
    later = lines(*(at(bearing, km).geometry[0].coords for bearing, km in ((90, 3), (0, 5), (180, 4))))
    moved = front_moved(HERE, later, EXTENT)
    assert (moved.median_km, moved.max_km) == (pytest.approx(4, abs=0.01), pytest.approx(5, abs=0.01))
    assert moved.direction == "N"


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


def test_a_line_that_is_nowhere_farther_than_figures_tell_has_no_direction():
    near = front_moved(HERE, at(90, 0.04), EXTENT)
    assert (near.stayed, near.direction) == (True, "")
    assert near.max_km == pytest.approx(0.04, abs=0.001)


def test_a_line_that_moved_just_as_far_as_counts_has_a_direction(monkeypatch):
    monkeypatch.setattr(front_shift, "STAYED_KM", front_moved(HERE, at(90, 10), EXTENT).max_km)
    moved = front_moved(HERE, at(90, 10), EXTENT)
    assert (moved.stayed, moved.direction) == (False, "E")


def test_without_a_line_on_one_of_the_days_there_is_no_movement():
    assert front_moved(HERE.iloc[:0], HERE, EXTENT) is None
    assert front_moved(HERE, HERE.iloc[:0], EXTENT) is None
    assert isinstance(front_moved(HERE, HERE, EXTENT), FrontMoved)
