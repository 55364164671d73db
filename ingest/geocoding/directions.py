"""Directions and distances as people write them, in English and Arabic, on folded text. The words are data, in
`directions.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.common.phrases import Phrase
from geo.common.word_lists import alternatives, word_list

POINTS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_WORDS = word_list(__file__)
_ARABIC_WORDS: Mapping[str, str] = _WORDS["points"]["ar"]
_ENGLISH_POINTS, _ARABIC_POINTS, _LETTERS = (
    {word: point for point, word in _WORDS["points"][written].items()} for written in ("en", "ar", "letters")
)
"""A point as it is written -> the point, north to west."""
_POINT, _ARABIC_POINT = "|".join(_ENGLISH_POINTS), "|".join(_ARABIC_POINTS)
_UP_TO_THREE_LETTERS = f"[{''.join(_LETTERS)}]{{1,3}}"
_ENDING, _ARABIC_ENDING = ("|".join(_WORDS["endings"][language]) for language in ("en", "ar"))
_ARABIC = f"(?:{'|'.join(_WORDS['beginnings']['ar'])})?(?:{_ARABIC_POINT})(?:{_ARABIC_ENDING})?"
DIRECTION = re.compile(rf"\b(?:(?:{_POINT})(?:[\s-]*(?:{_POINT}))*(?:{_ENDING})?|{_ARABIC}(?:[\s-]+{_ARABIC})*)\b")
_AFTER_DISTANCE = re.compile(rf"(?:{DIRECTION.pattern}|\b{_UP_TO_THREE_LETTERS}\b)")
_NUMBER = r"(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_KM, _MILES, _METRES = (alternatives(_WORDS["units"][unit]) for unit in ("km", "miles", "metres"))
DISTANCE = re.compile(
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?:\s*(?:-|to|ال[ىي])\s*(?P<high>{_NUMBER}))?\s*"
    rf"(?:(?P<km>{_KM})|(?P<miles>{_MILES})|(?P<metres>{_METRES}))\b"
)
KM_PER = {"km": 1.0, "miles": 1.609344, "metres": 0.001}


@dataclass(frozen=True)
class Direction:
    """A point of the compass: bearing in degrees clockwise from north, half the width of what it may mean."""

    english: str
    arabic: str
    bearing_deg: float
    half_width_deg: float

    @property
    def named(self) -> Phrase:
        """What it is called."""
        return Phrase(self.english, self.arabic)


@dataclass(frozen=True)
class Distance:
    """A stated distance and what its rounding leaves open, km."""

    km: float
    rounding_km: float


def first_direction(text: str, *, after_distance: bool = False) -> tuple[Direction, tuple[int, int]] | None:
    """The first direction a folded text names, and where. Letters (NNE) count only beside a distance."""
    for found in (_AFTER_DISTANCE if after_distance else DIRECTION).finditer(text):
        if direction := _direction(found[0]):
            return direction, found.span()
    return None


def _direction(words: str) -> Direction | None:
    if re.fullmatch(_UP_TO_THREE_LETTERS, words):
        points = [_LETTERS[letter] for letter in words]
    else:
        points = [_ENGLISH_POINTS[point] for point in re.findall(_POINT, words)] or [
            _ARABIC_POINTS[point] for point in re.findall(_ARABIC_POINT, words)
        ]
    bearing = _bearing(points)
    if bearing is None:
        return None
    half_width = 11.25 if len(points) == 3 else 22.5
    english = "-".join([points[0], "".join(points[1:])]) if len(points) == 3 else "".join(points)
    return Direction(english, " ".join(_ARABIC_WORDS[point] for point in points), bearing, half_width)


def _bearing(points: list[str]) -> float | None:
    """Degrees of one, two or three points of the compass; None where they contradict each other."""
    if len(points) == 1:
        return POINTS[points[0]]
    if len(points) > 3:
        return None
    one, other = POINTS[points[0]], POINTS[points[1]] if len(points) == 2 else _bearing(points[1:])
    if other is None:
        return None
    turn = (other - one + 180.0) % 360.0 - 180.0
    if not 0 < abs(turn) <= 90.0 or (len(points) == 3 and abs(turn) != 45.0):
        return None
    return (one + turn / 2) % 360.0


def first_distance(text: str) -> tuple[Distance, tuple[int, int]] | None:
    """The first distance a folded text states, and where. "5 km" may be 4.5 to 5.5, "20 km" 15 to 25, "5-10 km" all."""
    found = DISTANCE.search(text)
    if not found:
        return None
    unit = next(KM_PER[name] for name in KM_PER if found[name])
    low = float(found["low"].replace(",", "."))
    if found["high"]:
        high = float(found["high"].replace(",", "."))
        return Distance((low + high) / 2 * unit, abs(high - low) / 2 * unit), found.span()
    return Distance(low * unit, _last_digit(found["low"]) / 2 * unit), found.span()


def _last_digit(number: str) -> float:
    """The value of the last digit that says something: 1 for 5, 10 for 20, 0.1 for 2.5."""
    whole, _, fraction = number.replace(",", ".").partition(".")
    if fraction:
        return float(10 ** -len(fraction))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0
