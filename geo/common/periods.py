"""Days gathered into weeks, months or years where there are too many to be told one by one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import pandas as pd


class Period(StrEnum):
    """What is counted together. A week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_CODES = {Period.DAY: "D", Period.WEEK: "W-SUN", Period.MONTH: "M", Period.YEAR: "Y"}


def first_days(days: pd.Series, period: Period) -> pd.Series:
    """The first day of the period that each of `days` (datetime64) lies in, on the index of `days`."""
    if period is Period.DAY:
        return days
    return days.dt.to_period(_CODES[period]).dt.start_time.astype(days.dtype)


def periods_of(start: date, end: date, period: Period) -> pd.Series:
    """The first day of every period that a range of days (both included) touches, in their order."""
    days = pd.Series(pd.date_range(start, end))
    return first_days(days, period).drop_duplicates().reset_index(drop=True)


def shortest_period(start: date, end: date, most: int) -> Period:
    """The shortest period of which a range of days has at most `most`; a year where all have more."""
    days = (end - start).days + 1
    about = {Period.DAY: days, Period.WEEK: days / 7 + 1, Period.MONTH: days / 30.4 + 1}
    return next((period for period, count in about.items() if count <= most), Period.YEAR)


def last_of_each(table: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Those rows of a table with a row or more for each `day` that stand on the last day of a period in it, the day
    replaced by the first of the period."""
    if period is Period.DAY:
        return table
    first = first_days(table["day"], period)
    last = table["day"].groupby(first).transform("max")
    return table.assign(day=first)[table["day"] == last].reset_index(drop=True)
