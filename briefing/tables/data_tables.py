"""What a situation says in numbers and lists, as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from geo.analysis.front_pairs import front_shift
from geo.analysis.situation import Situation
from geo.analysis.situation_figures import GroundFigures
from geo.common.phrases import Phrase, phrase
from geo.control.rule_texts import NO_OWN_REPORT
from geo.events.events import CERTAIN, POSSIBLE
from geo.query.own_area import in_area
from geo.registry.admiralty import english_grade
from layers.crossings import LOOKS
from map.table import LayerTable, column
from map.table_columns import faction_columns, source_columns, state_columns
from map.table_names import Names

Figure = tuple[Phrase, str, float | int | None, float | int | None]
"""What is counted, unit, value at the end of the first day (None where it is of the range), value of the last day."""


def figures(situation: Situation) -> LayerTable:
    """The headline figures of the area. Ground is in a table of its own."""
    rows = list(_figures(situation))
    then = [row[2] for row in rows]
    return LayerTable(
        name="figures",
        title=phrase("Figures"),
        columns=(
            column("figure_en", "text", "what is counted, in English", [row[0].en for row in rows]),
            column("figure_ar", "text", "what is counted, in Arabic", [row[0].ar for row in rows]),
            column("unit", "text", "its unit", [row[1] for row in rows]),
            column("first_day", "number", "at the end of the first day; empty for what is of the range", then),
            column("last_day", "number", "at the end of the last day, or in the range", [row[3] for row in rows]),
        ),
    )


def _figures(situation: Situation) -> Iterator[Figure]:
    found, change = situation.figures, situation.change
    yield phrase("Incidents, certainly in the range"), "incidents", None, found.certain
    yield phrase("Incidents, possibly in the range"), "incidents", None, found.possible
    yield phrase("Strikes, certainly in the range"), "incidents", None, found.strikes[CERTAIN]
    yield phrase("Strikes, possibly in the range"), "incidents", None, found.strikes[POSSIBLE]
    yield phrase("Killed, low", "in a data file"), "persons", None, found.fatalities.low
    yield phrase("Killed, best estimate"), "persons", None, found.fatalities.best
    yield phrase("Killed, high", "in a data file"), "persons", None, found.fatalities.high
    yield phrase("Incidents without a figure of deaths"), "incidents", None, found.fatalities.silent
    if (abroad := found.abroad).any:
        yield (
            phrase("Abroad, counted apart: incidents, certain"),
            "incidents",
            None,
            abroad.certain,
        )
        yield phrase("Abroad: incidents, possible"), "incidents", None, abroad.possible
        yield (
            phrase("Abroad: killed, best estimate"),
            "persons",
            None,
            abroad.fatalities.best,
        )
    yield phrase("Front line"), "km", found.front_line_km_at_from, found.front_line_km
    moved = front_shift(situation)
    if moved is not None:
        yield phrase("All of the front line moved, median"), "km", None, moved.median_km
        yield phrase("All of the front line moved, farthest"), "km", None, moved.max_km
    yield from _ranges(situation)
    yield phrase("Ground that changed hands"), "km²", None, sum(change.transitions.values())
    yield phrase("of it inferred"), "km²", None, change.inferred_km2
    yield phrase("Slivers of lines drawn anew"), "km²", None, change.sliver_km2
    yield phrase("Places that changed hands"), "places", None, len(situation.places_flipped)
    before = situation.crossings_at_from["status"].value_counts()
    for status, (_, _, label) in LOOKS.items():
        then, now = int(before.get(status, 0)), found.crossings.get(status, 0)
        if then or now:
            yield label, "crossings", then, now


def _ranges(situation: Situation) -> Iterator[Figure]:
    """Least and most of what each faction holds or claims."""
    names, figures = Names(situation.theatre), situation.figures
    then, now = figures.ground_at_from.bounds, figures.ground.bounds
    for faction in sorted(then.keys() | now.keys()):
        party = Phrase(names.en(faction), names.ar(faction))
        for part, bound in ((0, phrase("at least")), (1, phrase("at most"))):
            held = phrase("Held or claimed by {party}, {bound}").format(party=party, bound=bound)
            yield (
                held,
                "km²",
                then.get(faction, (0.0, 0.0))[part],
                now.get(faction, (0.0, 0.0))[part],
            )


def ground(situation: Situation) -> LayerTable:
    """km² of the area by holder, and of what nobody is known to hold; the sum is the area on either day."""
    names, figures = Names(situation.theatre), situation.figures
    kinds: dict[str, Callable[[GroundFigures], Mapping[str, float]]] = {
        "held": lambda found: found.held,
        "claimed": lambda found: found.claimed,
        "no holder": lambda found: found.unheld,
    }
    first, last = figures.ground_at_from, figures.ground
    rows = [
        (kind, key, names.standing(key), of(first).get(key, 0.0), of(last).get(key, 0.0))
        for kind, of in kinds.items()
        for key in sorted(of(first).keys() | of(last).keys())
    ]
    return LayerTable(
        name="ground",
        title=phrase("Ground"),
        columns=(
            column("how", "text", "held, claimed only, or no holder", [row[0] for row in rows]),
            column("standing", "text", "id of the faction, or contested, disputed, unknown", [row[1] for row in rows]),
            column("name_en", "text", "the same in English", [row[2].en for row in rows]),
            column("name_ar", "text", "the same in Arabic", [row[2].ar for row in rows]),
            column("first_day_km2", "number", "km² at the end of the first day", [row[3] for row in rows]),
            column("last_day_km2", "number", "km² at the end of the last day", [row[4] for row in rows]),
            column("difference_km2", "number", "km² more on the last day", [row[4] - row[3] for row in rows]),
        ),
    )


def transitions(situation: Situation) -> LayerTable:
    """km² that changed standing in the area, by governorate: from whom, to whom."""
    names, moves = Names(situation.theatre), situation.change.moves
    keys = ["adm1_pcode", "before", "after"]
    inferred = moves["area_km2"].where(moves["inferred"].astype(bool), 0.0)
    rows = moves.assign(inferred_km2=inferred).groupby(keys, as_index=False)[["area_km2", "inferred_km2"]].sum()
    before, after = ([names.standing(name) for name in rows[side]] for side in ("before", "after"))
    return LayerTable(
        name="transitions",
        title=phrase("Transitions"),
        columns=(
            *names.governorates(rows["adm1_pcode"]),
            column("before", "text", "faction, contested, disputed or unknown on the first day", rows["before"]),
            column("before_en", "text", "the same in English", [name.en for name in before]),
            column("before_ar", "text", "the same in Arabic", [name.ar for name in before]),
            column("after", "text", "the same on the last day", rows["after"]),
            column("after_en", "text", "the same in English", [name.en for name in after]),
            column("after_ar", "text", "the same in Arabic", [name.ar for name in after]),
            column("area_km2", "number", "km² that changed (equal-area, EPSG:6933)", rows["area_km2"]),
            column("inferred_km2", "number", f"km² of it inferred: {NO_OWN_REPORT}", rows["inferred_km2"]),
        ),
    )


def places(situation: Situation) -> LayerTable:
    """Every place of the area with its state at the end of the last day."""
    theatre, area = situation.theatre, situation.area
    rows = theatre.places.sort_index()
    rows = rows[in_area(area, rows)]
    names, states = Names(theatre), [situation.states[place_id] for place_id in rows["place_id"]]
    before = [situation.states_at_from[place_id].standing for place_id in rows["place_id"]]
    return LayerTable(
        name="places",
        title=phrase("Places"),
        columns=(
            column("id", "text", "id of the place", rows["place_id"]),
            column("name_en", "text", "name in English", rows["name_en"]),
            column("name_ar", "text", "name in Arabic", rows["name_ar"]),
            column("kind", "text", "kind of place", rows["kind"]),
            *names.governorates(rows["adm1_pcode"]),
            column("holder", "text", "faction that holds it; empty where nobody does", [s.controller for s in states]),
            *faction_columns("parties", "factions that hold, share or dispute it", [s.parties for s in states], names),
            *state_columns(states),
            column("before", "text", "faction, contested, disputed or unknown on the first day", before),
            column("longitude", "number", "degrees east, WGS 84", rows.geometry.x),
            column("latitude", "number", "degrees north, WGS 84", rows.geometry.y),
            column("uncertainty_km", "number", "radius in which the point lies, km", rows["uncertainty_km"]),
            column("population", "whole", "inhabitants, GeoNames", rows["population"]),
            column("coord_source", "text", "where the point comes from", rows["coord_source"]),
        ),
    )


def reports(situation: Situation) -> LayerTable:
    """The reports that decide how the places of the area stand at the end of the last day, or of the first."""
    theatre, area = situation.theatre, situation.area
    states = [*situation.states.values(), *situation.states_at_from.values()]
    used = {report for state in states for report in state.reports}
    rows = theatre.reports[theatre.reports["report_id"].isin(list(used))]
    where = theatre.places.loc[rows["place_id"]]
    inside = in_area(area, where)
    rows, where = rows[inside], where[inside]
    grades = map(english_grade, rows["reliability"], map(int, rows["credibility"]))
    return LayerTable(
        name="reports",
        title=phrase("Reports"),
        columns=(
            column("id", "text", "id of the report", rows["report_id"]),
            column("place_id", "text", "id of the place it speaks of", rows["place_id"]),
            column("name_en", "text", "that place in English", where["name_en"]),
            column("name_ar", "text", "that place in Arabic", where["name_ar"]),
            column("controller", "text", "faction it names", rows["controller"]),
            column("status", "text", "controlled, shared, claimed, contested or withdrawn", rows["status"]),
            column(
                "scope",
                "text",
                "baseline, the place itself, ground drawn over it (polygon), or the whole area",
                rows["scope"],
            ),
            column("event_date", "day", "latest day it speaks of", rows["event_date"]),
            column("asserted_by", "text", "attributed to", rows["asserted_by"]),
            *source_columns(rows),
            column("grade", "text", "Admiralty grades of source and report in words", grades),
            column("note", "text", "remark", rows["note"]),
        ),
    )


def sources(situation: Situation) -> LayerTable:
    """Who published the reports and events of this view, the most quoted first."""
    decided, told = reports(situation), situation.events
    counts = pd.DataFrame(
        {
            "reports": pd.Series(decided["source_publisher"], dtype=object).value_counts(),
            "events": told["source_publisher"].replace("", None).value_counts(),
        }
    )
    counts = counts.fillna(0).astype(int).rename_axis("publisher").reset_index()
    order = (-(counts["reports"] + counts["events"])).rename("most")
    rows = counts.assign(most=order).sort_values(["most", "publisher"])
    return LayerTable(
        name="sources",
        title=phrase("Sources"),
        columns=(
            column("publisher", "text", "who published it", rows["publisher"]),
            column("reports", "whole", "reports of control that decide here", rows["reports"]),
            column("events", "whole", "records of events of the range", rows["events"]),
        ),
    )
