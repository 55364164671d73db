"""The places that changed hands, as the sheet of a change tells them: by who took them from whom, the most important
first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.sheet.typeset import wrap
from briefing.text import words
from briefing.text.lead import named_on_day
from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.situation import Situation
from geo.common.phrases import COMMA, Language, Phrase, phrase, spoken_by
from geo.common.remembered import remembered
from geo.registry.place_sizes import DISTRICT

LEAST_PLACES = 12
"""So many of them are told, where there are as many."""

MOST_ON_A_LINE = 6
"""No line has more names with their days than that."""


def told_places(situation: Situation) -> list[FlippedPlace]:
    """The places that a sheet may name, the most important first: districts stand for no place beside their city."""
    kinds = situation.theatre.places["kind"]
    return [place for place in flipped_places(situation) if kinds[place.place_id] != DISTRICT]


@dataclass(frozen=True)
class _Named:
    """A place with its day, and who held it before and holds it after."""

    holders: tuple[str, str]
    text: Phrase


@remembered
def _named(situation: Situation) -> tuple[_Named, ...]:
    """The places that a sheet may name, the most important first."""
    places, filters = told_places(situation), situation.filters
    names = situation.theatre.places.loc[[place.place_id for place in places], ["name_en", "name_ar"]]
    days = {day: words.on_day_of(day, (filters.start, filters.end)) for place in places if (day := place.since)}
    found = []
    for place, (english, arabic) in zip(places, names.itertuples(index=False), strict=True):
        name = Phrase(english, arabic or english)
        text = name
        if place.since:
            when = days[place.since]
            text = named_on_day(name, words.CLAIMED_ON.format(day=when) if place.claimed else when)
        found.append(_Named((place.before.standing, place.after.standing), text))
    return tuple(found)


def _told(situation: Situation, named: Sequence[_Named]) -> list[Phrase]:
    """As in "Government → HTS: Aleppo (30 Nov), Hama (5 Dec)", a text for each two holders."""
    groups: dict[tuple[str, str], list[Phrase]] = {}
    for place in named:
        groups.setdefault(place.holders, []).append(place.text)
    found = []
    for holders, texts in groups.items():
        before, after = (words.standing_name(standing, situation) for standing in holders)
        found.append(phrase("{before} → {after}: {places}").fill(before=before, after=after, places=COMMA.join(texts)))
    return found


@dataclass(frozen=True)
class PlacesSetting:
    """How places are set: in type of `size` pt in a column of `width` mm, in one language where both are wanted."""

    situation: Situation
    language: Language
    width: float
    size: float

    def lines(self, most: int) -> list[str]:
        """The `most` most important places."""
        return self._set(_named(self.situation)[:most])

    def as_many_as_fit(self, room: int) -> tuple[list[str], int]:
        """The lines of as many places as there is room for in so many lines, with one that tells how many are left
        out where some are; and how many places those are."""
        named = _named(self.situation)[: max(0, room) * MOST_ON_A_LINE]
        every = self._set(named)
        if len(named) == len(self.situation.places_flipped) and len(every) <= room:
            return every, len(named)
        told = bisect_right(range(1, len(named) + 1), room - 1, key=lambda most: len(self._set(named[:most])))
        return self._set(named[:told]), told

    def _set(self, named: Sequence[_Named]) -> list[str]:
        one = spoken_by(self.language)
        return [line for text in _told(self.situation, named) for line in wrap(text.say(one), self.width, self.size)]
