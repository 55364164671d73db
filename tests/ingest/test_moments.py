"""Days are read where there is one way to read them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ingest.drafts.clocks import clock_of
from ingest.drafts.moment_types import (
    AMBIGUOUS,
    COUNTED,
    DAY,
    EMPTY,
    MONTH,
    NO_YEAR,
    OTHER_CALENDAR,
    OTHER_WEEKDAY,
    OTHER_YEAR,
    READ,
    SHORT_YEAR,
    UNREADABLE,
    WEEK,
    YEAR,
    Style,
)
from ingest.drafts.moments import earliest, moment, read_days
from ingest.drafts.month_names import MONTH_SPELLINGS as MONTHS
from ingest.drafts.weekday_names import WEEKDAY_SPELLINGS as WEEKDAYS

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


@pytest.mark.parametrize(
    "text",
    ["2024-W49", "2024W49", "W49 2024", "week 49, 2024", "KW 49/2024", "Semaine 49 2024", "неделя 49 2024",
     "الأسبوع 49 2024"],
)  # fmt: skip
def test_a_week_of_the_year_is_its_seven_days(text):
    found = moment(text, Style())
    assert (found.first, found.last, found.precision) == (SECOND, date(2024, 12, 8), WEEK)


@pytest.mark.parametrize(
    "text",
    ["2024 Q3", "2024-Q3", "Q3 2024", "2024Q3", "q3/2024", "3Q 2024", "T3 2024", "3. Quartal 2024", "3 кв. 2024"],
)
def test_a_quarter_is_its_three_months(text):
    found = moment(text, Style())
    assert (found.first, found.last, found.precision) == (date(2024, 7, 1), date(2024, 9, 30), MONTH)


def test_a_day_of_a_week_is_that_day_and_no_year_has_a_week_54_or_a_fifth_quarter():
    assert (moment("2024-W49-3", Style()).first, moment("2024-W49-3", Style()).precision) == (date(2024, 12, 4), DAY)
    assert [moment(text, Style()).status for text in ("2024-W54", "2024-W53", "Q5 2024", "W49")] == [UNREADABLE] * 4


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
    [
        ("14:30", "14:30"),
        ("2:30 م", "14:30"),
        ("2:30 ص", "02:30"),
        ("14h30", "14:30"),
        ("2:30 p. m.", "14:30"),
        ("9:05:07 +03", "09:05:07+03:00"),
        ("", ""),
        ("24:00", None),
        ("noon", None),
    ],
)
def test_a_time_of_day_in_a_cell_of_its_own(text, clock):
    assert clock_of(text) == clock


@given(some.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), some.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month_reads_back(day, name):
    written = f"{day.day} {name} {day.year}"
    read = moment(written, Style())
    if day.day <= 28:
        assert read.first == date(day.year, MONTHS[name], day.day), written


@pytest.mark.parametrize(
    "text",
    [
        "الخميس 5 كانون الأول 2024", "يوم الخميس ٥ كانون الاول ٢٠٢٤م", "الخميس، 5 تشرين الثاني/نوفمبر 2020",
        "التنين 5 آب 2024", "четвер 5 грудня 2024", "чт, 5 грудня 2024 р.", "Четверг, 5 декабря 2024 г.",
        "пт. 06.12.2024", "jeudi 5 décembre 2024", "Le jeudi 5 déc. 2024", "jueves, 5 de diciembre de 2024",
        "quinta-feira, 5 de dezembro de 2024", "Donnerstag, den 5. Dezember 2024", "Do 05.12.2024",
        "giovedì 5 dicembre 2024", "5 Aralık 2024 Perşembe", "پنج‌شنبه ۵ دسامبر ۲۰۲۴", "יום חמישי, 5 בדצמבר 2024",
        "5 грудня 2024 (четвер)", "Thu Dec 05 2024 14:30:00 GMT+0300 (Eastern European Standard Time)",
        "mar 5 déc 2023", "Thursday 2024-12-05", "2024-12-05 (Thu)",
    ],
)  # fmt: skip
def test_a_weekday_before_or_after_the_day_says_no_more_than_the_day(text):
    assert moment(text, Style(day_order="day first")).status == READ, text


def test_a_weekday_that_the_day_was_not_is_told():
    read = moment("Monday 5 December 2024", Style())
    assert (read.status, read.note) == (OTHER_WEEKDAY, "2024-12-05 was a Thursday")
    assert moment("الجمعة 5 كانون الأول 2024", Style()).status == OTHER_WEEKDAY
    assert moment("Fr 05.12.2024", Style(day_order="day first")).status == OTHER_WEEKDAY


def test_a_weekday_shows_which_of_two_readings_is_meant():
    assert moment("Thu 05/12/2024", Style()).first == date(2024, 12, 5)
    assert moment("Sun 05/12/2024", Style()).first == date(2024, 5, 12)
    assert moment("Mon 05/12/2024", Style()).status == AMBIGUOUS


@given(
    some.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31)), some.sampled_from(sorted(MONTHS)), some.data()
)
def test_reading_a_day_is_the_inverse_of_writing_it_in_every_language(day, month, data):
    day = day.replace(month=MONTHS[month], day=min(day.day, 28))
    weekday = data.draw(some.sampled_from([name for name, number in WEEKDAYS.items() if number == day.weekday()]))
    digits = str.maketrans("0123456789", data.draw(some.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])))
    written = f"{weekday}{data.draw(some.sampled_from([' ', ', ', '، ']))}{day.day} {month} {day.year}"
    assert moment(written.translate(digits), Style()).first == day, written
    assert moment(f"{day.day}. {month} {day.year}, {weekday.upper()}", Style()).first == day, written


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("5 رمضان 1445", "Islamic (hijri)"), ("1445-09-05 هـ", "Islamic (hijri)"), ("1445/9/5h", "Islamic (hijri)"),
        ("12 Ramadan 1445 AH", "Islamic (hijri)"), ("الجمعة 5 ذو الحجة 1445", "Islamic (hijri)"),
        ("۱۵ آذر ۱۴۰۳", "Iranian (solar)"), ("5 בכסלו תשפ״ה", "Hebrew"),
    ],
)  # fmt: skip
def test_a_day_of_another_calendar_is_never_read_as_gregorian(text, calendar):
    read = moment(text, Style(day_order="day first"))
    assert (read.status, read.note) == (OTHER_CALENDAR, calendar)


@pytest.mark.parametrize(
    "text", ["5 كانون الأول 2024م", "5 ديسمبر 2024 م", "2 декабря 2024г", "le 1er mai 2024", "5 Dec '24"]
)
def test_marks_of_the_year_are_not_in_the_way(text):
    assert moment(text, Style(century="20")).status == READ


@pytest.mark.parametrize(
    ("text", "year", "day"),
    [
        ("9-May-20", 2020, date(2020, 5, 9)), ("28-Dec-19", 2019, date(2019, 12, 28)),
        ("9-May", 2020, date(2020, 5, 9)),
        ("9 травня", 2020, date(2020, 5, 9)), ("May 9", 2020, date(2020, 5, 9)), ("25/12", 2020, date(2020, 12, 25)),
        ("09.05.99", 1999, date(1999, 5, 9)), ("20-Dec", 2020, date(2020, 12, 20)), ("٩ أيار", 2020, date(2020, 5, 9)),
    ],
)  # fmt: skip
def test_a_year_that_is_short_or_left_out_is_that_of_the_row(text, year, day):
    assert moment(text, Style(day_order="day first", year=year)).first == day
    assert moment(text, Style(day_order="day first")).status in (SHORT_YEAR, NO_YEAR)


def test_a_short_year_that_is_not_the_rows_is_told_and_other_days_take_the_nearest():
    assert moment("9-May-21", Style(year=2020)).status == OTHER_YEAR
    assert moment("2-Jan-21", Style(year=2020, nearest=True)).first == date(2021, 1, 2)
    assert moment("31-Dec-99", Style(year=2000, nearest=True)).first == date(1999, 12, 31)


@pytest.mark.parametrize("text", ["Dec-20", "05/20"])
def test_a_number_that_may_be_the_year_of_the_row_is_no_day(text):
    assert moment(text, Style(year=2020)).status == UNREADABLE


def test_the_row_completes_a_column_row_by_row():
    read = read_days(pd.Series(["9-May-20", "9-May-20", "9-May-20", "soon", "2021-01-01"]), Style(),
                     years=np.array([2020, 2019, 0, 2020, 1999]))  # fmt: skip
    assert list(read.status) == [READ, OTHER_YEAR, SHORT_YEAR, UNREADABLE, READ]


@pytest.mark.thorough
@given(some.text(max_size=40))
def test_no_text_breaks_the_reader(text):
    for style in (Style(), Style(day_order="day first", century="20", excel_days=True)):
        read = moment(text, style)
        assert (read.status == READ) == (read.first is not None)


def test_a_column_is_read_text_by_text():
    read = read_days(pd.Series(["2024-12-02", "", "soon", "2024-12-02"]), Style())
    assert list(read.status) == [READ, EMPTY, UNREADABLE, READ]
    assert list(pd.isna(read.first)) == [False, True, True, False]
