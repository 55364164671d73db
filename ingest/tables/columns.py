"""Whole columns of text with, beside them, geometry: made a Table, rows no cell can hold rejected."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.common.messages import Sentence
from ingest.tables.geometry import lost_note, none_note
from ingest.tables.limits import Limits
from ingest.tables.row_faults import oversized, zero_byte
from ingest.tables.table import Rejected, Table, frame, uncut_frame

NO_CONTROL = 14
"""The byte after a carriage return, which is the greater of the two that end a line."""


def column_table(
    file: str,
    kind: str,
    columns: pa.Table,
    given: np.ndarray,
    geometry: np.ndarray | None,
    limits: Limits,
    notes: list[Sentence],
) -> Table:
    """The Table of (n) rows that count from 1.

    Parameters
    ----------
    columns : text, distinct names; n rows unless it has no column.
    given : (n,) bool, whether the file gives the row a geometry.
    geometry : (n,) what became of it; None for a file without geometry.
    """
    rows = np.arange(1, len(given) + 1)
    rejected = Rejected(limits.max_rejected)
    long, zero = long_rows(columns, limits.max_field), zero_rows(columns)
    for at in np.flatnonzero(long | zero):
        row, text = int(rows[at]), str(columns.column(0)[int(at)])
        rejected.add(oversized(row, text, limits.max_field) if long[at] else zero_byte(row, text))
    if len(rejected):
        kept = ~(long | zero)
        columns, rows, given = columns.filter(pa.array(kept)), rows[kept], given[kept]
        geometry = None if geometry is None else geometry[kept]
    if geometry is not None:
        notes = [*notes, *none_note(rows, given), *lost_note(rows, given, geometry)]
    cells = frame(columns, len(rows))
    notes = [*notes, *rejected.notes()]
    problems = uncut_frame(rejected.listed)
    return Table(file, kind, cells, rows, geometry, problems, {}, True, tuple(notes), unlisted=rejected.unlisted)


def long_rows(columns: pa.Table, most: int) -> np.ndarray:
    """(n,) bool, True where a cell of the row has more than `most` characters."""
    long = np.zeros(columns.num_rows, dtype=bool)
    for column in columns.columns:
        if len(column) and pc.max(pc.binary_length(column)).as_py() > most:
            long |= pc.greater(pc.utf8_length(column), most).to_numpy()
    return long


def has_line_ends(column: pa.ChunkedArray) -> bool:
    """Whether a cell of a column of large text may hold the end of a line: some byte of it is no greater than one.

    The bytes are looked at as one block, which takes a thirtieth of the time that a look at each cell does.
    """
    return any(_bytes_of(chunk).min(initial=NO_CONTROL) < NO_CONTROL for chunk in column.chunks)


def _bytes_of(chunk: pa.Array) -> np.ndarray:
    """(n,) uint8, what the cells of an array of large text hold, one after the other."""
    _, offsets, data = chunk.buffers()
    if data is None:
        return np.array([], dtype="uint8")
    ends = np.frombuffer(offsets, dtype="int64")[chunk.offset : chunk.offset + len(chunk) + 1]
    return np.frombuffer(data, dtype="uint8")[ends[0] : ends[-1]]


def zero_rows(columns: pa.Table) -> np.ndarray:
    """(n,) bool, True where a cell of the row holds a zero byte."""
    zero = np.zeros(columns.num_rows, dtype=bool)
    for column in columns.columns:
        zero |= pc.match_substring(column, "\0").to_numpy()
    return zero
