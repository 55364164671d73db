"""Days gathered into weeks, months and years."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.common.periods import Period, first_days, last_of_each, periods_of, shortest_period


@pytest.mark.parametrize(
    ("last", "period"),
    [
        (date(2024, 1, 1), Period.DAY),
        (date(2024, 4, 9), Period.DAY),  # 100 days
        (date(2024, 4, 10), Period.WEEK),
        (date(2026, 1, 1), Period.MONTH),
        (date(2060, 1, 1), Period.YEAR),
    ],
)
def test_the_shortest_period_of_which_there_are_few_enough(last, period):
    assert shortest_period(date(2024, 1, 1), last, most=100) is period


@pytest.mark.parametrize("last", [date(2024, 4, 10), date(2026, 1, 1), date(2032, 3, 1)])
def test_there_are_never_more_periods_than_asked_for(last):
    period = shortest_period(date(2024, 1, 1), last, most=100)
    assert len(periods_of(date(2024, 1, 1), last, period)) <= 100


def test_a_week_begins_on_monday():
    days = pd.Series(pd.to_datetime(["2025-01-05", "2025-01-06", "2025-01-12"]))
    assert list(first_days(days, Period.WEEK).dt.strftime("%Y-%m-%d")) == ["2024-12-30", "2025-01-06", "2025-01-06"]


def test_periods_are_named_by_their_first_day_even_before_the_range():
    found = periods_of(date(2025, 1, 20), date(2025, 3, 2), Period.MONTH)
    assert list(found.dt.strftime("%Y-%m-%d")) == ["2025-01-01", "2025-02-01", "2025-03-01"]


def test_what_stands_at_the_end_of_a_period_stands_for_it():
    table = pd.DataFrame({"day": pd.date_range("2025-01-30", "2025-02-02"), "km2": [1, 2, 3, 4]})
    found = last_of_each(table, Period.MONTH)
    assert list(found["km2"]) == [2, 4]
    assert list(found["day"].dt.strftime("%Y-%m-%d")) == ["2025-01-01", "2025-02-01"]
    assert last_of_each(table, Period.DAY) is table
