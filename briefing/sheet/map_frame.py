"""The piece of ground a sheet shows: its projection, fitted to the space there is, and the marks on its edge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import atan2, cos, degrees, floor, log2, log10, radians
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.common.crs import STORED, Bounds, local_plane, reproject

WIDEST_ZONE = 7.5
"""Degrees of longitude up to which one UTM zone is drawn: at its edge lengths are off by 0.1 % on a country's map."""

EDGE_POINTS = 200
MARGIN = 0.03
"""Of the width and height, kept free around the area."""

_EQUATOR_M_PER_PX = 156_543.03


@lru_cache(maxsize=64)
def plane_for(bounds: Bounds) -> tuple[CRS, str]:
    """A projected CRS fit for `bounds`, and its name: the UTM zone of its middle, or, for more than a zone, a plane
    of true areas about the middle."""
    west, south, east, north = bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    if east - west <= WIDEST_ZONE and south >= -80 and north <= 84:
        code = (32600 if lat >= 0 else 32700) + min(60, int((lon + 180) // 6) + 1)
        zone = CRS.from_epsg(code)
        return zone, f"{zone.name} (EPSG:{code})"
    return local_plane(bounds), f"Lambert azimuthal equal-area about {lat:.1f}°N {lon:.1f}°E"


@dataclass(frozen=True, eq=False)
class MapFrame:
    """Ground on paper. `box`: west, south, east, north in the plane (m); `width_mm`, `height_mm` on paper."""

    crs: CRS
    projection: str
    box: Bounds
    width_mm: float
    height_mm: float

    @property
    def scale(self) -> float:
        """The 200,000 of 1:200,000."""
        return (self.box[2] - self.box[0]) / self.width_mm * 1000

    @property
    def metres_per_mm(self) -> float:
        return (self.box[2] - self.box[0]) / self.width_mm

    @cached_property
    def bounds(self) -> Bounds:
        """Degrees that hold all of the frame."""
        edge = shapely.segmentize(shapely.box(*self.box).exterior, (self.box[2] - self.box[0]) / EDGE_POINTS)
        west, south, east, north = shapely.bounds(self._to_degrees([edge])[0]).tolist()
        return west, south, east, north

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle."""
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        point = self._to_degrees([shapely.Point(x, y)])[0]
        return float(point.x), float(point.y)

    @property
    def north_degrees(self) -> float:
        """How far true north in the middle of the frame is turned from upwards, clockwise."""
        lon, lat = self.middle
        start, end = self.to_plane([shapely.Point(lon, lat), shapely.Point(lon, lat + 0.01)])
        return degrees(atan2(end.x - start.x, end.y - start.y))

    def web_zoom(self, px_per_mm: float) -> float:
        """The zoom of a web map on which a px covers as much ground, a mm of this sheet being `px_per_mm` px."""
        return log2(_EQUATOR_M_PER_PX * cos(radians(self.middle[1])) / (self.metres_per_mm / px_per_mm))

    def to_plane(self, geometries: Any) -> NDArray[Any]:
        """Geometries in degrees moved to the plane."""
        return reproject(np.asarray(geometries, dtype=object), STORED, self.crs)

    def clipped(self, geometries: NDArray[Any]) -> NDArray[Any]:
        """Geometries in degrees cut to a little more than the frame, then moved to the plane; empty where outside."""
        west, south, east, north = self.bounds
        dx, dy = (east - west) * 0.05, (north - south) * 0.05
        return self.to_plane(shapely.clip_by_rect(geometries, west - dx, south - dy, east + dx, north + dy))

    def xy(self, lons: Any, lats: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Degrees to the plane, m."""
        x, y = pyproj.Transformer.from_crs(STORED, self.crs, always_xy=True).transform(lons, lats)
        return np.asarray(x, dtype=float), np.asarray(y, dtype=float)

    def inside(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which points of the plane are in the frame."""
        west, south, east, north = self.box
        return np.asarray((x >= west) & (x <= east) & (y >= south) & (y <= north))

    def to_mm(self, x: Any, y: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Points of the plane as mm from the lower left corner of the frame."""
        each = self.metres_per_mm
        return (np.asarray(x, dtype=float) - self.box[0]) / each, (np.asarray(y, dtype=float) - self.box[1]) / each

    def _to_degrees(self, geometries: Any) -> NDArray[Any]:
        return reproject(np.asarray(geometries, dtype=object), self.crs, STORED)


def frame_for(bounds: Bounds, width_mm: float, height_mm: float, limit: Bounds | None = None) -> MapFrame:
    """The largest frame within `width_mm` by `height_mm` that shows all of `bounds` (degrees).

    Where there is room to spare the frame shows more ground, but none outside `limit`, where no data is: there it
    stays narrower or lower than it might be. Bounds that lie outside `limit` themselves are shown as they are.
    """
    if limit and not shapely.box(*bounds).intersection(shapely.box(*limit)).area:
        limit = None
    crs, name = plane_for(bounds)
    x0, y0, x1, y1 = shapely.bounds(_outline(bounds, crs)).tolist()
    width, height = (x1 - x0) * (1 + 2 * MARGIN), (y1 - y0) * (1 + 2 * MARGIN)
    each = max(width / width_mm, height / height_mm)
    low_x, low_y, high_x, high_y = _largest_box(limit, crs) if limit else (-np.inf, -np.inf, np.inf, np.inf)
    west, east = _span((x0 + x1) / 2, each * width_mm, low_x, high_x)
    south, north = _span((y0 + y1) / 2, each * height_mm, low_y, high_y)
    return MapFrame(crs, name, (west, south, east, north), (east - west) / each, (north - south) / each)


def shape_of(bounds: Bounds) -> float:
    """Width over height of `bounds` (degrees) in the plane they are drawn in."""
    x0, y0, x1, y1 = shapely.bounds(_outline(bounds, plane_for(bounds)[0])).tolist()
    return float((x1 - x0) / (y1 - y0))


def _outline(bounds: Bounds, crs: CRS) -> shapely.Geometry:
    side = max(bounds[2] - bounds[0], bounds[3] - bounds[1]) / EDGE_POINTS
    box = shapely.segmentize(shapely.box(*bounds), side)
    return reproject(np.array([box], dtype=object), STORED, crs)[0]


def _largest_box(limit: Bounds, crs: CRS) -> Bounds:
    """An upright box of the plane inside `limit`, whose edges are bent there."""
    west, south, east, north = limit
    xy = shapely.get_coordinates(_outline(limit, crs))
    back = pyproj.Transformer.from_crs(crs, STORED, always_xy=True)
    lons, lats = back.transform(xy[:, 0], xy[:, 1])
    near = 1e-6
    return (
        float(xy[lons < west + near, 0].max()),
        float(xy[lats < south + near, 1].max()),
        float(xy[lons > east - near, 0].min()),
        float(xy[lats > north - near, 1].min()),
    )


def _span(middle: float, length: float, low: float, high: float) -> tuple[float, float]:
    """`length` about `middle`, moved and, where it must, cut to stay between `low` and `high`."""
    start = min(max(middle - length / 2, low), max(high - length, low))
    return start, min(start + length, high)


@dataclass(frozen=True)
class EdgeTick:
    """A meridian or parallel where it meets an edge of the frame; `at` in mm along that edge, `letter` one of NESW."""

    side: str
    at: float
    degrees: float
    letter: str


def edge_ticks(frame: MapFrame, *, about: int = 5, apart: float = 0.0) -> list[EdgeTick]:
    """Where round degrees meet the lower edge (meridians) and the left edge (parallels), some `about` on each, and
    no nearer to each other than `apart` mm."""
    west, south, east, north = frame.box
    along_x = np.linspace(west, east, EDGE_POINTS)
    along_y = np.linspace(south, north, EDGE_POINTS)
    back = pyproj.Transformer.from_crs(frame.crs, STORED, always_xy=True)
    lons, _ = back.transform(along_x, np.full(EDGE_POINTS, south))
    _, lats = back.transform(np.full(EDGE_POINTS, west), along_y)
    ticks = []
    for side, degrees_along, positive, negative in (("bottom", lons, "E", "W"), ("left", lats, "N", "S")):
        length = frame.width_mm if side == "bottom" else frame.height_mm
        span = degrees_along[-1] - degrees_along[0]
        step = next_round_step(max(round_step(span / about), span * apart / length))
        for value in np.arange(np.ceil(degrees_along[0] / step), floor(degrees_along[-1] / step) + 1) * step:
            share = np.interp(value, degrees_along, np.linspace(0, 1, EDGE_POINTS))
            letter = positive if value >= 0 else negative
            ticks.append(EdgeTick(side, float(share) * length, abs(float(value)), letter))
    return ticks


def next_round_step(rough: float) -> float:
    """The smallest of 1, 2 (2.5 below one) or 5 times a power of ten that is not under `rough`, at least 0.05."""
    least = max(rough, 0.05) - 1e-12
    power = 10.0 ** floor(log10(max(rough, 0.05)))
    choices = (1.0, 2.0 if power >= 1 else 2.5, 5.0, 10.0)
    return next(factor * power for factor in choices if factor * power >= least)


def round_step(rough: float) -> float:
    """The largest of 1, 2 (2.5 below one) or 5 times a power of ten that is not over `rough`, at least 0.05."""
    power = 10.0 ** floor(log10(max(rough, 0.05)))
    choices = (1.0, 2.0 if power >= 1 else 2.5, 5.0)
    return max((factor * power for factor in choices if factor * power <= max(rough, 0.05) + 1e-12), default=power)


def scale_bar_km(frame: MapFrame, *, share: float = 0.25) -> float:
    """A round length, km, that is at most `share` of the width of the frame."""
    rough = frame.width_mm * share * frame.metres_per_mm / 1000
    power = 10.0 ** floor(log10(rough))
    return max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= rough)
