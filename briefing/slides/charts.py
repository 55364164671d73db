"""Charts by day as PowerPoint's own: their numbers lie in the file and can be edited there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from briefing.job.brief import Brief
from briefing.sheet.ink import INK, QUIET
from briefing.slides.deck import RULE, Box, Deck, fit_to_show
from briefing.tables.formulas import harmless
from briefing.text import words
from geo.analysis.time_series import DAYS_FROM, events_by_day, front_by_day, ground_by_day
from geo.common.periods import Period, first_days, last_of_each, periods_of, shortest_period
from geo.common.phrases import Phrase
from geo.registry.statuses import NO_HOLDER
from map.event_marks import SYMBOL_BY_TYPE, event_style

NOBODY = {"contested": "#8c8c8c", "disputed": "#b5b5b5", "unknown": "#dddddd"}

MOST_COLUMNS = 150
"""Of a chart; more days are gathered into weeks, months or years."""


@dataclass(frozen=True)
class Series:
    """One row of numbers, a number a period."""

    name: str
    colour: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Days:
    """Series over the same days, or periods by their first days."""

    days: tuple[date, ...]
    series: tuple[Series, ...]


def ground_series(brief: Brief) -> tuple[Days, Days]:
    """km² by standing, the largest first and ground without a holder last; and the length of the front line, km."""
    situation, filters = brief.situation, brief.situation.filters
    period, days = period_of(brief), _days(brief)
    table = last_of_each(ground_by_day(brief.theatre, filters), period)
    wide = _by_day(table, "standing", "km2", days)
    names = sorted(wide.columns, key=lambda name: (name in NO_HOLDER, -float(wide[name].max()), str(name)))
    ground = tuple(
        Series(
            words.standing_name(name, situation).say(brief.request.language),
            NOBODY[name] if name in NO_HOLDER else brief.theatre.factions[name].colour,
            tuple(wide[name]),
        )
        for name in names
    )
    front = front_by_day(brief.theatre, filters).sum(axis="columns").rename("km").reset_index()
    label = words.FRONT_LINE.say(brief.request.language)
    return Days(days, ground), Days(days, (Series(label, INK, tuple(last_of_each(front, period)["km"])),))


def event_series(brief: Brief) -> Days:
    """Certain events by type, in the colours of the map."""
    days, events = _days(brief), events_by_day(brief.situation.filtered.columns(DAYS_FROM))
    wide = _by_day(events.assign(day=first_days(events["day"], period_of(brief))), "event_type", "events", days)
    names = {kind: _type_named(kind).say(brief.request.language) for kind in sorted(wide.columns)}
    return Days(days, tuple(Series(names[kind], event_style(kind, "").colour, tuple(wide[kind])) for kind in names))


def _type_named(kind: str) -> Phrase:
    """What a type of event is called: in English as ACLED calls it."""
    return Phrase(kind, *SYMBOL_BY_TYPE[kind][2].texts[1:])


def period_of(brief: Brief) -> Period:
    """What one column of a chart stands for: a day, where there is room for every day of the range."""
    filters = brief.situation.filters
    return shortest_period(filters.start, filters.end, MOST_COLUMNS)


def _days(brief: Brief) -> tuple[date, ...]:
    """The first day of every period of the range."""
    filters = brief.situation.filters
    return tuple(moment.date() for moment in periods_of(filters.start, filters.end, period_of(brief)))


def _by_day(table: pd.DataFrame, names: str, numbers: str, days: Sequence[date]) -> pd.DataFrame:
    exact = table.astype({numbers: "float64"})
    wide = exact.pivot_table(index="day", columns=names, values=numbers, aggfunc="sum")
    return wide.reindex(pd.to_datetime(list(days))).fillna(0.0)


def draw_stacked(deck: Deck, box: Box, data: Days, *, gap: int, about: str) -> None:
    """Columns by day, the series on top of each other; `gap` between columns in percent of their width."""
    chart = _chart(deck, box, data, XL_CHART_TYPE.COLUMN_STACKED, about)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = gap, 100
    for drawn, series in zip(plot.series, data.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = _rgb(series.colour)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False


def draw_line(deck: Deck, box: Box, data: Days, *, about: str) -> None:
    """A line over the days, with a mark on each."""
    chart = _chart(deck, box, data, XL_CHART_TYPE.LINE_MARKERS, about)
    chart.has_legend = False
    for drawn, series in zip(chart.plots[0].series, data.series, strict=True):
        drawn.smooth = False
        drawn.format.line.color.rgb, drawn.format.line.width = _rgb(series.colour), Pt(2)
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = _rgb(series.colour)
        drawn.marker.format.line.color.rgb = _rgb(series.colour)


def _chart(deck: Deck, box: Box, data: Days, kind: Any, about: str) -> Any:
    numbers = CategoryChartData(number_format="#,##0")
    numbers.categories = data.days
    numbers.categories.number_format = "d mmm"
    for series in data.series:
        numbers.add_series(harmless(fit_to_show(series.name)), series.values)
    frame = deck.slide.shapes.add_chart(kind, *box.emu, numbers)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", about)
    chart = frame.chart
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = Pt(round(11 * deck.scale)), _rgb(INK)
    axis, values = chart.category_axis, chart.value_axis
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = _rgb(QUIET)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "d mmm", False
    axis.reverse_order = deck.right_to_left
    values.major_gridlines.format.line.color.rgb = _rgb(RULE)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    values.minimum_scale = 0
    _no_rounded_corners(chart)
    return chart


def _no_rounded_corners(chart: Any) -> None:
    space = chart._chartSpace
    corners = space.find(qn("c:roundedCorners"))
    if corners is None:
        corners = space.makeelement(qn("c:roundedCorners"), {})
        space.insert(1 if space.find(qn("c:date1904")) is not None else 0, corners)
    corners.set("val", "0")


def _rgb(colour: str) -> Any:
    return RGBColor.from_string(colour[1:].upper())
