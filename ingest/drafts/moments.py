"""Days and times as people write them, read only where there is one way to read them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from ingest.drafts.month_names import with_numbers
from ingest.drafts.unique import coded, plain

DAY, WEEK, MONTH, YEAR = 1, 2, 3, 4
READ, EMPTY, UNREADABLE, AMBIGUOUS = "read", "", "unreadable", "ambiguous"
SHORT_YEAR, NO_YEAR, COUNTED = "short year", "no year", "counted"
MIDNIGHT = frozenset({"", "00:00", "00:00:00", "00:00+00:00", "00:00:00+00:00"})
"""What programs write after a day that has no time; a column that holds nothing else holds days."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"
EXCEL_START = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count; it holds for every day after February 1900."""


@dataclass(frozen=True)
class Moment:
    """What one cell says: `first` to `last` day, how exact (DAY ... YEAR), and the time of day as `14:30` or
    `14:30+03:00` where one is written. `order` is the order of day and month that the text itself shows."""

    status: str
    first: date | None = None
    last: date | None = None
    precision: int = 0
    clock: str = ""
    order: str = ""


@dataclass(frozen=True, eq=False)
class Moments:
    """(n,) columns: status, first and last (datetime64[s], NaT where unread), precision (0 where unread), clock."""

    status: np.ndarray
    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    clock: np.ndarray

    def or_else(self, other: Moments) -> Moments:
        """These moments; where nothing stands in a row, those of `other`."""
        empty = self.status == EMPTY
        return Moments(*(np.where(empty, getattr(other, one.name), getattr(self, one.name)) for one in fields(self)))


@dataclass(frozen=True)
class Style:
    """What the mapping says of the days of a file."""

    day_order: str = ""
    century: str = ""
    excel_days: bool = False


_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?P<zone>z|utc|gmt|[+-]\d{2}(?::?\d{2})?))?"
)
_CLOCK = re.compile(_TIME)
_AT_END = re.compile(r"(?:t|,? (?:at )?)" + _TIME + "$")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?=.)")
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SECONDS = re.compile(r"[1-4]\d{9}(?:\d{3})?(?:\.0+)?")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.(\d+))?")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2}) ?(?:/|–|—| - | to ) ?(\d{4}-\d{2}-\d{2})")
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<day>\d{1,2}) @(?P<month>\d+)@ (?P<year>\d{4}|\d{2})",
        r"@(?P<month>\d+)@ (?P<day>\d{1,2}) (?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4}) @(?P<month>\d+)@ (?P<day>\d{1,2})",
        r"@(?P<month>\d+)@ (?P<year>\d{4})",
        r"(?P<year>\d{4}) @(?P<month>\d+)@",
        r"(?P<day>\d{1,2}) ?[-–—] ?(?P<until>\d{1,2}) @(?P<month>\d+)@ (?P<year>\d{4})",
        r"@(?P<month>\d+)@ (?P<day>\d{1,2}) ?[-–—] ?(?P<until>\d{1,2}) (?P<year>\d{4})",
    )
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|°|-го)(?![^\W\d_])")
_FILLER = re.compile(r"(?<![^\W\d_])(?:de|del|of|the|г|год|года|р|року)(?![^\W\d_])\.?|[,./]|(?<=[@ ])-|-(?=[@ ])")


def read_days(values: pd.Series, style: Style, *, several: bool = False) -> Moments:
    """What each cell of `values` says, text by text; with `several`, the first of days parted by semicolons."""
    codes, texts = coded(values)
    read = earliest if several else moment
    return columns_of([read(text, style) for text in texts], codes)


def columns_of(found: Sequence[Moment], codes: np.ndarray) -> Moments:
    """The moments of n rows, of which row i says `found[codes[i]]`."""

    def column(take: Callable[[Moment], object], dtype: str) -> np.ndarray:
        return np.array([take(one) for one in found], dtype=dtype)[codes] if found else np.empty(0, dtype=dtype)

    return Moments(
        status=column(lambda one: one.status, "object"),
        first=column(lambda one: one.first, "datetime64[s]"),
        last=column(lambda one: one.last, "datetime64[s]"),
        precision=column(lambda one: one.precision, "int64"),
        clock=column(lambda one: one.clock, "object"),
    )


def moment(text: str, style: Style) -> Moment:
    """What one text says; where it is not read: status EMPTY, UNREADABLE, AMBIGUOUS (day and
    month), SHORT_YEAR, or COUNTED (a number that a spreadsheet might mean as a day)."""
    text = plain(text).casefold()
    if not text:
        return Moment(EMPTY)
    if _SECONDS.fullmatch(text):
        return _of_seconds(float(text))
    if serial := _SERIAL.fullmatch(text):
        return _of_serial(serial) if style.excel_days else Moment(COUNTED)
    if not text[0].isdigit():
        text = _WEEKDAY.sub("", text)
    timed = _AT_END.search(text) if ":" in text else None
    clock = ""
    if timed:
        clock = _clock(timed)
        if not clock:
            return Moment(UNREADABLE)
        text = text[: timed.start()].strip()
    day = _day(text, style)
    return Moment(day.status, day.first, day.last, day.precision, clock if day.precision == DAY else "", day.order)


def earliest(text: str, style: Style) -> Moment:
    """What the first of the days in `text`, parted by semicolons, says; where one cannot be read, none is."""
    found = [moment(part, style) for part in text.split(";") if part.strip()]
    unread = [one for one in found if one.first is None]
    if not found or unread:
        return unread[0] if unread else Moment(EMPTY)
    return min(found, key=lambda one: one.first or date.max)


def clock_of(text: str) -> str | None:
    """The time of day in a cell of its own, as `14:30` or `14:30+03:00`; "" for an empty cell, None for none."""
    text = plain(text).casefold()
    if not text:
        return ""
    found = _CLOCK.fullmatch(text)
    return (_clock(found) or None) if found else None


def _clock(found: re.Match[str]) -> str:
    hour, minute, second = int(found["hour"]), int(found["minute"]), found["second"]
    if found["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    zone = _zone(found["zone"] or "")
    if hour > 23 or minute > 59 or int(second or 0) > 59 or zone is None:
        return ""
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone


def _zone(text: str) -> str | None:
    if text in ("z", "utc", "gmt"):
        return "+00:00"
    if not text:
        return ""
    hours, minutes = text[1:3], text[3:].lstrip(":") or "00"
    return f"{text[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else None


@lru_cache(maxsize=50_000)
def _day(text: str, style: Style) -> Moment:
    """Kept, for a column of moments holds few days."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _one(found[1], found[3], found[4])
    if found := _COMPACT.fullmatch(text):
        return _one(*found.groups())
    if found := _SPAN.fullmatch(text):
        return _between(_one(*found[1].split("-")), _one(*found[2].split("-")))
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found, style)
    if found := _YEAR_MONTH.fullmatch(text):
        return _month(found[1], found[2])
    if found := _MONTH_YEAR.fullmatch(text):
        return _month(found[2], found[1])
    if _YEAR.fullmatch(text):
        return Moment(READ, date(int(text), 1, 1), date(int(text), 12, 31), YEAR)
    return _named(text, style)


def _one(year: str, month: str, day: str, order: str = "") -> Moment:
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        return Moment(UNREADABLE)
    return Moment(READ, when, when, DAY, order=order)


def _month(year: str, month: str) -> Moment:
    if not (1 <= int(month) <= 12 and int(year)):
        return Moment(UNREADABLE)
    first = date(int(year), int(month), 1)
    return Moment(READ, first, first.replace(day=monthrange(first.year, first.month)[1]), MONTH)


def _between(start: Moment, end: Moment) -> Moment:
    if start.first is None or end.first is None or end.first < start.first:
        return Moment(UNREADABLE)
    days = (end.first - start.first).days
    return Moment(READ, start.first, end.first, DAY if not days else WEEK if days < 7 else MONTH)


def _year_last(found: re.Match[str], style: Style) -> Moment:
    one, two, year = int(found[1]), int(found[3]), found[4]
    if len(year) == 2:
        if not style.century:
            return Moment(SHORT_YEAR)
        year = style.century + year
    if not style.day_order and one <= 12 and two <= 12 and one != two:
        return Moment(AMBIGUOUS)
    shown = DAY_FIRST if one > 12 else MONTH_FIRST if two > 12 else ""
    order = style.day_order or shown or DAY_FIRST
    day, month = (one, two) if order == DAY_FIRST else (two, one)
    return _one(year, str(month), str(day), shown)


def _named(text: str, style: Style) -> Moment:
    text = plain(_FILLER.sub(" ", with_numbers(_ORDINAL.sub("", text))))
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            break
    else:
        return Moment(UNREADABLE)
    year = parts["year"]
    if len(year) == 2:
        if not style.century:
            return Moment(SHORT_YEAR)
        year = style.century + year
    if "day" not in parts:
        return _month(year, parts["month"])
    start = _one(year, parts["month"], parts["day"])
    return _between(start, _one(year, parts["month"], parts["until"])) if "until" in parts else start


def _of_seconds(number: float) -> Moment:
    seconds = number / 1000 if number >= 1e12 else number
    when = datetime.fromtimestamp(seconds, UTC)
    return Moment(READ, when.date(), when.date(), DAY, f"{when:%H:%M:%S}+00:00")


def _of_serial(found: re.Match[str]) -> Moment:
    day = EXCEL_START + timedelta(days=int(found[1]))
    if not found[2] or not int(found[2]):
        return Moment(READ, day, day, DAY)
    seconds = round(float(f"0.{found[2]}") * 86_400)
    return Moment(READ, day, day, DAY, f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}:{seconds % 60:02}")
