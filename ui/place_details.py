"""Why a place has its colour, told with its reports."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from geo.control_rule import FLIPS_WHEN, Status, Vote
from geo.evidence import Evidence
from geo.grades import in_words
from geo.situation import Situation
from layers.control import STATUS_WORDS
from layers.disagreement import differing
from layers.words import day, faction_names, span, within
from ui.ground_details import source_html
from ui.html import text
from ui.source_line import source_line

STANDING = {
    "superseded": "overtaken the same day",
    "early": "dated too early",
    "false": "found to be false",
}


VOTES = {"holds": "holds it", "left": "has left", "fighting": "is fighting there"}


def place_html(evidence: Evidence, situation: Situation) -> str:
    """Who holds a place, why, and every report about it until that day."""
    theatre, state = situation.theatre, evidence.state
    place = theatre.places.loc[evidence.place_id]
    title = " ".join(part for part in (place["name_en"], place["name_ar"]) if part)
    parties = faction_names(state.parties, theatre.factions)
    words = STATUS_WORDS[Status(state.status)][0]
    votes = state.votes if differing(state) else ()
    voting = {report for vote in votes for report in vote.reports}

    def others(reports: pd.DataFrame) -> pd.DataFrame:
        return reports[~reports["report_id"].isin(voting)]

    return (
        f"<h4>{text(title)}</h4>"
        f"<p class='fl-state'>On {text(day(evidence.day))}: <b>{text(parties or 'nobody known')}</b>, {text(words)}"
        f"{f' since {text(day(state.since))}' if state.since else ''}</p>"
        f"<p>{text(evidence.because)}</p>"
        f"<p class='fl-note'>What would change it: {text(FLIPS_WHEN[state.rule])}</p>"
        + _votes(votes, evidence, situation)
        + _reports("Decided by", others(evidence.decisive), situation)
        + _reports("Heard and outweighed", others(evidence.outweighed), situation)
        + _reports("Earlier", others(evidence.earlier), situation)
        + _reports("Without effect", others(evidence.without_effect), situation)
        + (
            f"<p class='fl-note'>{evidence.later} report{'s' if evidence.later > 1 else ''} about later days "
            "not shown.</p>"
            if evidence.later
            else ""
        )
        + _ground(place, situation)
    )


def _ground(place: pd.Series, situation: Situation) -> str:
    """What ground the place speaks for, or who drew the ground it lies in."""
    if (history := situation.theatre.history) is not None:
        return f"<dl>{source_html(history)}</dl>"
    return (
        f"<p class='fl-note'>The colour covers the ground nearer to this {text(place['kind'])} than to any other "
        "place of the gazetteer. Its point is known "
        f"{text(within(float(place['uncertainty_km'])))} ({text(place['coord_source'])}).</p>"
    )


def _votes(votes: Sequence[Vote], evidence: Evidence, situation: Situation) -> str:
    """What each side of a disagreement rests on: who is said to be there, by how many reports, since when, and which
    of them decided."""
    if not votes:
        return ""
    factions, state = situation.theatre.factions, evidence.state
    heard = pd.concat([evidence.decisive, evidence.outweighed, evidence.earlier, evidence.without_effect])
    parts = []
    for vote in votes:
        reports = heard[heard["report_id"].isin(vote.reports)].sort_values("event_date", kind="stable")
        count, decided = len(reports), int(reports["report_id"].isin(state.reports).sum())
        weight = "all decided" if decided == count else f"{decided} decided" if decided else "outweighed"
        faction = factions[vote.faction]
        items = "".join(_report(row, situation) for _, row in reports.iloc[::-1].iterrows())
        parts.append(
            f"<h6><i style='background:{escape(faction.colour, quote=True)}'></i>{text(faction.short_en)} "
            f"{VOTES[vote.says]}</h6><p class='fl-note'>{count} report{'' if count == 1 else 's'} since "
            f"{text(day(reports['event_date'].min()))}; {weight}.</p><ul>{items}</ul>"
        )
    return f"<div class='fl-votes'><h5>Sources disagree: {len(votes)} votes</h5>{''.join(parts)}</div>"


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
