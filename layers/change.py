"""Ground that changed hands between the first and the last day, hatched in the gainer's colour."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.analysis.situation import Situation
from geo.registry.factions import Factions
from geo.registry.statuses import NO_HOLDER
from map.drawables import Areas, Drawable
from map.layer import Layer, LegendItem, RenderOptions
from map.styles import AreaStyle, PointStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import look_columns, state_columns
from map.table_names import Names
from map.wording import day

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
    """How ground looks that came into the standing `after`."""
    if after in NO_HOLDER:
        return AreaStyle(fill="hatch", colour=NOBODY, hatch=HATCH_BY_STANDING[after], opacity=0.85, weight=1.4)
    return AreaStyle(fill="hatch", colour=factions[after].colour, opacity=0.95, weight=1.8)


def standing_name(standing: str, factions: Factions) -> str:
    """A faction's short name, or why nobody holds the ground."""
    return standing if standing in NO_HOLDER else factions[standing].short_en


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    moved, factions, filters = moved_ground(situation), situation.theatre.factions, situation.filters
    tooltips = [
        f"{standing_name(row.before, factions)} to {standing_name(row.after, factions)}: {row.area_km2:,.0f} km²\n"
        f"changed between {day(filters.start)} and {day(filters.end)}"
        for row in moved.itertuples()
    ]
    return (Areas.of(moved.geometry, [style_of(after, factions) for after in moved["after"]], tooltips=tooltips),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
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


def changed_ground_table(situation: Situation) -> LayerTable:
    """Ground of the area whose standing differs between the first and the last day, one row a transition."""
    moved, names, filters = moved_ground(situation), Names(situation.theatre), situation.filters
    styles = [style_of(after, situation.theatre.factions) for after in moved["after"]]
    pairs = list(zip(moved["before"], moved["after"], strict=True))
    ids = [f"{before} > {after}" for before, after in pairs]
    labels = [names.transition(*pair) for pair in pairs]
    return LayerTable(
        name="changed_ground",
        order=27,
        title_en=LAYER.title,
        title_ar=LAYER.title_ar,
        columns=(
            column("id", "text", "standing before and after", ids),
            column("name_en", "text", "from whom to whom, in English", [en for en, _ in labels]),
            column("name_ar", "text", "from whom to whom, in Arabic", [ar for _, ar in labels]),
            column("before", "text", "faction, contested, disputed or unknown on the first day", moved["before"]),
            column("after", "text", "the same on the last day", moved["after"]),
            column("area_km2", "number", "area, km² (equal-area, EPSG:6933)", moved["area_km2"]),
            column("from_day", "day", "first day of the range", [filters.start] * len(moved)),
            column("to_day", "day", "last day of the range", [filters.end] * len(moved)),
            *look_columns(styles),
        ),
        geometry="MultiPolygon",
        shapes=shapes_of(moved.geometry, "MultiPolygon"),
        drawn_by="id",
        drawn={key: StyledCategory(style, en, ar) for key, style, (en, ar) in zip(ids, styles, labels, strict=True)},
    )


def places_flipped_table(situation: Situation) -> LayerTable:
    """Places of the area whose standing differs between the first and the last day."""
    ids = list(situation.change.places)
    theatre, names = situation.theatre, Names(situation.theatre)
    places = theatre.places.loc[ids]
    before = [situation.states_at_from[place_id].standing for place_id in ids]
    now = [situation.states[place_id] for place_id in ids]
    after = [state.standing for state in now]
    colours = {standing: style_of(standing, theatre.factions).colour for standing in sorted(set(after))}
    return LayerTable(
        name="places_flipped",
        order=65,
        title_en="Places that changed hands",
        title_ar="أماكن تبدّلت السيطرة عليها",
        columns=(
            column("id", "text", "id of the place", ids),
            column("name_en", "text", "name in English", places["name_en"]),
            column("name_ar", "text", "name in Arabic", places["name_ar"]),
            column("kind", "text", "kind of place", places["kind"]),
            *names.governorates(places["adm1_pcode"]),
            column("before", "text", "faction, contested, disputed or unknown on the first day", before),
            column("before_en", "text", "the same in English", [names.standing(name)[0] for name in before]),
            column("before_ar", "text", "the same in Arabic", [names.standing(name)[1] for name in before]),
            column("after", "text", "the same on the last day", after),
            column("after_en", "text", "the same in English", [names.standing(name)[0] for name in after]),
            column("after_ar", "text", "the same in Arabic", [names.standing(name)[1] for name in after]),
            *state_columns(now),
            column("colour", "text", "colour of who has it now", [colours[standing] for standing in after]),
        ),
        geometry="Point",
        shapes=shapes_of(places.geometry, "Point"),
        drawn_by="after",
        drawn={
            standing: StyledCategory(PointStyle(symbol="place", colour=colour, size=10.0), *names.standing(standing))
            for standing, colour in colours.items()
        },
    )


LAYER = Layer(
    id="change",
    title="Change in the range",
    title_ar="التغيّر خلال المدة",
    order=27,
    draw=draw,
    time_mode="change",
    legend=legend,
    no_film="A film shows each day as it stands; what changed between two days is a sheet of kind change.",
    tables=(
        changed_ground_table,
        places_flipped_table,
    ),
    source="Computed from the areas of control of the first and the last day",
    on_by_default=False,
)
