"""How many steps a regular expression takes over a text, counted instead of timed: the same on every machine.

`re` tells of no step, so its patterns, as it parses them, are matched here once more by plain backtracking. What `re`
finds faster, it finds in no more steps than these, for what it skips is counted here.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

DEEP = 1_000_000
"""Calls within calls: each repetition of a group is one more."""

_plain = re.compile
"""Also while those patterns are counted that the program compiles."""

Goes = Callable[[int], int | None]
"""From a position in the text to the end of the match that goes on there; None where none does."""
Part = Callable[["_Run", int, Goes], int | None]


class TooManyStepsError(BaseException):
    """More steps than were allowed; nobody takes it for a fault of the text."""


class Steps:
    """A count of steps, `taken` so far, of which no more than `most` are allowed."""

    def __init__(self, most: float = float("inf")) -> None:
        self.most, self.taken = most, 0

    def take(self, number: int = 1) -> None:
        """Count steps.

        Raises
        ------
        TooManyStepsError : they are more than are allowed.
        """
        self.taken += number
        if self.taken > self.most:
            raise TooManyStepsError


class _Run:
    """A text that is looked at, and the groups found in it."""

    def __init__(self, text: str, steps: Steps) -> None:
        self.text, self.step = text, steps.take
        self.groups: dict[int, tuple[int, int]] = {}


class CountedPattern:
    """A pattern of `re`, matched so that its steps are counted. Texts of bytes are given as letters (latin-1)."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        written, flags = pattern.pattern, pattern.flags
        if isinstance(written, bytes):
            written, flags = written.decode("latin-1"), flags | re.ASCII
        self._matches = _sequence(list(_parser.parse(written, flags)), flags)

    def first(self, way: str, text: str, steps: Steps, at: int = 0) -> tuple[int, int] | None:
        """Where `way` ("match", "fullmatch" or "search") finds the pattern from `at` on; None where it does not."""
        run = _Run(text, steps)
        with _deep():
            for start in range(at, len(text) + 1 if way == "search" else at + 1):
                if (end := self._end(run, start, whole=way == "fullmatch")) is not None:
                    return start, end
        return None

    def each(self, text: str, steps: Steps, at: int = 0) -> Iterator[tuple[int, int]]:
        """All that "finditer" finds from `at` on, one behind the other."""
        while (found := self.first("search", text, steps, at)) is not None:
            yield found
            at = max(found[1], found[0] + 1)

    def _end(self, run: _Run, at: int, *, whole: bool) -> int | None:
        """Where a match that starts at `at` ends; None where there is none."""
        run.step()
        run.groups.clear()
        return self._matches(run, at, lambda end: None if whole and end < len(run.text) else end)


@cache
def counted(pattern: re.Pattern[Any]) -> CountedPattern:
    """The pattern, matched so that its steps can be counted."""
    return CountedPattern(pattern)


@contextmanager
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _sequence(items: list[Any], flags: int) -> Part:
    """Parts one behind the other."""
    parts = [_part(kind, value, flags) for kind, value in items]
    if len(parts) == 1:
        return parts[0]

    def matches(run: _Run, at: int, goes: Goes, number: int = 0) -> int | None:
        if number == len(parts):
            return goes(at)
        return parts[number](run, at, lambda end: matches(run, end, goes, number + 1))

    return matches


def _part(kind: Any, value: Any, flags: int) -> Part:
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, body = value
        items = list(body)
        if len(items) == 1 and (takes := _letter(*items[0], flags)):
            return _repeated_letter(kind, least, most, takes)
        repeat = _repeated(kind is code.MIN_REPEAT, least, most, _sequence(items, flags))
        return _atomic(repeat) if kind is code.POSSESSIVE_REPEAT else repeat
    if kind is code.BRANCH:
        return _branch([_sequence(list(branch), flags) for branch in value[1]])
    if kind is code.SUBPATTERN:
        group, added, removed, body = value
        return _group(group, _sequence(list(body), (flags | added) & ~removed))
    if kind is code.ATOMIC_GROUP:
        return _atomic(_sequence(list(value), flags))
    if kind in (code.ASSERT, code.ASSERT_NOT):
        direction, body = value
        width = body.getwidth()[0] if direction < 0 else 0
        return _looked(_sequence(list(body), flags), width, wanted=kind is code.ASSERT)
    if kind is code.GROUPREF:
        return _same_again(value)
    if kind is code.AT:
        return _place(value, flags)
    takes = _letter(kind, value, flags)
    assert takes is not None, f"{kind} is not counted yet"

    def one(run: _Run, at: int, goes: Goes) -> int | None:
        run.step()
        return goes(at + 1) if at < len(run.text) and takes(run.text[at]) else None

    return one


def _repeated_letter(kind: Any, least: int, most: int, takes: Callable[[str], bool]) -> Part:
    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        end, last = at, min(len(run.text), at + int(most))
        wanted = at + least if kind is code.MIN_REPEAT else last
        while end < min(wanted, last) and takes(run.text[end]):
            run.step()
            end += 1
        run.step()
        if end < at + least:
            return None
        if kind is code.POSSESSIVE_REPEAT:
            return goes(end)
        if kind is code.MAX_REPEAT:
            for back in range(end, at + least - 1, -1):
                run.step()
                if (found := goes(back)) is not None:
                    return found
            return None
        while (found := goes(end)) is None and end < last and takes(run.text[end]):
            run.step()
            end += 1
        return found

    return matches


def _repeated(lazy: bool, least: int, most: int, body: Part) -> Part:
    def matches(run: _Run, at: int, goes: Goes, done: int = 0, before: int = -1) -> int | None:
        run.step()

        def again() -> int | None:
            if done >= most or (at == before and done >= least):
                return None
            return body(run, at, lambda end: matches(run, end, goes, done + 1, at))

        if done < least:
            return again()
        if lazy:
            return found if (found := goes(at)) is not None else again()
        return found if (found := again()) is not None else goes(at)

    return matches


def _branch(branches: list[Part]) -> Part:
    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        for branch in branches:
            run.step()
            if (found := branch(run, at, goes)) is not None:
                return found
        return None

    return matches


def _group(number: int | None, body: Part) -> Part:
    if number is None:
        return body

    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        def closed(end: int) -> int | None:
            before = run.groups.get(number)
            run.groups[number] = (at, end)
            if (found := goes(end)) is None and before is not None:
                run.groups[number] = before
            return found

        return body(run, at, closed)

    return matches


def _atomic(body: Part) -> Part:
    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        end = body(run, at, lambda end: end)
        return None if end is None else goes(end)

    return matches


def _looked(body: Part, width: int, *, wanted: bool) -> Part:
    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        run.step()
        seen = at >= width and body(run, at - width, lambda end: end) is not None
        return goes(at) if seen is wanted else None

    return matches


def _same_again(group: int) -> Part:
    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        if group not in run.groups:
            return None
        word = run.text[slice(*run.groups[group])]
        run.step(len(word) + 1)
        return goes(at + len(word)) if run.text.startswith(word, at) else None

    return matches


def _place(where: Any, flags: int) -> Part:
    ways = {
        code.AT_BEGINNING: "^", code.AT_BEGINNING_STRING: r"\A", code.AT_END: "$", code.AT_END_STRING: r"\Z",
        code.AT_BOUNDARY: r"\b", code.AT_NON_BOUNDARY: r"\B",
    }  # fmt: skip
    there = _plain(ways[where], flags & (re.MULTILINE | re.ASCII))

    def matches(run: _Run, at: int, goes: Goes) -> int | None:
        run.step()
        return goes(at) if there.match(run.text, at) else None

    return matches


def _letter(kind: Any, value: Any, flags: int) -> Callable[[str], bool] | None:
    """Whether a part takes a letter; None where it is no part of one letter."""
    if kind is code.ANY:
        return (lambda letter: True) if flags & re.DOTALL else (lambda letter: letter != "\n")
    if kind in (code.LITERAL, code.NOT_LITERAL):
        set_of, negated = [(code.LITERAL, value)], kind is code.NOT_LITERAL
    elif kind is code.IN:
        negated = value[0][0] is code.NEGATE
        set_of = value[1:] if negated else value
    else:
        return None
    letters = _plain(
        "[" + ("^" if negated else "") + "".join(_written(*one) for one in set_of) + "]",
        flags & (re.IGNORECASE | re.ASCII | re.DOTALL),
    )
    return cache(lambda letter: letters.match(letter) is not None)


def _written(kind: Any, value: Any) -> str:
    if kind is code.LITERAL:
        return re.escape(chr(value))
    if kind is code.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        code.CATEGORY_DIGIT: r"\d", code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_SPACE: r"\s",
        code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_WORD: r"\W",
    }[value]  # fmt: skip
