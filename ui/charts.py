"""Small charts of the page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from geo.days import days_of
from geo.events import INCIDENT
from geo.theatre import Theatre
from ui.html import text

IN_RANGE, OUT_OF_RANGE = "#0072B2", "#b8bec4"


def events_per_day(theatre: Theatre) -> pd.DataFrame:
    """Incidents by the day they are dated to: `day` (datetime64), `events`; every day of the theatre's span."""
    incidents = theatre.events[theatre.events["count_as"] == INCIDENT]
    days = pd.date_range(theatre.start, theatre.end, name="day")
    counts = incidents.groupby("event_date").size()
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


DAY_LABEL = "timeFormat(toDate(datum.label + 'T00:00'), '%-d %b')"
"""Axis label of a day written as text: midnight of the reader's own time zone."""


def day_axis(start: date, end: date, *, labels: bool = True) -> alt.X:
    """Every day of the range from left to right; where each row belongs says its column `iso`."""
    days = [day.isoformat() for day in days_of(start, end)]
    axis = alt.Axis(labelExpr=DAY_LABEL, labelOverlap=True, labelAngle=0, labelFlush=False) if labels else None
    return alt.X("iso:O", title=None, axis=axis, scale=alt.Scale(domain=days))


def day_bars(per_day: pd.DataFrame, start: date, end: date) -> alt.Chart:
    """Bars of events per day, those of the range in colour."""
    inside = per_day["day"].between(pd.Timestamp(start), pd.Timestamp(end))
    shown = per_day.assign(inside=inside, label=per_day["day"].dt.strftime("%-d %b"), iso=iso_days(per_day["day"]))
    return (
        alt.Chart(shown.drop(columns="day"))
        .mark_bar()
        .encode(
            x=alt.X("iso:O", axis=None, scale=alt.Scale(paddingInner=0.15, paddingOuter=0)),
            y=alt.Y("events:Q", axis=None),
            color=alt.condition("datum.inside", alt.value(IN_RANGE), alt.value(OUT_OF_RANGE)),
            tooltip=[alt.Tooltip("label:N", title="Day"), alt.Tooltip("events:Q", title="Reported events")],
        )
        .properties(height=44, padding={"left": 0, "right": 0, "top": 2, "bottom": 0})
        .configure_view(strokeWidth=0)
    )
