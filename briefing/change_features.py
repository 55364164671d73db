"""What changed between the first and the last day, as layers of a data file."""

from __future__ import annotations

from geo.situation import Situation
from layers import change as change_layer
from layers.styles import PointStyle
from layers.table import Drawn, Table, column, shapes_of
from layers.table_columns import look_columns, state_columns
from layers.table_names import Names


def changed_ground(situation: Situation) -> Table:
    """Ground of the area whose standing differs between the first and the last day, one row a transition."""
    moved, names, filters = change_layer.moved_ground(situation), Names(situation.theatre), situation.filters
    styles = [change_layer.style_of(after, situation.theatre.factions) for after in moved["after"]]
    pairs = list(zip(moved["before"], moved["after"], strict=True))
    ids = [f"{before} > {after}" for before, after in pairs]
    labels = [names.transition(*pair) for pair in pairs]
    layer = change_layer.LAYER
    return Table(
        name="changed_ground",
        title_en=layer.title,
        title_ar=layer.title_ar,
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
        drawn={key: Drawn(style, en, ar) for key, style, (en, ar) in zip(ids, styles, labels, strict=True)},
    )


def places_flipped(situation: Situation) -> Table:
    """Places of the area whose standing differs between the first and the last day."""
    ids = list(situation.change.places)
    theatre, names = situation.theatre, Names(situation.theatre)
    places = theatre.places.loc[ids]
    before = [situation.states_at_from[place_id].standing for place_id in ids]
    now = [situation.states[place_id] for place_id in ids]
    after = [state.standing for state in now]
    colours = {standing: change_layer.style_of(standing, theatre.factions).colour for standing in sorted(set(after))}
    return Table(
        name="places_flipped",
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
            standing: Drawn(PointStyle(symbol="place", colour=colour, size=10.0), *names.standing(standing))
            for standing, colour in colours.items()
        },
    )
