"""The map sheet: one map, its legend and figures beside it."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from briefing.job.brief import Brief
from briefing.sheet.city_inset import CityInset, city_inset, draw_city
from briefing.sheet.column import ColumnPlan, draw_column, plan_column
from briefing.sheet.footer import draw_footer, footer_height
from briefing.sheet.header import headed_sheet
from briefing.sheet.ink import INK
from briefing.sheet.inset_place import InsetPlace, inset_place
from briefing.sheet.labels import SheetBox
from briefing.sheet.layout import lay_out
from briefing.sheet.locator import draw_inset, inset_size
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_edge, reserved
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.map_picture import MapPicture, map_axes, picture_of
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, wrap
from briefing.text import words

COLUMNS = (
    *((share, 2) for share in (0.235, 0.265, 0.295, 0.325)),
    *((share, 3) for share in (0.325, 0.36, 0.4)),
    *((share, 4) for share in (0.44, 0.48, 0.52, 0.56, 0.6, 0.64)),
)
"""What stands beside the map: its share of the width and the most columns of its legend, which need more of both the
longer it is."""

GAP_MM = 4.0
HIDDEN_MOST = 0.04
"""Of an inset, that may lie over the country that is mapped."""


def map_sheet(brief: Brief) -> Figure:
    """The one page of a map sheet."""
    page, scale = brief.page, brief.page.scale
    sheet = headed_sheet(brief, gap_mm=2.0)
    paper, left, right, top = sheet.paper, sheet.left, sheet.right, sheet.top
    map_left = left + 3 * scale
    rough = frame_for(brief.situation.area.bounds, right - map_left, page.height * 0.7)
    footer = footer_height(brief, rough, right - left, scale)
    bottom = sheet.foot + footer + 4.5 * scale
    plan = _plan(paper, brief, right - map_left, top - bottom, scale)
    frame = plan.picture.frame
    map_bottom, column_left = top - frame.height_mm, map_left + frame.width_mm + GAP_MM * scale
    axes = map_axes(paper.figure, frame, map_left, map_bottom)
    layout = lay_out(plan.picture, reserved(plan.picture, scale, plan.insets))
    draw_map(axes, plan.picture, layout)
    draw_edge(axes, paper, plan.picture, map_left, map_bottom, scale, plan.insets)
    if is_empty(brief):
        say_empty(paper, frame, map_left, map_bottom, scale)
    draw_column(paper, brief, frame, plan.column, layout.counted, column_left, right, top, bottom, scale)
    if plan.locator:
        draw_inset(paper, brief, frame, plan.locator.box, map_left, map_bottom, scale)
    if plan.city:
        draw_city(paper, (axes, plan.picture), plan.city, (map_left, map_bottom), scale)
    draw_footer(paper, brief, frame, left, right, sheet.foot + footer, scale)
    return paper.figure


@dataclass(frozen=True, eq=False)
class _Plan:
    """A map, what stands beside it, and the small maps on it: of a city, and the locator, where that has no room beside
    the map."""

    picture: MapPicture
    column: ColumnPlan
    city: CityInset | None
    locator: InsetPlace | None = None

    @property
    def insets(self) -> list[SheetBox]:
        """Where the small maps stand, mm of the frame."""
        return [part.box for part in (self.city, self.locator) if part]

    @property
    def hides(self) -> float:
        """How much of the locator lies over the country that is mapped; all of it, where it has no place."""
        return self.locator.over_home if self.locator else 1.0


def _plan(paper: Paper, brief: Brief, width: float, height: float, scale: float) -> _Plan:
    """The first of these that is possible: the locator under the legend; on the map, where it hides next to nothing;
    under the legend in a wider column; on the map all the same."""
    spare = []
    for share, across in COLUMNS:
        size = (width - brief.page.width * share - GAP_MM * scale, height)
        picture = picture_of(brief.situation, brief.layers, brief.request.look, size, scale)
        beside = width - picture.frame.width_mm - GAP_MM * scale
        column = plan_column(paper, brief, picture, (beside, height), scale, across)
        city = city_inset(picture, scale)
        if column.locator:
            return _Plan(picture, column, city)
        locator = inset_place(picture, *inset_size(picture.frame), scale, [city.box] if city else [])
        plan = _Plan(picture, column, city, locator)
        spare.append(plan)
        if column.fits and plan.hides <= HIDDEN_MOST:
            break
    return min(spare, key=lambda one: (not one.column.fits, one.hides > HIDDEN_MOST, one.hides))


def is_empty(brief: Brief) -> bool:
    """Whether the filters leave nothing: no event, no ground of anybody, no crossing."""
    situation = brief.situation
    return not len(situation.filtered) and situation.areas.empty and situation.crossings.empty


def say_empty(paper: Paper, frame: MapFrame, left: float, bottom: float, scale: float) -> None:
    """Over the map, that there is nothing to show."""
    size = 11 * scale
    for number, line in enumerate(wrap(words.EMPTY.say(paper.language, "\n"), frame.width_mm * 0.6, size)):
        paper.axes.text(
            left + frame.width_mm / 2,
            bottom + frame.height_mm * 0.6 - number * line_mm(size),
            line,
            fontsize=size,
            color=INK,
            ha="center",
            zorder=200,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85},
        )
