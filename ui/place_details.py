"""Why a place has its colour, told with its reports."""

from __future__ import annotations

import pandas as pd

from geo.control_rule import Status
from geo.evidence import Evidence
from geo.grades import in_words
from geo.situation import Situation
from layers.control import STATUS_WORDS
from layers.words import day, faction_names, span, within
from ui.html import text
from ui.source_line import source_line

STANDING = {
    "superseded": "overtaken the same day",
    "early": "dated too early",
    "false": "found to be false",
}


def place_html(evidence: Evidence, situation: Situation) -> str:
    """Who holds a place, why, and every report about it until that day."""
    theatre, state = situation.theatre, evidence.state
    place = theatre.places.loc[evidence.place_id]
    title = " ".join(part for part in (place["name_en"], place["name_ar"]) if part)
    parties = faction_names(state.parties, theatre.factions)
    words = STATUS_WORDS[Status(state.status)][0]
    return (
        f"<h4>{text(title)}</h4>"
        f"<p class='fl-state'>On {text(day(evidence.day))}: <b>{text(parties or 'nobody known')}</b>, {text(words)}"
        f"{f' since {text(day(state.since))}' if state.since else ''}</p>"
        f"<p>{text(evidence.because)}</p>"
        + _reports("Decided by", evidence.decisive, situation)
        + _reports("Heard and outweighed", evidence.outweighed, situation)
        + _reports("Earlier", evidence.earlier, situation)
        + _reports("Without effect", evidence.without_effect, situation)
        + (
            f"<p class='fl-note'>{evidence.later} report{'s' if evidence.later > 1 else ''} about later days "
            "not shown.</p>"
            if evidence.later
            else ""
        )
        + f"<p class='fl-note'>The colour covers the ground nearer to this {text(place['kind'])} than to any other "
        "place of the gazetteer. Its point is known "
        f"{text(within(float(place['uncertainty_km'])))} ({text(place['coord_source'])}).</p>"
    )


def _reports(title: str, reports: pd.DataFrame, situation: Situation) -> str:
    if reports.empty:
        return ""
    items = "".join(_report(row, situation) for _, row in reports.iloc[::-1].iterrows())
    return f"<h5>{text(title)} ({len(reports)})</h5><ul>{items}</ul>"


def _report(row: pd.Series, situation: Situation) -> str:
    factions = situation.theatre.factions
    when = (
        day(row["event_date"])
        if row["date_precision"] == "day"
        else f"by {day(row['event_date'])}"
        if pd.isna(row["event_date_earliest"])
        else span(row["event_date_earliest"], row["event_date"])
    )
    flags = [
        "about the whole area" if row["scope"] == "area" else "",
        "state on the first day" if row["scope"] == "baseline" else "",
        STANDING.get(row["standing"], ""),
        "disagrees with others" if row["disagrees"] == "yes" else "",
    ]
    flagged = ", ".join(flag for flag in flags if flag)
    verb = "has left" if row["status"] == "withdrawn" else row["status"]
    return (
        f"<li><b>{text(factions[row['controller']].short_en)} {text(verb)}</b>, {text(when)}, "
        f"says {text(row['asserted_by'])}{f' ({text(flagged)})' if flagged else ''}."
        f"{' ' + text(row['note']) if row['note'] else ''}"
        f"<br><small>{text(in_words(row['reliability'], row['credibility']))}. {source_line(row)}</small></li>"
    )
