"""The log of changes played over the rows of the files: what is left of a file, and what the log adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TypeVar

import pandas as pd

from geo.errors import Checked, Fault, SetAside
from geo.ledger import Action, Entry, Row
from geo.raw_files import ROW_IN_FILE

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


def unchanged(frame: FrameT, key: str, changed: Set[str]) -> FrameT:
    """The rows of `frame` whose `key` the log does not speak of."""
    if key not in frame.columns or not changed:
        return frame
    return frame[~frame[key].isin(list(changed))].reset_index(drop=True)


def by_hand(changed: Mapping[str, Entry], key: str) -> tuple[list[Row], list[int]]:
    """The rows that the log adds or leaves edited, and the line each stands in."""
    entries = [entry for entry in changed.values() if entry.action is not Action.WITHDRAW]
    return [{**(entry.row or {}), key: entry.key} for entry in entries], [entry.line for entry in entries]


def numbered(rows: Sequence[Row], numbers: Sequence[int]) -> pd.DataFrame:
    """Plain rows as an unchecked table, "" where a row lacks a column."""
    table = pd.DataFrame(list(rows), dtype=object).fillna("")
    table[ROW_IN_FILE] = list(numbers)
    return table


def without_known(
    part: Checked[FrameT],
    key: str,
    known: Set[str],
    before: Mapping[str, Checked[FrameT]],
    raw: pd.DataFrame,
    file: str,
) -> Checked[FrameT]:
    """`part` with the rows set aside whose `key` stands in one of the files `before`; `known`: all keys of those."""
    again = part.accepted[key].isin(list(known)).to_numpy() if len(part.accepted) and known else None
    if again is None or not again.any():
        return part
    lines = dict(zip(raw[key].astype(str), raw[ROW_IN_FILE], strict=True))
    values = part.accepted[key][again].astype(str)
    stands_in = pd.Series("", index=values.to_numpy())
    for other, earlier in before.items():
        stands_in[stands_in.index.isin(earlier.accepted[key])] = other
    repeated = tuple(
        SetAside(file, int(lines[value]), value, (_twice(key, value, other),), other)
        for value, other in stands_in.items()
    )
    return Checked(part.accepted[~again], (*part.set_aside, *repeated))


def _twice(key: str, value: str, other: str) -> Fault:
    return Fault(key, value, f"stands in {other} too, and counts there", "Take one of the two out.")
