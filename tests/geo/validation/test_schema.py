"""Columns that come typed from a file of columns are taken as they are, and say the same as text would."""

from __future__ import annotations

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.common.crs import STORED
from geo.events.events import check_events
from geo.validation.faults import Checked, describe_row
from geo.validation.readers import ROW_IN_FILE
from tests.worlds import event

SPAN = (date(2025, 1, 1), date(2025, 1, 31))


def checked(frame: pd.DataFrame) -> Checked[gpd.GeoDataFrame]:
    points = gpd.points_from_xy(np.full(len(frame), 0.5), np.full(len(frame), 0.5))
    raw = gpd.GeoDataFrame(frame.assign(**{ROW_IN_FILE: np.arange(len(frame)) + 2}), geometry=points, crs=STORED)
    return check_events(raw, factions={"BLUE"}, adm1_pcodes={"XX01"}, span=SPAN, file="events.parquet")


@pytest.fixture
def plain() -> pd.DataFrame:
    rows = [event("one", "2025-01-05", fatalities_best=3)["properties"], event("two", "2025-01-06")["properties"]]
    rows[1]["fatalities_best"] = None
    return pd.DataFrame(rows, dtype=object)


def typed(plain: pd.DataFrame) -> pd.DataFrame:
    return plain.assign(
        event_id=plain["event_id"].astype("string[pyarrow]"),
        event_date=pd.to_datetime(plain["event_date"]).astype("datetime64[us]"),
        published_on=pd.to_datetime(plain["published_on"]).astype("datetime64[ns]"),
        time_precision=plain["time_precision"].astype("int64"),
        fatalities_best=plain["fatalities_best"].astype("Int64"),
        uncertainty_km=plain["uncertainty_km"].astype("float64"),
        summary=plain["summary"].astype("str"),
        factions=[np.array(["BLUE"], dtype=object)] * len(plain),
        reliability=plain["reliability"].astype("category"),
    )


def test_typed_columns_say_the_same_as_plain_ones(plain: pd.DataFrame):
    pd.testing.assert_frame_equal(checked(typed(plain)).accepted, checked(plain).accepted)


def test_a_moment_within_a_day_is_no_day(plain: pd.DataFrame):
    moments = pd.to_datetime(pd.Series(["2025-01-05 14:30", "2025-01-06"], dtype=object), format="mixed")
    found = checked(typed(plain).assign(event_date=moments))
    assert list(found.accepted["event_id"]) == ["two"]
    assert "event_date = 2025-01-05 14:30:00: is not a day" in describe_row(found.rejected[0])


def test_a_missing_value_of_a_typed_column_is_empty(plain: pd.DataFrame):
    frame = typed(plain)
    frame.loc[0, "summary"] = pd.NA
    frame.loc[1, "event_date"] = pd.NaT
    found = checked(frame)
    assert [describe_row(row).split(": ", 1)[1] for row in found.rejected] == [
        "summary = empty: is empty. Fill it in.",
        "event_date = empty: is empty. Fill it in.",
    ]


def test_numbers_out_of_bounds_and_unknown_words_are_found_in_typed_columns(plain: pd.DataFrame):
    frame = typed(plain).assign(time_precision=[4, 1])
    frame["factions"] = [np.array(["BLUE"], dtype=object), np.array(["PINK"], dtype=object)]
    faults = [(fault.column, fault.fault) for row in checked(frame).rejected for fault in row]
    assert faults == [("time_precision", "is more than 3"), ("factions", "is not known here")]
