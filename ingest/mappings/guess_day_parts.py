"""Columns of years, months and days of the month, kept where their cells are that and where they say what no column of
whole days says."""

from __future__ import annotations

from collections.abc import Callable

from ingest.drafts.day_parts import moment_of_parts, year_number
from ingest.drafts.moments import EMPTY, READ, Style
from ingest.drafts.unique import coded
from ingest.mappings.guess_values import holds_days
from ingest.mappings.mapping import PARTS_OF_DAY
from ingest.tables import Table

LOOKED_AT, HALF = 10_000, 0.5
_STYLE = Style(century="20")
_LEAP_YEAR, _LONG_MONTH = "2024", "1"


def day_of_parts(table: Table, columns: dict[str, str], why: dict[str, str]) -> None:
    """Let the columns of parts be the day, and the last day, of `columns` where they are: a year, or a year and a
    month, or all three. Where a column of whole days stands beside, that is the day, and of the parts only the year is
    kept, which it is held against."""
    for whole, parts in PARTS_OF_DAY.items():
        _day_of_month(table, whole, parts, columns, why)
        _without_misfits(table, parts, columns, why)
        said = [part for part in parts if part in columns]
        if whole in columns and holds_days(table, columns[whole]):
            _leave_out(columns, why, said[1:])


def _day_of_month(
    table: Table, whole: str, parts: tuple[str, ...], columns: dict[str, str], why: dict[str, str]
) -> None:
    """A column called "day" beside a month is the day of that month, where its cells are such and no days."""
    year, month, day = parts
    called = columns.get(whole)
    if called is None or not {year, month} <= columns.keys() or day in columns or holds_days(table, called):
        return
    if _fits(table, called, _is_day):
        columns[day], why[day] = called, why[whole]
        _leave_out(columns, why, [whole])


def _without_misfits(table: Table, parts: tuple[str, ...], columns: dict[str, str], why: dict[str, str]) -> None:
    """Leave out columns whose cells are no such parts, and every part that means nothing without them."""
    for at, (part, is_one) in enumerate(zip(parts, (_is_year, _is_month, _is_day), strict=True)):
        if part not in columns or not _fits(table, columns[part], is_one):
            _leave_out(columns, why, [later for later in parts[at:] if later in columns])
            return


def _leave_out(columns: dict[str, str], why: dict[str, str], fields: list[str]) -> None:
    for field in fields:
        del columns[field]
        why.pop(field, None)


def _fits(table: Table, column: str, is_one: Callable[[str], bool]) -> bool:
    """Whether of the different texts of a column at least half are such a part. The others are told row by row."""
    texts = [text for text in coded(table.cells[column].head(LOOKED_AT))[1] if text]
    return bool(texts) and sum(map(is_one, texts)) >= HALF * len(texts)


def _is_year(text: str) -> bool:
    return isinstance(year_number(text, _STYLE), int)


def _is_month(text: str) -> bool:
    return moment_of_parts(_LEAP_YEAR, text, "", _STYLE).status == READ


def _is_day(text: str) -> bool:
    return moment_of_parts(_LEAP_YEAR, _LONG_MONTH, text, _STYLE).status in (READ, EMPTY)
