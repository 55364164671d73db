"""A day is read where there is one way to read it, and asked for where there are two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.errors import SchemaError
from ingest.histories.days import check_format, day_in_name, days_in_column

FIRST_DECEMBER = date(2024, 12, 1)


@pytest.mark.parametrize(
    "name",
    ["2024-12-01", "20241201", "2024_12_01", "2024.12.01", "deepstatemap_data_20241201", "v2 20241201 final (3)",
     "20241201T1200", "2024-12-01 again 20241201"],
)  # fmt: skip
def test_year_month_day_is_understood_wherever_it_stands(name):
    assert day_in_name(Path(f"{name}.geojson"), None) == FIRST_DECEMBER


@pytest.mark.parametrize("name", ["01-12-2024", "01.12.2024", "1_12_2024", "01122024", "map 01-12-24"])
def test_a_day_and_month_that_could_be_swapped_are_asked_for(name):
    with pytest.raises(SchemaError, match=r"could be swapped\. Say how it is written, as in --date-format"):
        day_in_name(Path(f"{name}.geojson"), None)


@pytest.mark.parametrize(
    ("name", "date_format"),
    [("01-12-2024", "%d-%m-%Y"), ("12-01-2024", "%m-%d-%Y"), ("front_01122024_v2", "%d%m%Y"),
     ("1 Dec 2024", "%d %b %Y"), ("drawn_2024-12-01_fetched_2024-12-09", "drawn_%Y-%m-%d")],
)  # fmt: skip
def test_a_date_format_says_how_to_read_it(name, date_format):
    assert day_in_name(Path(f"{name}.geojson"), date_format) == FIRST_DECEMBER


@pytest.mark.parametrize("name", ["front", "frontline 12", "1733011200", "20241201120000"])
def test_a_name_without_a_day_has_none(name):
    assert day_in_name(Path(f"{name}.geojson"), None) is None


def test_a_day_that_is_not_in_the_calendar_is_no_day():
    with pytest.raises(SchemaError, match="not in the calendar"):
        day_in_name(Path("2024-02-30.geojson"), None)


def test_a_name_with_two_days_is_asked_which():
    with pytest.raises(SchemaError, match="several days"):
        day_in_name(Path("2024-12-01_to_2024-12-05.geojson"), None)


@pytest.mark.parametrize("date_format", ["", "%d-%m", "%Y", "%H:%M", "day"])
def test_a_format_that_names_no_whole_day_is_refused(date_format):
    with pytest.raises(SchemaError, match="--date-format"):
        check_format(date_format)


@given(some.dates(date(1900, 1, 1), date(2099, 12, 31)), some.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y_%m_%d"]))
def test_every_day_written_year_first_comes_back(day, written):
    assert day_in_name(Path(f"drawn_{day.strftime(written)}.geojson"), None) == day


def test_a_column_may_hold_days_times_texts_and_nothing():
    cells = pd.Series(
        ["2024-12-01", "2024-12-01T23:59:00+02:00", "20241201", pd.Timestamp("2024-12-01 10:00"), FIRST_DECEMBER, None,
         "", "soon"],
        dtype=object,
    )  # fmt: skip
    assert days_in_column(cells, "date", Path("x"), None) == [FIRST_DECEMBER] * 5 + [None] * 3


def test_a_column_whose_day_and_month_could_be_swapped_is_asked_for():
    with pytest.raises(SchemaError, match="'01/12/2024' in date"):
        days_in_column(pd.Series(["2024-12-01", "01/12/2024"]), "date", Path("x"), None)
    assert days_in_column(pd.Series(["01/12/2024"]), "date", Path("x"), "%d/%m/%Y") == [FIRST_DECEMBER]
