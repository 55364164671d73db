"""The front line: where ground held by opposing sides meets."""

from __future__ import annotations

import shapely

from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from geo.common.phrases import phrase
from map.drawables import Drawable, Lines
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.spoken import day, faction_names
from map.styles import LineStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_names import Names
from map.wording import FRONT_ROW

LINE: dict[Theme, tuple[str, str]] = {"light": ("#111111", "#ffffff"), "dark": ("#ffffff", "#111111")}


def front_style(theme: Theme) -> LineStyle:
    """How the front line looks on a light or dark ground."""
    colour, halo = LINE[theme]
    return LineStyle(colour=colour, weight=2.2, halo=halo)


def inferred_style(theme: Theme) -> LineStyle:
    """How it looks where one side or both are far from every place with a report."""
    return LineStyle(colour=LINE[theme][0], weight=1.2, dash="1 4")


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    lines = situation.front_lines
    if lines.empty:
        return ()
    told = (
        _("Front line {parties}\n{km} km on {day}, along the edges of place cells")
        if situation.theatre.history is None
        else _("Front line {parties}\n{km} km on {day}, along the edges of areas drawn elsewhere")
    )
    tooltips = [
        told.format(
            parties=faction_names((row.one, row.other), situation.theatre.factions),
            km=f"{row.length_km:,.0f}",
            day=day(situation.filters.end),
        )
        for row in lines.itertuples()
    ]
    inferred = _("Inferred here: one side or both are far from every place with a report")
    dotted = [f"{tooltip}\n{inferred}" for tooltip in tooltips]
    return (
        Lines.of(lines["inferred"], inferred_style(look.theme), tooltips=dotted),
        Lines.of(lines["reported"], front_style(look.theme), tooltips=tooltips),
    )


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    lines = situation.front_lines
    if lines.empty:
        return []
    front = [LegendItem(front_style(look.theme), phrase("reported"), FRONT_ROW)]
    if shapely.is_empty(lines["inferred"].to_numpy()).all():
        return front
    return [*front, LegendItem(inferred_style(look.theme), phrase("inferred"), FRONT_ROW)]


def front_lines_table(situation: Situation) -> LayerTable:
    """Front lines at the end of the last day, one row a pair of factions that face each other."""
    lines, names = situation.front_lines, Names(situation.theatre)
    pairs = list(zip(lines["one"], lines["other"], strict=True))
    style = front_style("light")
    return LayerTable(
        name="front_lines",
        order=30,
        title=LAYER.title,
        columns=(
            column("id", "text", "the two factions", ["-".join(pair) for pair in pairs]),
            column("name_en", "text", "the two in English", [names.short(pair).en for pair in pairs]),
            column("name_ar", "text", "the two in Arabic", [names.short(pair).ar for pair in pairs]),
            column("one", "text", "one faction", lines["one"]),
            column("other", "text", "the faction it faces", lines["other"]),
            column("length_km", "number", "geodesic length, km, in the whole theatre", lines["length_km"]),
            column("as_of", "day", "the day shown", [situation.filters.end] * len(lines)),
            column("kind", "text", "always front-line", ["front-line"] * len(lines)),
            column("colour", "text", "colour of the line", [style.colour] * len(lines)),
        ),
        geometry="MultiLineString",
        shapes=shapes_of(lines.geometry, "MultiLineString"),
        drawn_by="kind",
        drawn={"front-line": StyledCategory(style, LAYER.title)},
    )


LAYER = Layer(
    id="front-line",
    title=phrase("Front line"),
    order=30,
    draw=draw,
    time_mode="last day",
    legend=legend,
    tables=(front_lines_table,),
    source=N_("Computed from the areas of control"),
)
