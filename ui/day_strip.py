"""The days of the theatre as a strip of bars, over the slider that chooses a range of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from geo.analysis.situation import filtered_events
from geo.common.messages import _, ngettext
from geo.common.periods import Period, first_days, shortest_period
from geo.common.remembered import remembered
from geo.events.events import COUNTED_FROM, counted
from geo.query.filters import Filters
from geo.theatre.theatre import Theatre
from ui.charts import period_labels
from ui.session import set_range, set_unsent_again

SCRIPT = (Path(__file__).parent / "day_strip.js").read_text(encoding="utf-8")
STRIP = "day-strip-bars"
"""Key of the bars, which tell what was pressed."""

MOST_BARS = 110
ROOMY, DENSE = 30, 70
"""Up to so many bars stand two pixels apart, and up to so many one."""


def bar_period(theatre: Theatre) -> Period:
    """What one bar stands for."""
    return shortest_period(theatre.start, theatre.end, MOST_BARS)


def day_strip(theatre: Theatre, filters: Filters) -> None:
    """A bar for every day or longer period of a theatre, those that the range touches in colour. A press on one moves
    the nearer end of the range there, or, while the days play, goes to its day; a drag chooses the days from one to
    another."""
    start, end = filters.start, filters.end
    bars = events_by_bar(theatre, replace(filters, start=theatre.start, end=theatre.end))
    if not bars["events"].any():
        return
    first, last = (pd.Timestamp(day) for day in (start, end))
    most = bars["events"].max()
    told = "".join(
        f'<span data-from="{bar.first_day:%Y-%m-%d}" title="{escape(bar.told, quote=True)}"'
        f"{' class=fl-in-range' if bar.first_day <= last and first <= bar.last_day else ''}>"
        f'<i style="height:{100 * bar.events / most:.0f}%"></i></span>'
        for bar in bars.itertuples()
    )
    apart = 2 if len(bars) <= ROOMY else 1 if len(bars) <= DENSE else 0
    label = escape(_("Reported events over the days of the theatre"), quote=True)
    html = (
        f'<div class="fl-bars" role="img" aria-label="{label}" style="gap:{apart}px">{told}</div>'
        '<div class="fl-brushed-days" dir="auto" hidden></div>'
    )
    strip = st.components.v2.component("frontline_day_strip", js=SCRIPT, isolate_styles=False)
    strip(
        key=STRIP,
        data={"html": html, "labels": bars["label"].tolist(), "range": _("{first} to {last}")},
        on_bars_change=lambda: _take_bars(bars),
    )


def _take_bars(bars: pd.DataFrame) -> None:
    """The range that a press on a bar, or a drag over some, asks for."""
    state = st.session_state
    set_unsent_again()
    match state[STRIP]["bars"]:  # a browser may send anything
        case [int(one), int(other)] if 0 <= one <= other < len(bars):
            set_range(*range_of_bars(bars, one, other, (state["start"], state["end"])))


def range_of_bars(bars: pd.DataFrame, one: int, other: int, before: tuple[date, date]) -> tuple[date, date]:
    """First and last day of the bars from `one` to `other` (positions, both included); where they are the same, of the
    range `before` with its nearer end moved to that bar, of equals the last day."""
    first, last = bars["first_day"].iloc[one].date(), bars["last_day"].iloc[other].date()
    if one != other:
        return first, last
    start, end = before
    if last < start or (first <= end and abs(first - start) < abs(last - end)):
        return first, end
    return start, last


@remembered
def events_by_bar(theatre: Theatre, filters: Filters) -> pd.DataFrame:
    """One row a bar of what the filters ask for: `first_day`, `last_day` (datetime64), `events`, its `label`, as in
    "5 Dec", and what is `told` of it."""
    per_day, period = events_per_day(theatre, filters), bar_period(theatre)
    groups = per_day.groupby(first_days(per_day["day"], period))
    bars = groups.agg(first_day=("day", "first"), last_day=("day", "last"), events=("events", "sum"))
    labels = period_labels(bars.index.to_series(), period)
    return bars.assign(
        label=labels, told=[_told(label, count) for label, count in zip(labels, bars["events"], strict=True)]
    )


def _told(label: str, count: int) -> str:
    told = ngettext("{day}: {count} reported event", "{day}: {count} reported events", count)
    return told.format(day=label, count=f"{count:,}")


def events_per_day(theatre: Theatre, filters: Filters) -> pd.DataFrame:
    """Incidents that count by the day they are dated to: `day` (datetime64), `events`; every day of the theatre."""
    events = filtered_events(theatre, filters).columns([*COUNTED_FROM, "event_date"])
    happened = events.loc[counted(events), "event_date"]
    days = pd.date_range(theatre.start, theatre.end, name="day")
    counts = happened.groupby(happened).size()
    counts.index = counts.index.astype(days.dtype)
    return counts.reindex(days, fill_value=0).rename_axis("day").reset_index(name="events")
