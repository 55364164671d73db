"""How work grows with its input, told by steps that are counted: the same however fast or busy the machine is.

A step is a line of Python, and each step of a regular expression of the program (tests/patterns/regex_steps.py); what a
library written in C does within one line is one step.
"""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any

import pytest

from tests.patterns.found import FOLDERS
from tests.patterns.regex_steps import Steps, TooManyStepsError, counted

STEEP = 2.5
"""What input of twice the length adds: twice as much where work is linear, four times where it is quadratic."""
DOUBLINGS = 3
"""So often work has to grow steeply, one doubling after the other: what is bounded, or done another way beyond some
length, grows steeply once."""
AT_MOST = 1_000_000
"""More steps than that, for input of some hundred letters, are too many whatever they grow by: a second of Python, some
hundredths of one of what `re` does."""


def is_steep(count: Callable[[int], int], shortest: int) -> str:
    """How the steps that `count` tells for input of a length grow where they grow faster than it; "" where they do not.

    Three lengths are tried at least, from `shortest` on, each twice the one before; what is added from one to the next
    is compared, so that what is done once whatever the length does not hide the rest.
    """
    taken: list[int] = []
    try:
        for doubling in range(DOUBLINGS + 2):
            length = shortest << doubling
            taken.append(count(length))
            if doubling < 2:
                continue
            before, added = taken[-2] - taken[-3], taken[-1] - taken[-2]
            if added <= STEEP * max(before, length // 4):
                return ""
    except TooManyStepsError:
        return f"more than {AT_MOST:,} steps for a length of {length:,}"
    return f"{taken} steps for lengths from {shortest:,} on, each twice the one before"


def steps_of(run: Callable[[], Any]) -> int:
    """Steps that `run` takes.

    Raises
    ------
    TooManyStepsError : they are more than AT_MOST.
    """
    steps = Steps(AT_MOST)

    def line(_: FrameType, event: str, __: Any) -> Any:
        if event == "line":
            steps.take()
        return line

    with pytest.MonkeyPatch.context() as patch:
        _count_patterns(patch, steps)
        before = sys.gettrace()
        sys.settrace(line)
        try:
            run()
        finally:
            sys.settrace(before)
    return steps.taken


def _count_patterns(patch: pytest.MonkeyPatch, steps: Steps) -> None:
    """Have the steps counted of every pattern that a module of the program holds, or that stands where it is used."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in FOLDERS:
            for held, value in list(vars(module).items()):
                if (counting := _counting(value, steps)) is not value:
                    patch.setattr(module, held, counting)
    compile_ = re.compile
    patch.setattr(re, "compile", lambda pattern, flags=0: _counting(compile_(pattern, flags), steps))
    for way in ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"):
        patch.setattr(re, way, partial(_written_where_used, compile_, steps, way))


def _written_where_used(
    compile_: Callable[..., re.Pattern[Any]],
    steps: Steps,
    way: str,
    pattern: Any,
    *words: Any,
    flags: Any = 0,
    **more: Any,
) -> Any:
    return getattr(_counting(compile_(pattern, flags), steps), way)(*words, **more)


def _counting(value: Any, steps: Steps) -> Any:
    """`value` with the patterns in it, or that it is, such as count their steps; itself where there is none."""
    if isinstance(value, re.Pattern):
        return _CountingPattern(value, steps)
    if type(value) in (tuple, list):
        within = [_counting(one, steps) for one in value]
        return value if all(map(operator.is_, within, value)) else type(value)(within)
    if type(value) is dict:
        counting = {key: _counting(one, steps) for key, one in value.items()}
        return value if all(map(operator.is_, counting.values(), value.values())) else counting
    return value


class _CountingPattern:
    """Does what a pattern does, and counts the steps."""

    def __init__(self, pattern: re.Pattern[Any], steps: Steps) -> None:
        self._pattern, self._steps = pattern, steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _count(self, way: str, text: Any, pos: int = 0, endpos: int = sys.maxsize) -> None:
        letters = text if isinstance(text, str) else bytes(text).decode("latin-1")
        with _untraced():
            if way == "each":
                for _ in counted(self._pattern).each(letters[:endpos], self._steps, pos):
                    pass
            else:
                counted(self._pattern).first(way, letters[:endpos], self._steps, pos)

    def match(self, string: Any, *between: int) -> Any:
        self._count("match", string, *between)
        return self._pattern.match(string, *between)

    def fullmatch(self, string: Any, *between: int) -> Any:
        self._count("fullmatch", string, *between)
        return self._pattern.fullmatch(string, *between)

    def search(self, string: Any, *between: int) -> Any:
        self._count("search", string, *between)
        return self._pattern.search(string, *between)

    def finditer(self, string: Any, *between: int) -> Any:
        at = between[0] if between else 0
        for found in self._pattern.finditer(string, *between):
            self._count("search", string, at, *between[1:])
            yield found
            at = max(found.end(), found.start() + 1)
        self._count("search", string, at, *between[1:])

    def findall(self, string: Any, *between: int) -> Any:
        self._count("each", string, *between)
        return self._pattern.findall(string, *between)

    def sub(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._count("each", string)
        return self._pattern.sub(repl, string, count)

    def subn(self, repl: Any, string: Any, count: int = 0) -> Any:
        self._count("each", string)
        return self._pattern.subn(repl, string, count)

    def split(self, string: Any, maxsplit: int = 0) -> Any:
        self._count("search" if maxsplit == 1 else "each", string)
        return self._pattern.split(string, maxsplit)


@contextmanager
def _untraced() -> Iterator[None]:
    """What counts is not counted."""
    tracing = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracing)
