"""Dates are spans, casualties are ranges: what is certain, what is only possible."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.events.events import CERTAIN, POSSIBLE, Fatalities, fatalities, membership, span_of
from tests.worlds import event, january, theatre_of


def dated(day: str, precision: int, end: str | None = None) -> pd.DataFrame:
    events = pd.DataFrame(
        {
            "event_date": pd.to_datetime([day]).astype("datetime64[s]"),
            "end_date": pd.to_datetime([end]).astype("datetime64[s]"),
            "time_precision": [precision],
        }
    )
    events["first_day"], events["last_day"] = span_of(events)
    return events


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [(1, "2025-01-15", "2025-01-15"), (2, "2025-01-12", "2025-01-18"), (3, "2025-01-01", "2025-01-31")],
)
def test_a_vague_date_spans_all_days_it_may_mean(precision, first, last):
    events = dated("2025-01-15", precision)
    assert (events["first_day"][0], events["last_day"][0]) == (pd.Timestamp(first), pd.Timestamp(last))


def test_a_stated_end_is_the_end_of_the_span():
    assert dated("2025-01-15", 2, "2025-01-16")["last_day"][0] == pd.Timestamp("2025-01-16")


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [(15, 15, POSSIBLE), (12, 18, CERTAIN), (1, 11, ""), (1, 12, POSSIBLE), (19, 31, ""), (13, 31, POSSIBLE)],
)
def test_a_week_is_certain_inside_the_range_and_possible_where_it_straddles_it(start, end, found):
    assert membership(dated("2025-01-15", 2), january(start), january(end))[0] == found


def test_both_ends_of_the_range_count():
    one_day = dated("2025-01-15", 1)
    assert membership(one_day, january(15), january(15))[0] == CERTAIN
    assert membership(one_day, january(16), january(20))[0] == ""


def test_low_and_best_add_up_what_is_certain_and_high_also_what_is_possible(tmp_path):
    events = [
        event("sure", "2025-01-10", fatalities_low=2, fatalities_best=3, fatalities_high=5),
        event("vague", "2025-01-14", time_precision=2, fatalities_low=1, fatalities_best=4, fatalities_high=7),
        event("silent", "2025-01-10"),
        event("one-number", "2025-01-11", fatalities_best=10),
        event("total", "2025-01-10", fatalities_best=1000, count_as="aggregate"),
        event("meeting", "2025-01-10", fatalities_best=1000, count_as="context"),
    ]
    checked = theatre_of(tmp_path, events=events).events
    in_range = checked.assign(membership=membership(checked, date(2025, 1, 1), date(2025, 1, 15)))
    assert fatalities(in_range) == Fatalities(low=2 + 10, best=3 + 10, high=5 + 7 + 10, silent=1)
