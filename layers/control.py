"""Areas of control: how the ground is held decides the fill, who holds it the colour."""

from __future__ import annotations

from dataclasses import replace

from geo.control_state import Status
from geo.factions import Factions, opposed
from geo.situation import Situation
from layers.base import Layer, LegendItem, Look
from layers.drawables import Areas, Drawable
from layers.styles import AreaStyle
from layers.words import faction_names

NOBODY = "#7a7a7a"
INFERRED = 0.45
"""How much of its strength the fill of inferred ground keeps."""


def drawn_parties(parties: tuple[str, ...], factions: Factions) -> tuple[str, ...]:
    """The one or two parties whose colours a pattern takes: the first, and the first that is its enemy, else the next.

    The details name all of them.
    """
    first, others = parties[:1], parties[1:]
    enemies = tuple(party for party in others if opposed(factions, first[0], party))
    return first + (enemies or others)[:1]


STATUS_WORDS = {
    Status.CONTROLLED: ("controlled", "سيطرة"),
    Status.SHARED: ("shared presence", "وجود مشترك"),
    Status.CLAIMED: ("claimed, not confirmed", "ادّعاء غير مؤكَّد"),
    Status.CONTESTED: ("contested", "محل اشتباك"),
    Status.DISPUTED: ("disputed reports", "روايات متضاربة"),
    Status.UNKNOWN: ("holder not known", "المسيطر غير معروف"),
}


def style_of(status: Status, parties: tuple[str, ...], factions: Factions, *, inferred: bool = False) -> AreaStyle:
    """Fill for one state of ground.

    Controlled is flat, claimed is hatched, shared is flat with dots of the second party, contested is diagonal
    stripes and disputed is chequered in two colours (grey where only one party is named), unknown is an outline.
    Inferred ground, far from every report, takes the same fill paler.
    """
    style = _plain_style(status, parties, factions)
    return replace(style, opacity=style.opacity * INFERRED, weight=style.weight / 2) if inferred else style


def _plain_style(status: Status, parties: tuple[str, ...], factions: Factions) -> AreaStyle:
    colours = [factions[party].colour for party in drawn_parties(parties, factions)]
    if status is Status.UNKNOWN or not colours:
        return AreaStyle(fill="none", colour=NOBODY, weight=1.0, dash="3 3")
    second = colours[1] if len(colours) > 1 else NOBODY
    if status is Status.CLAIMED:
        return AreaStyle(fill="hatch", colour=colours[0], hatch=factions[parties[0]].hatch, weight=0.8)
    if status is Status.SHARED:
        return AreaStyle(fill="shared", colour=colours[0], second=second, weight=0.8)
    if status is Status.CONTESTED:
        return AreaStyle(fill="two_colour", colour=colours[0], second=second, weight=0.9)
    if status is Status.DISPUTED:
        return AreaStyle(fill="chequered", colour=colours[0], second=second, weight=0.9, dash="5 3")
    return AreaStyle(fill="solid", colour=colours[0], weight=0.8)


def draw(situation: Situation, look: Look) -> tuple[Drawable, ...]:
    areas, factions = situation.areas, situation.theatre.factions
    styles = [style_of(Status(row.status), row.parties, factions, inferred=row.inferred) for row in areas.itertuples()]
    tooltips = [
        f"{_label(Status(row.status), row.parties, factions)}\n"
        f"{row.area_km2:,.0f} km²{', inferred: far from every report' if row.inferred else ''}, "
        f"{_extent(situation, len(row.place_ids))}"
        for row in areas.itertuples()
    ]
    refs = [f"area:{index}" for index in range(len(areas))]
    return (Areas.of(areas.geometry, styles, tooltips=tooltips, refs=refs),)


def _extent(situation: Situation, places: int) -> str:
    history = situation.theatre.history
    if history is None:
        return f"around {places} places in the whole country. Click the ground to ask why."
    return f"as drawn elsewhere: {history.note.source or 'the source is not named'}"


def standing(status: Status, parties: tuple[str, ...], factions: Factions) -> tuple[str, str]:
    """Who holds ground, and how, in words that follow each other: ("Red", ", claimed, not confirmed"); or that nobody
    is known to hold it."""
    if not parties and status is Status.UNKNOWN:
        return "nobody is known to hold it", ""
    return faction_names(parties, factions) or "nobody known", f", {STATUS_WORDS[status][0]}"


def _label(status: Status, parties: tuple[str, ...], factions: Factions) -> str:
    word = STATUS_WORDS[status][0]
    return f"{faction_names(parties, factions)}: {word}" if parties else word.capitalize()


SAMPLE = "#5f6770"
SECOND_SAMPLE = "#c9ced3"


def _sample(status: Status) -> AreaStyle:
    """The pattern of a status without any faction's colour."""
    fills: dict[Status, AreaStyle] = {
        Status.SHARED: AreaStyle(fill="shared", colour=SECOND_SAMPLE, second=SAMPLE, weight=0.8),
        Status.CLAIMED: AreaStyle(fill="hatch", colour=SAMPLE, weight=0.8),
        Status.CONTESTED: AreaStyle(fill="two_colour", colour=SAMPLE, second=SECOND_SAMPLE, weight=0.9),
        Status.DISPUTED: AreaStyle(fill="chequered", colour=SAMPLE, second=SECOND_SAMPLE, weight=0.9, dash="5 3"),
        Status.UNKNOWN: style_of(Status.UNKNOWN, (), {}),
    }
    return fills[status]


def legend(situation: Situation, look: Look) -> list[LegendItem]:
    """The colour of every faction on the ground, then the pattern of every status but plain control."""
    factions = situation.theatre.factions
    drawn = {party for parties in situation.areas["parties"] for party in drawn_parties(parties, factions)}
    colours = [
        LegendItem(style_of(Status.CONTROLLED, (party,), factions), faction.name_en, faction.name_ar)
        for party, faction in factions.items()
        if party in drawn
    ]
    present = set(situation.areas["status"]) - {Status.CONTROLLED.value}
    patterns = [
        LegendItem(_sample(status), STATUS_WORDS[status][0].capitalize(), STATUS_WORDS[status][1])
        for status in Status
        if status.value in present
    ]
    inferred = [
        LegendItem(
            AreaStyle(colour=SAMPLE, opacity=0.3 * INFERRED, weight=0.4),
            f"Paler: inferred, over {situation.theatre.inferred_beyond_km:g} km from any report",
            f"أفتح: استنتاج، أبعد من {situation.theatre.inferred_beyond_km:g} كم عن أي تقرير",
        )
    ]
    told_apart = situation.areas["inferred"].any() and situation.theatre.tells_control
    return colours + patterns + (inferred if told_apart else [])


LAYER = Layer(
    id="control",
    title="Areas of control",
    title_ar="مناطق السيطرة",
    order=20,
    draw=draw,
    shows="last day",
    legend=legend,
    source="data/control/reports.csv; cells around the places of the gazetteer",
)
