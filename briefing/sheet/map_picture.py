"""The map itself on paper: the very layers of the page, drawn into a frame, with names that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from briefing.sheet.crowd import Count, beside, counted, paint_counts
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.labels import Box, Wanted, placed
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.marks import Mark, arranged
from briefing.sheet.paint import PT_PER_PX, paint_areas, paint_circles, paint_lines, paint_symbols
from briefing.sheet.typeset import MM_PER_PT, line_mm, width_mm
from geo.crs import Bounds
from geo.situation import Situation
from geo.view import in_view
from layers.base import Layer, LegendItem, Look
from layers.compact import CompactLayer
from layers.features import (
    AreaFeatures,
    CircleFeatures,
    CrowdFeatures,
    Features,
    LabelFeatures,
    LineFeatures,
    PointFeatures,
)
from layers.words import name

WATER_BEHIND = "#dbe7ee"

SIZES = {"city": (8.2, True), "town": (6.6, False), "village": (5.8, False), "country": (8.5, False)}
"""Size in pt and whether bold, by the kind of a name."""

NAMED_EARLIER = 0.4
"""Zoom levels by which paper names a place earlier than a screen does: it is looked at longer."""

DOT_MM = 0.55
GAP_MM = 0.9
MARKS_AT = 60.0
NAMES_AT = 90.0


@dataclass(frozen=True, eq=False)
class MapPicture:
    """A situation in a frame. `scale` enlarges symbols, lines and names alike."""

    situation: Situation
    layers: tuple[Layer, ...]
    look: Look
    frame: MapFrame
    scale: float = 1.0

    @cached_property
    def view(self) -> Situation:
        """The part of the situation inside the frame."""
        return in_view(self.situation, self.frame.bounds)

    @cached_property
    def features(self) -> list[tuple[Layer, Features]]:
        """Everything the layers draw, lowest first."""
        return [
            (layer, part.features)
            for layer in self.layers
            for part in layer.build(self.view, self.look)._children.values()
            if isinstance(part, CompactLayer) and part.features is not None
        ]

    @cached_property
    def marks(self) -> list[Mark]:
        """The symbols of all layers, arranged together."""
        points: list[tuple[float, float, Any]] = []
        for _, drawn in self.features:
            if isinstance(drawn, PointFeatures):
                x, y = self.frame.xy(drawn.lons, drawn.lats)
                inside = self.frame.inside(x, y)
                across, upward = self.frame.to_mm(x[inside], y[inside])
                styles = [style for style, kept in zip(drawn.styles, inside, strict=True) if kept]
                points += zip(across.tolist(), upward.tolist(), styles, strict=True)
        return arranged(points, PT_PER_PX * self.scale * MM_PER_PT)

    @cached_property
    def counts(self) -> list[Count]:
        """What stands for the events of a situation that has too many for symbols: of all layers together, and apart
        from them of what is known to a region only."""
        crowds = [drawn for _, drawn in self.features if isinstance(drawn, CrowdFeatures)]
        together = counted((self._on_paper(one) for one in crowds if not one.apart), self.scale, apart=False)
        apart = counted((self._on_paper(one) for one in crowds if one.apart), self.scale, apart=True)
        return together + beside(apart, together)

    def _on_paper(self, crowd: CrowdFeatures) -> tuple[NDArray[np.float64], NDArray[np.float64], str]:
        x, y = self.frame.xy(crowd.lons, crowd.lats)
        inside = self.frame.inside(x, y)
        across, upward = self.frame.to_mm(x[inside], y[inside])
        return across, upward, crowd.colour

    def legend(self) -> list[tuple[Layer, list[LegendItem]]]:
        """The legend of each layer for exactly what is in the frame."""
        return [(layer, layer.legend(self.view, self.look)) for layer in self.layers]


@dataclass
class _Names:
    """Names gathered from layers: text lines, wanted box, and how they are set."""

    wanted: list[Wanted] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    spots: list[tuple[float, float]] = field(default_factory=list)


def drawn_bounds(situation: Situation) -> Bounds:
    """Degrees within which there is land to draw; beyond them a map would show sea where there is none."""
    west, south, east, north = situation.theatre.countries.total_bounds.tolist()
    return west, south, east, north


def picture_of(
    situation: Situation,
    layers: Iterable[Layer],
    look: Look,
    size_mm: tuple[float, float],
    scale: float = 1.0,
) -> MapPicture:
    """The picture of `situation` about its area, at most `size_mm` large."""
    frame = frame_for(situation.area.bounds, *size_mm, limit=drawn_bounds(situation))
    return MapPicture(situation, tuple(layers), look, frame, scale)


def map_axes(figure: Figure, frame: MapFrame, left_mm: float, bottom_mm: float) -> Axes:
    """Axes in the plane of `frame` with its lower left corner at a place of the paper."""
    width, height = figure.get_size_inches() * 25.4
    box = (left_mm / width, bottom_mm / height, frame.width_mm / width, frame.height_mm / height)
    axes = figure.add_axes(box, facecolor=WATER_BEHIND)
    west, south, east, north = frame.box
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(linewidth=0.7, edgecolor=INK, zorder=100)
    return axes


def draw_map(axes: Axes, picture: MapPicture, reserved: Sequence[Box] = (), alike: Sequence[MapPicture] = ()) -> None:
    """Draw the picture into axes made by `map_axes`; no name stands in a `reserved` box (mm of the frame).

    `alike`: pictures in the same frame, this one among them, on which the names are to stand in the same places.
    """
    names = _Names()
    for layer, drawn in picture.features:
        _draw(axes, picture, layer.order, drawn, names)
    _country_names(picture, names)
    _draw_marks(axes, picture)
    _draw_names(axes, picture, names, reserved, alike or [picture])


def _draw(axes: Axes, picture: MapPicture, zorder: float, drawn: Features, names: _Names) -> None:
    frame, scale = picture.frame, picture.scale
    match drawn:
        case AreaFeatures():
            paint_areas(axes, frame.clipped(drawn.shapes), drawn.styles, zorder=zorder, scale=scale)
        case LineFeatures():
            paint_lines(axes, frame.clipped(drawn.shapes), drawn.styles, zorder=zorder, scale=scale)
        case CircleFeatures():
            x, y = frame.xy(drawn.lons, drawn.lats)
            for style in dict.fromkeys(drawn.styles):
                of_style = np.array([one == style for one in drawn.styles], dtype=bool)
                paint_circles(
                    axes, x[of_style], y[of_style], drawn.radii_m[of_style], style, zorder=zorder, scale=scale
                )
        case LabelFeatures():
            _gather(picture, drawn, names)
        case PointFeatures() | CrowdFeatures():
            pass  # all symbols are arranged together, and all counts: _draw_marks


def _gather(picture: MapPicture, drawn: LabelFeatures, names: _Names) -> None:
    x, y = picture.frame.xy(drawn.lons, drawn.lats)
    zoom = picture.frame.web_zoom(1 / (PT_PER_PX * picture.scale * MM_PER_PT))
    shown = picture.frame.inside(x, y) & (drawn.min_zooms <= zoom + NAMED_EARLIER)
    across, upward = picture.frame.to_mm(x, y)
    for number in np.flatnonzero(shown):
        kind = drawn.kinds[number] if drawn.kinds[number] in SIZES else "village"
        _want(picture, names, drawn.names[number], kind, (across[number], upward[number]), drawn.priorities[number])


def _country_names(picture: MapPicture, names: _Names) -> None:
    """Neighbours by name, in the middle of what is seen of them."""
    countries = picture.situation.theatre.countries
    west, south, east, north = picture.frame.box
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    inner = shapely.box(
        *(middle_x + (w - middle_x) * 0.96 for w in (west,)),
        middle_y + (south - middle_y) * 0.96,
        middle_x + (east - middle_x) * 0.96,
        middle_y + (north - middle_y) * 0.96,
    )
    for row, shape in zip(countries.itertuples(), picture.frame.clipped(countries.geometry.to_numpy()), strict=True):
        seen = shapely.intersection(shape, inner)
        if row.iso_a3 == picture.situation.theatre.country or seen.is_empty or seen.area < 0.004 * inner.area:
            continue
        spot = shapely.maximum_inscribed_circle(max(shapely.get_parts(seen), key=shapely.area)).coords[0]
        across, upward = picture.frame.to_mm(*spot)
        text = name(str(row.name_en).upper(), row.name_ar, picture.look.language)
        _want(picture, names, text, "country", (float(across), float(upward)), 0.0)


def _want(picture: MapPicture, names: _Names, text: str, kind: str, spot: tuple[float, float], rank: float) -> None:
    size, bold = SIZES[kind][0] * picture.scale, SIZES[kind][1]
    lines = text.split("\n")
    names.lines.append(lines)
    names.kinds.append(kind)
    names.spots.append(spot)
    names.wanted.append(
        Wanted(
            x=float(spot[0]),
            y=float(spot[1]),
            width=max(width_mm(line, size, bold=bold) for line in lines) + 0.4,
            height=len(lines) * line_mm(size) * 0.92,
            gap=GAP_MM * picture.scale,
            rank=float(rank),
            must=kind == "city",
            centred=kind == "country",
        )
    )


def _draw_marks(axes: Axes, picture: MapPicture) -> None:
    scale, each = picture.scale, picture.frame.metres_per_mm
    west, south = picture.frame.box[:2]

    def at(x: float, y: float) -> tuple[float, float]:
        return west + x * each, south + y * each

    moved = [mark for mark in picture.marks if (mark.x, mark.y) != (mark.at_x, mark.at_y)]
    if moved:
        leaders = [shapely.LineString([at(m.at_x, m.at_y), at(m.x, m.y)]) for m in moved]
        for line in leaders:
            axes.plot(*line.xy, color=INK, linewidth=0.5 * scale, zorder=MARKS_AT)
    for order, style in enumerate(dict.fromkeys(mark.style for mark in picture.marks)):
        spots = np.array([at(mark.x, mark.y) for mark in picture.marks if mark.style == style]).T
        paint_symbols(axes, spots[0], spots[1], style, zorder=MARKS_AT + 0.01 * order, scale=scale)
    paint_counts(axes, picture.counts, (west, south), each, scale, MARKS_AT + 4)
    for mark in picture.marks:
        if mark.count > 1:
            x, y = at(mark.x + mark.size * 0.42, mark.y + mark.size * 0.42)
            badge = {
                "boxstyle": "round,pad=0.12,rounding_size=0.5",
                "facecolor": "white",
                "edgecolor": mark.style.colour,
            }
            axes.text(
                x,
                y,
                f"{mark.count}",
                fontsize=4.6 * scale,
                fontweight="bold",
                color=INK,
                ha="center",
                va="center",
                zorder=MARKS_AT + 5,
                bbox={**badge, "linewidth": 0.5 * scale},
                clip_on=True,
            )


def _boxes(marks: list[Mark]) -> list[Box]:
    return [(m.x - m.size / 2, m.y - m.size / 2, m.x + m.size / 2, m.y + m.size / 2) for m in marks]


def _boxes_of_counts(counts: list[Count]) -> list[Box]:
    return [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in counts]


def _draw_names(
    axes: Axes, picture: MapPicture, names: _Names, reserved: Sequence[Box], alike: Sequence[MapPicture]
) -> None:
    scale, each = picture.scale, picture.frame.metres_per_mm
    west, south = picture.frame.box[:2]
    frame = (0.6, 0.6, picture.frame.width_mm - 0.6, picture.frame.height_mm - 0.6)
    symbols = [box for one in alike for box in _boxes(one.marks) + _boxes_of_counts(one.counts)]
    found = placed(names.wanted, symbols, frame, taken=reserved, pictures=len(alike))
    dots: list[tuple[float, float]] = []
    for box, lines, kind, spot in zip(found, names.lines, names.kinds, names.spots, strict=True):
        if box is None:
            continue
        size, bold = SIZES[kind][0] * scale, SIZES[kind][1]
        colour = QUIET if kind == "country" else INK
        for number, line in enumerate(lines):
            axes.text(
                west + (box[0] + box[2]) / 2 * each,
                south + (box[3] - (number + 0.5) * (box[3] - box[1]) / len(lines)) * each,
                line,
                fontsize=size,
                fontweight="bold" if bold else "normal",
                color=colour,
                ha="center",
                va="center",
                zorder=NAMES_AT,
                path_effects=[withStroke(linewidth=1.6 * scale, foreground="white")],
            )
        if kind != "country":
            dots.append((west + spot[0] * each, south + spot[1] * each))
    if dots:
        xy: NDArray[np.float64] = np.array(dots)
        axes.scatter(
            xy[:, 0],
            xy[:, 1],
            s=(2 * DOT_MM / MM_PER_PT * scale) ** 2 / 4,
            facecolor=INK,
            edgecolor="white",
            linewidth=0.4 * scale,
            zorder=MARKS_AT - 1,
        )
