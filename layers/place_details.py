"""Why a place has its colour, told with its reports."""

from __future__ import annotations

import pandas as pd

from geo.control_rule import FLIPS_WHEN, Status
from geo.evidence import Evidence
from geo.grades import in_words
from geo.situation import Situation
from layers.control import STATUS_WORDS
from layers.details import Details, Item, Items, Paragraph, Words, plain, source
from layers.words import day, faction_names, span, within

STANDING = {
    "superseded": "overtaken the same day",
    "early": "dated too early",
    "false": "found to be false",
}


def place_details(evidence: Evidence, situation: Situation, on: str) -> Details:
    """Who holds a place, why, what would change that, and every report about it until that day, called `on`."""
    theatre, state = situation.theatre, evidence.state
    place = theatre.places.loc[evidence.place_id]
    parties = faction_names(state.parties, theatre.factions)
    since = f" since {day(state.since)}" if state.since else ""
    later = f"{evidence.later} report{'s' if evidence.later > 1 else ''} about later days not shown."
    groups = (
        ("Decided by", evidence.decisive),
        ("Heard and outweighed", evidence.outweighed),
        ("Earlier", evidence.earlier),
        ("Without effect", evidence.without_effect),
    )
    return Details(
        " ".join(part for part in (place["name_en"], place["name_ar"]) if part),
        (
            Paragraph(
                (
                    Words(f"On {on}: "),
                    Words(parties or "nobody known", strong=True),
                    Words(f", {STATUS_WORDS[Status(state.status)][0]}{since}"),
                )
            ),
            Paragraph(plain(evidence.because)),
            *(
                Items(f"{title} ({len(reports)})", tuple(_report(row, situation) for row in _latest_first(reports)))
                for title, reports in groups
                if len(reports)
            ),
            *([Paragraph(plain(later), note=True)] if evidence.later else []),
            Paragraph(plain(f"What would change it: {_lower_first(FLIPS_WHEN[state.rule])}"), note=True),
            Paragraph(
                plain(
                    f"The colour covers the ground nearer to this {place['kind']} than to any other place of the "
                    f"gazetteer. Its point is known {within(float(place['uncertainty_km']))} ({place['coord_source']})."
                ),
                note=True,
            ),
        ),
    )


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _latest_first(reports: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in reports.iloc[::-1].iterrows()]


def _report(row: pd.Series, situation: Situation) -> Item:
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
    return Item(
        (
            Words(f"{factions[row['controller']].short_en} {verb}", strong=True),
            Words(f", {when}, says {row['asserted_by']}{f' ({flagged})' if flagged else ''}."),
            *plain(f" {row['note']}" if row["note"] else ""),
        ),
        (Words(f"{in_words(row['reliability'], row['credibility'])}. "), *source(row)),
    )
