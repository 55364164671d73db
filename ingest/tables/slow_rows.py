"""Delimited text of any kind, row by row: no row stops the file or takes others with it."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from geo.validation.faults import Fault
from ingest.tables.limits import Limits
from ingest.tables.row_faults import broken_letters, oversized, ragged, unclosed, zero_byte
from ingest.tables.stray_quotes import RowShape, holds_rows, literal_cells
from ingest.tables.table import ARROW_TEXT, Progress, Rejected, check_cells, check_rows

CHUNK_ROWS = 20_000
FIELDS_IN_A_ROW = 8
"""A row may be this many times as long as its longest cell."""
REREAD_FREE, REREAD = 1 << 20, 4
"""Characters that are read anew of any file, and times its size."""
SURROGATES = re.compile(r"[\ud800-\udfff]")
LINE_ENDS = ("\n", "\r")
# The module's own bound would end the file with an error; rows are bounded here by Limits.
csv.field_size_limit(2**31 - 1)


class _RunawayError(Exception):
    """A row longer than any row is."""


class _Lines:
    """Lines of a text, with those of the row being read kept, to be given back when the row cannot be one.

    After the last line one more is given that is no part of the text: if it comes back as a row of its own, the last
    row was closed.
    """

    def __init__(self, stream: io.TextIOWrapper, most: int) -> None:
        self._stream, self._most = stream, most
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False
        self.reread = 0
        self._length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.ended:
            raise StopIteration
        line = self._line()
        if not line:
            self.ended = True
            return "\n"
        self.taken.append(line)
        self._length += len(line)
        if self._length > self._most:
            raise _RunawayError
        return line

    def start_row(self) -> None:
        self.taken, self._length = [], 0

    def give_back_all_but_the_first(self) -> None:
        """The first line of the row is done with; the others are read anew."""
        while not self.taken[0].endswith(LINE_ENDS) and (more := self._stream.readline(self._most)):
            self.taken[0] = more[-1:]
        self._again.extendleft(reversed(self.taken[1:]))
        self.reread += self._length
        self.ended = False

    def _line(self) -> str:
        line = self._again.popleft() if self._again else ""
        if not line.endswith(LINE_ENDS):
            line += self._stream.readline(self._most + 1 - len(line))
        return line


def slow_rows(
    path: Path,
    text: Path,
    offset: int,
    names: Sequence[str],
    shape: RowShape,
    limits: Limits,
    on_progress: Progress,
) -> tuple[pa.Table, np.ndarray, Rejected]:
    """Cells, row numbers from 1 and unreadable rows of the UTF-8 text after byte `offset`; blank lines are empty cells.

    Raises
    ------
    LimitError : more cells or rows than are read.
    """
    size, width = text.stat().st_size, len(names)
    rejected = Rejected(limits.max_rejected)
    numbers: list[int] = []
    kept: list[list[str]] = []
    chunks: list[pa.Table] = []
    with text.open("rb") as raw:
        raw.seek(offset)
        stream = io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="")
        for number, row in _numbered(stream, shape, limits.max_field, REREAD_FREE + REREAD * size):
            if isinstance(row, Fault):
                rejected.add(row)
                continue
            cells, line = row
            if not any(cell.strip() for cell in cells):
                cells = [""] * width
            if fault := _fault(number, cells, line, width, shape.delimiter, limits.max_field):
                rejected.add(fault)
                check_rows(path, len(numbers) + len(rejected), size, limits.bytes_a_row, limits)
                continue
            kept.append(cells)
            numbers.append(number)
            if len(kept) == CHUNK_ROWS:
                chunks.append(_columns(kept, names))
                kept = []
                check_cells(path, len(numbers), width, limits)
                on_progress(min(raw.tell(), size), size)
    chunks.append(_columns(kept, names))
    check_cells(path, len(numbers), width, limits)
    on_progress(size, size)
    return pa.concat_tables(chunks), np.array(numbers, dtype="int64"), rejected


def _numbered(
    stream: io.TextIOWrapper, shape: RowShape, max_field: int, most_reread: int
) -> Iterator[tuple[int, tuple[list[str], str] | Fault]]:
    """Row number and either cells with the text they stand in, or what is wrong; blank lines have no cells.

    Lines below a stray quote, or one that is never closed, are read anew. Where every line has such a quote that would
    be without end: after `most_reread` characters each line is a row by itself.
    """
    delimiter = shape.delimiter
    lines = _Lines(stream, max_field * FIELDS_IN_A_ROW)
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while not lines.ended:
        lines.start_row()
        number += 1
        alone = lines.reread > most_reread
        try:
            cells = literal_cells(next(lines), delimiter) if alone else next(reader)
        except _RunawayError:
            first = lines.taken[0]
            whole_line = len(lines.taken) == 1
            yield number, oversized(number, first, max_field) if whole_line else _unclosed(number, lines.taken, shape)
        else:
            if not lines.taken:
                continue
            if alone:
                yield number, (cells, lines.taken[0])
                continue
            if lines.ended:
                yield number, _unclosed(number, lines.taken, shape)
            elif len(lines.taken) > 1 and holds_rows(lines.taken, len(cells), shape):
                yield number, (literal_cells(lines.taken[0], delimiter), lines.taken[0])
            else:
                yield number, (cells, "".join(lines.taken))
                continue
        lines.give_back_all_but_the_first()
        reader = csv.reader(lines, delimiter=delimiter)


def _unclosed(number: int, taken: list[str], shape: RowShape) -> tuple[list[str], str] | Fault:
    """The first line of a quoted text without end: a row of its own where rows of the table stand below it."""
    if holds_rows(taken, 0, shape):
        return literal_cells(taken[0], shape.delimiter), taken[0]
    return unclosed(number, taken[0])


def _fault(number: int, cells: list[str], text: str, width: int, delimiter: str, max_field: int) -> Fault | None:
    if "\0" in text:
        return zero_byte(number, text)
    if not text.isascii() and SURROGATES.search(text):
        return broken_letters(number, text)
    if len(cells) != width:
        return ragged(number, text, width, len(cells), delimiter)
    if len(text) > max_field and any(len(cell) > max_field for cell in cells):
        return oversized(number, text, max_field)
    return None


def _columns(rows: list[list[str]], names: Sequence[str]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table([pa.array(column, ARROW_TEXT) for column in columns], names=list(names))
