"""The map itself on paper: layers, symbols and names drawn where they were laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import BoxStyle, FancyBboxPatch
from numpy.typing import NDArray

from briefing.sheet.chips import draw_chips
from briefing.sheet.cluster_counts import paint_counts
from briefing.sheet.groups import grouped, slug
from briefing.sheet.ink import HALO, INK, QUIET, Halo
from briefing.sheet.labels import SheetBox, leader_end
from briefing.sheet.layout import MapLayout
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.marks import Mark
from briefing.sheet.names import Name
from briefing.sheet.paint import paint_areas, paint_circles, paint_lines, paint_symbols, paint_veils
from briefing.sheet.rings import draw_rings
from briefing.sheet.typeset import MM_PER_PT, ink_mm
from map.drawables import Areas, Chips, Circles, ClusteredPoints, Drawable, Labels, Level, Lines, Points
from map.layer import Layer

DOT_MM = 0.55
SOFT_MM = 1.6
"""Over how much paper the edge of a veil runs out."""
MARKS_AT = 60.0
CHIPS_AT = 66.0
NAMES_AT = 90.0
LEVEL_AT: Mapping[Level, float] = {"ground": 0.0, "areas": 10.0, "lines": 30.0}
"""Where what is drawn of a level begins; within it layers lie by their order, as on the page."""
VEILS_AT, CIRCLES_AT = 20.0, 40.0

GROUND, CROSSING = "ground", "crossing"

Segment = tuple[tuple[float, float], tuple[float, float]]


def draw_map(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    """Draw the picture into axes made by `map_axes`."""
    for layer, drawn in picture.drawn:
        _draw(axes, picture, layer, drawn)
    with grouped(axes, "events"):
        draw_chips(axes, picture, layout.chips, CHIPS_AT)
        draw_rings(axes, picture, list(layout.rings), MARKS_AT - 0.5)
    _draw_marks(axes, picture, layout)
    _draw_names(axes, picture, layout)


def _draw(axes: Axes, picture: MapPicture, layer: Layer, drawn: Drawable) -> None:
    frame, scale, order = picture.frame, picture.scale, layer.order / 100
    match drawn:
        case Areas():
            shapes, zorder = frame.clipped(drawn.shapes), LEVEL_AT[drawn.level] + order
            with grouped(axes, *_area_group(layer, drawn)):
                paint_areas(axes, shapes, drawn.styles, zorder=zorder, scale=scale)
            soft = SOFT_MM * scale * frame.metres_per_mm
            with grouped(axes, GROUND, f"{layer.id}-in-doubt"):
                paint_veils(axes, shapes, drawn.styles, zorder=VEILS_AT + order, soft=soft)
        case Lines():
            zorder = LEVEL_AT[drawn.level] + order
            with grouped(axes, layer.id):
                paint_lines(axes, frame.clipped(drawn.shapes), drawn.styles, zorder=zorder, scale=scale)
        case Circles():
            x, y = frame.xy(drawn.lons, drawn.lats)
            for style in dict.fromkeys(drawn.styles):
                of_style = np.array([one == style for one in drawn.styles], dtype=bool)
                radii, zorder = drawn.radii_m[of_style], CIRCLES_AT + order
                with grouped(axes, layer.id):
                    paint_circles(axes, x[of_style], y[of_style], radii, style, zorder=zorder, scale=scale)
        case Labels() | Points() | ClusteredPoints() | Chips():
            pass  # laid out together: Layout
        case _:
            assert_never(drawn)


def _area_group(layer: Layer, drawn: Areas) -> tuple[str, ...]:
    """Land, and the ground of the parties on it, are one group; lakes lie over them, with the rivers."""
    if drawn.level == "lines":
        return (layer.id,)
    return (GROUND,) if layer.id == GROUND else (GROUND, f"{layer.id}-areas")


def _mark_group(mark: Mark) -> str:
    return "crossings" if mark.style.symbol.startswith(CROSSING) else "events"


def _name_groups(kind: str, names: Sequence[tuple[Name, SheetBox]]) -> list[str]:
    """A group for each name, as "label-hama"; a namesake, or a name without Latin letters, has a number."""
    groups: list[str] = []
    for number, (name, _) in enumerate(names, start=1):
        group = f"{kind}-{slug(name.english) or number}"
        groups.append(f"{group}-no-{number}" if group in groups else group)
    return groups


def _draw_marks(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    scale, marks = picture.scale, layout.marks
    moved = [mark for mark in marks if mark.moved]
    with grouped(axes, "spots"):
        _draw_leaders(axes, picture, [((mark.at_x, mark.at_y), (mark.x, mark.y)) for mark in moved], MARKS_AT - 2)
        _draw_dots(axes, picture, [(mark.at_x, mark.at_y) for mark in moved], DOT_MM * 0.8, MARKS_AT - 1.5)
    for number, mark in enumerate(marks, start=1):
        ((x, y),) = _on_ground(picture, [(mark.x, mark.y)])
        with grouped(axes, _mark_group(mark), f"{mark.style.symbol}-{number}"):
            paint_symbols(axes, np.array([x]), np.array([y]), mark.style, zorder=MARKS_AT, scale=scale * layout.shrunk)
            if mark.badge:
                _draw_badge(axes, picture, mark, mark.badge)
    corner = picture.frame.box[:2]
    with grouped(axes, "events"):
        paint_counts(axes, picture.counts, corner, picture.frame.metres_per_mm, scale, MARKS_AT + 3)


def _draw_badge(axes: Axes, picture: MapPicture, mark: Mark, box: SheetBox) -> None:
    """How many a symbol stands for, in a white box."""
    left, bottom, right, top = box
    _, tall, _ = ink_mm(f"{mark.count}", mark.badge_pt, bold=True)
    base = (bottom + top - tall) / 2
    ((x, y), (middle, base)) = _on_ground(picture, [(left, bottom), ((left + right) / 2, base)])
    each = picture.frame.metres_per_mm
    wide, tall = (right - left) * each, (top - bottom) * each
    round_corners = BoxStyle.Round(pad=0, rounding_size=tall * 0.35)
    look: dict[str, Any] = {"facecolor": HALO, "edgecolor": mark.style.colour, "linewidth": 0.5 * picture.scale}
    axes.add_artist(FancyBboxPatch((x, y), wide, tall, boxstyle=round_corners, zorder=MARKS_AT + 4, **look))
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


def _draw_names(axes: Axes, picture: MapPicture, layout: MapLayout) -> None:
    dots, leaders = [], []
    for (name, box), group in zip(layout.holders, _name_groups("holder", layout.holders), strict=True):
        _draw_name(axes, picture, name, box, ("holders", group))
    for (name, box), group in zip(layout.names, _name_groups("label", layout.names), strict=True):
        _draw_name(axes, picture, name, box, ("labels", group))
        spot = name.wanted.x, name.wanted.y
        if name.kind != "country":
            dots.append(spot)
        if end := leader_end(name.wanted, box):
            leaders.append((spot, end))
    with grouped(axes, "spots"):
        _draw_leaders(axes, picture, leaders, MARKS_AT - 1)
        _draw_dots(axes, picture, dots, DOT_MM, MARKS_AT - 1)


def _draw_name(axes: Axes, picture: MapPicture, name: Name, box: SheetBox, groups: tuple[str, str]) -> None:
    for line, colour, bold, drop in zip(name.lines, name.colours, name.bolds, name.drops, strict=True):
        ((x, y),) = _on_ground(picture, [((box[0] + box[2]) / 2, box[3] - drop)])
        with grouped(axes, *groups):
            axes.text(
                x,
                y,
                line,
                fontsize=name.size,
                fontweight="bold" if bold else "normal",
                color=colour or (QUIET if name.kind == "country" else INK),
                ha="center",
                va="baseline",
                zorder=NAMES_AT,
                path_effects=[Halo(1.6 * picture.scale)],
                label="name",
            )


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
