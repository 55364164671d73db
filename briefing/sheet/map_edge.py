"""What stands on and around a map: degrees along its edge, scale bar, north."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from briefing.sheet.groups import grouped
from briefing.sheet.ink import HALO, INK, QUIET, Halo
from briefing.sheet.inset_place import north_box, on_map, over_home
from briefing.sheet.labels import SheetBox, as_boxes, meeting
from briefing.sheet.map_frame import MapFrame, edge_ticks, scale_bar_km
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import type_pt, width_mm
from briefing.text.words import COMPASS, KILOMETRES, sign_on_map

DEGREES_PT = 5.0


def draw_edge(
    axes: Axes,
    paper: Paper,
    picture: MapPicture,
    left: float,
    bottom: float,
    scale: float,
    insets: Sequence[SheetBox] = (),
) -> None:
    """Ticks with degrees along the lower and the left edge, scale bar and north arrow, and the ground of insets."""
    with grouped(paper.axes, "degrees"):
        _draw_degrees(paper, picture, left, bottom, scale)
    draw_scale_and_north(axes, picture, scale, insets)


def _draw_degrees(paper: Paper, picture: MapPicture, left: float, bottom: float, scale: float) -> None:
    size = type_pt(DEGREES_PT, scale)
    longest = width_mm("88.88°W", size)
    for tick in edge_ticks(picture.frame, apart=1.3 * longest):
        label = sign_on_map(f"{tick.degrees:g}°", COMPASS[tick.letter], picture.look.language)
        if tick.side == "left" and tick.at < longest / 2:
            continue  # the meridian of the corner stands there
        if tick.side == "bottom":
            paper.line([left + tick.at] * 2, [bottom - 0.9 * scale, bottom], colour=INK)
            paper.text(left + tick.at, bottom - 3.1 * scale, label, size, colour=QUIET, align="center")
        else:
            paper.line([left - 0.9 * scale, left], [bottom + tick.at] * 2, colour=INK)
            paper.axes.text(
                left - 1.3 * scale,
                bottom + tick.at,
                label,
                fontsize=size,
                color=QUIET,
                ha="right",
                va="center",
                rotation=90,
            )


def draw_scale_and_north(axes: Axes, picture: MapPicture, scale: float, insets: Sequence[SheetBox] = ()) -> None:
    """Scale bar, north arrow and the ground of insets, where `reserved` keeps room for them."""
    with grouped(axes, "scale-bar"):
        _draw_scale_bar(axes, picture, _bar_box(picture, scale, insets), scale)
    with grouped(axes, "north"):
        _draw_north(axes, picture, scale)
    for inset in insets:
        _fill(axes, picture.frame, shapely.box(*inset), HALO, zorder=95)


def reserved(picture: MapPicture, scale: float, insets: Sequence[SheetBox] = ()) -> list[SheetBox]:
    """Where the scale bar, the north arrow and insets stand, mm of the frame."""
    return [_bar_box(picture, scale, insets), north_box(picture.frame, scale), *insets]


def _bar_box(picture: MapPicture, scale: float, insets: Sequence[SheetBox]) -> SheetBox:
    """The lower corner, or the place beside an inset, in which the scale bar hides the least of the ground that is
    mapped; the left one of equals."""
    frame = picture.frame
    edge, wide, high = 2.5 * scale, _bar_length(frame) + 9.5 * scale, 6.7 * scale
    last = frame.width_mm - edge - wide
    lefts = [edge, last, *(left for box in insets for left in (box[0] - edge - wide, box[2] + edge))]
    boxes = [(left, edge, left + wide, edge + high) for left in lefts if edge <= left <= last]
    free = [box for box in boxes if not meeting(as_boxes([box]), as_boxes(insets)).any()]
    return min(free or boxes, key=lambda box: over_home(picture, box))


def _bar_length(frame: MapFrame) -> float:
    return scale_bar_km(frame) * 1000 / frame.metres_per_mm


def _draw_scale_bar(axes: Axes, picture: MapPicture, box: SheetBox, scale: float) -> None:
    frame = picture.frame
    km, length = scale_bar_km(frame), _bar_length(frame)
    x, y, height = box[0] + 2.5 * scale, box[1] + 1.5 * scale, 1.1 * scale
    _fill(axes, frame, shapely.box(*box), "#ffffff", alpha=0.8, zorder=95)
    for part in range(4):
        quarter = shapely.box(x + length * part / 4, y, x + length * (part + 1) / 4, y + height)
        _fill(axes, frame, quarter, INK if part % 2 == 0 else "#ffffff", zorder=96, edge=INK)
    for share in (0.0, 0.5, 1.0):
        figure = f"{km * share:g}"
        text = sign_on_map(figure, KILOMETRES, picture.look.language) if share == 1 else figure
        axes.text(
            *on_map(frame, x + length * share, y + height + 0.9 * scale),
            text,
            fontsize=type_pt(5.6, scale),
            ha="center",
            va="bottom",
            color=INK,
            zorder=97,
        )


def _fill(
    axes: Axes,
    frame: MapFrame,
    shape: shapely.Geometry,
    colour: str,
    *,
    zorder: float,
    alpha: float = 1.0,
    edge: str = "none",
) -> None:
    corners = [on_map(frame, x, y) for x, y in shape.exterior.coords]
    axes.add_artist(Polygon(corners, facecolor=colour, edgecolor=edge, linewidth=0.4, alpha=alpha, zorder=zorder))


def _draw_north(axes: Axes, picture: MapPicture, scale: float) -> None:
    frame = picture.frame
    middle_x, middle_y, long = frame.width_mm - 6 * scale, frame.height_mm - 9 * scale, 4.6 * scale
    turn = radians(frame.north_degrees)

    def turned(right: float, up: float) -> tuple[float, float]:
        return on_map(
            frame, middle_x + right * cos(turn) + up * sin(turn), middle_y - right * sin(turn) + up * cos(turn)
        )

    for side, colour in ((-1, INK), (1, "#ffffff")):
        corners = [turned(0, long), turned(side * long * 0.42, -long * 0.7), turned(0, -long * 0.35)]
        axes.add_artist(Polygon(corners, facecolor=colour, edgecolor=INK, linewidth=0.6 * scale, zorder=96))
    axes.text(
        *turned(0, long + 0.6 * scale),
        sign_on_map("", COMPASS["N"], picture.look.language),
        fontsize=8 * scale,
        fontweight="bold",
        ha="center",
        va="bottom",
        color=INK,
        zorder=97,
        path_effects=[Halo(1.8 * scale)],
    )
