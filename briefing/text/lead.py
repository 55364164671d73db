"""The sentence that heads a page and a sheet: which of the largest places were taken, by whom, from whom, by when."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.text import words
from geo.analysis.advances import Advance
from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.situation import Situation
from geo.common.phrases import COMMA, Phrase, in_each, phrase
from geo.common.remembered import remembered
from geo.registry.place_sizes import NO_TOWNS
from map.wording import between_days

MOST_NAMED = 3
NOT_MUCH_SMALLER = 4
"""Classes of size: beside a city of millions a town of a hundred thousand is named, a village is not."""


@remembered
def lead_of(situation: Situation) -> Phrase | None:
    """As in "HTS took Aleppo (30 Nov) and Hama (5 Dec) from the government"; None where no place was taken.

    The largest place that was taken decides who took it from whom; up to three of about its size that went the same
    way are named, by day. Beside towns and villages no base, hill, crossing or district of a city is named.
    """
    kinds = situation.theatre.places["kind"]
    taken = [place for place in flipped_places(situation) if place.taken]
    taken = [place for place in taken if kinds[place.place_id] not in NO_TOWNS] or taken
    if not taken:
        return None
    of = _parties(taken[0])
    least = taken[0].size + NOT_MUCH_SMALLER
    named = [place for place in taken if _parties(place) == of and place.size <= least][:MOST_NAMED]
    named.sort(key=lambda place: place.since or situation.filters.end)
    before, after = (words.name_in_text(party, situation) for party in of)
    return words.begun(words.LEAD.fill(taker=after, places=_listed(situation, named), loser=before))


def head_of(situation: Situation) -> tuple[Phrase, Phrase]:
    """What heads the page: the sentence or, where no place was taken, the name of the area; and what that is told for,
    its days and, where the first does not name it, the area."""
    lead, filters, area = lead_of(situation), situation.filters, situation.area
    named = area.named
    asked = between_days(filters.start, filters.end)
    return (lead, COMMA.join((named, asked))) if lead else (named, asked)


def advance_told(situation: Situation, way: Advance) -> Phrase:
    """As in "HTS advanced 146 km, from Saraqib by way of Hama (5 Dec) to Homs (8 Dec)"."""
    told = words.ADVANCE_BY_WAY if way.along else words.ADVANCE
    return words.begun(
        told.fill(
            party=words.name_in_text(way.party, situation),
            km=f"{way.km:,.0f}",
            start=_named(situation, way.start),
            places=_listed(situation, way.along) if way.along else "",
            end=_listed(situation, [way.end]),
        )
    )


def shortest_told(situation: Situation, way: Advance) -> Phrase:
    """As in "HTS, Saraqib to Homs, 146 km"."""
    return words.ADVANCE_SHORT.fill(
        party=words.standing_name(way.party, situation),
        km=f"{way.km:,.0f}",
        start=_named(situation, way.start),
        end=_named(situation, way.end.place_id),
    )


def _parties(place: FlippedPlace) -> tuple[str, str]:
    return place.before.controller, place.after.controller


def _named(situation: Situation, place_id: str) -> Phrase:
    english, arabic = situation.theatre.places.loc[place_id, ["name_en", "name_ar"]]
    return Phrase(english, arabic or english)


def _listed(situation: Situation, named: Sequence[FlippedPlace]) -> Phrase:
    """The places with their days; several as in "Aleppo (30 Nov), Suran (Hama, 2 Dec) and Hama (5 Dec)"."""
    spoken_of = (situation.filters.start, situation.filters.end)
    *first, last = (
        named_on_day(_named(situation, place.place_id), words.on_day_of(place.since, spoken_of))
        for place in named
        if place.since
    )
    if not first:
        return last
    return phrase(" and ").join((phrase(", ", "before an and").join(first), last))


def named_on_day(named: Phrase, day: Phrase) -> Phrase:
    """A name and its day in brackets: in those of the name, where it ends with brackets of its own."""
    return in_each(lambda one: _in_brackets(named.say(one), day.say(one), COMMA.say(one))).marked()


def _in_brackets(named: str, day: str, comma: str) -> str:
    return f"{named[:-1]}{comma}{day})" if named.endswith(")") else f"{named} ({day})"
