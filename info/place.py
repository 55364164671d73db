"""Why a place has its colour, told with its reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from geo.analysis.evidence import Evidence
from geo.analysis.situation import Situation
from geo.changelog.log import Subject
from geo.common.messages import N_, _, either, ngettext
from geo.control.rule_texts import Rule, rule_sentence, what_would_flip
from geo.control.state import State, Vote
from geo.control.sureness import Sureness, step_of
from geo.registry.statuses import HELD, Status
from info.details import Details, Item, Items, Paragraph, Part, Votes, VoteText, Words, both_names, plain, source
from info.ground import source_facts
from info.provenance import drawn_in_words, hand_in_words
from layers.control import standing
from layers.disagreement import differing
from map.spoken import day, grade_in_words, listing, name_in_text, short_name, span
from map.wording import PLACE_KINDS, within

STANDING = {
    "superseded": N_("overtaken the same day"),
    "early": N_("dated too early"),
    "false": N_("found to be false"),
}

VOTES = {
    "holds": N_("{party} holds it"),
    "left": N_("{party} has left"),
    "fighting": N_("{party} is fighting there"),
}

SAYS = {
    "controlled": N_("{party} controlled"), "shared": N_("{party} shared"), "claimed": N_("{party} claimed"),
    "contested": N_("{party} contested"), "withdrawn": N_("{party} has left"),
}  # fmt: skip
"""What a report of each status says of a party."""


def place_details(evidence: Evidence, situation: Situation, on: str) -> Details:
    """Who holds a place, why, what would change that, every report about it until that day, called `on`, and how sure
    that is."""
    return with_sureness(reported_details(evidence, situation, on), evidence.state, situation)


def with_sureness(details: Details, state: State, situation: Situation) -> Details:
    """`details` of a place, and how sure it is who holds it in `state`."""
    return Details(details.title, (*details.parts, *_sure(state, situation)))


def reported_details(evidence: Evidence, situation: Situation, on: str) -> Details:
    """What `place_details` says, but for how sure it is: the same from one report to the next, unless neighbours say
    who holds the place."""
    theatre, state = situation.theatre, evidence.state
    place = theatre.places.loc[evidence.place_id]
    return Details(
        _title(place),
        (
            _holder(state, situation, on),
            Paragraph(plain(rule_sentence(evidence.state.rule))),
            *_pulled(evidence, situation),
            *_heard(evidence, situation),
            Paragraph(plain(what_would_flip(state.rule)), note=True),
            _ground(place, situation),
        ),
    )


def silent_details(place_id: str, states: Sequence[State], situation: Situation, on: str) -> list[Details]:
    """For each of `states` of a place that no report speaks of, who holds it and how surely; not what pulls it."""
    title = _title(situation.theatre.places.loc[place_id])
    return [
        Details(
            title,
            (
                _holder(state, situation, on),
                Paragraph(plain(rule_sentence(state.rule))),
                *_sure(state, situation),
                Paragraph(plain(what_would_flip(state.rule)), note=True),
            ),
        )
        for state in states
    ]


def _title(place: pd.Series) -> str:
    return both_names(place["name_en"], place["name_ar"])


def _called(place: pd.Series) -> str:
    return either(str(place["name_en"]), str(place["name_ar"] or place["name_en"]))


def _holder(state: State, situation: Situation, on: str) -> Part:
    holder, how = standing(Status(state.status), state.parties, situation.theatre.factions)
    since = (_(" since {day}") if how else _(", since {day}")).format(day=day(state.since)) if state.since else ""
    return Paragraph((Words(_("On {day}: ").format(day=on)), Words(holder, strong=True), Words(f"{how}{since}")))


SURE_WORDS: Mapping[Sureness, str] = {
    "sure": N_("sure"), "likely": N_("likely"), "doubtful": N_("in doubt"),
}  # fmt: skip


def _sure(state: State, situation: Situation) -> Iterator[Part]:
    """How sure it is who holds a place, and who does if not the holder; nothing of what others drew."""
    if situation.theatre.history is not None or state.status not in HELD:
        return
    factions = situation.theatre.factions
    told = (
        _("How sure: {how}, {sure} of 1; if not {holder}, then {rival}.")
        if state.rival
        else _("How sure: {how}, {sure} of 1.")
    )
    yield Paragraph(
        plain(
            told.format(
                how=_(SURE_WORDS[step_of(state.sure)]),
                sure=f"{state.sure:.2f}",
                holder=name_in_text(factions[state.controller]) if state.rival else "",
                rival=name_in_text(factions[state.rival]) if state.rival else "",
            )
        ),
        note=True,
    )


def _pulled(evidence: Evidence, situation: Situation) -> Iterator[Part]:
    """Which places around it say who holds a place where no report of its own decides, or whom a party fights there,
    and by which of theirs."""
    if not evidence.pulls:
        return
    theatre = situation.theatre
    items = []
    for pull in evidence.pulls:
        row, place = theatre.reports.loc[pull.reports[-1]], theatre.places.loc[pull.place_id]
        items.append(
            Item(
                (
                    Words(_("{place}, {km} km").format(place=_called(place), km=f"{pull.km:.0f}"), strong=True),
                    Words(
                        _(": {party}, {day}, {grade}, {share} of the pull.").format(
                            party=short_name(theatre.factions[pull.faction]),
                            day=day(row["event_date"]),
                            grade=f"{row['reliability']}{row['credibility']}",
                            share=f"{pull.share:.0%}",
                        )
                    ),
                ),
                source(row),
            )
        )
    title = (
        _("Its reports name one party to the fight; pulled by")
        if evidence.state.rule is Rule.LONE_FIGHTER
        else _("No report of its own decides; pulled by")
    )
    yield Items(title, tuple(items))


def _heard(evidence: Evidence, situation: Situation) -> Iterator[Part]:
    """The votes where sources disagree, then every other report, by what became of it."""
    votes = evidence.state.votes if differing(evidence.state) else ()
    if votes:
        yield _votes(votes, evidence, situation)
    voting = {report for vote in votes for report in vote.reports}
    for title, group in (
        (N_("Decided by ({number})"), evidence.decisive),
        (N_("Heard and outweighed ({number})"), evidence.outweighed),
        (N_("Earlier ({number})"), evidence.earlier),
        (N_("Without effect ({number})"), evidence.without_effect),
    ):
        reports = group[~group["report_id"].isin(voting)] if voting else group
        if len(reports):
            yield Items(_(title).format(number=len(reports)), _latest_first(reports, situation))
    if evidence.later:
        later = ngettext(
            "{number} report about later days not shown.",
            "{number} reports about later days not shown.",
            evidence.later,
        )
        yield Paragraph(plain(later.format(number=evidence.later)), note=True)


def _ground(place: pd.Series, situation: Situation) -> Part:
    """What ground the place speaks for, or who drew the ground it lies in."""
    if (history := situation.theatre.history) is not None:
        return source_facts(history)
    return Paragraph(
        plain(
            _(
                "The colour covers the ground nearer to this {kind} than to any other place of the gazetteer. "
                "Its point is known {within} ({source})."
            ).format(
                kind=_(PLACE_KINDS[place["kind"]]) if place["kind"] in PLACE_KINDS else place["kind"],
                within=within(float(place["uncertainty_km"])),
                source=place["coord_source"],
            )
        ),
        note=True,
    )


def _votes(votes: Sequence[Vote], evidence: Evidence, situation: Situation) -> Votes:
    """What each side of a disagreement rests on: who is said to be there, by how many reports, since when, and which
    of them decided."""
    factions, decisive = situation.theatre.factions, evidence.state.reports
    heard = pd.concat([evidence.decisive, evidence.outweighed, evidence.earlier, evidence.without_effect])
    told = []
    for vote in votes:
        reports = heard[heard["report_id"].isin(vote.reports)].sort_values("event_date", kind="stable")
        count, decided = len(reports), int(reports["report_id"].isin(decisive).sum())
        weight = _("outweighed")
        if decided:
            weight = _("all decided") if decided == count else _("{number} decided").format(number=decided)
        remark = ngettext(
            "{number} report since {day}; {weight}.", "{number} reports since {day}; {weight}.", count
        ).format(number=count, day=day(reports["event_date"].min()), weight=weight)
        faction = factions[vote.faction]
        told.append(
            VoteText(
                _(VOTES[vote.says]).format(party=short_name(faction)),
                faction.colour,
                plain(remark),
                _latest_first(reports, situation),
            )
        )
    return Votes(_("Sources disagree: {number} votes").format(number=len(votes)), tuple(told))


def _latest_first(reports: pd.DataFrame, situation: Situation) -> tuple[Item, ...]:
    """A report each; of those that speak of the same day, the better graded first."""
    by = {"event_date": False, "reliability": True, "credibility": True}
    ordered = reports.iloc[::-1].sort_values(list(by), ascending=list(by.values()), kind="stable")
    return tuple(_report(row, situation) for _, row in ordered.iterrows())


def _report(row: pd.Series, situation: Situation) -> Item:
    factions = situation.theatre.factions
    when = (
        day(row["event_date"])
        if row["date_precision"] == "day"
        else _("by {day}").format(day=day(row["event_date"]))
        if pd.isna(row["event_date_earliest"])
        else span(row["event_date_earliest"], row["event_date"])
    )
    flags = [
        _("about the whole area") if row["scope"] == "area" else "",
        _("state on the first day") if row["scope"] == "baseline" else "",
        drawn_in_words(situation.theatre, row["ground_id"]),
        _(STANDING[row["standing"]]) if row["standing"] in STANDING else "",
        _("disagrees with others") if row["disagrees"] == "yes" else "",
    ]
    flagged = listing(flags)
    said = _(", {days}, says {source} ({flags}).") if flagged else _(", {days}, says {source}.")
    drawn = row["ground_id"]
    hand = hand_in_words(
        situation.theatre, Subject.GROUND if drawn else Subject.REPORT, drawn if drawn else row["report_id"]
    )
    return Item(
        (
            Words(_(SAYS[row["status"]]).format(party=short_name(factions[row["controller"]])), strong=True),
            Words(
                said.format(
                    days=when,
                    source=situation.theatre.attributed_to(row["asserted_by"]).say(),
                    flags=flagged,
                )
                + (" " if row["note"] else "")
            ),
            *plain(row["note"]),
        ),
        (
            Words(f"{grade_in_words(row['reliability'], row['credibility'])}. "),
            *source(row),
            *plain(f". {hand}." if hand else ""),
        ),
    )
