"""Names of holders and of pairs as the tables and charts write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from geo.registry.factions import Factions
from geo.registry.statuses import NO_HOLDER
from geo.theatre.theatre import Theatre


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names by key, each with its key behind it where another key has the same name: of two choices that read alike
    Streamlit takes the last, whichever was pressed."""
    keys = Counter(names.values())
    return {key: name if keys[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def place_names(theatre: Theatre) -> dict[str, str]:
    """English names of the gazetteer by place, told apart."""
    return told_apart(dict(zip(theatre.places["place_id"], theatre.places["name_en"], strict=True)))


def standing_name(standing: str, factions: Factions) -> str:
    """A faction's short name, or why there is no holder."""
    return f"No holder: {standing}" if standing in NO_HOLDER else factions[standing].short_en


def pair_name(one: str, other: str, factions: Factions) -> str:
    """Two factions that face each other, as in "Government – HTS"."""
    return f"{factions[one].short_en} – {factions[other].short_en}"


def some_km2(km2: float) -> str:
    """Ground that is there, as in "1,200" or, where little is, "0.4"."""
    return f"{km2:,.0f}" if km2 >= 10 else f"{km2:.1f}"


def counted(number: int, one: str) -> str:
    """As in "1 row" or "1,200 rows"; `one`: the word for one of them, whose plural ends in s."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
