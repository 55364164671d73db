"""What is wrong with the rows of a table: one value for a fault, and one log of those found while a table is read or
checked, whether it is a file of a theatre, one that is brought in, or rows made by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
import pandas as pd

from geo.common.errors import shorten
from geo.common.messages import L_, Sentence, joined, verbatim
from geo.validation.readers import ROW_IN_FILE

FrameT = TypeVar("FrameT", bound=pd.DataFrame)

EMPTY = "empty"
"""Reason of a fault that is no more than that a cell which is needed is empty."""
UNREADABLE_ROW = "unreadable-row"
NO_POSITION_IN_EVENTS = -1
LONGEST_WRITTEN = 200
NOTHING = L_("empty")
"""What stands in an empty cell, as a sentence names it."""
COLUMNS = ["position", "row", "column", "value", "fault", "remedy", "reason"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row of a file: with one cell of it, or with all of it where `column` is "".

    `reason`: a short stable slug, by which one kind is told from others whatever words it is told in; "" where nothing
    depends on that. `file`: "" where whoever has the fault knows the file. `row` counts as a spreadsheet shows it: the
    header of a CSV file is row 1; features of a GeoJSON file count from 1; 0 is a row that stands in no file yet.
    `row_id`: the row's own id, "" for none. `also_in`: the file in which the same row stands and counts, "" where
    something else is wrong.
    """

    column: str
    value: str
    fault: Sentence
    remedy: Sentence
    reason: str = ""
    file: str = ""
    row: int = 0
    row_id: str = ""
    also_in: str = ""

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def sentence(self) -> Sentence:
        """As in "day: is empty. Write a day."."""
        cell = joined((part for part in (self.column, self.value) if part), " = ")
        said = L_("{fault}. {remedy}", fault=self.fault, remedy=self.remedy)
        return joined((cell, said), ": ") if cell else said

    def at(self, file: str, row: int, row_id: str = "") -> Fault:
        """The same fault in a row of a file."""
        return replace(self, file=file, row=row, row_id=row_id)


RowFaults = tuple[Fault, ...]
"""A row that was read and not accepted: everything that is wrong with it, at least one fault."""


def describe_row(row: RowFaults) -> Sentence:
    """As in "events.geojson, row 4 (E7): day: is empty. Write a day."."""
    first = row[0]
    number = f"{first.row} ({first.row_id})" if first.row_id else f"{first.row}"
    told = joined((fault.sentence for fault in row), "; ")
    return L_("{file}, row {row}: {faults}", file=first.file, row=number, faults=told)


@dataclass(frozen=True, eq=False)
class Checked(Generic[FrameT]):
    """Rows split into accepted and rejected; `read` is always the sum of both."""

    accepted: FrameT
    rejected: tuple[RowFaults, ...]

    @property
    def read(self) -> int:
        return len(self.accepted) + len(self.rejected)


def as_written(value: object) -> str:
    """What stands in a cell as a file shows it: "" for nothing, no longer than LONGEST_WRITTEN."""
    return shorten("" if value is None or value is pd.NA or value != value else str(value), LONGEST_WRITTEN)


def as_told(value: object) -> str:
    """What stands in a cell as a sentence names it: "empty" for nothing, cut short."""
    return NOTHING if _is_blank(value) else shorten(str(value))


def _is_blank(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value


@dataclass(frozen=True, eq=False)
class _Block:
    positions: np.ndarray
    column: str
    shown: np.ndarray
    reason: str
    fault: Sentence | np.ndarray
    remedy: Sentence | np.ndarray


class FaultLog:
    """Faults of the rows of one table, first come first: the first reason of a row is the one it is counted under.

    They are kept in columns, not as a Fault each: 400,000 rows of a file may have one each. `faults_of` and `by_row`
    make values of them where they are shown or kept.
    """

    def __init__(self, rows: np.ndarray | pd.Series, shown: Callable[[object], str] = as_written) -> None:
        """`rows` : (n,) int, the number of each row in its file; `shown`: how the value of a cell is told."""
        self._rows = np.asarray(rows, dtype="int64")
        self._shown = shown
        self._faulty = np.zeros(len(self._rows), dtype=bool)
        self._blocks: list[_Block] = []
        self._left_out: list[_Block] = []
        self._unreadable = pd.DataFrame(columns=COLUMNS)
        self._unlisted = 0

    def add(
        self,
        where: np.ndarray | pd.Series,
        column: str,
        values: pd.Series | np.ndarray | str,
        reason: str,
        fault: Sentence | pd.Series,
        remedy: Sentence | pd.Series,
        *,
        costs_row: bool = True,
    ) -> None:
        """Note a fault for each row where `where` is true.

        where : (n,) bool. values : what stands there, (n,) or one text for all. reason : a short stable slug.
        costs_row : False where it costs its cell alone: nothing is known of that field then.
        """
        positions = np.flatnonzero(np.asarray(where, dtype=bool))
        if not len(positions):
            return
        fault_at, remedy_at = (one if isinstance(one, Sentence) else _taken(one, positions) for one in (fault, remedy))
        shown = np.full(len(positions), values, dtype=object) if isinstance(values, str) else _taken(values, positions)
        block = _Block(positions, column, shown, reason, fault_at, remedy_at)
        if costs_row:
            self._note(block)
        else:
            self._left_out.append(block)

    def add_row(self, position: int, column: str, value: str, reason: str, fault: Sentence, remedy: Sentence) -> None:
        """Note a fault of one row, by its position among the rows."""
        self._note(_Block(np.array([position]), column, np.array([value], dtype=object), reason, fault, remedy))

    def _note(self, block: _Block) -> None:
        self._faulty[block.positions] = True
        self._blocks.append(block)

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
                "value": [self._shown(value) for value in unreadable["value"]],
                **{name: unreadable[name].astype(object) for name in ("fault", "remedy")},
                "reason": UNREADABLE_ROW,
            }
        )
        self._unreadable = pd.concat([self._unreadable, block]) if len(self._unreadable) else block

    def take(self, other: FaultLog, positions: np.ndarray, reason: str, named: Callable[[str], str]) -> None:
        """Note the faults of `other`, a log of some of these rows, under one `reason`.

        positions : (m,) int, where each row of `other` stands among these. named : what a column of it is called here.
        """
        for block in other._blocks:
            shown = np.array([other._shown(value) for value in block.shown], dtype=object)
            at, column = positions[block.positions], named(block.column)
            self._note(_Block(at, column, shown, reason, block.fault, block.remedy))

    def copy(self) -> FaultLog:
        """The same faults in a log of their own, to note more in."""
        other = FaultLog(self._rows, self._shown)
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

    def about(self, column: str) -> np.ndarray:
        """(n,) bool: the rows that have a fault in `column` so far."""
        found = np.zeros(len(self._rows), dtype=bool)
        for block in self._blocks:
            if block.column == column:
                found[block.positions] = True
        return found

    @property
    def rejected(self) -> int:
        """How many rows of the file have a fault, those that could not be read among them."""
        return int(self._faulty.sum()) + len(self._unreadable) + self._unlisted

    def by_reason(self) -> dict[str, int]:
        """How many rows each reason rejected, most first; a row counts once, under its first fault. They add up to
        `rejected`."""
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
            faults = _each(block.fault, len(block.positions))
            for position, value, fault in zip(block.positions, block.shown, faults, strict=True):
                one = f"{block.column} = {self._shown(value)}: {fault}"
                said[position] = f"{said[position]}; {one}" if said[position] else one
        return said

    def by_row(self, file: str, row_id: Callable[[int], str]) -> tuple[RowFaults, ...]:
        """The rows of `file` that have a fault, in their order; `row_id`: the id of a row, by its position."""
        if not self._blocks:
            return ()
        table = self._frame([], self._blocks)
        rows: dict[int, list[Fault]] = {}
        for position, fault in zip(table["position"].tolist(), faults_of(table, file), strict=True):
            rows.setdefault(position, []).append(replace(fault, row_id=row_id(position)))
        return tuple(tuple(rows[position]) for position in sorted(rows))

    def split(self, table: pd.DataFrame, file: str, id_column: str) -> Checked[pd.DataFrame]:
        """Rows of `table` (n) without a fault, without the bookkeeping column; and the others with their faults."""
        rejected = self.by_row(file, lambda at: shorten(str(table[id_column].iloc[at])))
        return Checked(table[~self._faulty].drop(columns=ROW_IN_FILE).reset_index(drop=True), rejected)

    def _frame(self, parts: list[pd.DataFrame], blocks: list[_Block]) -> pd.DataFrame:
        parts = parts + [
            pd.DataFrame(
                {
                    "position": block.positions,
                    "row": self._rows[block.positions],
                    "column": sentences(_each(block.column, len(block.positions))),
                    "value": sentences([self._shown(value) for value in block.shown]),
                    "fault": sentences(_each(block.fault, len(block.positions))),
                    "remedy": sentences(_each(block.remedy, len(block.positions))),
                    "reason": block.reason,
                }
            )
            for block in blocks
        ]
        if not parts:
            return pd.DataFrame({name: pd.Series(dtype="int64" if name in COLUMNS[:2] else object) for name in COLUMNS})
        together = pd.concat(parts, ignore_index=True)
        return together.sort_values("row", kind="stable", ignore_index=True)[COLUMNS]


def faults_of(frame: pd.DataFrame, file: str = "") -> list[Fault]:
    """The lines of a frame of faults (row, column, value, fault, remedy; reason where it has one) as values."""
    reasons = frame["reason"] if "reason" in frame else [""] * len(frame)
    columns = (frame[name] for name in ("row", "column", "value", "fault", "remedy"))
    return [
        Fault(_text(column), _text(value), verbatim(fault), verbatim(remedy), str(reason), file, int(row))
        for row, column, value, fault, remedy, reason in zip(*columns, reasons, strict=True)
    ]


def sentences(texts: Sequence[str] | np.ndarray) -> pd.Series:
    """A column of texts in which each stays the Sentence it is: pandas makes plain texts of them unless it is told."""
    return pd.Series(texts, dtype=object)


def _each(text: str | np.ndarray, size: int) -> np.ndarray:
    """(size,) the text of each row; numpy's own `full` makes a plain text of a Sentence."""
    texts = np.empty(size, dtype=object)
    texts[:] = text
    return texts


def _text(value: object) -> str:
    return value if isinstance(value, str) else str(value)


def _taken(values: pd.Series | np.ndarray, positions: np.ndarray) -> np.ndarray:
    """(m,) the values at `positions`, as objects."""
    return np.asarray(values[positions] if isinstance(values, np.ndarray) else values.iloc[positions], dtype=object)
