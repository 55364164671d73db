"""Texts made to keep a regular expression busy, made from its own parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ANY_LETTERS = "a0 .,-é"
"""Letters tried for a part that takes nearly anything."""
ENDS = ("", "\x01", "\n!", " !")
MANY = 50
"""A part that may stand so often is one without an end."""
MOST = 400
"""Attacks on one pattern."""
_CATEGORIES = {
    code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a", code.CATEGORY_NOT_DIGIT: "a",
    code.CATEGORY_NOT_SPACE: "a", code.CATEGORY_NOT_WORD: "!",
}  # fmt: skip
_NO_TEXT = (code.AT, code.ASSERT, code.ASSERT_NOT)


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """What comes before, what is repeated and what comes behind it, each once."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    found: dict[tuple[str, str, str], None] = {}
    tree = _parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole = _sample(list(tree))
    pumps = [(before, pump) for before, pump in _pumps(list(tree), "") if pump]
    pumps += [("", _sample(list(tree)[:end])) for end in range(1, len(tree) + 1)]
    pumps += [("", letter) for letter in " a0\"'<([.,-/\n"] + [("", f"{whole} ")]
    for before, pump in pumps:
        for end in ENDS:
            if pump:
                found[(before, pump, end)] = None
                found[("", pump, end)] = None
    yield from list(found)[:MOST]


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Each part that may be repeated without end, and the shortest text that leads to it."""
    for at, (kind, value) in enumerate(items):
        led = before + _sample(items[:at])
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, body = value
            if most is code.MAXREPEAT or most >= MANY:
                yield from ((led, pump) for pump in _samples(list(body)))
            yield from _pumps(list(body), led)
        elif kind is code.SUBPATTERN:
            yield from _pumps(list(value[-1]), led)
        elif kind is code.ATOMIC_GROUP:
            yield from _pumps(list(value), led)
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from _pumps(list(branch), led)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            yield from _pumps(list(value[1]), led)


def _samples(items: list[Any]) -> list[str]:
    """Texts that a part takes: with each of its letters, where it is of one."""
    if len(items) == 1 and items[0][0] in (code.IN, code.ANY, code.NOT_LITERAL):
        return list(_letters(items[0])) or ["a"]
    if len(items) == 1 and items[0][0] is code.BRANCH:
        return [text for branch in items[0][1][1] for text in _samples(list(branch))]
    if len(items) == 1 and items[0][0] is code.SUBPATTERN:
        return _samples(list(items[0][1][-1]))
    return [_sample(items), _sample(items, full=True)]


def _letters(item: Any) -> Iterator[str]:
    kind, value = item
    if kind is code.ANY:
        yield from ANY_LETTERS
    elif kind is code.NOT_LITERAL:
        yield from (letter for letter in ANY_LETTERS if ord(letter) != value)
    elif value[0][0] is code.NEGATE:
        yield from (letter for letter in ANY_LETTERS if not _holds(value[1:], letter))
    else:
        for inner, of in value:
            if inner is code.LITERAL:
                yield chr(of)
            elif inner is code.RANGE:
                yield chr(of[0])
            elif inner is code.CATEGORY:
                yield _CATEGORIES[of]


def _holds(parts: list[Any], letter: str) -> bool:
    for kind, value in parts:
        if kind is code.LITERAL and ord(letter) == value:
            return True
        if kind is code.RANGE and value[0] <= ord(letter) <= value[1]:
            return True
        if kind is code.CATEGORY and re.match(_CLASSES[value], letter):
            return True
    return False


_CLASSES = {
    code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s", code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _sample(items: list[Any], *, full: bool = False) -> str:
    """A short text that `items` take; `full`: with what may be left out."""
    return "".join(_one(item, full=full) for item in items)


def _one(item: Any, *, full: bool) -> str:
    kind, value = item
    if kind is code.LITERAL:
        return chr(value)
    if kind in (code.IN, code.ANY, code.NOT_LITERAL):
        return next(_letters(item), "a")
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _sample(list(value[2]), full=full) * max(value[0], int(full))
    if kind is code.SUBPATTERN:
        return _sample(list(value[-1]), full=full)
    if kind is code.ATOMIC_GROUP:
        return _sample(list(value), full=full)
    if kind is code.BRANCH:
        return _sample(list(value[1][0]), full=full)
    return ""
