"""Days written in file names and columns. A day is read only where there is one way to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from geo.errors import SchemaError

YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
YEAR_LAST = re.compile(r"(?<!\d)\d{1,2}([-_./]?)\d{1,2}\1(?:19|20)?\d{2}(?!\d)")
ISO_WITH_TIME = re.compile(r"((?:19|20)\d{2}-\d{2}-\d{2})[T ].*")

DIRECTIVES = {"%Y": r"\d{4}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%y": r"\d{2}", "%j": r"\d{3}", "%b": r"[^\W\d_]+",
              "%B": r"[^\W\d_]+"}  # fmt: skip
SAY_FORMAT = "Say how it is written, as in --date-format %d-%m-%Y."


def day_in_name(path: Path, date_format: str | None) -> date | None:
    """The day a file name speaks of; None where it speaks of none.

    Without `date_format` only year, month, day in this order is understood: 2024-12-01, 20241201, 2024_12_01.

    Raises
    ------
    SchemaError : the name holds several days, one that could be read in two ways, or one that is not in the calendar.
    """
    found = set(_candidates(path.stem, date_format))
    if not found:
        if date_format is None and YEAR_LAST.search(path.stem):
            raise SchemaError(path, "has a name whose day and month could be swapped", SAY_FORMAT)
        return None
    days = {_parsed(text, date_format) for text in found}
    if None in days:
        raise SchemaError(path, f"names {', '.join(sorted(found))}, which is not in the calendar", SAY_FORMAT)
    if len(days) > 1:
        raise SchemaError(
            path,
            f"names several days ({', '.join(sorted(found))})",
            "Say which one counts with the text before it, as in --date-format drawn_%Y-%m-%d.",
        )
    return days.pop()


def _candidates(text: str, date_format: str | None) -> list[str]:
    if date_format is None:
        return [match.group() for match in YEAR_FIRST.finditer(text)]
    return [match.group() for match in re.finditer(_pattern(date_format), text)]


def _pattern(date_format: str) -> str:
    """Regular expression for what `date_format` writes, not in the middle of a longer number."""
    pieces = re.split(r"(%\w)", date_format)
    body = "".join(DIRECTIVES.get(piece, re.escape(piece)) for piece in pieces)
    return rf"(?<!\d){body}(?!\d)"


def check_format(date_format: str | None) -> None:
    """Raise SchemaError unless `date_format` names a year, a month and a day in directives that are known here."""
    if date_format is None:
        return
    used = set(re.findall(r"%.", date_format))
    whole = used & {"%Y", "%y"} and ((used & {"%m", "%b", "%B"} and "%d" in used) or "%j" in used)
    if used - DIRECTIVES.keys() or not whole:
        raise SchemaError("--date-format", f"cannot read {date_format!r}", "Use %Y, %m and %d, as in %d-%m-%Y.")


def _parsed(text: str, date_format: str | None) -> date | None:
    if date_format is None:
        match = YEAR_FIRST.fullmatch(text)
        if match is None:
            return None
        text, date_format = f"{match[1]}-{match[3]}-{match[4]}", "%Y-%m-%d"
    try:
        return datetime.strptime(text, date_format).date()  # noqa: DTZ007 - a day as written, in no time zone
    except ValueError:
        return None


def days_in_column(values: pd.Series, column: str, file: Path, date_format: str | None) -> list[date | None]:
    """The days of a column; None where a cell is empty or holds no day. A time of day is cut off.

    Raises
    ------
    SchemaError : a cell's day and month could be swapped.
    """
    return [_day(value, column, file, date_format) for value in values]


def _day(value: object, column: str, file: Path, date_format: str | None) -> date | None:
    if is_empty(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    if date_format is not None:
        return _parsed(text, date_format)
    if with_time := ISO_WITH_TIME.fullmatch(text):
        text = with_time[1]
    if YEAR_FIRST.fullmatch(text) is None and YEAR_LAST.fullmatch(text):
        raise SchemaError(file, f"has {text!r} in {column}, whose day and month could be swapped", SAY_FORMAT)
    return _parsed(text, None)


def is_empty(value: object) -> bool:
    """Whether a cell says nothing."""
    return value is None or value is pd.NaT or value != value or (isinstance(value, str) and not value.strip())


def filled(table: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """The columns of `table` called one of `names`, case aside, in which anything stands."""
    wanted = {name.casefold() for name in names}
    return [
        column
        for column in table.columns
        if str(column).casefold() in wanted and not all(is_empty(value) for value in table[column])
    ]
