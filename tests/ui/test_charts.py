"""Events per day: incidents only, every day of the theatre's span."""

from __future__ import annotations

import pandas as pd

from tests.worlds import event, january, theatre_of
from ui.charts import IN_RANGE, day_bars, events_per_day


def test_every_day_has_a_count_and_totals_are_not_in_it(tmp_path):
    theatre = theatre_of(
        tmp_path,
        events=[
            event("one", "2025-01-05"),
            event("two", "2025-01-05"),
            event("total", "2025-01-05", count_as="aggregate"),
            event("talks", "2025-01-06", count_as="context"),
            event("last", "2025-01-31"),
        ],
    )
    per_day = events_per_day(theatre).set_index("day")["events"]
    assert len(per_day) == 31
    assert per_day[per_day > 0].to_dict() == {pd.Timestamp("2025-01-05"): 2, pd.Timestamp("2025-01-31"): 1}


def test_a_theatre_without_events_counts_nothing_on_every_day(tmp_path):
    assert list(events_per_day(theatre_of(tmp_path))["events"]) == [0] * 31


def test_the_bars_of_the_range_are_the_coloured_ones(tmp_path):
    chart = day_bars(events_per_day(theatre_of(tmp_path)), january(3), january(5)).to_dict()
    (bars,) = chart["datasets"].values()
    assert [bar["label"] for bar in bars if bar["inside"]] == ["3 Jan", "4 Jan", "5 Jan"]
    assert chart["encoding"]["color"]["condition"] == {"test": "datum.inside", "value": IN_RANGE}
