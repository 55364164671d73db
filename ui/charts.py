"""Small charts of the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from geo.common.messages import N_, _
from geo.common.periods import Period, first_days, periods_of, shortest_period
from geo.events.events import counted
from geo.theatre.theatre import Theatre
from map.spoken import day, month, short_day
from ui.html import text

IN_RANGE, OUT_OF_RANGE = "#0072B2", "#b8bec4"


def events_per_day(theatre: Theatre) -> pd.DataFrame:
    """Incidents that count by the day they are dated to: `day` (datetime64), `events`; every day of the theatre."""
    happened = theatre.events.loc[counted(theatre.events), "event_date"]
    days = pd.date_range(theatre.start, theatre.end, name="day")
    counts = happened.groupby(happened).size()
    counts.index = counts.index.astype(days.dtype)
    return counts.reindex(days, fill_value=0).rename_axis("day").reset_index(name="events")


def iso_days(days: pd.Series) -> pd.Series:
    """Days as text: a browser moves moments into its own time zone, where a day may be the one before."""
    return days.dt.strftime("%Y-%m-%d")


def colour_key(colours: Mapping[str, str]) -> None:
    """What each colour of a chart means: a line of swatches that breaks where the window is narrow, which the charts'
    own legends do not."""
    chips = (
        f'<span class="fl-chip"><i style="background:{escape(colour, quote=True)}"></i>{text(name)}</span>'
        for name, colour in colours.items()
    )
    st.html(f'<div class="fl-key">{"".join(chips)}</div>')


MOST_POINTS, MOST_BARS = 150, 110
"""Periods that a chart of the page, and the small one of the sidebar, can show apart."""

TOOLTIP_TITLES = {
    Period.DAY: N_("Day"),
    Period.WEEK: N_("Week from"),
    Period.MONTH: N_("Month"),
    Period.YEAR: N_("Year"),
}


def period_of(start: date, end: date) -> Period:
    """What one point of a chart stands for: a day, or the shortest period of which the chart can show all."""
    return shortest_period(start, end, MOST_POINTS)


def day_axis(start: date, end: date, *, labels: bool = True) -> alt.X:
    """Every period of the range from left to right, each by its first day; where a row belongs says its column
    `iso`."""
    period = period_of(start, end)
    first = periods_of(start, end, period)
    days = iso_days(first).tolist()
    # told here and not by the browser, which knows the months of no language but English
    label = f"{json.dumps(dict(zip(days, period_labels(first, period), strict=True)))}[datum.value]"
    axis = alt.Axis(labelExpr=label, labelOverlap=True, labelAngle=0, labelFlush=False) if labels else None
    return alt.X("iso:O", title=None, axis=axis, scale=alt.Scale(domain=days))


def period_labels(first_days: pd.Series, period: Period) -> list[str]:
    """What each period that begins on one of these days is called: "5 Dec", of longer ones "5 Dec 2024", "Dec 2024" or
    "2024"."""
    called = {Period.DAY: short_day, Period.WEEK: day, Period.MONTH: month, Period.YEAR: _year}
    return [called[period](on) for on in first_days.dt.date]


def _year(of: date) -> str:
    return f"{of.year}"


def bar_period(theatre: Theatre) -> Period:
    """What one bar of the sidebar stands for."""
    return shortest_period(theatre.start, theatre.end, MOST_BARS)


def day_bars(per_day: pd.DataFrame, start: date, end: date, period: Period = Period.DAY) -> alt.Chart:
    """Bars of events per day or longer period, those that the range touches in colour."""
    first = first_days(per_day["day"], period)
    bars = per_day.assign(day=first).groupby("day", as_index=False)["events"].sum()
    touched = first[per_day["day"].between(pd.Timestamp(start), pd.Timestamp(end))]
    shown = bars.assign(
        inside=bars["day"].isin(touched), label=period_labels(bars["day"], period), iso=iso_days(bars["day"])
    )
    return (
        alt.Chart(shown.drop(columns="day"))
        .mark_bar()
        .encode(
            x=alt.X("iso:O", axis=None, scale=alt.Scale(paddingInner=0.15, paddingOuter=0)),
            y=alt.Y("events:Q", axis=None),
            color=alt.condition("datum.inside", alt.value(IN_RANGE), alt.value(OUT_OF_RANGE)),
            tooltip=[
                alt.Tooltip("label:N", title=_(TOOLTIP_TITLES[period])),
                alt.Tooltip("events:Q", title=_("Reported events")),
            ],
        )
        .properties(height=30, padding={"left": 0, "right": 0, "top": 2, "bottom": 0})
        .configure_view(strokeWidth=0)
    )
