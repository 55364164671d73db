"""What passes the filters: the same rows, whichever columns are taken first, and no more than is asked for."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.events.filtered_events import FilteredEvents

IDS = ["a", "b", "c", "d"]


@pytest.fixture
def source() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"event_id": IDS, "killed": pd.array([1, None, 3, 4], dtype="Int64")},
        geometry=gpd.points_from_xy([36.0, 37.0, 38.0, 39.0], [35.0] * 4),
        index=pd.Index(IDS),
        crs="EPSG:4326",
    )


def filtered(source: gpd.GeoDataFrame, *rows: int) -> FilteredEvents:
    member = np.array([f"{'possible' if row == 3 else 'certain'}" for row in rows], dtype=object)
    return FilteredEvents(source, np.array(rows, dtype=np.intp), member)


def test_columns_come_in_the_order_of_the_rows_and_are_numbered_from_nought(source):
    columns = filtered(source, 3, 0).columns(["event_id", "membership", "killed"])
    assert columns.to_dict("list") == {"event_id": ["d", "a"], "membership": ["possible", "certain"], "killed": [4, 1]}
    assert list(columns.index) == [0, 1]


def test_a_column_that_is_taken_is_what_the_whole_frame_has(source):
    some = filtered(source, 2, 1)
    assert list(some.columns(["killed"])["killed"].isna()) == list(some.frame["killed"].isna()) == [False, True]
    assert [point.x for point in some.points] == list(some.frame.geometry.x) == [38.0, 37.0]
    assert some.located(["event_id"]).crs == source.crs


def test_the_whole_frame_is_known_by_id_and_says_how_surely_each_lies_in_the_range(source):
    assert filtered(source, 3, 0).frame["membership"].to_dict() == {"d": "possible", "a": "certain"}
    assert list(filtered(source, 3, 0, 1).first(2).index) == ["d", "a"]


def test_whether_an_event_passes_is_asked_by_its_id(source):
    some = filtered(source, 3, 0)
    assert "d" in some
    assert "b" not in some
    assert "z" not in some
    assert len(some) == 2


def test_what_is_not_among_others_is_left_in_its_order_from_one_source_or_from_two(source):
    everything, some = filtered(source, 3, 2, 1, 0), filtered(source, 2, 0)
    assert list(everything.without(some).frame.index) == ["d", "b"]
    assert list(everything.without(FilteredEvents.of(some.frame)).frame.index) == ["d", "b"]


def test_what_is_kept_keeps_how_sure_it_is(source):
    kept = filtered(source, 3, 2, 1).where(np.array([True, False, True]))
    assert kept.columns(["event_id", "membership"]).to_dict("list") == {
        "event_id": ["d", "b"],
        "membership": ["possible", "certain"],
    }


def test_all_rows_in_order_are_taken_without_a_copy(source):
    whole = filtered(source, 0, 1, 2, 3)
    assert whole.columns(["killed"])["killed"].array is source["killed"].array or np.shares_memory(
        whole.columns(["killed"])["killed"].array._data, source["killed"].array._data
    )


def test_nothing_has_every_column_and_no_row(source):
    nothing = filtered(source)
    assert nothing.frame.empty
    assert list(nothing.columns(["event_id", "membership"]).columns) == ["event_id", "membership"]
    assert nothing.points.shape == (0,)
