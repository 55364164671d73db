"""Coast, lakes and rivers."""

from __future__ import annotations

import folium

from geo.situation import Situation
from layers.base import Layer, LegendItem, Look, Theme
from layers.compact import Areas, AreaStyle, Lines, LineStyle

WATER: dict[Theme, str] = {"light": "#8fb6cf", "dark": "#41637c"}


def _lake(theme: Theme) -> AreaStyle:
    return AreaStyle(colour=WATER[theme], opacity=0.9, weight=0.5)


def _river(theme: Theme) -> LineStyle:
    return LineStyle(colour=WATER[theme], weight=1.3)


def build(situation: Situation, look: Look) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=LAYER.title)
    basemap = situation.theatre.basemap
    if "lakes" in basemap:
        Areas(basemap["lakes"].geometry, _lake(look.theme), level="ground").add_to(group)
    for part in ("coast", "rivers"):
        if part in basemap:
            Lines(basemap[part].geometry, _river(look.theme), level="ground").add_to(group)
    return group


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    if not {"lakes", "rivers"} & situation.theatre.basemap.keys():
        return []
    return [LegendItem(_river(look.theme), "River, lake or coast", "نهر أو بحيرة أو ساحل")]


LAYER = Layer(
    id="water",
    title="Rivers, lakes and coast",
    title_ar="الأنهار والبحيرات والساحل",
    order=5,
    build=build,
    legend=legend,
    source="Natural Earth 10m; GSHHG",
    is_background=True,
)
