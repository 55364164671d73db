"""How finely shapes are sent: as a zoom shows them, side by side as before."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from map.detail import at_zoom, half_a_pixel_deg, shown_around, zoom_of
from map.drawables import Areas, Labels, Lines
from map.styles import AreaStyle, LineStyle

GREY = AreaStyle(colour="#888888")


def side_by_side() -> list[shapely.Polygon]:
    """Two squares of one degree, whose common edge bends by 0.0002 degrees in its middle: a triangle of 0.0001."""
    edge = [(1, 0), (1.0002, 0.5), (1, 1)]
    return [shapely.Polygon([(0, 0), *edge, (0, 1)]), shapely.Polygon([*edge, (2, 1), (2, 0)])]


def test_a_bend_smaller_than_half_a_pixel_goes_from_both_sides_of_an_edge():
    """At zoom 6 half a pixel is 0.011 degrees, its square 0.00012."""
    west, east = at_zoom(Areas.of(side_by_side(), GREY), 6).shapes
    assert west.equals(shapely.box(0, 0, 1, 1))
    assert east.equals(shapely.box(1, 0, 2, 1))


def test_a_bend_that_is_seen_stays():
    """At zoom 7 the square is 0.00003."""
    drawn = Areas.of(side_by_side(), GREY)
    assert shapely.equals_exact(shapely.normalize(at_zoom(drawn, 7).shapes), shapely.normalize(drawn.shapes)).all()


@pytest.mark.parametrize("zoom", [5.0, 8.0, 11.0])
def test_no_ground_is_lost_or_told_twice_at_any_zoom(zoom):
    """Sixteen cells around a hundred points: the outline of all is a square whatever becomes of the edges within."""
    random = np.random.default_rng(3)
    square = shapely.box(0, 0, 1, 1)
    cells = shapely.intersection(
        shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(random.random((100, 2))), extend_to=square)),
        square,
    )
    nearest = (shapely.get_coordinates(shapely.centroid(cells)) * 4).astype(int) @ [1, 4]
    areas = [shapely.union_all(cells[nearest == at], grid_size=1e-9) for at in np.unique(nearest)]
    fewer = at_zoom(Areas.of(areas, GREY), zoom).shapes
    assert shapely.coverage_is_valid(fewer)
    assert shapely.area(fewer).sum() == pytest.approx(1, abs=1e-9)


def test_a_name_that_only_a_nearer_map_has_is_not_sent_yet():
    names = Labels.of([0, 1, 2], [0, 1, 2], ["Hama", "Qamhana", "Suran"], min_zooms=[6, 12, 9], priorities=[1, 3, 2])
    sent = at_zoom(names, 9)
    assert (sent.names, sent.english, sent.lons.tolist()) == (("Hama", "Suran"), ("Hama", "Suran"), [0, 2])
    assert at_zoom(names, 12).names == names.names


def test_areas_that_lap_over_each_other_and_lines_are_sent_as_they_are():
    lapping = Areas.of([shapely.box(0, 0, 1, 1), shapely.box(0.5, 0, 1.5, 1)], GREY)
    line = Lines.of([shapely.LineString([(0, 0), (0.5, 0.0001), (1, 0)])], LineStyle(colour="#888888"))
    assert at_zoom(lapping, 4) is lapping
    assert at_zoom(line, 4) is line


def test_farther_from_the_equator_a_pixel_is_fewer_degrees():
    """At zoom 6 half a pixel is 0.011 degrees on the equator, and half of that at 60 degrees north."""
    assert half_a_pixel_deg(6, (0, -1, 1, 1)) == pytest.approx(0.010986, abs=1e-6)
    assert half_a_pixel_deg(6, (0, 59, 1, 61)) == pytest.approx(0.005493, abs=1e-6)
    north = Areas.of(shapely.transform(np.array(side_by_side(), dtype=object), lambda xy: xy + np.array([0, 60])), GREY)
    assert len(shapely.get_coordinates(at_zoom(north, 6).shapes)) == len(shapely.get_coordinates(north.shapes))


def test_the_whole_world_fills_a_tile_at_zoom_0_and_two_at_zoom_1():
    assert zoom_of((-180, -60, 180, 60), 256) == 0
    assert zoom_of((-180, -60, 180, 60), 512) == 1
    assert zoom_of((0, 0, 45, 10), 256) == 3


def test_the_map_of_a_high_area_shows_what_lies_beside_it():
    west, south, east, north = shown_around((10.0, -7.0, 11.0, 7.0))
    assert (south, north) == (-7, 7)
    assert (west, east) == pytest.approx((10.5 - 9.8, 10.5 + 9.8))
