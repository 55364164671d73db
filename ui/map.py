"""The map on the page: streamlit-folium's component, told what to draw and asked what was clicked.

The base map is the same on every run and the layers go through `feature_group_to_add`, so a filter change
redraws the layers and leaves the map, its position and its zoom alone. Our script in the component answers
for clicks itself (map/js/core.js); nothing is returned while the reader only pans and zooms.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import folium
import streamlit as st
import xyzservices.providers as providers
from streamlit_folium import st_folium

from geo.common.crs import Bounds
from map.folium_map import base_map, view_of
from map.layer import Theme
from ui.leaflet import LEAFLET_URL

MAP_TITLE = "Map. Arrow keys move it, plus and minus zoom, Enter asks about the ground or mark in its middle."
"""For readers who do not see it, and those without a mouse."""
FRAME_HEIGHT = 600  # what the component is told; the style below decides


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


@dataclass(frozen=True)
class OnlineBaseMap:
    """A base map fetched from someone else's server while the reader looks at the map."""

    title: str
    host: str
    provider: str  # its name in xyzservices
    key_from: str = ""  # the environment variable that holds the provider's key, for those that ask for one

    @property
    def usable(self) -> bool:
        """Whether its tiles can be had: it asks for no key, or there is one."""
        return not self.key_from or bool(os.environ.get(self.key_from))

    @property
    def reveals(self) -> str:
        """What the reader tells whom by switching it on."""
        return f"{self.host} learns your IP address and which parts of the map you look at, as you move it."


CARTO_KEY = "FRONTLINE_CARTO_KEY"
"""Since August 2026 CARTO prints "API key required" over every tile that is asked for without one."""

ONLINE_BASE_MAPS: dict[str, OnlineBaseMap] = {
    "osm": OnlineBaseMap("OpenStreetMap", "tile.openstreetmap.org", "OpenStreetMap.Mapnik"),
    "carto": OnlineBaseMap("CARTO Positron", "basemaps.cartocdn.com", "CartoDB.Positron", CARTO_KEY),
    "carto-dark": OnlineBaseMap("CARTO Dark Matter", "basemaps.cartocdn.com", "CartoDB.DarkMatter", CARTO_KEY),
    "esri": OnlineBaseMap("Esri World Imagery", "server.arcgisonline.com", "Esri.WorldImagery"),
}


def _tiles(choice: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="Online base map")
    chosen = ONLINE_BASE_MAPS[choice]
    provider = providers.query_name(chosen.provider)
    if chosen.key_from:
        provider = provider(apikey=os.environ[chosen.key_from])
    folium.TileLayer(provider, overlay=True).add_to(group)
    return group


def _fit_the_window(key: str, above_px: int) -> None:
    """Let the map take what the window leaves under `above_px`, and never fade while the page recomputes."""
    frame = f".st-key-{key}-frame"
    st.html(
        f"<style>{frame} iframe {{ display: block; height: max(320px, 100dvh - {above_px}px) !important; }}"
        f"{frame} [data-stale], {frame} [data-stale] *"
        " { opacity: 1 !important; transition: none !important; }"
        f"@media (max-width: 640px) {{ {frame} iframe {{ height: 62dvh !important; }} }}</style>"
    )


def draw_map(
    groups: Sequence[folium.FeatureGroup],
    *,
    home: Bounds,
    fly_to: Bounds | None = None,
    into_view: bool = False,
    selected: str | None = None,
    theme: Theme = "light",
    tiles: str | None = None,
    credits: Sequence[str] = (),
    above_px: int = 210,
    key: str = "map",
) -> MapClick | None:
    """Draw `groups`, the first at the bottom, and return a click the page has not seen yet.

    Parameters
    ----------
    home : west, south, east, north, shown at first. Another `home` is another map.
    fly_to : where to move the map now. Give it on the run in which the reader asked for it and None on the
        others: every run that gives it moves the map.
    into_view : whether to scroll the page to the map now.
    selected : ref of the feature to mark.
    tiles : key of ONLINE_BASE_MAPS; None asks no other host for anything.
    credits : plain text, shown in the corner of the map.
    above_px : what the page needs above the map; the rest of the window is the map's.
    """
    flight_key, click_key = f"{key}-flight", f"{key}-click"
    if fly_to is not None:
        # kept, so that a run cut short by the next one still moves the map
        st.session_state[flight_key] = {"id": time.time_ns() // 1000, "bounds": fly_to}
    if into_view:
        st.session_state[f"{key}-shown"] = time.time_ns() // 1000
    wish = {
        "title": MAP_TITLE,
        "show": st.session_state.get(f"{key}-shown"),
        "fly": st.session_state.get(flight_key),
        "selected": selected,
        "theme": theme,
        "credits": list(credits),
    }
    everything = [*([_tiles(tiles)] if tiles else []), *groups, view_of(wish)]

    _fit_the_window(key, above_px)
    with st.container(key=f"{key}-frame"):
        answer = st_folium(
            base_map(home, leaflet=LEAFLET_URL),
            key=key,
            height=FRAME_HEIGHT,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=everything,
        )
    click = _news((answer or {}).get("click"), click_key)
    if click is None:
        return None
    day = date.fromisoformat(click["day"]) if click.get("day") else None
    return MapClick(lat=click["lat"], lon=click["lon"], ref=click["ref"], within_m=click["within"], day=day)


def said_on_map(name: str, key: str = "map") -> dict[str, Any] | None:
    """What the reader asked for by a control on the map, once; to be called before the map is drawn."""
    return _news((st.session_state.get(key) or {}).get(name), f"{key}-{name}")


def _news(said: dict[str, Any] | None, seen_key: str) -> dict[str, Any] | None:
    """`said`, unless the page has seen it already: the component repeats its last answer on every run."""
    if not said or said["at"] == st.session_state.get(seen_key):
        return None
    st.session_state[seen_key] = said["at"]
    return said
