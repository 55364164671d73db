"""Sheets of XLSX workbooks as a reader sees them: dates in ISO form, whole numbers whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence
from ingest.tables import archives
from ingest.tables.delimited import finish
from ingest.tables.guarded import PanicError, panics_as_errors
from ingest.tables.header import find_head
from ingest.tables.limits import LimitError, Limits
from ingest.tables.row_faults import oversized
from ingest.tables.scratch import scratch_folder
from ingest.tables.sheet_parts import repacked
from ingest.tables.table import ARROW_TEXT, Progress, Rejected, Table, check_cells, check_width, listed, uncut

SAMPLE_ROWS = 300
CHUNK_ROWS = 10_000
HEADER, LINES, TABLE = range(3)
REMEDY = L_("Open it in Excel or LibreOffice and save it again as XLSX.")
UNSHOWN = (PanicError, OverflowError, ValueError)
"""What calamine raises on one cell: a number far too large for the date, time or duration it is formatted as."""
DAMAGED = (CalamineError, OSError, *UNSHOWN)
"""What calamine raises on a workbook cut short or changed."""
MOST_UNSHOWN = 1_000
"""Rows with such a cell, each of which the library tells of on the terminal."""
UNSHOWN_FAULT = L_("holds a number too large for the date, time or duration it is formatted as")

ERRORS_NOTE = L_("The workbook shows errors, such as #REF!, in cells; such a cell is read as empty.")


def read_workbook(
    path: Path, name: str, inside: Sequence[archives.Member], *, sheet: str, limits: Limits, on_progress: Progress
) -> Table:
    """The sheet named `sheet`, or the first with rows of several columns below its header; where none has, the first
    with rows, and else the first with data. Hidden sheets come after all that are seen. Rows are numbered as the sheet
    shows them.

    Raises
    ------
    UnreadableFileError : damaged, without data, or without that sheet; LimitError : too large or too wide.
    """
    with scratch_folder(path) as folder:
        plain = folder / "book.xlsx"
        errors = repacked(path, inside, plain, limits, on_progress)
        try:
            with panics_as_errors(), CalamineWorkbook.from_path(plain) as book:
                sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
                sheets.sort(key=_hidden)
                chosen, grid = _sheet(path, book, [one.name for one in sheets], sheet)
                notes = [*_sheet_notes(chosen, sheets), *([ERRORS_NOTE] if errors else [])]
                table = _table(path, name, grid, limits, notes)
                return replace(table, sheets=tuple(one.name for one in sheets))
        except DAMAGED as error:
            said = str(error).split("\n")[0].replace(str(folder), "")[:120]
            raise UnreadableFileError(path, L_("is a damaged workbook ({said})", said=said), REMEDY) from error


def _sheet(path: Path, book: CalamineWorkbook, names: list[str], wanted: str) -> tuple[str, CalamineSheet]:
    if wanted and wanted not in names:
        known = listed(names) or "none"
        raise UnreadableFileError(
            path, L_("has no sheet {wanted}", wanted=wanted), L_("Its sheets are: {known}.", known=known)
        )
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
        raise UnreadableFileError(path, L_("holds no sheet with data"), L_("Bring a table with a header and rows."))
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
    """The first rows of the table, an empty list for one that cannot be shown."""
    top = grid.start[0] if grid.start else 0
    return [row or [] for row in islice(_rows(grid), top, top + SAMPLE_ROWS)]


def _rows(grid: CalamineSheet) -> Iterator[list[str] | None]:
    """The rows of a sheet from its first on, as text; None for one with a cell that cannot be shown."""
    rows = grid.iter_rows()
    while True:
        try:
            with panics_as_errors():
                row = next(rows)
        except StopIteration:
            return
        except UNSHOWN:
            yield None
        else:
            yield _texts(row)


def _any_filled(rows: Sequence[Sequence[str]]) -> bool:
    return any(cell.strip() for row in rows for cell in row)


def _hidden(sheet: SheetMetadata) -> bool:
    return bool(sheet.visible != SheetVisibleEnum.Visible)


def _sheet_notes(chosen: str, sheets: Sequence[SheetMetadata]) -> list[Sentence]:
    others = [
        L_("“{name}” (hidden)", name=one.name) if _hidden(one) else L_("“{name}”", name=one.name)
        for one in sheets
        if one.name != chosen
    ]
    notes = [L_("Sheet “{chosen}” read; others are {others}.", chosen=chosen, others=listed(others))] if others else []
    if any(_hidden(one) for one in sheets if one.name == chosen):
        notes.append(L_("Sheet “{chosen}” is hidden in the workbook.", chosen=chosen))
    return notes


def _table(path: Path, name: str, grid: CalamineSheet, limits: Limits, notes: list[Sentence]) -> Table:
    top, left = grid.start or (0, 0)
    sample = _sample(grid)
    if not _any_filled(sample):
        raise UnreadableFileError(
            path, L_("has no data in its first rows"), L_("Bring a table with a header and rows.")
        )
    check_width(path, grid.width, limits)
    head = find_head(sample)
    check_cells(path, grid.height, len(head.names), limits)
    numbers: list[int] = []
    rejected, unshown = Rejected(limits.max_rejected), 0
    chunks, at = [], top + head.skip
    rows = islice(_rows(grid), at, None)
    while part := list(islice(rows, CHUNK_ROWS)):
        kept = []
        for row in part:
            at += 1
            if row is None:
                unshown += 1
                rejected.add(uncut(at, "", UNSHOWN_FAULT, L_("Write it as plain text.")))
                if unshown > MOST_UNSHOWN:
                    raise LimitError(
                        path,
                        L_(
                            "{unshown_fault} in more than {most_unshown:,} rows",
                            unshown_fault=UNSHOWN_FAULT,
                            most_unshown=MOST_UNSHOWN,
                        ),
                        REMEDY,
                    )
                continue
            if max(map(len, row)) > limits.max_field:
                rejected.add(oversized(at, "; ".join(row), limits.max_field))
                continue
            numbers.append(at)
            kept.append(row)
        chunks.append(_columns(kept, head.names))
    cells = pa.concat_tables(chunks) if chunks else _columns([], head.names)
    if left or top:
        notes = [
            *notes,
            L_("The table begins in row {row}, column {column} of the sheet.", row=top + 1, column=left + 1),
        ]
    return finish(name, "xlsx", head, cells, np.array(numbers, dtype="int64"), rejected, [*notes, *head.notes])


def _columns(rows: list[list[str]], names: Sequence[str]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table([pa.array(column, ARROW_TEXT) for column in columns], names=list(names))


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
