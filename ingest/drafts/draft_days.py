"""When each event of a draft happened: first and last day, time of day, and how exactly each is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from ingest.drafts.cells import Cells
from ingest.drafts.day_parts import read_parts
from ingest.drafts.faults import FaultLog
from ingest.drafts.moments import (
    AMBIGUOUS,
    COUNTED,
    EMPTY,
    MIDNIGHT,
    NO_YEAR,
    SHORT_YEAR,
    UNREADABLE,
    Moments,
    Style,
    clock_of,
    moment,
    read_days,
)
from ingest.drafts.moments import YEAR as WHOLE_YEAR
from ingest.drafts.unique import plain, spread
from ingest.drafts.zones import with_offset
from ingest.mappings.mapping import FIELDS, PARTS_OF_DAY, YEAR

NO_DATE, UNREADABLE_DATE, AMBIGUOUS_DATE = "no-date", "unreadable-date", "ambiguous-date"
FUTURE_DATE, END_BEFORE_START = "future-date", "end-before-start"
UNREADABLE_TIME, BAD_PRECISION = "unreadable-time", "bad-precision"
_DAYS = ("event_date", "end_date", "published_on")
_NONE = np.datetime64("NaT", "s")
EPOCH_S, EPOCH_MS = 1e8, 1e11
"""From these numbers on a count is one of seconds, or of milliseconds, since 1970."""
_SHAPES = "2024-12-31 or 31 December 2024"
_UNREAD = (
    (UNREADABLE, UNREADABLE_DATE, "is no day that can be read", f"Write it as {_SHAPES}."),
    (SHORT_YEAR, UNREADABLE_DATE, "has a year of two digits", "Write it in full, or say century in the mapping."),
    (NO_YEAR, UNREADABLE_DATE, "has no year", "Write the year too, or leave the month and the day empty."),
    (COUNTED, UNREADABLE_DATE, "is a number, as spreadsheets count days",
     f"If it is one, say excel_days = true in the mapping; else write {_SHAPES}."),
    (AMBIGUOUS, AMBIGUOUS_DATE, "is one day if the day stands first and another if the month does",
     "Say which of the two stands first in this file (its day order)."),
)  # fmt: skip


def days(cells: Cells, faults: FaultLog, *, today: date) -> dict[str, np.ndarray | pd.Series]:
    """event_date, end_date, published_on, revised_on (datetime64[s], NaT), event_time (ISO 8601 text), time_precision
    (Int64)."""
    style = Style(cells.mapping.day_order, cells.mapping.century, cells.mapping.excel_days)
    raws = {name: cells.raw(name) for name in _DAYS}
    start, end, published = (_read(cells, faults, name, style, raws[name]) for name in _DAYS)
    limit = np.datetime64(today)
    missing = start.status == EMPTY
    faults.add(missing, cells.label("event_date"), raws["event_date"], NO_DATE, "is empty", f"Write {_SHAPES}.")
    last = np.where(np.isnat(end.last), np.where(start.last > start.first, start.last, _NONE), end.last)
    last = last.astype("datetime64[s]")
    for name, when in (("event_date", start.first), ("end_date", last), ("published_on", published.first)):
        remedy = f"It is after {today}, the day this was read. Is the year right?"
        label, raw = cells.label(name), raws[name]
        faults.add((when > limit) & _begun(name, start, limit), label, raw, FUTURE_DATE, "lies in the future", remedy)
    faults.add(
        last < start.first,
        cells.label("end_date"),
        raws["end_date"],
        END_BEFORE_START,
        f"is before {cells.label('event_date')}",
        "Swap the first and the last day?",
    )
    first, last, precision = _exactness(cells, faults, start, last)
    return {
        "event_date": first,
        "end_date": last,
        "published_on": published.first,
        "revised_on": _revised(cells, style),
        "event_time": _times(cells, faults, first, start),
        "time_precision": precision,
    }


def _revised(cells: Cells, style: Style) -> np.ndarray:
    """(n,) the day each row was last changed, also as seconds or milliseconds since 1970; NaT where that cannot be
    read: it tells of the row and not of the event, so nothing is set aside for it."""
    if not cells.has("revised_on"):
        return np.full(len(cells), _NONE)
    said = cells.series("revised_on")
    numbers = pd.to_numeric(said, errors="coerce").to_numpy(dtype="float64")
    seconds = np.where(numbers >= EPOCH_MS, numbers / 1000, numbers)
    counted = (seconds >= EPOCH_S) & (seconds < EPOCH_MS)
    found = read_days(said.mask(counted, ""), style).first
    found[counted] = seconds[counted].astype("int64").astype("datetime64[s]")
    return found.astype("datetime64[D]").astype("datetime64[s]")


def _begun(name: str, start: Moments, limit: np.datetime64) -> np.ndarray:
    """Whether a last day in the future is a fault: the month that runs is written before it is over."""
    if name != "end_date":
        return np.ones(len(start.first), dtype=bool)
    vague = (start.precision > 1) & (start.first <= limit)
    return ~vague


def _read(cells: Cells, faults: FaultLog, name: str, style: Style, raw: pd.Series) -> Moments:
    read = _whole_or_parts(cells, name, style)
    instead = " Or do not read that column as the day of publication." if name == "published_on" else ""
    for status, reason, fault, remedy in _UNREAD:
        faults.add(read.status == status, cells.label(name), raw, reason, fault, remedy + instead)
    return read


def _whole_or_parts(cells: Cells, name: str, style: Style) -> Moments:
    """What the column of whole days says; where it says nothing, what the columns of its parts say."""
    parts = cells.mapping.parts_of(name)
    if not parts:
        return read_days(cells.series(name), style, several=name == "published_on")
    year, month, day = (cells.series(part) for part in PARTS_OF_DAY[name])
    made = read_parts(year, month, day, style)
    if not cells.has_whole(name):
        return made
    whole = read_days(cells.series(name), style)
    return whole.or_else(made)


def _exactness(
    cells: Cells, faults: FaultLog, start: Moments, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray, pd.Series]:
    """First day, last day and time_precision. The coarser of what the text shows and the column says counts; where only
    the year is known, the event lies on any of its days."""
    name = "time_precision"
    said = spread(cells.text(name), lambda text: plain(text).casefold().removesuffix(".0"))
    codes = FIELDS[name].codes
    bad = (said != "") & ~np.isin(said.astype(str), codes) | cells.untranslated(name)
    known = sorted(cells.mapping.words.get(name, {})) or list(codes)
    remedy = f"Use one of {', '.join(known)}, or leave it empty."
    faults.add(bad, cells.label(name), cells.raw(name), BAD_PRECISION, "is no precision that is known here", remedy)
    sound = np.where(bad, "", said)
    column = spread(sound, lambda text: WHOLE_YEAR if text == YEAR else int(text or 0), dtype="int64")
    precision = np.maximum(np.maximum(column, start.precision), 1)
    year = (column == WHOLE_YEAR) & (np.isnat(last) | (last <= start.first))
    years = start.first.astype("datetime64[Y]")
    first = np.where(year, years.astype("datetime64[s]"), start.first).astype("datetime64[s]")
    year_end = ((years + 1).astype("datetime64[D]") - 1).astype("datetime64[s]")
    last = np.where(year, year_end, last).astype("datetime64[s]")
    return first, last, pd.array(np.minimum(precision, 3), dtype="Int64")


def _times(cells: Cells, faults: FaultLog, first: np.ndarray, start: Moments) -> np.ndarray:
    """Local time as ISO 8601, with its offset where the cell or the mapping gives one; "" where there is none. Cells of
    a column of days that all say midnight are days, not times."""
    clocks = start.clock if not set(start.clock) <= MIDNIGHT else np.full(len(cells), "", dtype=object)
    if cells.has("event_time"):
        own = spread(cells.series("event_time"), _clock)
        unread = pd.isna(own)
        label, raw = cells.label("event_time"), cells.raw("event_time")
        faults.add(
            unread,
            label,
            raw,
            UNREADABLE_TIME,
            "is no time of day that can be read",
            "Write it as 14:30 or 14:30+03:00.",
        )
        clocks = np.where(unread | (own == ""), clocks, own)
    timed = (clocks != "") & ~np.isnat(first)
    times = np.full(len(cells), "", dtype=object)
    days_written = np.datetime_as_string(first[timed], unit="D").astype(object)
    times[timed] = days_written + "T" + clocks[timed]
    zone = cells.mapping.time_zone
    return spread(times, lambda text: with_offset(text, zone) if zone and _floats(text) else text)


def _clock(text: str) -> str | None:
    found = clock_of(text)
    return found if found is not None else moment(text, Style()).clock or None


def _floats(text: str) -> bool:
    """Whether a local time carries no offset."""
    return bool(text) and "+" not in text and "-" not in text[10:]
