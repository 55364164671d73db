"""How large a place counts among others, by its kind and the people who live there."""

from __future__ import annotations

CLASS_BY_KIND = {"city": 6, "town": 10, "airport": 10, "base": 10, "crossing": 11, "village": 11, "hill": 11}
SMALLEST = 12
DISTRICT = "neighbourhood"
"""Kind of a part of a city: it is listed under its city, and not as a place beside it."""
NO_TOWNS = frozenset({"airport", "base", "crossing", "hill", DISTRICT})
"""Kinds that no sentence names beside towns and villages."""
BY_PEOPLE = {
    "town": ((100_000, 7), (40_000, 8), (15_000, 9)),
    "city": ((2_000_000, 3), (700_000, 4), (250_000, 5)),
}
"""From how many people on a town or city counts as larger."""


def size_class(kind: str, population: float) -> int:
    """3 for a city of millions to 12 for a community; a map names a place from the zoom of this number on.

    `population`: people, 0 where it is not known.
    """
    by_kind = CLASS_BY_KIND.get(kind, SMALLEST)
    if kind not in BY_PEOPLE:
        return by_kind
    return next((number for people, number in BY_PEOPLE[kind] if population >= people), by_kind)
