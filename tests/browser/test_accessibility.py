"""WCAG 2.2 AA by axe-core on what the page shows: no violation, in both languages, light and dark, on a laptop and a
phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import broken
from tests.browser.player import Player
from tests.browser.visit import LAPTOP, PHONE, Visit

pytestmark = pytest.mark.browser

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
SCREENS = pytest.mark.parametrize(
    ("viewport", "scheme"), [(LAPTOP, "light"), (LAPTOP, "dark"), (PHONE, "light")], ids=["laptop", "dark", "phone"]
)


@pytest.mark.thorough
@LANGUAGES
@SCREENS
def test_the_first_screen_then_the_filters_and_the_export_panel(syria, forms, visit, viewport, scheme, language):
    visited = visit(syria, viewport=viewport, scheme=scheme, lang=language)
    found = broken(visited)
    visited.open_filters()
    found += broken(visited)
    visited = visit(forms, viewport=viewport, scheme=scheme, lang=language)  # where a sheet is soon drawn
    visited.press(visited.page.locator(".st-key-handed-on").get_by_role("button").last)
    expect(visited.page.locator(".st-key-export-panel img")).to_be_visible()
    assert found + broken(visited) == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(LAPTOP, "light", "en"), (LAPTOP, "dark", "ar"), (PHONE, "light", "en")],
    ids=["laptop", "dark Arabic", "phone"],
)
def test_the_details_of_what_was_clicked(whole, visit, viewport, scheme, language):
    found = []
    for selected in ("place:170017", "event:SYR-20241201-08", "crossing:tr-kassab"):
        visited = visit(whole, viewport=viewport, scheme=scheme, lang=language, show=selected)
        expect(visited.details).to_be_visible()
        found += broken(visited)
    assert found == []


@pytest.mark.thorough
@LANGUAGES
def test_every_tab(syria, visit, language):
    visited = visit(syria, lang=language)
    tabs = visited.page.get_by_role("tab")
    found = []
    for number in range(tabs.count()):
        visited.press(tabs.nth(number))
        found += broken(visited)
    assert found == []


@pytest.mark.thorough
@LANGUAGES
def test_two_days_beside_each_other_and_the_days_played(syria, visit, language):
    found = broken(visit(syria, lang=language, compare="yes"))
    visited = visit(syria, lang=language)
    player = Player(visited).start()
    found += broken(visited)
    player.let(2_000)
    assert found + broken(visited) == []


@pytest.mark.thorough
@LANGUAGES
def test_the_tools_that_draw_and_measure(syria, visit, language):
    visited: Visit = visit(syria, lang=language)
    found = []
    for tool in ("frontline-ruler", "frontline-draws", "frontline-draws-ground"):
        visited.press(visited.on_map.locator(f".{tool}"))
        for latitude, longitude in ((35.6, 36.8), (35.6, 37.3), (35.9, 37.3)):
            visited.page.mouse.click(*visited.spot(latitude, longitude))
        found += broken(visited)
        visited.on_map.locator(".frontline-map").press("Escape")
    assert found == []


def test_axe_finds_what_is_wrong_on_the_page_and_in_the_frame_of_the_map(syria, visit):
    visited = visit(syria)
    for frame in (visited.page.main_frame, visited.map):
        frame.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert [line.split(":")[0] for line in broken(visited)].count("image-alt") == 2
