"""Border and line crossings with their status on the last day of the range."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import N_, _
from geo.common.phrases import Phrase, phrase
from geo.control.crossings import CROSSING_STATUSES
from map.drawables import Drawable, Points
from map.layer import Layer, LegendItem, RenderOptions
from map.spoken import day, name_in_text
from map.styles import PointStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import colour_of, faction_columns, source_columns
from map.table_names import Names
from map.wording import name, within

LOOKS = {
    "open": ("crossing-open", "#0072b2", phrase("Crossing, open")),
    "restricted": ("crossing-restricted", "#b8860b", phrase("Crossing, restricted")),
    "humanitarian-only": (
        "crossing-humanitarian",
        "#006d5b",
        phrase("Crossing, humanitarian only"),
    ),
    "closed": ("crossing-closed", "#5c5c5c", phrase("Crossing, closed")),
    "unknown": ("crossing-unknown", "#8d8d8d", phrase("Crossing, status not known")),
}

STATUS_WORDS = {
    "open": N_("open"), "restricted": N_("restricted"), "humanitarian-only": N_("humanitarian-only"),
    "closed": N_("closed"), "unknown": N_("unknown"),
}  # fmt: skip


def crossing_style(status: str) -> PointStyle:
    """How a crossing of this status looks."""
    symbol, colour, _ = LOOKS[status]
    return PointStyle(symbol=symbol, colour=colour, size=16)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    crossings = situation.crossings
    tooltips = [
        _("{crossing}: {status} on {day}").format(
            crossing=name(row.name_en, row.name_ar, look.language),
            status=_(STATUS_WORDS[row.status]),
            day=day(situation.filters.end),
        )
        + "\n"
        + _("{holder}; position {within}").format(
            holder=_held_by(row.controllers, situation), within=within(row.uncertainty_km)
        )
        for row in crossings.itertuples()
    ]
    return (
        Points.of(
            crossings.geometry.x,
            crossings.geometry.y,
            [crossing_style(status) for status in crossings["status"]],
            tooltips=tooltips,
            refs=[f"crossing:{crossing_id}" for crossing_id in crossings["crossing_id"]],
        ),
    )


def _held_by(controllers: tuple[str, ...], situation: Situation) -> str:
    if not controllers:
        return _("nobody known to hold it")
    factions = situation.theatre.factions
    return _("held by {parties}").format(parties=" / ".join(name_in_text(factions[one]) for one in controllers))


CROSSING_ROW = phrase("Crossing", "a row of the legend")


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    present = set(situation.crossings["status"])
    return [
        LegendItem(crossing_style(status), _under_heading(LOOKS[status][2]), CROSSING_ROW)
        for status in CROSSING_STATUSES
        if status in present
    ]


def _under_heading(label: Phrase) -> Phrase:
    """What a crossing is, without the word for one: English says that first."""
    return label.each(lambda said: said.removeprefix("Crossing, "))


def crossings_table(situation: Situation) -> LayerTable:
    """Crossings with their status on the last day."""
    rows = situation.crossings.sort_index()
    names = Names(situation.theatre)
    looks = {status: StyledCategory(crossing_style(status), label) for status, (_, _, label) in LOOKS.items()}
    return LayerTable(
        name="crossings",
        order=55,
        title=LAYER.title,
        columns=(
            column("id", "text", "id of the crossing", rows["crossing_id"]),
            column("name_en", "text", "name in English", rows["name_en"]),
            column("name_ar", "text", "name in Arabic", rows["name_ar"]),
            column("other_side_name", "text", "its name on the other side", rows["other_side_name"]),
            column("country_other", "text", "country on the other side", rows["country_other"]),
            column("kind", "text", "official, informal or internal", rows["kind"]),
            column("status", "text", "open, restricted, humanitarian-only, closed or unknown", rows["status"]),
            column("status_en", "text", "status in words", [looks[status].label.en for status in rows["status"]]),
            column("status_ar", "text", "status in Arabic", [looks[status].label.ar for status in rows["status"]]),
            *faction_columns("controllers", "factions that hold it", rows["controllers"], names),
            column("valid_from", "day", "first day of this status", rows["valid_from"]),
            column("valid_to", "day", "last day of this status", rows["valid_to"]),
            column("uncertainty_km", "number", "radius in which the point lies, km", rows["uncertainty_km"]),
            column("coord_source", "text", "where the point comes from", rows["coord_source"]),
            *source_columns(rows),
            column("confidence", "text", "high, medium or low", rows["confidence"]),
            column("note", "text", "remark", rows["note"]),
            column("as_of", "day", "the day shown", [situation.filters.end] * len(rows)),
            column("colour", "text", "colour of the symbol", [colour_of(looks[status]) for status in rows["status"]]),
        ),
        geometry="Point",
        shapes=shapes_of(rows.geometry, "Point"),
        drawn_by="status",
        drawn=looks,
    )


LAYER = Layer(
    id="crossings",
    title=phrase("Crossings"),
    order=55,
    draw=draw,
    time_mode="last day",
    legend=legend,
    tables=(crossings_table,),
    source=N_("data/crossings.geojson"),
)
