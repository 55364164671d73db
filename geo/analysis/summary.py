"""A situation as plain values, ready for JSON: what the command line prints and other programs read.

Areas are km² with one decimal, lengths km with one decimal, days ISO text.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from geo.analysis.advances import Advance, advances
from geo.analysis.change_summary import balance_numbers, km2_numbers
from geo.analysis.evidence import explain
from geo.analysis.front_pairs import FrontPair, front_pairs, front_shift
from geo.analysis.situation import Situation, check_days
from geo.analysis.situation_figures import GroundFigures
from geo.analysis.time_series import front_by_day
from geo.analysis.unit_summary import unit_change_numbers, unit_numbers
from geo.control.change import Change
from geo.control.front_shift import FrontMoved
from geo.control.highways import highways_moved
from geo.control.rule_texts import FLIPS_WHEN, RULE_SENTENCES
from geo.control.state import State
from geo.events.near_front import near_front
from geo.polygons.from_polygons import DrawnControl
from geo.registry.admiralty import english_grade
from geo.theatre.theatre import Theatre

KNOWN_BY_IGNORED = "ignored: a history says what was drawn for a day, not when it was published"


NEAR_KM = 10.0
"""How near the front line "near" is where nobody chose."""


def situation_numbers(situation: Situation, *, near_km: float = NEAR_KM) -> dict[str, Any]:
    """The figures of a situation. `inferred_km2` is part of the three above it; the rest adds up to the area.
    `range_km2`: least and most of what each faction holds or claims."""
    figures, filters, theatre = situation.figures, situation.filters, situation.theatre
    return {
        "theatre": theatre.id,
        "version": theatre.version,
        "from": filters.start.isoformat(),
        "to": filters.end.isoformat(),
        "known_by": filters.known_by.isoformat() if filters.known_by else None,
        "area": filters.area,
        "history": _history(theatre, filters.end),
        "events": {
            "certain": figures.certain,
            "possible": figures.possible,
            "by_type": {kind: dict(counts) for kind, counts in figures.by_type.items()},
            "fatalities": {
                "low": figures.fatalities.low,
                "best": figures.fatalities.best,
                "high": figures.fatalities.high,
                "events_without_figure": figures.fatalities.silent,
            },
            "abroad": {
                "certain": figures.abroad.certain,
                "possible": figures.abroad.possible,
                "fatalities": {key: getattr(figures.abroad.fatalities, key) for key in ("low", "best", "high")},
            },
        },
        "control_km2": km2_numbers(figures.ground.held),
        "control_km2_at_from": km2_numbers(figures.ground_at_from.held),
        "claimed_km2": km2_numbers(figures.ground.claimed),
        "claimed_km2_at_from": km2_numbers(figures.ground_at_from.claimed),
        "no_holder_km2": km2_numbers(figures.ground.unheld),
        "no_holder_km2_at_from": km2_numbers(figures.ground_at_from.unheld),
        "inferred_km2": km2_numbers(figures.ground.inferred),
        "inferred_km2_at_from": km2_numbers(figures.ground_at_from.inferred),
        "range_km2": _bounds(figures.ground),
        "range_km2_at_from": _bounds(figures.ground_at_from),
        "front_line_km": round(figures.front_line_km, 1),
        "front_line_km_at_from": round(figures.front_line_km_at_from, 1),
        "front_line_pairs": _pairs(situation),
        "near_front_line": _near(situation, near_km),
        "by_unit": unit_numbers(situation),
        "crossings": dict(figures.crossings),
        "set_aside": theatre.rejected_rows,
    }


def _bounds(ground: GroundFigures) -> dict[str, list[float]]:
    return {faction: [round(km2, 1) for km2 in bounds] for faction, bounds in ground.bounds.items()}


def _history(theatre: Theatre, day: date) -> dict[str, Any] | None:
    """Where control comes from when it was drawn elsewhere, and what of the unknown ground of `day` are strips."""
    if theatre.history is None:
        return None
    note = theatre.history.note
    return {
        "source": note.source,
        "licence": note.licence,
        "rest": note.rest or None,
        "first_day": theatre.history.first_day.isoformat(),
        "last_day": theatre.history.last_day.isoformat(),
        "known_by": KNOWN_BY_IGNORED,
        "strip_km": note.strip_km,
        **_strips(theatre, day),
    }


def _strips(theatre: Theatre, day: date) -> dict[str, Any]:
    """The strips of a day between the drawn edge and the outline of the theatre; they are part of the unknown."""
    if not isinstance(theatre.control, DrawnControl):
        return {}
    count, km2 = theatre.control.drawing(day).strip_figures
    return {"strips": count, "strips_km2": round(km2, 1)}


def change_numbers(situation: Situation, *, near_km: float = NEAR_KM) -> dict[str, Any]:
    """What changed between the first and the last day of a situation, with the reports behind every place."""
    theatre, filters, moved = situation.theatre, situation.filters, situation.change
    deaths = situation.figures.fatalities
    return {
        "theatre": theatre.id,
        "version": theatre.version,
        "from": filters.start.isoformat(),
        "to": filters.end.isoformat(),
        "known_by": _day(filters.known_by),
        "area": filters.area,
        "history": _history(theatre, filters.end),
        **_change(moved),
        "by_governorate": {
            pcode: {"governorate": theatre.governorate_names[pcode], **_change(part)}
            for pcode, part in moved.by_governorate.items()
        },
        "by_unit": unit_change_numbers(situation),
        "places_flipped": [_flip(situation, place_id) for place_id in situation.places_flipped],
        "front_line": {
            "from_km": round(situation.figures.front_line_km_at_from, 1),
            "to_km": round(situation.figures.front_line_km, 1),
            **_moved(front_shift(situation)),
            "advances": [_advance(situation, way) for way in advances(situation)],
            "pairs": _pairs(situation, movement=True),
            "near": _near(situation, near_km),
        },
        "crossings_flipped": [
            {
                "crossing": row.name_en,
                "from": {"status": row.status_before, "controllers": list(row.controllers_before)},
                "to": {"status": row.status, "controllers": list(row.controllers)},
            }
            for row in situation.crossings_flipped.itertuples()
        ],
        "highways_km": _highways(situation),
        "strikes": dict(situation.figures.strikes),
        "fatalities": {"low": deaths.low, "best": deaths.best, "high": deaths.high},
    }


def _change(moved: Change) -> dict[str, Any]:
    return {
        **balance_numbers(moved),
        "inferred_km2": round(moved.inferred_km2, 1),
        "sliver_km2": round(moved.sliver_km2, 1),
    }


def _pairs(situation: Situation, *, movement: bool = False) -> list[dict[str, Any]]:
    """The front line by pair of factions, on the two days and on each between; with `movement`, how far it went."""
    by_day = front_by_day(situation.theatre, situation.filters)
    days = by_day.index.strftime("%Y-%m-%d")
    facing = {(pair.one, pair.other): pair for pair in front_pairs(situation)}
    rows = []
    for one, other in by_day.columns:
        pair = facing.get((one, other), FrontPair(one, other, from_km=0.0, to_km=0.0, moved=None))
        rows.append(
            {
                "one": one,
                "other": other,
                "from_km": round(pair.from_km, 1),
                "to_km": round(pair.to_km, 1),
                **(_moved(pair.moved) if movement else {}),
                "km_by_day": dict(zip(days, by_day[one, other].round(1).tolist(), strict=True)),
            }
        )
    return rows


def _near(situation: Situation, near_km: float) -> dict[str, Any]:
    """What happened near the front line of the last day."""
    return asdict(near_front(situation.events, situation.front_lines, situation.theatre.extent, within_km=near_km))


def _moved(moved: FrontMoved | None) -> dict[str, Any]:
    if moved is None:
        return {"moved_median_km": None, "moved_max_km": None}
    return {"moved_median_km": round(moved.median_km, 1), "moved_max_km": round(moved.max_km, 1)}


def _advance(situation: Situation, way: Advance) -> dict[str, Any]:
    def named(place_id: str, since: date | None = None) -> dict[str, Any]:
        place = {"place": str(situation.theatre.places.loc[place_id, "name_en"]), "place_id": place_id}
        return place | ({"taken": since.isoformat()} if since else {})

    return {
        "party": way.party,
        "from": named(way.start),
        "by_way_of": [named(place.place_id, place.since) for place in way.along],
        "to": named(way.end.place_id, way.end.since),
        "km": round(way.km, 1),
    }


def _flip(situation: Situation, place_id: str) -> dict[str, Any]:
    before, after = situation.states_at_from[place_id], situation.states[place_id]
    return {
        "place": str(situation.theatre.places.loc[place_id, "name_en"]),
        "place_id": place_id,
        "from": before.standing,
        "to": after.standing,
        "status": after.status.value,
        "rule": after.rule.value,
        "reports": list(after.reports),
    }


def _highways(situation: Situation) -> list[dict[str, Any]]:
    roads = situation.theatre.basemap.get("highways")
    if roads is None:
        return []
    return [
        {"ref": row.ref, "from": row.before, "to": row.after, "km": round(float(row.length_km), 1)}
        for row in highways_moved(situation.change, roads).itertuples()
    ]


def place_numbers(theatre: Theatre, place_id: str, day: date, known_by: date | None = None) -> dict[str, Any]:
    """The story of one place until a day: every state it had, why, on which reports, and what would change it.

    Raises
    ------
    FilterError : the theatre tells nothing of that day, or nothing was known of it by `known_by`.
    """
    check_days(theatre, day, day, known_by)
    place = theatre.places.loc[place_id]
    evidence = explain(theatre, place_id, day, known_by)
    return {
        "place": str(place["name_en"]),
        "place_id": place_id,
        "on": day.isoformat(),
        "known_by": _day(known_by),
        **_state_numbers(theatre, evidence.state),
        "sure": evidence.state.sure,
        "rival": evidence.state.rival or None,
        "would_flip": FLIPS_WHEN[evidence.state.rule],
        "pulled_by": [
            {
                "place": str(theatre.places.loc[pull.place_id, "name_en"]),
                "place_id": pull.place_id,
                "km": round(pull.km, 1),
                "party": pull.faction,
                "share": round(pull.share, 3),
                "reports": [report_numbers(theatre, report_id) for report_id in pull.reports],
            }
            for pull in evidence.pulls
        ],
        "history": [
            {"from": begun.isoformat(), **_state_numbers(theatre, state)}
            for begun, state in theatre.control.state_history(known_by).get(place_id, ())
            if begun <= day
        ],
        "without_effect": [report_numbers(theatre, report_id) for report_id in evidence.without_effect["report_id"]],
    }


def _state_numbers(theatre: Theatre, state: State) -> dict[str, Any]:
    return {
        "holder": state.controller or None,
        "status": state.status.value,
        "parties": list(state.parties),
        "rule": state.rule.value,
        "because": RULE_SENTENCES[state.rule],
        "reports": [report_numbers(theatre, report_id) for report_id in state.reports],
        "outweighed": [report_numbers(theatre, report_id) for report_id in state.outweighed],
        "votes": [{"party": v.faction, "says": v.says, "rank": v.grade} for v in state.votes],
    }


def report_numbers(theatre: Theatre, report_id: str) -> dict[str, Any]:
    """What one report says, who says it, how it is graded and where it can be read.

    Raises
    ------
    KeyError : the theatre has no such report.
    """
    row = theatre.reports.loc[report_id]
    return {
        "report_id": report_id,
        "says": f"{row['controller']} {row['status']}",
        "event_date": f"{row['event_date']:%Y-%m-%d}",
        "date_precision": row["date_precision"],
        "published_on": None if pd.isna(row["published_on"]) else f"{row['published_on']:%Y-%m-%d}",
        "asserted_by": row["asserted_by"],
        "grade": english_grade(row["reliability"], int(row["credibility"])),
        "source": row["source_publisher"],
        "url": row["source_url"],
        "note": row["note"],
        "ground": row["ground_id"] or None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
