"""The front line: where ground held by opposing sides meets."""

from __future__ import annotations

from geo.situation import Situation
from layers.base import Layer, LegendItem, Look, Theme
from layers.drawables import Drawable, Lines
from layers.styles import LineStyle
from layers.words import day, faction_names

LINE: dict[Theme, tuple[str, str]] = {"light": ("#111111", "#ffffff"), "dark": ("#ffffff", "#111111")}


def style_of(theme: Theme) -> LineStyle:
    colour, halo = LINE[theme]
    return LineStyle(colour=colour, weight=2.2, halo=halo)


def draw(situation: Situation, look: Look) -> tuple[Drawable, ...]:
    lines = situation.front_lines
    edges = "place cells" if situation.theatre.history is None else "areas drawn elsewhere"
    tooltips = [
        f"Front line {faction_names((row.one, row.other), situation.theatre.factions)}\n"
        f"{row.length_km:,.0f} km on {day(situation.filters.end)}, along the edges of {edges}"
        for row in lines.itertuples()
    ]
    return (Lines.of(lines.geometry, style_of(look.theme), tooltips=tooltips),)


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    if situation.front_lines.empty:
        return []
    return [LegendItem(style_of(look.theme), "Front line", "خط الجبهة")]


LAYER = Layer(
    id="front-line",
    title="Front line",
    title_ar="خط الجبهة",
    order=30,
    draw=draw,
    shows="last day",
    legend=legend,
    source="Computed from the areas of control",
)
