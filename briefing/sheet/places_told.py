"""The places that changed hands, as the sheet of a change tells them: by who took them from whom, the most important
first."""

from __future__ import annotations

from briefing.sheet.typeset import wrap
from briefing.text import words
from briefing.text.lead import named_on_day
from briefing.text.words import Phrase
from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.situation import Situation
from geo.registry.place_sizes import DISTRICT
from map.layer import Language

LEAST_PLACES = 12
"""So many of them are told, where there are as many."""


def places_by_holders(situation: Situation, most: int) -> list[Phrase]:
    """The `most` most important places with their days, as in "Government → HTS: Aleppo (30 Nov), Hama (5 Dec)", a text
    for each two holders. Districts stand for no place beside their city."""
    groups: dict[tuple[str, str], list[Phrase]] = {}
    for place in told_places(situation)[:most]:
        groups.setdefault((place.before.standing, place.after.standing), []).append(_named(situation, place))
    return [_told(situation, *holders, named) for holders, named in groups.items()]


def told_places(situation: Situation) -> list[FlippedPlace]:
    """The places that a sheet may name, the most important first."""
    kinds = situation.theatre.places["kind"]
    return [place for place in flipped_places(situation) if kinds[place.place_id] != DISTRICT]


def _named(situation: Situation, place: FlippedPlace) -> Phrase:
    english, arabic = situation.theatre.places.loc[place.place_id, ["name_en", "name_ar"]]
    named, filters = Phrase(english, arabic or english), situation.filters
    return named_on_day(named, words.on_day_of(place.since, (filters.start, filters.end))) if place.since else named


def _told(situation: Situation, before: str, after: str, named: list[Phrase]) -> Phrase:
    one, other = (words.standing_name(standing, situation) for standing in (before, after))
    english = f"{one.en} → {other.en}: {', '.join(place.en for place in named)}"
    return Phrase(english, words.from_right(f"{one.ar} ← {other.ar}: {'، '.join(place.ar for place in named)}"))


def places_set(situation: Situation, language: Language, width: float, size: float, most: int) -> list[str]:
    """The lines of `places_by_holders` in type of `size` pt in a column of `width` mm, in one language where both are
    wanted."""
    one: Language = "en" if language == "both" else language
    return [line for text in places_by_holders(situation, most) for line in wrap(text.say(one), width, size)]


def most_places_set(
    situation: Situation, language: Language, width: float, size: float, room: int
) -> tuple[list[str], int]:
    """The lines of as many places as `room` lines have room for, and how many those are."""
    lines: list[str] = []
    for most in range(1, len(told_places(situation)) + 1):
        more = places_set(situation, language, width, size, most)
        if len(more) > room:
            return lines, most - 1
        lines = more
    return lines, len(told_places(situation))
