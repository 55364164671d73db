"""Outlines of the governorates; the chosen area is drawn heavier."""

from __future__ import annotations

import shapely

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import phrase
from geo.common.plane import LONGEST_EDGE_DEG
from geo.registry.settings import FIRST_LEVEL_AREA
from map.drawables import Drawable, Lines
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import LineStyle
from map.wording import BACKGROUND_ROW

LINE: dict[Theme, str] = {"light": "#7d786f", "dark": "#8f959b"}
CHOSEN: dict[Theme, str] = {"light": "#8a2be2", "dark": "#c9a2ff"}


def _border(theme: Theme) -> LineStyle:
    return LineStyle(colour=LINE[theme], weight=0.8, dash="2 3")


def _chosen(situation: Situation, theme: Theme) -> LineStyle:
    """The edge of the area of the figures; of one that is drawn it is all there is to see."""
    if situation.area.outline is None:
        return LineStyle(colour=CHOSEN[theme], weight=1.3, dash="1 4")
    return LineStyle(colour=CHOSEN[theme], weight=2.2, dash="6 4")


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    borders = Lines.of(situation.theatre.governorates.boundary, _border(look.theme))
    edge = _edge(situation)
    return borders, Lines.of([] if edge is None else [edge], _chosen(situation, look.theme))


def _edge(situation: Situation) -> shapely.Geometry | None:
    """The edge of the area of the figures; None where that is all ground."""
    area, governorates = situation.area, situation.theatre.governorates
    if area.outline is not None:
        return shapely.segmentize(area.outline.boundary, LONGEST_EDGE_DEG)  # as it is cut, on every kind of map
    chosen = governorates[governorates["adm1_pcode"].isin(list(area.adm1))]
    return chosen.union_all().boundary if len(chosen) else None


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    called = situation.theatre.adm1_name
    items = [LegendItem(_border(look.theme), called.one, BACKGROUND_ROW)]
    if not situation.area.is_whole:
        label = phrase("Area of the figures: {area}").format(area=situation.area.named)
        items.append(LegendItem(_chosen(situation, look.theme), label, BACKGROUND_ROW))
    return items


LAYER = Layer(
    id="governorates",
    title=FIRST_LEVEL_AREA.many,
    titles=lambda theatre: theatre.adm1_name.many,
    order=10,
    draw=draw,
    legend=legend,
    no_data_file=N_("Their outlines are a background: take them from Natural Earth, or your own file of districts."),
    source=N_("Natural Earth 10m admin 1"),
    is_background=True,
)
