"""The same theatre drawn the way most folium pages do: folium.GeoJson and markers, part of the map itself.

A page to measure against (benchmarks/page.py), not to use: every filter change mounts the map anew. Leaflet
comes from static/ here as well, so that the difference is not the network's.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from html import escape

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.filters import Filters
from geo.situation import Situation, select
from layers.base_map import SERVED
from ui.data import load


def build(situation: Situation) -> folium.Map:
    """Countries, waters, areas of control, front lines, events and crossings as folium objects."""
    chart = folium.Map(location=(35, 38.5), zoom_start=7, tiles=None)
    chart.default_js = [("leaflet", f"{SERVED}/leaflet.js")]
    chart.default_css = [("leaflet_css", f"{SERVED}/leaflet.css")]
    theatre = situation.theatre
    folium.GeoJson(theatre.countries[["geometry"]], name="Land").add_to(chart)
    for frame in theatre.basemap.values():
        folium.GeoJson(frame[["geometry"]]).add_to(chart)
    areas = situation.areas[["status", "geometry"]]
    folium.GeoJson(areas, tooltip=folium.GeoJsonTooltip(["status"])).add_to(chart)
    folium.GeoJson(situation.front_lines[["geometry"]]).add_to(chart)
    events = situation.events
    for event in events[events.geometry.notna()].itertuples():
        where = (event.geometry.y, event.geometry.x)
        text = escape(f"{event.sub_event_type}, {event.location_en}")
        folium.CircleMarker(where, radius=5, tooltip=text).add_to(chart)
    for crossing in situation.crossings.itertuples():
        where = (crossing.geometry.y, crossing.geometry.x)
        folium.CircleMarker(where, radius=5, tooltip=escape(str(crossing.name_en))).add_to(chart)
    return chart


st.set_page_config(layout="wide")
theatre = load()
for quick in theatre.quick_ranges:
    if st.button(quick.name_en):
        st.session_state["days"] = (quick.start, quick.end)
start, end = st.session_state.get("days", (theatre.start, theatre.end))
st_folium(
    build(select(theatre, Filters(start=start, end=end, area=next(iter(theatre.areas))))),
    key="map",
    height=600,
    use_container_width=True,
)
