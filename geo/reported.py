"""Control as the log of reports tells it: a state for every place, on the ground of its cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd
import shapely

from geo.cells import Cells
from geo.change import Change, change
from geo.control import History, areas_of_control, histories, states_on
from geo.control_report import ControlReport
from geo.crs import EQUAL_AREA, STORED, reproject
from geo.factions import Factions
from geo.front_line import front_lines, front_segments
from geo.measure import M2_PER_KM2
from geo.picture import Picture


@dataclass(frozen=True, eq=False)
class ReportedControl:
    """`cut` gives the cells of the places; it is called once, when ground is first asked for."""

    log: Mapping[str, Sequence[ControlReport]]
    place_ids: Sequence[str]
    factions: Factions
    cut: Callable[[], Cells]

    @cached_property
    def cells(self) -> Cells:
        return self.cut()

    def picture(self, day: date, known_by: date | None) -> Picture:
        turns = _turns(self, known_by)
        at = bisect_right(turns, day)
        return _picture(self, turns[at - 1] if at else date.min, known_by)

    def change(self, start: date, end: date, known_by: date | None) -> Change:
        return change(self.cells, self.picture(start, known_by).states, self.picture(end, known_by).states)

    def past(self, known_by: date | None) -> History:
        return _past(self, known_by)

    def within(
        self, shape: shapely.Geometry, days: Sequence[date], known_by: date | None
    ) -> Sequence[Mapping[str, float]]:
        pieces = self.cells.pieces
        near = pieces.iloc[np.sort(pieces.sindex.query(shape, predicate="intersects"))]
        inside = reproject(shapely.intersection(near.geometry.to_numpy(), shape), STORED, EQUAL_AREA)
        km2 = pd.Series(shapely.area(inside) / M2_PER_KM2)
        found = []
        for day in days:
            states = self.picture(day, known_by).states
            standings = [states[place_id].standing for place_id in near["place_id"]]
            found.append({str(name): float(area) for name, area in km2.groupby(standings).sum().items() if area > 0})
        return found


@lru_cache(maxsize=8)
def _past(control: ReportedControl, known_by: date | None) -> History:
    return histories(control.log, control.factions, known_by=known_by)


@lru_cache(maxsize=8)
def _turns(control: ReportedControl, known_by: date | None) -> Sequence[date]:
    """The days on which any place's state begins, in order: from one to the next the picture stays the same."""
    return sorted({begun for states in control.past(known_by).values() for begun, _ in states})


@lru_cache(maxsize=64)
def _picture(control: ReportedControl, day: date, known_by: date | None) -> Picture:
    states = states_on(control.past(known_by), control.place_ids, day)
    segments = front_segments(control.cells, states, control.factions)
    return Picture(
        cells=control.cells,
        owners=states,
        states=states,
        areas=areas_of_control(control.cells, states),
        segments=segments,
        fronts=front_lines(segments),
    )
