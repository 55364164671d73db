"""CSV: the events of the range, one row a record, as RFC 4180 and UTF-8 with the byte-order mark Excel asks for.

One CSV is one table, and events are the table people ask for; all others are sheets of the .xlsx.

Every row says which version of the data and which view it was taken from (`data_version`, `view`), so that rows
pasted together from several files can still be told apart. The whole stamp is the name of the last column, whose cells
are empty: comment lines before or after the table would become rows in GDAL, pandas and Excel, and a cell of a row
cannot carry it where the range holds no event. Text that a spreadsheet would run is disarmed with an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.tables.formulas import harmless
from geo.common.messages import L_
from map.event_table import events_table
from map.table import Value

STAMP_COLUMN = "about this file: "


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the events of a brief."""
    table, stamp = events_table(brief.situation), brief.stamp
    from_where = (stamp.version, harmless(stamp.link), "")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        # csv quotes a cell with either character of the line end: a lone one in a text starts no row of its own
        writer = csv.writer(file, lineterminator="\r\n")
        names = [column.name for column in table.columns]
        writer.writerow([*names, "data_version", "view", STAMP_COLUMN + stamp.to_text()])
        writer.writerows((*_cells(record.values()), *from_where) for record in table.records())
    progress(1, 1)


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no CSV, or carries no stamp.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            *_, last = next(csv.reader(file))
    except (StopIteration, ValueError, csv.Error) as error:
        raise BriefingError(L_("{name} is no table with a stamp of Frontline.", name=path.name)) from error
    return Stamp.from_text(last.removeprefix(STAMP_COLUMN))


def _cells(values: Iterable[Value]) -> list[str | int | float]:
    return [_cell(value) for value in values]


def _cell(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return value.isoformat() if isinstance(value, date) else value
