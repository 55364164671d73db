"""Land: the country whose ground is mapped, and its neighbours."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import phrase
from map.drawables import Areas, Drawable
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import AreaStyle
from map.tints import PAPER
from map.wording import BACKGROUND_ROW

NEIGHBOURS: dict[Theme, str] = {"light": "#e7e4dc", "dark": "#1e2227"}
BORDER: dict[Theme, str] = {"light": "#6b675f", "dark": "#9aa0a6"}


def _style(home: bool, theme: Theme) -> AreaStyle:
    colour = (PAPER if home else NEIGHBOURS)[theme]
    return AreaStyle(colour=colour, opacity=1.0, outline=BORDER[theme], weight=1.6 if home else 0.7)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    countries = situation.theatre.countries
    home = countries["iso_a3"] == situation.theatre.country
    ordered = countries.assign(home=home).sort_values("home")
    styles = [_style(bool(is_home), look.theme) for is_home in ordered["home"]]
    return (Areas.of(ordered.geometry, styles, level="ground"),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    if situation.theatre.countries.empty:
        return []
    return [LegendItem(_style(False, look.theme), phrase("Neighbouring country"), BACKGROUND_ROW)]


LAYER = Layer(
    id="ground",
    title=phrase("Land and neighbours"),
    order=0,
    draw=draw,
    legend=legend,
    no_data_file=N_("Land and borders are a background: take them from Natural Earth."),
    source=N_("Natural Earth 10m"),
    is_background=True,
)
