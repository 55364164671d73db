"""What is asked: days, area, factions, event types, layers, language."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from geo.common.periods import Period
from geo.query.event_filters import ListFilter, SwitchFilter
from geo.query.filters import EVENT_FILTERS
from geo.theatre.theatre import Theatre
from layers import layers_of
from ui.charts import bar_period, day_bars, events_per_day
from ui.first_steps import knows_nothing
from ui.html import markdown
from ui.map import ONLINE_BASE_MAPS
from ui.session import FLY, PLAYING, current_view, layer_key, set_range
from ui.state import LANGUAGES, ViewState
from ui.words import told_apart

LANGUAGE_NAMES = {"en": "English", "ar": "العربية", "both": "Both"}
ONE_DAY = timedelta(days=1)
MOST_PILLS = 12
"""More areas than this are chosen from a list."""


def sidebar(theatre: Theatre) -> ViewState:
    """Draw the widgets and return the view they ask for."""
    with st.sidebar:
        if theatre.rejected_rows:
            where = (
                "What is below the map says why." if knows_nothing(theatre) else "The tabs Sources and Data say why."
            )
            st.warning(f"Rows of the data set aside: {theatre.rejected_rows:,}. {where}")
        _days(theatre)
        _area(theatre)
        _events(theatre)
        _layers(theatre)
        _reading(theatre)
    return current_view()


def _days(theatre: Theatre) -> None:
    state = st.session_state
    period = bar_period(theatre)
    bars = "" if period is Period.DAY else f"; a bar is a {period}"
    st.markdown(f"**Days** (both included{bars})")
    if len(theatre.events):
        st.altair_chart(day_bars(events_per_day(theatre), state["start"], state["end"], period), width="stretch")
    if theatre.end > theatre.start:
        st.slider(
            "Range of days",
            min_value=theatre.start,
            max_value=theatre.end,
            step=ONE_DAY,
            format="D MMM" if theatre.start.year == theatre.end.year else "D MMM YYYY",
            key="days",
            label_visibility="collapsed",
            on_change=lambda: set_range(*state["days"]),
        )
    first, last = st.columns(2)
    for column, label, key in ((first, "From", "start"), (last, "To", "end")):
        column.date_input(
            label,
            key=key,
            min_value=theatre.start,
            max_value=theatre.end,
            format="DD/MM/YYYY",
            on_change=_keep_order,
            args=(key,),
        )
    for column, quick in zip(_pairs(len(theatre.quick_ranges)), theatre.quick_ranges, strict=True):
        chosen = (state["start"], state["end"]) == (quick.start, quick.end)
        column.button(
            markdown(quick.name_en),
            key=f"quick-{quick.id}",
            on_click=set_range,
            args=(quick.start, quick.end),
            type="primary" if chosen else "secondary",
            width="stretch",
        )
    _over_time()


def _over_time() -> None:
    """Look at the range another way than as of its last day."""
    state = st.session_state
    one_day = state["start"] == state["end"]
    st.toggle(
        "Play the days",
        key=PLAYING,
        disabled=one_day and not state[PLAYING],
        help="Shows the range day by day on the map. Space pauses, the arrow keys step.",
    )
    st.toggle(
        "Compare first and last day",
        key="compare",
        on_change=lambda: state.update({PLAYING: False}),
        help="Draws control, front line and crossings of the first day left and of the last day right of a divider.",
    )


def _pairs(count: int) -> list[st.delta_generator.DeltaGenerator]:
    columns = [column for _ in range((count + 1) // 2) for column in st.columns(2)]
    return columns[:count]


def _keep_order(moved: str) -> None:
    """A day moved past the other takes it along: the range never runs backwards."""
    start, end = st.session_state["start"], st.session_state["end"]
    if end < start:
        start = end = st.session_state[moved]
    set_range(start, end)


def _area(theatre: Theatre) -> None:
    label = "Area of the figures, and where the map flies to"
    areas = told_apart({key: area.name_en for key, area in theatre.areas.items()})

    def fly() -> None:
        st.session_state[FLY] = True

    if len(areas) > MOST_PILLS:
        st.selectbox(label, list(areas), key="area", format_func=areas.__getitem__, on_change=fly)
    else:
        st.pills(
            label,
            list(areas),
            key="area",
            format_func=lambda area: markdown(areas[area]),
            required=True,
            on_change=fly,
        )
    places = _in_both_languages(theatre)
    st.selectbox(
        "Find a place",
        list(places),
        index=None,
        key="find",
        placeholder="Find a place by name",
        label_visibility="collapsed",
        format_func=places.__getitem__,
        on_change=_go_to_place,
    )


def _in_both_languages(theatre: Theatre) -> dict[str, str]:
    """Names of the gazetteer by place, told apart."""
    places = theatre.places
    names = (places["name_en"] + " " + places["name_ar"]).str.strip()
    return told_apart(dict(zip(places["place_id"], names, strict=True)))


def _go_to_place() -> None:
    if found := st.session_state["find"]:
        st.session_state["selected"] = f"place:{found}"
        st.session_state[FLY] = True


def _events(theatre: Theatre) -> None:
    for name, of in EVENT_FILTERS.items():
        # a switch that was drawn and is no more is forgotten; it was off then
        if isinstance(of, SwitchFilter) and (
            st.session_state.setdefault(name, False) or name in theatre.switches_with_effect
        ):
            st.toggle(of.label, key=name, help=of.help)
    for name, of in EVENT_FILTERS.items():
        if isinstance(of, ListFilter):
            names = told_apart({word: english for word, (english, _) in of.known(theatre.vocabulary).items()})
            st.multiselect(
                of.label, list(names), key=name, placeholder="All", help=of.help, format_func=names.__getitem__
            )


def _layers(theatre: Theatre) -> None:
    with st.expander("Layers", expanded=False):
        for layer in reversed(layers_of(theatre)):
            # counts of events may have come in since the page was opened
            st.session_state.setdefault(layer_key(layer), layer.on_by_default)
            st.checkbox(markdown(layer.titles_in(theatre)[0]), key=layer_key(layer), help=f"Source: {layer.source}")


def _reading(theatre: Theatre) -> None:
    st.segmented_control(
        "Names on the map",
        LANGUAGES,
        key="language",
        format_func=lambda language: LANGUAGE_NAMES[language],
        required=True,
        width="stretch",
    )
    st.date_input(
        "Known as of",
        key="known_by",
        min_value=theatre.start,
        max_value=date.max,
        value=None,
        format="DD/MM/YYYY",
        help="Shows what could be known on that day: only reports published by then count. Empty: as known today.",
    )
    st.selectbox(
        "Base map",
        ["", *(choice for choice, online in ONLINE_BASE_MAPS.items() if online.usable)],
        key="base_map",
        format_func=lambda choice: f"Online: {ONLINE_BASE_MAPS[choice].title}" if choice else "None (offline)",
    )
    if chosen := st.session_state["base_map"]:
        st.warning(ONLINE_BASE_MAPS[chosen].reveals)
