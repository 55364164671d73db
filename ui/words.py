"""Names of holders and of pairs as the tables and charts write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from geo.common.messages import N_, _, either, names_in_arabic
from geo.common.phrases import BOTH, Language, own_name
from geo.common.remembered import remembered
from geo.control.admin_units import OUTSIDE, VAGUE, Units
from geo.registry.districts import USUALLY, District
from geo.registry.factions import Faction, Factions
from geo.registry.settings import Area
from geo.registry.statuses import NO_HOLDER
from geo.theatre.theatre import Theatre
from map.spoken import listing, short_name

STANDING_WORDS = {"contested": N_("contested"), "disputed": N_("disputed"), "unknown": N_("unknown")}
"""Why ground has no holder."""


def language_name(language: Language) -> str:
    """What a language is called in itself, or the word for both."""
    return _("Both") if language == BOTH else own_name(language)


def told_apart(names: Mapping[str, str], *more: Mapping[str, str]) -> dict[str, str]:
    """Names by key, each told from those of other keys: by what the first of `more` has of it, then the next, and where
    none does by its key. Of two choices that read alike Streamlit takes the last, whichever was pressed."""
    told = dict(names)
    for said in more:
        told |= {key: listing([told[key], said[key]]) for key in _alike(told) if said.get(key)}
    return told | {key: f"{told[key]} ({key})" for key in _alike(told)}


def _alike(names: Mapping[str, str]) -> list[str]:
    """Keys whose name another key has too."""
    keys = Counter(names.values())
    return [key for key, name in names.items() if keys[name] > 1]


@remembered
def place_names(theatre: Theatre) -> dict[str, str]:
    """Names of the gazetteer by place, namesakes told apart by their districts."""
    return told_apart(names_by_index(theatre.places), *_whereabouts(theatre))


def names_by_index(table: pd.DataFrame) -> dict[str, str]:
    """What stands in each row of a table with `name_en` and `name_ar`, by its index, in the language that is spoken."""
    both = zip(table["name_en"].tolist(), table["name_ar"].fillna("").tolist(), strict=True)
    return {str(key): either(*names) for key, names in zip(table.index, both, strict=True)}


def other_language() -> str:
    """What the language of names is called that they are not told in."""
    return _("English") if names_in_arabic() else _("Arabic")


def in_both(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The names of a table with `name_en` and `name_ar` in the language they are told in, and those in the other."""
    english, arabic = table["name_en"], table["name_ar"].fillna("")
    return (arabic.where(arabic != "", english), english) if names_in_arabic() else (english, arabic)


def place_name(theatre: Theatre, place_id: str) -> str:
    """The name of a place."""
    return _names(theatre)[place_id]


@remembered
def _names(theatre: Theatre) -> dict[str, str]:
    return names_by_index(theatre.places)


@remembered
def searched_names(theatre: Theatre) -> dict[str, str]:
    """Names in both languages of all that is found by name: places by id, namesakes told apart by their districts, and
    districts by code with their governorates."""
    places, governorates = theatre.places, governorate_names(theatre)
    both = zip(places["name_en"].tolist(), places["name_ar"].tolist(), strict=True)
    names = {key: f"{english} {arabic}".strip() for key, (english, arabic) in zip(places.index, both, strict=True)}
    units = {
        district.code: listing(filter(None, (_called(district), governorates.get(district.adm1_pcode, ""))))
        for district in theatre.districts
    }
    return told_apart(names | units, *_whereabouts(theatre))


def _called(district: District) -> str:
    """As in "Al Bab sub-district"."""
    name = district.name_en
    return (_("{name} district") if district.level == 2 else _("{name} sub-district")).format(name=name)


def _whereabouts(theatre: Theatre) -> tuple[dict[str, str], ...]:
    """By place the names of its sub-district, its district and its governorate, as far as they are known."""
    named: dict[int, dict[str, str]] = {3: {}, 2: {}}
    for district in theatre.districts:
        named[district.level] |= dict.fromkeys(district.place_ids, district.name_en)
    governorates = governorate_names(theatre)
    within = {
        place_id: governorates.get(code, "")
        for place_id, code in zip(theatre.places.index, theatre.places["adm1_pcode"].tolist(), strict=True)
    }
    return *named.values(), within


def governorate_names(theatre: Theatre) -> dict[str, str]:
    """The name of each first-level area by its adm1_pcode."""
    return names_by_index(theatre.governorates.set_index("adm1_pcode"))


def in_the_other(units: Units, code: str) -> str:
    """The name of a unit in the language that names are not told in; "" where it has none there or the row stands for
    none."""
    if code in (OUTSIDE, VAGUE):
        return ""
    return units.name(code) if names_in_arabic() else units.name_ar(code)


def area_name(area: Area) -> str:
    """The name of a part of the theatre."""
    return area.named.say()


def adm1_word(theatre: Theatre) -> str:
    """What a first-level area is called in this country, as in "Governorate"."""
    return theatre.adm1_name.one.say()


def unit_word(units: Units, theatre: Theatre) -> str:
    """What one of some units is called, as in "governorate"."""
    if units.level == 1:
        return adm1_word(theatre).lower()
    if units.called:
        return units.called
    usual = USUALLY.get(units.level)
    return _(usual) if usual else _("level {number} unit").format(number=units.level)


def unit_name(units: Units, code: str) -> str:
    """The name of a unit, or what the row stands for that is none."""
    if code in (OUTSIDE, VAGUE):
        return _("Outside all units") if code == OUTSIDE else _("Known only to a wider area")
    return either(units.name(code), units.name_ar(code))


def named(faction: Faction) -> str:
    """The whole name of a faction."""
    return either(faction.name_en, faction.name_ar)


def standing_name(standing: str, factions: Factions) -> str:
    """A faction's short name, or why there is no holder."""
    if standing in NO_HOLDER:
        return _("No holder: {why}").format(why=_(STANDING_WORDS[standing]))
    return short_name(factions[standing])


def pair_name(one: str, other: str, factions: Factions) -> str:
    """Two factions that face each other, as in "Government – HTS"."""
    return f"{short_name(factions[one])} – {short_name(factions[other])}"


def some_km2(km2: float) -> str:
    """Ground that is there, as in "1,200" or, where little is, "0.4"."""
    return f"{km2:,.0f}" if km2 >= 10 else f"{km2:.1f}"


def counted(number: int, one: str) -> str:
    """As in "1 row" or "1,200 rows"; `one`: the word for one of them, whose plural ends in s."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
