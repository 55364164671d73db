"""One record of an event, told whole: what, when, where, how exactly, who says so."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.events import AGGREGATE, CONTEXT, STRIKE_KINDS
from geo.grades import in_words
from layers.details import Details, Line, Paragraph, facts, plain, source
from layers.words import GEO_PRECISION, TIME_PRECISION, span, within

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
"""Event types that set one party against another; meetings and movements only name who took part."""

COUNTED = {
    AGGREGATE: "A running total or overlap: shown, never added up.",
    CONTEXT: "Background: a meeting, statement or standing fact, not on the conflict counts.",
}


def event_details(event: pd.Series) -> Details:
    """The details of an event of the checked theatre."""
    place = " ".join(part for part in (event["location_en"], event["location_ar"]) if part)
    where = (
        "no position known"
        if event.geometry is None
        else f"{GEO_PRECISION[int(event['geo_precision'])]}, {within(float(event['uncertainty_km']))}"
        f" (point: {event['coord_source'] or 'source not named'})"
    )
    strike = " · strike" if event["sub_event_type"] in STRIKE_KINDS else ""
    between = " against " if event["event_type"] in VIOLENT else "; "
    counted = plain(COUNTED.get(event["count_as"], ""))
    return Details(
        f"{event['sub_event_type']}, {place}",
        (
            Paragraph(plain(event["summary"])),
            *([Paragraph(counted, note=True)] if counted else []),
            facts(
                ("Type", plain(f"{event['event_type']}{strike}")),
                (
                    "When",
                    plain(f"{span(event['event_date'], event['end_date'])}, {TIME_PRECISION[event['time_precision']]}"),
                ),
                ("Where", plain(where)),
                ("Parties named", plain(between.join(part for part in (event["actor1"], event["actor2"]) if part))),
                ("Casualties", _casualties(event)),
                ("Who says so", plain(event["asserted_by"])),
                ("Grade", plain(in_words(event["reliability"], event["credibility"]))),
                ("Source", source(event)),
                ("Id", plain(event["event_id"])),
            ),
        ),
    )


def _count(value: Any) -> str:
    return "" if pd.isna(value) else f"{int(value):,}"


def _casualties(event: pd.Series) -> Line:
    best = _count(event["fatalities_best"])
    low, high = _count(event["fatalities_low"]), _count(event["fatalities_high"])
    if not (best or low or high):
        killed = "no figure given"
    else:
        bounds = f" ({low or '?'} to {high or '?'})" if low != high else ""
        killed = f"{best or low or high} killed{bounds}"
    others = [
        f"{_count(event[column])} {word}"
        for column, word in (
            ("civilians_killed", "of them civilians"),
            ("injured", "injured"),
            ("displaced", "displaced"),
        )
        if _count(event[column])
    ]
    return plain(", ".join([killed, *others]))
