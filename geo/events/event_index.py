"""What of the events of a theatre need be worked out once, whatever is asked of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.events.strike_kinds import possible_strike_kinds


@dataclass(frozen=True, eq=False)
class EventIndex:
    """Of n events: `order`, the row numbers by day and id, or None where the rows stand in that order already; `named`,
    every set of factions that is named together, and `naming`, (n,) which of them each event names."""

    events: pd.DataFrame
    order: NDArray[np.intp] | None
    named: tuple[tuple[str, ...], ...]
    naming: NDArray[np.intp]

    def names_any(self, factions: Set[str]) -> NDArray[np.bool_]:
        """Whether each event names one of `factions` at least."""
        wanted = np.array([not factions.isdisjoint(together) for together in self.named], dtype=bool)
        return wanted[self.naming] if len(wanted) else np.zeros(len(self.naming), dtype=bool)

    def strikes_of_any(self, kinds: Set[str]) -> NDArray[np.bool_]:
        """Whether each event is, or may be, a strike of one of `kinds`."""
        return np.asarray(np.logical_or.reduce([self._strikes[kind] for kind in kinds]), dtype=bool)

    @cached_property
    def _strikes(self) -> dict[str, NDArray[np.bool_]]:
        return possible_strike_kinds(self.events)

    def rows(self, wanted: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The row numbers of the `wanted` events, by day and id."""
        return np.flatnonzero(wanted) if self.order is None else self.order[wanted[self.order]]


def by_day(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`events` by day and id: a theatre that keeps them so need not sort what it is asked for."""
    order = _order(events)
    return events if order is None else gpd.GeoDataFrame(events.iloc[order])


def _order(events: pd.DataFrame) -> NDArray[np.intp] | None:
    keys = events[["event_date", "event_id"]].reset_index(drop=True)
    order = keys.sort_values(["event_date", "event_id"], kind="stable").index.to_numpy()
    return None if (np.diff(order) > 0).all() else order


def index_events(events: pd.DataFrame) -> EventIndex:
    """The index of `events` (event_date, event_id, factions as tuples, sub_event_type, summary)."""
    naming, named = pd.factorize(events["factions"])
    return EventIndex(
        events=events,
        order=_order(events),
        named=tuple(named),
        naming=np.asarray(naming, dtype=np.intp),
    )
