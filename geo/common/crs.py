"""Coordinate reference systems, each chosen once.

Stored and exchanged in EPSG:4326 (longitude, latitude). Areas are measured in EPSG:6933, an
equal-area grid of the whole world. Cells are drawn in a local azimuthal equal-area plane about
the middle of the theatre, where nearest on paper is nearest on the ground to within 0.3 % over
a country the size of Syria. Lengths are geodesic on the WGS 84 ellipsoid.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Geod, Transformer

STORED = CRS.from_epsg(4326)
EQUAL_AREA = CRS.from_epsg(6933)
ELLIPSOID = Geod(ellps="WGS84")

Bounds = tuple[float, float, float, float]
"""west, south, east, north in degrees, always in this order."""


def local_plane(extent: Bounds) -> CRS:
    """Azimuthal equal-area plane (metres) centred on `extent`."""
    west, south, east, north = extent
    return CRS.from_proj4(f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +datum=WGS84 +units=m")


@lru_cache(maxsize=32)
def _transformer(source: CRS, target: CRS) -> Transformer:
    """Kept, for making one takes longer than moving a thousand vertices."""
    return Transformer.from_crs(source, target, always_xy=True)


def move(
    x: NDArray[np.float64], y: NDArray[np.float64], source: CRS, target: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coordinates (n,) and (n,) moved from `source` to `target`."""
    moved_x, moved_y = _transformer(source, target).transform(x, y)
    return np.asarray(moved_x), np.asarray(moved_y)


def reproject(geometry: np.ndarray, source: CRS, target: CRS) -> np.ndarray:
    """Geometries of an object array moved from `source` to `target`; x stays before y."""
    transformer = _transformer(source, target)

    def move(xy: np.ndarray) -> np.ndarray:
        return np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))

    return np.asarray(shapely.transform(geometry, move))
