"""Ground that changed hands between the first and the last day, hatched in the gainer's colour."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.change import NO_HOLDER
from geo.factions import Factions
from geo.situation import Situation
from layers.base import Layer, LegendItem, Look
from layers.drawables import Areas, Drawable
from layers.styles import AreaStyle
from layers.words import day

NOBODY = "#5a5a5a"
HATCH_BY_STANDING = {"contested": ".", "disputed": "x", "unknown": "-"}


def moved_ground(situation: Situation) -> gpd.GeoDataFrame:
    """Changed ground dissolved by who had it and who has it."""
    # cells share their edges exactly, which is quick to dissolve; lines drawn elsewhere need not
    moves = situation.change.moves
    shapes = situation.change.cells.pieces.geometry
    rows = [
        {
            "before": before,
            "after": after,
            "area_km2": float(part["area_km2"].sum()),
            "geometry": situation.change.union(shapes.loc[part.index].to_numpy()),
        }
        for (before, after), part in moves.groupby(["before", "after"], sort=True)
    ]
    columns = ["before", "after", "area_km2", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=shapes.crs)


def style_of(after: str, factions: Factions) -> AreaStyle:
    if after in NO_HOLDER:
        return AreaStyle(fill="hatch", colour=NOBODY, hatch=HATCH_BY_STANDING[after], opacity=0.85, weight=1.4)
    return AreaStyle(fill="hatch", colour=factions[after].colour, opacity=0.95, weight=1.8)


def standing_name(standing: str, factions: Factions) -> str:
    return standing if standing in NO_HOLDER else factions[standing].short_en


def draw(situation: Situation, look: Look) -> tuple[Drawable, ...]:
    moved, factions, filters = moved_ground(situation), situation.theatre.factions, situation.filters
    tooltips = [
        f"{standing_name(row.before, factions)} to {standing_name(row.after, factions)}: {row.area_km2:,.0f} km²\n"
        f"changed between {day(filters.start)} and {day(filters.end)}"
        for row in moved.itertuples()
    ]
    return (Areas.of(moved.geometry, [style_of(after, factions) for after in moved["after"]], tooltips=tooltips),)


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    factions = situation.theatre.factions
    gainers = sorted({after for _, after in situation.change.transitions})
    items = []
    for after in gainers:
        if after in NO_HOLDER:
            items.append(LegendItem(style_of(after, factions), f"Became {after}", "لم يعد له مسيطر واضح"))
        else:
            faction = factions[after]
            label = f"Gained by {faction.short_en}"
            items.append(LegendItem(style_of(after, factions), label, f"كسبته {faction.name_ar}"))
    return items


LAYER = Layer(
    id="change",
    title="Change in the range",
    title_ar="التغيّر خلال المدة",
    order=27,
    draw=draw,
    shows="change",
    legend=legend,
    source="Computed from the areas of control of the first and the last day",
    on_by_default=False,
)
