"""What may not be said of ground that is drawn, cell by cell, and what is made of it where it may."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.common.errors import SchemaError
from geo.control.ground_polygons import areas_of, check_ground, places_inside, reports_of_ground
from geo.validation.readers import ROW_IN_FILE, UNREADABLE
from tests.geo.control.test_report_log import FACTIONS
from tests.worlds import january, row

PLACES = gpd.GeoDataFrame(
    {"place_id": ["west", "east"], "name_en": ["West", "East"]},
    geometry=shapely.points([(0.5, 0.5), (1.5, 0.5)]), index=["west", "east"], crs=4326,
)  # fmt: skip
EXTENT = (0.0, 0.0, 2.0, 1.0)
SQUARE, BOTH = shapely.box(0, 0, 1, 1), shapely.box(0, 0, 2, 1)
ROAD = shapely.LineString([(0.4, 0.5), (0.6, 0.5)])


def ground(ground_id="g", shape=SQUARE, day="2025-01-05", controller="BLUE", **more):
    said = {
        key: value for key, value in row("", controller, day).items() if key not in ("place_id", "report_id", "scope")
    }
    return {**said, "ground_id": ground_id, "geometry": shape, **more}


def checked(*rows, places=PLACES):
    raw = gpd.GeoDataFrame(list(rows), geometry="geometry", crs=4326).assign(**{ROW_IN_FILE: range(1, len(rows) + 1)})
    return check_ground(
        raw, factions=FACTIONS, places=places, extent=EXTENT, span=(january(2), january(20)), file="ground.geojson"
    )


def told(part):
    return [(one.column, one.value, one.fault, one.remedy, one.reason) for found in part.rejected for one in found]


DRAW = "Draw a polygon, or a line with the distance its ground reaches beside it."
OUTLINE = "Draw it so that its outline never crosses itself; two grounds that touch at a point are two polygons."
CORNERS = "An outline has three corners or more, a line two."
SPAN = "is outside the days of the theatre, 2025-01-02 to 2025-01-20"
WIDEN = "Give a day of the theatre, or widen the span in theatre.toml."
WIDTH = "Give a distance in km, above 0 and up to 50; or close the line to a polygon."
NO_WIDTH = "does not say how far beside the line its ground reaches"
NO_PLACE = "holds no place of the gazetteer, so that no ground would change"
LARGER = "Draw it larger, or say who holds a place near it."
CHECK = "Check it against the source."
CROSSES = "is an outline that crosses or touches itself"
BOW_TIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
FLAT = shapely.from_wkt("POLYGON ((0 0, 1 1, 0 0, 0 0))")
with np.errstate(invalid="ignore"):
    NO_NUMBER = shapely.LineString([(0, 0), (1, np.nan)])
FAULTS = {
    "nothing drawn": (ground(shape=None), ("geometry", "empty", "has no shape", DRAW, "no-shape")),
    "a point": (ground(shape=shapely.Point(0.5, 0.5)), ("geometry", "Point", "is no ground", DRAW, "not-ground")),
    "an outline that crosses itself": (
        ground(shape=BOW_TIE),
        ("geometry", "Self-intersection[0.5 0.5]", CROSSES, OUTLINE, "self-crossing"),
    ),
    "an outline along one line": (
        ground(shape=FLAT),
        ("geometry", shapely.is_valid_reason(FLAT), "has too few corners to be a ground", CORNERS, "too-few-corners"),
    ),
    "a corner that is no number": (
        ground(shape=NO_NUMBER, within_km=1),
        (
            "geometry", shapely.is_valid_reason(NO_NUMBER), "has a corner that is no number",
            "Write each corner as longitude, latitude, or export it again.", "no-number",
        ),
    ),
    "a line without a width": (ground(shape=ROAD), ("within_km", "empty", NO_WIDTH, WIDTH, "no-width")),
    "a line of no width": (ground(shape=ROAD, within_km=0), ("within_km", "0.0", NO_WIDTH, WIDTH, "no-width")),
    "a line of a width below none": (
        ground(shape=ROAD, within_km=-1), ("within_km", "-1.0", "is less than 0", CHECK, "too-small"),
    ),
    "a line wider than can be meant": (
        ground(shape=ROAD, within_km=51), ("within_km", "51.0", "is more than 50", CHECK, "too-large"),
    ),
    "a polygon with a width": (
        ground(within_km=1),
        ("within_km", "1.0", "stands beside a polygon", "It is of lines alone: leave it empty.", "width-of-polygon"),
    ),
    "a day before the theatre": (
        ground(day="2025-01-01"), ("event_date", "2025-01-01", SPAN, WIDEN, "outside-days"),
    ),
    "a day after the theatre": (
        ground(day="2025-01-21"), ("event_date", "2025-01-21", SPAN, WIDEN, "outside-days"),
    ),
    "a day of publication before it": (
        ground(published_on="2025-01-04"),
        (
            "published_on", "2025-01-04", "is before the day that it tells of",
            "Nobody tells of what is yet to come: check both days, or leave the day of publication empty.",
            "published-before",
        ),
    ),
    "ground without a place inside": (
        ground(shape=shapely.box(0.1, 0.4, 0.4, 0.6)),
        ("geometry", "Polygon", NO_PLACE, f"{LARGER} The nearest, West, lies 11.1 km off.", "no-place-inside"),
    ),
    "ground nearer to the second place": (
        ground(shape=shapely.box(1.6, 0.4, 1.9, 0.6)),
        ("geometry", "Polygon", NO_PLACE, f"{LARGER} The nearest, East, lies 11.1 km off.", "no-place-inside"),
    ),
    "a faction that holds no ground": (
        ground(controller="UN"), ("controller", "UN", "is not known here", "Use one of BLUE, RED.", "unknown-word"),
    ),
    "no id": (ground(""), ("ground_id", "empty", "is empty", "Fill it in.", "empty")),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_set_aside_and_the_rest_stands(name):
    drawn, expected = FAULTS[name]
    part = checked(ground("sound", shape=BOTH), drawn)
    assert told(part) == [expected]
    assert (part.rejected[0][0].file, part.rejected[0][0].row) == ("ground.geojson", 2)
    assert list(part.accepted.index) == ["sound"]


@pytest.mark.parametrize("box", [(-181, 0, 1, 1), (0, 0, 181, 1), (0, -91, 1, 1), (0, 0, 1, 91)])
def test_ground_off_the_globe_is_set_aside(box):
    said = ("geometry", "Polygon", "is off the globe", "Write longitude, latitude in degrees.", "off-globe")
    part = checked(ground("sound"), ground(shape=shapely.box(*box)))
    assert told(part) == [said]
    assert list(part.accepted.index) == ["sound"]


def test_what_stands_where_a_shape_should_is_told_once():
    (fault,) = told(checked(ground(shape=None, **{UNREADABLE: "POLYGON"})))
    assert fault[:3] == ("geometry", "POLYGON", "is not what GeoJSON has there")


SOUND = {
    "on the first day": ground(day="2025-01-02"),
    "on the last day": ground(day="2025-01-20"),
    "a line of the widest": ground(shape=ROAD, within_km=50),
    "a line of several parts": ground(shape=shapely.MultiLineString([ROAD]), within_km=1),
    "several polygons": ground(shape=shapely.MultiPolygon([SQUARE])),
    "the whole globe": ground(shape=shapely.box(-180, -90, 180, 90)),
}


@pytest.mark.parametrize("name", SOUND)
def test_ground_may_be(name):
    assert told(checked(SOUND[name])) == []


def test_of_two_grounds_of_one_id_the_second_is_set_aside():
    assert [one[:3] for one in told(checked(ground(), ground()))] == [("ground_id", "g", "stands twice")]


def test_ground_needs_these_cells():
    needed = (
        "ground_id, controller, status, event_date, date_precision, standing, disagrees, asserted_by, reliability, "
        "credibility"
    )
    with pytest.raises(SchemaError, match=f"^ground.geojson.* lacks the columns {needed}"):
        checked({"geometry": SQUARE})


def test_without_a_gazetteer_no_place_is_the_nearest():
    assert [one[2:4] for one in told(checked(ground(), places=PLACES.iloc[:0]))] == [(NO_PLACE, LARGER)]


def test_ground_stands_by_day_and_id_with_its_shape_what_is_meant_by_it_and_the_places_inside():
    part = checked(ground("c"), ground("b", shape=ROAD, within_km=1, day="2025-01-04"), ground("a", shape=BOTH))
    assert list(part.accepted.index) == list(part.accepted["ground_id"]) == ["b", "a", "c"]
    assert part.accepted.index.name is None
    assert part.accepted["place_ids"].tolist() == [("west",), ("west", "east"), ("west",)]
    assert part.accepted.geometry["b"].equals(ROAD)
    assert part.accepted["area"]["b"].contains(shapely.Point(0.5, 0.508))
    assert part.accepted["area"]["c"].equals(SQUARE)


def test_no_ground_is_none():
    part = checked(ground()).accepted.iloc[:0]
    assert len(checked(*part.to_dict("records"), ground("g")).accepted) == 1


def test_the_ends_of_a_line_are_round_and_several_lines_reach_as_far_as_each_says():
    """Along the equator 0.1° is 11.13 km. The corner 4 km on and 4 km up from an end is 5.7 km off."""
    lines = [shapely.LineString([(0.1, 0.0), (1.0, 0.0)]), SQUARE, shapely.LineString([(0.1, 0.5), (1.0, 0.5)])]
    five, square, ten = areas_of(np.array(lines), np.array([5.0, np.nan, 10.0]), (0.0, -1.0, 2.0, 1.0))
    assert square is SQUARE
    assert shapely.contains_xy(five, [1.044, 1.046, 1.036], [0, 0, 0.036]).tolist() == [True, False, False]
    assert shapely.contains_xy(ten, [0.5, 0.5], [0.589, 0.591]).tolist() == [True, False]


def test_places_inside_are_told_in_the_order_of_the_gazetteer():
    assert places_inside(np.array([BOTH, shapely.box(1, 0, 2, 1)]), PLACES) == [("west", "east"), ("east",)]
    assert places_inside(np.array([BOTH]), PLACES.iloc[::-1]) == [("east", "west")]
    assert places_inside(np.array([BOTH, None]), PLACES)[1] == ()


def test_ground_is_a_report_about_every_place_inside_it():
    made = reports_of_ground(checked(ground("g", shape=BOTH)).accepted)
    assert list(made.index) == list(made["report_id"]) == ["g-west", "g-east"]
    assert made.index.name is None
    assert made[["ground_id", "place_id", "scope"]].to_numpy().tolist() == [
        ["g", "west", "polygon"], ["g", "east", "polygon"],
    ]  # fmt: skip
    assert not {"area", "within_km", "geometry", "place_ids"} & set(made.columns)
    assert pd.Timestamp("2025-01-05") == made["event_date"].iloc[0]
