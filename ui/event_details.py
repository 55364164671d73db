"""One record of an event, told whole: what, when, where, how exactly, who says so."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.events import AGGREGATE, CONTEXT, STRIKE_KINDS
from geo.grades import in_words
from layers.words import GEO_PRECISION, TIME_PRECISION, span, within
from ui.html import text
from ui.source_line import source_line

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
"""Event types that set one party against another; meetings and movements only name who took part."""

COUNTED = {
    AGGREGATE: "A running total or overlap: shown, never added up.",
    CONTEXT: "Background: a meeting, statement or standing fact, not on the conflict counts.",
}


def _row(label: str, value_html: str) -> str:
    return f"<dt>{text(label)}</dt><dd>{value_html}</dd>" if value_html else ""


def _count(value: Any) -> str:
    return "" if pd.isna(value) else f"{int(value):,}"


def _casualties(event: pd.Series) -> str:
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
    return text(", ".join([killed, *others]))


def event_html(event: pd.Series) -> str:
    """The details of an event of the checked theatre."""
    counted = COUNTED.get(event["count_as"], "")
    place = " ".join(part for part in (event["location_en"], event["location_ar"]) if part)
    where = (
        "no position known"
        if event.geometry is None
        else f"{GEO_PRECISION[int(event['geo_precision'])]}, {within(float(event['uncertainty_km']))}"
        f" (point: {event['coord_source'] or 'source not named'})"
    )
    strike = " · strike" if event["sub_event_type"] in STRIKE_KINDS else ""
    between = " against " if event["event_type"] in VIOLENT else "; "
    actors = between.join(part for part in (event["actor1"], event["actor2"]) if part)
    return (
        f"<h4>{text(event['sub_event_type'])}, {text(place)}</h4>"
        f"<p>{text(event['summary'])}</p>"
        + (f"<p class='fl-note'>{text(counted)}</p>" if counted else "")
        + "<dl>"
        + _row("Type", text(f"{event['event_type']}{strike}"))
        + _row(
            "When",
            text(f"{span(event['event_date'], event['end_date'])}, {TIME_PRECISION[event['time_precision']]}"),
        )
        + _row("Where", text(where))
        + _row("Parties named", text(actors))
        + _row("Casualties", _casualties(event))
        + _row("Who says so", text(event["asserted_by"]))
        + _row("Grade", text(in_words(event["reliability"], event["credibility"])))
        + _row("Source", source_line(event))
        + _row("Id", text(event["event_id"]))
        + "</dl>"
    )
