"""What is said of events that are known to an area only, in English and in Arabic."""

from __future__ import annotations

from geo.common.phrases import Language, Phrase, phrase
from geo.events.vague import VagueEvents
from geo.theatre.theatre import Theatre
from map.area_count_words import counted_events
from map.player_words import said


def area_called(key: str, theatre: Theatre) -> Phrase:
    """An area by VagueEvents.key, as in "Hama governorate"; the key itself where the theatre has no such area."""
    areas, word = theatre.governorates, theatre.adm1_name
    there = areas[areas["adm1_pcode"] == key]
    if there.empty:
        return Phrase(key, key)
    english, arabic = str(there["name_en"].iloc[0]), str(there["name_ar"].iloc[0] or there["name_en"].iloc[0])
    return Phrase(f"{english} {word.one_en.lower()}", f"{word.one_ar} {arabic}")


def vague_chip_text(vague: VagueEvents, theatre: Theatre, language: Language) -> str:
    """As in "Hama governorate: 31"; the name in one language, for a box on a map is small."""
    english, arabic = area_called(vague.key, theatre)
    return f"{arabic if language == 'ar' else english}: {len(vague.events):,}"


def vague_tooltip(vague: VagueEvents, theatre: Theatre, language: Language) -> str:
    """As in "Hama governorate: 31 events, place not known"; a click lists them."""
    head = phrase("{area}: {events}, place not known").format(
        area=area_called(vague.key, theatre), events=counted_events(len(vague.events))
    )
    return f"{said(*head, language)}\n{said(*phrase('Click for the list'), language)}"
