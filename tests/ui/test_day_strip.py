"""Events per day: incidents only, of the area and the filters, on every day of the theatre's span."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.situation import Situation, select
from geo.query.filters import Filters
from geo.theatre.theatre import Theatre
from tests.ui.conftest import sent
from tests.worlds import event, january, theatre_of, write_theatre
from ui.day_strip import events_per_day, range_of_bars


def all_days(theatre: Theatre, **wanted: object) -> Situation:
    asked = {"area": "both", **wanted}
    return select(theatre, Filters(start=theatre.start, end=theatre.end, **asked))


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
    per_day = events_per_day(theatre, theatre.everything).set_index("day")["events"]
    assert len(per_day) == 31
    assert per_day[per_day > 0].to_dict() == {pd.Timestamp("2025-01-05"): 2, pd.Timestamp("2025-01-31"): 1}


def test_a_theatre_without_events_counts_nothing_on_every_day(tmp_path):
    theatre = theatre_of(tmp_path)
    assert list(events_per_day(theatre, theatre.everything)["events"]) == [0] * 31


def test_the_bars_follow_area_and_filters(tmp_path):
    theatre = theatre_of(
        tmp_path,
        events=[
            event("west", "2025-01-05", factions=["RED"]),
            event("east", "2025-01-05", 1.5, 0.5, adm1_pcode="XX02", factions=["BLUE"]),
        ],
    )

    def on_the_fifth(**wanted: object) -> int:
        return int(events_per_day(theatre, all_days(theatre, **wanted).filters)["events"].iloc[4])

    assert on_the_fifth() == 2
    assert on_the_fifth(area="west") == 1
    assert on_the_fifth(factions=frozenset({"BLUE"})) == 1
    assert on_the_fifth(area="west", factions=frozenset({"BLUE"})) == 0


def test_the_bars_of_the_range_are_the_coloured_ones(tmp_path):
    def page(folder: str) -> None:
        from datetime import date
        from pathlib import Path

        from geo.query.filters import Filters
        from geo.theatre.loader import read_theatre
        from ui.day_strip import day_strip

        theatre = read_theatre(Path(folder))
        day_strip(theatre, Filters(start=date(2025, 1, 3), end=date(2025, 1, 5), area="both"))

    folder = write_theatre(tmp_path / "theatre", events=[event("one", "2025-01-05"), event("two", "2025-01-09")])
    shown = sent(AppTest.from_function(page, args=(str(folder),)).run(), "day_strip")["html"]
    bars = re.findall(
        r'<span data-from="2025-01-\d\d" title="([^"]*)"( class=fl-in-range)?><i style="height:(\d+)%', shown
    )
    assert len(bars) == 31
    assert [day for day, coloured, _height in bars if coloured] == [
        "3 Jan: 0 reported events", "4 Jan: 0 reported events", "5 Jan: 1 reported event"
    ]  # fmt: skip
    assert [height for _day, _coloured, height in bars if height != "0"] == ["100", "100"]


def bars_of(*days: tuple[int, int]) -> pd.DataFrame:
    """Bars of these first and last days of January 2025."""
    first, last = ([f"2025-01-{day:02d}" for day in ends] for ends in zip(*days, strict=True))
    return pd.DataFrame({"first_day": pd.to_datetime(first), "last_day": pd.to_datetime(last)})


DAYS = bars_of(*((day, day) for day in range(1, 32)))
WEEKS = bars_of((1, 5), (6, 12), (13, 19), (20, 26), (27, 31))


@pytest.mark.parametrize(
    ("bar", "before", "after"),
    [(2, (5, 9), (2, 9)), (12, (5, 9), (5, 12)), (6, (5, 9), (6, 9)), (8, (5, 9), (5, 8)), (7, (5, 9), (5, 7)),
     (4, (5, 5), (4, 5)), (6, (5, 5), (5, 6))],
    ids=["before", "after", "nearer the first", "nearer the last", "as near to both", "before a day", "after a day"],
)  # fmt: skip
def test_a_press_on_a_day_moves_the_nearer_end_of_the_range(bar, before, after):
    ends = january(before[0]), january(before[1])
    assert range_of_bars(DAYS, bar - 1, bar - 1, ends) == (january(after[0]), january(after[1]))


@pytest.mark.parametrize(
    ("week", "after"), [(0, (1, 24)), (1, (6, 24)), (3, (9, 26)), (4, (9, 31))], ids=["first", "its", "last", "after"]
)
def test_a_press_on_a_week_takes_the_whole_week_in(week, after):
    ends = january(9), january(24)
    assert range_of_bars(WEEKS, week, week, ends) == (january(after[0]), january(after[1]))


@pytest.mark.parametrize("before", [(1, 2), (10, 12), (5, 5), (1, 31)])
def test_a_drag_chooses_the_days_of_its_bars_whatever_the_range_was(before):
    ends = january(before[0]), january(before[1])
    assert range_of_bars(DAYS, 3, 6, ends) == (january(4), january(7))
    assert range_of_bars(WEEKS, 1, 2, ends) == (january(6), january(19))
