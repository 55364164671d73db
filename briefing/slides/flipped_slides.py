"""Slides of the places that changed hands, and who says so."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.slides.deck import Cell, Deck, Run
from briefing.slides.slide_parts import SMALL_PT, paged_table
from briefing.text import words
from geo.analysis.flipped_places import flipped_places
from geo.analysis.situation import Situation
from geo.common.phrases import Phrase, spoken_by
from map.wording import on_day

MOST_NAMED = 4
"""Who says that a place changed hands: so many are named, the others counted."""


def flipped_slides(deck: Deck) -> None:
    """The places that changed hands, each with those who say so; those no report speaks of are counted in one row."""
    situation = deck.brief.situation
    if not situation.places_flipped:
        return
    heads = (words.PLACE, words.FROM, words.TO, words.SINCE_WHEN, words.WHO_SAYS_SO)
    places = situation.theatre.places
    rows = [[deck.cell(head) for head in heads]]
    told = [(flipped, flipped.since) for flipped in flipped_places(situation) if flipped.since]
    for flipped, since in told:
        english, arabic = places.loc[flipped.place_id, ["name_en", "name_ar"]]
        place = Phrase(str(english), str(arabic or english))
        stood = [words.standing_name(state.standing, situation) for state in (flipped.before, flipped.after)]
        when = words.CLAIMED_ON.format(day=on_day(since)) if flipped.claimed else on_day(since)
        cells = [deck.cell(phrase) for phrase in (place, *stood, when)]
        rows.append([*cells, Cell((_who(deck, situation, flipped.after.reports),))])
    if more := len(situation.places_flipped) - len(told):
        rest = words.MORE_PLACES.fill(count=f"{more:,}")
        rows.append([deck.cell(rest), *[Cell(((Run(""),),))] * 3, deck.cell(words.WITHOUT_REPORTS)])
    title = words.PLACES_FLIPPED.fill(count=f"{len(situation.places_flipped):,}")
    paged_table(deck, title, rows, (3, 2.4, 2.4, 2.2, 5), SMALL_PT)


def _who(deck: Deck, situation: Situation, reports: Iterable[str]) -> tuple[Run, ...]:
    log = situation.theatre.reports.loc[list(reports)]
    said = log.drop_duplicates("asserted_by")
    runs: list[Run] = []
    for report in said.head(MOST_NAMED).itertuples():
        runs += [Run("; ")] if runs else []
        who = situation.theatre.attributed_to(str(report.asserted_by))
        runs.append(Run(who.say(spoken_by(deck.language)), str(report.source_url)))
    if len(said) > MOST_NAMED:
        runs.append(Run(" " + words.MORE.fill(count=len(said) - MOST_NAMED).say(deck.language)))
    return tuple(runs) or (Run(""),)
