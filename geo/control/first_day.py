"""What was known before all reports: the rows of the first day, what they make of every place, and how that is
forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from geo.control.ground_evidence import GroundSetting
from geo.control.ground_rule import NOBODY, Ground, by_party
from geo.control.nested_dissection import Floats, Rows
from geo.control.report import Scope
from geo.control.state import State
from geo.registry.statuses import HELD, UNSETTLED


def party_of(state: State, parties: Mapping[str, int]) -> int:
    """Number of who holds a place of this state, or NOBODY."""
    return parties[state.controller] if state.status in HELD else NOBODY


@dataclass(frozen=True, eq=False)
class OwnWord:
    """What reports of its own say of each of n places, or of n states: `holder`, the number of who holds it or NOBODY;
    `fought_over`; `of_first_day`, whether a row of the first day says so."""

    holder: Rows
    fought_over: NDArray[np.bool_]
    of_first_day: NDArray[np.bool_]

    @classmethod
    def of(cls, states: Sequence[State], parties: Mapping[str, int]) -> Self:
        """What `states` (n,) say."""
        return cls(
            np.fromiter((party_of(state, parties) for state in states), np.intp, len(states)),
            np.fromiter((state.status in UNSETTLED for state in states), bool, len(states)),
            np.fromiter((state.scope is Scope.BASELINE for state in states), bool, len(states)),
        )

    def at(self, rows: Rows) -> OwnWord:
        """Those of some rows."""
        return OwnWord(self.holder[rows], self.fought_over[rows], self.of_first_day[rows])


@dataclass(frozen=True, eq=False)
class FirstDay:
    """`day`: the first; `rows`: (n,) state of each place by its row of that day; `beginning`: ground as these make
    it; `parties`: number of each faction that can hold ground; `sides`: side of each party, by its number.

    Later days are asked for by `own`, what reports of their own say of the n places by then.
    """

    day: date
    rows: Sequence[State]
    beginning: Ground
    parties: Mapping[str, int]
    sides: tuple[str, ...]
    setting: GroundSetting

    def memory(self, day: date, own: OwnWord) -> Floats:
        """(n, parties + 1) how strongly each place is drawn to what held it at the beginning; nobody comes last.

        It fades with the days, and each party's as its side loses, by their own reports, the places that rows of the
        first day give it. Where there are no such rows nothing is remembered, nor of ground that was fought over since.
        """
        if not self.beginning.labels.weight.any():
            return np.zeros((len(self.rows), len(self.parties) + 1))
        shares = self.beginning.shares
        everyone = np.column_stack([shares * self.still_held(own), 1.0 - shares.sum(axis=1)])
        everyone[own.fought_over] = 0.0
        return self.setting.faded(self.setting.memory, (day - self.day).days) * everyone

    def still_held(self, own: OwnWord) -> Floats:
        """(parties,) part of the places of each party's rows of the first day that its side still holds, 0 to 1."""
        rows, first = self._given
        now = own.holder[rows]
        count = len(self.parties)
        held = np.bincount(first, minlength=count)
        kept = np.bincount(first[self._side_of[first] == self._side_of[now]], minlength=count)
        return kept / np.maximum(held, 1)

    def stands(self, ground: Ground, own: OwnWord) -> NDArray[np.bool_]:
        """(n,) whether a place is held by its row of the first day though `ground` has another side, or nobody, there.

        So it is where dated reports around it bring that one less than the row brings its own side, which counts the
        less as that side loses the rest. Rows of the first day never overrule each other.
        """
        holder = own.holder
        stands = np.zeros(len(holder), dtype=bool)
        ahead = self._side_of[ground.holder]
        rows = np.flatnonzero(own.of_first_day & (holder != NOBODY) & (self._side_of[holder] != ahead))
        if not len(rows):
            return stands
        dated = replace(ground.labels, weight=np.where(own.of_first_day, 0.0, ground.labels.weight))
        reported = ground.system.solve(by_party(dated, len(self.parties)))[rows]
        news = (reported * (self._side_of[None, :-1] == ahead[rows, None])).sum(axis=1)
        itself = (ground.answer * ground.labels.weight)[rows]
        stands[rows] = news < itself * self.still_held(own)[holder[rows]]
        return stands

    @cached_property
    def _given(self) -> tuple[Rows, Rows]:
        """Rows of the places that the first day gives to somebody, and the number of the party each."""
        party = np.array([party_of(state, self.parties) for state in self.rows], dtype=np.intp)
        rows = np.flatnonzero(party != NOBODY)
        return rows, party[rows]

    @cached_property
    def _side_of(self) -> Rows:
        """(parties + 1,) number of the side of each party; NOBODY, the last, is of its own."""
        return np.array([*(self.sides.index(side) for side in self.sides), NOBODY], dtype=np.intp)
