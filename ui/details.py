"""Beside the map: what was clicked, who says so and how sure it is."""

from __future__ import annotations

from datetime import date

import streamlit as st

from geo.evidence import explain
from geo.situation import Situation
from ui.crossing_details import crossing_html
from ui.event_details import event_html
from ui.ground_details import KIND, ground_html
from ui.html import text
from ui.place_details import place_html
from ui.state import ViewState


def details(situation: Situation, view: ViewState, on: date) -> None:
    """The details of the selected thing, of a place as it was on a day, or how to get some."""
    if not view.selected:
        st.caption("Click an event, a crossing or any ground on the map to see who says so.")
        return
    st.html(f'<div class="fl-details">{_body(situation, view.selected, on)}</div>')
    st.button("Close details", on_click=lambda: st.session_state.update(selected=""), width="stretch")


def _body(situation: Situation, selected: str, on: date) -> str:
    kind, _, key = selected.partition(":")
    theatre, filters = situation.theatre, situation.filters
    if kind == "event" and key in theatre.events.index:
        return event_html(theatre.events.loc[key])
    if kind == "crossing" and key in theatre.crossings.index:
        return crossing_html(key, situation)
    if kind == "place" and key in theatre.places.index:
        return place_html(explain(theatre, key, on, filters.known_by), situation)
    if kind == KIND and theatre.history is not None:
        return ground_html(key, situation, on)
    return f"<p>This theatre has nothing called {text(selected)}.</p>"
