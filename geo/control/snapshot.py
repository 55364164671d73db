"""Control on one day, and what can tell it: the log of reports, or polygons drawn elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import geopandas as gpd
import pandas as pd
import shapely

from geo.control.change import Change
from geo.control.state import State
from geo.control.state_history import StateHistory
from geo.control.voronoi import VoronoiCells


@dataclass(frozen=True, eq=False)
class ControlSnapshot:
    """Control at the end of one day: everything that does not depend on the filters.

    `cells`: the ground of that day and its edges; `owners`: the state of each owner of a piece (`pieces["place_id"]`);
    `states`: the state of every place; `areas`, `fronts`: what is drawn; `segments`: the edges the fronts are made of.
    """

    cells: VoronoiCells
    owners: Mapping[str, State]
    states: Mapping[str, State]
    areas: gpd.GeoDataFrame
    segments: pd.DataFrame
    fronts: gpd.GeoDataFrame


class ControlSource(Protocol):
    """Where the picture comes from. `known_by` None means as known today."""

    def picture(self, day: date, known_by: date | None) -> ControlSnapshot: ...

    def change(self, start: date, end: date, known_by: date | None) -> Change:
        """What changed from the end of `start` to the end of `end`."""
        ...

    def state_history(self, known_by: date | None) -> StateHistory:
        """Every state of every place, as known by that day."""
        ...

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        """km² by standing inside `shape` (a polygon in degrees) at the end of each of `days`; {} where no ground is
        mapped there."""
        ...
