"""Sheets of XLSX workbooks as a reader sees them: dates in ISO form, whole numbers whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from geo.errors import UnreadableFileError
from ingest.tables import archives
from ingest.tables.delimited import finish
from ingest.tables.header import find_head
from ingest.tables.limits import Limits
from ingest.tables.row_faults import oversized
from ingest.tables.sheet_parts import repacked
from ingest.tables.table import TEXT, Problem, Progress, Table, check_cells, check_width, listed

SAMPLE_ROWS = 300
CHUNK_ROWS = 10_000
HEADER, LINES, TABLE = range(3)
REMEDY = "Open it in Excel or LibreOffice and save it again as XLSX."
DAMAGED = (CalamineError, OSError, ValueError, OverflowError)
"""What calamine raises on a workbook cut short or changed."""


def read_workbook(
    path: Path, name: str, inside: Sequence[archives.Member], *, sheet: str, limits: Limits, on_progress: Progress
) -> Table:
    """The sheet named `sheet`, or the first with rows of several columns below its header; where none has, the first
    with rows, and else the first with data. Rows are numbered as the sheet shows them.

    Raises
    ------
    UnreadableFileError : damaged, without data, or without that sheet; LimitError : too large or too wide.
    """
    with TemporaryDirectory(prefix="frontline-") as folder:
        plain = repacked(path, inside, Path(folder) / "book.xlsx", limits, on_progress)
        try:
            with CalamineWorkbook.from_path(plain) as book:
                names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
                chosen, grid = _sheet(path, book, names, sheet)
                table = _table(path, name, grid, limits, _sheet_notes(chosen, names))
                return replace(table, sheets=tuple(names))
        except DAMAGED as error:
            said = str(error).split("\n")[0].replace(str(folder), "")[:120]
            raise UnreadableFileError(path, f"is a damaged workbook ({said})", REMEDY) from error


def _sheet(path: Path, book: CalamineWorkbook, names: list[str], wanted: str) -> tuple[str, CalamineSheet]:
    if wanted and wanted not in names:
        known = listed(names) or "none"
        raise UnreadableFileError(path, f"has no sheet {wanted}", f"Its sheets are: {known}.")
    best: tuple[int, str, CalamineSheet] | None = None
    for one in [wanted] if wanted else names:
        grid = book.get_sheet_by_name(one)
        if grid.start is None:
            continue
        likely = TABLE if wanted else _likely(grid)
        if best is None or likely > best[0]:
            best = likely, one, grid
        if likely == TABLE:
            break
    if best is None:
        raise UnreadableFileError(path, "holds no sheet with data", "Bring a table with a header and rows.")
    return best[1:]


def _likely(grid: CalamineSheet) -> int:
    """How likely a sheet with data is the table that is meant: HEADER where no row stands below its header or title,
    LINES where there are rows of one column only, as on a cover sheet, else TABLE."""
    sample = _sample(grid)
    below = sample[find_head(sample).skip :] if _any_filled(sample) else []
    if grid.height <= SAMPLE_ROWS and not _any_filled(below):
        return HEADER
    return TABLE if any(sum(1 for cell in row if cell.strip()) > 1 for row in sample) else LINES


def _sample(grid: CalamineSheet) -> list[list[str]]:
    return [_texts(row) for row in grid.to_python(nrows=SAMPLE_ROWS)]


def _any_filled(rows: Sequence[Sequence[str]]) -> bool:
    return any(cell.strip() for row in rows for cell in row)


def _sheet_notes(chosen: str, names: list[str]) -> list[str]:
    others = [one for one in names if one != chosen]
    return [f"Sheet “{chosen}” read; others are {listed([f'“{one}”' for one in others])}."] if others else []


def _table(path: Path, name: str, grid: CalamineSheet, limits: Limits, notes: list[str]) -> Table:
    top, left = grid.start or (0, 0)
    sample = _sample(grid)
    if not _any_filled(sample):
        raise UnreadableFileError(path, "has no data in its first rows", "Bring a table with a header and rows.")
    check_width(path, grid.width, limits)
    head = find_head(sample)
    check_cells(path, grid.height, len(head.names), limits)
    numbers: list[int] = []
    problems: list[Problem] = []
    chunks, at = [], top + head.skip
    rows = islice(grid.iter_rows(), at, None)
    while part := [_texts(row) for row in islice(rows, CHUNK_ROWS)]:
        kept = []
        for row in part:
            at += 1
            if max(map(len, row)) > limits.max_field:
                problems.append(oversized(at, "; ".join(row), limits.max_field))
                continue
            numbers.append(at)
            kept.append(row)
        chunks.append(_columns(kept, head.names))
    cells = pa.concat_tables(chunks) if chunks else _columns([], head.names)
    if left or top:
        notes = [*notes, f"The table begins in row {top + 1}, column {left + 1} of the sheet."]
    return finish(name, "xlsx", head, cells, np.array(numbers, dtype="int64"), problems, [*notes, *head.notes])


def _columns(rows: list[list[str]], names: Sequence[str]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table([pa.array(column, TEXT) for column in columns], names=list(names))


def _texts(row: Sequence[Any]) -> list[str]:
    return [cell if type(cell) is str else _text(cell) for cell in row]


def _text(cell: Any) -> str:
    """A value as text: 1.0 is 1, midnight is left out of a date, a duration is hours, minutes and seconds."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return str(cell)
