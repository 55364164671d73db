"""Reported events that are not strikes, each type with a symbol of its own."""

from __future__ import annotations

import folium
import geopandas as gpd

from geo.situation import Situation
from layers.base import Layer, LegendItem, Look
from layers.event_marks import legend_of, marks, pinned


def _drawn(situation: Situation) -> gpd.GeoDataFrame:
    events = pinned(situation)
    return gpd.GeoDataFrame(events[events["strike"] == ""])


def build(situation: Situation, look: Look) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=LAYER.title)
    marks(_drawn(situation), look.language).add_to(group)
    return group


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    return legend_of(_drawn(situation))


LAYER = Layer(
    id="events",
    title="Reported events",
    title_ar="الأحداث المبلَّغ عنها",
    order=60,
    build=build,
    shows="range",
    legend=legend,
    source="data/events.geojson",
)
