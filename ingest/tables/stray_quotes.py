"""Quotes that open a cell and close it lines later: text over several lines, or a stray quote over whole rows.

A quote is stray where most of the lines below it, up to the one that closes it, are rows of the table on their own: as
wide as the table, with numbers and days where the table has them. It is then a letter of its cell, and the lines are
read as the rows they are.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.tables.header import MOSTLY, cell_kind

QUOTE = '"'
LINE_END = "\r\n"
LINES = re.compile(r"\r\n|\n|\r")
UNTYPED_WIDTH, UNTYPED_ROWS = 4, 2
"""Columns that a table without a column of numbers or days has at the least, and rows that stand in the quoted text,
for text with commas to be told from rows."""
LINES_LOOKED_AT = 300
"""Lines that decide."""


@dataclass(frozen=True)
class RowShape:
    """What the rows of a table look like: `kinds` has "number" or "date" for each column of them, "" for others."""

    delimiter: str
    width: int
    kinds: tuple[str, ...]

    @property
    def typed(self) -> bool:
        return any(self.kinds)


def shape_of(lines: Iterable[str], delimiter: str, width: int = 0) -> RowShape:
    """The shape of the table whose first lines these are, each line read on its own. Without a `width` it is that of
    the lines with most cells, lines of a text having few, and the first of these is the header."""
    whole = [cells_of(line, delimiter) for line in lines if open_quote(line, delimiter) < 0]
    filled = [row for row in whole if any(cell.strip() for cell in row)]
    headed = not width
    if not width:
        widths = Counter(len(row) for row in filled if len(row) > 1)
        width = max(widths, key=lambda cells: cells * widths[cells], default=1)
    rows = [row for row in filled if len(row) == width][headed:]
    return RowShape(delimiter, width, tuple(_kind([row[at].strip() for row in rows]) for at in range(width)))


def holds_rows(lines: Sequence[str], width: int, shape: RowShape) -> bool:
    """Whether the quote that is still open at the end of the first of `lines` is stray.

    `lines` : those of one row as the quotes have it, or the first of a quote that is never closed. `width` : the cells
    it has as the quotes have it. One line that is a row tells enough where the first line is none: its cells would be
    too many or too few anyway.
    """
    below = [line for line in lines[1 : 1 + LINES_LOOKED_AT] if line.strip()]
    rows = sum(is_row(line, shape) for line in below)
    if not shape.typed and rows < UNTYPED_ROWS:
        return False
    if width != shape.width and rows:
        return True
    return rows * 2 > len(below) and len(literal_cells(lines[0], shape.delimiter)) == shape.width


def may_be_stray(cell: str, column: int, shape: RowShape) -> bool:
    """Whether the first line of a row whose first cell of several lines is `cell`, in `column`, is a row with a letter
    for its quote. Where this or may_hold_rows says no, holds_rows does."""
    return LINES.split(cell, 1)[0].count(shape.delimiter) == shape.width - 1 - column


def may_hold_rows(cell: str, column: int, after: Sequence[str], shape: RowShape) -> bool:
    """Whether most lines below the first of `cell`, as it was read between its quotes, could be rows; `after` are the
    cells that follow in its row."""
    lines = LINES.split(cell)
    inside = [line for line in lines[1:-1][:LINES_LOOKED_AT] if line.strip()]
    rows = sum(line.count(shape.delimiter) == shape.width - 1 for line in inside)
    total = len(inside)
    if len(lines) - 1 <= LINES_LOOKED_AT:  # the last line goes on behind the quote that closes the cell
        last = lines[-1]
        own, more = last.count(shape.delimiter), sum(one.count(shape.delimiter) for one in after)
        rows += column in (own, own + more) or not last or last.endswith(shape.delimiter)
        total += 1
    return rows * 2 > total


def is_row(line: str, shape: RowShape) -> bool:
    """Whether a line is a row of the table by itself, or the beginning of one that goes on in the next line."""
    cells = cells_of(line, shape.delimiter)
    if open_quote(line, shape.delimiter) >= 0 and shape.typed and len(cells) <= shape.width:
        return _fits(cells[:-1], shape)
    if len(cells) != shape.width:
        cells = line.rstrip(LINE_END).split(shape.delimiter)
    if len(cells) != shape.width:
        return False
    return _fits(cells, shape) if shape.typed else shape.width >= UNTYPED_WIDTH


def _fits(cells: Sequence[str], shape: RowShape) -> bool:
    """Whether most of the cells in columns of numbers and days are such, and at least one is."""
    told = [
        (cell_kind(cell.strip()), kind)
        for cell, kind in zip(cells, shape.kinds[: len(cells)], strict=True)
        if kind and cell.strip()
    ]
    alike = sum(own == usual for own, usual in told)
    return alike > 0 and alike * 2 >= len(told)


def literal_cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line whose last open quote is a letter; those of any other line as they are."""
    at = open_quote(line, delimiter)
    if at < 0:
        return cells_of(line, delimiter)
    before, after = cells_of(line[:at], delimiter), cells_of(line[at + 1 :], delimiter)
    return [*before[:-1], QUOTE + (after[0] if after else ""), *after[1:]]


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself; [""] of an empty one. A quote left open ends with the line."""
    return next(csv.reader([line.rstrip(LINE_END)], delimiter=delimiter), []) or [""]


def open_quote(line: str, delimiter: str) -> int:
    """Where the quote stands that is open at the end of a line, -1 where none is."""
    at = 0
    while at < len(line):
        if line[at] == QUOTE:
            end = _closing(line, at + 1)
            if end < 0:
                return at
            at = end
        at = line.find(delimiter, at)
        if at < 0:
            return -1
        at += len(delimiter)
    return -1


def _closing(line: str, at: int) -> int:
    """Behind the quote that closes a text begun before `at`, -1 where none does; a doubled quote is a letter."""
    while (end := line.find(QUOTE, at)) >= 0:
        if line[end + 1 : end + 2] != QUOTE:
            return end + 1
        at = end + 2
    return -1


def _kind(cells: Sequence[str]) -> str:
    kinds = Counter(cell_kind(cell) for cell in cells if cell)
    if not kinds:
        return ""
    usual, times = kinds.most_common(1)[0]
    return usual if usual != "text" and times >= MOSTLY * kinds.total() else ""
