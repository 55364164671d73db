"""Columns that hold counts of events, and what a table that has one is. Their names are data, in
`count_columns.toml`."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd

from geo.common.messages import L_, Sentence
from geo.common.word_lists import word_list
from geo.events.events import INCIDENT
from ingest.mappings.column_names import Key, key_of
from ingest.mappings.guess import Guess
from ingest.tables import Table

_WEEK = 7
AREAS = frozenset({"adm1", "adm2", "country"})
"""Fields that say where a count lies: its place is the whole area."""
_PARTS_OF_PERIODS = frozenset({"event_month", "event_week", "event_quarter"})
"""Fields beside a year that make a day a period where no day of the month is told."""
_TAG, _NUMBER = frozenset({"#event", "#incident"}), "num"


def with_counts(table: Table, found: Guess) -> Guess:
    """`found` with the column that counts events and the span of its days, where the mapping says neither what rows
    count as nor which column that is: a row that counts is never one event."""
    mapping, why = found.mapping, dict(found.why)
    said = {*mapping.columns, *mapping.fixed}
    day = key_of(mapping.columns.get("event_date", ""))
    by_parts = not _PARTS_OF_PERIODS.isdisjoint(said) and "event_day" not in said
    of_period = by_parts or day in _names("weeks") | _names("months")
    names = _names("counts") | _names("beside_a_period") if of_period else _names("counts")
    taken = frozenset(mapping.columns.values())
    column = None if {"count_as", "event_count"} & said else count_column(table, taken, names)
    if column is not None:
        mapping = replace(mapping, columns={**mapping.columns, "event_count": column})
        why["event_count"] = L_(
            "{column!r} counts events, so each row is a count: it is listed and never added to the incidents. If "
            "each row is one event all the same, say {incident!r} under Counts as.",
            column=column,
            incident=INCIDENT,
        )
    if "event_count" in mapping.columns and mapping.fixed.get("count_as") != INCIDENT:
        mapping = replace(mapping, fixed={**mapping.fixed, **_span(mapping.columns.get("event_date", ""), said, why)})
    left = tuple(name for name in found.left_over if name != column)
    lies_on_area = "event_count" in mapping.columns and not AREAS.isdisjoint(mapping.columns)
    asked = tuple(one for one in found.questions if not (lies_on_area and one.field == "position"))
    return replace(found, mapping=mapping, why=why, left_over=left, questions=asked)


def count_column(table: Table, taken: frozenset[str], names: frozenset[Key]) -> str | None:
    """The column of `table`, none of those `taken`, that is called one of `names` of a count of events and holds
    whole numbers, one of them above 1; None where there is none."""
    for column in map(str, table.cells.columns):
        if column not in taken and (key_of(column) in names or _tagged(table, column)) and _counts(table, column):
            return column
    return None


def _tagged(table: Table, column: str) -> bool:
    base, *attributes = table.tags.get(column, "").replace(" ", "").casefold().split("+")
    return base in _TAG and _NUMBER in attributes


def _counts(table: Table, column: str) -> bool:
    cells = pd.Series(table.cells[column].str.strip().unique())
    numbers = pd.to_numeric(cells[cells != ""].str.replace(r"(?<=\d)[, ](?=\d{3}\b)", "", regex=True), errors="coerce")
    whole = numbers.notna() & (numbers >= 0) & (numbers % 1 == 0)
    return bool(len(numbers)) and bool(whole.all()) and bool((numbers > 1).any())


def _span(column: str, said: set[str], why: dict[str, Sentence]) -> dict[str, str]:
    """How long a count runs from the day in a column of that name, as fixed texts of the mapping."""
    name = key_of(column)
    if not name or {"end_date", "span_days", "time_precision"} & said:
        return {}
    if name in _names("weeks"):
        why["span_days"] = L_(
            "{column!r} is called so: the row counts the {week} days that begin with it.", column=column, week=_WEEK
        )
        return {"span_days": str(_WEEK)}
    if name in _names("months"):
        why["time_precision"] = L_("{column!r} is called so: the row counts the whole month.", column=column)
        return {"time_precision": "3"}
    return {}


@cache
def _names(kind: str) -> frozenset[Key]:
    """The names of one list of the data, each as its words; read once it is asked for, not when the program starts."""
    return frozenset(map(key_of, word_list(__file__)[kind]))
