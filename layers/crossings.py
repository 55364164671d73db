"""Border and line crossings with their status on the last day of the range."""

from __future__ import annotations

from geo.crossings import CROSSING_STATUSES
from geo.situation import Situation
from layers.base import Layer, LegendItem, Look
from layers.drawables import Drawable, Points
from layers.styles import PointStyle
from layers.words import day, faction_names, name, within

LOOKS = {
    "open": ("crossing-open", "#0072b2", "Crossing, open", "معبر مفتوح"),
    "restricted": ("crossing-restricted", "#b8860b", "Crossing, restricted", "معبر مقيَّد"),
    "humanitarian-only": (
        "crossing-humanitarian",
        "#006d5b",
        "Crossing, humanitarian only",
        "معبر إنساني فقط",
    ),
    "closed": ("crossing-closed", "#5c5c5c", "Crossing, closed", "معبر مغلق"),
    "unknown": ("crossing-unknown", "#8d8d8d", "Crossing, status not known", "معبر غير معروف الحالة"),
}


def style_of(status: str) -> PointStyle:
    symbol, colour, _, _ = LOOKS[status]
    return PointStyle(symbol=symbol, colour=colour, size=16)


def draw(situation: Situation, look: Look) -> tuple[Drawable, ...]:
    crossings = situation.crossings
    tooltips = [
        f"{name(row.name_en, row.name_ar, look.language)}: {row.status} on {day(situation.filters.end)}\n"
        f"{_held_by(row.controllers, situation)}; position {within(row.uncertainty_km)}"
        for row in crossings.itertuples()
    ]
    return (
        Points.of(
            crossings.geometry.x,
            crossings.geometry.y,
            [style_of(status) for status in crossings["status"]],
            tooltips=tooltips,
            refs=[f"crossing:{crossing_id}" for crossing_id in crossings["crossing_id"]],
        ),
    )


def _held_by(controllers: tuple[str, ...], situation: Situation) -> str:
    if not controllers:
        return "nobody known to hold it"
    return f"held by {faction_names(controllers, situation.theatre.factions)}"


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    present = set(situation.crossings["status"])
    return [
        LegendItem(style_of(status), LOOKS[status][2], LOOKS[status][3])
        for status in CROSSING_STATUSES
        if status in present
    ]


LAYER = Layer(
    id="crossings",
    title="Crossings",
    title_ar="المعابر",
    order=55,
    draw=draw,
    shows="last day",
    legend=legend,
    source="data/crossings.geojson",
)
