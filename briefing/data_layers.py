"""What a situation shows, as the layers of a data file: control, front lines, events, crossings, and change.

Every layer holds exactly the rows of the situation, in a fixed order, with names in English and in Arabic and the
style the map draws them with. Geometry is EPSG:4326.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from briefing.brief import Brief
from briefing.change_features import changed_ground, places_flipped
from briefing.errors import BriefingError
from geo.control_reasons import RULE_SENTENCES, Rule
from geo.control_state import State, Status
from geo.situation import Situation
from layers import control as control_layer
from layers import crossings as crossings_layer
from layers import front_line
from layers import layers_of as layers_of_theatre
from layers.event_table import events
from layers.table import Drawn, Table, column, shapes_of
from layers.table_columns import colour_of, faction_columns, look_columns, source_columns
from layers.table_names import Names

SWITCHED_BY = {
    "control": {"control"},
    "front_lines": {"front-line"},
    "events": {"events", "strikes", "uncertainty", "density", "area-counts"},
    "crossings": {"crossings"},
    "changed_ground": {"change"},
    "places_flipped": {"change"},
}
"""The layers of the map that bring a layer of a data file with them."""


def layers_of(brief: Brief) -> list[Table]:
    """The layers of a brief that are switched on, lowest first; those of change also where the change is asked for.

    Raises
    ------
    BriefingError : no layer of a data file is among the layers asked for.
    """
    builders: dict[str, Callable[[Situation], Table]] = {
        "control": control,
        "changed_ground": changed_ground,
        "front_lines": front_lines,
        "crossings": crossings,
        "events": events,
        "places_flipped": places_flipped,
    }
    asked = brief.request.layers | ({"change"} if brief.request.kind == "change" else set())
    found = [build(brief.situation) for name, build in builders.items() if SWITCHED_BY[name] & asked]
    if not found:
        offered = {layer.id for layer in layers_of_theatre(brief.theatre)}
        known = sorted(set().union(*SWITCHED_BY.values()) & offered)
        raise BriefingError(f"No layer asked for goes into a data file. Switch on one of {', '.join(known)}.")
    return found


def control(situation: Situation) -> Table:
    """Areas of control at the end of the last day."""
    areas, names = situation.areas, Names(situation.theatre)
    ids = ["-".join([row.status, *row.parties, *(["inferred"] if row.inferred else [])]) for row in areas.itertuples()]
    styles = [
        control_layer.style_of(Status(row.status), row.parties, situation.theatre.factions, inferred=row.inferred)
        for row in areas.itertuples()
    ]
    labels = [names.of_ground(Status(row.status), row.parties) for row in areas.itertuples()]
    states = [[situation.states[place_id] for place_id in place_ids] for place_ids in areas["place_ids"]]
    reports = [sorted({report for state in some for report in state.reports}) for some in states]
    log, history = situation.theatre.reports, situation.theatre.history
    drawn_by = [] if history is None else [history.note.source]
    return Table(
        name="control",
        title_en=control_layer.LAYER.title,
        title_ar=control_layer.LAYER.title_ar,
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
            key: Drawn(style, f"{en}, inferred" if inferred else en, f"{ar}، استنتاج" if inferred else ar)
            for key, style, (en, ar), inferred in zip(ids, styles, labels, areas["inferred"], strict=True)
        },
    )


def front_lines(situation: Situation) -> Table:
    """Front lines at the end of the last day, one row a pair of factions that face each other."""
    lines, names = situation.front_lines, Names(situation.theatre)
    pairs = list(zip(lines["one"], lines["other"], strict=True))
    style = front_line.style_of("light")
    layer = front_line.LAYER
    return Table(
        name="front_lines",
        title_en=layer.title,
        title_ar=layer.title_ar,
        columns=(
            column("id", "text", "the two factions", ["-".join(pair) for pair in pairs]),
            column("name_en", "text", "the two in English", [names.short(pair)[0] for pair in pairs]),
            column("name_ar", "text", "the two in Arabic", [names.short(pair)[1] for pair in pairs]),
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
        drawn={"front-line": Drawn(style, layer.title, layer.title_ar)},
    )


def crossings(situation: Situation) -> Table:
    """Crossings with their status on the last day."""
    rows = situation.crossings.sort_index()
    names = Names(situation.theatre)
    looks = {
        status: Drawn(crossings_layer.style_of(status), en, ar)
        for status, (_, _, en, ar) in crossings_layer.LOOKS.items()
    }
    return Table(
        name="crossings",
        title_en=crossings_layer.LAYER.title,
        title_ar=crossings_layer.LAYER.title_ar,
        columns=(
            column("id", "text", "id of the crossing", rows["crossing_id"]),
            column("name_en", "text", "name in English", rows["name_en"]),
            column("name_ar", "text", "name in Arabic", rows["name_ar"]),
            column("other_side_name", "text", "its name on the other side", rows["other_side_name"]),
            column("country_other", "text", "country on the other side", rows["country_other"]),
            column("kind", "text", "official, informal or internal", rows["kind"]),
            column("status", "text", "open, restricted, humanitarian-only, closed or unknown", rows["status"]),
            column("status_en", "text", "status in words", [looks[status].label_en for status in rows["status"]]),
            column("status_ar", "text", "status in Arabic", [looks[status].label_ar for status in rows["status"]]),
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
