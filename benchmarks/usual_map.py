"""The same situation the way most folium pages draw it: folium.GeoJson and markers. A map to measure against."""

from __future__ import annotations

from html import escape

import folium

from geo.analysis.situation import Situation


def usual_map(situation: Situation, leaflet: str) -> folium.Map:
    """Countries, waters, areas of control, front lines, events and crossings as folium objects.

    `leaflet`: address of the folder with leaflet.js and leaflet.css.
    """
    chart = folium.Map(location=(35, 38.5), zoom_start=7, tiles=None)
    chart.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
    chart.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]
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
