"""Columns called ids that are none of the rows: their ids repeat with other contents, or every export numbers anew."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from geo.common.messages import L_, Sentence
from ingest.tables import Table

A_SLIP = 0.01
"""So many of the rows may say something else under an id that stands above: a slip in a column of ids all the same."""
LOOKED_AT = 5_000
"""Rows with an id that repeats whose contents are compared: those of the ids of the smallest hash."""

_SERIAL = re.compile(r"(?:object[ _]?id|ogc[ _]?fid|fid|oid)_?\d{0,3}", re.IGNORECASE)
"""What Esri and GDAL call the number of a row."""


def no_ids(table: Table, columns: list[str]) -> dict[str, Sentence]:
    """Why each of `columns` holds no ids of the rows that outlive an export, in words that follow its name; those that
    may hold them are left out. Whole rows that stand twice do not speak against an id."""
    found = {column: _numbered_by_program(table.cells, column) or _repeats(table.cells, column) for column in columns}
    return {column: why for column, why in found.items() if why}


def _numbered_by_program(cells: pd.DataFrame, column: str) -> Sentence | None:
    """Esri and GDAL number the rows of every export anew, in a column of that name; the id of a GeoJSON feature that
    Esri writes is that number once more."""
    if _SERIAL.fullmatch(column.strip()):
        return L_("is the number that a program gives each row of an export: it changes with the next")
    numbered = [str(name) for name in cells.columns if _SERIAL.fullmatch(str(name).strip())]
    same = next((name for name in numbered if cells[name].str.strip().equals(cells[column].str.strip())), "")
    return L_("repeats {column}, the number that a program gives each row of an export", column=same) if same else None


def _repeats(cells: pd.DataFrame, column: str) -> Sentence | None:
    ids = cells[column].str.strip()
    if len(set(ids.to_numpy(dtype=object))) == len(ids):
        return None
    again = (ids.duplicated(keep=False) & (ids != "")).to_numpy(dtype=bool)
    if again.sum() <= A_SLIP * len(cells):
        return None
    rows = np.flatnonzero(again)
    hashes = pd.util.hash_array(ids.to_numpy(dtype=object)[rows])
    rows = rows[np.argsort(hashes, kind="stable")[:LOOKED_AT]]
    contents = pd.util.hash_pandas_object(cells.iloc[rows], index=False).to_numpy()
    several = pd.Series(contents).groupby(ids.to_numpy(dtype=object)[rows]).nunique()
    more = int((several - 1).sum())
    if more / len(rows) * again.sum() <= A_SLIP * len(cells):
        return None
    example = min(str(one) for one in several.index[several > 1])
    return L_(
        "is called so, but its ids repeat with other contents (such as {example}): they are not of the rows",
        example=example,
    )
