"""What stands beside a map: legend, key figures and where the map lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.job.brief import Brief
from briefing.sheet.figure_rows import FigureSetting
from briefing.sheet.groups import grouped, slug
from briefing.sheet.legend_rows import LEGEND, SWATCH_MM, RowSetting, set_phrase
from briefing.sheet.locator import draw_locator, locator_frame
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.paint import paint_swatch
from briefing.sheet.paper import Paper
from briefing.sheet.table import draw_table, table_height, table_width
from briefing.sheet.typeset import line_mm, type_pt, wrap
from briefing.text import words
from briefing.text.key_figures import Figure, GroundLines, event_figures, ground_lines
from geo.common.phrases import Language, Phrase, languages_in, spoken_by
from map.layer import LegendItem, by_weight
from map.legend import LegendEntry, LegendRow, legend_rows

SIZES = (8.0, 7.4, 7.0, 6.6, 6.2)
TIGHT = (5.8, 5.4, 5.2)
"""Size of type, pt of an A4 sheet: with one column of legend or two; and with two or more."""

UNDER_MM = 2.0
"""Between the figures and the locator under them."""

BETWEEN_MOST_MM = 7.0

GROUND_MOST_MM = 100.0
"""Of the width, that the table of ground takes: its figures stand near their names."""

TOLERANCE_MM = 0.01

LOCATOR_SHARES = (0.2, 0.15)
"""Of the height beside the map, the least the locator takes; the smaller where the legend is long."""

LOCATOR_MOST = 0.4
"""Of that height, the most it takes where there is room to spare."""

Way = tuple[float, int]
"""Size of type on paper, pt, and columns of the legend."""


@dataclass(frozen=True, eq=False)
class ColumnText:
    """What the column tells: the legend, and the figures of events and of ground."""

    items: list[LegendItem]
    events: list[Figure]
    ground: GroundLines | None


@dataclass(frozen=True, eq=False)
class ColumnPlan:
    """How the column is set. `locator`: None where even the smallest has no room; `spare_mm`: what is left under the
    figures then; `fits`: whether there is room for all of it."""

    told: ColumnText
    way: Way
    locator: MapFrame | None
    spare_mm: float = 0.0
    fits: bool = True


def legend_of(pictures: Iterable[MapPicture]) -> list[LegendItem]:
    """What the maps draw, layer by layer, the background last, each line once."""
    found = sorted((part for picture in pictures for part in picture.legend()), key=lambda part: by_weight(part[0]))
    return list(dict.fromkeys(item for _, items in found for item in items))


def plan_column(
    paper: Paper, brief: Brief, picture: MapPicture, size: tuple[float, float], scale: float, most: int
) -> ColumnPlan:
    """Type as large as leaves room for a locator in a column of `size` mm with a legend of at most `most` columns, and
    the locator as large as that leaves room for."""
    (width, height), ways = size, _ways(scale, most)
    told = ColumnText(legend_of([picture]), event_figures(brief.situation), ground_lines(brief))

    @cache
    def room(way: Way) -> float:
        """What legend and figures leave free under them, mm."""
        column = _Column(paper, 0.0, width, height, way[0], scale, way[1], drawn=False)
        return column.all(told, counted=True)

    def locator(tall: float) -> MapFrame:
        return locator_frame(brief, picture.frame, width, tall)

    air = UNDER_MM * scale
    for share in LOCATOR_SHARES:
        if way := next((way for way in ways if room(way) - air >= height * share), None):
            return ColumnPlan(told, way, locator(min(room(way) - air, height * LOCATOR_MOST)))
    way = next((way for way in ways if room(way) >= 0), ways[-1])
    return ColumnPlan(told, way, None, max(0.0, room(way)), fits=room(way) >= 0)


@cache
def _ways(scale: float, most: int) -> tuple[Way, ...]:
    """The ways to set a column in type that is not too small, the best first."""
    rows = [(size, across) for across in (1, 2) for size in SIZES]
    rows += [(size, across) for across in range(2, most + 1) for size in TIGHT]
    return tuple(dict.fromkeys((type_pt(size, scale), across) for size, across in rows))


def draw_column(
    paper: Paper,
    brief: Brief,
    shown: MapFrame,
    plan: ColumnPlan,
    counted: bool,
    left: float,
    right: float,
    top: float,
    bottom: float,
    scale: float,
) -> None:
    """Legend, key figures and, at the foot, the locator."""
    size, across = plan.way
    column = _Column(paper, left, right, top, size, scale, across, drawn=True)
    column.all(plan.told, counted=counted, between=min(plan.spare_mm, BETWEEN_MOST_MM * scale))
    if plan.locator:
        draw_locator(paper, brief, shown, plan.locator, right - plan.locator.width_mm, bottom, scale)


def legend_room(
    paper: Paper, items: Sequence[LegendItem], width: float, size: float, scale: float, across: int
) -> float:
    """Height a legend of `across` columns takes, mm."""
    column = _Column(paper, 0.0, width, 0.0, size, scale, across, drawn=False)
    column.heading(words.LEGEND)
    column.legend(items)
    return -column.y


def draw_legend(
    paper: Paper,
    items: Sequence[LegendItem],
    left: float,
    right: float,
    top: float,
    size: float,
    scale: float,
    across: int,
) -> None:
    """The legend by itself, with its heading."""
    column = _Column(paper, left, right, top, size, scale, across, drawn=True)
    with grouped(paper.axes, LEGEND):
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

    def all(self, told: ColumnText, *, counted: bool, between: float = 0.0) -> float:
        """Legend and figures, `between` mm more than they need apart; returns where they end."""
        with grouped(self.paper.axes, LEGEND):
            self.heading(words.LEGEND)
            self.legend(told.items)
            if counted:
                self.line(words.COUNTED.say(self.paper.language))
        self.y -= 2.2 * self.scale + between
        with grouped(self.paper.axes, "key-figures"):
            self.heading(words.KEY_FIGURES)
            self.key_figures(told)
        return self.y

    def key_figures(self, told: ColumnText) -> None:
        """The figures of events, and under them, or beside them where that is lower, the table of ground."""
        if not told.ground or not told.ground.lines:
            self.figures(told.events)
            return
        gap, width = 5.0 * self.scale, self.right - self.left
        for language in dict.fromkeys((self.paper.language, spoken_by(self.paper.language))):
            rest = width - gap - self.ground_mm(told.ground, language)
            if FigureSetting(self.paper, self.size, self.scale, rest).fits(told.events):
                near = self._part(self.left, self.left + rest)
                far = self._part(self.left + rest + gap, self.right)
                if self.paper.right_to_left:
                    near = self._part(self.right - rest, self.right)
                    far = self._part(self.left, self.right - rest - gap)
                near.figures(told.events)
                far.ground(told.ground)
                self.y = min(near.y, far.y)
                return
        self.figures(told.events)
        self.y -= 0.8 * self.scale
        self.ground(told.ground)

    def _part(self, left: float, right: float) -> _Column:
        """A column of its own from where this one has come to."""
        return _Column(self.paper, left, right, self.y, self.size, self.scale, self.across, drawn=self.drawn)

    def _ground_rows(self, ground: GroundLines, language: Language) -> tuple[list[list[str]], int]:
        """The rows of the table with names in `language`, and how many of them are its head."""
        heads = [words.GROUND, *ground.columns]
        said = [[head.say(spoken) for head in heads] for spoken in languages_in(self.paper.language)]
        rows = [[line.name.say(language, " "), *ground.cells(line)] for line in ground.lines]
        return [*said, *rows], len(said)

    def ground_mm(self, ground: GroundLines, language: Language) -> float:
        """The width the table of ground wants with names in `language`, mm."""
        rows, heads = self._ground_rows(ground, language)
        return table_width(rows, self.size, heads=heads, chips=True)

    def ground(self, ground: GroundLines) -> None:
        """The table of ground under its heads, the first of them its title; of names in two languages the first alone
        where both have no room."""
        language, width = self.paper.language, self.right - self.left
        if self.ground_mm(ground, language) > width + TOLERANCE_MM:
            language = spoken_by(language)
        rows, heads = self._ground_rows(ground, language)
        if self.drawn:
            taken = min(width, GROUND_MOST_MM * self.scale)
            left, right = (
                (self.right - taken, self.right) if self.paper.right_to_left else (self.left, self.left + taken)
            )
            chips = [line.colour for line in ground.lines]
            numbers = len(ground.columns)
            draw_table(self.paper, left, right, self.y, rows, self.size, numbers=numbers, heads=heads, chips=chips)
        self.y -= table_height(rows, self.size)

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

    def legend(self, items: Sequence[LegendItem]) -> None:
        """The items in columns side by side, filled one after the other, each as tall as the others."""
        rows, gap = legend_rows(items), 2.5 * self.scale
        width = (self.right - self.left - gap * (self.across - 1)) / self.across
        top = self.y
        ends = []
        first = 0
        for number in range(self.across):
            place = self.across - 1 - number if self.paper.right_to_left else number
            start = self.left + place * (width + gap)
            self.y = top
            last = self._column_end(rows, first, width, self.across - number)
            for row in rows[first:last]:
                self.row(row, start, start + width)
            first = last
            ends.append(self.y)
        self.y = min(ends)

    def _column_end(self, rows: list[LegendRow], first: int, width: float, columns: int) -> int:
        """Where the column of row `first` ends, so that the rest fills `columns` of `width` mm evenly."""
        if columns == 1:
            return len(rows)
        heights = [self._row_height(row, width) for row in rows[first:]]
        ends = range(len(heights) + 1)
        return first + min(ends, key=lambda end: max(sum(heights[:end]), sum(heights[end:]) / (columns - 1)))

    def _set_entry(self, entry: LegendEntry, width: float) -> tuple[list[str], float]:
        """The lines of an entry in a column of `width` mm, and the height it takes, mm."""
        sample, height = (side * self.size / 7.0 for side in SWATCH_MM)
        lines = set_phrase(entry.names, self.paper.language, width - sample - 1.8 * self.scale, self.size)
        return lines, max(height, line_mm(self.size) * len(lines)) + 0.5 * self.scale

    def _row_height(self, row: LegendRow, width: float) -> float:
        return self._rows(width).height(row) if row.heading else self._set_entry(row.entries[0], width)[1]

    def _rows(self, width: float) -> RowSetting:
        return RowSetting(self.paper, self.size, self.scale, width)

    def row(self, row: LegendRow, left: float, right: float) -> None:
        """One row of the legend: a sample and its text, or several under a heading."""
        if row.heading is None:
            self.entry(row.entries[0], left, right)
            return
        if self.drawn:
            self._rows(right - left).draw(row, left, self.y)
        self.y -= self._row_height(row, right - left)

    def entry(self, entry: LegendEntry, left: float, right: float) -> None:
        width, height = (side * self.size / 7.0 for side in SWATCH_MM)
        gap = 1.8 * self.scale
        lines, tall = self._set_entry(entry, right - left)
        if self.drawn:
            middle = self.y - tall / 2
            start = right - width if self.paper.right_to_left else left
            box = (start, middle - height / 2, start + width, middle + height / 2)
            ends = (left, start - gap) if self.paper.right_to_left else (start + width + gap, right)
            with grouped(self.paper.axes, f"{LEGEND}-{slug(entry.names.en)}"):
                paint_swatch(self.paper.axes, entry.swatches[0], box, scale=self.size / 7.0)
                self.paper.block(*ends, middle + line_mm(self.size) * len(lines) / 2, "\n".join(lines), self.size)
        self.y -= tall

    def figures(self, figures: list[Figure]) -> None:
        setting = FigureSetting(self.paper, self.size, self.scale, self.right - self.left)
        if self.drawn:
            setting.draw(figures, self.left, self.y)
        self.y -= setting.height(figures)
