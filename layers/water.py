"""Coast, lakes and rivers."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import phrase
from map.drawables import Areas, Drawable, Lines
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import AreaStyle, LineStyle
from map.wording import BACKGROUND_ROW

WATER: dict[Theme, str] = {"light": "#8fb6cf", "dark": "#41637c"}


def _lake(theme: Theme) -> AreaStyle:
    return AreaStyle(colour=WATER[theme], opacity=0.9, weight=0.5)


def _river(theme: Theme) -> LineStyle:
    return LineStyle(colour=WATER[theme], weight=1.3)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    basemap, river = situation.theatre.basemap, _river(look.theme)
    lakes = [Areas.of(basemap["lakes"].geometry, _lake(look.theme), level="lines")] if "lakes" in basemap else []
    lines = [basemap[part].geometry for part in ("coast", "rivers") if part in basemap]
    return *lakes, *(Lines.of(line, river) for line in lines)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    if not {"lakes", "rivers"} & situation.theatre.basemap.keys():
        return []
    return [LegendItem(_river(look.theme), phrase("River, lake or coast"), BACKGROUND_ROW)]


LAYER = Layer(
    id="water",
    title=phrase("Rivers, lakes and coast"),
    order=5,
    draw=draw,
    legend=legend,
    no_data_file=N_("Water is a background: take it from Natural Earth."),
    source=N_("Natural Earth 10m; GSHHG"),
    is_background=True,
)
