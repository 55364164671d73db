"""The symbols of the map as small pictures, for files that can draw points with nothing else."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from briefing.sheet.paint import PT_PER_PX, SYMBOL_BOX, paint_symbols
from map.styles import PointStyle

SIDE = 64
"""Pixels of a side: Google Earth draws an icon half as large, so that it stays sharp on a fine screen."""

ROOM = 28.0
"""Units of the symbols' own box across a picture: SYMBOL_BOX of them and the white edge."""


def icon_png(style: PointStyle) -> bytes:
    """The symbol of `style` as a PNG of SIDE x SIDE pixels, white about its edge and clear beyond."""
    figure = Figure(figsize=(1, 1), dpi=SIDE, facecolor="none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(-1, 1), ylim=(-1, 1))
    axes.axis("off")
    as_large = replace(style, size=72 / PT_PER_PX * SYMBOL_BOX / ROOM)
    paint_symbols(axes, np.zeros(1), np.zeros(1), as_large, zorder=1)
    file = io.BytesIO()
    figure.savefig(file, dpi=SIDE, transparent=True, metadata={"Software": None})
    return file.getvalue()
