"""The plane in which ground is cut and measured, and polygons brought into it."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import CRS

from geo.common.crs import STORED, Bounds, reproject

LONGEST_EDGE_DEG = 0.02
"""Borders are cut this short first: a line straight in degrees is not straight in the plane, and a cell edge that met
it half-way would move a long desert border by hundreds of metres."""


def measuring_plane(extent: Bounds) -> CRS:
    """Equal-area cylinder (metres), true to scale at the middle latitude of `extent`."""
    _, south, _, north = extent
    return CRS.from_proj4(f"+proj=cea +lat_ts={(south + north) / 2} +datum=WGS84 +units=m")


def in_plane(shapes: np.ndarray, plane: CRS) -> np.ndarray:
    """Valid polygons in degrees brought into `plane`, with long edges cut short as those of the cells are.

    Two edges that nearly touch may cross once they are moved: they are mended again.
    """
    return mended(reproject(shapely.segmentize(shapes, LONGEST_EDGE_DEG), STORED, plane))


def in_degrees(shapes: np.ndarray, plane: CRS) -> np.ndarray:
    """Valid polygons of `plane` brought back into degrees (EPSG:4326), mended as `in_plane` does."""
    return mended(reproject(shapes, plane, STORED))


def mended(moved: np.ndarray) -> np.ndarray:
    """Polygons that were moved into another plane, those that cross themselves there made valid."""
    crossed = ~shapely.is_valid(moved)
    moved[crossed] = [polygons(shape) for shape in shapely.make_valid(moved[crossed])]
    return moved


def polygons(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape, without the points and lines an overlay leaves where two shapes only touch."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
