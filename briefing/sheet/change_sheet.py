"""The change sheet: before, after and what changed hands, with the figures of the change under the maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from briefing.job.brief import Brief
from briefing.sheet.change_tables import (
    ChangeTables,
    change_tables,
    draw_events_and_places,
    events_and_places_mm,
    figures_of_change,
    ground_mm,
)
from briefing.sheet.changed_ground import changed_bounds
from briefing.sheet.city_inset import city_inset, draw_city
from briefing.sheet.column import draw_legend, legend_of, legend_room
from briefing.sheet.footer import draw_footer, footer_height
from briefing.sheet.groups import grouped
from briefing.sheet.header import headed_sheet
from briefing.sheet.inset_place import inset_place
from briefing.sheet.labels import SheetBox
from briefing.sheet.layout import lay_out
from briefing.sheet.locator import draw_inset, inset_size
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_edge, reserved
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import type_pt
from briefing.text import words
from geo.analysis.situation import Situation, select
from geo.common.crs import Bounds
from geo.common.phrases import Phrase
from geo.common.remembered import remembered
from layers import all_layers
from map.layer import LegendItem
from map.wording import HOLDERS, on_day

GAP_MM = 4.0
PANEL_SCALE = 0.85
MAP_SHARES = (0.46, 0.42, 0.38, 0.33, 0.28, 0.24, 0.2)
LEGEND_SHARES = (1 / 3, 0.4, 0.46, 0.52, 0.56)
"""Of the height for the maps, and of the width under them for the legend: less and more where it needs more room; the
tables share what it leaves."""
FIGURES_MOST = 0.62
"""Of what the legend leaves, for the tables of ground; half where they need no more."""

SIZES = (7.0, 6.6, 6.2, 5.8, 5.4, 5.2)
LEGEND_ACROSS = (2, 3, 4)
SHORTENED_FROM, LEAST_ROWS = 0.28, 3
"""Where maps have no more than this of the height, the smallest rows of a table stand as one, down to so many."""

CITY_SHARES = (0.42, 0.38, 0.34, 0.3, 0.26)
"""Of the width of the map of change, for the inset of a city on it."""

GROUPS = ("map-before", "map-after", "map-change")
"""Of the drawing, one for each map."""


def change_sheet(brief: Brief) -> Figure:
    """Three maps in one frame each: the end of the first day, the end of the last, and the difference."""
    page, scale, situation = brief.page, brief.page.scale, brief.situation
    sheet = headed_sheet(brief, gap_mm=5.6)
    paper, left, right, top = sheet.paper, sheet.left, sheet.right, sheet.top
    gap = GAP_MM * scale
    width = (right - left - 2 * gap) / 3
    columns = [(left + number * (width + gap), left + number * (width + gap) + width) for number in range(3)]
    if paper.right_to_left:
        columns.reverse()
    about = changed_bounds(situation)
    tables = change_tables(brief, about)
    ruler = _Ruler(paper, brief, scale)

    def planned(share: float) -> _Plan:
        pictures = three_pictures(brief, (width - 3 * scale, page.height * share), about)
        frame = pictures[0].frame
        footer = footer_height(brief, frame, right - left, scale)
        y, floor = top - frame.height_mm - 6.0 * scale, sheet.foot + footer + 2.0 * scale
        items, shorten = tuple(_each_party_once(legend_of(pictures))), share <= SHORTENED_FROM
        lower = _lower_part(ruler, items, tables, (left, right, y, floor), shorten=shorten)
        return _Plan(pictures, footer, y, floor, items, lower)

    pictures, footer, y, floor, items, lower = _tallest(planned)
    frame, small = pictures[0].frame, scale * PANEL_SCALE
    locator = inset_place(pictures[0], *inset_size(frame), small) if about else None
    city = city_inset(pictures[2], small, CITY_SHARES)
    insets: tuple[list[SheetBox], ...] = ([locator.box] if locator else [], [], [city.box] if city else [])
    for number, ((start, end), title) in enumerate(zip(columns, _titles(situation), strict=True)):
        at, bottom = (start + end + 3 * scale - frame.width_mm) / 2, top - frame.height_mm
        axes = _draw_titled(paper, pictures[number], title, GROUPS[number], at, bottom, scale, insets[number])
        if locator and number == 0:
            draw_inset(paper, brief, frame, locator.box, at, bottom, small)
        if city and number == 2:
            draw_city(paper, (axes, pictures[2]), city, (at, bottom), small)
    beside, figures, places = lower.columns
    draw_legend(paper, items, *beside, y, lower.legend[0], scale, lower.legend[1])
    with grouped(paper.axes, "figures"):
        figures_of_change(paper, lower.tables, *figures, y, lower.size, drawn=True)
        draw_events_and_places(paper, brief, *places, y, floor, lower.size)
    draw_footer(paper, brief, frame, left, right, sheet.foot + footer, scale)
    return paper.figure


@dataclass(frozen=True)
class _LowerPart:
    """What stands under the maps: its three columns (left and right, mm), the type and the columns of the legend, the
    tables and their type, and whether all of it has room."""

    columns: tuple[tuple[float, float], ...]
    legend: tuple[float, int]
    tables: ChangeTables
    size: float
    fits: bool


class _Plan(NamedTuple):
    """The three maps, the height of the footer, and what stands between them: where it begins and ends, mm, the legend
    and the rest."""

    pictures: tuple[MapPicture, MapPicture, MapPicture]
    footer: float
    top: float
    floor: float
    items: tuple[LegendItem, ...]
    lower: _LowerPart


def _tallest(planned: Callable[[float], _Plan]) -> _Plan:
    """The plan with the tallest maps under which all has room: of the shares, and between that and the next."""
    too_tall: float | None = None
    for share in MAP_SHARES:
        plan = planned(share)
        if plan.lower.fits:
            between = planned((too_tall + share) / 2) if too_tall else plan
            return between if between.lower.fits else plan
        too_tall = share
    return plan


@dataclass(frozen=True, eq=False)
class _Ruler:
    """Measures what may stand under the maps, each way to set it once: plans differ in little else than height."""

    paper: Paper
    brief: Brief
    scale: float

    @remembered
    def places_mm(self, size: float, width: float) -> float:
        """The height of events and places in type of `size` pt in a column of `width` mm."""
        return events_and_places_mm(self.paper, self.brief, width, size)

    @remembered
    def _legend_mm(self, items: tuple[LegendItem, ...], width: float, size: float, across: int) -> float:
        return legend_room(self.paper, items, width, size, self.scale, across)

    def legend_way(self, items: tuple[LegendItem, ...], width: float, room: float) -> tuple[float, int] | None:
        """The largest type and the fewest columns in which the legend has room, None where there is none."""
        ways = ((type_pt(size, self.scale), across) for size in SIZES for across in LEGEND_ACROSS)
        return next((way for way in ways if self._legend_mm(items, width, *way) <= room), None)


def _lower_part(
    ruler: _Ruler,
    items: tuple[LegendItem, ...],
    tables: ChangeTables,
    box: tuple[float, float, float, float],
    *,
    shorten: bool,
) -> _LowerPart:
    """The first way to share `box` (left, right, top and bottom, mm) in which everything has room, else the last.
    `shorten`: with tables as short as that asks for."""
    left, right, top, bottom = box
    paper, scale = ruler.paper, ruler.scale
    gap, least = GAP_MM * scale, type_pt(SIZES[-1], scale)
    needed = ground_mm(tables, paper.language, least)
    for share in LEGEND_SHARES:
        first = (right - left - 2 * gap) * share
        rest = right - left - 2 * gap - first
        second = min(max(rest / 2, needed), rest * FIGURES_MOST)
        other = rest - second
        starts = (left, left + first + gap, left + first + second + 2 * gap)
        columns = tuple((start, start + wide) for start, wide in zip(starts, (first, second, other), strict=True))
        if paper.right_to_left:
            columns = tuple((left + right - end, left + right - start) for start, end in columns)
        legend = ruler.legend_way(items, first, top - bottom)
        sizes = [
            size for size in (type_pt(one, scale) for one in SIZES) if ruler.places_mm(size, other) <= top - bottom
        ]
        set_tables, size = tables, _figures_set(paper, tables, columns[1], top - bottom, sizes)
        while shorten and sizes and not size and set_tables.longest > LEAST_ROWS:
            set_tables = set_tables.shorter()
            size = _figures_set(paper, set_tables, columns[1], top - bottom, sizes)
        if legend and size:
            break
    return _LowerPart(
        columns, legend or (least, LEGEND_ACROSS[-1]), set_tables, size or least, fits=bool(legend and size)
    )


def _figures_set(
    paper: Paper, tables: ChangeTables, column: tuple[float, float], room: float, sizes: Sequence[float]
) -> float | None:
    """The largest of these sizes of type in which the tables have room, None where there is none."""
    left, right = column
    return next(
        (
            size
            for size in sizes
            if ground_mm(tables, paper.language, size) <= right - left
            and figures_of_change(paper, tables, left, right, 0.0, size, drawn=False) <= room
        ),
        None,
    )


def _each_party_once(items: list[LegendItem]) -> list[LegendItem]:
    """The tint of a party on the maps of one day beside its tints on the map of change."""
    return [replace(item, tint="medium") if item.row == HOLDERS else item for item in items]


def three_pictures(
    brief: Brief, size_mm: tuple[float, float], about: Bounds | None
) -> tuple[MapPicture, MapPicture, MapPicture]:
    """Who held the ground on the first day and on the last, and what changed in between, with the events of that.
    `about`: degrees, None for the area."""
    situation, scale = brief.situation, brief.page.scale * PANEL_SCALE
    holds, changed = (replace(brief.request.look, mode=mode) for mode in ("control", "change"))
    first = select(situation.theatre, replace(situation.filters, end=situation.filters.start))
    states = [layer for layer in brief.layers if layer.time_mode in ("always", "last day")]
    wanted = brief.request.layers | {"change", "control"}
    between = [layer for layer in all_layers() if layer.id in wanted]
    before = picture_of(first, states, holds, size_mm, scale, about=about)
    after = replace(before, situation=situation)
    return before, after, replace(after, layers=tuple(between), look=changed)


def _titles(situation: Situation) -> tuple[Phrase, Phrase, Phrase]:
    filters = situation.filters
    return (
        words.BEFORE.fill(day=on_day(filters.start)),
        words.AFTER.fill(day=on_day(filters.end)),
        words.DIFFERENCE,
    )


def _draw_titled(
    paper: Paper,
    picture: MapPicture,
    title: Phrase,
    group: str,
    left: float,
    bottom: float,
    scale: float,
    insets: Sequence[SheetBox],
) -> Axes:
    middle, above = left + picture.frame.width_mm / 2, bottom + picture.frame.height_mm + 1.5 * scale
    with grouped(paper.axes, "captions"):
        paper.text(middle, above, title.say(paper.language), 8 * scale, bold=True, align="center")
    axes = map_axes(paper.figure, picture.frame, left, bottom, group)
    draw_map(axes, picture, lay_out(picture, reserved(picture, scale, insets)))
    draw_edge(axes, paper, picture, left, bottom, scale, insets)
    return axes
