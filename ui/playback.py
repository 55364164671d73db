"""Playing the days of the range: prepared here, played in the browser, and what its bar asks of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import streamlit as st

from briefing.text.lead import head_of
from geo.analysis.clip import in_view
from geo.analysis.situation import Situation, select
from geo.common.messages import ngettext
from geo.common.phrases import Language
from geo.query.filters import Filters
from geo.query.time_steps import step_by_step
from geo.theatre.theatre import Theatre
from layers import all_layers
from map.detail import shown_around
from map.layer import Layer, LegendItem, RenderOptions
from map.payload import Message
from map.playback import legend_of, playback, steps_of
from map.text import LONGEST, visible
from ui.detail import finest_zoom
from ui.map import said_on_map
from ui.session import PLAYING, set_range, set_widgets


@dataclass(frozen=True)
class PlayedDays:
    """The playback of a range, and for each layer that is on what it draws in the frame of the area on any day."""

    message: Message
    legend: dict[str, list[LegendItem]]


def played(situation: Situation, layers: list[Layer], look: RenderOptions) -> PlayedDays:
    """The range of `situation` as a playback of `layers`."""
    on, filters = frozenset(layer.id for layer in layers), situation.filters
    count = len(step_by_step(filters))
    with st.spinner(
        ngettext("Preparing {count} day to play …", "Preparing {count} days to play …", count).format(count=count)
    ):
        zoom = finest_zoom(situation.area.bounds)
        return _prepared(situation.theatre.version, filters, on, look, zoom, situation.theatre)


@st.cache_data(max_entries=4, show_spinner=False)
def _prepared(
    version: str, filters: Filters, on: frozenset[str], look: RenderOptions, zoom: float, _theatre: Theatre
) -> PlayedDays:
    whole = select(_theatre, filters)
    steps = steps_of(whole)
    layers = [layer for layer in all_layers() if layer.id in on]
    legend = {
        layer.id: legend_of(
            [in_view(step.shown_by(layer), shown_around(whole.area.bounds)) for step in steps], layer, look
        )
        for layer in layers
    }
    return PlayedDays(playback(steps, layers, look, zoom=zoom, head=partial(_head, look.language)), legend)


def _head(language: Language, situation: Situation) -> list[str]:
    return [visible(phrase.say(language), LONGEST) for phrase in head_of(situation)]


def obey_player(theatre: Theatre) -> None:
    """Do what the reader asked for on the map: stop playing, or end the range on the day shown.

    Called before the widgets are drawn. What comes from the browser is checked: a day outside the theatre or a
    wish nobody knows only ends the playback.
    """
    said = said_on_map("player")
    if said is None:
        return
    set_widgets({PLAYING: False})
    if said.get("wish") != "use":
        return
    try:
        shown = date.fromisoformat(str(said.get("day")))
    except ValueError:
        return
    if theatre.start <= shown <= theatre.end:
        set_range(min(st.session_state["start"], shown), shown)
