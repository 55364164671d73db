"""Days are read where there is one way to read them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.drafts.moments import (
    AMBIGUOUS,
    COUNTED,
    DAY,
    EMPTY,
    MONTH,
    READ,
    SHORT_YEAR,
    UNREADABLE,
    WEEK,
    YEAR,
    Style,
    clock_of,
    earliest,
    moment,
    read_days,
)
from ingest.drafts.month_names import MONTHS

SECOND = date(2024, 12, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-02",
        "2024/12/2",
        "2024.12.02",
        "20241202",
        "02 December 2024",
        "Dec 2 2024",
        "December 2nd, 2024",
        "Mon, 02 Dec 2024",
        "02-Dec-2024",
        "2 décembre 2024",
        "2 de diciembre de 2024",
        "2 декабря 2024 г.",
        "2 грудня 2024 року",
        "2 كانون الأول 2024",
        "٢ ديسمبر ٢٠٢٤",
        "\u200f2024-12-02\u200f",
    ],
)
def test_one_day_written_in_many_ways_is_the_same_day(text):
    read = moment(text, Style())
    assert (read.status, read.first, read.last, read.precision) == (READ, SECOND, SECOND, DAY)


@pytest.mark.parametrize("text", ["03/04/2024", "3.4.2024", "3-4-2024", "03/04/2024 14:30"])
def test_a_day_that_could_be_two_is_not_guessed(text):
    assert moment(text, Style()).status == AMBIGUOUS
    assert moment(text, Style(day_order="day first")).first == date(2024, 4, 3)
    assert moment(text, Style(day_order="month first")).first == date(2024, 3, 4)


def test_a_day_that_shows_its_order_is_read_and_says_so():
    assert (moment("25/12/2024", Style()).first, moment("25/12/2024", Style()).order) == (
        date(2024, 12, 25),
        "day first",
    )
    assert moment("12/25/2024", Style()).order == "month first"
    assert moment("04/04/2024", Style()).first == date(2024, 4, 4)


def test_a_day_against_the_stated_order_is_not_turned_round():
    assert moment("12/25/2024", Style(day_order="day first")).status == UNREADABLE


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), MONTH),
        ("12/2024", date(2024, 12, 1), date(2024, 12, 31), MONTH),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29), MONTH),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), YEAR),
        ("2-5 Dec 2024", SECOND, date(2024, 12, 5), WEEK),
        ("2024-12-02/2024-12-20", SECOND, date(2024, 12, 20), MONTH),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), MONTH),
    ],
)
def test_what_is_vague_spans_all_the_days_it_may_mean(text, first, last, precision):
    read = moment(text, Style())
    assert (read.first, read.last, read.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2024-12-02T14:30:05.250Z", "14:30:05+00:00"),
        ("2024-12-02 14:30+03:00", "14:30+03:00"),
        ("2024-12-02T23:30:00-0500", "23:30:00-05:00"),
        ("2 Dec 2024 at 2:30 pm", "14:30"),
        ("2024-12-02 12:05 am", "00:05"),
        ("Mon, 02 Dec 2024 14:30:00 +0300", "14:30:00+03:00"),
    ],
)
def test_the_local_day_and_its_zone_stay_as_written(text, clock):
    read = moment(text, Style())
    assert (read.first, read.clock) == (SECOND, clock)


def test_seconds_since_1970_are_a_moment_in_utc():
    assert moment("1733148000", Style()) == moment("1733148000000", Style())
    assert (moment("1733148000", Style()).first, moment("1733148000", Style()).clock) == (SECOND, "14:00:00+00:00")


def test_the_count_of_a_spreadsheet_is_a_day_only_where_the_mapping_says_so():
    assert moment("45628", Style()).status == COUNTED
    assert moment("45628", Style(excel_days=True)).first == SECOND
    assert moment("45628.75", Style(excel_days=True)).clock == "18:00:00"


@pytest.mark.parametrize("text", ["02/12/24", "2-Dec-24"])
def test_a_year_of_two_digits_is_read_only_where_the_mapping_names_the_century(text):
    assert moment(text, Style()).status == SHORT_YEAR
    assert moment(text, Style(century="20", day_order="day first")).first == SECOND


@pytest.mark.parametrize(
    "text",
    ["yesterday", "2024-02-30", "2024-13-01", "0000-12", "31 June 2024", "2024-12-02T25:00", "0", "12", "5-2 Dec 2024"],
)
def test_what_is_no_day_is_none(text):
    assert moment(text, Style()).status == UNREADABLE


def test_of_several_days_the_first_counts_and_all_must_be_days():
    assert earliest("2024-12-04; 2024-12-02;", Style()).first == SECOND
    assert earliest("2024-12-04;soon", Style()).status == UNREADABLE
    assert earliest(" ; ", Style()).status == EMPTY


@pytest.mark.parametrize(
    ("text", "clock"),
    [("14:30", "14:30"), ("9:05:07 +03", "09:05:07+03:00"), ("", ""), ("24:00", None), ("noon", None)],
)
def test_a_time_of_day_in_a_cell_of_its_own(text, clock):
    assert clock_of(text) == clock


@given(some.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), some.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month_reads_back(day, name):
    written = f"{day.day} {name} {day.year}"
    read = moment(written, Style())
    if day.day <= 28:
        assert read.first == date(day.year, MONTHS[name], day.day), written


@given(some.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    for style in (Style(), Style(day_order="day first", century="20", excel_days=True)):
        read = moment(text, style)
        assert (read.status == READ) == (read.first is not None)


def test_a_column_is_read_text_by_text():
    read = read_days(pd.Series(["2024-12-02", "", "soon", "2024-12-02"]), Style())
    assert list(read.status) == [READ, EMPTY, UNREADABLE, READ]
    assert list(pd.isna(read.first)) == [False, True, True, False]
