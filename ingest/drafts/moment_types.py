"""What the text of one day can say, and how the days of a file are written."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from geo.common.messages import L_

DAY, WEEK, MONTH, YEAR = 1, 2, 3, 4
READ, EMPTY, UNREADABLE, AMBIGUOUS = "read", "", "unreadable", "ambiguous"
SHORT_YEAR, NO_YEAR, COUNTED = "short year", "no year", "counted"
OTHER_YEAR, OTHER_WEEKDAY, OTHER_CALENDAR = "other year", "other weekday", "other calendar"
DAY_FIRST, MONTH_FIRST = L_("day first"), L_("month first")


@dataclass(frozen=True)
class Moment:
    """What one cell says: `first` to `last` day, how exact (DAY ... YEAR), and the time of day as `14:30` or
    `14:30+03:00` where one is written. `order` is the order of day and month that the text itself shows; `note` what is
    to be told of a text that is not read."""

    status: str
    first: date | None = None
    last: date | None = None
    precision: int = 0
    clock: str = ""
    order: str = ""
    note: str = ""


@dataclass(frozen=True)
class Style:
    """What the mapping says of the days of a file, and the row of its year: `year`, 0 where it says none. With
    `nearest` a short year is the one nearest to that year; without, it has to be that year itself."""

    day_order: str = ""
    century: str = ""
    excel_days: bool = False
    year: int = 0
    nearest: bool = False


def full_year(digits: str, style: Style) -> int | Moment:
    """The year that four or two digits write, or none ("") where the row says it; else why it is not known."""
    if not digits:
        return style.year or Moment(NO_YEAR)
    if len(digits) == 4:
        return int(digits)
    if style.year:
        return _of_row(int(digits), digits, style)
    return int(style.century) * 100 + int(digits) if style.century else Moment(SHORT_YEAR)


def _of_row(short: int, digits: str, style: Style) -> int | Moment:
    if style.nearest:
        hundreds = style.year // 100 * 100
        years = (hundreds - 100 + short, hundreds + short, hundreds + 100 + short)
        return min(years, key=lambda year: abs(year - style.year))
    return style.year if style.year % 100 == short else Moment(OTHER_YEAR, note=L_("the year {year}", year=digits))


def day_of(year: int, month: int, day: int, order: str = "") -> Moment:
    """One day; UNREADABLE where the calendar has none such."""
    try:
        when = date(year, month, day)
    except ValueError:
        return Moment(UNREADABLE)
    return Moment(READ, when, when, DAY, order=order)


def month_of(year: int, month: int) -> Moment:
    """All days of a month; UNREADABLE where there is none such."""
    if not (1 <= month <= 12 and year):
        return Moment(UNREADABLE)
    return Moment(READ, date(year, month, 1), date(year, month, monthrange(year, month)[1]), MONTH)


def quarter_of(year: int, quarter: int) -> Moment:
    """All days of a quarter of a year, 1 to 4; UNREADABLE where there is none such."""
    if not (1 <= quarter <= 4 and year):
        return Moment(UNREADABLE)
    last = 3 * quarter
    return Moment(READ, date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), MONTH)


def week_of(year: int, week: int) -> Moment:
    """Monday to Sunday of a week of ISO 8601; UNREADABLE where that year has none such."""
    try:
        first, last = (date.fromisocalendar(year, week, day) for day in (1, 7))
    except ValueError:
        return Moment(UNREADABLE)
    return Moment(READ, first, last, WEEK)


def year_of(year: int) -> Moment:
    """All days of a year."""
    return Moment(READ, date(year, 1, 1), date(year, 12, 31), YEAR)


def moment_between(start: Moment, end: Moment) -> Moment:
    """All days from one to another; UNREADABLE where they run backwards, or one is unread."""
    if start.first is None or end.first is None or end.first < start.first:
        return Moment(UNREADABLE)
    days = (end.first - start.first).days
    return Moment(READ, start.first, end.first, DAY if not days else WEEK if days < 7 else MONTH)
