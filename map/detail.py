"""What a map at a zoom shows: shapes as finely as it can, and no name before its time."""

from __future__ import annotations

from dataclasses import replace
from math import cos, log2, radians

import shapely

from geo.common.crs import Bounds
from map.drawables import Areas, Drawable, Labels

TILE_PX = 256
HALF_A_PIXEL = 0.5
MAP_SHAPE = 1.4
"""The width of the map by its height, on a screen of 1280 by 720: it shows an area and what lies beside it."""


def zoom_of(bounds: Bounds, width_px: float) -> float:
    """The zoom (Leaflet's) at which west, south, east, north fill a map of this width."""
    west, _, east, _ = bounds
    return log2(360 * width_px / (TILE_PX * (east - west)))


def shown_around(bounds: Bounds) -> Bounds:
    """What a map of MAP_SHAPE shows that has all of `bounds` on it, west, south, east, north in degrees."""
    west, south, east, north = bounds
    degree = cos(radians((south + north) / 2))
    wide, high = (east - west) * degree, north - south
    aside, above = max(0.0, high * MAP_SHAPE - wide) / degree / 2, max(0.0, wide / MAP_SHAPE - high) / 2
    return west - aside, south - above, east + aside, north + above


def half_a_pixel_deg(zoom: float, bounds: Bounds) -> float:
    """Half a pixel of a map at `zoom`, in degrees of latitude, in the middle of west, south, east, north: the farther
    from the equator, the fewer degrees (Web Mercator)."""
    _, south, _, north = bounds
    return HALF_A_PIXEL * 360 * cos(radians((south + north) / 2)) / (TILE_PX * 2**zoom)


def at_zoom(drawn: Drawable, zoom: float) -> Drawable:
    """Areas that lie side by side without the bends nobody sees at `zoom`, whose triangle is smaller than the square of
    half a pixel (Visvalingam and Whyatt 1993): they share their edges as before, no gap opens and none laps over. Names
    without those that only a nearer map has. All else, and areas that lap over each other, as they are."""
    if isinstance(drawn, Labels):
        return drawn.up_to(zoom)
    if not isinstance(drawn, Areas) or not shapely.coverage_is_valid(drawn.shapes):
        return drawn
    tolerance = half_a_pixel_deg(zoom, shapely.total_bounds(drawn.shapes))
    return replace(drawn, shapes=shapely.coverage_simplify(drawn.shapes, tolerance))
