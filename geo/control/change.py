"""What changed between two days: which ground changed hands, by whom, where, and on whose word.

Both pictures are made of the same pieces, so change is a sum over pieces whose holder differs: no overlay, no
slivers. Gains and losses are kept apart, for net alone hides a battle.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.control.state import State
from geo.control.sureness import far_pieces
from geo.control.voronoi import VoronoiCells
from geo.registry.statuses import NO_HOLDER, UNSETTLED, Status

Transitions = Mapping[tuple[str, str], float]
"""km² by (standing before, standing after); a standing is a faction's id, or contested, disputed or unknown."""


class Balance(ABC):
    """Gains and losses, kept apart, as a table of transitions tells them."""

    @property
    @abstractmethod
    def transitions(self) -> Transitions:
        """The table of change: only what changed, in alphabetical order."""

    @property
    def gross_gain(self) -> Mapping[str, float]:
        """km² each faction holds now and did not then."""
        return self._by("after", lambda before, after: after not in NO_HOLDER)

    @property
    def gross_loss(self) -> Mapping[str, float]:
        """km² each faction held then and does not now."""
        return self._by("before", lambda before, after: before not in NO_HOLDER)

    @property
    def became_unsettled(self) -> Mapping[str, float]:
        """km² each faction held then and that is contested or disputed now; part of its loss."""
        return self._by("before", lambda before, after: before not in NO_HOLDER and after in UNSETTLED)

    @property
    def became_settled(self) -> Mapping[str, float]:
        """km² that was contested or disputed then and that each faction holds now; part of its gain."""
        return self._by("after", lambda before, after: before in UNSETTLED and after not in NO_HOLDER)

    def _by(self, side: str, counts: Callable[[str, str], bool]) -> dict[str, float]:
        sums: dict[str, float] = {}
        for (before, after), km2 in self.transitions.items():
            if counts(before, after):
                name = after if side == "after" else before
                sums[name] = sums.get(name, 0.0) + km2
        return dict(sorted(sums.items()))


@dataclass(frozen=True, eq=False)
class Change(Balance):
    """Ground that changed standing between two days.

    `rows`: row numbers of `cells.pieces` that changed; `before`, `after`: their standings, as positions in
    `standings`; `inferred`: whether they lie far from every place with a report, or are told by neighbours alone;
    `claimed`: whether who has them now has them by its own claim alone.
    """

    cells: VoronoiCells
    standings: tuple[str, ...]
    rows: np.ndarray
    before: np.ndarray
    after: np.ndarray
    inferred: np.ndarray
    claimed: np.ndarray

    @cached_property
    def transitions(self) -> Transitions:
        """The table of change: only what changed, in alphabetical order."""
        many = len(self.standings)
        km2 = np.bincount(
            self.before * many + self.after,
            weights=self.cells.area_km2[self.rows],
            minlength=many * many,
        )
        pairs = ((divmod(int(code), many), float(km2[code])) for code in np.flatnonzero(km2))
        return dict(sorted(((self.standings[b], self.standings[a]), total) for (b, a), total in pairs))

    @property
    def moves(self) -> pd.DataFrame:
        """One row a piece that changed: place_id, adm1_pcode, inferred, area_km2, before, after."""
        columns = ["place_id", "adm1_pcode", "inferred", "area_km2"]
        names = np.array(self.standings, dtype=object)
        return pd.DataFrame(self.cells.pieces[columns].iloc[self.rows]).assign(
            inferred=self.inferred, before=names[self.before], after=names[self.after]
        )

    @cached_property
    def ground(self) -> gpd.GeoDataFrame:
        """Changed ground, EPSG:4326, one row a transition: `before`, `after`, `area_km2` and geometry."""
        return self._dissolved(self.moves, ["before", "after"])

    @cached_property
    def taken(self) -> gpd.GeoDataFrame:
        """Changed ground that somebody holds now, EPSG:4326, one row a holder, and one for what it holds by its own
        claim alone: `after`, `claimed`, `area_km2` and geometry."""
        moves = self.moves.assign(claimed=self.claimed)
        return self._dissolved(moves[~moves["after"].isin(NO_HOLDER)], ["after", "claimed"])

    def _dissolved(self, moves: pd.DataFrame, by: list[str]) -> gpd.GeoDataFrame:
        # cells share their edges exactly, which is quick to dissolve; lines drawn elsewhere need not
        shapes = self.cells.pieces.geometry
        rows = [
            (*key, float(part["area_km2"].sum()), self.union(shapes.loc[part.index].to_numpy()))
            for key, part in moves.groupby(by)
        ]
        frame = pd.DataFrame(rows, columns=[*by, "area_km2", "geometry"])
        return gpd.GeoDataFrame(frame, crs=shapes.crs)

    def union(self, shapes: np.ndarray) -> shapely.Geometry:
        """Some of the pieces (their shapes) as one: neighbours share their corners exactly, being cells."""
        return shapely.coverage_union_all(shapes)

    @property
    def inferred_km2(self) -> float:
        """Changed ground that is inferred."""
        return float(self.cells.area_km2[self.rows[self.inferred]].sum())

    @property
    def sliver_km2(self) -> float:
        """Ground that changed hands only because a line was drawn anew: none, both days share their lines."""
        return 0.0

    @property
    def places(self) -> tuple[str, ...]:
        """place_ids that changed standing, sorted."""
        return tuple(sorted(set(self.cells.pieces["place_id"].to_numpy()[self.rows])))

    @property
    def by_governorate(self) -> Mapping[str, Self]:
        """The part of the change in each governorate that has one, by adm1_pcode; together they are the whole."""
        return {pcode: self.inside({pcode}) for pcode in sorted(self._governorates)}

    @property
    def _governorates(self) -> Set[str]:
        return set(self.cells.adm1[self.rows])

    def only(self, factions: Set[str]) -> Self:
        """The part of the change in which one of `factions` held the ground then or holds it now."""
        chosen = np.isin(self.standings, list(factions))
        return self._part(chosen[self.before] | chosen[self.after])

    def inside(self, adm1: Set[str]) -> Self:
        """The part of the change inside the governorates `adm1`."""
        return self._part(np.isin(self.cells.adm1[self.rows], list(adm1)))

    def outside(self, adm1: Set[str]) -> Self:
        """The part of the change outside the governorates `adm1`."""
        return self.inside(self._governorates - adm1)

    def _part(self, kept: np.ndarray) -> Self:
        return replace(
            self,
            rows=self.rows[kept],
            before=self.before[kept],
            after=self.after[kept],
            inferred=self.inferred[kept],
            claimed=self.claimed[kept],
        )


def change(cells: VoronoiCells, before: Mapping[str, State], after: Mapping[str, State]) -> Change:
    """Which pieces changed standing from `before` to `after`.

    Laws: the transitions from x add up to x's loss and those to y to y's gain; swapping the days swaps the table;
    over the governorates the parts add up to the whole.
    """
    place_ids, owner = cells.places
    known: dict[str, int] = {}
    then = np.fromiter((known.setdefault(before[p].standing, len(known)) for p in place_ids), np.intp)
    now = np.fromiter((known.setdefault(after[p].standing, len(known)) for p in place_ids), np.intp)
    rows = np.flatnonzero((then != now)[owner])
    places = owner[rows]
    by_neighbours = np.fromiter((after[p].inferred or before[p].inferred for p in place_ids), bool)
    inferred = by_neighbours[places] | (far_pieces(cells, before) | far_pieces(cells, after))[rows]
    claims = np.fromiter((after[p].status is Status.CLAIMED for p in place_ids), bool)
    return Change(cells, tuple(known), rows, then[places], now[places], inferred, claims[places])
