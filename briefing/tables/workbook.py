"""A workbook for spreadsheets (.xlsx): a sheet About, then one for each table, days as days and numbers as numbers.

Text that a spreadsheet would run is disarmed with an apostrophe; nothing in the file is a formula. The stamp stands in
the document's properties, under comments; the sheet About says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefing.data.archives import read_member
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.tables.data_tables import figures, ground, places, reports, sources, transitions
from briefing.tables.formulas import harmless
from briefing.tables.unit_tables import unit_ground
from geo.common.messages import L_
from geo.common.phrases import is_right_to_left
from geo.common.urls import is_web_address
from layers.change import changed_ground_table, places_flipped_table
from layers.control import control_table
from layers.crossings import crossings_table
from layers.front_line import front_lines_table
from map.event_table import events_table
from map.table import Kind, LayerColumn, LayerTable, Value, text_of

UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no zone
"""Where the format asks for a time of writing: the day it is made on is no part of a file."""
MOST_ROWS = 100_000
"""A sheet could hold ten times as many; it would take minutes to make and nobody's patience to open."""

MOST_LINKS, LONGEST_LINK = 60_000, 2_000
LONGEST_CELL = 32_000
WIDEST = 60
NUMBER_FORMATS: dict[Kind, str] = {"day": "yyyy-mm-dd", "number": "#,##0.0##", "whole": "#,##0"}
PROPERTIES = "docProps/core.xml"
DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write every table of a brief.

    Raises
    ------
    BriefingError : a table has more rows than a workbook opens with in reasonable time.
    """
    tables = tables_of(brief)
    if long := [table.name for table in tables if len(table) > MOST_ROWS]:
        raise BriefingError(
            L_(
                "A sheet takes {most_rows:,} rows, too few for {long}. Use .csv or .gpkg.",
                most_rows=MOST_ROWS,
                long=", ".join(long),
            )
        )
    stamp = brief.stamp
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    made = BytesIO()  # xlsxwriter leaves its archive open where the disk is full
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"title": text_of(_title(brief)), "comments": stamp.to_text(), "created": UNDATED})
        formats = {kind: book.add_format({"num_format": shown}) for kind, shown in NUMBER_FORMATS.items()}
        head = book.add_format({"bold": True, "bottom": 1})
        _about(book.add_worksheet("About"), stamp, tables, head)
        for done, table in enumerate(tables):
            progress(done, len(tables))
            sheet = book.add_worksheet(table.title.en)
            if is_right_to_left(brief.request.language):
                sheet.right_to_left()
            _sheet(sheet, table, head, formats)
    path.write_bytes(made.getvalue())
    progress(len(tables), len(tables))


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no workbook, or carries no stamp.
    """
    try:
        found = ET.fromstring(read_member(path, PROPERTIES)).find(DESCRIPTION)
    except ET.ParseError as error:
        raise BriefingError(
            L_("{name} is no workbook: it is not a file made here, or it is damaged.", name=path.name)
        ) from error
    return Stamp.from_text("" if found is None else found.text or "")


def tables_of(brief: Brief) -> list[LayerTable]:
    """The tables of a workbook, in their order; those of places that changed hands only where change is asked for."""
    situation = brief.situation
    changed = [changed_ground_table, places_flipped_table] if brief.request.kind == "change" else []
    shown = [events_table, control_table, front_lines_table, crossings_table]
    builders = [figures, ground, transitions, *changed, *shown, places, reports, sources]
    units = situation.theatre.units
    by_unit = [unit_ground(situation, units)] if units else []
    return [*(build(situation) for build in builders), *by_unit]


def _title(brief: Brief) -> str:
    filters = brief.request.filters
    return brief.request.title or f"{brief.situation.area.name_en}, {filters.start} - {filters.end}"


def _about(sheet: Worksheet, stamp: Stamp, tables: Sequence[LayerTable], head: Format) -> None:
    lines = [
        ("Theatre", stamp.theatre),
        ("Data version", stamp.version),
        ("Made with", stamp.tool),
        ("View", stamp.link),
        *((f"Request: {key}", word) for key, word in sorted(stamp.request.items())),
        *(("Credit", credit) for credit in stamp.credits),
        ("Disclaimer", stamp.disclaimer),
    ]
    for row, (what, said) in enumerate(lines):
        sheet.write_string(row, 0, what, head)
        sheet.write_string(row, 1, harmless(text_of(said)))
    row = len(lines) + 1
    for at, word in enumerate(("Sheet", "Column", "Meaning")):
        sheet.write_string(row, at, word, head)
    for table in tables:
        for column in table.columns:
            row += 1
            for at, word in enumerate((table.title.en, column.name, column.meaning)):
                sheet.write_string(row, at, word)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, WIDEST)


def _sheet(sheet: Worksheet, table: LayerTable, head: Format, formats: dict[Kind, Format]) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, head)
        sheet.set_column(at, at, _width(column))
        for row, cell in enumerate(column.cells, start=1):
            _cell(sheet, row, at, cell, formats.get(column.kind), linked=len(table) <= MOST_LINKS)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _cell(sheet: Worksheet, row: int, at: int, cell: Value, shown: Format | None, *, linked: bool) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, str):
        if linked and is_web_address(cell) and len(cell) <= LONGEST_LINK:
            sheet.write_url(row, at, cell)
        else:
            fits = cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…"
            sheet.write_string(row, at, harmless(fits))
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), shown)  # noqa: DTZ001 - as above
    else:
        sheet.write_number(row, at, cell, shown)


def _width(column: LayerColumn) -> float:
    """Characters a column is wide: as its longest text, within reason."""
    if column.kind != "text":
        return max(12, len(column.name) + 3)
    return min(WIDEST, max(len(column.name) + 3, *(len(str(cell)) for cell in column.cells), 8))
