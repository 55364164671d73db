"""Workbooks as xlsxwriter and openpyxl write them, counted by openpyxl."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.escape import unescape

from tests.rows.counted import Counted
from tests.rows.text import DAY, KILLED, LATITUDE, LONGITUDE, NAMES, NOTES, event, prose

SHEET = "Log"
DAY_FORM, MOMENT_FORM = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
OTHERS = ([["Read me"], ["One event a row"]], [["code", "meaning"]], [])
"""Sheets before the one that is meant, none of which has rows of several columns below a header."""


def sheet_rows(chance: Random) -> list[list[Any]]:
    """A title or none, the names, and below them rows of cells of every type, some of them empty."""
    rows: list[list[Any]] = [[]] * chance.choice([0, 0, 1])
    if chance.random() < 0.3:
        rows += [["Daily log of events"], []]
    rows.append(list(NAMES))
    for number in range(chance.randint(2, 9)):
        if chance.random() < 0.1:
            rows.append(chance.choice([[], [None, "  "]]))
        cells: list[Any] = list(event(chance, number))
        day = dt.date.fromisoformat(cells[DAY])
        moment = dt.datetime.combine(day, dt.time(*(chance.randrange(most) for most in (24, 60, 60))))
        cells[DAY] = chance.choice([cells[DAY], day, moment])
        cells[LATITUDE], cells[LONGITUDE] = float(cells[LATITUDE]), chance.choice([float, str])(cells[LONGITUDE])
        cells[KILLED] = chance.choice([None, 0, 3, 2.5, 1e-7, 123456789012, True, False, ""])
        cells[NOTES] = chance.choice(
            [cells[NOTES], prose(chance), "<a & b>", "'1", "007", "\u2028 \x7f", "a\tb", " x ", "#N/A"]
        )
        rows.append([None if cell == "" else cell for cell in cells])
    return rows


def by_xlsxwriter(chance: Random) -> bytes:
    """With texts in the cells or in a list of their own, formats on empty cells, and hidden and other sheets."""
    out = io.BytesIO()
    options = {"in_memory": True, "constant_memory": chance.random() < 0.5, "date_1904": chance.random() < 0.2}
    with xlsxwriter.Workbook(out, options) as book:
        day, moment = book.add_format({"num_format": DAY_FORM}), book.add_format({"num_format": MOMENT_FORM})
        for name, rows, hidden in _sheets(chance):
            sheet = book.add_worksheet(name)
            if hidden:
                sheet.hide()
            if name == SHEET:
                sheet.activate()
            left = chance.choice([0, 0, 2]) if name == SHEET else 0
            for at, row in enumerate(rows):
                for column, cell in enumerate(row, start=left):
                    if isinstance(cell, str):
                        sheet.write_string(at, column, cell)
                    elif isinstance(cell, dt.date):
                        sheet.write_datetime(at, column, cell, moment if isinstance(cell, dt.datetime) else day)
                    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and chance.random() < 0.2:
                        sheet.write_formula(at, column, f"={cell}+0", None, cell)
                    elif cell is not None or chance.random() < 0.3:
                        sheet.write(at, column, cell, day if cell is None else None)
    return out.getvalue()


def by_openpyxl(chance: Random) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, hidden in _sheets(chance):
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        for at, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                sheet.cell(at, column, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(chance: Random) -> list[tuple[str, list[list[Any]], bool]]:
    """Name, rows and whether it is hidden, of each sheet; the one that is meant is seen."""
    sheets = [(SHEET, sheet_rows(chance), False)]
    if chance.random() < 0.3:
        sheets.insert(0, ("Cover", chance.choice(OTHERS), False))
    if chance.random() < 0.3:
        sheets.insert(0, ("Old", sheet_rows(chance), True))
    return sheets


def count_book(path: Path) -> Counted:
    """The rows of the sheet below its names that are not empty, with the numbers the sheet shows."""
    rows = list(openpyxl.load_workbook(path, data_only=True)[SHEET].iter_rows())
    top, left = next((cell.row, cell.column) for row in rows for cell in row if cell.value == NAMES[0])
    below = {row[0].row: dict(zip(NAMES, map(_text, row[left - 1 :]), strict=False)) for row in rows[top:]}
    return Counted({number: cells for number, cells in below.items() if any(map(str.strip, cells.values()))})


def _text(cell: Any) -> str:
    """What a cell says; an error of the spreadsheet says nothing."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return str(value.date()) if value.time() == dt.time() else str(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(str(value))
