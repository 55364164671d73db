"""Plain delimited text, cut into cells by pyarrow: the same cells as slow_rows.py gives, ten times sooner."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from ingest.tables.columns import has_line_ends, long_rows
from ingest.tables.limits import Limits
from ingest.tables.row_faults import oversized, ragged
from ingest.tables.stray_quotes import QUOTE, RowShape, may_be_stray, may_hold_rows
from ingest.tables.table import ARROW_TEXT, Progress, Rejected, check_cells

BLOCK = 4 << 20
MOST_ODD = 20_000
"""Rows of another width that are held until the end; with more, the file is read row by row, which counts them."""
LINE_ENDS = ("\n", "\r")
LINE_END = re.compile(r"[\r\n]")


class NotPlainError(Exception):
    """The file has to be read row by row."""


def fast_rows(
    path: Path, text: Path, offset: int, names: Sequence[str], shape: RowShape, limits: Limits, on_progress: Progress
) -> tuple[pa.Table, np.ndarray, Rejected]:
    """Cells, row numbers from 1 and unreadable rows of the UTF-8 text after byte `offset`.

    Blank lines are rows of empty cells, so that the rows after them keep their numbers.

    Raises
    ------
    LimitError : more cells than are read.
    NotPlainError : pyarrow cannot tell where a row ends, or a quote may have taken whole rows for one cell.
    """
    delimiter = shape.delimiter
    size = text.stat().st_size
    if offset >= size:
        nothing = pa.table([pa.array([], ARROW_TEXT)] * len(names), names=list(names))
        return nothing, np.array([], dtype="int64"), Rejected(limits.max_rejected)

    def told(rows: int, done: int) -> None:
        check_cells(path, rows, len(names), limits)
        on_progress(min(done, size), size)

    try:
        cells, odd = _parse(text, offset, names, delimiter, told, threads=True)
        if odd:  # only without threads are they numbered
            cells, odd = _parse(text, offset, names, delimiter, told, threads=False)
    except pa.ArrowInvalid as error:
        raise NotPlainError from error
    taken = np.zeros(cells.num_rows + len(odd) + 1, dtype=bool)
    taken[[0, *(row.number for row in odd)]] = True
    numbers = np.flatnonzero(~taken)
    _check_the_end(text, cells, numbers, odd)
    _check_quotes(cells, odd, shape)
    rejected = Rejected(limits.max_rejected)
    empty = []
    for row in odd:
        if _filled(row.text, delimiter):
            rejected.add(ragged(row.number, row.text, len(names), row.actual_columns, delimiter))
        else:
            empty.append(row.number)
    if empty:
        blank = pa.table([pa.array([""] * len(empty), ARROW_TEXT)] * len(names), names=list(names))
        cells, numbers = pa.concat_tables([cells, blank]), np.append(numbers, empty)
    return _fields_in_bounds(cells, numbers, rejected, limits)


def _filled(text: str, delimiter: str) -> bool:
    return any(cell.strip() for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) for cell in row)


def _parse(
    text: Path, offset: int, names: Sequence[str], delimiter: str, told: Callable[[int, int], None], *, threads: bool
) -> tuple[pa.Table, list[pyarrow.csv.InvalidRow]]:
    odd: list[pyarrow.csv.InvalidRow] = []

    def keep(row: pyarrow.csv.InvalidRow) -> str:
        odd.append(row)
        return "error" if threads or len(odd) > MOST_ODD else "skip"

    batches, rows = [], 0
    with text.open("rb") as stream:
        stream.seek(offset)
        try:
            reader = pyarrow.csv.open_csv(
                stream,
                read_options=pyarrow.csv.ReadOptions(
                    use_threads=threads, block_size=BLOCK, column_names=list(names), encoding="utf8"
                ),
                parse_options=pyarrow.csv.ParseOptions(
                    delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=keep
                ),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, ARROW_TEXT), strings_can_be_null=False, check_utf8=False
                ),
            )
            for batch in reader:
                batches.append(batch)
                rows += batch.num_rows
                told(rows, stream.tell())
        except pa.ArrowInvalid:
            if threads and odd:
                return pa.table({}), odd
            raise
    return pa.Table.from_batches(batches, schema=reader.schema), odd


def _check_quotes(cells: pa.Table, odd: list[pyarrow.csv.InvalidRow], shape: RowShape) -> None:
    """Raises NotPlainError where a quote may be stray, so that slow_rows.py is to decide."""
    if any(QUOTE in row.text and LINE_END.search(row.text.rstrip("\r\n")) for row in odd):
        raise NotPlainError
    first: dict[int, tuple[str, int]] = {}
    for position, column in enumerate(cells.columns):
        if not has_line_ends(column):
            continue
        lines = pc.or_(pc.match_substring(column, "\n"), pc.match_substring(column, "\r"))
        texts = column.filter(lines).to_pylist()
        for row, cell in zip(np.flatnonzero(lines.to_numpy()).tolist(), texts, strict=True):
            before, begins = first.setdefault(row, (cell, position))
            if not may_be_stray(before, begins, shape):
                continue
            after = [str(other[row]) for other in cells.columns[position + 1 :]]
            if position != begins or may_hold_rows(cell, position, after, shape):
                raise NotPlainError


def _check_the_end(text: Path, cells: pa.Table, numbers: np.ndarray, odd: list[pyarrow.csv.InvalidRow]) -> None:
    """Raises NotPlainError where the last row may have run to the end of the file for want of a closing quote."""
    if odd and (not len(numbers) or odd[-1].number > numbers[-1]):
        if '"' in odd[-1].text:
            raise NotPlainError
        return
    last = str(cells.column(cells.num_columns - 1)[-1])
    with text.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, io.SEEK_END) - BLOCK))
        tail = stream.read()
    ended = tail.endswith((b"\n", b"\r"))
    tail = tail.rstrip(b"\r\n")
    last_line = tail[max(tail.rfind(b"\n"), tail.rfind(b"\r")) + 1 :]
    if last.endswith(LINE_ENDS) or (not ended and (b'"' in last_line or any(end in last for end in LINE_ENDS))):
        raise NotPlainError


def _fields_in_bounds(
    cells: pa.Table, numbers: np.ndarray, rejected: Rejected, limits: Limits
) -> tuple[pa.Table, np.ndarray, Rejected]:
    long = long_rows(cells, limits.max_field)
    if not long.any():
        return cells, numbers, rejected
    first = cells.column(0)
    for at in np.flatnonzero(long):
        rejected.add(oversized(int(numbers[at]), str(first[int(at)]), limits.max_field))
    return cells.filter(pa.array(~long)), numbers[~long], rejected
