"""Counting points on a grid of equal areas, for a picture of density that means the same everywhere."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import ArrayLike

from geo.common.crs import EQUAL_AREA, STORED, move

ROWS = 1_000_000
"""More rows of cells than the Earth has, whatever their size."""

RAMP = ("#fde7c3", "#fbbf7d", "#f28e52", "#d65a3a", "#9e2f2f")  # light to dark: reads without colour vision


def equal_area_bins(
    lons: ArrayLike, lats: ArrayLike, weights: ArrayLike | None = None, *, cell_km: float = 10.0
) -> gpd.GeoDataFrame:
    """Square cells that hold at least one point, with how many.

    Parameters
    ----------
    lons, lats : (n,) degrees, EPSG:4326.
    weights : (n,) what to add up besides the number of points; None adds up ones.
    cell_km : side of a cell; every cell covers cell_km squared.
    Returns
    -------
    GeoDataFrame, EPSG:4326: geometry, count (int), weight (float); one row for each cell that is not empty.
    """
    side = cell_km * 1000
    x, y = move(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float), STORED, EQUAL_AREA)
    column, row = np.floor(x / side).astype(np.int64), np.floor(y / side).astype(np.int64)
    key, which, count = np.unique(column * ROWS + row, return_inverse=True, return_counts=True)
    column, row = np.divmod(key + ROWS // 2, ROWS)
    unique = np.column_stack([column, row - ROWS // 2])
    added = np.bincount(which, weights=None if weights is None else np.asarray(weights, dtype=float))
    boxes = shapely.box(unique[:, 0] * side, unique[:, 1] * side, (unique[:, 0] + 1) * side, (unique[:, 1] + 1) * side)
    frame = gpd.GeoDataFrame({"count": count, "weight": added.astype(float)}, geometry=boxes, crs=EQUAL_AREA)
    return frame.to_crs(STORED)


def sequential_colours(counts: ArrayLike) -> list[str]:
    """A colour for each count. Class limits double (1, 2-3, 4-7, 8-15, 16 and more): counts are skewed."""
    numbers = np.maximum(np.asarray(counts, dtype=float), 1.0)
    step = np.minimum(np.floor(np.log2(numbers)), len(RAMP) - 1).astype(int)
    return [RAMP[i] for i in step]
