"""How the work of a pattern, or of a function, grows with the length of its text, by steps that are counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tests.patterns.regex_steps import Steps, counted
from tests.steps import AT_MOST, is_steep, steps_of

SHORTEST = 100
"""Letters of the shortest text; the longest has sixteen times as many."""


def pattern_steps(pattern: Any, ways: Iterable[str], text: str) -> int:
    """Steps of a pattern tried on a text in each of `ways`.

    Raises
    ------
    TooManyStepsError : they are more than AT_MOST.
    """
    steps = Steps(AT_MOST)
    letters = text.encode("latin-1", "replace").decode("latin-1") if isinstance(pattern.pattern, bytes) else text
    for way in ways:
        if way == "finditer":
            for _ in counted(pattern).each(letters, steps):
                pass
        else:
            counted(pattern).first(way, letters, steps)
    return steps.taken


def text_of(before: str, pump: str, end: str, length: int) -> str:
    """`before`, `pump` again and again, a little more than `length` letters of it, and `end`."""
    return before + pump * (length // len(pump) + 1) + end


def pattern_is_steep(pattern: Any, ways: Iterable[str], before: str, pump: str, end: str) -> str:
    """How the work of a pattern grows where it grows faster than the text; "" where it does not."""
    return is_steep(lambda length: pattern_steps(pattern, ways, text_of(before, pump, end, length)), SHORTEST)


def work_is_steep(work: Callable[[str], Any], pump: str, end: str = "") -> str:
    """How the work of a function grows where it grows faster than its text; "" where it does not."""

    def count(length: int) -> int:
        text = text_of("", pump, end, length)
        return steps_of(lambda: work(text))

    return is_steep(count, SHORTEST)
