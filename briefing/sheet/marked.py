"""Symbols and counts painted into the frame of a map, and the room they take."""

from __future__ import annotations

import numpy as np
import shapely
from matplotlib.axes import Axes

from briefing.sheet.crowd import Count, paint_counts
from briefing.sheet.ink import INK
from briefing.sheet.labels import Box
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.marks import Mark
from briefing.sheet.paint import paint_symbols

MARKS_AT = 60.0
"""Above every area and line of a map."""


def paint_marks(axes: Axes, frame: MapFrame, marks: list[Mark], counts: list[Count], scale: float) -> None:
    """Paint symbols and counts (mm of `frame`) into axes made for it."""
    each = frame.metres_per_mm
    west, south = frame.box[:2]

    def at(x: float, y: float) -> tuple[float, float]:
        return west + x * each, south + y * each

    moved = [mark for mark in marks if (mark.x, mark.y) != (mark.at_x, mark.at_y)]
    if moved:
        leaders = [shapely.LineString([at(m.at_x, m.at_y), at(m.x, m.y)]) for m in moved]
        for line in leaders:
            axes.plot(*line.xy, color=INK, linewidth=0.5 * scale, zorder=MARKS_AT)
    for order, style in enumerate(dict.fromkeys(mark.style for mark in marks)):
        spots = np.array([at(mark.x, mark.y) for mark in marks if mark.style == style]).T
        paint_symbols(axes, spots[0], spots[1], style, zorder=MARKS_AT + 0.01 * order, scale=scale)
    paint_counts(axes, counts, (west, south), each, scale, MARKS_AT + 4)
    for mark in marks:
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


def room_of(marks: list[Mark], counts: list[Count]) -> list[Box]:
    """The boxes that symbols and counts take, mm."""
    symbols = [(m.x - m.size / 2, m.y - m.size / 2, m.x + m.size / 2, m.y + m.size / 2) for m in marks]
    return symbols + [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in counts]
