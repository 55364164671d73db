"""How vague positions are: a circle in which each event happened. What is known to a region only gets no pin
but its circle, and a question mark in its middle to click."""

from __future__ import annotations

import folium
import geopandas as gpd

from geo.events import INCIDENT
from geo.measure import M_PER_KM
from geo.situation import Situation
from layers.base import Layer, LegendItem, Look, Theme
from layers.compact import Circles, CircleStyle, Points, PointStyle
from layers.event_marks import REGION_ONLY, tooltip

CIRCLE: dict[Theme, str] = {"light": "#6b2d2d", "dark": "#ff9d8a"}
SOMEWHERE = PointStyle(symbol="somewhere", colour="#6b2d2d")


def _circle(theme: Theme) -> CircleStyle:
    return CircleStyle(colour=CIRCLE[theme])


def _placed(situation: Situation) -> gpd.GeoDataFrame:
    events = situation.events
    return gpd.GeoDataFrame(events[events.geometry.notna() & (events["count_as"] == INCIDENT)])


def build(situation: Situation, look: Look) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=LAYER.title)
    placed = _placed(situation)
    radii_m = placed["uncertainty_km"] * M_PER_KM
    Circles(placed.geometry.x, placed.geometry.y, radii_m, _circle(look.theme)).add_to(group)
    vague = placed[placed["geo_precision"] == REGION_ONLY]
    Points(
        vague.geometry.x,
        vague.geometry.y,
        SOMEWHERE,
        tooltips=[tooltip(event, look.language) for event in vague.itertuples()],
        refs=[f"event:{event_id}" for event_id in vague["event_id"]],
    ).add_to(group)
    return group


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    placed = _placed(situation)
    items = []
    if len(placed):
        items.append(LegendItem(_circle(look.theme), "Happened somewhere in the circle", "وقع في مكان ما داخل الدائرة"))
    if (placed["geo_precision"] == REGION_ONLY).any():
        items.append(LegendItem(SOMEWHERE, "Known to a region only", "معروف على مستوى المنطقة فقط"))
    return items


LAYER = Layer(
    id="uncertainty",
    title="Uncertainty of place",
    title_ar="عدم اليقين في المكان",
    order=50,
    build=build,
    shows="range",
    legend=legend,
    source="data/events.geojson: uncertainty_km",
)
