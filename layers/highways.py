"""The M4 and M5 highways, schematic: straight lines through the towns on them."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from geo.common.phrases import Phrase, phrase
from map.drawables import Drawable, Lines
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import LineStyle
from map.wording import BACKGROUND_ROW

ROAD: dict[Theme, str] = {"light": "#8a7f70", "dark": "#a59a8a"}


def _style(theme: Theme) -> LineStyle:
    return LineStyle(colour=ROAD[theme], weight=1.6, dash="7 3")


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    highways = situation.theatre.basemap.get("highways")
    if highways is None:
        return ()
    tooltips = [
        _("{name} highway\nSchematic: a line through the towns on it").format(name=ref) for ref in highways["ref"]
    ]
    return (Lines.of(highways.geometry, _style(look.theme), tooltips=tooltips),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    highways = situation.theatre.basemap.get("highways")
    if highways is None:
        return []
    named = phrase(" and ").join(Phrase(ref, ref) for ref in sorted(set(highways["ref"])))
    return [LegendItem(_style(look.theme), Phrase("", "").join((named, phrase(" (schematic)"))), BACKGROUND_ROW)]


LAYER = Layer(
    id="highways",
    title=phrase("Highways"),
    order=15,
    draw=draw,
    legend=legend,
    no_data_file=N_("They are schematic, straight lines between towns: nothing to measure by."),
    source=N_("data/basemap/highways.geojson: towns of the gazetteer, joined"),
    is_background=True,
)
