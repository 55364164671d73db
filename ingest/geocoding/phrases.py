"""What a text about a place may mean: a name, a distance and direction from one, a part of its countryside, a pair.
The words are data, in `phrases.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from geo.common.measure import HALF_WAY_ROUND_KM
from geo.common.word_lists import alternatives, in_all_languages, word_list
from ingest.geocoding.directions import Direction, Distance, first_direction, first_distance
from ingest.geocoding.folding import fold

Reach = Literal["countryside", "outskirts", "near", "side", "district", "subdistrict"]


@dataclass(frozen=True)
class NamedPlace:
    """A place called `name`."""

    name: str
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegionPhrase:
    """An administrative area called `name`, said to be one."""

    name: str


@dataclass(frozen=True)
class Offset:
    """So far from `base`; `direction` None where only the distance is said."""

    base: str
    distance: Distance
    direction: Direction | None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Around:
    """The ground by `base`, or to one side of it, as far as `reach` usually means; `part`: a side of it itself.
    `with_reach`: the base with its word of reach, for that may be a name too: Rural Damascus."""

    base: str
    reach: Reach
    direction: Direction | None
    contexts: tuple[str, ...] = ()
    part: bool = False
    with_reach: str = ""


@dataclass(frozen=True)
class Pair:
    """Two names: between them where that is said (`between`); else perhaps a place and its part, or one place twice."""

    one: str
    other: str
    between: bool
    contexts: tuple[str, ...] = ()


Reading = NamedPlace | RegionPhrase | Offset | Around | Pair

_WORDS = word_list(__file__)
_REACH: dict[Reach, str] = {reach: alternatives(words) for reach, words in _WORDS["reaches"].items()}
_REACH_WORD = re.compile("|".join(rf"(?P<{reach}>\b(?:{words})\b)" for reach, words in _REACH.items()))
_LINKS = frozenset(in_all_languages(_WORDS["links"]))
_MARKS = " ,.;:~-"
LONGEST = 200
"""A longer text, in letters, is no name but a report; what it says of places is for a person to read."""
_REGION_WORD = rf"(?:{alternatives(_WORDS['regions'])})"
_REGION = re.compile(rf"^(?:the\s+)?(?:{_REGION_WORD}\s+(?:of\s+)?(?P<after>.+)|(?P<before>.+?)\s+{_REGION_WORD})$")
_CONTEXT = re.compile(
    r"\s*(?:(?<!\d),|,(?!\d)|;)\s*|\s*[()\[\]]\s*|\s+in\s+(?:the\s+)?"
    rf"|\s+(?:في\s+|ب(?={alternatives(_WORDS['after_joined_in'])}))"
)
_BETWEEN = re.compile(r"\b(?:between\s+(?P<a>.+?)\s+and\s+(?P<b>.+)|بين\s+(?P<c>.+?)\s+و\s*(?P<d>.+))$")
_ROAD = rf"(?:{alternatives(_WORDS['roads'])})"
_ROAD_PAIR = re.compile(
    rf"^(?:{_ROAD}\s+(?:from\s+)?(?P<a>.+?)\s*(?:-|/|\bto\b|ال[ىي])\s*(?P<b>.+)|(?P<c>.+?)\s*(?:-|/|\bto\b)\s*(?P<d>.+?)\s+{_ROAD})$"
)
_PAIR = re.compile(r"^(?P<a>.+?)(?:\s+-+\s+|\s*/\s*)(?P<b>.+)$")
_FIRST_MARKS = re.compile(r"^[ .,;:]*?(?=[.,]\d|[^ .,;:]|$)")
_POSSESSIVE = re.compile(r"['’]s(?=\s)")


def readings(text: str) -> tuple[Reading, ...]:
    """Everything `text` may mean, the plain name first; none where it holds no letter or is too long."""
    folded = _trimmed(text)
    if len(folded) > LONGEST or not re.search(r"[^\W\d_]", folded):
        return ()
    found: list[Reading] = [NamedPlace(folded)]
    main, contexts = _split(_trimmed(_POSSESSIVE.sub("", text)))
    if contexts and main:
        found.append(NamedPlace(main, contexts))
    if between := _BETWEEN.search(main):
        one, other = (part for part in between.group("a", "b", "c", "d") if part)
        return (*found, Pair(_bare(one), _bare(other), True, contexts))
    if road := _ROAD_PAIR.match(main):
        one, other = (part for part in road.group("a", "b", "c", "d") if part)
        found.append(Pair(_bare(one), _bare(other), True, contexts))
    elif pair := _PAIR.match(main):
        found.append(Pair(pair["a"], pair["b"], False, contexts))
    if region := _REGION.match(main):
        found.append(RegionPhrase(region["after"] or region["before"]))
    if shifted := _shifted(main, contexts):
        found.append(shifted)
    return tuple(found)


def _trimmed(text: str) -> str:
    """`text` folded, with single spaces, without the marks at its ends; the point of ".5 km" is none of them."""
    return _FIRST_MARKS.sub("", " ".join(fold(text).split()), count=1).rstrip(" .,;:")


def _split(folded: str) -> tuple[str, tuple[str, ...]]:
    """The part that names the place, and the names of what it is said to lie in."""
    parts = [part for part in _CONTEXT.split(folded) if part]
    main, rest = parts[0], parts[1:]
    if rest and not _place_left(main):
        main, rest = f"{main} {rest[0]}", rest[1:]
    elif rest and not _place_left(rest[0]):
        main, rest = f"{rest[0]} {main}", rest[1:]
    return main, tuple(_bare(part) for part in rest if _bare(part))


def _place_left(part: str) -> bool:
    """Whether anything is left to be a name once distances, directions and such are taken out."""
    shifted = _shifted(part, ())
    return shifted is None or bool(shifted.base)


def context_name(part: str) -> str:
    """The name in "the eastern countryside of Idlib" or "Idlib governorate"; "" for what is too long to be one."""
    part = " ".join(part.split())
    if len(part) > LONGEST:
        return ""
    if region := _REGION.match(part):
        part = region["after"] or region["before"]
    shifted = _shifted(part, ())
    return shifted.base if shifted and shifted.base else _bare(part)


def _shifted(main: str, contexts: tuple[str, ...]) -> Offset | Around | None:
    """The reading of a part that names a distance, a direction or a kind of surroundings; its base may be empty."""
    if distance := first_distance(main):
        if distance[0].km > HALF_WAY_ROUND_KM:
            return None
        rest = _cut(main, distance[1])
        direction = first_direction(rest, after_distance=True)
        base = _bare(_cut(rest, direction[1]) if direction else rest)
        return Offset(base, distance[0], direction[0] if direction else None, contexts)
    reach, direction, part, rest = _REACH_WORD.search(main), first_direction(main), False, main
    if not reach and not direction:
        return None
    if direction:
        said = rest[slice(*direction[1])]
        part = said.endswith("ern") or not re.search(r"\bof\b|\bfrom\b|\bمن\b", rest)
        rest = _cut(rest, direction[1])
    with_reach = _bare(rest)
    rest = _REACH_WORD.sub(" ", rest, count=1)
    base = _bare(rest)
    if reach and reach[0] == "الريف" and base.startswith("ل"):
        base = base[1:]
    kind = next(name for name in _REACH if reach[name]) if reach else "side"
    return Around(base, kind, direction[0] if direction else None, contexts, part, with_reach if reach else "")


def _cut(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"


def _bare(text: str) -> str:
    """A name without the small words and marks that tied it to what stood around it."""
    parts = [part for part in text.split() if part.strip(_MARKS)]
    while parts and parts[0].strip(_MARKS) in _LINKS:
        parts.pop(0)
    while parts and parts[-1].strip(_MARKS) in _LINKS:
        parts.pop()
    return " ".join(parts).strip(_MARKS)
