"""States by day as spans: every state of every place from the day it begins to the day before the next, joined as of a
day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from geo.control.nested_dissection import Rows
from geo.control.state import State
from geo.control.state_history import StateHistory

PLACE = 1 << 22
"""More days than a date has: a place's number times this and the number of a day are one number for both."""


@dataclass(frozen=True, eq=False)
class StateSpans:
    """`states`: those of all places, place by place, each oldest first, and silence last; `days`, (m,) that of each but
    the last, as a number; `begins`, (m,) the place and the day from which on it stands, as one number; `first`,
    (n + 1,) the number of each place's first, and of silence."""

    states: Sequence[State]
    days: Rows
    begins: Rows
    first: Rows

    @classmethod
    def of(cls, history: StateHistory, place_ids: Sequence[str]) -> Self:
        """The states of `place_ids`, in that order."""
        of_place = [history.get(place_id, ()) for place_id in place_ids]
        states = [state for known in of_place for _, state in known]
        days = np.array([day.toordinal() for known in of_place for day, _ in known], dtype=np.int64)
        many = np.array([len(known) for known in of_place], dtype=np.intp)
        begins = np.repeat(np.arange(len(many), dtype=np.int64) * PLACE, many) + days
        # a report may be older than what was known before all reports: it takes its place from its own day on
        begins = np.minimum.accumulate(begins[::-1])[::-1]
        return cls((*states, State()), days, begins, np.concatenate([[0], np.cumsum(many)]))

    def on(self, day: date) -> Rows:
        """(n,) number of the state of each place at the end of `day`; silence where none has begun."""
        asked = self._places + day.toordinal()
        found = np.searchsorted(self.begins, asked, side="right") - 1
        return np.where(found >= self.first[:-1], found, len(self.begins))

    def of_places(self, some: NDArray[np.bool_]) -> Rows:
        """Numbers of the states of some of the places (n,), place by place."""
        return np.flatnonzero(np.repeat(some, np.diff(self.first)))

    @cached_property
    def _places(self) -> Rows:
        return np.arange(len(self.first) - 1, dtype=np.int64) * PLACE
