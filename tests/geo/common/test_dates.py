"""One way to write a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.common.dates import days_of, read_day
from tests.worlds import january


@given(some.dates())
def test_a_day_written_as_iso_text_is_read_back(day):
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "20241201",
        "2024-W49-1",
        "2024W491",
        "2024-12-1",
        " 2024-12-01",
        "2024-12-01T00:00",
        "01.12.2024",
        "٢٠٢٤-١٢-٠١",
        "",
    ],
)
def test_a_day_written_any_other_way_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a day\. Write 2024-12-01"):
        read_day(text)


def test_a_day_that_is_not_in_the_calendar_is_refused():
    with pytest.raises(ValueError, match="'2025-02-30' is not a day of the calendar"):
        read_day("2025-02-30")


def test_a_range_has_both_its_ends():
    assert days_of(january(30), date(2025, 2, 1)) == [january(30), january(31), date(2025, 2, 1)]
    assert days_of(january(3), january(3)) == [january(3)]
