"""A sheet of paper to draw on: millimetres from the lower left corner, and the few things every block needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from briefing.job.page_sizes import Page
from briefing.sheet.ink import INK, RULE_COLOUR
from briefing.sheet.typeset import line_mm, wrap
from geo.common.phrases import Language, is_right_to_left
from map.text import visible

DPI = 200


@dataclass(frozen=True, eq=False)
class Paper:
    """A figure of the size of a page and axes over all of it in mm. `right_to_left`: texts stand on the right."""

    page: Page
    language: Language
    figure: Figure
    axes: Axes

    @property
    def right_to_left(self) -> bool:
        return is_right_to_left(self.language)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "left",
    ) -> None:
        """One line with its base line at `y`; `size` in pt."""
        self.axes.text(
            x,
            y,
            visible(text),
            fontsize=size,
            fontweight="bold" if bold else "normal",
            color=colour,
            ha=align,
            va="baseline",
        )

    def block(
        self,
        left: float,
        right: float,
        top: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
    ) -> float:
        """Lines broken to the width, on the side the language starts from; the height they took, mm."""
        lines = wrap(text, right - left, size, bold=bold)
        x, align = (right, "right") if self.right_to_left else (left, "left")
        for number, line in enumerate(lines):
            base = top - line_mm(size) * (number + 0.78)
            self.text(x, base, line, size, bold=bold, colour=colour, align=align)
        return line_mm(size) * len(lines)

    def rectangle(
        self, left: float, bottom: float, width: float, height: float, *, fill: str = "none", edge: str = "none"
    ) -> None:
        self.axes.add_artist(Rectangle((left, bottom), width, height, facecolor=fill, edgecolor=edge, linewidth=0.5))

    def line(self, x: Sequence[float], y: Sequence[float], *, colour: str = RULE_COLOUR, width: float = 0.5) -> None:
        self.axes.add_artist(Line2D(x, y, color=colour, linewidth=width, solid_capstyle="butt"))


def new_paper(page: Page, language: Language) -> Paper:
    """An empty sheet."""
    figure = Figure(figsize=page.inches, dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, page.width), ylim=(0, page.height))
    axes.axis("off")
    return Paper(page, language, figure, axes)
