"""Names of holders and of pairs as the tables and charts write them."""

from __future__ import annotations

from geo.registry.factions import Factions
from geo.registry.statuses import NO_HOLDER


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
