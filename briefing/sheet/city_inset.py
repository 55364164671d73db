"""The small map of a city whose districts changed hands, on a map too large to show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from briefing.sheet.groups import grouped
from briefing.sheet.ink import INK, Halo
from briefing.sheet.inset_place import INSET_EDGE_MM, inset_place
from briefing.sheet.labels import SheetBox
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_frame import MapFrame, shape_of
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import MM_PER_PT, type_pt, width_mm
from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.registry.place_sizes import DISTRICT
from geo.registry.settings import Area

SHARES = (0.08, 0.35)
"""Of the width or the height of a map, whichever an area takes more of: a smaller area is not what the map is about, in
a larger one districts can be told apart."""

INSET_SHARES = (0.3, 0.27, 0.24)
"""Of the width of a map, for the inset on it."""

CHANGE_MOST, HIDDEN_MOST = 0.01, 0.1
"""Of an inset, that may lie over ground that changed hands, and that lies over quiet country at most where the inset
could be smaller."""

LAYERS = frozenset({"ground", "water", "highways", "control", "change", "front-line", "place-labels"})
PICTURE_SCALE, TITLE_PT = 0.85, 7.4


@dataclass(frozen=True)
class CityInset:
    """The area of a city and where on the map its inset stands, mm of the frame."""

    city: Area
    box: SheetBox


def city_of(situation: Situation, shown: MapFrame) -> Area | None:
    """The smallest area within the map in which districts changed hands, where it is small on the map; else None."""
    places = situation.theatre.places.loc[list(situation.places_flipped)]
    districts = places.geometry[places["kind"] == DISTRICT].to_numpy()
    frame = shapely.box(*shown.bounds)
    found = [
        area
        for area in situation.theatre.areas.values()
        if frame.contains(shapely.box(*area.bounds)) and shapely.contains(shapely.box(*area.bounds), districts).any()
    ]
    smallest = min(found, key=lambda area: _width(area.bounds), default=None)
    return smallest if smallest and SHARES[0] <= _share(smallest.bounds, shown.bounds) <= SHARES[1] else None


def _share(city: Bounds, shown: Bounds) -> float:
    """Of the width or the height of the map: in a low map, which shows much beside its area, it is the height."""
    return max(_width(city) / _width(shown), (city[3] - city[1]) / (shown[3] - shown[1]))


def _width(bounds: Bounds) -> float:
    return bounds[2] - bounds[0]


def city_inset(picture: MapPicture, scale: float, shares: Sequence[float] = INSET_SHARES) -> CityInset | None:
    """The inset of the city on the map of `picture`, as wide as the first of `shares` of the map with which it hides
    little, or no change at least; None where the map needs none, or every place would hide change or the city."""
    frame, city = picture.frame, city_of(picture.situation, picture.frame)
    if city is None:
        return None
    west, south, east, north = shapely.bounds(_outline(frame, city)).tolist()
    (left, right), (bottom, top) = (ends.tolist() for ends in frame.to_mm([west, east], [south, north]))
    itself = (left, bottom, right, top)
    widths = [frame.width_mm * share for share in shares]
    found = [inset_place(picture, width, width / shape_of(city.bounds), scale, [itself]) for width in widths]
    places = [place for place in found if place and place.over_change <= CHANGE_MOST]
    best = next((place for place in places if place.hidden <= HIDDEN_MOST), places[0] if places else None)
    return CityInset(city, best.box) if best else None


def _outline(frame: MapFrame, city: Area) -> shapely.Polygon:
    return frame.to_plane([shapely.box(*city.bounds)])[0]


def draw_city(
    paper: Paper,
    shown: tuple[Axes, MapPicture],
    inset: CityInset,
    corner: tuple[float, float],
    scale: float,
) -> None:
    """Draw the inset, with what the map `shown` shows, and the outline of the city on that map, whose lower left
    `corner` is at this place of the paper."""
    (axes, around), city, box = shown, inset.city, inset.box
    with grouped(axes, "city-outline"):
        corners = _outline(around.frame, city).exterior.coords
        axes.add_artist(Polygon(corners, facecolor="none", edgecolor=INK, linewidth=0.8 * scale, zorder=85))
    edge = INSET_EDGE_MM * scale / 2
    size = (box[2] - box[0] - 2 * edge, box[3] - box[1] - 2 * edge)
    layers = [layer for layer in around.layers if layer.id in LAYERS]
    small = scale * PICTURE_SCALE
    picture = picture_of(around.situation, layers, around.look, size, small, about=city.bounds)
    small_map = map_axes(paper.figure, picture.frame, corner[0] + box[0] + edge, corner[1] + box[1] + edge, "city")
    text, pt, air = (
        city.named.say(paper.language),
        type_pt(TITLE_PT, scale),
        scale,
    )
    high = pt * MM_PER_PT * 1.3 + air
    title_box = (0.0, picture.frame.height_mm - high, width_mm(text, pt, bold=True) + 2 * air, picture.frame.height_mm)
    draw_map(small_map, picture, lay_out(picture, [title_box]))
    left, top = air / picture.frame.width_mm, 1 - air / picture.frame.height_mm
    look: dict[str, Any] = {
        "fontsize": pt,
        "fontweight": "bold",
        "color": INK,
        "transform": small_map.transAxes,
        "zorder": 97,
    }
    small_map.text(left, top, text, ha="left", va="top", path_effects=[Halo(1.6 * scale)], **look)
