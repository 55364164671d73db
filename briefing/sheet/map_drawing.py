"""The map itself on paper: layers, symbols and names drawn where they were laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import BoxStyle, FancyBboxPatch
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from briefing.sheet.chips import draw_chips
from briefing.sheet.crowd import paint_counts
from briefing.sheet.ink import HALO, INK, QUIET
from briefing.sheet.labels import leader_end
from briefing.sheet.layout import MapLayout
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.marks import Mark
from briefing.sheet.paint import paint_areas, paint_circles, paint_lines, paint_symbols
from briefing.sheet.typeset import MM_PER_PT, ink_mm
from map.drawables import Areas, Chips, Circles, Crowd, Drawable, Labels, Lines, Points, Rings

DOT_MM = 0.55
MARKS_AT = 60.0
CHIPS_AT = 66.0
NAMES_AT = 90.0

Segment = tuple[tuple[float, float], tuple[float, float]]


def draw_map(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    """Draw the picture into axes made by `map_axes`."""
    for layer, drawn in picture.drawn:
        _draw(axes, picture, layer.order, drawn)
    draw_chips(axes, picture, layout.chips, CHIPS_AT)
    _draw_marks(axes, picture, layout)
    _draw_names(axes, picture, layout)


def _draw(axes: Axes, picture: MapPicture, zorder: float, drawn: Drawable) -> None:
    frame, scale = picture.frame, picture.scale
    match drawn:
        case Areas():
            paint_areas(axes, frame.clipped(drawn.shapes), drawn.styles, zorder=zorder, scale=scale)
        case Lines():
            paint_lines(axes, frame.clipped(drawn.shapes), drawn.styles, zorder=zorder, scale=scale)
        case Circles() | Rings():
            circles = drawn.largest if isinstance(drawn, Rings) else drawn
            x, y = frame.xy(circles.lons, circles.lats)
            for style in dict.fromkeys(circles.styles):
                of_style = np.array([one == style for one in circles.styles], dtype=bool)
                paint_circles(
                    axes, x[of_style], y[of_style], circles.radii_m[of_style], style, zorder=zorder, scale=scale
                )
        case Labels() | Points() | Crowd() | Chips():
            pass  # laid out together: Layout
        case _:
            assert_never(drawn)


def _draw_marks(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    scale, marks = picture.scale, layout.marks
    moved = [mark for mark in marks if mark.moved]
    _draw_leaders(axes, picture, [((mark.at_x, mark.at_y), (mark.x, mark.y)) for mark in moved], MARKS_AT - 2)
    _draw_dots(axes, picture, [(mark.at_x, mark.at_y) for mark in moved], DOT_MM * 0.8, MARKS_AT - 1.5)
    for order, style in enumerate(dict.fromkeys(mark.style for mark in marks)):
        spots = _on_ground(picture, [(mark.x, mark.y) for mark in marks if mark.style == style])
        paint_symbols(
            axes, spots[:, 0], spots[:, 1], style, zorder=MARKS_AT + 0.01 * order, scale=scale * layout.shrunk
        )
    corner = picture.frame.box[:2]
    paint_counts(axes, picture.counts, corner, picture.frame.metres_per_mm, scale, MARKS_AT + 3)
    _draw_badges(axes, picture, marks)


def _draw_badges(axes: Axes, picture: MapPicture, marks: Sequence[Mark]) -> None:
    """How many each symbol stands for, in a white box."""
    counted = [(mark, mark.badge) for mark in marks if mark.badge]
    if not counted:
        return
    each = picture.frame.metres_per_mm
    boxes = []
    for mark, (left, bottom, right, top) in counted:
        _, tall, _ = ink_mm(f"{mark.count}", mark.badge_pt, bold=True)
        base = (bottom + top - tall) / 2
        ((x, y), (middle, base)) = _on_ground(picture, [(left, bottom), ((left + right) / 2, base)])
        wide, tall = (right - left) * each, (top - bottom) * each
        boxes.append(FancyBboxPatch((x, y), wide, tall, boxstyle=BoxStyle.Round(pad=0, rounding_size=tall * 0.35)))
        axes.text(
            middle,
            base,
            f"{mark.count}",
            fontsize=mark.badge_pt,
            fontweight="bold",
            color=INK,
            ha="center",
            va="baseline",
            zorder=MARKS_AT + 5,
            label="count",
        )
    colours = [mark.style.colour for mark, _ in counted]
    white = PatchCollection(
        boxes, facecolors=HALO, edgecolors=colours, linewidths=0.5 * picture.scale, zorder=MARKS_AT + 4
    )
    axes.add_collection(white, autolim=False)


def _draw_names(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    scale = picture.scale
    halo = [withStroke(linewidth=1.6 * scale, foreground=HALO)]
    dots, leaders = [], []
    for name, box in layout.names:
        for line, drop in zip(name.lines, name.drops, strict=True):
            ((x, y),) = _on_ground(picture, [((box[0] + box[2]) / 2, box[3] - drop)])
            axes.text(
                x,
                y,
                line,
                fontsize=name.size,
                fontweight="bold" if name.bold else "normal",
                color=QUIET if name.kind == "country" else INK,
                ha="center",
                va="baseline",
                zorder=NAMES_AT,
                path_effects=halo,
                label="name",
            )
        spot = name.wanted.x, name.wanted.y
        if name.kind != "country":
            dots.append(spot)
        if end := leader_end(name.wanted, box):
            leaders.append((spot, end))
    _draw_leaders(axes, picture, leaders, MARKS_AT - 1)
    _draw_dots(axes, picture, dots, DOT_MM, MARKS_AT - 1)


def _draw_leaders(axes: Axes, picture: MapPicture, segments: list[Segment], zorder: float) -> None:
    """Thin lines from a spot to what stands for it, light around."""
    if not segments:
        return
    ground = [_on_ground(picture, segment) for segment in segments]
    for colour, width in ((HALO, 1.3), (INK, 0.5)):
        lines = LineCollection(ground, colors=colour, linewidths=width * picture.scale, zorder=zorder)
        axes.add_collection(lines, autolim=False)


def _draw_dots(
    axes: Axes, picture: MapPicture, spots: list[tuple[float, float]], size_mm: float, zorder: float
) -> None:
    if not spots:
        return
    xy = _on_ground(picture, spots)
    axes.scatter(
        xy[:, 0],
        xy[:, 1],
        s=(size_mm / MM_PER_PT * picture.scale) ** 2,
        facecolor=INK,
        edgecolor="white",
        linewidth=0.4 * picture.scale,
        zorder=zorder,
    )


def _on_ground(picture: MapPicture, spots: object) -> NDArray[np.float64]:
    """mm of the frame, (n, 2), as points of its plane."""
    west, south = picture.frame.box[:2]
    return np.asarray(spots, dtype=float) * picture.frame.metres_per_mm + [west, south]
