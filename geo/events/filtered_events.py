"""Some of the events of a theatre: which rows they are, and of their columns no more than is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

MEMBERSHIP = "membership"


@dataclass(frozen=True, eq=False)
class FilteredEvents:
    """The `rows` (k,) of `source` that pass the filters, by day and id, and the `membership` (k,) of each in the range.

    Of a million events a map needs four columns and a table the first rows: each is taken when it is asked for, once.
    """

    source: gpd.GeoDataFrame
    rows: NDArray[np.intp]
    membership: NDArray[np.object_]
    _taken: dict[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, events: gpd.GeoDataFrame) -> FilteredEvents:
        """All of `events` (with `membership`), in their order."""
        return cls(events, np.arange(len(events)), events[MEMBERSHIP].to_numpy(dtype=object))

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, event_id: object) -> bool:
        at = self.source.index.get_indexer([event_id])[0]
        return bool(at >= 0 and (self.rows == at).any())

    def columns(self, names: Sequence[str]) -> pd.DataFrame:
        """(k, ...) the columns of those names, `membership` among those that may be asked for; numbered from 0."""
        return pd.DataFrame({name: self._column(name) for name in names}, index=pd.RangeIndex(len(self)), copy=False)

    @property
    def points(self) -> NDArray[np.object_]:
        """(k,) the point of each event, EPSG:4326; None for one that has no position."""
        return np.asarray(self._column("geometry"))

    def located(self, names: Sequence[str]) -> gpd.GeoDataFrame:
        """The columns of those names, with the points."""
        return gpd.GeoDataFrame(self.columns(names), geometry=self._column("geometry"), crs=self.source.crs)

    def first(self, most: int) -> gpd.GeoDataFrame:
        """All columns of the first `most`, by event_id."""
        return self._whole(slice(most))

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """All columns of all of them, by event_id."""
        return self._whole(slice(None))

    def without(self, others: FilteredEvents) -> FilteredEvents:
        """Those of them that are not among `others`, by their ids."""
        if self.source is others.source:
            kept = ~np.isin(self.rows, others.rows)
        else:
            kept = ~self.frame.index.isin(others.frame.index)
        return self.where(kept)

    def where(self, kept: NDArray[np.bool_]) -> FilteredEvents:
        """Those of them that are `kept` (k,)."""
        return FilteredEvents(self.source, self.rows[kept], self.membership[kept])

    def _column(self, name: str) -> Any:
        if name not in self._taken:
            whole = self.membership if name == MEMBERSHIP else self.source[name].array
            self._taken[name] = whole if name == MEMBERSHIP or self._all_in_order else whole.take(self.rows)
        return self._taken[name]

    @cached_property
    def _all_in_order(self) -> bool:
        return len(self.rows) == len(self.source) and bool((np.diff(self.rows) == 1).all())

    def _whole(self, part: slice) -> gpd.GeoDataFrame:
        rows = self.source if self._all_in_order and part == slice(None) else self.source.iloc[self.rows[part]]
        member = pd.Series(self.membership[part], index=rows.index, dtype=object)
        return gpd.GeoDataFrame(rows.assign(membership=member))
