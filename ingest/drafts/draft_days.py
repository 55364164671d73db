"""When each event of a draft happened: first and last day, time of day, and how exactly each is known."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from geo.common.messages import L_, N_, Sentence, joined
from geo.validation.faults import FaultLog, sentences
from ingest.drafts.cells import DraftCells
from ingest.drafts.clocks import clock_of
from ingest.drafts.essential import note
from ingest.drafts.event_days import EventDays, read_event_days, style_of
from ingest.drafts.moment_types import (
    AMBIGUOUS,
    COUNTED,
    EMPTY,
    NO_YEAR,
    OTHER_CALENDAR,
    OTHER_WEEKDAY,
    OTHER_YEAR,
    SHORT_YEAR,
    UNREADABLE,
    Style,
)
from ingest.drafts.moment_types import YEAR as WHOLE_YEAR
from ingest.drafts.moments import MIDNIGHT, Moments, moment, read_days
from ingest.drafts.unique import spread, word_key
from ingest.drafts.year_slips import ASK, FIRST_LIKELY, remedies, years_in
from ingest.drafts.zones import with_offset
from ingest.mappings.fields import FIELDS, PARTS_OF_DAY, YEAR_FIELD

NO_DATE, UNREADABLE_DATE, AMBIGUOUS_DATE = "no-date", "unreadable-date", "ambiguous-date"
FUTURE_DATE, END_BEFORE_START = "future-date", "end-before-start"
OF_ANOTHER_CALENDAR, TWO_DAYS, TOO_EARLY = "other-calendar", "two-days", "too-early"
UNREADABLE_TIME, BAD_PRECISION = "unreadable-time", "bad-precision"
_DAYS = ("event_date", "end_date", "published_on")
_NONE = np.datetime64("NaT", "s")
EPOCH_S, EPOCH_MS = 1e8, 1e11
"""From these numbers on a count is one of seconds, or of milliseconds, since 1970."""
_UNREAD = (
    (UNREADABLE, UNREADABLE_DATE, N_("is no day that can be read"),
     N_("Write it as 2024-12-31 or 31 December 2024.")),
    (SHORT_YEAR, UNREADABLE_DATE, N_("has a year of two digits"),
     N_("Write it in full, or say century in the mapping.")),
    (NO_YEAR, UNREADABLE_DATE, N_("has no year"),
     N_("Write it, or name its column, or the year of all rows, as event_year in the mapping.")),
    (COUNTED, UNREADABLE_DATE, N_("is a number, as spreadsheets count days"),
     N_("If it is one, say excel_days = true in the mapping; else write 2024-12-31 or 31 December 2024.")),
    (AMBIGUOUS, AMBIGUOUS_DATE, N_("is one day if the day stands first and another if the month does"),
     N_("Say which of the two stands first in this file (its day order).")),
    (OTHER_CALENDAR, OF_ANOTHER_CALENDAR, N_("is a day of the {note} calendar"),
     N_("Write the Gregorian day, as 2024-12-31 or 31 December 2024.")),
    (OTHER_WEEKDAY, TWO_DAYS, N_("names another day of the week: {note}"), N_("Which of the two is right?")),
    (OTHER_YEAR, TWO_DAYS, N_("has {note}, and {year} says {row_year}"),
     N_("Which of the two is right? If {year} is another year, do not read it as the year of the day.")),
)  # fmt: skip
"""Status of a text, reason, fault and remedy; what stands in braces is filled in row by row."""
IN_PARTS = N_("Correct the part that is wrong; write 0 or nothing for a month or a day of the month that is not known.")
"""The remedy for a day in columns of its parts."""


def days(cells: DraftCells, faults: FaultLog, *, today: date) -> dict[str, np.ndarray | pd.Series]:
    """event_date, end_date, published_on, revised_on (datetime64[s], NaT), event_time (ISO 8601 text), time_precision
    (Int64)."""
    read = read_event_days(cells)
    start, raws = read.start, {name: cells.raw(name) for name in _DAYS}
    for name, one in zip(_DAYS, (start, read.end, read.published), strict=True):
        _note_unread(cells, faults, name, one, read.years, raws[name])
    missing = start.status == EMPTY
    note(
        cells,
        faults,
        "event_date",
        missing,
        NO_DATE,
        L_("is empty"),
        L_("Write 2024-12-31 or 31 December 2024."),
        raw=raws["event_date"],
    )
    last = np.where(np.isnat(read.end.last), np.where(start.last > start.first, start.last, _NONE), read.end.last)
    last = last.astype("datetime64[s]")
    _note_order(cells, faults, start.first, last, read.years, raws["end_date"])
    published = _note_slips(cells, faults, read, last, today, raws)
    first, last, precision = _exactness(cells, faults, start, last)
    return {
        "event_date": first,
        "end_date": last,
        "published_on": published,
        "revised_on": _revised(cells, style_of(cells.mapping)),
        "event_time": _times(cells, faults, first, start),
        "time_precision": precision,
    }


def _note_unread(
    cells: DraftCells, faults: FaultLog, name: str, read: Moments, row_years: np.ndarray, raw: pd.Series
) -> None:
    instead = L_("Or do not read that column as the day of publication.") if name == "published_on" else None
    for status, reason, fault, remedy in _UNREAD:
        where = read.status == status
        if status == UNREADABLE and any(part in cells.mapping.columns for part in PARTS_OF_DAY.get(name, ())):
            remedy = IN_PARTS
        if where.any():
            said = {"year": cells.label("event_year")}
            faulted = _filled(fault, None, where, raw.index, read.note, row_years, said)
            mended = _filled(remedy, instead, where, raw.index, read.note, row_years, said)
            note(cells, faults, name, where, reason, faulted, mended, raw=raw)


def _filled(
    text: str,
    after: Sentence | None,
    where: np.ndarray,
    index: pd.Index,
    notes: np.ndarray,
    row_years: np.ndarray,
    said: dict[str, str],
) -> Sentence | pd.Series:
    """`text`, with `after` behind it, and with the note and the year of each row in it where it asks for them."""

    @cache
    def of(note: str, row_year: int) -> Sentence:
        one = L_(text, note=note, row_year=row_year, **said)
        return one if after is None else joined((one, after))

    if "{" not in text:
        return of("", 0)
    filled = np.full(len(where), "", dtype=object)
    filled[where] = list(map(of, notes[where], row_years[where]))
    return sentences(filled).set_axis(index)


def _note_slips(
    cells: DraftCells, faults: FaultLog, read: EventDays, last: np.ndarray, today: date, raws: dict[str, pd.Series]
) -> np.ndarray:
    """Note days after `today`, and of years before which nothing was reported; published_on without them."""
    limit, published = np.datetime64(today), read.published.first
    after = L_("It is after {today}, the day this was read.", today=today)
    for name, when in (("event_date", read.start.first), ("end_date", last), ("published_on", published)):
        where = (when > limit) & _begun(name, read.start, limit)
        if not where.any():
            continue
        asked = remedies(when, read.years, where, cells.label("event_year"), raws[name].index, after)
        note(cells, faults, name, where, FUTURE_DATE, L_("lies in the future"), asked, raw=raws[name])
    early = (years_in(published) < FIRST_LIKELY) & ~np.isnat(published)
    fault = L_("lies before {first_likely}", first_likely=FIRST_LIKELY)
    note(cells, faults, "published_on", early, TOO_EARLY, fault, ASK, raw=raws["published_on"])
    return np.where(early | (published > limit), _NONE, published).astype("datetime64[s]")


def _note_order(
    cells: DraftCells, faults: FaultLog, first: np.ndarray, last: np.ndarray, row_years: np.ndarray, raw: pd.Series
) -> None:
    """Note last days before the first: swapped where they are of one year, else of a wrong year."""
    fault, backwards = L_("is before {first_day}", first_day=cells.label("event_date")), last < first
    one_year = years_in(first) == years_in(last)
    swapped, slipped = backwards & one_year, backwards & ~one_year
    note(cells, faults, "end_date", swapped, END_BEFORE_START, fault, L_("Swap the first and the last day?"), raw=raw)
    if slipped.any():
        asked = remedies(last, row_years, slipped, cells.label("event_year"), raw.index)
        note(cells, faults, "end_date", slipped, END_BEFORE_START, fault, asked, raw=raw)


def _revised(cells: DraftCells, style: Style) -> np.ndarray:
    """(n,) the day each row was last changed, to the second where it is told in seconds or milliseconds since 1970; NaT
    where that cannot be read: it tells of the row and not of the event, so nothing is rejected for it."""
    if not cells.has("revised_on"):
        return np.full(len(cells), _NONE)
    raw = cells.raw("revised_on")
    numbers = pd.to_numeric(raw, errors="coerce").to_numpy(dtype="float64")
    seconds = np.where(numbers >= EPOCH_MS, numbers / 1000, numbers)
    counted = (seconds >= EPOCH_S) & (seconds < EPOCH_MS)
    found = np.full(len(cells), _NONE)
    if not (counted | (raw == "").to_numpy(dtype=bool)).all():
        found = read_days(cells.series("revised_on").mask(counted, ""), style).first
    found[counted] = seconds[counted].astype("int64").astype("datetime64[s]")
    return found


def _begun(name: str, start: Moments, limit: np.datetime64) -> np.ndarray:
    """Whether a last day in the future is a fault: the month that runs is written before it is over."""
    if name != "end_date":
        return np.ones(len(start.first), dtype=bool)
    vague = (start.precision > 1) & (start.first <= limit)
    return ~vague


def _exactness(
    cells: DraftCells, faults: FaultLog, start: Moments, last: np.ndarray
) -> tuple[np.ndarray, np.ndarray, pd.Series]:
    """First day, last day and time_precision. The coarser of what the text shows and the column says counts; where only
    the year is known, the event lies on any of its days."""
    name = "time_precision"
    said = spread(cells.text(name), word_key)
    codes = FIELDS[name].codes
    bad = (said != "") & ~np.isin(said.astype(str), codes) | cells.untranslated(name)
    note(cells, faults, name, bad, BAD_PRECISION, L_("is no precision that is known here"), cells.use_one(name))
    sound = np.where(bad, "", said)
    column = spread(sound, lambda text: WHOLE_YEAR if text == YEAR_FIELD else int(text or 0), dtype="int64")
    precision = np.maximum(np.maximum(column, start.precision), 1)
    year = (column == WHOLE_YEAR) & (np.isnat(last) | (last <= start.first))
    years = start.first.astype("datetime64[Y]")
    first = np.where(year, years.astype("datetime64[s]"), start.first).astype("datetime64[s]")
    year_end = ((years + 1).astype("datetime64[D]") - 1).astype("datetime64[s]")
    last = np.where(year, year_end, last).astype("datetime64[s]")
    return first, last, pd.array(np.minimum(precision, 3), dtype="Int64")


def _times(cells: DraftCells, faults: FaultLog, first: np.ndarray, start: Moments) -> np.ndarray:
    """Local time as ISO 8601, with its offset where the cell or the mapping gives one; "" where there is none. Cells of
    a column of days that all say midnight are days, not times."""
    clocks = start.clock if not set(start.clock) <= MIDNIGHT else np.full(len(cells), "", dtype=object)
    if cells.has("event_time"):
        own = spread(cells.series("event_time"), _clock)
        unread = pd.isna(own)
        fault = L_("is no time of day that can be read")
        note(cells, faults, "event_time", unread, UNREADABLE_TIME, fault, L_("Write it as 14:30 or 14:30+03:00."))
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
