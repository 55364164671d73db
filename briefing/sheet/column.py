"""What stands beside a map: legend, key figures and where the map lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import shapely
from matplotlib.patheffects import withStroke

from briefing import words
from briefing.brief import Brief
from briefing.key_figures import Figure, event_figures, ground_figures
from briefing.sheet.ink import HALO, QUIET
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.map_picture import WATER_BEHIND, MapPicture, drawn_bounds, map_axes
from briefing.sheet.paint import paint_areas, paint_lines, paint_swatch
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap
from briefing.words import Phrase
from layers.base import LegendItem
from layers.ground import LAND, NEIGHBOURS
from layers.styles import AreaStyle, LineStyle

WAYS = (*tuple((size, across) for across in (1, 2) for size in (7.4, 7.0, 6.6, 6.2)), (5.8, 2), (5.4, 2), (5.0, 2))
SMALLER = ((4.6, 2), (4.2, 2), (3.8, 2))
"""Size of type in pt and columns of the legend, the best first; the smaller only where no locator has room anyway."""

SWATCH_MM = (7.0, 4.0)
LOCATOR_SHARES = (0.3, 0.22, 0.15)
"""Of the height beside the map, at most; the smaller where the legend is long."""


def legend_of(pictures: Iterable[MapPicture]) -> list[LegendItem]:
    """What the maps draw, layer by layer, the background last, each line once."""
    found = sorted((part for picture in pictures for part in picture.legend()), key=lambda part: part[0].order)
    front = [item for layer, items in found if not layer.is_background for item in items]
    behind = [item for layer, items in found if layer.is_background for item in items]
    return list(dict.fromkeys(front + behind))


def draw_column(
    paper: Paper, brief: Brief, picture: MapPicture, left: float, right: float, top: float, bottom: float, scale: float
) -> None:
    """Legend, key figures and, at the foot, the locator; type as large as the column has room for."""
    items = legend_of([picture])
    counted = any(mark.count > 1 for mark in picture.marks)

    def column(size: float, across: int, *, drawn: bool) -> _Column:
        return _Column(paper, left, right, top, size * scale, scale, across, drawn=drawn)

    @cache
    def room(way: tuple[float, int]) -> float:
        """What legend and figures leave free under them, mm."""
        return column(*way, drawn=False).all(brief, items, counted) - bottom - 2 * scale

    def first(ways: Sequence[tuple[float, int]], height: float) -> tuple[float, int] | None:
        return next((way for way in ways if room(way) >= height), None)

    for share in () if _shows_all(brief, picture.frame) else LOCATOR_SHARES:
        locator = locator_frame(brief, right - left, (top - bottom) * share)
        if way := first(WAYS, locator.height_mm):
            column(*way, drawn=True).all(brief, items, counted)
            draw_locator(paper, brief, picture.frame, locator, right - locator.width_mm, bottom, scale)
            return
    column(*(first(WAYS + SMALLER, 0.0) or SMALLER[-1]), drawn=True).all(brief, items, counted)


def legend_room(paper: Paper, items: list[LegendItem], width: float, size: float, scale: float, across: int) -> float:
    """Height a legend of `across` columns takes, mm."""
    column = _Column(paper, 0.0, width, 0.0, size, scale, across, drawn=False)
    column.heading(words.LEGEND)
    column.legend(items)
    return -column.y


def draw_legend(
    paper: Paper,
    items: list[LegendItem],
    left: float,
    right: float,
    top: float,
    size: float,
    scale: float,
    across: int,
) -> None:
    """The legend by itself, with its heading."""
    column = _Column(paper, left, right, top, size, scale, across, drawn=True)
    column.heading(words.LEGEND)
    column.legend(items)


class _Column:
    """Blocks one under the other; with `drawn` False only measured."""

    def __init__(
        self,
        paper: Paper,
        left: float,
        right: float,
        top: float,
        size: float,
        scale: float,
        across: int,
        *,
        drawn: bool,
    ) -> None:
        self.paper, self.left, self.right, self.y, self.size, self.scale = paper, left, right, top, size, scale
        self.across, self.drawn = across, drawn

    def all(self, brief: Brief, items: list[LegendItem], counted: bool) -> float:
        """Legend and figures; returns where they end."""
        self.heading(words.LEGEND)
        self.legend(items, even=True)
        if counted:
            self.line(words.COUNTED.say(self.paper.language))
        self.y -= 2.2 * self.scale
        self.heading(words.KEY_FIGURES)
        for figure in event_figures(brief.situation):
            self.figure(figure)
        ground = ground_figures(brief)
        if ground:
            self.y -= 0.8 * self.scale
            self.line(words.GROUND_HELD.say(self.paper.language), bold=True)
            for figure in ground:
                self.figure(figure)
        return self.y

    def heading(self, phrase: Phrase) -> None:
        size = self.size * 1.2
        if self.drawn:
            self.paper.block(self.left, self.right, self.y, phrase.say(self.paper.language), size, bold=True)
            base = self.y - line_mm(size) - 0.2 * self.scale
            self.paper.line([self.left, self.right], [base, base])
        self.y -= line_mm(size) + 1.1 * self.scale

    def line(self, text: str, *, bold: bool = False) -> None:
        lines = wrap(text, self.right - self.left, self.size, bold=bold)
        if self.drawn:
            self.paper.block(self.left, self.right, self.y, text, self.size, bold=bold)
        self.y -= line_mm(self.size) * len(lines)

    def legend(self, items: list[LegendItem], *, even: bool = False) -> None:
        """The items in columns side by side, filled one after the other.

        As many in each; `even` makes them as tall as each other. A sheet of change takes the largest maps that leave
        room for a legend in some type: what it saved there would come back as smaller type.
        """
        gap = 2.5 * self.scale
        width = (self.right - self.left - gap * (self.across - 1)) / self.across
        top = self.y
        ends = []
        first = 0
        for number in range(self.across):
            place = self.across - 1 - number if self.paper.right_to_left else number
            start = self.left + place * (width + gap)
            self.y = top
            last = first - (-len(items) // self.across)
            if even:
                last = self._column_end(items, first, width, self.across - number)
            for item in items[first:last]:
                self.item(item, start, start + width)
            first = last
            ends.append(self.y)
        self.y = min(ends)

    def _column_end(self, items: list[LegendItem], first: int, width: float, columns: int) -> int:
        """Where the column of item `first` ends, so that the rest fills `columns` of `width` mm evenly."""
        if columns == 1:
            return len(items)
        heights = [self._set_item(item, width)[1] for item in items[first:]]
        ends = range(len(heights) + 1)
        return first + min(ends, key=lambda end: max(sum(heights[:end]), sum(heights[end:]) / (columns - 1)))

    def _set_item(self, item: LegendItem, width: float) -> tuple[list[str], float]:
        """The lines of an item in a column of `width` mm, and the height it takes, mm."""
        sample, height = (side * self.size / 7.0 for side in SWATCH_MM)
        text = Phrase(item.label, item.label_ar).say(self.paper.language, "\n")
        lines = wrap(text, width - sample - 1.8 * self.scale, self.size)
        return lines, max(height, line_mm(self.size) * len(lines)) + 0.5 * self.scale

    def item(self, item: LegendItem, left: float, right: float) -> None:
        width, height = (side * self.size / 7.0 for side in SWATCH_MM)
        text = Phrase(item.label, item.label_ar).say(self.paper.language, "\n")
        gap = 1.8 * self.scale
        lines, tall = self._set_item(item, right - left)
        if self.drawn:
            middle = self.y - tall / 2
            start = right - width if self.paper.right_to_left else left
            box = (start, middle - height / 2, start + width, middle + height / 2)
            paint_swatch(self.paper.axes, item.swatch, box, scale=self.size / 7.0)
            ends = (left, start - gap) if self.paper.right_to_left else (start + width + gap, right)
            self.paper.block(*ends, middle + line_mm(self.size) * len(lines) / 2, text, self.size)
        self.y -= tall

    def figure(self, figure: Figure) -> None:
        language, chip = self.paper.language, 2.4 * self.scale if figure.colour else 0.0
        one = "en" if language == "both" else language
        value, remark = figure.value.say(one), figure.remark.say(one) if figure.remark else ""
        label = figure.label.say(language, " ")
        room = self.right - self.left - (chip + 1.2 * self.scale if chip else 0)
        wide = width_mm(value, self.size, bold=True)
        taken = width_mm(label, self.size) + wide + 2 * self.scale
        one_line = taken + width_mm(remark, self.size) + (1.2 * self.scale if remark else 0) <= room
        rows = 1 if one_line else 2
        if self.drawn:
            base = self.y - line_mm(self.size) * 0.78
            rtl = self.paper.right_to_left
            start, end = (self.right, self.left) if rtl else (self.left, self.right)
            near, far = ("right", "left") if rtl else ("left", "right")
            onwards = -1 if rtl else 1
            if chip:
                corner = start - chip if rtl else start
                self.paper.rectangle(corner, base - 0.2 * self.scale, chip, chip * 0.8, fill=figure.colour)
                start += (chip + 1.2 * self.scale) * onwards
            self.paper.text(start, base, label, self.size, align=near)
            before = width_mm(remark, self.size) + 1.2 * self.scale if one_line and remark else 0.0
            self.paper.text(end - before * onwards, base, value, self.size, bold=True, align=far)
            if remark:
                base -= 0 if one_line else line_mm(self.size)
                self.paper.text(end, base, remark, self.size, colour=QUIET, align=far)
        self.y -= line_mm(self.size) * rows + 0.35 * self.scale


def _shows_all(brief: Brief, frame: MapFrame) -> bool:
    """Whether the map is of the whole theatre, which needs no map of where it lies."""
    return bool(shapely.box(*frame.bounds).contains(shapely.box(*brief.theatre.extent)))


def locator_frame(brief: Brief, width: float, height: float) -> MapFrame:
    """The whole theatre in at most this room, mm."""
    return frame_for(brief.theatre.extent, width, height, limit=drawn_bounds(brief.situation))


def draw_locator(
    paper: Paper, brief: Brief, shown: MapFrame, frame: MapFrame, left: float, bottom: float, scale: float
) -> None:
    """Where the map lies in the theatre: its outline on a small map of the whole."""
    theatre = brief.theatre
    axes = map_axes(paper.figure, frame, left, bottom)
    axes.set_facecolor(WATER_BEHIND)
    countries = theatre.countries
    at_home = (countries["iso_a3"] == theatre.country).to_numpy()
    styles = [
        AreaStyle(colour=(LAND if home else NEIGHBOURS)["light"], opacity=1.0, outline="#8a857b", weight=0.7)
        for home in at_home
    ]
    order = np.argsort(at_home, kind="stable")
    shapes = frame.clipped(countries.geometry.to_numpy()[order])
    paint_areas(axes, shapes, [styles[number] for number in order], zorder=1, scale=scale)
    borders = frame.clipped(theatre.governorates.boundary.to_numpy())
    thin = LineStyle(colour="#b5b0a5", weight=0.6)
    paint_lines(axes, borders, [thin] * len(borders), zorder=2, scale=scale)
    west, south, east, north = shown.bounds
    outline = frame.to_plane([shapely.segmentize(shapely.box(west, south, east, north), 0.2)])
    box = AreaStyle(colour="#c1121f", opacity=0.15, outline="#c1121f", weight=2.0)
    paint_areas(axes, outline, [box], zorder=3, scale=scale)
    axes.text(
        0.03,
        0.04,
        words.LOCATION.say(paper.language),
        transform=axes.transAxes,
        fontsize=5.4 * scale,
        color=QUIET,
        zorder=4,
        path_effects=[withStroke(linewidth=1.4 * scale, foreground=HALO)],
    )
