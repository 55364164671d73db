"""The map sheet: one map, its legend and figures beside it."""

from __future__ import annotations

from matplotlib.figure import Figure

from briefing import words
from briefing.brief import Brief
from briefing.sheet.column import draw_column, plan_column
from briefing.sheet.footer import draw_footer, footer_height
from briefing.sheet.header import draw_header
from briefing.sheet.ink import INK
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_edge, reserved
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.map_picture import map_axes, picture_of
from briefing.sheet.paper import Paper, new_paper
from briefing.sheet.typeset import line_mm, wrap

MARGIN_MM = 8.0
COLUMN_SHARES = (0.235, 0.265, 0.295, 0.325)
"""Of the width, for what stands beside the map; the wider where the legend is long."""

GAP_MM = 4.0


def map_sheet(brief: Brief) -> Figure:
    """The one page of a map sheet."""
    page, scale = brief.page, brief.page.scale
    paper = new_paper(page, brief.request.language)
    margin = MARGIN_MM * scale
    left, right, top = margin, page.width - margin, page.height - margin * 0.8
    header = draw_header(paper, brief, left, right, top, scale) + 2.0 * scale
    map_left = left + 3 * scale
    rough = frame_for(brief.situation.area.bounds, right - map_left, page.height * 0.7)
    footer = footer_height(brief, rough, right - left, scale)
    bottom = margin * 0.7 + footer + 4.5 * scale
    tall = top - header - bottom
    for share in COLUMN_SHARES:
        column = page.width * share
        size = (right - column - GAP_MM * scale - map_left, tall)
        picture = picture_of(brief.situation, brief.layers, brief.request.look, size, scale)
        layout = lay_out(picture, reserved(picture, scale))
        column_left = map_left + picture.frame.width_mm + GAP_MM * scale
        plan = plan_column(paper, brief, picture, layout.counted, right - column_left, tall, scale)
        if plan.locator:
            break
    map_bottom = top - header - picture.frame.height_mm
    axes = map_axes(paper.figure, picture.frame, map_left, map_bottom)
    draw_map(axes, picture, layout)
    draw_edge(axes, paper, picture, map_left, map_bottom, scale)
    if is_empty(brief):
        say_empty(paper, picture.frame, map_left, map_bottom, scale)
    draw_column(paper, brief, picture.frame, plan, column_left, right, top - header, bottom, scale)
    draw_footer(paper, brief, picture.frame, left, right, margin * 0.7 + footer, scale)
    return paper.figure


def is_empty(brief: Brief) -> bool:
    """Whether the filters leave nothing: no event, no ground of anybody, no crossing."""
    situation = brief.situation
    return situation.events.empty and situation.areas.empty and situation.crossings.empty


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
