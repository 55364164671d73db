"""Pictures on slides: a map by itself, samples of the legend."""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_scale_and_north, reserved
from briefing.sheet.map_picture import MapPicture, map_axes
from briefing.sheet.paint import paint_swatch
from briefing.sheet.paper import DPI
from map.styles import Style


def map_png(picture: MapPicture) -> bytes:
    """The map by itself with scale bar and north arrow, as .png."""
    frame = picture.frame
    figure = Figure(figsize=(frame.width_mm / 25.4, frame.height_mm / 25.4), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = map_axes(figure, frame, 0, 0)
    draw_map(axes, picture, lay_out(picture, reserved(picture, picture.scale)))
    draw_scale_and_north(axes, picture, picture.scale)
    return _png(figure)


def swatch_png(swatches: Sequence[Style], width: float, height: float, scale: float) -> bytes:
    """Samples of the legend side by side, together `width` x `height` mm."""
    figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=DPI, facecolor="none")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    edge, each = 0.2 * scale, width / len(swatches)
    for number, style in enumerate(swatches):
        box = (each * number + edge, edge, each * (number + 1) - edge, height - edge)
        paint_swatch(axes, style, box, scale=scale)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    return file.getvalue()
