"""Days and names in the language that is spoken: for texts that one reader reads. Sheets and layers, which may say two
languages at once, have their phrases from map/wording.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from geo.common.messages import _, either
from geo.registry.admiralty import CREDIBILITY, RELIABILITY
from geo.registry.factions import Faction, Factions
from geo.registry.statuses import Status
from map import wording


def day(value: Any) -> str:
    """A day as in "5 Dec 2024"; a word where there is none."""
    if value is None or pd.isna(value):
        return _("day not known")
    return wording.on_day(pd.Timestamp(value).date()).say()


def short_day(value: date) -> str:
    """A day of a year that is known, as in "5 Dec"."""
    return wording.on_short_day(value).say()


def month(value: date) -> str:
    """The month of a day as in "Dec 2024"."""
    return wording.month_of(value).say()


def span(first: Any, last: Any) -> str:
    """One day, or "5 Dec 2024 to 7 Dec 2024"."""
    if pd.isna(last) or first == last:
        return day(first)
    return _("{first} to {last}").format(first=day(first), last=day(last))


def short_name(faction: Faction) -> str:
    """The short name of a faction."""
    return faction.short.say()


def name_in_text(faction: Faction) -> str:
    """What a sentence calls a faction, as in "the government"."""
    return faction.in_text.say()


def faction_names(ids: Iterable[str], factions: Factions) -> str:
    """Short names of factions, joined."""
    return " / ".join(short_name(factions[faction]) for faction in ids)


def status_words(status: Status) -> str:
    """How ground is held."""
    return wording.STATUS_WORDS[status].say()


def country_name(told: str | None, countries: pd.DataFrame) -> str:
    """A country as the source has it, or by its name where that is the code of one of `countries` (iso_a3, name_en,
    name_ar); "" where none is told."""
    for name_en, name_ar in countries.loc[countries["iso_a3"] == told, ["name_en", "name_ar"]].itertuples(index=False):
        return either(name_en, name_ar or name_en)
    return told or ""


def listing(parts: Iterable[str]) -> str:
    """Those of `parts` that say anything, one after the other, with the comma of the language."""
    return _(", ").join(part for part in parts if part)


def grade_in_words(reliability: str, credibility: int) -> str:
    """An Admiralty grade as in "B2: source usually reliable, report probably true"."""
    return _("{grade}: source {reliable}, report {credible}").format(
        grade=f"{reliability}{credibility}",
        reliable=_(RELIABILITY[reliability]),
        credible=_(CREDIBILITY[credibility]),
    )
