"""The ground a sheet shows, and the true measures on its edge."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from briefing.sheet.map_frame import edge_ticks, frame_for, plane_for, round_step, scale_bar_km

HAMA = (36.1, 34.7, 38.4, 35.8)
SYRIA = (35.5, 32.2, 42.5, 37.4)


def test_a_country_of_one_utm_zone_is_drawn_in_that_zone():
    assert plane_for(SYRIA)[1] == "WGS 84 / UTM zone 37N (EPSG:32637)"


def test_ground_wider_than_a_zone_is_drawn_in_a_plane_of_true_areas_about_its_middle():
    crs, name = plane_for((20.0, 40.0, 42.0, 60.0))
    assert name == "Lambert azimuthal equal-area about 50.0°N 31.0°E"
    assert crs.is_projected


def test_the_southern_half_of_the_world_has_its_own_zones():
    assert plane_for((30.0, -5.0, 32.0, -3.0))[1] == "WGS 84 / UTM zone 36S (EPSG:32736)"


def test_an_area_far_from_every_land_is_framed_all_the_same():
    assert frame_for(HAMA, 200, 100, limit=(177.0, 78.0, 179.0, 79.0)).box == frame_for(HAMA, 200, 100).box


@given(st.floats(40, 300), st.floats(40, 300))
def test_a_frame_shows_all_of_its_area_and_fills_the_paper(width, height):
    frame = frame_for(HAMA, width, height)
    west, south, east, north = frame.bounds
    assert west <= HAMA[0]
    assert south <= HAMA[1]
    assert east >= HAMA[2]
    assert north >= HAMA[3]
    assert (frame.width_mm, frame.height_mm) == (pytest.approx(width), pytest.approx(height))


def test_a_frame_stays_where_there_is_data():
    limit = (33.5, 30.5, 44.5, 39.0)
    frame = frame_for(SYRIA, 400, 100, limit)
    west, south, east, north = frame.bounds
    assert west >= limit[0] - 1e-6
    assert east <= limit[2] + 1e-6
    assert frame.width_mm < 400
    assert south < SYRIA[1]
    assert north > SYRIA[3]


def test_the_scale_bar_is_as_long_on_paper_as_the_ellipsoid_says():
    frame = frame_for(HAMA, 200, 150)
    lon, lat = frame.middle
    km = scale_bar_km(frame)
    east, _, _ = Geod(ellps="WGS84").fwd(lon, lat, 90, km * 1000)
    x, _ = frame.to_mm(*frame.xy([lon, east], [lat, lat]))
    assert x[1] - x[0] == pytest.approx(km * 1000 / frame.metres_per_mm, rel=0.001)


def test_meridians_and_parallels_are_marked_at_round_degrees_where_they_meet_the_edge():
    frame = frame_for(HAMA, 200, 150)
    ticks = edge_ticks(frame)
    assert {(tick.degrees, tick.letter) for tick in ticks if tick.side == "bottom"} >= {(37.0, "E"), (38.0, "E")}
    tick = next(tick for tick in ticks if (tick.degrees, tick.letter) == (37.0, "E"))
    x = frame.box[0] + tick.at * frame.metres_per_mm
    back, _ = frame.xy([37.0], [frame.bounds[1]])
    assert x == pytest.approx(float(back[0]), abs=600)


@given(st.floats(0.05, 400))
def test_a_round_step_is_round_and_not_over_what_was_asked(rough):
    step = round_step(rough)
    assert step <= rough + 1e-9
    assert f"{step:.0e}"[0] in "125"


@pytest.mark.parametrize(
    ("rough", "step"),
    [(0.01, 0.05), (0.06, 0.05), (0.24, 0.1), (0.26, 0.25), (0.7, 0.5), (1.9, 1), (2.4, 2), (7, 5), (12, 10), (26, 20)],
)
def test_the_round_step_is_the_largest_that_is_not_over_it(rough, step):
    assert round_step(rough) == pytest.approx(step)


def test_north_is_up_in_the_middle_of_a_zone_and_turned_away_from_it():
    assert frame_for((38.0, 34.0, 40.0, 36.0), 100, 100).north_degrees == pytest.approx(0, abs=0.05)
    assert abs(frame_for((36.0, 34.0, 36.5, 34.5), 100, 100).north_degrees) > 1
