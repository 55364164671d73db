"""Areas of control: who holds the ground decides the hue, what became of it the lightness, how it is held the texture.

Doubt is quiet: a party's own claim is a thin ruling over its colour, ground nobody holds alone is a neutral tone, and
what is inferred fades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo.analysis.situation import Situation
from geo.common.messages import N_, _, ngettext
from geo.common.phrases import Phrase, phrase
from geo.control.rule_texts import NO_OWN_REPORT, RULE_SENTENCES, Rule
from geo.control.state import State
from geo.registry.factions import Factions
from geo.registry.statuses import UNSETTLED, Status
from map.drawables import Areas, Drawable
from map.ground_paint import colours_by_party, drawn_parties, ground_style, painted, sample
from map.layer import Layer, LegendItem, RenderOptions
from map.spoken import faction_names, listing
from map.styles import AreaStyle
from map.table import LayerTable, StyledCategory, column, shapes_of
from map.table_columns import faction_columns, look_columns
from map.table_names import Names
from map.wording import HELD_BEFORE, HOLDERS, STATUS_WORDS


def _painted(situation: Situation, look: RenderOptions) -> list[AreaStyle]:
    factions, colours = situation.theatre.factions, colours_by_party(situation, look)
    return [
        painted(Status(row.status), row.parties, factions, colours(row.controller), row.sureness or "sure")
        for row in situation.areas.itertuples()
    ]


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    areas, factions = situation.areas, situation.theatre.factions
    tooltips = [
        f"{_label(Status(row.status), row.parties, factions)}{SURE_WORDS[row.sureness].say()}\n"
        + listing([_size(row.area_km2, row.inferred_km2), _extent(situation, len(row.place_ids))])
        for row in areas.itertuples()
    ]
    refs = [f"area:{index}" for index in range(len(areas))]
    return (Areas.of(areas.geometry, _painted(situation, look), tooltips=tooltips, refs=refs),)


SURE_WORDS: Mapping[str, Phrase] = {
    "": Phrase("", ""),
    "sure": Phrase("", ""),
    "likely": phrase(", likely"),
    "doubtful": phrase(", in doubt"),
}
"""What follows the name of an area, by how sure it is who holds it."""


def _size(km2: float, inferred: float) -> str:
    told = _("{km2} km² ({inferred} km² of it inferred: {why})") if round(inferred) else _("{km2} km²")
    return told.format(km2=f"{km2:,.0f}", inferred=f"{inferred:,.0f}", why=_(NO_OWN_REPORT))


def _extent(situation: Situation, places: int) -> str:
    history = situation.theatre.history
    if history is None:
        return ngettext(
            "around {number} place in the whole country. Click the ground to ask why.",
            "around {number} places in the whole country. Click the ground to ask why.",
            places,
        ).format(number=places)
    return _("as drawn elsewhere: {source}").format(source=history.note.source or _("the source is not named"))


def standing(status: Status, parties: tuple[str, ...], factions: Factions) -> tuple[str, str]:
    """Who holds ground, and how, in words that follow each other: ("Red", ", claimed, not confirmed"); or that nobody
    is known to hold it."""
    if not parties and status is Status.UNKNOWN:
        return _("nobody is known to hold it"), ""
    return faction_names(parties, factions) or _("nobody known"), _(", ") + STATUS_WORDS[status].say()


def _label(status: Status, parties: tuple[str, ...], factions: Factions) -> str:
    word = STATUS_WORDS[status].say()
    return f"{faction_names(parties, factions)}: {word}" if parties else word.capitalize()


SHARED = phrase("Shared presence")
NOBODY_KNOWN = phrase("Nobody known to hold it")


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    """The tint of every party on the ground, in one row; then how doubt looks."""
    factions, colours = situation.theatre.factions, colours_by_party(situation, look)
    held = situation.areas[situation.areas["controller"] != ""]
    drawn = {party for parties in held["parties"] for party in drawn_parties(parties, factions)}
    among_change = look.mode == "change"
    tints = [
        LegendItem(
            painted(Status.CONTROLLED, (party,), factions, colours(party)),
            faction.short,
            HELD_BEFORE if among_change else HOLDERS,
            tint="pale" if among_change else None,
        )
        for party, faction in factions.items()
        if party in drawn
    ]
    return tints + _doubt(situation, look)


def _doubt(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    """How ground looks that is not plainly held, as far as there is any."""
    present = {Status(status) for status in situation.areas["status"]}
    items = []
    if Status.CLAIMED in present:
        claim = sample(Status.CLAIMED, look.theme)
        items.append(LegendItem(claim, phrase("Own claim only")))
    if Status.SHARED in present:
        items.append(LegendItem(sample(Status.SHARED, look.theme), SHARED))
    if present & UNSETTLED:
        unsettled = sample(Status.CONTESTED, look.theme)
        items.append(LegendItem(unsettled, phrase("Contested or disputed")))
    if situation.theatre.tells_control and {"likely", "doubtful"} & set(situation.areas["sureness"]):
        faded = sample(Status.CONTROLLED, look.theme, "doubtful")
        items.append(LegendItem(faded, phrase("Fades: inferred, the fainter the less sure")))
    if Status.UNKNOWN in present:
        items.append(LegendItem(sample(Status.UNKNOWN, look.theme), NOBODY_KNOWN))
    return items


def control_table(situation: Situation) -> LayerTable:
    """Areas of control at the end of the last day."""
    areas, names = situation.areas, Names(situation.theatre)
    ids = ["-".join([row.status, *row.parties, *_told_apart(row.sureness)]) for row in areas.itertuples()]
    styles = [
        ground_style(Status(row.status), row.parties, situation.theatre.factions, row.sureness or "sure")
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
        title=LAYER.title,
        columns=(
            column("id", "text", "status and parties: one area each", ids),
            column("name_en", "text", "who and how, in English", [label.en for label in labels]),
            column("name_ar", "text", "who and how, in Arabic", [label.ar for label in labels]),
            column("status", "text", "controlled, shared, claimed, contested, disputed or unknown", areas["status"]),
            column("holder", "text", "faction that holds it; empty where nobody does", areas["controller"]),
            *faction_columns("parties", "factions that hold, share or dispute it", areas["parties"], names),
            column("sureness", "text", "sure, likely or doubtful; empty where nobody holds it", areas["sureness"]),
            column("area_km2", "number", "area, km² (equal-area, EPSG:6933)", areas["area_km2"]),
            column("inferred_km2", "number", f"km² of it inferred: {NO_OWN_REPORT}", areas["inferred_km2"]),
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
            key: StyledCategory(style, Phrase("", "").join((label, SURE_WORDS[sureness])))
            for key, style, label, sureness in zip(ids, styles, labels, areas["sureness"], strict=True)
        },
    )


def _told_apart(sureness: str) -> tuple[str, ...]:
    return (sureness,) if sureness not in ("", "sure") else ()


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
    title=phrase("Areas of control"),
    order=20,
    draw=draw,
    time_mode="last day",
    legend=legend,
    tables=(control_table,),
    source=N_("data/control/reports.csv; cells around the places of the gazetteer"),
)
