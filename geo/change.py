"""What changed between two days: which ground changed hands, by whom, where, and on whose word.

Both pictures are made of the same pieces, so change is a sum over pieces whose holder differs: no overlay, no
slivers. Gains and losses are kept apart, for net alone hides a battle.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.cells import Cells
from geo.control_rule import HELD, State, Status

UNSETTLED = frozenset({Status.CONTESTED.value, Status.DISPUTED.value})


def standing(state: State) -> str:
    """What ground counts as in a table of change: its holder, or why it has none (contested, disputed, unknown)."""
    return state.controller if state.status in HELD else state.status.value


@dataclass(frozen=True, eq=False)
class Change:
    """Ground that changed standing between two days.

    `moves`: place_id, adm1_pcode, inferred, before, after (standings), area_km2; one row a piece that changed.
    """

    moves: pd.DataFrame

    @property
    def transitions(self) -> pd.DataFrame:
        """`before`, `after`, `area_km2`, sorted; only what changed."""
        return self.moves.groupby(["before", "after"], as_index=False)["area_km2"].sum()

    @property
    def by_governorate(self) -> pd.DataFrame:
        """`adm1_pcode`, `before`, `after`, `area_km2`."""
        return self.moves.groupby(["adm1_pcode", "before", "after"], as_index=False)["area_km2"].sum()

    @property
    def gross_gain(self) -> Mapping[str, float]:
        """km² each faction holds now and did not then."""
        return _sums(self.moves[~self.moves["after"].isin(NO_HOLDER)], "after")

    @property
    def gross_loss(self) -> Mapping[str, float]:
        """km² each faction held then and does not now."""
        return _sums(self.moves[~self.moves["before"].isin(NO_HOLDER)], "before")

    @property
    def became_unsettled(self) -> Mapping[str, float]:
        """km² each faction held then and that is contested or disputed now; part of its loss."""
        return _sums(self.moves[~self.moves["before"].isin(NO_HOLDER) & self.moves["after"].isin(UNSETTLED)], "before")

    @property
    def became_settled(self) -> Mapping[str, float]:
        """km² that was contested or disputed then and that each faction holds now; part of its gain."""
        return _sums(self.moves[self.moves["before"].isin(UNSETTLED) & ~self.moves["after"].isin(NO_HOLDER)], "after")

    @property
    def inferred_km2(self) -> float:
        """Changed ground that lies far from every place with a report."""
        return float(self.moves.loc[self.moves["inferred"], "area_km2"].sum())

    @property
    def places(self) -> tuple[str, ...]:
        """place_ids that changed standing, in the order of the gazetteer's ids."""
        return tuple(sorted(set(self.moves["place_id"])))


NO_HOLDER = frozenset({Status.CONTESTED.value, Status.DISPUTED.value, Status.UNKNOWN.value})


def _sums(moves: pd.DataFrame, side: str) -> dict[str, float]:
    return {str(name): float(km2) for name, km2 in moves.groupby(side)["area_km2"].sum().items()}


def change(
    cells: Cells, before: Mapping[str, State], after: Mapping[str, State], adm1: Set[str] = frozenset()
) -> Change:
    """Which pieces changed standing from `before` to `after`, inside the governorates `adm1` (all when empty).

    Laws: the transitions from x add up to x's loss and those to y to y's gain; swapping the days swaps the
    table; over the governorates the parts add up to the whole.
    """
    pieces = cells.pieces
    then = np.array([standing(before[place_id]) for place_id in pieces["place_id"]], dtype=object)
    now = np.array([standing(after[place_id]) for place_id in pieces["place_id"]], dtype=object)
    moved = then != now
    if adm1:
        moved &= pieces["adm1_pcode"].isin(list(adm1)).to_numpy()
    table = pd.DataFrame(pieces.loc[moved, ["place_id", "adm1_pcode", "inferred", "area_km2"]])
    return Change(table.assign(before=then[moved], after=now[moved]).reset_index(drop=True))
