"""Days written in file names and columns. A day is read only where there is one way to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence
from ingest.drafts.moment_types import AMBIGUOUS, COUNTED, DAY, SHORT_YEAR, Style
from ingest.drafts.moments import SECONDS as SECONDS_IN_CELLS
from ingest.drafts.moments import moment, orders_shown
from ingest.drafts.nothing import is_nothing
from ingest.mappings.fields import FieldType

YEAR_LAST = re.compile(r"(?<!\d)\d{1,2}([-_./]?)\d{1,2}\1(?:19|20)?\d{2}(?!\d)")
_CLOCK = r"(?P<H>[01]\d|2[0-3])[-_:.]?(?P<M>[0-5]\d)(?:[-_:.]?(?P<S>[0-5]\d))?"
_PACKED_DAY = r"(?<!\d)(?P<Y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})"
WRITTEN = (
    re.compile(r"(?<!\d)(?P<Y>\d{4})([-_./])(?P<m>\d{2})\2(?P<d>\d{2})" + rf"(?:[T ]{_CLOCK})?(?!\d)"),
    re.compile(rf"{_PACKED_DAY}(?:T{_CLOCK})?(?!\d)"),
    re.compile(_PACKED_DAY + r"(?P<H>[01]\d|2[0-3])(?:(?P<M>[0-5]\d)(?P<S>[0-5]\d)?)?(?!\d)"),
)
"""Year, month, day, and where it follows a time: 2024-07-06, 2024-07-06T12_00, 20240706, 20240706T1200, 202407061200.
Without marks between them the digits are a day only in the years 19xx and 20xx."""
SECONDS = re.compile(r"(?<!\d)[1-4]\d{9}(?:\d{3})?(?!\d)")
"""Seconds, or thousandths of them, since 1970, as the addresses of live maps have them: from September 2001 to June
2128. In a name a longer number is one of something else."""

DIRECTIVES = {"%Y": r"\d{4}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%y": r"\d{2}", "%j": r"\d{3}", "%b": r"[^\W\d_]+",
              "%B": r"[^\W\d_]+", "%H": r"\d{2}", "%M": r"\d{2}", "%S": r"\d{2}", "%s": r"\d{9,13}"}  # fmt: skip
SINCE_1970 = "%s"
THOUSANDTHS_FROM = 10**11
"""A number of seconds as great would lie in the year 5138."""


def say_format(text: str) -> Sentence:
    """What to do about a day in `text` that can be read in two ways, with the signs that stand in it."""
    found = YEAR_LAST.search(text)
    sign = found.group(1) if found else "-"
    year = "%Y" if not found or re.search(r"\d{4}$", found.group()) else "%y"
    return L_("Say how it is written, as in --date-format %d{sign}%m{sign}{year}.", sign=sign, year=year)


@dataclass(frozen=True)
class NamedDay:
    """The day a file name speaks of. `at`: with its time, None where the name has none; `seconds`: whether it is
    written as seconds since 1970, which makes it a day of UTC."""

    day: date
    at: datetime | None
    seconds: bool


def day_in_name(path: Path, date_format: str | None) -> NamedDay | None:
    """The day a file name speaks of; None where it speaks of none.

    Without `date_format` only year, month, day in this order, with or without a time, and seconds since 1970 are
    understood.

    Raises
    ------
    SchemaError : the name holds several days, one that could be read in two ways, or one that is not in the calendar.
    """
    found = _written(path.stem) if date_format is None else _as_said(path.stem, date_format)
    if not found:
        if date_format is None and YEAR_LAST.search(path.stem):
            raise SchemaError(path, L_("has a name whose day and month could be swapped"), say_format(path.stem))
        return None
    if None in found.values():
        raise SchemaError(
            path, L_("names {days}, which is not in the calendar", days=", ".join(sorted(found))), say_format("")
        )
    days = {day.day: day for day in found.values() if day is not None}
    if len(days) > 1:
        raise SchemaError(
            path,
            L_("names several days ({days})", days=", ".join(sorted(found))),
            L_("Say which one counts with the text before it, as in --date-format drawn_%Y-%m-%d."),
        )
    return next((day for day in found.values() if day is not None and day.at is not None), days.popitem()[1])


def _written(text: str) -> dict[str, NamedDay | None]:
    """Each day that `text` writes, by how it does; None for one that is not in the calendar."""
    found: dict[str, NamedDay | None] = {}
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            found[match.group()] = _of_parts(match.groupdict())
    for match in SECONDS.finditer(text):
        found.setdefault(match.group(), _of_seconds(match.group()))
    return found


def _of_parts(parts: dict[str, str | None]) -> NamedDay | None:
    year, month, day, hour = (parts[name] for name in "YmdH")
    try:
        when = datetime(int(year or 0), int(month or 0), int(day or 0), int(hour or 0), tzinfo=UTC)
        when = when.replace(minute=int(parts["M"] or 0), second=int(parts["S"] or 0))
    except ValueError:
        return None
    return NamedDay(when.date(), when if hour else None, seconds=False)


def _of_seconds(digits: str) -> NamedDay:
    number = int(digits)
    at = datetime.fromtimestamp(number / 1000 if number >= THOUSANDTHS_FROM else number, UTC)
    return NamedDay(at.date(), at, seconds=True)


def _as_said(text: str, date_format: str) -> dict[str, NamedDay | None]:
    return {match.group(): _read(match, date_format) for match in re.finditer(_pattern(date_format), text)}


def _read(match: re.Match[str], date_format: str) -> NamedDay | None:
    if SINCE_1970 in date_format:
        return _of_seconds(match["seconds"])
    try:
        at = datetime.strptime(match.group(), date_format)  # noqa: DTZ007 - a day as written, in no time zone
    except ValueError:
        return None
    return NamedDay(at.date(), at.replace(tzinfo=UTC) if "%H" in date_format else None, seconds=False)


def _pattern(date_format: str) -> str:
    """Regular expression for what `date_format` writes, not in the middle of a longer number."""
    pieces = re.split(r"(%\w)", date_format)
    body = "".join(DIRECTIVES.get(piece, re.escape(piece)) for piece in pieces)
    body = body.replace(DIRECTIVES[SINCE_1970], f"(?P<seconds>{DIRECTIVES[SINCE_1970]})", 1)
    return rf"(?<!\d){body}(?!\d)"


def check_format(date_format: str | None) -> None:
    """Raise SchemaError unless `date_format` names a year, a month and a day, or seconds since 1970, in directives that
    are known here, each once."""
    if date_format is None:
        return
    used = re.findall(r"%.", date_format)
    named = set(used)
    dated = named & {"%Y", "%y"} and ((named & {"%m", "%b", "%B"} and "%d" in named) or "%j" in named)
    whole = (SINCE_1970 not in named and dated) or named == {SINCE_1970}
    if named - DIRECTIVES.keys() or not whole or len(used) > len(named):
        raise SchemaError(
            "--date-format",
            L_("cannot read {date_format!r}", date_format=date_format),
            L_("Use %Y, %m and %d, as in %d-%m-%Y; or %s for seconds since 1970."),
        )


@dataclass(frozen=True)
class CellDay:
    """What a cell says: a day, or why it says none (None where it is empty too)."""

    day: date | None
    fault: Sentence | None = None
    seconds: bool = False


NO_DAY = L_("is no day")
CENTURY = Style(century="20")
FAULTS = {COUNTED: L_("is a number, as spreadsheets count days")}
EMPTY = CellDay(None)


@dataclass(frozen=True)
class DayOrder:
    """The order of day and month that columns show in `example`, a cell that can be read in no other way; "" where none
    is needed or none shown."""

    order: str = ""
    example: str = ""

    @property
    def note(self) -> Sentence | None:
        """As in "Days are read day first: 25/12/2024 can be read in no other way."; None where there is none."""
        if not self.order:
            return None
        return L_(
            "Days are read {order}: {example} can be read in no other way.", order=self.order, example=self.example
        )


NO_ORDER = DayOrder()


def day_order(columns: Iterable[pd.Series], date_format: str | None) -> DayOrder:
    """The order that the cells of some columns together show for those that can be read in two; none beside a
    `date_format`, or where they show both."""
    texts = {_plain(value) for values in columns for value in values.unique() if isinstance(value, str)}
    if date_format is not None or not any(moment(text, CENTURY).status == AMBIGUOUS for text in texts):
        return NO_ORDER
    shown = orders_shown(texts)
    return DayOrder(*shown.popitem()) if len(shown) == 1 else NO_ORDER


def days_in_column(
    values: pd.Series, column: str, file: Path, date_format: str | None, order: DayOrder = NO_ORDER
) -> list[CellDay]:
    """The days of a column. A time of day is cut off; a month or a year is no day. Cells that `date_format` does not
    fit are read as without it, and are no day where that is not possible in one way; `order`: see `day_order`.

    Raises
    ------
    SchemaError : a cell's day and month could be swapped.
    """
    style = Style(day_order=order.order)
    known: dict[object, CellDay] = {}
    return [
        EMPTY
        if is_blank_day(value)
        else known.get(value) or known.setdefault(value, _day(value, column, file, date_format, style))
        for value in values
    ]


def _plain(text: str) -> str:
    return text.strip().replace("_", "-")


def _day(value: object, column: str, file: Path, date_format: str | None, style: Style) -> CellDay:
    if isinstance(value, datetime):
        return CellDay(value.date())
    if isinstance(value, date):
        return CellDay(value)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    if date_format is not None and (match := re.fullmatch(_pattern(date_format), text)):
        named = _read(match, date_format)
        return CellDay(named.day, seconds=named.seconds) if named else CellDay(None, NO_DAY)
    found = moment(_plain(text), style)
    if found.status in (AMBIGUOUS, SHORT_YEAR):
        if date_format is not None:
            return CellDay(None, NO_DAY)
        raise SchemaError(
            file,
            L_("has {text!r} in {column}, whose day and month could be swapped", text=text, column=column),
            say_format(text),
        )
    if found.first is None:
        return CellDay(None, FAULTS.get(found.status, NO_DAY))
    if found.precision != DAY or found.first != found.last:
        return CellDay(None, L_("is more than one day"))
    return CellDay(found.first, seconds=re.fullmatch(SECONDS_IN_CELLS, text) is not None)


def is_empty(value: object) -> bool:
    """Whether nothing stands in a cell."""
    return value is None or value is pd.NaT or value != value or (isinstance(value, str) and not value.strip())


def is_blank_day(value: object) -> bool:
    """Whether nothing stands in a cell of a day, or a mark or word of which nothing is known (see `drafts.nothing`)."""
    return is_empty(value) or (isinstance(value, str) and is_nothing(value, FieldType.DAY))


def filled_columns(table: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """The columns of `table` called one of `names`, case aside, in which anything stands."""
    wanted = {name.casefold() for name in names}
    return [
        column
        for column in table.columns
        if str(column).casefold() in wanted and not all(is_blank_day(value) for value in table[column])
    ]
