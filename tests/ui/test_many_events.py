"""A page of more events than can be told one by one, over decades, where nobody reports control."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from geo.common.periods import Period
from geo.query.filters import Filters
from geo.theatre.loader import read_theatre
from map import clusters
from tests.ui.conftest import plain, turn_to, words
from tests.worlds import THEATRE, event, january, write_theatre
from ui.charts import day_axis
from ui.day_strip import bar_period, events_by_bar


def events(count: int = 6) -> list[dict]:
    return [event(f"e{number}", f"2025-01-{number + 1:02}", fatalities_best=1) for number in range(count)]


@pytest.fixture
def crowded(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """Six events where three can be told."""
    monkeypatch.setattr(clusters, "MAX_EVENTS_WITH_TOOLTIPS", 3)
    return write_theatre(tmp_path / "crowded", events=events(), reports=[])


@pytest.fixture
def decades(tmp_path):
    """Two events in 37 years."""
    folder = write_theatre(
        tmp_path / "decades", events=[event("first", "1990-05-06"), event("last", "2024-05-06")], reports=[]
    )
    span = "span = {start = 1989-01-01, end = 2025-12-31}"
    (folder / "theatre.toml").write_text(
        re.sub(r"(?m)^span = .*$", span, THEATRE).split("[[quick_ranges]]")[0], encoding="utf-8"
    )
    return folder


def warnings(page: AppTest) -> list[str]:
    return [plain(warning.value) for warning in page.warning]


def test_the_page_opens_and_says_that_nobody_reports_control(open_page, crowded):
    page = open_page(crowded)
    assert not page.exception
    said = words(page)
    assert "no reports" in said
    assert "Front line" not in said
    assert "So many events about here" in said


@pytest.mark.thorough
def test_a_crowd_is_not_played_and_the_page_says_what_to_do(open_page, crowded):
    page = open_page(crowded)
    page.toggle(key="playing").set_value(True)
    page.run()
    assert not page.exception
    assert any("6 events are too many to play day by day: at most 3 can be" in told for told in warnings(page))
    page.date_input(key="end").set_value(january(3))
    page.run()
    assert not any("too many" in told for told in warnings(page))


def test_a_link_to_a_spot_opens_its_list(open_page, crowded):
    page = open_page(crowded, show="spot:0.5000,0.5000")
    assert not page.exception
    assert "6 records, West" in words(page)


def test_the_first_events_are_listed_and_the_page_says_so(open_page, crowded, monkeypatch):
    monkeypatch.setattr("ui.events_tab.MOST_ROWS", 2)
    page = open_page(crowded, tab="Events")
    (table,) = page.dataframe
    assert list(table.value["Id"]) == ["e0", "e1"]
    (caption,) = (plain(part.value) for part in page.caption if "records" in part.value)
    assert caption.startswith(
        "6 records: 6 incidents, 0 counts, running totals and background notes. Listed are the first 2"
    )


def test_tabs_of_a_theatre_without_reports_say_why_they_are_empty(open_page, crowded):
    page = open_page(crowded)
    for tab, told in (("What changed", "no change of it is known"), ("Over time", "neither ground nor front line")):
        turn_to(page, tab)
        page.run()
        assert not page.exception
        assert any(told in part.value for part in page.info), tab


def test_bars_and_charts_of_decades_are_years(open_page, decades):
    theatre = read_theatre(decades)
    assert bar_period(theatre) is Period.YEAR
    bars = events_by_bar(theatre, Filters(start=theatre.start, end=theatre.end, area="both"))
    assert len(bars) == 37
    assert list(bars.loc[bars["events"] > 0, "told"]) == ["1990: 1 reported event", "2024: 1 reported event"]
    assert len(day_axis(theatre.start, theatre.end).to_dict()["scale"]["domain"]) == 37
    page = open_page(decades, tab="Over time")
    assert not page.exception
    assert page.slider(key="days").label == "Range of days; a bar is a year"
    assert any("Each point is a year" in part.value for part in page.caption)
