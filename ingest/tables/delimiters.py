"""How a text file separates its cells, judged over quoted text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ingest.tables.stray_quotes import LINES_LOOKED_AT, RowShape, holds_rows, literal_cells, shape_of

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
SNIFFED_ROWS = 100
SAMPLE_ROWS = 300
MOST_LINES = 5_000
"""Lines that those rows stand in."""
UNCLEAR = 0.0, 2
"""Better than one cell a row: the first row never ends, or all are empty, and that is to be said."""
SAID = re.compile(r"sep=([^\r\n\"\0])\r?\n", re.IGNORECASE)
"""The first line Excel writes and reads to name the delimiter."""


@dataclass(frozen=True)
class Start:
    """The first rows of a text file, and where each ends."""

    delimiter: str
    rows: list[list[str]]
    """Blank lines are empty lists; no row at all where the first never ends."""
    begin: int
    """Characters before the first row: the line that names the delimiter, where there is one."""
    ends: list[int]
    """Characters before the end of each row, its line end included."""

    def end(self, rows: int) -> int:
        """Characters before the row that follows the first `rows`."""
        return self.ends[rows - 1] if rows else self.begin


def read_start(text: str, whole: bool) -> Start:
    """The first rows of `text` that end in it; where it goes on (`whole` is False) the last row may not."""
    if said := SAID.match(text):
        delimiter, begin = said.group(1), said.end()
    else:
        delimiter = max(DELIMITERS, key=lambda one: _consistency(_rows(text, one, whole, SNIFFED_ROWS)[0]))
        begin = 0
    rows, ends = _rows(text[begin:], delimiter, whole, SAMPLE_ROWS)
    return Start(delimiter, rows, begin, [begin + end for end in ends])


def lines_of(text: str) -> list[str]:
    """The lines of `text` with their ends, as the readers cut it."""
    return io.StringIO(text, newline="").readlines()


def _rows(text: str, delimiter: str, whole: bool, most: int) -> tuple[list[list[str]], list[int]]:
    lines = lines_of(text)
    if len(lines) > MOST_LINES:
        lines, whole = lines[:MOST_LINES], False
    shape: RowShape | None = None  # looked for once a cell has several lines
    rows: list[list[str]] = []
    ends: list[int] = []
    begin = end = restarted = 0
    reader = _reader(lines, 0, delimiter)
    while begin < len(lines) and len(rows) < most:
        row = next(reader)
        stop = restarted + reader.line_num
        several = stop - begin > 1
        if several and shape is None:
            shape = shape_of(lines[:LINES_LOOKED_AT], delimiter)
        if several and shape and holds_rows(lines[begin:stop], len(row) if stop <= len(lines) else 0, shape):
            row, stop = literal_cells(lines[begin], delimiter), begin + 1
            reader, restarted = _reader(lines, stop, delimiter), stop
        elif stop > len(lines) or (not whole and stop == len(lines)):
            break
        end += sum(map(len, lines[begin:stop]))
        begin = stop
        rows.append(row)
        ends.append(end)
    return rows, ends


def _reader(lines: list[str], begin: int, delimiter: str) -> Any:
    # One line more: it is a row of its own unless the last row of the text is still open.
    return csv.reader(chain((lines[at] for at in range(begin, len(lines))), ["\n"]), delimiter=delimiter)


def _consistency(rows: list[list[str]]) -> tuple[float, int]:
    """Share of rows as wide as most, halved where the first is not, 0 where most have one cell; and that width."""
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    if not widths:
        return UNCLEAR
    usual, times = max(Counter(widths).items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]))
    if usual < 2:
        return 0.0, 1
    return times / len(widths) * (1.0 if widths[0] == usual else 0.5), usual
