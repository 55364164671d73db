"""The rows of a table by the texts of its columns, with what is wrong with each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import Sentence
from geo.validation.faults import FaultLog
from ingest.drafts.nothing import without_nothing
from ingest.mappings.fields import FieldType
from ingest.tables import Table


class TableRows:
    """Columns of the table by row, with the first fault of each."""

    def __init__(self, table: Table) -> None:
        self.table, self.size = table, len(table.cells)
        self._faults = FaultLog(table.rows, str)

    @property
    def sound(self) -> np.ndarray:
        """(n,) bool: the rows that have no fault so far."""
        return ~self._faults.faulty

    def written(self, column: str) -> tuple[np.ndarray, list[str]]:
        """For each row the number of its text, and the texts as they stand; of no column all rows are empty."""
        if not column:
            return np.zeros(self.size, dtype=np.intp), [""]
        codes, texts = pd.factorize(self.table.cells[column].str.strip())
        return codes, [str(text) for text in texts]

    def text(self, column: str, sort: FieldType = FieldType.TEXT) -> tuple[np.ndarray, list[str]]:
        """As `written`, and "" for a text of which nothing is known in a field of this sort."""
        codes, texts = self.written(column)
        return codes, without_nothing(texts, sort)

    def cells(self, column: str, sort: FieldType = FieldType.TEXT) -> np.ndarray:
        """(n,) the `text` of each row."""
        codes, texts = self.text(column, sort)
        return np.array(texts, dtype=object)[codes]

    def shown(self, column: str) -> np.ndarray:
        """(n,) what stands in the cell of each row."""
        codes, texts = self.written(column)
        return np.array(texts, dtype=object)[codes]

    def note(
        self, rows: np.ndarray, column: str, fault: Sentence, remedy: Sentence, values: np.ndarray | str = ""
    ) -> None:
        """Note a fault of the `rows` (bool) that have none yet; `values`: what stands in the cell of each row."""
        self._faults.add(rows & self.sound, column, values, "", fault, remedy)

    def frame(self) -> pd.DataFrame:
        """Row, column, value, fault and remedy of each row that has one, and of those that could not be cut."""
        found = self._faults.frame()[["row", "column", "value", "fault", "remedy"]]
        unread = self.table.unreadable.assign(column="")[list(found.columns)]
        return pd.concat([found, unread], ignore_index=True) if len(unread) else found
