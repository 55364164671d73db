"""How much of the map is sent: what its area shows; finer shapes and more names once the reader has gone nearer."""

from __future__ import annotations

import streamlit as st

from geo.common.crs import Bounds
from map.detail import zoom_of
from ui.map import said_on_map

WIDEST_PX = 1600
"""A map wider than this asks for finer shapes as soon as it stands."""
NEARER = 2.0
"""Zooms a reader may go nearer before the map asks again."""
ASKED = "zoom-asked-for"


def take_zoom() -> None:
    """Take what the map asked for since the last run; called before anything is drawn."""
    if said := said_on_map("zoom"):
        st.session_state[ASKED] = float(said["zoom"]) + NEARER


def finest_zoom(bounds: Bounds) -> float:
    """The zoom up to which the shapes of an area (west, south, east, north) are true to half a pixel."""
    return max(zoom_of(bounds, WIDEST_PX), st.session_state.get(ASKED, 0.0))
