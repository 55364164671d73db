"""The rows of one file of a theatre, read when somebody asks for them, and what is kept of them once checked."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import pandas as pd

from geo.changelog.apply import rows_not_in_log
from geo.validation.faults import Checked

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


@dataclass(frozen=True, eq=False)
class RawRows(Generic[FrameT]):
    """`read`: all rows of the file; `key`: the column of their ids, `hidden`: those of which the log speaks, whose rows
    count no longer where they stand; `path`: of the file, None for the rows of the log itself."""

    read: Callable[[], FrameT]
    key: str
    hidden: Set[str]
    path: Path | None = None

    @property
    def rows(self) -> FrameT:
        """The rows that count here, unchecked.

        Raises
        ------
        DataError : the file is missing or damaged.
        """
        return rows_not_in_log(self.read(), self.key, self.hidden)


@dataclass(frozen=True, eq=False)
class KeptRows(Generic[FrameT]):
    """All rows of a file as they were checked: `content`, a hash of the file; `ids`, (n,) as they are written there."""

    content: str
    whole: Checked[FrameT]
    ids: pd.Series

    def without(self, hidden: Set[str]) -> Checked[FrameT] | None:
        """What is left where the rows `hidden` do not count; None where that cannot be told without another check, for
        one of them was rejected, or is written in another way than it is read."""
        told = set(self.ids[self.ids.isin(list(hidden))]) if hidden else set()
        if not told:
            return self.whole
        rejected = {fault.row_id for row in self.whole.rejected for fault in row}
        if not told <= set(self.whole.accepted.index) or not told.isdisjoint(rejected):
            return None
        kept = self.whole.accepted[~self.whole.accepted.index.isin(list(told))]
        return Checked(kept, self.whole.rejected)
