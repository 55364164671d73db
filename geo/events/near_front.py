"""What happened near the front line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import ELLIPSOID, STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM
from geo.events.events import CERTAIN, counted


@dataclass(frozen=True)
class Counted:
    """`certain`: surely so; `possible`: perhaps, and in no other figure."""

    certain: int
    possible: int


@dataclass(frozen=True)
class NearFront:
    """Incidents within `within_km` of the front line, and those of them that are strikes. Certain is one that surely
    happened in the range and so near: its point and all ground about it on which it may have happened. One whose day
    or place leaves it open is possible."""

    within_km: float
    events: Counted
    strikes: Counted


def front_distance_km(incidents: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, extent: Bounds) -> pd.Series:
    """Distance of each incident's point to the front `lines` (all EPSG:4326).

    The nearest point of the lines is found in the theatre's plane, the distance to it measured on the ellipsoid.

    Returns
    -------
    Series of float, km, index of `incidents`; NaN where there is no line.
    """
    if lines.empty or incidents.empty:
        return pd.Series(np.nan, index=incidents.index)
    plane = local_plane(extent)
    line = shapely.union_all(reproject(lines.geometry.to_numpy(), STORED, plane))
    shapely.prepare(line)
    points = reproject(incidents.geometry.to_numpy(), STORED, plane)
    ends = shapely.get_coordinates(reproject(shapely.shortest_line(line, points), plane, STORED)).reshape(-1, 2, 2)
    _, _, metres = ELLIPSOID.inv(*ends[:, 0].T, *ends[:, 1].T)
    return pd.Series(np.asarray(metres) / M_PER_KM, index=incidents.index)


def near_front(events: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, extent: Bounds, *, within_km: float) -> NearFront:
    """What of the `events` of a situation happened within `within_km` of the front `lines` (EPSG:4326)."""
    (near,) = front_bands(events, lines, extent, (within_km,))
    return near


def front_bands(
    events: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, extent: Bounds, bands_km: Sequence[float]
) -> tuple[NearFront, ...]:
    """The same for each of `bands_km`: a wider band counts what the narrower ones count as well."""
    incidents = gpd.GeoDataFrame(events[counted(events)])
    distance = front_distance_km(incidents, lines, extent)
    reach = incidents["uncertainty_km"].astype("float64")
    surely_then, strike = incidents["membership"] == CERTAIN, incidents["strike"] != ""

    def near(within_km: float) -> NearFront:
        certain = (distance + reach <= within_km) & surely_then
        possible = (distance - reach <= within_km) & ~certain
        return NearFront(
            within_km=within_km,
            events=Counted(int(certain.sum()), int(possible.sum())),
            strikes=Counted(int((certain & strike).sum()), int((possible & strike).sum())),
        )

    return tuple(near(within_km) for within_km in bands_km)
