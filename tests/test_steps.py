"""What is counted instead of timed: a step is counted wherever it is taken, and steep work is told from linear."""

from __future__ import annotations

import re

import pytest

from tests.patterns.attacks import attacks
from tests.patterns.effort import pattern_is_steep
from tests.patterns.found import FOLDERS, found
from tests.patterns.regex_steps import Steps, counted
from tests.steps import AT_MOST, is_steep, steps_of
from tests.suites import first_quick

WRITTEN = re.compile(r"\s+$")


@pytest.mark.parametrize(
    ("steps", "steep"),
    [
        (lambda n: 7, False),
        (lambda n: 3 * n + 1_000, False),
        (lambda n: n * n.bit_length(), False),
        (lambda n: min(n, 150) ** 2 + n, False),
        (lambda n: n * n // 2, True),
        (lambda n: n * n // 40 + 10_000, True),
    ],
)
def test_work_is_steep_where_twice_the_input_adds_far_more_than_twice_the_steps(steps, steep):
    assert bool(is_steep(steps, 100)) is steep


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("pattern", "attack", "steep"),
    [
        (r"\s+$", ("", " ", "x"), True),
        (r"\s++", ("", " ", "x"), False),
        (r"(a+)+$", ("", "a", "!"), True),
        pytest.param(r"(?:a|a)*b", ("", "a", ""), True, marks=pytest.mark.thorough),
        (r"<([^<>]*)>", ("", "<a", ""), False),
        (r"<([^>]*)>", ("", "<a", ""), True),
        (rb"'[^']*+'", ("", "a'b", ""), False),
        (r"(\d+)-\1x", ("", "1-1", ""), False),
    ],
)
def test_a_pattern_is_steep_where_it_looks_at_a_text_again_and_again(pattern, attack, steep):
    one = re.compile(pattern)
    assert bool(pattern_is_steep(one, ["search"], *attack)) is steep


@pytest.mark.parametrize("folder", first_quick(FOLDERS))
def test_a_pattern_matches_step_by_step_what_it_matches_at_once(folder):
    for one in found(folder):
        for before, pump, end in list(attacks(one.pattern))[::5]:
            text = (before + pump * 5 + end).encode("latin-1", "replace").decode("latin-1")
            given = text.encode("latin-1") if isinstance(one.pattern.pattern, bytes) else text
            for way in ("match", "fullmatch", "search"):
                at_once = getattr(one.pattern, way)(given)
                assert counted(one.pattern).first(way, text, Steps()) == (at_once and at_once.span()), (one, way, text)


def test_lines_and_the_steps_of_patterns_are_counted_wherever_they_stand(monkeypatch):
    def a_loop(many: int) -> None:
        for _ in range(many):
            pass

    assert 200 <= steps_of(lambda: a_loop(100)) <= 210
    spaces = " " * 100 + "x"
    monkeypatch.setattr("geo.common.urls.WRITTEN", WRITTEN, raising=False)

    def held() -> None:
        from geo.common import urls

        urls.WRITTEN.search(spaces)

    for work in (
        held,
        lambda: re.search(r"\s+$", spaces),
        lambda: re.compile(r"\s+$").search(spaces),
        lambda: list(re.compile(r"\s+$").finditer(spaces)),
        lambda: re.sub(r"\s+$", "", spaces),
        lambda: re.split(r"\s+$", spaces),
        lambda: re.findall(r"\s+$", spaces),
    ):
        assert 5_000 < steps_of(work) < 20_000
    assert re.compile("a").sub("b", "aa") == "bb"
    assert steps_of(lambda: None) < 3


@pytest.mark.thorough
def test_too_many_steps_are_stopped_and_told():
    forever = is_steep(lambda _: steps_of(lambda: re.match("(a|a)*b", "a" * 40)), 40)
    assert forever == f"more than {AT_MOST:,} steps for a length of 40"
