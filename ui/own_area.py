"""An area that the reader draws on the map: taken up as the area of the figures, shown among the others, put away."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.common.errors import FilterError
from geo.common.messages import _
from geo.query.own_area import corners_text
from geo.theatre.theatre import Theatre
from map.folium_map import group_of
from map.layer import RenderOptions
from map.sketch_tools import area_tool, drawn_geometry
from ui.drawing import MapDrawing
from ui.map import said_on_map
from ui.session import AREA_SHOWN, OWN_AREA, PLAYING, set_unsent_again, set_widgets


def take_drawn_area(theatre: Theatre) -> str:
    """Make what the reader has just drawn the area of the figures, before the widgets are drawn; a sentence that says
    why it can be none, "" where all is well."""
    said = said_on_map("area")
    geometry = drawn_geometry(said) if said else None
    if geometry is None or geometry["type"] != "Polygon":
        return ""
    corners = tuple((lon, lat) for lon, lat in geometry["coordinates"][0][:-1])
    try:
        area = theatre.area(corners_text(corners)).key
    except FilterError as error:
        return _(error.sentence)
    set_widgets({"area": area})
    st.session_state.update({AREA_SHOWN: area, OWN_AREA: area})
    return ""


def own_area_away(theatre: Theatre) -> None:
    """Where an area was drawn, a button that forgets it and, if it is chosen, turns to the one the page opens on."""
    if st.session_state[OWN_AREA]:
        st.button(
            _("Remove the area you drew"),  # beside the icon for those who hear the page (ui/page.css)
            key="own-area-away",
            icon=":material/close:",
            help=_("Remove the area you drew"),
            on_click=_put_away,
            args=(theatre,),
            type="tertiary",
        )


def _put_away(theatre: Theatre) -> None:
    state = st.session_state
    set_unsent_again()
    if state["area"] == state[OWN_AREA]:
        set_widgets({"area": theatre.opening.area})
        state[AREA_SHOWN] = theatre.opening.area
    state[OWN_AREA] = ""


def with_area_tool(drawn: MapDrawing, look: RenderOptions) -> MapDrawing:
    """`drawn` with the tool that draws an area, but while the days play."""
    if st.session_state[PLAYING]:
        return drawn
    return replace(drawn, groups=[*drawn.groups, group_of("Area tool", [area_tool(look)])])
