"""The days of a row read together: each helps to read the others."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ingest.drafts.cells import DraftCells
from ingest.drafts.day_parts import read_parts, with_part_of_year, year_number
from ingest.drafts.moment_types import Style, quarter_of, week_of
from ingest.drafts.moments import Moments, read_days
from ingest.drafts.unique import spread
from ingest.mappings.fields import PARTS_OF_DAY, PARTS_OF_YEAR
from ingest.mappings.mapping import ColumnMapping


@dataclass(frozen=True, eq=False)
class EventDays:
    """(n,) the first and the last day of each event and the day of its publication; `years`: int, the year that a
    column of its own says, 0 where none does."""

    start: Moments
    end: Moments
    published: Moments
    years: np.ndarray


def style_of(mapping: ColumnMapping) -> Style:
    """How the days of a file are written."""
    return Style(mapping.day_order, mapping.century, mapping.excel_days)


def read_event_days(cells: DraftCells) -> EventDays:
    """The days of every row. The day of the event takes a year that it leaves out, or shortens, from the row's own
    year, and has to be of it; the other days are of the year nearest to that of the event."""
    style = style_of(cells.mapping)
    years = row_years(cells, style)
    start = _read(cells, "event_date", style, years)
    known = start.first.astype("datetime64[Y]").astype("int64") + 1970
    of_event = np.where(np.isnat(start.first), years, known)
    near = replace(style, nearest=True)
    end, published = (_read(cells, name, near, of_event) for name in ("end_date", "published_on"))
    return EventDays(start, end, published, years)


def row_years(cells: DraftCells, style: Style) -> np.ndarray:
    """(n,) int: the year that the column of years says of each row; 0 where it says none that can be read."""
    if not cells.has("event_year"):
        return np.zeros(len(cells), dtype="int64")

    def year(text: str) -> int:
        number = year_number(text, style)
        return number if isinstance(number, int) else 0

    return spread(cells.text("event_year"), year, dtype="int64")


def _read(cells: DraftCells, name: str, style: Style, years: np.ndarray) -> Moments:
    """What the column of whole days says; where it says nothing, what the columns of its parts say."""
    parts = cells.mapping.parts_of(name)
    if parts:
        year, month, day = (cells.series(part) for part in PARTS_OF_DAY[name])
        made = read_parts(year, month, day, style)
        for part, read in zip(PARTS_OF_YEAR[name], (week_of, quarter_of), strict=False):
            if cells.has(part):
                made = with_part_of_year(made, year, cells.series(part), read, style)
        if not cells.has_whole(name):
            return made
    whole = read_days(cells.series(name), style, several=name == "published_on", years=years)
    return whole.or_else(made) if parts else whole
