"""Columns called ids whose ids repeat with other contents, so that they are of something else than the rows."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.tables import Table

A_SLIP = 0.01
"""So many of the rows may say something else under an id that stands above: a slip in a column of ids all the same."""
LOOKED_AT = 5_000
"""Rows with an id that repeats whose contents are compared: those of the ids of the smallest hash."""


def repeated_ids(table: Table, columns: list[str]) -> dict[str, str]:
    """Why each of `columns` holds no ids of the rows, in words that follow its name; those that may hold them are left
    out. Whole rows that stand twice do not speak against an id."""
    found = {column: _repeats(table.cells, column) for column in columns}
    return {column: why for column, why in found.items() if why}


def _repeats(cells: pd.DataFrame, column: str) -> str:
    ids = cells[column].str.strip()
    if len(set(ids.to_numpy(dtype=object))) == len(ids):
        return ""
    again = (ids.duplicated(keep=False) & (ids != "")).to_numpy(dtype=bool)
    if again.sum() <= A_SLIP * len(cells):
        return ""
    rows = np.flatnonzero(again)
    hashes = pd.util.hash_array(ids.to_numpy(dtype=object)[rows])
    rows = rows[np.argsort(hashes, kind="stable")[:LOOKED_AT]]
    contents = pd.util.hash_pandas_object(cells.iloc[rows], index=False).to_numpy()
    several = pd.Series(contents).groupby(ids.to_numpy(dtype=object)[rows]).nunique()
    more = int((several - 1).sum())
    if more / len(rows) * again.sum() <= A_SLIP * len(cells):
        return ""
    example = min(str(one) for one in several.index[several > 1])
    return f"is called so, but its ids repeat with other contents (such as {example}): they are not of the rows"
