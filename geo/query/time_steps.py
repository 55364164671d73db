"""A range of days taken step by step: the questions that a playback asks one after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from math import ceil

from geo.query.filters import Filters

MOST_STEPS = 60
"""A range of more days is taken in steps of several days each."""


def days_a_step(filters: Filters, most: int = MOST_STEPS) -> int:
    """The smallest whole number of days that takes the range in at most `most` steps; 1 up to `most` days."""
    after_the_first = (filters.end - filters.start).days
    return max(1, ceil(after_the_first / (most - 1)))


def step_by_step(filters: Filters, most: int = MOST_STEPS) -> tuple[Filters, ...]:
    """`filters` for each step of its range: the first day by itself, then every n-th day and the last one.

    Each step runs from the day after the step before to its own day, both included, so the steps share out the
    days of the range without gap or overlap.
    """
    each = days_a_step(filters, most)
    days = [filters.start + timedelta(days=n) for n in range(0, (filters.end - filters.start).days + 1, each)]
    if days[-1] != filters.end:
        days.append(filters.end)
    begins = [filters.start, *(day + timedelta(days=1) for day in days[:-1])]
    return tuple(replace(filters, start=begin, end=day) for begin, day in zip(begins, days, strict=True))
