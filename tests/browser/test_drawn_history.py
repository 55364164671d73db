"""A history drawn elsewhere on the page: its ground answers a click, its days play and stand side by side."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.player import Player
from tests.worlds import drawn_theatre, place, rectangle

pytestmark = pytest.mark.browser

IN_RED, IN_THE_REST = (0.8, 0.25), (0.5, 1.5)
"""Latitude, longitude; clear of the legend, also above the player."""


@pytest.fixture(scope="module")
def squares(worlds, tmp_path_factory) -> str:
    """Address of the page. RED is drawn on half a square on the 1st, on a little more on the 4th and on nothing new
    after; BLUE has the rest."""
    folder = tmp_path_factory.mktemp("drawn")
    drawn_theatre(
        folder,
        {
            1: [("RED", rectangle(0, 0, 0.5, 1))],
            4: [("RED", rectangle(0, 0, 0.8, 1))],
            31: [("RED", rectangle(0, 0, 0.8, 1))],
        },
        rest="BLUE",
        places=[place("west", 0.25, 0.5)],
        reports=[],
    )
    return worlds.take(folder / "t").address


@pytest.mark.thorough
def test_a_click_on_drawn_ground_tells_who_drew_it_and_when(squares, visit):
    visited = visit(squares, **{"from": "2025-01-01", "to": "2025-01-03"})
    visited.click(*IN_RED)
    details = visited.details
    expect(details).to_contain_text("On 3 Jan 2025: Red, controlled")
    expect(details).to_contain_text("A mapper")
    expect(details).to_contain_text("CC BY 4.0")
    expect(details).to_contain_text("1 Jan 2025, 2 days old")
    expect(details).to_contain_text("6,154")
    expect(visited.page).to_have_url(re.compile("show=ground"))
    again = visit(visited.page.url)
    expect(again.details).to_contain_text("On 3 Jan 2025: Red, controlled")


@pytest.mark.thorough
def test_ground_that_is_not_drawn_says_so(squares, visit):
    visited = visit(squares, to="2025-01-04")
    visited.click(*IN_THE_REST)
    expect(visited.details).to_contain_text("Blue, controlled")
    expect(visited.details).to_contain_text("drew nothing here")


@pytest.mark.thorough
def test_drawn_days_play(squares, visit):
    player = Player(visit(squares)).start().hold()
    assert player.ask("last") == 30
    player.visited.click(*IN_RED)
    expect(player.visited.details).to_contain_text("On 1 Jan 2025: Red")
