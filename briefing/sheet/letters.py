"""Letters on a sheet that becomes a picture: drawn as outlines, which are kept from sheet to sheet.

A sheet says much the same as the one before: matplotlib would shape and rasterise each of its letters again, and
measure each text twice more. The carried fonts have no hints, so that outlines of one size serve for all.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextToPath, text_to_path
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from briefing.job.page_sizes import MM_PER_INCH, PT_PER_INCH
from briefing.sheet.typeset import FAMILY, ink_mm, is_bold

Math = bool | Literal["TeX"]


class _KeptOutlines(TextToPath):
    """Outlines for texts with a halo, which matplotlib draws itself."""

    def get_text_path(
        self,
        prop: FontProperties,
        s: str,
        ismath: Math = False,
        *,
        features: tuple[str] | None = None,
        language: str | list[tuple[str, int, int]] | None = None,
    ) -> list[NDArray[Any]]:
        """Vertices and codes; a sheet asks for no features and no language of a font."""
        outline = _outline(s, is_bold(prop))
        return [np.asarray(outline.vertices), np.asarray(outline.codes)]


class SheetRenderer(RendererAgg):
    """Agg with letters from outlines."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)
        self._text2path = _KeptOutlines()

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Math) -> tuple[float, float, float]:
        """Width, height and descent, dots."""
        width, above, below = ink_mm(s, prop.get_size_in_points(), bold=is_bold(prop))
        dots = self.dpi / MM_PER_INCH
        return width * dots, (above + below) * dots, below * dots

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Math = False,
        mtext: Text | None = None,
    ) -> None:
        """One line with its base line at `y` dots from the top."""
        size = prop.get_size_in_points() / text_to_path.FONT_SCALE * self.dpi / PT_PER_INCH
        to_page = Affine2D().scale(size).rotate_deg(angle).translate(x, self.height - y)
        context = self.new_gc()
        context.copy_properties(gc)
        context.set_linewidth(0)
        context.set_snap(False)
        self.draw_path(context, _outline(s, is_bold(prop)), to_page, gc.get_rgb())


@lru_cache(maxsize=5_000)
def _outline(text: str, bold: bool) -> Path:
    """All letters of a line as one path, in hundredths of the size of the type."""
    font = FontProperties(family=list(FAMILY), weight="bold" if bold else "normal")
    vertices, codes = text_to_path.get_text_path(font, text, ismath=False)
    return Path(np.asarray(vertices, dtype=float).reshape(-1, 2), np.asarray(codes, dtype=Path.code_type))


def dots_of(figure: Figure, dpi: float) -> NDArray[np.uint8]:
    """The figure as (height, width, 3) red, green and blue; its ground is taken to be opaque."""
    return dots_with_alpha(figure, dpi)[:, :, :3]


def dots_with_alpha(figure: Figure, dpi: float) -> NDArray[np.uint8]:
    """The figure as (height, width, 4) red, green, blue and opacity."""
    figure.set_dpi(dpi)
    width, height = (int(round(side * dpi, 6)) for side in figure.get_size_inches())
    renderer = SheetRenderer(width, height, dpi)
    FigureCanvasAgg(figure)
    figure.draw(renderer)
    return np.asarray(renderer.buffer_rgba())
