"""How a text file separates its cells, judged over quoted text."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
SNIFFED_ROWS = 100
SAMPLE_ROWS = 300
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


def _rows(text: str, delimiter: str, whole: bool, most: int) -> tuple[list[list[str]], list[int]]:
    lines = io.StringIO(text, newline="").readlines()
    # One line more: it is a row of its own unless the last row of the text is still open.
    reader = csv.reader([*lines, "\n"], delimiter=delimiter)
    rows: list[list[str]] = []
    ends, seen, end = [], 0, 0
    for row in reader:
        if reader.line_num > len(lines) or len(rows) == most or (not whole and reader.line_num == len(lines)):
            break
        end += sum(len(line) for line in lines[seen : reader.line_num])
        seen = reader.line_num
        rows.append(row)
        ends.append(end)
    return rows, ends


def _consistency(rows: list[list[str]]) -> tuple[float, int]:
    """Share of rows as wide as most, halved where the first is not, 0 where most have one cell; and that width."""
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    if not widths:
        return UNCLEAR
    usual, times = max(Counter(widths).items(), key=lambda item: (item[1] if item[0] > 1 else 0, item[0]))
    if usual < 2:
        return 0.0, 1
    return times / len(widths) * (1.0 if widths[0] == usual else 0.5), usual
