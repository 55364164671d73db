"""What is wrong with the rows of a table, gathered while it is checked; a row with any fault is set aside whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from geo.errors import Checked, Fault, SetAside, shorten
from geo.raw_files import ROW_IN_FILE


class Faults:
    """Faults gathered row by row while a table is checked."""

    def __init__(self) -> None:
        self._by_row: dict[Any, list[Fault]] = {}

    def add(self, where: pd.Series, column: str, values: pd.Series, fault: str, remedy: str) -> None:
        """Note `fault` for each row where `where` is true; `values` shows what stood there."""
        for index in where.index[where.to_numpy(dtype=bool)]:
            shown = values.get(index)
            text = "empty" if _is_blank(shown) else shorten(str(shown))
            self._by_row.setdefault(index, []).append(Fault(column, text, fault, remedy))

    def about(self, column: str, rows: pd.Index) -> np.ndarray:
        """Whether each of `rows` has a fault in `column` so far."""
        faulty = [row for row, faults in self._by_row.items() if any(fault.column == column for fault in faults)]
        return np.asarray(rows.isin(faulty))

    def split(self, table: pd.DataFrame, file: str, id_column: str) -> Checked[pd.DataFrame]:
        """Accepted rows without the bookkeeping column, and the others with their faults."""
        set_aside = tuple(
            SetAside(
                file=file,
                row=int(table.loc[index, ROW_IN_FILE]),
                row_id=shorten(str(table.loc[index, id_column])),
                faults=tuple(faults),
            )
            for index, faults in sorted(self._by_row.items())
        )
        kept = table[~table.index.isin(list(self._by_row))].drop(columns=ROW_IN_FILE)
        return Checked(kept.reset_index(drop=True), set_aside)


def _is_blank(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value
