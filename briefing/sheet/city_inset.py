"""The small map of a city whose districts changed hands, on a map too large to show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from briefing.job.brief import Brief
from briefing.sheet.groups import grouped
from briefing.sheet.ink import INK, Halo
from briefing.sheet.inset_place import INSET_EDGE_MM, inset_box
from briefing.sheet.labels import Box
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_frame import MapFrame, shape_of
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import MM_PER_PT, type_pt, width_mm
from briefing.text.words import Phrase
from geo.common.crs import Bounds
from geo.registry.place_sizes import DISTRICT
from geo.registry.settings import Area

SHARES = (0.08, 0.35)
"""Of the width of a map: a smaller area is not what the map is about, in a larger one districts can be told apart."""

INSET_SHARE = 0.3
"""Of the width of the map, for the inset."""

LAYERS = frozenset({"ground", "water", "highways", "control", "change", "front-line", "place-labels"})
PICTURE_SCALE, TITLE_PT = 0.85, 7.4


def city_of(brief: Brief, shown: MapFrame) -> Area | None:
    """The smallest area within the map in which districts changed hands, where it is small on the map; else None."""
    places = brief.theatre.places.loc[list(brief.situation.change.places)]
    districts = places.geometry[places["kind"] == DISTRICT].to_numpy()
    frame = shapely.box(*shown.bounds)
    found = [
        area
        for area in brief.theatre.areas.values()
        if frame.contains(shapely.box(*area.bounds)) and shapely.contains(shapely.box(*area.bounds), districts).any()
    ]
    smallest = min(found, key=lambda area: _width(area.bounds), default=None)
    if smallest is None or not SHARES[0] <= _width(smallest.bounds) / _width(shown.bounds) <= SHARES[1]:
        return None
    return smallest


def _width(bounds: Bounds) -> float:
    return bounds[2] - bounds[0]


def city_box(picture: MapPicture, city: Area, scale: float, others: Sequence[Box]) -> Box:
    """Where on the map of `picture` the inset stands, mm of its frame."""
    width = picture.frame.width_mm * INSET_SHARE
    return inset_box(picture, width, width / shape_of(city.bounds), scale, others)[0]


def draw_city(
    paper: Paper,
    brief: Brief,
    shown: tuple[Axes, MapFrame],
    city: Area,
    box: Box,
    corner: tuple[float, float],
    scale: float,
) -> None:
    """Draw the inset in `box` of the map `shown`, whose lower left `corner` is at a place of the paper, and its outline
    on that map."""
    axes, frame = shown
    outline = frame.to_plane([shapely.box(*city.bounds)])[0]
    with grouped(axes, "city-outline"):
        axes.add_artist(
            Polygon(outline.exterior.coords, facecolor="none", edgecolor=INK, linewidth=0.8 * scale, zorder=85)
        )
    edge = INSET_EDGE_MM * scale / 2
    size = (box[2] - box[0] - 2 * edge, box[3] - box[1] - 2 * edge)
    layers = [layer for layer in brief.layers if layer.id in LAYERS]
    small = scale * PICTURE_SCALE
    picture = picture_of(brief.situation, layers, brief.request.look, size, small, about=city.bounds)
    inset = map_axes(paper.figure, picture.frame, corner[0] + box[0] + edge, corner[1] + box[1] + edge, "city")
    text, pt, air = (
        Phrase(city.name_en, city.name_ar or city.name_en).say(paper.language),
        type_pt(TITLE_PT, scale),
        scale,
    )
    high = pt * MM_PER_PT * 1.3 + air
    title_box = (0.0, picture.frame.height_mm - high, width_mm(text, pt, bold=True) + 2 * air, picture.frame.height_mm)
    draw_map(inset, picture, lay_out(picture, [title_box]))
    left, top = air / picture.frame.width_mm, 1 - air / picture.frame.height_mm
    look: dict[str, Any] = {
        "fontsize": pt,
        "fontweight": "bold",
        "color": INK,
        "transform": inset.transAxes,
        "zorder": 97,
    }
    inset.text(left, top, text, ha="left", va="top", path_effects=[Halo(1.6 * scale)], **look)
