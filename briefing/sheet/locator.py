"""The small map that tells where a map lies: in its theatre, or, where it shows all of that, in the world."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from briefing.job.brief import Brief
from briefing.sheet.ink import QUIET, Halo
from briefing.sheet.labels import SheetBox
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.map_picture import WATER_BEHIND, drawn_bounds, map_axes
from briefing.sheet.paint import paint_areas, paint_lines
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import type_pt
from briefing.text import words
from geo.common.crs import Bounds
from layers.ground import NEIGHBOURS
from map.styles import AreaStyle, LineStyle
from map.tints import PAPER

WORLD = Path(__file__).parent / "world" / "countries.geojson"
WIDER = 4.5
"""How many times the theatre is shown where the map itself shows all of it."""

INSET_SHARE = 0.27
"""Of the width of a map, for a locator that stands on it."""

FARTHEST_NORTH = 84.0
CUT = 0.01
OUTLINE = "#8a857b"
MARKED = AreaStyle(colour="#c1121f", opacity=0.15, outline="#c1121f", weight=2.0)


def shows_all(brief: Brief, frame: MapFrame) -> bool:
    """Whether the map is of the whole theatre."""
    return bool(shapely.box(*frame.bounds).contains(shapely.box(*brief.theatre.extent)))


def locator_frame(brief: Brief, shown: MapFrame, width: float, height: float) -> MapFrame:
    """What a locator of this size, mm, has to show for the map `shown`."""
    extent = brief.theatre.extent
    return frame_for(_wider(extent) if shows_all(brief, shown) else extent, width, height)


def _wider(bounds: Bounds) -> Bounds:
    west, south, east, north = bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    across, upward = (east - west) * WIDER / 2, (north - south) * WIDER / 2
    return (
        max(lon - across, -180.0),
        max(lat - upward, -FARTHEST_NORTH),
        min(lon + across, 180.0),
        min(lat + upward, FARTHEST_NORTH),
    )


@lru_cache(maxsize=8)
def _world_beyond(bounds: Bounds) -> tuple[NDArray[Any], NDArray[Any]]:
    """The countries of the world outside `bounds` and their outlines, degrees; made by scripts/build_world.py."""
    world, inside = gpd.read_file(WORLD).geometry.to_numpy(), shapely.box(*bounds)
    return np.asarray(shapely.difference(world, inside)), np.asarray(
        shapely.difference(shapely.boundary(world), inside)
    )


def _neighbours(brief: Brief) -> tuple[NDArray[Any], NDArray[Any]]:
    """Countries around the one that is mapped and their outlines, degrees: the theatre's own as far as they reach,
    the coarse ones of the world beyond."""
    countries, home = brief.theatre.countries, brief.theatre.country
    west, south, east, north = drawn_bounds(brief.situation)
    near = countries.geometry[countries["iso_a3"] != home].to_numpy()
    beyond, outside = _world_beyond((west, south, east, north))
    # where the theatre's countries are cut off runs no border
    inside = shapely.clip_by_rect(shapely.boundary(near), west + CUT, south + CUT, east - CUT, north - CUT)
    return np.concatenate([beyond, near]), np.concatenate([outside, inside])


def draw_locator(
    paper: Paper, brief: Brief, shown: MapFrame, frame: MapFrame, left: float, bottom: float, scale: float
) -> None:
    """The outline of the map `shown` on a small map of what lies around it."""
    axes = map_axes(paper.figure, frame, left, bottom, "locator")
    axes.set_facecolor(WATER_BEHIND)
    theatre, wide = brief.theatre, shows_all(brief, shown)
    home = theatre.countries.geometry[theatre.countries["iso_a3"] == theatre.country].to_numpy()
    fills, borders = _neighbours(brief)
    flat = AreaStyle(colour=NEIGHBOURS["light"], opacity=1.0, weight=0)
    white = AreaStyle(colour=PAPER["light"], opacity=1.0, outline=OUTLINE, weight=0.7)
    line = LineStyle(colour=OUTLINE, weight=0.4 if wide else 0.7)
    thin = LineStyle(colour="#b5b0a5", weight=0.6)
    paint_areas(axes, frame.clipped(fills), [flat] * len(fills), zorder=1, scale=scale)
    paint_lines(axes, frame.clipped(borders), [line] * len(borders), zorder=1, scale=scale)
    paint_areas(axes, frame.clipped(home), [white] * len(home), zorder=1, scale=scale)
    if not wide:
        inner = theatre.governorates.boundary.to_numpy()
        paint_lines(axes, frame.clipped(inner), [thin] * len(inner), zorder=2, scale=scale)
    outline = frame.to_plane([shapely.segmentize(shapely.box(*shown.bounds), 0.2)])
    paint_areas(axes, outline, [MARKED], zorder=3, scale=scale)
    axes.text(
        0.03,
        0.02,
        words.LOCATION.say(paper.language),
        transform=axes.transAxes,
        va="bottom",
        fontsize=type_pt(5.4, scale),
        color=QUIET,
        zorder=4,
        path_effects=[Halo(1.4 * scale)],
    )


def inset_size(frame: MapFrame) -> tuple[float, float]:
    """Width and height, mm, of a locator that stands on the map in `frame`."""
    side = min(frame.width_mm, frame.height_mm * 1.3)
    return side * INSET_SHARE, side * INSET_SHARE * 0.8


def draw_inset(
    paper: Paper, brief: Brief, shown: MapFrame, inset: SheetBox, left: float, bottom: float, scale: float
) -> None:
    """The locator in `inset` (mm of the frame `shown`), which `map_edge` has cleared; `left`, `bottom`: of the map."""
    edge = 0.7 * scale
    start, low, end, high = inset
    frame = locator_frame(brief, shown, end - start - 2 * edge, high - low - 2 * edge)
    draw_locator(paper, brief, shown, frame, left + start + edge, bottom + low + edge, scale)
