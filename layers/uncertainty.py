"""Events known to a region only: no pin, but one number for the region, in a box. The circle in which another event
happened is drawn while it is pointed at or chosen, by its own layer."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import phrase
from map.drawables import Drawable
from map.event_table import events_table
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import ChipStyle
from map.vague_marks import vague_chips
from map.wording import BOX_ROW

CHIP: dict[Theme, ChipStyle] = {
    "light": ChipStyle(colour="#6b2d2d", fill="#fdf7f4", dash="2 2"),
    "dark": ChipStyle(colour="#ffb9ab", fill="#2a1f1e", dash="2 2"),
}


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    return (vague_chips(situation.vague, CHIP[look.theme], situation.theatre, look.language),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    if not situation.vague:
        return []
    return [LegendItem(CHIP[look.theme], phrase("events in an area, place not known"), BOX_ROW)]


LAYER = Layer(
    id="uncertainty",
    title=phrase("Events without a known place"),
    order=63,
    draw=draw,
    time_mode="range",
    legend=legend,
    tables=(events_table,),
    source=N_("data/events.geojson: geo_precision"),
)
