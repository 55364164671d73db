"""Moments of a column: days, times and counts of seconds or days, read only where there is one way to read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd

from ingest.drafts.clocks import without_clock
from ingest.drafts.moment_types import COUNTED, DAY, EMPTY, NO_YEAR, READ, SHORT_YEAR, UNREADABLE, Moment, Style
from ingest.drafts.unique import coded, plain
from ingest.drafts.written_days import LONGEST, day_in

MIDNIGHT = frozenset({"", "00:00", "00:00:00", "00:00+00:00", "00:00:00+00:00"})
"""What programs write after a day that has no time; a column that holds nothing else holds days."""
EXCEL_START = date(1899, 12, 30)
"""Day 0 of a spreadsheet's count; it holds for every day after February 1900."""
_WAIT_FOR_A_YEAR = (SHORT_YEAR, NO_YEAR)
_OF_A_LEAP_YEAR = Style(year=2000)


@dataclass(frozen=True, eq=False)
class Moments:
    """(n,) columns: status, first and last (datetime64[s], NaT where unread), precision (0 where unread), clock, and
    the note on a text that is not read."""

    status: np.ndarray
    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    clock: np.ndarray
    note: np.ndarray

    def or_else(self, other: Moments) -> Moments:
        """These moments; where nothing stands in a row, those of `other`."""
        return self.where(self.status != EMPTY, other)

    def where(self, these: np.ndarray, other: Moments) -> Moments:
        """These moments where `these` (n,) is true, and elsewhere those of `other`."""
        return Moments(*(np.where(these, getattr(self, one.name), getattr(other, one.name)) for one in fields(self)))


SECONDS = r"[1-9]\d{9}(?:\d{3})?(?:\.0+)?"
"""A count of seconds or milliseconds since 1970, up to November 2286."""
_SECONDS = re.compile(SECONDS)
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.(\d+))?")


def read_days(values: pd.Series, style: Style, *, several: bool = False, years: np.ndarray | None = None) -> Moments:
    """What each cell of `values` says, text by text; with `several`, the first of days parted by semicolons.

    years : (n,) int, the year of each row, 0 where it is not known: a year that is short or left out is completed from
    it, as `style.nearest` says.
    """
    read = earliest if several else moment
    codes, texts = coded(values)
    found = moment_columns([read(text, style) for text in texts], codes)
    if years is None or not (waiting := np.isin(found.status.astype(str), _WAIT_FOR_A_YEAR) & (years > 0)).any():
        return found
    pairs, kinds = pd.factorize(pd.MultiIndex.from_arrays([codes[waiting], years[waiting]]))
    completed = [read(texts[code], replace(style, year=int(year))) for code, year in kinds]
    whole = np.zeros(len(codes), dtype="int64")
    whole[waiting] = pairs
    return moment_columns(completed, whole).where(waiting, found)


def moment_columns(found: Sequence[Moment], codes: np.ndarray) -> Moments:
    """The moments of n rows, of which row i says `found[codes[i]]`."""

    def column(take: Callable[[Moment], object], dtype: str) -> np.ndarray:
        return np.array([take(one) for one in found], dtype=dtype)[codes] if found else np.empty(0, dtype=dtype)

    return Moments(
        status=column(lambda one: one.status, "object"),
        first=column(lambda one: one.first, "datetime64[s]"),
        last=column(lambda one: one.last, "datetime64[s]"),
        precision=column(lambda one: one.precision, "int64"),
        clock=column(lambda one: one.clock, "object"),
        note=column(lambda one: one.note, "object"),
    )


def moment(text: str, style: Style) -> Moment:
    """What one text says; where it is not read, its status says why (see `moment_types`)."""
    text = plain(text).casefold()
    if not text:
        return Moment(EMPTY)
    if len(text) > LONGEST:
        return Moment(UNREADABLE)
    if _SECONDS.fullmatch(text):
        return _of_seconds(float(text))
    if serial := _SERIAL.fullmatch(text):
        return _of_serial(serial) if style.excel_days else Moment(COUNTED)
    timed = without_clock(text)
    if timed is None:
        return Moment(UNREADABLE)
    day = day_in(timed[0], style)
    return replace(day, clock=timed[1]) if day.precision == DAY and timed[1] else day


def earliest(text: str, style: Style) -> Moment:
    """What the first of the days in `text`, parted by semicolons, says; where one cannot be read, none is."""
    found = [moment(part, style) for part in text.split(";") if part.strip()]
    unread = [one for one in found if one.first is None]
    if not found or unread:
        return unread[0] if unread else Moment(EMPTY)
    return min(found, key=lambda one: one.first or date.max)


def orders_shown(texts: Iterable[str]) -> dict[str, str]:
    """Order of day and month -> the first text, by the alphabet, that can be read in that order only."""
    shown: dict[str, str] = {}
    for text in sorted(texts):
        read = moment(text, Style(century="20"))
        if order := (moment(text, _OF_A_LEAP_YEAR) if read.status == NO_YEAR else read).order:
            shown.setdefault(order, text)
    return shown


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
