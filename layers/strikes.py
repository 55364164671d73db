"""Strikes: from the air or by drone, by artillery or missile."""

from __future__ import annotations

import folium
import geopandas as gpd

from geo.situation import Situation
from layers.base import Layer, LegendItem, Look
from layers.event_marks import legend_of, marks, pinned


def _drawn(situation: Situation) -> gpd.GeoDataFrame:
    events = pinned(situation)
    return gpd.GeoDataFrame(events[events["strike"] != ""])


def build(situation: Situation, look: Look) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=LAYER.title)
    marks(_drawn(situation), look.language).add_to(group)
    return group


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    return legend_of(_drawn(situation))


LAYER = Layer(
    id="strikes",
    title="Strikes",
    title_ar="الضربات",
    order=61,
    build=build,
    shows="range",
    legend=legend,
    source="data/events.geojson: air or drone strikes; shelling, artillery or missile attacks",
)
