"""Leaflet's files as the page's own server hands them out, however it was started.

Streamlit serves the folder of every component it is told of. This one is never put on the page: it stands for the
files, and the map, a component itself, takes them from beside it.
"""

from __future__ import annotations

from streamlit.components.v1 import declare_component

from map.leaflet import leaflet_folder

LEAFLET_URL = f"../{declare_component('files', path=leaflet_folder()).name}"
"""Where the map's frame, <base>/component/streamlit_folium.st_folium/index.html, finds them, whatever the base is."""
