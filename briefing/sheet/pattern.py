"""Patterns of areas on paper: the tiles the page fills areas with, repeated over the ground of an area.

Tiles are set so that a whole number of them fills an inch: a picture is then filled with one small picture of an
inch, many times faster than every stroke is drawn by itself. Files of lines and letters get the strokes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray
from svgpath2mpl import parse_path

from briefing.job.page_sizes import PT_PER_INCH
from map.styles import AreaStyle
from map.swatches import Pattern


@cache
def svg_path(d: str) -> Path:
    """The path of an SVG; kept, for parsing one takes longer than drawing it."""
    return parse_path(d)


def pattern_patches(axes: Axes, path: Path, style: AreaStyle, pattern: Pattern, px: float) -> list[PathPatch]:
    """`path`, in the coordinates of the axes, filled with what a pattern lays over its ground; `px`: what a px of it is
    on paper, pt."""
    path = path.clip_to_bbox(axes.viewLim)  # SVG heeds one clip alone: that of the area
    size, top = pattern["size"], pattern["shapes"][-1]
    each = PT_PER_INCH / round(PT_PER_INCH / (size * px)) / size
    box = _box(axes, path, each)
    if box is None:
        return []
    tile, colour = _upright(str(top["d"]), size), str(top.get("stroke") or top["fill"])
    patches: list[PathPatch]
    if "stroke-width" in top:
        patches = [_ruled_patch(axes, path, tile, size, each, box, colour, float(top["stroke-width"]) * each)]
    else:
        patches = [_filled_patch(axes, _repeated(tile, *box, size, each), colour)]
    for patch in patches:
        patch.set_alpha(style.opacity)
        patch.set_clip_path(path, axes.transData)
        patch.set_clip_box(axes.bbox)
    return patches


Corners = tuple[NDArray[np.float64], NDArray[np.float64]]


def _box(axes: Axes, path: Path, each: float) -> Corners | None:
    """The corners of what is seen of `path`, in px of the pattern from the corner of the page; None for nothing."""
    if not len(_vertices(path)):
        return None
    dots = axes.figure.dpi / PT_PER_INCH * each
    corners: NDArray[np.float64] = axes.transData.transform(_vertices(path))
    box: NDArray[np.float64] = np.asarray(axes.bbox.extents)
    low = np.maximum(corners.min(axis=0), box[:2]) / dots
    high = np.minimum(corners.max(axis=0), box[2:]) / dots
    return None if (low >= high).any() else (low, high)


def _in_pt(axes: Axes) -> Transform:
    return Affine2D().scale(1 / PT_PER_INCH) + axes.figure.dpi_scale_trans


def _filled_patch(axes: Axes, tiles: Path, colour: str) -> PathPatch:
    return PathPatch(tiles, facecolor=colour, edgecolor="none", linewidth=0, transform=_in_pt(axes))


def _ruled_patch(
    axes: Axes,
    area: Path,
    tile: Path,
    size: int,
    each: float,
    box: Corners,
    colour: str,
    weight: float,
) -> PathPatch:
    side = PT_PER_INCH / each
    inch = _ruled(tile, np.zeros(2), np.full(2, side), size, 1 / side)
    look = {"facecolor": "none", "edgecolor": colour, "linewidth": weight, "capstyle": "butt"}
    strokes = partial(_ruled, tile, *box, size, each)
    return _Ruled(strokes, axes, area, inch, transform=_in_pt(axes), **look)


class _InchContext(GraphicsContextBase):
    """Fills with a picture of `inch` instead of a hatch that matplotlib knows."""

    def __init__(self, inch: Path) -> None:
        super().__init__()
        self._inch = inch

    def get_hatch_path(self, density: float = 0.0) -> Path:
        """The strokes in a square inch, whatever the density."""
        return self._inch


class _Ruled(PathPatch):
    """Strokes clipped to an area; a picture is filled with an inch of them instead."""

    def __init__(self, strokes: Callable[[], Path], axes: Axes, area: Path, inch: Path, **look: Any) -> None:
        super().__init__(area, **look)
        self._strokes, self._of, self._area, self._inch = strokes, axes, area, inch

    def draw(self, renderer: RendererBase) -> None:
        """As any patch, but on a grid of dots."""
        if not isinstance(renderer, RendererAgg):
            self.set_path(self._strokes())
            super().draw(renderer)
            return
        context = _InchContext(self._inch)
        context.set_clip_rectangle(self.get_clip_box())
        context.set_linewidth(0)
        context.set_hatch("inch")
        context.set_hatch_color(to_rgba(self.get_edgecolor()))
        context.set_hatch_linewidth(self.get_linewidth())
        renderer.draw_path(context, self._area, self._of.transData, None)
        context.restore()


def _upright(d: str, size: int) -> Path:
    """An SVG path, whose y runs down, in a tile whose y runs up."""
    path = svg_path(d)
    return Path(_vertices(path) * [1, -1] + [0, size], path.codes)


def _vertices(path: Path) -> NDArray[np.float64]:
    return np.asarray(path.vertices, dtype=float)


def _repeated(tile: Path, low: NDArray[np.float64], high: NDArray[np.float64], size: int, each: float) -> Path:
    """`tile` on every place of a grid of `size` px that touches the box, in pt."""
    across = np.arange(np.floor(low[0] / size) - 1, np.ceil(high[0] / size) + 1)
    upward = np.arange(np.floor(low[1] / size) - 1, np.ceil(high[1] / size) + 1)
    corners = np.stack(np.meshgrid(across, upward), axis=-1).reshape(-1, 1, 2) * size
    vertices = (_vertices(tile)[np.newaxis] + corners).reshape(-1, 2) * each
    return Path(vertices, np.tile(np.asarray(tile.codes), len(corners)))


def _ruled(tile: Path, low: NDArray[np.float64], high: NDArray[np.float64], size: int, each: float) -> Path:
    """As `_repeated` for a tile of strokes that go on in the next one: each stroke as one line over the whole box."""
    starts, ends = _vertices(tile)[0::2], _vertices(tile)[1::2]
    families = set()
    for (x0, y0), (x1, y1) in zip(starts, ends, strict=True):
        across, upward = np.array([y1 - y0, x0 - x1]) / max(abs(x1 - x0), abs(y1 - y0))
        sign = -1.0 if (across, upward) < (0.0, 0.0) else 1.0
        across, upward = across * sign, upward * sign
        families.add((float(across), float(upward), round(float((across * x0 + upward * y0) % size), 6)))
    box = (*(low - size / 2), *(high + size / 2))
    lines = shapely.linestrings(np.concatenate([_family(family, size, *box) for family in sorted(families)]))
    vertices = shapely.get_coordinates(shapely.clip_by_rect(lines, *box)) * each
    return Path(vertices, np.tile([Path.MOVETO, Path.LINETO], len(vertices) // 2).astype(Path.code_type))


def _family(
    family: tuple[float, float, float], size: int, left: float, bottom: float, right: float, top: float
) -> NDArray[np.float64]:
    """(n, 2, 2) the lines `across` x + `upward` y = `offset` + k `size` that meet a box, from side to side of it."""
    across, upward, offset = family
    corners = [across * x + upward * y for x in (left, right) for y in (bottom, top)]
    steps = offset + size * np.arange(np.floor((min(corners) - offset) / size), (max(corners) - offset) / size + 1)
    if upward:
        x = np.broadcast_to([left, right], (len(steps), 2))
        return np.stack([x, (steps[:, None] - across * x) / upward], axis=-1)
    x = np.repeat(steps[:, None] / across, 2, axis=1)
    return np.stack([x, np.broadcast_to([bottom, top], (len(steps), 2))], axis=-1)
