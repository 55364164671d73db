"""What is drawn at one point on one day: the ground there, and since when it is drawn so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED, reproject
from geo.common.measure import M2_PER_KM2
from geo.control.state import State
from geo.polygons.from_polygons import DrawnControl


@dataclass(frozen=True, eq=False)
class DrawnGround:
    """The ground about a point. `shape` (EPSG:4326): the piece it lies in, of `area_km2`; `same_state_km2`: all ground
    in that state on that day. `drawn_for`: the day whose drawing is shown. `since`, `until`: the days (both count) over
    which the source draws the parties here alike; None for ground that is not drawn."""

    state: State
    shape: shapely.Geometry
    area_km2: float
    same_state_km2: float
    drawn_for: date
    since: date | None
    until: date | None


def ground_at(control: DrawnControl, lon: float, lat: float, day: date) -> DrawnGround | None:
    """The drawn ground at a point (degrees, EPSG:4326) at the end of `day`; None where no ground is mapped, or on a
    day that is not of the history."""
    history = control.history
    if not history.first_day <= day <= history.last_day:
        return None
    areas, point = control.snapshot(day, None).areas, shapely.Point(lon, lat)
    here = areas[areas.geometry.intersects(point)]
    if here.empty:
        return None
    area = here.iloc[0]
    piece = next(part for part in shapely.get_parts(area.geometry) if part.intersects(point))
    (moved,) = reproject(np.array([piece], dtype=object), STORED, control.ground.plane)
    (state,) = control.drawing(day).states_at(reproject(np.array([point], dtype=object), STORED, control.ground.plane))
    since, until = _alike(control, point, day)
    return DrawnGround(
        state=state,
        shape=piece,
        area_km2=float(moved.area) / M2_PER_KM2,
        same_state_km2=float(area["area_km2"]),
        drawn_for=history.drawn_for(day),
        since=since,
        until=until,
    )


def _alike(control: DrawnControl, point: shapely.Point, day: date) -> tuple[date | None, date | None]:
    """First and last day of the drawn rows that cover the point."""
    rows = control.history.rows
    when = np.datetime64(day, "D")
    valid_from, valid_to = (rows[name].to_numpy(dtype="datetime64[D]") for name in ("valid_from", "valid_to"))
    shown = rows[(valid_from <= when) & (valid_to >= when)]
    covering = shown[shapely.intersects(shapely.from_wkb(shown["wkb"].to_numpy()), point)]
    if covering.empty:
        return None, None
    return pd.Timestamp(covering["valid_from"].max()).date(), pd.Timestamp(covering["valid_to"].min()).date()
