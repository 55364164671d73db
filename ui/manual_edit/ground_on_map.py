"""Ground drawn by hand, on the map: the tool that draws it, what was just drawn, and what a selected place rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import shapely
import streamlit as st

from geo.changelog.log import Subject
from geo.theatre.theatre import Theatre
from map.drawables import Lines
from map.folium_map import group_of
from map.layer import RenderOptions, Theme
from map.sketch_tools import drawn_geometry, ground_tool
from map.styles import LineStyle
from ui.data import Opened
from ui.drawing import MapDrawing
from ui.manual_edit.editing import EDITING, Editing, start_on_ground
from ui.manual_edit.ground_form import area_of
from ui.map import said_on_map
from ui.session import PLAYING, asked_on
from ui.state import ViewState

OUTLINE: dict[Theme, str] = {"light": "#14191d", "dark": "#ffffff"}


def take_drawn_ground(opened: Opened, day: date) -> None:
    """Open the form of what the reader has just drawn. What comes from the browser is checked; what is no shape, or
    comes where nothing can be drawn, opens nothing."""
    said = said_on_map("drawn")
    if said is None or not _can_be_drawn(opened):
        return
    geometry = drawn_geometry(said)
    if geometry is not None:
        start_on_ground(opened, geometry, day)


def _can_be_drawn(opened: Opened) -> bool:
    """Whether ground drawn by hand would decide anything here, and can be kept."""
    theatre = opened.theatre
    return not opened.read_only_reason and theatre.history is None and not theatre.places.empty


def with_drawn_ground(drawn: MapDrawing, opened: Opened, view: ViewState, look: RenderOptions) -> MapDrawing:
    """`drawn` with the tool, and the outlines of ground whose form is open and of ground a selected place rests on."""
    style = LineStyle(colour=OUTLINE[look.theme], weight=2, dash="7 5")
    outlines = [area.boundary for area in _shown(opened.theatre, view)]
    groups = [*drawn.groups, group_of("Drawn ground", [Lines.of(outlines, style)])]
    if _can_be_drawn(opened) and not st.session_state[PLAYING] and not view.compare:
        groups.append(group_of("Ground tool", [ground_tool(look)]))
    return replace(drawn, groups=groups)


def _shown(theatre: Theatre, view: ViewState) -> Iterator[shapely.Geometry]:
    editing: Editing | None = st.session_state.get(EDITING)
    if editing is not None and editing.subject is Subject.GROUND and editing.asks_row:
        area = area_of(editing.before, theatre)
        yield from () if area is None else (area,)
    kind, _, key = view.selected.partition(":")
    if kind == "place" and key in theatre.places.index and not theatre.ground.empty:
        state = theatre.control.states(asked_on(view), view.filters.known_by)[key]
        rests_on = theatre.reports["ground_id"].reindex(list(state.reports)).dropna()
        yield from theatre.ground["area"][sorted(set(rests_on) - {""})]
