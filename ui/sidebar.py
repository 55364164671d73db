"""The filters: days, factions, event types, layers, what was known when, and the base map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import streamlit as st

from geo.common.messages import _
from geo.query.event_filters import ListFilter, SwitchFilter
from geo.query.filters import EVENT_FILTERS
from geo.theatre.theatre import Theatre
from layers import layers_of
from ui.filters_shown import filters_shown
from ui.first_steps import knows_nothing
from ui.flipped_list import show_place
from ui.html import markdown
from ui.online_base_maps import ONLINE_BASE_MAPS
from ui.session import FLY_TO, layer_key, opening_view, set_range, set_unsent_again
from ui.state import ViewState
from ui.words import searched_names, told_apart


def sidebar(theatre: Theatre) -> None:
    """The filters of the page, and the rows of the theatre that were rejected, where the reader has them open."""
    with st.sidebar:
        if not filters_shown():
            for key in _keys(theatre):
                st.session_state[key] = st.session_state[key]  # Streamlit forgets what a widget that is not drawn was
            return
        if theatre.rejected_rows:
            where = (
                _("What is beside the map says why.")
                if knows_nothing(theatre)
                else _("The tabs Sources and Data say why.")
            )
            st.warning(
                _("Rows of the data that need fixing: {count}. {where}").format(
                    count=f"{theatre.rejected_rows:,}", where=where
                )
            )
        _days(theatre)
        _find(theatre)
        _events(theatre)
        _layers(theatre)
        _reading(theatre)


def _keys(theatre: Theatre) -> Iterator[str]:
    """Of everything the filters hold."""
    yield from ("start", "end", "known_by", "base_map", *EVENT_FILTERS)
    yield from (layer_key(layer) for layer in layers_of(theatre))


def name_filters(theatre: Theatre, view: ViewState) -> None:
    """Let the button that opens the filters tell how many of them are set; what stands over the map is not counted."""
    filters, usual = view.filters, opening_view(theatre)
    changed = [*filters.narrowed(), *filter(None, [filters.known_by, st.session_state["base_map"]])]
    count = len(changed) + (view.layers != usual.layers)
    named = _("Filters ({count})").format(count=count)
    st.html(f'<style>[data-testid="stExpandSidebarButton"]::after {{ content: "{named}"; }}</style>')


def _days(theatre: Theatre) -> None:
    first, last = st.columns(2)
    for column, label, key in ((first, _("From"), "start"), (last, _("To"), "end")):
        column.date_input(
            label,
            key=key,
            min_value=theatre.start,
            max_value=theatre.end,
            format="DD/MM/YYYY",
            on_change=_keep_order,
            args=(key,),
        )


def _keep_order(moved: str) -> None:
    """A day moved past the other takes it along: the range never runs backwards."""
    set_unsent_again()
    start, end = st.session_state["start"], st.session_state["end"]
    if end < start:
        start = end = st.session_state[moved]
    set_range(start, end)


def _find(theatre: Theatre) -> None:
    names = searched_names(theatre)
    st.selectbox(
        _("Find a place"),
        list(names),
        index=None,
        key="find",
        placeholder=_("Find a place or district by name"),
        label_visibility="collapsed",
        format_func=names.__getitem__,
        on_change=_go_to_found,
        args=(theatre,),
    )


def _go_to_found(theatre: Theatre) -> None:
    """To the place that was found, or to the ground that the places of a district take up."""
    found = st.session_state["find"]
    if not found:
        return
    if found in theatre.places.index:
        show_place(theatre, found)
        return
    (district,) = (district for district in theatre.districts if district.code == found)
    st.session_state[FLY_TO] = tuple(theatre.places.loc[list(district.place_ids)].total_bounds.tolist())


def _events(theatre: Theatre) -> None:
    for name, of in EVENT_FILTERS.items():
        if isinstance(of, SwitchFilter) and (st.session_state[name] or name in theatre.switches_with_effect):
            st.toggle(_(of.label), key=name, help=_(of.help))
    for name, of in EVENT_FILTERS.items():
        if isinstance(of, ListFilter):
            names = told_apart({word: both.say() for word, both in of.known(theatre.vocabulary).items()})
            st.multiselect(
                _(of.label),
                list(names),
                key=name,
                placeholder=_("All"),
                help=_(of.help),
                format_func=names.__getitem__,
            )


def _layers(theatre: Theatre) -> None:
    with st.expander(_("Layers"), expanded=False):
        for layer in reversed(layers_of(theatre)):
            key = layer_key(layer)
            if st.session_state["mode"] not in layer.modes:
                st.session_state[key] = st.session_state[key]  # as above
                continue
            st.checkbox(
                markdown(layer.title_in(theatre).say()),
                key=key,
                help=_("Source: {source}").format(source=_(layer.source)),
            )


def _reading(theatre: Theatre) -> None:
    st.date_input(
        _("Known as of"),
        key="known_by",
        min_value=theatre.start,
        max_value=date.max,
        value=None,
        format="DD/MM/YYYY",
        help=_("Shows what could be known on that day: only reports published by then count. Empty: as known today."),
    )
    names = {"": _("None (offline)")} | {
        choice: _("Online: {name}").format(name=online.title)
        for choice, online in ONLINE_BASE_MAPS.items()
        if online.usable
    }
    st.selectbox(_("Base map"), list(names), key="base_map", format_func=names.__getitem__)
    if chosen := st.session_state["base_map"]:
        st.warning(ONLINE_BASE_MAPS[chosen].reveals)
