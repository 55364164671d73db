"""Directions and distances as people write them, in English and Arabic, on folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_ARABIC_POINTS = {"شمال": "north", "شرق": "east", "جنوب": "south", "غرب": "west"}
_LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_ARABIC_WORDS = {english: arabic for arabic, english in _ARABIC_POINTS.items()}

_POINT = "north|south|east|west"
_ARABIC = "(?:ال)?(?:شمال|جنوب|شرق|غرب)(?:يه|ي)?"
DIRECTION = re.compile(
    rf"\b(?:(?:{_POINT})(?:[\s-]*(?:{_POINT}))*(?:ern|erly|wards?)?|{_ARABIC}(?:[\s-]+{_ARABIC})*)\b"
)
_AFTER_DISTANCE = re.compile(rf"(?:{DIRECTION.pattern}|\b[nsew]{{1,3}}\b)")
_NUMBER = r"(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_KM, _MILES, _METRES = (
    "km|kms|kilomet(?:re|er)s?|كم|كلم|كيلومترات|كيلومتر|كيلو متر|كيلو",
    "mi|miles?|ميل|اميال",
    "m|met(?:re|er)s?|متر|امتار",
)
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
    if re.fullmatch("[nsew]{1,3}", words):
        points = [_LETTERS[letter] for letter in words]
    else:
        points = re.findall(_POINT, words) or [
            _ARABIC_POINTS[point] for point in re.findall("|".join(_ARABIC_POINTS), words)
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
