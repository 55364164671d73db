"""How far two names lie apart by their sounds: an alignment in which what customs of spelling vary costs little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.geocoding.sounds import GLIDES, VOWELS

VOWEL, GLIDE, CONSONANT, NUMBER = 0.15, 0.3, 1.0, 1.5
"""What a sound too many costs. A number is never a slip of spelling."""
OTHER_VOWEL, BARE_VOWEL, SWAPPED = 0.12, 0.03, 0.6
"""Another vowel; a vowel where one side writes none at all; two neighbouring sounds that changed places."""
LIKE = {
    "wu": 0.05, "yi": 0.05, "ya": 0.2, "wa": 0.25, "yj": 0.4, "ij": 0.5, "sS": 0.35, "sz": 0.4, "Sj": 0.5, "zd": 0.35,
    "td": 0.5, "ts": 0.6, "kg": 0.4, "kx": 0.35, "gx": 0.5, "hx": 0.35, "gj": 0.35, "zj": 0.5, "mn": 0.4, "bf": 0.6,
    "bw": 0.6, "fw": 0.6, "nl": 0.8, "lr": 0.8,
}  # fmt: skip
"""Sounds that alphabets and ears confuse, and what each confusion costs."""
CAUTION = 0.5
"""A difference in a short name says more: up to this much, divided by the name's weight, is taken off besides."""
CLEAR_DIFFERENCE = 0.25
UNSAID = 0.12
"""Where a side writes no vowels, what they would have said stands open: at least this counts as difference."""


@dataclass(frozen=True)
class Sounded:
    """A name as sounds, each with the weight of its word: 1, or less for a word that many places share. `bare`: short
    vowels are not written. `weight`: what all the sounds cost together."""

    sounds: str
    weights: tuple[float, ...]
    bare: bool
    weight: float

    @classmethod
    def of(cls, sounds: str, weights: tuple[float, ...], *, bare: bool) -> Sounded:
        own = (extra_cost(symbol, bare=False) * weight for symbol, weight in zip(sounds, weights, strict=True))
        return cls(sounds, weights, bare, sum(own))


def extra_cost(symbol: str, *, bare: bool) -> float:
    """What a sound costs that stands in one name alone."""
    if symbol in VOWELS:
        return BARE_VOWEL if bare else VOWEL
    if symbol in GLIDES:
        return GLIDE
    return NUMBER if symbol.isdigit() else CONSONANT


def _confusions() -> dict[tuple[str, str], float]:
    symbols = "bftdsSzjkxghmnlrwyaiu0123456789"
    costs = {
        (one, other): min(
            max(extra_cost(one, bare=False), extra_cost(other, bare=False)) + (one in VOWELS) * (other not in VOWELS),
            extra_cost(one, bare=False) + extra_cost(other, bare=False),
        )
        for one in symbols
        for other in symbols
        if one != other
    }
    costs |= {(one, other): OTHER_VOWEL for one in VOWELS for other in VOWELS if one != other}
    costs |= {pair: cost for two, cost in LIKE.items() for pair in ((two[0], two[1]), (two[1], two[0]))}
    return costs | {(symbol, symbol): 0.0 for symbol in symbols}


CONFUSION = _confusions()


def alike(one: Sounded, other: Sounded, *, at_least: float = 0.0) -> float:
    """How alike two names sound, 0 to 1; 1.0 only where nothing differs. 0.0 may stand for all below `at_least`."""
    if one.sounds == other.sounds:
        return 1.0
    weight = (one.weight + other.weight) / 2
    if not weight:
        return 0.0
    cost = _alignment(one, other, give_up=(1.0 - at_least) * weight)
    unsaid = UNSAID if one.bare or other.bare else 0.0
    caution = CAUTION / weight * min(max(cost, unsaid) / CLEAR_DIFFERENCE, 1.0)
    return max(0.0, 1.0 - cost / weight - caution)


def _alignment(one: Sounded, other: Sounded, *, give_up: float) -> float:
    """The least cost of turning one name into the other (Damerau's alignment with the costs above); any cost above
    `give_up` where it is sure to be above."""
    bare = one.bare or other.bare
    a, b, wa, wb = one.sounds, other.sounds, one.weights, other.weights
    drop_a = [extra_cost(symbol, bare=bare) * weight for symbol, weight in zip(a, wa, strict=True)]
    drop_b = [extra_cost(symbol, bare=bare) * weight for symbol, weight in zip(b, wb, strict=True)]
    above: Sequence[float] = ()
    row = [0.0]
    for cost in drop_b:
        row.append(row[-1] + cost)
    for i, symbol in enumerate(a):
        twice_above, above = above, row
        row = [above[0] + drop_a[i]]
        for j, other_symbol in enumerate(b):
            weight = max(wa[i], wb[j])
            best = min(
                above[j] + CONFUSION[symbol, other_symbol] * weight, above[j + 1] + drop_a[i], row[j] + drop_b[j]
            )
            if i and j and symbol == b[j - 1] and other_symbol == a[i - 1]:
                best = min(best, twice_above[j - 1] + SWAPPED * weight)
            row.append(best)
        if min(row) > give_up and min(above) > give_up:
            return min(row)
    return row[-1]
