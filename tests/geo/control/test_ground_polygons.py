"""Ground drawn over places: what a polygon and a line mean, which places lie inside, and what cannot be ground."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
import shapely

from geo.control.ground_polygons import areas_of, places_inside
from geo.control.report import Scope
from geo.theatre.loader import read_theatre
from tests.worlds import january, place, point, rectangle, row, write_theatre

EXTENT = (0.0, 0.0, 2.0, 1.0)
TOWNS = [place(f"t{lon}", lon / 10, 0.5) for lon in (2, 6, 10, 14, 18)]
"""Five towns along the middle, 0.4° apart, about 44.5 km."""
BASELINE = [row(f"t{lon}", "RED", "2025-01-01", scope="baseline") for lon in (2, 6, 10, 14, 18)]


def ground(ground_id="g", geometry=None, day="2025-01-10", controller="BLUE", **more):
    """A feature of control/ground.geojson: BLUE in the west, over the first two towns."""
    said = {
        key: value for key, value in row("", controller, day).items() if key not in ("place_id", "report_id", "scope")
    }
    shape = rectangle(0, 0, 0.8, 1) if geometry is None else geometry
    return {"type": "Feature", "geometry": shape, "properties": {**said, "ground_id": ground_id, **more}}


def world(folder, *drawn, reports=()):
    written = write_theatre(folder, places=TOWNS, reports=[*BASELINE, *reports])
    collection = {"type": "FeatureCollection", "features": list(drawn)}
    (written / "control" / "ground.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return read_theatre(written)


def holders(theatre, day):
    states = theatre.control.states(january(day), None)
    return "".join((states[town].controller or "?")[0] for town in ("t2", "t6", "t10", "t14", "t18"))


def line(*lons):
    return {"type": "LineString", "coordinates": [[lon, 0.5] for lon in lons]}


def test_a_polygon_is_a_report_about_every_place_inside_and_no_other(tmp_path):
    theatre = world(tmp_path / "t", ground())
    made = theatre.reports[theatre.reports["ground_id"] == "g"]
    assert list(made["place_id"]) == ["t2", "t6"]
    assert set(made["scope"]) == {Scope.POLYGON.value}
    assert made["origin"].nunique() == 1
    assert (holders(theatre, 9), holders(theatre, 10)) == ("RRRRR", "BBRRR")
    assert "control/ground.geojson: 1" in [f"{account.file}: {account.accepted}" for account in theatre.accounts]


def test_a_point_on_an_outline_is_inside_neither_of_two_grounds_that_meet_there(tmp_path):
    theatre = world(tmp_path / "t")
    west, east = shapely.box(0, 0, 0.6, 1), shapely.box(0.6, 0, 1.2, 1)
    assert places_inside(np.array([west, east]), theatre.places) == [("t2",), ("t10",)]


def test_a_line_is_the_ground_within_its_distance_to_both_sides_and_at_its_ends():
    """Along the equator, 0.1° is 11.13 km: a line of 0.1° with 5 km beside it is 11.13 x 10 km and a disc of 5 km."""
    (area,) = areas_of(np.array([shapely.LineString([(1.0, 0.0), (1.1, 0.0)])]), np.array([5.0]), (0.0, -1.0, 2.0, 1.0))
    inside, outside = shapely.points([(1.05, 0.044), (1.144, 0.0)]), shapely.points([(1.05, 0.046), (1.146, 0.0)])
    assert shapely.contains(area, inside).all()
    assert not shapely.contains(area, outside).any()


def test_places_along_a_line_are_told_of_and_those_beside_it_are_not(tmp_path):
    assert holders(world(tmp_path / "1", ground(geometry=line(0.1, 1.1), within_km=1)), 10) == "BBBRR"
    assert holders(world(tmp_path / "2", ground(geometry=line(0.3, 0.9), within_km=1)), 10) == "RBRRR"


BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def flat(*lons):
    """An outline that goes along a line and back to its beginning."""
    return {"type": "Polygon", "coordinates": [[[lon, 0.5] for lon in (*lons, lons[0], lons[0])]]}


@pytest.mark.parametrize(
    ("drawn", "column", "fault", "remedy"),
    [
        (ground(geometry=BOW_TIE), "geometry", "crosses or touches itself", "never crosses itself"),
        (ground(geometry=flat(0.1, 0.9)), "geometry", "has too few corners", "three corners or more"),
        (ground(geometry=flat(0.1, float("nan"), 0.9)), "geometry", "a corner that is no number", "export it again"),
        (ground(geometry=line(0.1, float("nan")), within_km=1), "geometry", "a corner that is no number", "export it"),
        (ground(geometry=line(0.1, 1.1)), "within_km", "how far beside the line", "or close the line to a polygon"),
        (ground(geometry=line(0.1, 1.1), within_km=0), "within_km", "how far beside the line", "above 0"),
        (ground(within_km=3), "within_km", "stands beside a polygon", "leave it empty"),
        (ground(geometry=point(0.2, 0.5)), "geometry", "is no ground", "Draw a polygon"),
        (ground(geometry=rectangle(0.3, 0, 0.5, 1)), "geometry", "holds no place", "lies 11.1 km off"),
        (ground(geometry=rectangle(0, 0, 200, 1)), "geometry", "is off the globe", "longitude, latitude"),
        (ground(controller="NOBODY"), "controller", "is not known here", "Use one of BLUE"),
        (ground(day="2025-02-01"), "event_date", "outside the days of the theatre", "widen the span"),
        (ground(published_on="2025-01-09"), "published_on", "before the day that it tells of", "check both days"),
        (ground(event_date_earliest="2025-01-12"), "event_date_earliest", "is after event_date", "latest likely day"),
    ],
)
def test_what_cannot_be_ground_is_set_aside_with_fault_and_remedy(tmp_path, drawn, column, fault, remedy):
    theatre = world(tmp_path / "t", drawn)
    ((told,),) = theatre.rejected
    assert (told.file, told.row, told.row_id, told.column) == ("control/ground.geojson", 1, "g", column)
    assert fault in told.fault
    assert remedy in told.remedy
    assert theatre.ground.empty
    assert holders(theatre, 10) == "RRRRR"


def test_a_feature_without_a_shape_is_set_aside(tmp_path):
    drawn = {**ground(), "geometry": None}
    ((told,),) = world(tmp_path / "t", drawn).rejected
    assert told.fault == "has no shape"


def test_a_report_of_the_log_cannot_call_itself_drawn(tmp_path):
    theatre = world(tmp_path / "t", reports=[row("t2", "BLUE", "2025-01-10", scope="polygon")])
    ((told,),) = theatre.rejected
    assert (told.column, told.value) == ("scope", "polygon")


def test_a_better_report_about_one_place_stands_inside_ground_drawn_for_another(tmp_path):
    theatre = world(tmp_path / "t", ground(), reports=[row("t6", "GREEN", "2025-01-10")])
    assert holders(theatre, 10) == "BGRRR"
    history = theatre.control.state_history(None)
    assert history["t6"][-1][1].outweighed == ("g-t6",)


def test_the_order_of_the_ground_changes_nothing(tmp_path):
    drawn = [
        ground("a"),
        ground("b", geometry=rectangle(0.4, 0, 1.2, 1), controller="GREEN"),
        ground("c", geometry=line(0.9, 1.5), within_km=2, day="2025-01-09", controller="NAVY"),
    ]
    told = world(tmp_path / "1", *drawn).control.state_history(None)
    for number in range(2, 5):
        shuffled = random.Random(number).sample(drawn, len(drawn))
        assert world(tmp_path / str(number), *shuffled).control.state_history(None) == told


def test_ground_drawn_of_a_later_day_changes_no_earlier_one(tmp_path):
    early, late = ground("a"), ground("b", geometry=rectangle(0, 0, 2, 1), day="2025-01-12", controller="GREEN")
    before, after = world(tmp_path / "1", early), world(tmp_path / "2", early, late)
    assert [holders(before, day) for day in (8, 10, 11)] == [holders(after, day) for day in (8, 10, 11)]
    assert holders(after, 12) == "GGGGG"


def test_two_grounds_of_one_day_that_differ_are_disputed_where_they_overlap_alone(tmp_path):
    theatre = world(tmp_path / "t", ground("a"), ground("b", geometry=rectangle(0.4, 0, 1.2, 1), controller="GREEN"))
    assert holders(theatre, 10) == "B?GRR"


def test_ground_published_later_is_not_yet_known(tmp_path):
    theatre = world(tmp_path / "t", ground(published_on="2025-01-15"))
    assert theatre.control.states(january(10), january(14))["t2"].controller == "RED"
    assert theatre.control.states(january(10), january(15))["t2"].controller == "BLUE"
