"""Days as people write them, in numbers or with the name of a month, a day of the week before or after. The words
beside them are data, in `written_days.toml`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from geo.common.messages import L_
from geo.common.word_lists import alternatives, in_all_languages, word_list
from ingest.drafts.letters import folded
from ingest.drafts.moment_types import (
    AMBIGUOUS,
    DAY,
    DAY_FIRST,
    MONTH_FIRST,
    NO_YEAR,
    OTHER_CALENDAR,
    OTHER_WEEKDAY,
    UNREADABLE,
    Moment,
    Style,
    day_of,
    full_year,
    moment_between,
    month_of,
    quarter_of,
    week_of,
    year_of,
)
from ingest.drafts.month_names import with_numbers
from ingest.drafts.other_calendars import calendar_of
from ingest.drafts.unique import plain
from ingest.drafts.weekday_names import parted

WEEKDAYS = (
    *(L_("Monday"), L_("Tuesday"), L_("Wednesday"), L_("Thursday")),
    *(L_("Friday"), L_("Saturday"), L_("Sunday")),
)
LONGEST = 120
"""Characters; no day takes more, and nothing longer is looked at."""

_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NO_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})\.?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_WEEK_WORD, _QUARTER_WORD, _ORDINAL_ENDING = (
    f"(?:{alternatives(word_list(__file__)[kind])})" for kind in ("weeks", "quarters", "ordinals")
)
_WEEK = (
    re.compile(rf"(?P<year>\d{{4}})[-/ ]?{_WEEK_WORD}[-. ]?(?P<number>\d{{1,2}})(?:-?(?P<weekday>[1-7]))?"),
    re.compile(rf"{_WEEK_WORD}[-. ]?(?P<number>\d{{1,2}})[-/, ]? ?(?P<year>\d{{4}})(?P<weekday>)"),
)
_QUARTER = (
    re.compile(rf"(?P<year>\d{{4}})[-/ ]?{_QUARTER_WORD}[- ]?(?P<number>[1-4])"),
    re.compile(rf"{_QUARTER_WORD}[- ]?(?P<number>[1-4])[-/, ]? ?(?P<year>\d{{4}})"),
    re.compile(rf"(?P<number>[1-4])\.? ?{_QUARTER_WORD}[-/, ]? ?(?P<year>\d{{4}})"),
)
"""Weeks and quarters of a year, folded."""
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
        r"(?P<day>\d{1,2}) @(?P<month>\d+)@",
        r"(?P<day>\d{1,2}) ?[-–—] ?(?P<until>\d{1,2}) @(?P<month>\d+)@",
        r"@(?P<month>\d+)@ (?P<day_or_year>\d{1,2})",
        r"@(?P<month>\d+)@",
    )
)
_ORDINAL = re.compile(rf"(?<=\d){_ORDINAL_ENDING}(?![^\W\d_])")
_FILLERS = sorted(map(folded, in_all_languages(word_list(__file__)["fillers"])), key=len, reverse=True)
_FILLER = re.compile(
    rf"(?<![^\W\d_])(?:{'|'.join(_FILLERS)})(?![^\W\d_])\.?"
    r"|[,،./'’]|(?<=[@ ])-|-(?=[@ ])"
)


@lru_cache(maxsize=50_000)
def day_in(text: str, style: Style) -> Moment:
    """What a text (plain, small letters) without a time of day says. Kept, for a column of moments holds few days."""
    if len(text) > LONGEST:
        return Moment(UNREADABLE)
    found = _without_weekday(text, style)
    if found.status not in (UNREADABLE, NO_YEAR):
        return found
    named = parted(folded(text))
    return found if named is None else _on(named[1], named[0], style)


def _on(weekday: int, text: str, style: Style) -> Moment:
    """What `text` says, on this day of the week, 0 (Monday) to 6: it shows which of two readings is meant."""
    found = _without_weekday(text, style)
    if found.status == AMBIGUOUS:
        readings = [_without_weekday(text, replace(style, day_order=order)) for order in (DAY_FIRST, MONTH_FIRST)]
        meant = [
            replace(one, order=order)
            for one, order in zip(readings, (DAY_FIRST, MONTH_FIRST), strict=True)
            if one.first is not None and one.first.weekday() == weekday
        ]
        return meant[0] if len(meant) == 1 else found
    if found.precision == DAY and found.first is not None and found.first.weekday() != weekday:
        return Moment(
            OTHER_WEEKDAY,
            note=L_("{day} was a {weekday}", day=found.first.isoformat(), weekday=WEEKDAYS[found.first.weekday()]),
        )
    return found


def _without_weekday(text: str, style: Style) -> Moment:
    if found := _YEAR_FIRST.fullmatch(text):
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if found := _SPAN.fullmatch(text):
        return moment_between(_without_weekday(found[1], style), _without_weekday(found[2], style))
    if found := _YEAR_LAST.fullmatch(text):
        return _in_either_order(int(found[1]), int(found[3]), found[4], style)
    if found := _YEAR_MONTH.fullmatch(text):
        return month_of(int(found[1]), int(found[2]))
    if found := _MONTH_YEAR.fullmatch(text):
        return month_of(int(found[2]), int(found[1]))
    if found := _NO_YEAR.fullmatch(text):
        return _of_row_year(int(found[1]), int(found[2]), style)
    if _YEAR.fullmatch(text):
        return year_of(int(text))
    return _part_of_year(folded(text)) or _named(folded(text), style)


def _part_of_year(text: str) -> Moment | None:
    """A week or a quarter of a year, in a folded text; None where it names none."""
    if found := next((one for pattern in _WEEK if (one := pattern.fullmatch(text))), None):
        week = week_of(int(found["year"]), int(found["number"]))
        if not found["weekday"] or week.first is None:
            return week
        day = week.first + timedelta(days=int(found["weekday"]) - 1)
        return day_of(day.year, day.month, day.day)
    if found := next((one for pattern in _QUARTER if (one := pattern.fullmatch(text))), None):
        return quarter_of(int(found["year"]), int(found["number"]))
    return None


def _in_either_order(one: int, two: int, year: str, style: Style) -> Moment:
    """A day whose first two numbers are day and month, in the order that is said or that they show."""
    shown = DAY_FIRST if one > 12 else MONTH_FIRST if two > 12 else ""
    known = full_year(year, style)
    if isinstance(known, Moment):
        return replace(known, order=shown)
    if not style.day_order and not shown and one != two:
        return Moment(AMBIGUOUS)
    day, month = (one, two) if (style.day_order or shown or DAY_FIRST) == DAY_FIRST else (two, one)
    return day_of(known, month, day, shown)


def _of_row_year(one: int, two: int, style: Style) -> Moment:
    """`24/12` in a row that says its year; where the second number is that year's too, it may be month and year."""
    if style.year and style.year % 100 == two:
        return Moment(UNREADABLE)
    return _in_either_order(one, two, "", style)


def _named(text: str, style: Style) -> Moment:
    """A day with the name of its month, in a folded text."""
    bare = plain(_FILLER.sub(" ", with_numbers(_ORDINAL.sub("", text))))
    for pattern in _NAMED:
        if found := pattern.fullmatch(bare):
            return _of_parts(found.groupdict(), style)
    calendar = calendar_of(text)
    return Moment(OTHER_CALENDAR, note=calendar) if calendar else Moment(UNREADABLE)


def _of_parts(parts: dict[str, str], style: Style) -> Moment:
    month = int(parts["month"])
    number = parts.get("day_or_year", "")
    if number and style.year and style.year % 100 == int(number):
        return Moment(UNREADABLE)
    day = parts.get("day", number)
    known = full_year(parts.get("year", ""), style)
    if isinstance(known, Moment):
        return known
    if not day:
        return month_of(known, month)
    start = day_of(known, month, int(day))
    return moment_between(start, day_of(known, month, int(parts["until"]))) if "until" in parts else start
