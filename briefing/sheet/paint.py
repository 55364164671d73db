"""The map's own styles on paper: what layers/ hands to the browser, drawn by matplotlib.

A px of the page is PT_PER_PX pt of an A4 sheet, times the scale of the page. Geometry comes in the coordinates of
the axes, whatever they are: the ground for the map, mm for the legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, assert_never

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, PathCollection
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, ScaledTranslation
from numpy.typing import NDArray

from briefing.job.page_sizes import MM_PER_INCH, PT_PER_INCH
from briefing.sheet.pattern import pattern_patches, svg_path
from briefing.sheet.typeset import ink_mm, type_pt
from map.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle, Style
from map.swatches import CHIP_SAMPLE, pattern_of
from map.symbols import SYMBOLS

PT_PER_PX = 0.64
SYMBOL_BOX = 24.0
CHIP_PT = 6.0
"""Size of the number in a chip."""
EDGE_PX, GLYPH_PX = 4.0, 2.4
"""White edge and glyph of a symbol, in units of its box."""


def _path_of(shapes: Sequence[Any] | NDArray[Any], *, closed: bool) -> Path:
    """All rings or lines of `shapes` as one path; holes run against their outlines."""
    parts = shapely.get_parts(np.asarray(shapes, dtype=object))
    if closed:
        return _drawn_through(_rings(parts), closed=True)
    return _drawn_through(shapely.get_parts(parts[np.isin(shapely.get_type_id(parts), (1, 2, 5))]), closed=False)


def _rings(parts: NDArray[Any]) -> NDArray[Any]:
    """The outlines of the polygons among `parts`, and their holes, which run against them."""
    return np.asarray(shapely.get_rings(shapely.orient_polygons(parts[shapely.get_type_id(parts) == 3])))


def _drawn_through(lines: NDArray[Any], *, closed: bool) -> Path:
    vertices, which = shapely.get_coordinates(lines, return_index=True)
    codes = np.full(len(vertices), Path.LINETO, dtype=Path.code_type)
    starts = np.flatnonzero(np.diff(which, prepend=-1))
    codes[starts] = Path.MOVETO
    if closed and len(vertices):
        codes[np.append(starts[1:], len(vertices)) - 1] = Path.CLOSEPOLY
    return Path(vertices, codes)


def _dash(dash: str | None, scale: float) -> Any:
    return "-" if dash is None else (0, [float(part) * PT_PER_PX * scale for part in dash.split()])


def paint_areas(
    axes: Axes, shapes: NDArray[Any], styles: Sequence[AreaStyle], *, zorder: float, scale: float = 1.0
) -> None:
    """Polygons of the axes' plane, those of one style as one drawing."""
    for style, members in _by_style(styles).items():
        path = _path_of(shapes[members], closed=True)
        if len(_vertices(path)):
            _paint_area(axes, path, style, zorder, scale)


def paint_veils(axes: Axes, shapes: NDArray[Any], styles: Sequence[AreaStyle], *, zorder: float, soft: float) -> None:
    """Paper over the areas whose style has a veil, its edge running out over `soft`, in units of the axes' plane."""
    for (paper, veil), members in _by_style([(style.paper, style.veil) for style in styles]).items():
        if not veil:
            continue
        whole = shapely.union_all(shapely.make_valid(shapely.simplify(shapes[members], soft / 12)))
        edges = [_rings(shapely.get_parts(shapely.buffer(whole, step * soft, quad_segs=3))) for step in VEIL_STEPS]
        for number, (edge, next_in) in enumerate(zip(edges, [*edges[1:], np.array([])], strict=True), 1):
            path = _drawn_through(np.append(edge, shapely.reverse(next_in)), closed=True)
            alpha = 1 - (1 - veil) ** (number / len(edges))
            axes.add_artist(PathPatch(path, facecolor=paper, edgecolor="none", alpha=alpha, zorder=zorder))


VEIL_STEPS = (0.5, 0.25, 0.0, -0.25, -0.5)
"""Of the width of a soft edge, how far out each of the edges lies at which a veil becomes denser towards its middle;
between two of them it is drawn once, as sheet over sheet would take longer than the ground itself."""


def _by_style(styles: Sequence[Any]) -> dict[Any, list[int]]:
    members: dict[Any, list[int]] = {}
    for number, style in enumerate(styles):
        members.setdefault(style, []).append(number)
    return members


def _paint_area(axes: Axes, path: Path, style: AreaStyle, zorder: float, scale: float) -> None:
    pattern = pattern_of(style)
    if style.fill != "none":
        axes.add_artist(PathPatch(path, facecolor=style.colour, edgecolor="none", alpha=style.opacity, zorder=zorder))
    if pattern is not None:
        for patch in pattern_patches(axes, path, style, pattern, PT_PER_PX * scale):
            patch.set_zorder(zorder)
            axes.add_artist(patch)
    if style.weight:
        axes.add_artist(
            PathPatch(
                path,
                facecolor="none",
                edgecolor=style.outline or style.colour,
                linewidth=style.weight * PT_PER_PX * scale,
                linestyle=_dash(style.dash, scale),
                joinstyle="round",
                zorder=zorder,
            )
        )


def _vertices(path: Path) -> NDArray[np.float64]:
    return np.asarray(path.vertices, dtype=float)


def paint_lines(
    axes: Axes, shapes: NDArray[Any], styles: Sequence[LineStyle], *, zorder: float, scale: float = 1.0
) -> None:
    """Lines of the axes' plane, each style with its halo below it."""
    for style, members in _by_style(styles).items():
        path = _path_of(shapes[members], closed=False)
        if not len(_vertices(path)):
            continue
        strokes = [(style.colour, style.weight, style.dash)]
        if style.halo:
            strokes.insert(0, (style.halo, style.weight + 3, None))
        for colour, weight, dash in strokes:
            axes.add_artist(
                PathPatch(
                    path,
                    facecolor="none",
                    edgecolor=colour,
                    linewidth=weight * PT_PER_PX * scale,
                    linestyle=_dash(dash, scale),
                    alpha=style.opacity,
                    capstyle="butt" if dash else "round",
                    joinstyle="round",
                    zorder=zorder,
                )
            )


@cache
def symbol_extent(symbol: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a symbol with half of its white edge, from its middle upwards, in its own size."""
    box = svg_path(SYMBOLS[symbol].shape).get_extents()
    edge = EDGE_PX / 4
    sides = box.x0 - edge, -box.y1 - edge, box.x1 + edge, -box.y0 + edge
    left, bottom, right, top = (float(side) / SYMBOL_BOX for side in sides)
    return left, bottom, right, top


def symbol_pt(style: PointStyle, scale: float = 1.0) -> float:
    """How large a symbol is across on paper, pt."""
    return style.size * PT_PER_PX * scale


def paint_symbols(
    axes: Axes, x: NDArray[np.float64], y: NDArray[np.float64], style: PointStyle, *, zorder: float, scale: float = 1.0
) -> None:
    """One symbol at each position of the axes' plane."""
    symbol = SYMBOLS[style.symbol]
    each = symbol_pt(style, scale) / SYMBOL_BOX
    to_paper = Affine2D().scale(each / PT_PER_INCH, -each / PT_PER_INCH) + axes.figure.dpi_scale_trans
    parts: list[tuple[str, dict[str, Any]]] = [
        (symbol.shape, {"facecolors": "white", "edgecolors": "white", "linewidths": EDGE_PX * each}),
        (symbol.shape, {"facecolors": style.colour, "edgecolors": "none", "label": "symbol"}),
    ]
    if symbol.glyph:
        parts.append((symbol.glyph, {"facecolors": "none", "edgecolors": "white", "linewidths": GLYPH_PX * each}))
    for d, look in parts:
        marks = PathCollection(
            [svg_path(d)], offsets=np.column_stack([x, y]), offset_transform=axes.transData, zorder=zorder, **look
        )
        marks.set_transform(to_paper)
        marks.set_joinstyle("round")
        marks.set_capstyle("round")
        axes.add_collection(marks, autolim=False)


def paint_circles(
    axes: Axes,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    radii: NDArray[np.float64],
    style: CircleStyle,
    *,
    zorder: float,
    scale: float = 1.0,
) -> None:
    """Circles of `radii` in units of the axes' plane."""
    for face, edge, alpha in ((style.colour, "none", style.fill_opacity), ("none", style.colour, 1.0)):
        axes.add_collection(
            EllipseCollection(
                2 * radii,
                2 * radii,
                np.zeros(len(radii)),
                units="xy",
                offsets=np.column_stack([x, y]),
                offset_transform=axes.transData,
                facecolors=face,
                edgecolors=edge,
                alpha=alpha,
                linewidths=style.weight * PT_PER_PX * scale,
                linestyles=[_dash(style.dash, scale)],
                zorder=zorder,
            ),
            autolim=False,
        )


def paint_chip(
    axes: Axes,
    style: ChipStyle,
    box: tuple[float, float, float, float],
    text: str,
    *,
    zorder: float,
    scale: float = 1.0,
    size: float | None = None,
) -> None:
    """A box (left, bottom, right, top in units of the axes) with `text` in it, of `size` pt."""
    left, bottom, right, top = box
    axes.add_artist(
        Rectangle(
            (left, bottom),
            right - left,
            top - bottom,
            facecolor=style.fill,
            edgecolor=style.colour,
            linewidth=PT_PER_PX * scale,
            linestyle=_dash(style.dash, scale),
            zorder=zorder,
            label="chip",
        )
    )
    if text:
        pt = size or type_pt(CHIP_PT, scale)
        half = ink_mm("0", pt)[1] / 2 / MM_PER_INCH
        axes.text(
            (left + right) / 2,
            (bottom + top) / 2,
            text,
            fontsize=pt,
            color=style.colour,
            ha="center",
            va="baseline",
            transform=axes.transData + ScaledTranslation(0, -half, axes.figure.dpi_scale_trans),
            zorder=zorder,
            label="chip",
        )


def paint_swatch(axes: Axes, style: Style, box: tuple[float, float, float, float], *, scale: float = 1.0) -> None:
    """A legend sample in `box`: left, bottom, right, top in units of the axes."""
    left, bottom, right, top = box
    middle = np.array([(left + right) / 2]), np.array([(bottom + top) / 2])
    match style:
        case AreaStyle():
            whole, fading = (np.array([shapely.box(*part)], dtype=object) for part in (box, (middle[0][0], *box[1:])))
            paint_areas(axes, whole, [style], zorder=5, scale=scale)
            if style.veil:
                over = AreaStyle(colour=style.paper, opacity=style.veil, weight=0)
                paint_areas(axes, fading, [over], zorder=5.1, scale=scale)
        case LineStyle():
            line = shapely.LineString([(left, middle[1][0]), (right, middle[1][0])])
            paint_lines(axes, np.array([line], dtype=object), [style], zorder=5, scale=scale)
        case PointStyle():
            paint_symbols(axes, *middle, style, zorder=5, scale=scale)
        case CircleStyle():
            paint_circles(axes, *middle, np.array([(top - bottom) / 2]), style, zorder=5, scale=scale)
        case ChipStyle():
            inset = (right - left) / 4
            paint_chip(axes, style, (left + inset, bottom, right - inset, top), CHIP_SAMPLE, zorder=5, scale=scale)
        case _:
            assert_never(style)
