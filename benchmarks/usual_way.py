"""The same theatre drawn the way most folium pages do: folium.GeoJson and markers, part of the map itself.

A page to measure against (benchmarks/page.py), not to use: every filter change mounts the map anew. Leaflet
comes from the same server here as well, so that the difference is not the network's.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.usual_map import usual_map
from geo.analysis.situation import select
from geo.query.filters import Filters
from geo.theatre.catalog import chosen_folder
from ui.data import opened
from ui.leaflet import LEAFLET_URL

st.set_page_config(layout="wide")
theatre = opened(chosen_folder()).theatre
for quick in theatre.quick_ranges:
    if st.button(quick.name_en):
        st.session_state["days"] = (quick.start, quick.end)
start, end = st.session_state.get("days", (theatre.start, theatre.end))
st_folium(
    usual_map(select(theatre, Filters(start=start, end=end, area=next(iter(theatre.areas)))), LEAFLET_URL),
    key="map",
    height=600,
    use_container_width=True,
)
