"""The log of changes played over the rows of the files: what is left of a file, and what the log adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TypeVar

import pandas as pd

from geo.changelog.log import Action, Entry, Row
from geo.common.messages import L_
from geo.validation.faults import Fault, RowFaults
from geo.validation.readers import ROW_IN_FILE

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


def rows_not_in_log(frame: FrameT, key: str, changed: Set[str]) -> FrameT:
    """The rows of `frame` whose `key` the log does not speak of."""
    if key not in frame.columns or not changed:
        return frame
    return frame[~frame[key].isin(list(changed))].reset_index(drop=True)


def rows_from_log(changed: Mapping[str, Entry], key: str) -> tuple[list[Row], list[int]]:
    """The rows that the log adds or leaves edited, and the line each stands in."""
    entries = [entry for entry in changed.values() if entry.action is not Action.WITHDRAW]
    return [{**(entry.row or {}), key: entry.key} for entry in entries], [entry.line for entry in entries]


def numbered(rows: Sequence[Row], numbers: Sequence[int]) -> pd.DataFrame:
    """Plain rows as an unchecked table, "" where a row lacks a column."""
    table = pd.DataFrame(list(rows), dtype=object).fillna("")
    table[ROW_IN_FILE] = list(numbers)
    return table


def repeated(again: Mapping[str, str], raw: pd.DataFrame, file: str) -> tuple[RowFaults, ...]:
    """What is told of the rows of a file whose event_id stands in a file before: `again`, that file by id."""
    if not again:
        return ()
    lines = dict(zip(raw["event_id"].astype(str), raw[ROW_IN_FILE], strict=True))
    return tuple((_twice(value, other).at(file, int(lines[value]), value),) for value, other in again.items())


def _twice(event_id: str, other: str) -> Fault:
    said = L_("stands in {other} too, and counts there", other=other)
    return Fault("event_id", event_id, said, L_("Take one of the two out."), "stands-elsewhere", also_in=other)
