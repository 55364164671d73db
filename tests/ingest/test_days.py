"""A day is read where there is one way to read it, and asked for where there are two."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.errors import SchemaError
from ingest.histories.days import check_format, day_in_name, days_in_column

FIRST_DECEMBER = date(2024, 12, 1)


def day_of(name: str, date_format: str | None = None) -> date | None:
    named = day_in_name(Path(f"{name}.geojson"), date_format)
    return named.day if named else None


def days(cells: pd.Series, date_format: str | None = None) -> list[date | None]:
    return [cell.day for cell in days_in_column(cells, "date", Path("x"), date_format)]


@pytest.mark.parametrize(
    "name",
    ["2024-12-01", "20241201", "2024_12_01", "2024.12.01", "deepstatemap_data_20241201", "v2 20241201 final (3)",
     "20241201T1200", "2024-12-01 again 20241201"],
)  # fmt: skip
def test_year_month_day_is_understood_wherever_it_stands(name):
    assert day_of(name) == FIRST_DECEMBER


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
    assert day_of(name, date_format) == FIRST_DECEMBER


@pytest.mark.parametrize("name", ["front", "frontline 12", "0012345678", "120241201120000"])
def test_a_name_without_a_day_has_none(name):
    assert day_in_name(Path(f"{name}.geojson"), None) is None


def test_a_day_that_is_not_in_the_calendar_is_no_day():
    with pytest.raises(SchemaError, match="not in the calendar"):
        day_in_name(Path("2024-02-30.geojson"), None)


def test_a_name_with_two_days_is_asked_which():
    with pytest.raises(SchemaError, match="several days"):
        day_in_name(Path("2024-12-01_to_2024-12-05.geojson"), None)


@pytest.mark.parametrize("date_format", ["", "%d-%m", "%Y", "%H:%M", "day", "%s %Y", "%Y-%m-%d-%Y"])
def test_a_format_that_names_no_whole_day_is_refused(date_format):
    with pytest.raises(SchemaError, match="--date-format"):
        check_format(date_format)


@given(some.dates(date(1900, 1, 1), date(2099, 12, 31)), some.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y_%m_%d"]))
def test_every_day_written_year_first_comes_back(day, written):
    assert day_of(f"drawn_{day.strftime(written)}") == day


def test_a_column_may_hold_days_times_texts_and_nothing():
    cells = pd.Series(
        ["2024-12-01", "2024-12-01T23:59:00+02:00", "20241201", pd.Timestamp("2024-12-01 10:00"), FIRST_DECEMBER, None,
         "", "soon"],
        dtype=object,
    )  # fmt: skip
    assert days(cells) == [FIRST_DECEMBER] * 5 + [None] * 3


def test_a_column_whose_day_and_month_could_be_swapped_is_asked_for():
    with pytest.raises(SchemaError, match="'01/12/2024' in date"):
        days_in_column(pd.Series(["2024-12-01", "01/12/2024"]), "date", Path("x"), None)
    assert days(pd.Series(["01/12/2024"]), "%d/%m/%Y") == [FIRST_DECEMBER]


@pytest.mark.parametrize(
    ("name", "at"),
    [("1720240801", "2024-07-06 04:40:01"), ("deepstate 1720240801000", "2024-07-06 04:40:01"),
     ("2024-07-06T12_00", "2024-07-06 12:00"), ("20240706T1230", "2024-07-06 12:30"),
     ("map_202407061230", "2024-07-06 12:30"), ("2024070612", "2024-07-06 12:00")],
)  # fmt: skip
def test_a_name_may_say_the_time_too_and_seconds_since_1970_are_a_day_of_utc(name, at):
    named = day_in_name(Path(f"{name}.geojson"), None)
    assert named is not None
    assert named.at == pd.Timestamp(at, tz="UTC")
    assert named.seconds == ("1720" in name)


@pytest.mark.parametrize(
    ("name", "date_format", "day"),
    [("Control_24_12_01", "%y_%m_%d", FIRST_DECEMBER), ("01-12-24", "%d-%m-%y", FIRST_DECEMBER),
     ("v3-1733011200", "%s", FIRST_DECEMBER), ("1733011200123", "%s", FIRST_DECEMBER),
     ("2024-12-01 1830", "%Y-%m-%d %H%M", FIRST_DECEMBER)],
)  # fmt: skip
def test_a_date_format_may_have_short_years_hours_and_seconds_since_1970(name, date_format, day):
    check_format(date_format)
    assert day_of(name, date_format) == day


@pytest.mark.parametrize(("name", "day"), [("2202-02-02", date(2202, 2, 2)), ("0024-12-01", date(24, 12, 1))])
def test_a_year_that_cannot_be_is_read_as_it_stands_to_be_refused_by_its_own_words(name, day):
    assert day_of(name) == day


@pytest.mark.parametrize("cell", [1733011200, 1733011200000, 1733011200000.0, "1733011200", "1 December 2024", 20241201,
                                  "2024_12_01", "2024-12-01 18:30:00+00"])  # fmt: skip
def test_a_cell_may_hold_seconds_since_1970_a_number_or_a_named_month(cell):
    assert days(pd.Series([cell], dtype=object)) == [FIRST_DECEMBER]


@pytest.mark.parametrize(
    ("cell", "fault"),
    [("December 2024", "is more than one day"), ("2024", "is more than one day"), ("soon", "is no day"),
     ("45627", "is a number, as spreadsheets count days")],
)  # fmt: skip
def test_a_cell_without_one_day_says_why(cell, fault):
    (found,) = days_in_column(pd.Series([cell]), "date", Path("x"), None)
    assert (found.day, found.fault) == (None, fault)


def test_days_that_read_in_one_way_are_read_beside_those_a_format_is_for():
    cells = pd.Series(["2024-12-01", "01/12/2024", "1 December 2024", "02-12-2024"])
    assert days(cells, "%d/%m/%Y") == [FIRST_DECEMBER, FIRST_DECEMBER, FIRST_DECEMBER, None]


@pytest.mark.parametrize(
    ("cell", "date_format"),
    [("08/12/2024", "%d/%m/%Y"), ("8.12.2024", "%d.%m.%Y"), ("08-12-24", "%d-%m-%y"), ("08/12/24", "%d/%m/%y")],
)
def test_the_format_that_is_proposed_fits_the_day_it_is_proposed_for(cell, date_format):
    with pytest.raises(SchemaError, match=date_format):
        days(pd.Series([cell]))
    assert days(pd.Series([cell]), date_format) == [date(2024, 12, 8)]
