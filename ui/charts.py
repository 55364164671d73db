"""Small charts of the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from html import escape

import altair as alt
import pandas as pd
import streamlit as st

from geo.common.periods import Period, periods_of, shortest_period
from geo.common.phrases import RIGHT_TO_LEFT_MARK
from map.spoken import day, month, short_day
from ui.html import text
from ui.speech import from_right


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


MOST_POINTS = 150
"""Periods that a chart can show apart."""


def period_of(start: date, end: date) -> Period:
    """What one point of a chart stands for: a day, or the shortest period of which the chart can show all."""
    return shortest_period(start, end, MOST_POINTS)


def day_axis(start: date, end: date, *, labels: bool = True) -> alt.X:
    """Every period of the range from left to right, each by its first day; where a row belongs says its column
    `iso`."""
    period = period_of(start, end)
    first = periods_of(start, end, period)
    days = iso_days(first).tolist()
    # told here and not by the browser, which knows the months of no language but English, and sets each label from left
    # to right if it does not begin with a letter or mark that says otherwise
    mark = RIGHT_TO_LEFT_MARK if from_right() else ""
    called = [f"{mark}{label}" for label in period_labels(first, period)]
    label = f"{json.dumps(dict(zip(days, called, strict=True)))}[datum.value]"
    axis = alt.Axis(labelExpr=label, labelOverlap=True, labelAngle=0, labelFlush=False) if labels else None
    return alt.X("iso:O", title=None, axis=axis, scale=alt.Scale(domain=days))


def period_labels(first_days: pd.Series, period: Period) -> list[str]:
    """What each period that begins on one of these days is called: "5 Dec", of longer ones "5 Dec 2024", "Dec 2024" or
    "2024"."""
    called = {Period.DAY: short_day, Period.WEEK: day, Period.MONTH: month, Period.YEAR: _year}
    return [called[period](on) for on in first_days.dt.date]


def _year(of: date) -> str:
    return f"{of.year}"
