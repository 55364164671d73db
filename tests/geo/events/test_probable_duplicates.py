"""Events that two sources likely both tell of."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

from geo.events.probable_duplicates import probable_duplicates

MONITOR, REGISTER, PRESS = "monitor.csv", "register.csv", "press.xlsx"


def told(event_id: str, origin: str, **more: object) -> dict[str, object]:
    return {
        "event_id": event_id,
        "origin": origin,
        "count_as": "incident",
        "event_type": "Battles",
        "event_date": pd.Timestamp("2025-01-02"),
        "location_en": "West",
        "adm1_pcode": "XX01",
        "time_precision": 1,
        "geo_precision": 1,
        "lon": 0.505,
        "lat": 0.505,
        "abroad": False,
        **more,
    }


def likely(*rows: dict[str, object]) -> dict[str, str]:
    frame = pd.DataFrame(rows).set_index("event_id", drop=False)
    events = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=4326)
    return {key: value for key, value in probable_duplicates(events).items() if value}


def test_two_sources_that_tell_of_one_type_place_and_day_likely_tell_of_one_event():
    assert likely(told("a", MONITOR), told("b", REGISTER)) == {"b": "a"}


def test_one_source_that_tells_of_two_events_means_two():
    assert likely(told("a", MONITOR), told("b", MONITOR)) == {}


def test_of_several_sources_the_one_that_tells_most_is_kept():
    assert likely(told("a", MONITOR), told("b", REGISTER), told("c", REGISTER)) == {"a": "b"}


@pytest.mark.parametrize(
    "other",
    [
        {"event_type": "Riots"},
        {"event_date": pd.Timestamp("2025-01-03")},
        {"location_en": "East", "lon": 1.5},
        {"time_precision": 2},
        {"geo_precision": 2},
        {"abroad": True},
    ],
)
def test_another_type_day_or_place_or_a_vague_one_is_another_event(other):
    assert likely(told("a", MONITOR), told("b", REGISTER, **other)) == {}


def test_a_place_is_the_same_by_its_name_or_by_its_point():
    assert likely(told("a", MONITOR), told("b", REGISTER, location_en="West City", lon=0.6)) == {"b": "a"}
    assert likely(told("a", MONITOR), told("b", REGISTER, location_en="Wst")) == {"b": "a"}


@pytest.mark.parametrize(("lon", "same"), [(0.500, {"b": "a"}), (0.519, {"b": "a"}), (0.521, {}), (0.499, {})])
def test_points_in_one_square_of_two_hundredths_of_a_degree_are_one_place(lon, same):
    """The square about 0.505 runs from 0.50 to 0.52."""
    assert likely(told("a", MONITOR), told("b", REGISTER, location_en="Elsewhere", lon=lon)) == same
    assert likely(told("a", MONITOR), told("b", REGISTER, location_en="Elsewhere", lat=lon)) == same


def test_the_order_of_the_rows_is_irrelevant():
    rows = [told("a", MONITOR), told("b", REGISTER), told("c", REGISTER), told("d", PRESS, location_en="Wst")]
    assert likely(*rows) == likely(*rows[::-1]) == {"a": "b", "d": "b"}
