"""Kilometres of highway by the ground under them: squares of one degree on the equator, roads along 0.5° N."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo.control.change import change
from geo.control.highways import highway_km, highways_moved
from geo.control.state import State
from geo.registry.statuses import Status
from tests.geo.control.test_sureness import in_a_row

DEGREE_KM = 111.315
"""From one meridian to the next along 0.5° N on WGS 84."""


def roads(**lines):
    """Roads by their name."""
    shapes = [shapely.LineString(xy) for xy in lines.values()]
    return gpd.GeoDataFrame({"ref": list(lines)}, geometry=shapes, crs=4326)


def by_piece(highways, count=3):
    km = highway_km(in_a_row(count).pieces, highways)
    assert list(km.columns) == ["ref", "place_id", "adm1_pcode", "length_km"]
    return {tuple(row[:3]): pytest.approx(row[3], abs=0.01) for row in km.to_numpy().tolist()}


def test_a_road_is_as_long_in_each_piece_as_it_runs_there():
    assert by_piece(roads(M5=[(0.5, 0.5), (2.25, 0.5)])) == {
        ("M5", "0", "XX01"): DEGREE_KM / 2,
        ("M5", "1", "XX01"): DEGREE_KM,
        ("M5", "2", "XX02"): DEGREE_KM / 4,
    }


def test_stretches_of_one_road_add_up_and_two_roads_stay_apart():
    stretches = roads(a=[(0.1, 0.5), (0.2, 0.5)], b=[(0.5, 0.5), (0.6, 0.5)], M4=[(0.1, 0.5), (0.4, 0.5)])
    stretches["ref"] = ["M5", "M5", "M4"]
    assert by_piece(stretches) == {("M5", "0", "XX01"): 0.2 * DEGREE_KM, ("M4", "0", "XX01"): 0.3 * DEGREE_KM}


def test_a_road_that_leaves_the_ground_and_comes_back_counts_where_it_is_on_it():
    """Out of the north at 0.2° E, back at 0.8° E: half a degree up, half a degree down, nothing of what is between."""
    out_and_back = roads(M5=[(0.2, 0.5), (0.2, 1.5), (0.8, 1.5), (0.8, 0.5)])
    assert by_piece(out_and_back, 2) == {("M5", "0", "XX01"): 110.57}


def test_a_road_that_touches_a_piece_in_one_point_has_no_length_there_and_one_beside_it_no_row():
    """It ends where the first square begins; the box about it reaches into the second, and it does not."""
    assert by_piece(roads(M5=[(0, 0.5), (-1, 0.5)])) == {("M5", "0", "XX01"): 0.0}
    beside = by_piece(roads(M5=[(0.5, 1.2), (0.5, 0.9), (0.9, 1.2), (1.9, 1.2)]))
    assert list(beside) == [("M5", "0", "XX01")]


def test_a_road_on_ground_that_changed_hands_is_told_with_both_holders():
    """RED loses the second square to BLUE and the third to a fight; the first stays with it."""
    red, blue = (State(Status.CONTROLLED, side, (side,)) for side in ("RED", "BLUE"))
    fought = State(Status.CONTESTED, "", ("RED", "BLUE"))
    before, after = dict.fromkeys("0123", red), {"0": red, "1": blue, "2": fought, "3": blue}
    moved = highways_moved(change(in_a_row(4), before, after), roads(M5=[(0.5, 0.5), (4, 0.5)]))
    assert moved[["ref", "before", "after"]].to_numpy().tolist() == [
        ["M5", "RED", "BLUE"],
        ["M5", "RED", "contested"],
    ]
    assert moved["length_km"].tolist() == pytest.approx([2 * DEGREE_KM, DEGREE_KM], abs=0.01)
