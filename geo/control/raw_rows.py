"""The rows of one file of a theatre, read when somebody asks for them, and what is kept of them once checked."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

import pandas as pd

from geo.changelog.apply import rows_not_in_log
from geo.changelog.log import Entry
from geo.common.content_hash import content_hash
from geo.validation.faults import Checked

FrameT = TypeVar("FrameT", bound=pd.DataFrame)


@dataclass(frozen=True, eq=False)
class RawRows(Generic[FrameT]):
    """`read`: all rows of the file; `key`: the column of their ids, `hidden`: those of which the log speaks, whose rows
    count no longer where they stand; `made_of`: the file, or the changes that the rows of the log itself are."""

    read: Callable[[], FrameT]
    key: str
    hidden: Set[str]
    made_of: Path | tuple[Entry, ...]

    @property
    def content(self) -> object:
        """What is equal only where the rows are the same; None where the file cannot be read, as whoever reads it
        tells."""
        if isinstance(self.made_of, tuple):
            return [(entry, entry.line) for entry in self.made_of]
        try:
            return content_hash(self.made_of.parent, [self.made_of], of=self.made_of.name)
        except OSError:
            return None

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
    """All rows of a file as they were checked: `content`, what they are made of; `ids`, (n,) as they are written there;
    `left`, those that count beside the log, and `hidden`, the others."""

    content: object
    whole: Checked[FrameT]
    ids: pd.Series
    left: Checked[FrameT]
    hidden: Set[str] = frozenset()

    def beside(self, hidden: Set[str], check: Callable[[], Checked[FrameT]]) -> KeptRows[FrameT]:
        """The same where the rows `hidden` do not count; `check` checks those that are left where that has to be done
        anew."""
        told = frozenset(self.ids[self.ids.isin(list(hidden))]) if hidden else frozenset()
        if told == self.hidden:
            return self
        return replace(self, hidden=told, left=self._without(told) or check())

    def _without(self, told: Set[str]) -> Checked[FrameT] | None:
        """What is left without some; None where that cannot be told without another check, for one of them was
        rejected, or is written in another way than it is read."""
        if not told:
            return self.whole
        rejected = {fault.row_id for row in self.whole.rejected for fault in row}
        if not told <= set(self.whole.accepted.index) or not told.isdisjoint(rejected):
            return None
        kept = self.whole.accepted[~self.whole.accepted.index.isin(list(told))]
        return Checked(kept, self.whole.rejected)
