"""What is said of events that are known to an area only."""

from __future__ import annotations

from geo.common.phrases import Language, Phrase, phrase, spoken_by
from geo.events.vague import VagueEvents
from geo.theatre.theatre import Theatre
from map.area_count_words import counted_events, with_its_kind


def area_called(key: str, theatre: Theatre) -> Phrase:
    """An area by VagueEvents.key, as in "Hama governorate"; the key itself where the theatre has no such area."""
    areas, word = theatre.governorates, theatre.adm1_name
    there = areas[areas["adm1_pcode"] == key]
    if there.empty:
        return Phrase(key, key)
    english, arabic = str(there["name_en"].iloc[0]), str(there["name_ar"].iloc[0] or there["name_en"].iloc[0])
    return with_its_kind(Phrase(english, arabic), word.one)


def vague_chip_text(vague: VagueEvents, theatre: Theatre, language: Language) -> str:
    """As in "Hama governorate: 31"; the name in one language, for a box on a map is small."""
    return f"{area_called(vague.key, theatre).say(spoken_by(language))}: {len(vague.events):,}"


def vague_tooltip(vague: VagueEvents, theatre: Theatre, language: Language) -> str:
    """As in "Hama governorate: 31 events, place not known"; a click lists them."""
    head = phrase("{area}: {events}, place not known").format(
        area=area_called(vague.key, theatre), events=counted_events(len(vague.events))
    )
    return f"{head.set_apart(language)}\n{phrase('Click for the list').set_apart(language)}"
