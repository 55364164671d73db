"""Over the map: its areas, its days as bars and a slider, and the ways to look at the range."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from geo.common.messages import _, either
from geo.common.periods import Period
from geo.query.filters import Filters
from geo.registry.settings import QuickRange
from geo.theatre.theatre import Theatre
from map.layer import MAP_MODES, MODE_NAMES, MapMode
from map.spoken import day as full_day
from map.spoken import short_day
from ui.dates import moment_days
from ui.day_strip import bar_period, day_strip
from ui.html import markdown
from ui.own_area import own_area_away
from ui.session import AREA_SHOWN, FLY, OWN_AREA, PLAYING, set_range, set_unsent_again, set_widgets
from ui.words import area_name, told_apart

ONE_DAY = timedelta(days=1)
MOST_PILLS = 12
"""More areas than this are chosen from a list."""


def controls(theatre: Theatre, filters: Filters) -> None:
    """Areas and days, beside each other."""
    with st.container(key="areas", horizontal=True, vertical_alignment="center", gap=None):
        own_area_away(theatre)
        _areas(theatre)
    with st.container(key="days-shown", horizontal=True, vertical_alignment="center", gap="small"):
        _days(theatre, filters)
    with st.container(key="over-time", horizontal=True, width="content"):
        _over_time()


def over_the_map(theatre: Theatre) -> None:
    """What the map shows first, and the theatre's own questions."""
    st.segmented_control(
        _("What the map shows first"),
        MAP_MODES,
        key="mode",
        format_func=_mode_name,
        required=True,
        label_visibility="collapsed",
    )
    with st.container(key="presets", horizontal=True, gap="small", width="stretch"):
        _presets(theatre)


def _mode_name(mode: MapMode) -> str:
    return MODE_NAMES[mode].say()


def _presets(theatre: Theatre) -> None:
    """The theatre's own questions, as buttons beside each other."""
    state = st.session_state
    for quick in theatre.quick_ranges:
        chosen = (state["start"], state["end"]) == (quick.start, quick.end) and quick.area in ("", state["area"])
        st.button(
            markdown(either(quick.name_en, quick.name_ar)),
            key=f"quick-{quick.id}",
            on_click=_ask,
            args=(quick,),
            type="primary" if chosen else "secondary",
        )


def _ask(quick: QuickRange) -> None:
    """Turn the page to the days of a question, and to its area and mode where it has them."""
    set_range(quick.start, quick.end)
    if quick.mode:
        set_widgets({"mode": quick.mode})
    if quick.area:
        set_widgets({"area": quick.area})
        _fly()


def _areas(theatre: Theatre) -> None:
    areas = told_apart({key: area_name(area) for key, area in theatre.areas.items()})
    if own := st.session_state[OWN_AREA]:
        areas = {own: area_name(theatre.area(own)), **areas}
    label = _("Area of the figures, and where the map flies to")
    if len(areas) > MOST_PILLS:
        st.selectbox(
            label,
            list(areas),
            key="area",
            format_func=areas.__getitem__,
            on_change=_fly,
            label_visibility="collapsed",
        )
        return
    st.pills(
        label,
        list(areas),
        key="area",
        format_func=lambda area: markdown(areas[area]),
        on_change=_fly,
        label_visibility="collapsed",
    )


def _fly() -> None:
    """The area that was pressed, again too: a pill pressed twice says that none is chosen."""
    state = st.session_state
    set_unsent_again()
    if state["area"] is None:
        set_widgets({"area": state[AREA_SHOWN]})
    state[AREA_SHOWN] = state["area"]
    state[FLY] = True


def _days(theatre: Theatre, filters: Filters) -> None:
    """Bars of events and a slider under them, between the first and the last day of the range."""
    state = st.session_state
    period = bar_period(theatre)
    _day(theatre, state["start"])
    with st.container(key="day-strip", width="stretch"):
        day_strip(theatre, filters)
        if theatre.end > theatre.start:
            st.slider(
                _("Range of days") if period is Period.DAY else _range_by(period),
                min_value=theatre.start,
                max_value=theatre.end,
                step=ONE_DAY,
                format=moment_days(years=theatre.start.year != theatre.end.year),
                key="days",
                label_visibility="collapsed",
                on_change=_take_days,
            )
    _day(theatre, state["end"])


def _take_days() -> None:
    """The range that the slider shows."""
    set_unsent_again()
    set_range(*st.session_state["days"])


def _range_by(period: Period) -> str:
    return {
        Period.WEEK: _("Range of days; a bar is a week"),
        Period.MONTH: _("Range of days; a bar is a month"),
        Period.YEAR: _("Range of days; a bar is a year"),
    }[period]


def _day(theatre: Theatre, day: date) -> None:
    """A day of the range, with its year where the theatre has several."""
    st.html(
        f"<span class='fl-day'>{short_day(day) if theatre.start.year == theatre.end.year else full_day(day)}</span>",
        width="content",
    )


def _over_time() -> None:
    """Look at the range another way than as of its last day."""
    state = st.session_state
    one_day = state["start"] == state["end"]
    st.toggle(
        _("Play"),
        key=PLAYING,
        disabled=one_day and not state[PLAYING],
        help=_("Shows the range day by day on the map. Space pauses, the arrow keys step."),
    )
    st.toggle(
        _("Compare"),
        key="compare",
        on_change=lambda: set_widgets({PLAYING: False}),
        help=_(
            "Left of a divider the first day, right of it the last: control, front line and crossings of that day, and "
            "the events up to it."
        ),
    )
