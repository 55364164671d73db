"""The days of drawn features: from columns of spans, from a column of days, or from the name of the file.
What the columns are called is data, in `feature_days.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import numpy as np

from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence
from geo.common.word_lists import word_list
from geo.validation.faults import Fault
from ingest.histories.days import CellDay, NamedDay, day_in_name, day_order, days_in_column, filled_columns, is_empty
from ingest.histories.history_factions import column_called, no_column
from ingest.histories.history_options import HistoryOptions

SPAN_COLUMNS: tuple[tuple[str, str], ...] = tuple((first, last) for first, last in word_list(__file__)["spans"])
"""First and last day, case aside; the first pair that is there and filled counts."""
DAY_COLUMNS: tuple[str, ...] = tuple(word_list(__file__)["days"])
EARLIEST = date(1900, 1, 1)
OPEN_END_YEARS = frozenset({2099, 2100, 2262, 2999, 3000, 3999, 4000, 9998, 9999})
"""Years that programs write where a row has no last day yet."""
LONGEST_GAP = timedelta(days=366)
"""A drawing before the days of the theatre and farther than this from every later one has a slip in its year."""

Days = list[date | None]


@dataclass(frozen=True)
class FeatureDays:
    """Row by row the first and the last day, None where there is none, and what is wrong with them. `snapshot`: whether
    each row shows a single day; `named`: the day the name of the file says, where that is all there is, and `at`, with
    its time where it says one; `seconds`: whether days were written as seconds since 1970; `open_ends`: how many last
    days stand for none; `order`: what is to be told of the order of day and month."""

    starts: Days
    ends: Days
    faults: list[Fault | None]
    snapshot: bool
    named: date | None = None
    at: datetime | None = None
    seconds: bool = False
    open_ends: int = 0
    order: Sentence | None = None


def feature_days(frame: gpd.GeoDataFrame, path: Path, options: HistoryOptions, sound: np.ndarray) -> FeatureDays:
    """The days of the features of one file. `sound` (n,) bool: which of them are ground. Where any is, what stands in
    the columns of the others, as of events that are exported in the same file, does not tell which column is of days.

    Raises
    ------
    SchemaError : nothing says which day the file is of, or it could be read in two ways.
    """
    span, day_column = _columns(frame[sound] if sound.any() else frame, path, options)
    if span is not None:
        return _spans(frame, path, span, options)
    if day_column:
        order = day_order([frame[day_column]], options.date_format)
        cells = days_in_column(frame[day_column], day_column, path, options.date_format, order)
        faults = [
            _cell_fault(day_column, value, cell, options.today)
            for cell, value in zip(cells, frame[day_column], strict=True)
        ]
        return FeatureDays(
            [cell.day for cell in cells],
            [None] * len(frame),
            faults,
            snapshot=True,
            seconds=any(cell.seconds for cell in cells),
            order=order.note,
        )
    named = _named(path, options)
    fault = impossible("file name", path.stem, named.day, options.today)
    return FeatureDays(
        [named.day] * len(frame),
        [None] * len(frame),
        [fault] * len(frame),
        snapshot=True,
        named=named.day,
        at=named.at,
        seconds=named.seconds,
    )


def _named(path: Path, options: HistoryOptions) -> NamedDay:
    named = day_in_name(path, options.date_format)
    if named is None and options.undated is not None:
        return NamedDay(options.undated, None, seconds=False)
    if named is None:
        known = ", ".join(f"{first}/{last}" for first, last in SPAN_COLUMNS)
        raise SchemaError(
            path,
            L_("says nothing of days, neither in its name nor in its columns"),
            L_(
                "Name it as 2024-12-01.geojson, say --date-format, or give columns ({known}; {day_columns}).",
                known=known,
                day_columns=", ".join(DAY_COLUMNS),
            ),
        )
    return named


def impossible(column: str, value: object, day: date, today: date) -> Fault | None:
    """Why nobody can have drawn that day; None where somebody can."""
    if day > today:
        remedy = L_("It is after {today}, the day this was read. Is the year right?", today=today)
        return Fault(column, _shown(value), L_("lies in the future"), remedy)
    if day < EARLIEST:
        return Fault(column, _shown(value), L_("is before {year}", year=EARLIEST.year), L_("Is the year right?"))
    return None


def far_before(days: Sequence[date], first_day: date) -> set[date]:
    """The `days` drawn before `first_day` of the theatre and, alone or together, more than LONGEST_GAP before any
    other: what was drawn then would be shown for years."""
    ordered = sorted(set(days))
    gaps = [later for earlier, later in pairwise(ordered) if earlier < first_day and later - earlier > LONGEST_GAP]
    return {day for day in ordered if gaps and day < gaps[-1]}


def far_before_fault(day: date) -> Fault:
    """The fault of a drawn day that lies long before the theatre."""
    return Fault(
        "day",
        str(day),
        L_("lies before the days of the theatre, and nothing is drawn for a year after it"),
        L_("Is the year right? If it is, begin the span in theatre.toml with it."),
    )


def _columns(frame: gpd.GeoDataFrame, path: Path, options: HistoryOptions) -> tuple[tuple[str, str] | None, str]:
    """The columns of first and last day, or of the day; none of them where the file name must tell."""
    named = {name: column_called(frame, name) for name in (options.start_column, options.end_column,
                                                           options.date_column) if name}  # fmt: skip
    if absent := [name for name, column in named.items() if column is None]:
        raise no_column(frame, absent[0], path)
    if options.start_column and options.end_column:
        return (str(named[options.start_column]), str(named[options.end_column])), ""
    if options.date_column:
        return None, str(named[options.date_column])
    by_name = {str(column).casefold(): str(column) for column in frame.columns}
    for first, last in SPAN_COLUMNS:
        if first in by_name and last in by_name and filled_columns(frame, [first]):
            return (by_name[first], by_name[last]), ""
    day_columns = filled_columns(frame, DAY_COLUMNS)
    if len(day_columns) > 1:
        raise SchemaError(
            path,
            L_("has several columns of days ({day_columns})", day_columns=", ".join(day_columns)),
            L_("Name one: --date-column."),
        )
    return None, day_columns[0] if day_columns else ""


def _spans(frame: gpd.GeoDataFrame, path: Path, columns: tuple[str, str], options: HistoryOptions) -> FeatureDays:
    order = day_order((frame[name] for name in columns), options.date_format)
    starts, ends = (days_in_column(frame[name], name, path, options.date_format, order) for name in columns)
    last_days: Days = []
    faults: list[Fault | None] = []
    open_ends = 0
    for start, end, told_start, told_end in zip(starts, ends, frame[columns[0]], frame[columns[1]], strict=True):
        fault = _cell_fault(columns[0], told_start, start, options.today)
        last = end.day
        if last is not None and last.year in OPEN_END_YEARS and last > options.today:
            last, open_ends = None, open_ends + 1
        elif fault is None and end.fault:
            fault = _no_day(columns[1], told_end, end.fault)
        elif fault is None and last is not None:
            if options.end_excluded:
                last -= timedelta(days=1)
            fault = impossible(columns[1], told_end, last, options.today)
            if start.day is not None and last < start.day:
                fault = Fault(
                    columns[1],
                    _shown(told_end),
                    L_("is before {columns}", columns=columns[0]),
                    L_("Swap the two days."),
                )
        last_days.append(last)
        faults.append(fault)
    seconds = any(cell.seconds for cell in (*starts, *ends))
    return FeatureDays(
        [cell.day for cell in starts],
        last_days,
        faults,
        snapshot=False,
        seconds=seconds,
        open_ends=open_ends,
        order=order.note,
    )


def _cell_fault(column: str, value: object, cell: CellDay, today: date) -> Fault | None:
    """What is wrong with a day that must be there."""
    if cell.day is None:
        return _no_day(column, value, cell.fault or L_("is no day"))
    return impossible(column, value, cell.day, today)


def _no_day(column: str, value: object, fault: Sentence) -> Fault:
    return Fault(column, _shown(value), fault, L_("Write the day as 2024-12-01, or say --date-format."))


def _shown(value: object) -> str:
    return "empty" if is_empty(value) else str(value).removesuffix(" 00:00:00")
