"""Why a place has its colour, told with its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from geo.analysis.evidence import Evidence
from geo.analysis.situation import Situation
from geo.changelog.log import Subject
from geo.control import state as control_state
from geo.control.rule_texts import FLIPS_WHEN
from geo.registry.admiralty import in_words
from geo.registry.statuses import Status
from info.details import Details, Item, Items, Paragraph, Part, Votes, VoteText, Words, plain, source
from info.ground import source_facts
from info.provenance import hand_in_words
from layers.control import standing
from layers.disagreement import differing
from map.wording import day, span, within

STANDING = {
    "superseded": "overtaken the same day",
    "early": "dated too early",
    "false": "found to be false",
}

VOTES = {"holds": "holds it", "left": "has left", "fighting": "is fighting there"}


def place_details(evidence: Evidence, situation: Situation, on: str) -> Details:
    """Who holds a place, why, what would change that, and every report about it until that day, called `on`."""
    theatre, state = situation.theatre, evidence.state
    place = theatre.places.loc[evidence.place_id]
    holder, how = standing(Status(state.status), state.parties, theatre.factions)
    since = f"{' ' if how else ', '}since {day(state.since)}" if state.since else ""
    return Details(
        " ".join(part for part in (place["name_en"], place["name_ar"]) if part),
        (
            Paragraph(
                (
                    Words(f"On {on}: "),
                    Words(holder, strong=True),
                    Words(f"{how}{since}"),
                )
            ),
            Paragraph(plain(evidence.because)),
            *_heard(evidence, situation),
            Paragraph(plain(f"What would change it: {FLIPS_WHEN[state.rule]}"), note=True),
            _ground(place, situation),
        ),
    )


def _heard(evidence: Evidence, situation: Situation) -> Iterator[Part]:
    """The votes where sources disagree, then every other report, by what became of it."""
    votes = evidence.state.votes if differing(evidence.state) else ()
    if votes:
        yield _votes(votes, evidence, situation)
    voting = {report for vote in votes for report in vote.reports}
    for title, group in (
        ("Decided by", evidence.decisive),
        ("Heard and outweighed", evidence.outweighed),
        ("Earlier", evidence.earlier),
        ("Without effect", evidence.without_effect),
    ):
        reports = group[~group["report_id"].isin(voting)] if voting else group
        if len(reports):
            yield Items(f"{title} ({len(reports)})", _latest_first(reports, situation))
    if evidence.later:
        later = f"{evidence.later} report{'s' if evidence.later > 1 else ''} about later days not shown."
        yield Paragraph(plain(later), note=True)


def _ground(place: pd.Series, situation: Situation) -> Part:
    """What ground the place speaks for, or who drew the ground it lies in."""
    if (history := situation.theatre.history) is not None:
        return source_facts(history)
    return Paragraph(
        plain(
            f"The colour covers the ground nearer to this {place['kind']} than to any other place of the gazetteer. "
            f"Its point is known {within(float(place['uncertainty_km']))} ({place['coord_source']})."
        ),
        note=True,
    )


def _votes(votes: Sequence[control_state.Vote], evidence: Evidence, situation: Situation) -> Votes:
    """What each side of a disagreement rests on: who is said to be there, by how many reports, since when, and which
    of them decided."""
    factions, decisive = situation.theatre.factions, evidence.state.reports
    heard = pd.concat([evidence.decisive, evidence.outweighed, evidence.earlier, evidence.without_effect])
    told = []
    for vote in votes:
        reports = heard[heard["report_id"].isin(vote.reports)].sort_values("event_date", kind="stable")
        count, decided = len(reports), int(reports["report_id"].isin(decisive).sum())
        weight = "all decided" if decided == count else f"{decided} decided" if decided else "outweighed"
        since = day(reports["event_date"].min())
        faction = factions[vote.faction]
        told.append(
            VoteText(
                f"{faction.short_en} {VOTES[vote.says]}",
                faction.colour,
                plain(f"{count} report{'' if count == 1 else 's'} since {since}; {weight}."),
                _latest_first(reports, situation),
            )
        )
    return Votes(f"Sources disagree: {len(votes)} votes", tuple(told))


def _latest_first(reports: pd.DataFrame, situation: Situation) -> tuple[Item, ...]:
    return tuple(_report(row, situation) for _, row in reports.iloc[::-1].iterrows())


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
    hand = hand_in_words(situation.theatre, Subject.REPORT, row["report_id"])
    return Item(
        (
            Words(f"{factions[row['controller']].short_en} {verb}", strong=True),
            Words(f", {when}, says {row['asserted_by']}{f' ({flagged})' if flagged else ''}."),
            *plain(f" {row['note']}" if row["note"] else ""),
        ),
        (
            Words(f"{in_words(row['reliability'], row['credibility'])}. "),
            *source(row),
            *plain(f". {hand}." if hand else ""),
        ),
    )
