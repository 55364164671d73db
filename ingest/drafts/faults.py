"""What is wrong with the rows of a file, kept in columns: 400,000 rows may have a fault each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

UNREADABLE_ROW = "unreadable-row"
NO_POSITION_IN_EVENTS = -1
SHOWN = 200
COLUMNS = ["position", "row", "column", "value", "fault", "remedy", "reason"]


@dataclass(frozen=True, eq=False)
class _Block:
    positions: np.ndarray
    column: str
    shown: np.ndarray
    reason: str
    fault: str | np.ndarray
    remedy: str | np.ndarray


class FaultLog:
    """Faults of the rows of one file, first come first: the first reason of a row is the one it is counted under."""

    def __init__(self, rows: np.ndarray) -> None:
        """`rows` : (n,) int, the number of each row in its file."""
        self._rows = np.asarray(rows, dtype="int64")
        self._faulty = np.zeros(len(self._rows), dtype=bool)
        self._blocks: list[_Block] = []
        self._left_out: list[_Block] = []
        self._unreadable = pd.DataFrame(columns=COLUMNS)
        self._unlisted = 0

    def add(
        self,
        where: np.ndarray,
        column: str,
        values: pd.Series | str,
        reason: str,
        fault: str | pd.Series,
        remedy: str | pd.Series,
        *,
        costs_row: bool = True,
    ) -> None:
        """Note a fault for each row where `where` is true.

        where : (n,) bool. values : what stands there, (n,) or one text for all. reason : a short stable slug.
        costs_row : False where it costs its cell alone: nothing is known of that field then.
        """
        if (block := _block(where, column, values, reason, fault, remedy)) is None:
            return
        if costs_row:
            self._faulty[block.positions] = True
        (self._blocks if costs_row else self._left_out).append(block)

    def add_unreadable(self, unreadable: pd.DataFrame, unlisted: int = 0) -> None:
        """Note rows that could not be read at all: they are no events, and have `position` -1.

        unreadable : row, value, fault, remedy. unlisted : how many more there are, which are counted and not told.
        """
        self._unlisted += unlisted
        block = pd.DataFrame(
            {
                "position": NO_POSITION_IN_EVENTS,
                "row": unreadable["row"].astype("int64"),
                "column": "",
                **{name: unreadable[name].astype(object) for name in ("value", "fault", "remedy")},
                "reason": UNREADABLE_ROW,
            }
        )
        self._unreadable = pd.concat([self._unreadable, block]) if len(self._unreadable) else block

    def copy(self) -> FaultLog:
        """The same faults in a log of their own, to note more in."""
        other = FaultLog(self._rows)
        other._faulty = self._faulty.copy()
        other._blocks = list(self._blocks)
        other._left_out = list(self._left_out)
        other._unreadable = self._unreadable
        other._unlisted = self._unlisted
        return other

    @property
    def faulty(self) -> np.ndarray:
        """(n,) bool: the rows that have a fault, a copy."""
        return self._faulty.copy()

    @property
    def set_aside(self) -> int:
        """How many rows of the file have a fault, those that could not be read among them."""
        return int(self._faulty.sum()) + len(self._unreadable) + self._unlisted

    def by_reason(self) -> dict[str, int]:
        """How many rows each reason set aside, most first; a row counts once, under its first fault. They add up to
        `set_aside`."""
        seen = np.zeros(len(self._rows), dtype=bool)
        counts: Counter[str] = Counter()
        for block in self._blocks:
            fresh = ~seen[block.positions]
            counts[block.reason] += int(fresh.sum())
            seen[block.positions] = True
        counts[UNREADABLE_ROW] += len(self._unreadable) + self._unlisted
        return {reason: count for reason, count in counts.most_common() if count}

    def frame(self) -> pd.DataFrame:
        """Every fault, (m,): position in the events, row in the file, column, value, fault, remedy, reason; by row,
        and within a row as they were found."""
        return self._frame([self._unreadable] if len(self._unreadable) else [], self._blocks)

    def cells_left_out(self) -> pd.DataFrame:
        """Every cell that is left out of a row without a fault, in the columns of `frame`."""
        found = self._frame([], self._left_out)
        return found[~self._faulty[found["position"].to_numpy(dtype="int64")]].reset_index(drop=True)

    def said_of_cells(self) -> np.ndarray:
        """(n,) text: the cells of each row that are left out, as `column = value: fault`; "" where there are none."""
        said = np.full(len(self._rows), "", dtype=object)
        for block in self._left_out:
            faults = np.full(len(block.positions), block.fault, dtype=object)
            for position, value, fault in zip(block.positions, block.shown, faults, strict=True):
                one = f"{block.column} = {_shorten(value)}: {fault}"
                said[position] = f"{said[position]}; {one}" if said[position] else one
        return said

    def _frame(self, parts: list[pd.DataFrame], blocks: list[_Block]) -> pd.DataFrame:
        parts = parts + [
            pd.DataFrame(
                {
                    "position": block.positions,
                    "row": self._rows[block.positions],
                    "column": block.column,
                    "value": block.shown,
                    "fault": block.fault,
                    "remedy": block.remedy,
                    "reason": block.reason,
                }
            )
            for block in blocks
        ]
        if not parts:
            return pd.DataFrame({name: pd.Series(dtype="int64" if name in COLUMNS[:2] else object) for name in COLUMNS})
        together = pd.concat(parts, ignore_index=True)
        together["value"] = together["value"].map(_shorten)
        return together.sort_values("row", kind="stable", ignore_index=True)[COLUMNS]


def _block(
    where: np.ndarray,
    column: str,
    values: pd.Series | str,
    reason: str,
    fault: str | pd.Series,
    remedy: str | pd.Series,
) -> _Block | None:
    """What is noted of the rows where `where` is true; None where it is nowhere."""
    positions = np.flatnonzero(np.asarray(where, dtype=bool))
    if not len(positions):
        return None
    shown = np.full(len(positions), values, dtype=object) if isinstance(values, str) else _taken(values, positions)
    fault_at = fault if isinstance(fault, str) else _taken(fault, positions)
    remedy_at = remedy if isinstance(remedy, str) else _taken(remedy, positions)
    return _Block(positions, column, shown, reason, fault_at, remedy_at)


def _taken(values: pd.Series, positions: np.ndarray) -> np.ndarray:
    return np.asarray(values.iloc[positions], dtype=object)


def _shorten(value: object) -> str:
    text = "" if value is None or value is pd.NA or value != value else str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
