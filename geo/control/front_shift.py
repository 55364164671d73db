"""How far a front line moved between two days."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.common.crs import ELLIPSOID, STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM

SAMPLE_M = 1_000.0
STAYED_KM = 0.05
"""A line that is nowhere farther than this from where it was has stayed: figures of it would say 0.0 km."""


@dataclass(frozen=True)
class FrontMoved:
    """Distance from the later line to the nearest point of the earlier one, km: half of the line is nearer than
    `median_km`. Which way it went is told by places (geo/analysis/advances.py): where a line breaks through and turns,
    the nearest point of the earlier one lies in any direction."""

    median_km: float
    max_km: float

    @property
    def stayed(self) -> bool:
        """Whether the line is where it was, as far as figures tell."""
        return self.max_km < STAYED_KM


def front_moved(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, extent: Bounds) -> FrontMoved | None:
    """Movement of the line from `before` to `after` (front lines, EPSG:4326); None where one of the days has none.

    The later line is sampled every kilometre, so that a stretch with many corners weighs no more than a straight one of
    the same length, and for the largest distance at its corners too. The nearest point is found in the theatre's plane,
    the distance measured on the ellipsoid.
    """
    if before.empty or after.empty:
        return None
    plane = local_plane(extent)
    old = shapely.union_all(reproject(before.geometry.to_numpy(), STORED, plane))
    new = reproject(shapely.get_parts(after.geometry.to_numpy()), STORED, plane)
    even = _evenly_along(new)
    samples = np.concatenate([even, shapely.points(shapely.get_coordinates(new))])
    shapely.prepare(old)  # pragma: no mutate: it makes the next line fast and changes nothing else
    shortest = reproject(shapely.shortest_line(old, samples), plane, STORED)
    ends = shapely.get_coordinates(shortest).reshape(len(samples), 2, 2)
    _, _, metres = ELLIPSOID.inv(*ends[:, 0].T, *ends[:, 1].T)
    km = np.asarray(metres) / M_PER_KM
    return FrontMoved(median_km=float(np.median(km[: len(even)])), max_km=float(km.max()))


def _evenly_along(lines: np.ndarray) -> np.ndarray:
    """Points in the middle of pieces of equal length, SAMPLE_M or a little less, of each line."""
    lengths = shapely.length(lines)
    many = np.maximum(np.ceil(lengths / SAMPLE_M), 1).astype(int)
    distance = np.concatenate([np.arange(0.5, count) for count in many]) * np.repeat(lengths / many, many)
    return np.asarray(shapely.line_interpolate_point(np.repeat(lines, many), distance))
