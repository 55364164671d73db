"""Ground that changed hands between the first and the last day, in a strong tint of who has it now, and the front line
of the first day."""

from __future__ import annotations

from itertools import combinations

import geopandas as gpd
import shapely

from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from geo.common.phrases import Phrase, phrase
from geo.common.remembered import remembered
from geo.registry.factions import Factions, opposed
from geo.registry.statuses import NO_HOLDER, Status
from map import spoken
from map.drawables import Areas, Drawable, Lines
from map.ground_paint import NEUTRAL, colours_of, painted
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.spoken import listing, short_name
from map.styles import AreaStyle, LineStyle, PointStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import look_columns, state_columns
from map.table_names import Names
from map.tints import tint
from map.wording import FRONT_ROW, OUTSIDE_ROW, on_day, on_short_day

LINE: dict[Theme, str] = {"light": "#4a4a4a", "dark": "#c9c9c9"}


def change_style(after: str, factions: Factions) -> AreaStyle:
    """How ground that came into the standing `after` looks in a data file."""
    return AreaStyle(colour=NEUTRAL if after in NO_HOLDER else factions[after].colour, opacity=0.6, weight=1.0)


def taken_style(
    party: str, factions: Factions, theme: Theme, *, claimed: bool = False, inside: bool = True
) -> AreaStyle:
    """How ground looks on the map that a party took, or says it took: paler outside the area of the figures."""
    status = Status.CLAIMED if claimed else Status.CONTROLLED
    return painted(status, (party,), factions, colours_of("taken" if inside else "outside", theme))


def first_front_style(theme: Theme) -> LineStyle:
    """How the front line of the first day looks."""
    return LineStyle(colour=LINE[theme], weight=1.6, dash="5 4")


def between_style(theme: Theme) -> LineStyle:
    """How a line between ground taken by allies looks: as thin paper."""
    return LineStyle(colour=colours_of("taken", theme).paper, weight=1.4)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    factions, filters = situation.theatre.factions, situation.filters
    taken = situation.taken_on_map
    tooltips = [
        _("{party}: taken between {first} and {last}").format(
            party=short_name(factions[row.after]), first=spoken.day(filters.start), last=spoken.day(filters.end)
        )
        + "\n"
        + listing(
            [_("{km2} km²").format(km2=f"{row.area_km2:,.0f}"), _("by its own claim alone") if row.claimed else ""]
        )
        for row in taken.itertuples()
    ]
    styles = [
        taken_style(row.after, factions, look.theme, claimed=row.claimed, inside=row.inside)
        for row in taken.itertuples()
    ]
    return (
        Areas.of(taken.geometry, styles, tooltips=tooltips),
        Lines.of(between_allies(situation), between_style(look.theme)),
        Lines.of(_first_front(situation), first_front_style(look.theme)),
    )


@remembered
def between_allies(situation: Situation) -> gpd.GeoSeries:
    """Where ground taken by two parties meets that do not fight each other, EPSG:4326: no front line tells them apart,
    and in grey print nothing would."""
    taken, factions = situation.change_on_map.taken, situation.theatre.factions
    edges = {
        party: shapely.boundary(shapely.multipolygons(shapely.get_parts(part.geometry.to_numpy())))
        for party, part in taken.groupby("after")
    }
    met = [shapely.intersection(edges[a], edges[b]) for a, b in combinations(edges, 2) if not opposed(factions, a, b)]
    lines = [line for line in met if line.length]
    return gpd.GeoSeries(lines, crs=taken.crs)


def _first_front(situation: Situation) -> gpd.GeoSeries:
    """The front line of the first day, where it has another day to differ from."""
    lines = situation.front_lines_at_from.geometry
    return lines if situation.filters.start < situation.filters.end else lines.iloc[:0]


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    factions, taken = situation.theatre.factions, situation.taken_on_map
    taken_by = set(taken["after"]) & set(situation.areas["controller"])
    inside = set(taken.loc[taken["inside"], "after"])
    day = _first_day(situation)
    row = phrase("Taken since {day}").format(day=day)
    items = [
        LegendItem(
            taken_style(party, factions, look.theme, inside=party in inside),
            factions[party].short,
            row,
            tint="strong",
        )
        for party in factions
        if party in taken_by
    ]
    if len(_first_front(situation)):
        on_first = phrase("on {day}").format(day=day)
        items.append(LegendItem(first_front_style(look.theme), on_first, FRONT_ROW))
    if not taken["inside"].all():
        items.append(LegendItem(_taken_outside(look.theme), phrase("taken ground"), OUTSIDE_ROW))
    return items


def _first_day(situation: Situation) -> Phrase:
    """The first day of the range, with its year where the last is of another."""
    first, last = situation.filters.start, situation.filters.end
    return on_day(first) if first.year != last.year else on_short_day(first)


def _taken_outside(theme: Theme) -> AreaStyle:
    """How ground taken outside the area of the figures looks in the legend, in the colour of no party."""
    shade = tint(NEUTRAL, "outside", theme)
    return AreaStyle(colour=shade, opacity=1.0, weight=0)


def changed_ground_table(situation: Situation) -> LayerTable:
    """Ground of the area whose standing differs between the first and the last day, one row a transition."""
    moved, names, filters = situation.change.ground, Names(situation.theatre), situation.filters
    styles = [change_style(after, situation.theatre.factions) for after in moved["after"]]
    pairs = list(zip(moved["before"], moved["after"], strict=True))
    ids = [f"{before} > {after}" for before, after in pairs]
    labels = [names.transition(*pair) for pair in pairs]
    return LayerTable(
        name="changed_ground",
        order=27,
        title=LAYER.title,
        columns=(
            column("id", "text", "standing before and after", ids),
            column("name_en", "text", "from whom to whom, in English", [label.en for label in labels]),
            column("name_ar", "text", "from whom to whom, in Arabic", [label.ar for label in labels]),
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
        drawn=dict(zip(ids, map(StyledCategory, styles, labels), strict=True)),
    )


def places_flipped_table(situation: Situation) -> LayerTable:
    """Places of the area whose standing differs between the first and the last day."""
    ids = list(situation.places_flipped)
    theatre, names = situation.theatre, Names(situation.theatre)
    places = theatre.places.loc[ids]
    before = [situation.states_at_from[place_id].standing for place_id in ids]
    now = [situation.states[place_id] for place_id in ids]
    after = [state.standing for state in now]
    colours = {standing: change_style(standing, theatre.factions).colour for standing in sorted(set(after))}
    return LayerTable(
        name="places_flipped",
        order=65,
        title=phrase("Places that changed hands"),
        columns=(
            column("id", "text", "id of the place", ids),
            column("name_en", "text", "name in English", places["name_en"]),
            column("name_ar", "text", "name in Arabic", places["name_ar"]),
            column("kind", "text", "kind of place", places["kind"]),
            *names.governorates(places["adm1_pcode"]),
            column("before", "text", "faction, contested, disputed or unknown on the first day", before),
            column("before_en", "text", "the same in English", [names.standing(name).en for name in before]),
            column("before_ar", "text", "the same in Arabic", [names.standing(name).ar for name in before]),
            column("after", "text", "the same on the last day", after),
            column("after_en", "text", "the same in English", [names.standing(name).en for name in after]),
            column("after_ar", "text", "the same in Arabic", [names.standing(name).ar for name in after]),
            *state_columns(now),
            column("colour", "text", "colour of who has it now", [colours[standing] for standing in after]),
        ),
        geometry="Point",
        shapes=shapes_of(places.geometry, "Point"),
        drawn_by="after",
        drawn={
            standing: StyledCategory(PointStyle(symbol="place", colour=colour, size=10.0), names.standing(standing))
            for standing, colour in colours.items()
        },
    )


LAYER = Layer(
    id="change",
    title=phrase("Change in the range"),
    order=27,
    draw=draw,
    time_mode="change",
    legend=legend,
    tables=(
        changed_ground_table,
        places_flipped_table,
    ),
    source=N_("Computed from the areas of control of the first and the last day"),
    modes=frozenset({"change"}),
)
