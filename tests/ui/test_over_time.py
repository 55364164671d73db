"""Playing and comparing as widgets: what the reader asks for on the map's bar, and what the link keeps of it."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests.ui.conftest import sent
from tests.worlds import january, row, write_theatre


@pytest.fixture
def war(tmp_path):
    """The east falls to BLUE on the 10th."""
    return write_theatre(
        tmp_path / "war",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10"),
        ],
    )


def legend(page) -> str:
    """The text of the legend, its spaces evened out."""
    drawn = sent(page, "legend")["html"]
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", drawn)).partition("Legend,")[2].split())


def playing(page):
    page.toggle(key="playing").set_value(True)
    return page.run()


def said(page, **wish: Any):
    """The bar of the playback speaks."""
    page.session_state["map"] = {"player": {"at": 1, **wish}}
    return page.run()


@pytest.mark.thorough
def test_playing_is_no_part_of_the_link_and_its_legend_has_every_holder(open_page, war):
    page = open_page(war, mode="control")
    before = dict(page.query_params)
    assert "Red" not in legend(page)
    playing(page)
    assert not page.exception
    assert dict(page.query_params) == before
    assert legend(page).startswith("1 Jan 2025 to 31 Jan 2025")
    assert "Red" in legend(page)


@pytest.mark.thorough
def test_use_this_day_ends_the_range_there_and_stops(open_page, war):
    page = said(playing(open_page(war)), wish="use", day="2025-01-08")
    assert not page.exception
    assert (page.date_input(key="start").value, page.date_input(key="end").value) == (january(1), january(8))
    assert page.slider(key="days").value == (january(1), january(8))
    assert not page.toggle(key="playing").value
    assert page.query_params["to"] == "2025-01-08"


@pytest.mark.thorough
@pytest.mark.parametrize(
    "wish",
    [
        {"wish": "stop", "day": "2025-01-08"},
        {"wish": "use", "day": "2031-01-08"},
        {"wish": "use", "day": "not a day"},
        {"wish": "use"},
        {"wish": "nonsense", "day": "2025-01-08"},
    ],
)
def test_any_other_word_of_the_browser_only_ends_the_playback(open_page, war, wish):
    page = said(playing(open_page(war)), **wish)
    assert not page.exception
    assert page.date_input(key="end").value == january(31)
    assert not page.toggle(key="playing").value


@pytest.mark.thorough
def test_change_since_the_first_day_is_played_and_in_the_legend(open_page, war):
    page = playing(open_page(war, layers="control~change"))
    assert not page.exception
    assert "Taken since 1 Jan (strong), held before (pale) Blue Red" in legend(page)
    assert "Change counts from the first day" in legend(page)


@pytest.mark.thorough
def test_a_wish_is_heard_once(open_page, war):
    page = said(playing(open_page(war)), wish="stop")
    playing(page)
    assert page.toggle(key="playing").value


def test_one_day_cannot_be_played(open_page, war):
    page = open_page(war, **{"from": "2025-01-05", "to": "2025-01-05"})
    assert page.toggle(key="playing").disabled


def test_a_comparison_is_part_of_the_link_and_names_both_days(open_page, war):
    page = open_page(war, compare="yes")
    assert not page.exception
    assert page.toggle(key="compare").value
    assert legend(page).startswith("1 Jan 2025 and 31 Jan 2025")
    assert "Red" in legend(page)
    assert page.query_params["compare"] == "yes"
    page.toggle(key="compare").set_value(False)
    page.run()
    assert "compare" not in page.query_params


@pytest.mark.thorough
def test_comparing_ends_the_playing(open_page, war):
    page = playing(open_page(war))
    page.toggle(key="compare").set_value(True)
    page.run()
    assert not page.toggle(key="playing").value
