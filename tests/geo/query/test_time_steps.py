"""The steps of a playback share out the days of the range: none twice, none left out, never more than sixty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.query.filters import Filters
from geo.query.time_steps import MOST_STEPS, days_a_step, step_by_step

FIRST = date(2024, 1, 1)


def range_of(days: int) -> Filters:
    return Filters(start=FIRST, end=FIRST + timedelta(days=days - 1), area="both", strikes_only=True)


@given(some.integers(1, 2000), some.integers(2, 80))
def test_the_steps_share_out_the_days_of_the_range(days, most):
    steps = step_by_step(range_of(days), most)
    covered = [step.start + timedelta(days=n) for step in steps for n in range((step.end - step.start).days + 1)]
    assert covered == [FIRST + timedelta(days=n) for n in range(days)]
    assert len(steps) <= most


@given(some.integers(1, 2000))
def test_a_playback_begins_on_the_first_day_and_ends_on_the_last(days):
    steps = step_by_step(range_of(days))
    assert (steps[0].start, steps[0].end) == (FIRST, FIRST)
    assert steps[-1].end == range_of(days).end


@pytest.mark.parametrize(("days", "each"), [(1, 1), (13, 1), (60, 1), (61, 2), (119, 2), (120, 3), (769, 14)])
def test_a_range_of_more_than_sixty_days_is_played_in_longer_steps(days, each):
    assert days_a_step(range_of(days), MOST_STEPS) == each


def test_a_step_asks_the_same_question_in_everything_but_its_days():
    assert all(step.strikes_only and step.area == "both" for step in step_by_step(range_of(5)))
