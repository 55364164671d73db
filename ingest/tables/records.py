"""Entries with their own names for cells, gathered into one table."""

from __future__ import annotations

import re
from array import array
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.common.messages import L_, Sentence
from geo.validation.faults import Fault
from ingest.tables.limits import Limits
from ingest.tables.row_faults import oversized
from ingest.tables.table import (
    ARROW_TEXT,
    Rejected,
    check_cells,
    check_rows,
    check_sparse,
    check_width,
    distinct_names,
    frame,
    uncut,
    without_nulls,
)

CHUNK_CELLS, CHUNK_ROWS = 1_000_000, 20_000
NO_TEXT = re.compile(r"[\ud800-\udfff\0]")


class Records:
    """Entries in the order they come; columns in the order their names first appear."""

    def __init__(self, path: Path, limits: Limits, size: int) -> None:
        """`size` : bytes of the text the entries stand in."""
        self._path, self._limits, self._size = path, limits, size
        self._names: dict[str, None] = {}
        self._waiting: list[dict[str, str]] = []
        self._chunks: list[pa.Table] = []
        self._numbers = array("q")
        self.rejected = Rejected(limits.max_rejected)

    def add(self, number: int, cells: dict[str, str]) -> bool:
        """True where the entry was taken, False where it holds what no cell can and is among `problems`.

        Raises
        ------
        LimitError : too many columns, rows or cells.
        """
        if any(len(value) > self._limits.max_field for value in cells.values()):
            self._reject(oversized(number, next(iter(cells.values())), self._limits.max_field))
            return False
        if any(not text.isascii() or "\0" in text for pair in cells.items() for text in pair) and any(
            NO_TEXT.search(text) for pair in cells.items() for text in pair
        ):
            shown = "; ".join(cells.values())
            self._reject(uncut(number, shown, L_("holds a code that is no letter"), L_("Export the file again.")))
            return False
        if cells.keys() - self._names.keys():
            self._names.update(dict.fromkeys(cells))
            check_width(self._path, len(self._names), self._limits)
        self._waiting.append(cells)
        self._numbers.append(number)
        if len(self._waiting) >= CHUNK_ROWS or len(self._waiting) * len(self._names) >= CHUNK_CELLS:
            self._keep()
        return True

    def refuse(self, number: int, value: str, fault: Sentence, remedy: Sentence) -> None:
        self._reject(uncut(number, value, fault, remedy))

    def _reject(self, one: Fault) -> None:
        self.rejected.add(one)
        if len(self.rejected) % CHUNK_ROWS == 0:
            self._check_rows()

    def table(self) -> tuple[pd.DataFrame, np.ndarray, list[Sentence]]:
        """The cells, the number of each row, and notes on its columns."""
        self._keep()
        names = list(self._names)
        whole = pa.concat_tables(self._chunks, promote_options="default").select(names)
        shown, notes = distinct_names(names)
        return (
            frame(without_nulls(whole.rename_columns(shown)), len(self._numbers)),
            np.frombuffer(self._numbers, dtype="int64") if self._numbers else np.array([], dtype="int64"),
            notes,
        )

    def _keep(self) -> None:
        check_cells(self._path, len(self._numbers), len(self._names), self._limits)
        check_sparse(self._path, len(self._numbers), len(self._names), self._size, self._limits)
        self._check_rows()
        rows = self._waiting
        columns = {name: pa.array([row.get(name, "") for row in rows], ARROW_TEXT) for name in self._names}
        self._chunks.append(pa.table(columns))
        self._waiting = []

    def _check_rows(self) -> None:
        rows = len(self._numbers) + len(self.rejected)
        check_rows(self._path, rows, self._size, self._limits.bytes_a_row, self._limits)
