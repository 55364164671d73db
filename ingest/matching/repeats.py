"""Rows of one file that stand under one id: which of them counts, and which say something else than that one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.common.errors import shorten
from geo.common.messages import L_
from geo.validation.faults import FaultLog, sentences
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.row_differences import HeldRows, differences

REPEATED_ID = "repeated-id"


@dataclass(frozen=True, eq=False)
class Repeats:
    """Of n rows: `counting`, (n,) position of the row that counts under the id of each, its own where that is itself,
    -1 for rows that are not sound; `differ`, (n,) whether a row that repeats another says something else; `older`, (n,)
    whether its source has changed it earlier than the one that counts."""

    counting: NDArray[np.intp]
    differ: NDArray[np.bool_]
    older: NDArray[np.bool_]

    @property
    def rows(self) -> NDArray[np.bool_]:
        """(n,) the rows that repeat another."""
        return (self.counting >= 0) & (self.counting != np.arange(len(self.counting)))


def repeats(events: pd.DataFrame, ids: pd.Series, sound: NDArray[np.bool_], file: str) -> Repeats:
    """Which of the `sound` rows (n,) of a file repeat the id of another. The one counts that its source changed last;
    of those it changed at once, or does not say when, the first in the file."""
    counting = np.where(sound, np.arange(len(ids)), -1).astype(np.intp)
    nothing = np.zeros(len(ids), dtype=bool)
    again = sound.copy()
    again[sound] = ids[sound].duplicated(keep=False).to_numpy()
    if not again.any():
        return Repeats(counting, nothing, nothing)
    at = np.flatnonzero(again)
    days = events["revised_on"].to_numpy(dtype="datetime64[s]")
    codes = pd.factorize(ids.iloc[at])[0]
    # a row without a day is sorted as the oldest
    order = np.lexsort((at, -np.where(np.isnat(days[at]), np.iinfo("int64").min + 1, days[at].astype("int64")), codes))
    first = np.r_[True, codes[order][1:] != codes[order][:-1]]
    counting[at[order]] = at[order[first]][np.cumsum(first) - 1]
    rows = np.flatnonzero(again & (counting != np.arange(len(ids))))
    above = np.full(len(ids), -1, dtype=np.intp)
    above[rows] = counting[rows]
    counts = HeldRows(above, events.assign(origin=""), nothing, nothing, nothing, nothing)
    fields, _ = differences(events, counts, rows, {"": file})
    differ, older = nothing.copy(), nothing.copy()
    differ[rows] = fields.any(axis=1)
    older[rows] = days[rows] < days[counting[rows]]
    return Repeats(counting, differ, older)


def note_contradicting(
    again: Repeats, events: pd.DataFrame, numbers: NDArray[np.int64], mapping: ColumnMapping, faults: FaultLog
) -> None:
    """Note as a fault where a row says something else than another under the id its source gives both, and no later day
    of change tells which of the two holds. `numbers`: (n,) of the rows in the file."""
    given = events["source_id"].fillna("").astype(str)
    where = again.rows & again.differ & ~again.older & (given != "").to_numpy(dtype=bool)
    if not where.any():
        return
    faults_of_rows = np.full(len(given), "", dtype=object)
    faults_of_rows[where] = [
        L_("row {row} has the id {id} too and says something else; that row counts", row=int(row), id=shorten(one))
        for row, one in zip(numbers[np.maximum(again.counting, 0)][where], given[where], strict=True)
    ]
    faults.add(
        where,
        mapping.label("source_id"),
        given,
        REPEATED_ID,
        sentences(faults_of_rows),
        L_(
            "Give the row an id of its own; take it out if it is the same event; or bring it in alone if it corrects "
            "that."
        ),
    )
