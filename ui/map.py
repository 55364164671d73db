"""The map on the page: streamlit-folium's component, told what to draw and asked what was clicked.

The base map is the same on every run and the layers go through `feature_group_to_add`, so a filter change
redraws the layers and leaves the map, its position and its zoom alone. Our script in the component answers
for clicks itself (map/js/core.js); nothing is returned while the reader only pans and zooms.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.common.crs import Bounds
from geo.common.messages import _
from map.browser_words import browser_words
from map.folium_map import base_map, view_of
from map.layer import Theme
from ui.leaflet import LEAFLET_URL
from ui.online_base_maps import tiles_of
from ui.position import Position
from ui.speech import from_right

FRAME_HEIGHT = 600  # what the component is told; the page's style decides


@dataclass(frozen=True)
class MapClick:
    """Where the reader clicked (degrees, EPSG:4326) and the ref of the topmost feature there, if any.

    `within_m`: how exact a click is at the zoom it was made at. `day`: the one the map shows there, where that is not
    the last of the range (a comparison, a playback).
    """

    lat: float
    lon: float
    ref: str | None
    within_m: float
    day: date | None = None


def draw_map(
    groups: Sequence[folium.FeatureGroup],
    *,
    home: Bounds,
    area: Bounds,
    limits: Bounds,
    finest: float,
    at: Position | None = None,
    fly_to: Bounds | None = None,
    into_view: bool = False,
    selected: str | None = None,
    found: str = "",
    theme: Theme = "light",
    tiles: str | None = None,
    credits: Sequence[str] = (),
    key: str = "map",
) -> None:
    """Draw `groups`, the first at the bottom.

    Parameters
    ----------
    home : west, south, east, north, shown at first. Another `home` is another map.
    area : west, south, east, north of the area that is chosen now: a link opens there, and a button leads back there.
    limits : west, south, east, north of what there is to see; the map does not move far beyond.
    finest : the zoom up to which the shapes are fine enough; nearer, the map asks for finer ones (ui/detail.py).
    at : where a link has the map on the first run; elsewhere than `home`.
    fly_to : where to move the map now. Give it on the run in which the reader asked for it and None on the
        others: every run that gives it moves the map.
    into_view : whether to scroll the page to the map now.
    selected : ref of the feature to mark.
    found : what the last press on the map found, for readers who hear the page.
    tiles : key of ONLINE_BASE_MAPS; None asks no other host for anything.
    credits : plain text, shown in the corner of the map.
    """
    _keep_moves(key, fly_to, into_view)
    wish = {
        "title": _(
            "Map. Arrow keys move it, plus and minus zoom, Enter asks about the ground or mark in its middle, "
            "Tab goes from mark to mark."
        ),
        "show": st.session_state.get(f"{key}-shown"),
        "where": st.session_state.get(f"{key}-where"),
        "fly": st.session_state.get(f"{key}-flight"),
        "finest": finest,
        "selected": selected,
        "found": found,
        "theme": theme,
        "words": browser_words(),
        "tiles": tiles is not None,
        "credits": list(credits),
        "way": "rtl" if from_right() else "ltr",
        "steering": {
            "home": area,
            "limits": limits,
            "at": [at.lat, at.lon, at.zoom] if at else None,
            "wheel": _("Hold Ctrl and turn the wheel to zoom"),
            "back": _("Back to the whole area"),
        },
    }
    everything = [*([tiles_of(tiles)] if tiles else []), *groups, view_of(wish)]

    with st.container(key=f"{key}-frame"):
        st_folium(
            base_map(home, leaflet=LEAFLET_URL),
            key=key,
            height=FRAME_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=everything,
            render=False,  # what it would render is for a page of folium's own
        )


def _keep_moves(key: str, fly_to: Bounds | None, into_view: bool) -> None:
    """Keep what is asked for on this run alone, so that a run cut short by the next one still moves the map."""
    if fly_to is not None:
        st.session_state[f"{key}-flight"] = {"id": time.time_ns() // 1000, "bounds": fly_to}
    if into_view:
        st.session_state[f"{key}-shown"] = time.time_ns() // 1000


def clicked() -> MapClick | None:
    """A click on the map that the page has not seen yet; to be called before the map is drawn."""
    click = said_on_map("click")
    if click is None:
        return None
    day = date.fromisoformat(click["day"]) if click.get("day") else None
    return MapClick(lat=click["lat"], lon=click["lon"], ref=click["ref"], within_m=click["within"], day=day)


def ask_position(asked: bool, key: str = "map") -> None:
    """Let the map tell, once it is drawn, where the reader moved it to and on which day a playback stands still, and
    tell again when that changes, until it is not `asked` any more."""
    st.session_state[f"{key}-where"] = time.time_ns() // 1000 if asked else None


def position_told(key: str = "map") -> str:
    """Where the map is, as a link writes it; "" where it is where the area has it, or has told nothing yet."""
    return str(_told_where(key).get("written", ""))


def day_told(key: str = "map") -> date | None:
    """The day that a playback stands still on; None where none does, or the map has told nothing yet."""
    day = _told_where(key).get("day")
    return date.fromisoformat(day) if day else None


def _told_where(key: str) -> dict[str, Any]:
    """What the map told when it was asked last."""
    told: dict[str, Any] = (st.session_state.get(key) or {}).get("position") or {}
    asked = st.session_state.get(f"{key}-where")
    return told if asked and told.get("asked") == asked else {}


def said_on_map(name: str, key: str = "map") -> dict[str, Any] | None:
    """What the reader asked for on the map, once: the component repeats its last answer on every run. To be called
    before the map is drawn."""
    said: dict[str, Any] | None = (st.session_state.get(key) or {}).get(name)
    seen_key = f"{key}-{name}"
    if not said or said["at"] == st.session_state.get(seen_key):
        return None
    st.session_state[seen_key] = said["at"]
    return said
