"""Names that are written with an explanation - "Suran (Hama)", "Aleppo - Citadel" - without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.geocoding.folding import fold, words
from ingest.geocoding.sounds import skeleton, sound, without_articles

_EXPLAINED = re.compile(r"(?P<name>[^()]*[^()\s])\s*+\((?P<more>[^()]*)\)\s*")
_PART = re.compile(r".*?\S\s++[-–]\s++(?P<part>.+)", re.DOTALL)


def also_called(spellings: Sequence[tuple[int, str]], regions: Iterable[str]) -> list[tuple[int, str]]:
    """`spellings` and what each is called without its explanation.

    What stands in brackets is a name of its own only where another spelling of the place bears it out: "Palmyra
    (Tadmur)", but not "Suran (Hama)". Of "Aleppo - Citadel" the second part is a name; the first is the town's.
    """
    explained_ones = {owner for owner, text in spellings if _EXPLAINED.fullmatch(text)}
    heard: dict[int, set[str]] = {owner: set() for owner in explained_ones}
    for owner, text in spellings:
        if owner in explained_ones:
            heard[owner].add(consonant_skeleton(text))
    towns = {consonant_skeleton(region) for region in regions}
    more: list[tuple[int, str]] = []
    for owner, text in spellings:
        if explained := _EXPLAINED.fullmatch(text):
            more.append((owner, explained["name"]))
            inside = explained["more"]
            if consonant_skeleton(inside) in heard[owner] and consonant_skeleton(inside) not in towns:
                more.append((owner, inside))
        if part := _PART.fullmatch(explained["name"] if explained else text):
            more.append((owner, part["part"]))
    return [*spellings, *more]


def consonant_skeleton(text: str) -> str:
    """The skeleton of a whole name, articles aside."""
    return "".join(skeleton(sound(word)) for word in without_articles(words(fold(text))))
