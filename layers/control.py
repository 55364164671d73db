"""Areas of control: how the ground is held decides the fill, who holds it the colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from geo.analysis.situation import Situation
from geo.control.rule_texts import RULE_SENTENCES, Rule
from geo.control.state import State
from geo.registry.factions import Factions, opposed
from geo.registry.statuses import Status
from map.drawables import Areas, Drawable
from map.layer import Layer, LegendItem, RenderOptions
from map.styles import AreaStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import faction_columns, look_columns
from map.table_names import Names
from map.wording import STATUS_WORDS, faction_names

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


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
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


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
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


def control_table(situation: Situation) -> LayerTable:
    """Areas of control at the end of the last day."""
    areas, names = situation.areas, Names(situation.theatre)
    ids = ["-".join([row.status, *row.parties, *(["inferred"] if row.inferred else [])]) for row in areas.itertuples()]
    styles = [
        style_of(Status(row.status), row.parties, situation.theatre.factions, inferred=row.inferred)
        for row in areas.itertuples()
    ]
    labels = [names.of_ground(Status(row.status), row.parties) for row in areas.itertuples()]
    states = [[situation.states[place_id] for place_id in place_ids] for place_ids in areas["place_ids"]]
    reports = [sorted({report for state in some for report in state.reports}) for some in states]
    log, history = situation.theatre.reports, situation.theatre.history
    drawn_by = [] if history is None else [history.note.source]
    return LayerTable(
        name="control",
        order=20,
        title_en=LAYER.title,
        title_ar=LAYER.title_ar,
        columns=(
            column("id", "text", "status and parties: one area each", ids),
            column("name_en", "text", "who and how, in English", [en for en, _ in labels]),
            column("name_ar", "text", "who and how, in Arabic", [ar for _, ar in labels]),
            column("status", "text", "controlled, shared, claimed, contested, disputed or unknown", areas["status"]),
            column("holder", "text", "faction that holds it; empty where nobody does", areas["controller"]),
            *faction_columns("parties", "factions that hold, share or dispute it", areas["parties"], names),
            column("inferred", "flag", "whether it is far from every report", areas["inferred"]),
            column("area_km2", "number", "area, km² (equal-area, EPSG:6933)", areas["area_km2"]),
            column("places", "whole", "places whose ground it is", map(len, areas["place_ids"])),
            column("reports", "whole", "reports that decided", map(len, reports)),
            column("latest_report", "day", "latest day those reports speak of", [_latest(log, r) for r in reports]),
            column("rules", "text", "rules that decided, with the number of places of each", map(_rules, states)),
            column("why", "text", "those rules in words, the most frequent first", map(_why, states)),
            column("sources", "text", "who published those reports", [_sources(log, r, drawn_by) for r in reports]),
            column("as_of", "day", "the day shown", [situation.filters.end] * len(areas)),
            *look_columns(styles),
        ),
        geometry="MultiPolygon",
        shapes=shapes_of(areas.geometry, "MultiPolygon"),
        drawn_by="id",
        drawn={
            key: StyledCategory(style, f"{en}, inferred" if inferred else en, f"{ar}، استنتاج" if inferred else ar)
            for key, style, (en, ar), inferred in zip(ids, styles, labels, areas["inferred"], strict=True)
        },
    )


def _latest(log: pd.DataFrame, reports: Sequence[str]) -> Any:
    return log.loc[list(reports), "event_date"].max() if reports else None


def _sources(log: pd.DataFrame, reports: Sequence[str], drawn_by: Sequence[str]) -> str:
    published = log.loc[list(reports), "source_publisher"] if reports else []
    return "; ".join(sorted({*published, *drawn_by} - {""}))


def _by_rule(states: Sequence[State]) -> Mapping[Rule, int]:
    counts = {rule: sum(state.rule is rule for state in states) for rule in {state.rule for state in states}}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0].value)))


def _rules(states: Sequence[State]) -> str:
    return "; ".join(f"{rule.value} {count}" for rule, count in _by_rule(states).items())


def _why(states: Sequence[State]) -> str:
    return " ".join(RULE_SENTENCES[rule] for rule in _by_rule(states))


LAYER = Layer(
    id="control",
    title="Areas of control",
    title_ar="مناطق السيطرة",
    order=20,
    draw=draw,
    time_mode="last day",
    legend=legend,
    tables=(control_table,),
    source="data/control/reports.csv; cells around the places of the gazetteer",
)
