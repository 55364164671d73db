"""The series sheet: the days of the range side by side in equal frames, under one legend."""

from __future__ import annotations

from math import ceil

from matplotlib.figure import Figure

from briefing.job.brief import Brief
from briefing.sheet.column import draw_legend, legend_of, legend_room
from briefing.sheet.footer import draw_footer, footer_height
from briefing.sheet.groups import grouped
from briefing.sheet.header import headed_sheet
from briefing.sheet.ink import QUIET
from briefing.sheet.layout import lay_out
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_frame import frame_for, shape_of
from briefing.sheet.map_picture import MapPicture, drawn_bounds, map_axes, picture_of
from briefing.sheet.paper import Paper
from briefing.sheet.table import fitted
from briefing.sheet.typeset import line_mm, type_pt, width_mm
from briefing.text import words
from geo.common.phrases import spoken_by
from geo.query.time_steps import days_a_step
from map.layer import LegendItem
from map.playback import steps_of
from map.wording import on_day

GAP_MM = 3.0
MOST_PANELS = 15
"""Panels a sheet has room for so that each can still be read; a longer range is taken in steps of several days."""

PANEL_SCALE = 0.62
LEGEND_SHARES = (0.2, 0.24, 0.28, 0.32)
"""Of the width, for the legend: more where it is long."""
LEGEND_SIZES = (7.0, 6.6, 6.2, 5.8, 5.4)
UNDER_LEGEND_MM = 12.0
CAPTION_MM = 12.0
ROOMIER = 1.15
"""How much longer than its area the one side of a panel may be."""


def series_sheet(brief: Brief) -> Figure:
    """One panel a day, or a step of days where the range is longer than the sheet has panels."""
    scale = brief.page.scale
    sheet = headed_sheet(brief, gap_mm=2.0)
    paper, left, right, top = sheet.paper, sheet.left, sheet.right, sheet.top
    steps = steps_of(brief.situation, MOST_PANELS)
    rough = frame_for(brief.situation.area.bounds, 60, 60, limit=drawn_bounds(brief.situation))
    floor = sheet.foot + footer_height(brief, rough, right - left, scale) + 2.0 * scale
    shape = shape_of(brief.situation.area.bounds)
    under = UNDER_LEGEND_MM if days_a_step(brief.situation.filters, most=MOST_PANELS) > 1 else 0.0
    for share in LEGEND_SHARES:
        legend_left = right - (right - left) * share
        room = (legend_left - GAP_MM * 1.5 * scale - left, top - floor)
        across = _across(len(steps), room, shape, scale)
        cell = (room[0] / across, room[1] / ceil(len(steps) / across))
        width, height = cell[0] - GAP_MM * scale, cell[1] - CAPTION_MM * scale
        size = (min(width, height * shape * ROOMIER), min(height, width / shape * ROOMIER))
        look = (brief.layers, brief.request.look, size, scale * PANEL_SCALE)
        pictures = [picture_of(step.itself, *look) for step in steps]
        items = legend_of(pictures)
        legend_size = _legend_set(paper, items, right - legend_left, room[1] - under * scale, scale)
        if legend_size:
            break
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        place = across - 1 - column if paper.right_to_left else column
        start = left + place * cell[0] + (cell[0] - picture.frame.width_mm) / 2
        with grouped(paper.axes, "captions"):
            _draw_panel(paper, picture, start, top - row * cell[1], scale)
    _draw_side(paper, brief, items, (legend_left, right, top), legend_size or type_pt(LEGEND_SIZES[-1], scale), scale)
    draw_footer(paper, brief, pictures[0].frame, left, right, floor - 2.0 * scale, scale)
    return paper.figure


def _across(count: int, room: tuple[float, float], shape: float, scale: float) -> int:
    """The number of panels in a row that makes them largest, the most of equals; in the last row none stands alone.
    `shape` is width over height of a map."""

    def width(across: int) -> float:
        down = ceil(count / across)
        return min(room[0] / across - GAP_MM * scale, (room[1] / down - CAPTION_MM * scale) * shape)

    companied = [across for across in range(1, count + 1) if across == count or count % across != 1]
    return max(companied, key=lambda across: (width(across), across))


def _draw_panel(paper: Paper, picture: MapPicture, left: float, top: float, scale: float) -> None:
    situation, size, small = picture.situation, 7.4 * scale, type_pt(5.4, scale)
    frame, figures = picture.frame, situation.figures
    base = top - line_mm(size) * 0.85
    one = spoken_by(paper.language)
    near, far = (left, left + frame.width_mm)
    if paper.right_to_left:
        near, far = far, near
    sides = ("right", "left") if paper.right_to_left else ("left", "right")
    day, of_range = situation.filters.end, (situation.filters.start, situation.filters.end)
    stamps = (on_day(day).say(paper.language), words.on_day_of(day, of_range).say(paper.language))
    stamp = next((stamp for stamp in stamps if width_mm(stamp, size, bold=True) <= frame.width_mm), stamps[-1])
    paper.text(near, base, fitted(stamp, frame.width_mm, size, bold=True), size, bold=True, align=sides[0])
    bottom = base - 1.4 * scale - frame.height_mm
    axes = map_axes(paper.figure, frame, left, bottom, f"map-{situation.filters.end}")
    draw_map(axes, picture, lay_out(picture))
    events = (
        words.CERTAIN_POSSIBLE.fill(certain=f"{figures.certain:,}", possible=f"{figures.possible:,}").say(one)
        if figures.possible
        else f"{figures.certain:,}"
    )
    told = [f"{words.EVENTS.say(one)} {events}"]
    if situation.theatre.tells_control:
        km = words.KM.fill(km=f"{figures.front_line_km:,.0f}")
        told.append(f"{words.FRONT_LINE.say(one)} {km.say(one)}")
    for number, line in enumerate(told):
        base = bottom - line_mm(small) * (number + 0.85)
        paper.text(near, base, fitted(line, frame.width_mm, small), small, colour=QUIET, align=sides[0])


def _legend_set(paper: Paper, items: list[LegendItem], width: float, room: float, scale: float) -> float | None:
    """The largest type in which the legend has room, None where there is none."""
    sizes = (type_pt(size, scale) for size in LEGEND_SIZES)
    return next((size for size in sizes if legend_room(paper, items, width, size, scale, 1) <= room), None)


def _draw_side(
    paper: Paper,
    brief: Brief,
    items: list[LegendItem],
    box: tuple[float, float, float],
    size: float,
    scale: float,
) -> None:
    """The legend, and of how many days a step is, below the top of `box` (left, right and top, mm)."""
    left, right, top = box
    draw_legend(paper, items, left, right, top, size, scale, 1)
    y = top - legend_room(paper, items, right - left, size, scale, 1) - 2 * scale
    step = days_a_step(brief.situation.filters, most=MOST_PANELS)
    if step > 1:
        note = words.EVERY_NTH.fill(n=step).say(paper.language)
        paper.block(left, right, y, note, size, colour=QUIET)
