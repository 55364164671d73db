"""Areas in km² and lengths in km, measured where the measure is true."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.crs import ELLIPSOID, EQUAL_AREA
from geo.common.errors import CrsError
from geo.common.messages import L_

HALF_WAY_ROUND_KM = 20_038
"""Farther apart no two points on the ground can be."""
M2_PER_KM2 = 1_000_000.0
M_PER_KM = 1_000.0


def area_km2(polygons: gpd.GeoDataFrame) -> pd.Series:
    """Area of each polygon.

    Parameters
    ----------
    polygons : GeoDataFrame, (n,) polygons, any CRS. Measured in EPSG:6933 (equal area).

    Returns
    -------
    Series, (n,) float, km², index of `polygons`; 0.0 where the polygon is empty.

    Raises
    ------
    CrsError : the frame carries no CRS.
    """
    if polygons.crs is None:
        raise CrsError("polygons", L_("carry no coordinate reference system"), L_("Set one; GeoJSON is EPSG:4326."))
    return (polygons.geometry.to_crs(EQUAL_AREA).area / M2_PER_KM2).rename("area_km2")


def segment_length_km(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Geodesic length of straight segments on the WGS 84 ellipsoid.

    Parameters
    ----------
    start, end : (n, 2) float arrays of longitude, latitude in degrees.

    Returns
    -------
    (n,) float array, km.
    """
    if len(start) == 0:
        return np.zeros(0)
    _, _, metres = ELLIPSOID.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])
    return np.asarray(metres) / M_PER_KM
