"""CSV and its like, at the speed of pyarrow where the file is plain, row by row where it is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence, ngettext_lazy
from ingest.tables.delimiters import DELIMITERS, lines_of, read_start
from ingest.tables.encodings import as_utf8, find_encoding
from ingest.tables.fast_rows import NotPlainError, fast_rows
from ingest.tables.header import Head, find_head, sums_at_the_end, tag_row, tags_of
from ingest.tables.limits import Limits
from ingest.tables.records import NO_TEXT
from ingest.tables.row_faults import QUOTE_REMEDY
from ingest.tables.slow_rows import slow_rows
from ingest.tables.stray_quotes import LINES_LOOKED_AT, RowShape, shape_of
from ingest.tables.table import (
    Progress,
    Rejected,
    Table,
    check_width,
    frame,
    rows_listed,
    uncut_frame,
)

SAMPLE_BYTES = 1 << 20
LAST_ROWS = 5
"""Rows at the end of a table that are looked at for sums."""


def read_delimited(path: Path, name: str, *, limits: Limits, on_progress: Progress) -> Table:
    """The table in a text file at `path`, shown as `name`.

    Raises
    ------
    UnreadableFileError : it holds no row, or bytes that are no letters; LimitError : it is too wide or too large.
    """
    encoding = find_encoding(path)
    with as_utf8(path, encoding) as (text, begin):
        sample, whole = _sample(text, begin)
        start = read_start(sample, whole)
        if not start.rows and sample.strip():
            raise UnreadableFileError(path, L_("has a first row that never ends"), QUOTE_REMEDY)
        if not any(cell.strip() for row in start.rows for cell in row):
            raise UnreadableFileError(path, L_("holds no row of cells"), L_("Bring a table with a header and rows."))
        check_width(path, max(map(len, start.rows)), limits)
        head = find_head(start.rows)
        _check_letters(path, head)
        offset = begin + len(sample[: start.end(head.skip)].encode("utf-8", errors="surrogateescape"))
        below = lines_of(sample[start.end(head.skip) :])[:LINES_LOOKED_AT]
        shape = shape_of(below, start.delimiter, len(head.names))
        plain = not (encoding.damaged or encoding.nul)
        cells, numbers, rejected = _read(path, text, offset, head, shape, plain, limits, on_progress)
    notes = [*encoding.notes, *_delimiter_note(start.delimiter, len(head.names)), *head.notes]
    return finish(name, "csv", head, cells, numbers + head.skip, rejected.moved(head.skip), notes)


def _check_letters(path: Path, head: Head) -> None:
    """Raises UnreadableFileError where the name of a column holds what is no letter."""
    for number, name in enumerate(head.names, start=1):
        if NO_TEXT.search(name):
            shown = name[:80].encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")
            fault = L_(
                "has bytes that are no letters in the name of column {number} (“{name}”)",
                number=number,
                name=shown.replace("\0", "\\x00"),
            )
            raise UnreadableFileError(path, fault, L_("Mend its first rows, or export the file again as UTF-8."))


def finish(
    file: str, kind: str, head: Head, cells: pa.Table, numbers: np.ndarray, rejected: Rejected, notes: list[Sentence]
) -> Table:
    """The Table of rows under a head: blank rows and the row of tags taken out, `notes` told of the first."""
    blank = blank_rows(cells)
    if blank.any():
        many = int(blank.sum())
        notes.append(
            ngettext_lazy("{number:,} empty row left out.", "{number:,} empty rows left out.", many, number=many)
        )
        cells, numbers = cells.filter(pa.array(~blank)), numbers[~blank]
    cells, numbers, told = _without_sums(cells, numbers)
    notes += told
    tags: dict[str, str] = {}
    if cells.num_rows and tag_row(first := [str(column[0]) for column in cells.columns]):
        tags, cells, numbers = tags_of(head.names, first), cells.slice(1), numbers[1:]
        notes.append(L_("A row of HXL tags stands under the header."))
    table = frame(cells, len(numbers))
    notes += rejected.notes()
    problems = uncut_frame(rejected.listed)
    return Table(
        file, kind, table, numbers, None, problems, tags, head.header, tuple(notes), unlisted=rejected.unlisted
    )


def _without_sums(cells: pa.Table, numbers: np.ndarray) -> tuple[pa.Table, np.ndarray, list[Sentence]]:
    """The rows but for those of sums at their end, and a note on these."""
    first = max(1, cells.num_rows - LAST_ROWS)
    last = cells.slice(first)
    sums = sums_at_the_end([[str(column[at]) for column in last.columns] for at in range(last.num_rows)])
    if not sums:
        return cells, numbers, []
    rows = numbers[first:][sums[::-1]]
    note = ngettext_lazy(
        "{number:,} row of sums at the end left out: {rows}.",
        "{number:,} rows of sums at the end left out: {rows}.",
        len(sums),
        number=len(sums),
        rows=rows_listed(rows),
    )
    kept = first + min(sums)
    return cells.slice(0, kept), numbers[:kept], [note]


def blank_rows(cells: pa.Table) -> np.ndarray:
    """(n,) bool, True where every cell of the row is empty or spaces."""
    blank = np.ones(cells.num_rows, dtype=bool)
    for column in cells.columns:
        where = np.flatnonzero(blank)
        if not where.size:
            break
        some = column if where.size == len(column) else column.take(pa.array(where))
        blank[where] = pc.equal(pc.utf8_trim_whitespace(some), "").to_numpy()
    return blank


def _sample(text: Path, begin: int) -> tuple[str, bool]:
    """The first characters of the text, and whether they are all of it."""
    with text.open("rb") as stream:
        stream.seek(begin)
        data = stream.read(SAMPLE_BYTES)
        whole = not stream.read(1)
    if not whole:
        data = data[: max(data.rfind(b"\n"), data.rfind(b"\r")) + 1] or data
    return data.decode("utf-8", errors="surrogateescape"), whole


def _read(
    path: Path,
    text: Path,
    offset: int,
    head: Head,
    shape: RowShape,
    plain: bool,
    limits: Limits,
    on_progress: Progress,
) -> tuple[pa.Table, np.ndarray, Rejected]:
    if plain:
        try:
            return fast_rows(path, text, offset, head.names, shape, limits, on_progress)
        except NotPlainError:
            pass  # the slow way reads every file, and says what is wrong with which row
    return slow_rows(path, text, offset, head.names, shape, limits, on_progress)


def _delimiter_note(delimiter: str, columns: int) -> list[Sentence]:
    if delimiter == "," or columns < 2:
        return []
    return [L_("Cells are separated by {delimiter}.", delimiter=DELIMITERS.get(delimiter, repr(delimiter)))]
