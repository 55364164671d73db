"""Days that stand in columns of their parts: year, month, day of the month."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from ingest.drafts.moment_types import (
    DAY,
    EMPTY,
    NO_YEAR,
    SHORT_YEAR,
    UNREADABLE,
    Moment,
    Style,
    day_of,
    month_of,
    year_of,
)
from ingest.drafts.moments import Moments, moment_columns
from ingest.drafts.month_names import month_number
from ingest.drafts.unique import coded, plain

NOT_KNOWN = 0
"""What a part holds where it is not known: 0 or nothing."""
_BEFORE_NUMBER = re.compile(r"^[^\W\d_]{1,12}\.?[- ]?(?=\d)")
"""What stands before the number of a week or a quarter: W49, Q3."""
_WHOLE = re.compile(r"(\d{1,4})(?:[.,]0+)?")


def read_parts(year: pd.Series, month: pd.Series, day: pd.Series, style: Style) -> Moments:
    """What the three cells of each row say together: a day; its month, where the day of the month is 0 or empty; its
    year, where the month is so too. Each combination of texts is looked at once."""
    (years, year_texts), (months, month_texts), (days, day_texts) = coded(year), coded(month), coded(day)
    shape = (len(year_texts), len(month_texts), len(day_texts))
    if not len(years):
        return moment_columns([], np.empty(0, dtype="int64"))
    combinations, codes = np.unique(np.ravel_multi_index((years, months, days), shape), return_inverse=True)
    y, m, d = np.unravel_index(combinations, shape)
    found = [
        moment_of_parts(year_texts[a], month_texts[b], day_texts[c], style) for a, b, c in zip(y, m, d, strict=True)
    ]
    return moment_columns(found, codes)


def with_part_of_year(
    made: Moments, year: pd.Series, part: pd.Series, read: Callable[[int, int], Moment], style: Style
) -> Moments:
    """`made` of each row; or what `read` makes of the year and the number of its part (a week, a quarter), where that
    is shorter. Where the number is none of that year, or its part lies in no day of `made`, nothing can be read."""
    (years, year_texts), (parts, part_texts) = coded(year), coded(part)
    if not len(years):
        return made
    pairs, codes = np.unique(np.stack([years, parts], axis=1), axis=0, return_inverse=True)
    found = moment_columns([_of_part(year_texts[y], part_texts[p], read, style) for y, p in pairs], codes.reshape(-1))
    shorter = found.last - found.first < made.last - made.first
    apart = shorter & ((found.last < made.first) | (found.first > made.last))
    unread = apart | ((found.status == UNREADABLE) & (made.precision > DAY))
    nowhere = moment_columns([Moment(UNREADABLE)], np.zeros(len(codes), dtype="int64"))
    return nowhere.where(unread, found.where(shorter, made))


def _of_part(year: str, part: str, read: Callable[[int, int], Moment], style: Style) -> Moment:
    known, number = year_number(year, style), number_of_part(part)
    if isinstance(known, str) or known == NOT_KNOWN or number == NOT_KNOWN:
        return Moment(EMPTY)
    return Moment(UNREADABLE) if number < 0 else read(known, number)


def number_of_part(text: str) -> int:
    """The number of a week or a quarter, also of W49 and Q3; NOT_KNOWN where nothing stands there, -1 where no such
    number does."""
    number = _number(_BEFORE_NUMBER.sub("", plain(text)))
    return -1 if number is None else number


def moment_of_parts(year: str, month: str, day: str, style: Style) -> Moment:
    """What three texts say; where they say no day: status EMPTY, UNREADABLE, NO_YEAR or SHORT_YEAR."""
    numbers = year_number(year, style), _month_number(month), _number(day)
    if isinstance(numbers[0], str):
        return Moment(numbers[0])
    if numbers[1] is None or numbers[2] is None:
        return Moment(UNREADABLE)
    return _of_numbers(numbers[0], numbers[1], numbers[2])


def year_number(text: str, style: Style) -> int | str:
    """The year that `text` writes, NOT_KNOWN where it writes none; else why not: UNREADABLE or SHORT_YEAR."""
    digits = _digits(text)
    if digits is None or len(digits) not in (0, 1, 2, 4):
        return UNREADABLE
    number = int(digits or NOT_KNOWN)
    if number == NOT_KNOWN or len(digits) == 4:
        return number
    return int(style.century) * 100 + number if style.century else SHORT_YEAR


def _of_numbers(year: int, month: int, day: int) -> Moment:
    if year == NOT_KNOWN:
        return Moment(EMPTY if month == day == NOT_KNOWN else NO_YEAR)
    if month > 12 or (month == NOT_KNOWN and day != NOT_KNOWN):
        return Moment(UNREADABLE)
    if month == NOT_KNOWN:
        return year_of(year)
    return month_of(year, month) if day == NOT_KNOWN else day_of(year, month, day)


def _month_number(text: str) -> int | None:
    named = month_number(plain(text))
    return named if named is not None else _number(text)


def _number(text: str) -> int | None:
    digits = _digits(text)
    return None if digits is None else int(digits or NOT_KNOWN)


def _digits(text: str) -> str | None:
    """The digits of a whole number, also of 3.0; "" where nothing stands there; None where no such number does."""
    text = plain(text)
    found = _WHOLE.fullmatch(text)
    return "" if not text else found[1] if found else None
