"""The marks of the map by keyboard alone: Tab goes through those in view, Enter presses one, and Tab leads on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visit import MAP_FRAME, Visit

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

MOST = 60
ROW_PX = 40
"""Marks that lie so near to one line are gone through from west to east."""


def at_the_map(visited: Visit) -> Locator:
    """The mark that has the focus, once the map has it and Tab is pressed."""
    visited.settled()
    visited.page.locator(MAP_FRAME).focus()
    visited.map.evaluate("() => map.getContainer().focus()")
    visited.page.keyboard.press("Tab")
    return visited.on_map.locator(".frontline-mark-focus")


def go_to(mark: Locator, words: str) -> None:
    """Press Tab until the mark with the focus says `words`."""
    for _ in range(MOST):
        if words in (mark.get_attribute("aria-label") or ""):
            return
        mark.page.keyboard.press("Tab")
    raise AssertionError(f"no mark says {words}")


def test_tab_goes_through_the_marks_from_north_to_south_and_then_on_to_the_buttons(front_page):
    front_page.show(35.2, 36.75, 9)
    mark = at_the_map(front_page)
    page, told, middles = front_page.page, [], []
    while mark.evaluate("(node) => node === document.activeElement"):
        told.append(mark.get_attribute("aria-label"))
        box = mark.bounding_box()
        middles.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
        page.keyboard.press("Tab")
    assert 5 < len(told) <= MOST
    assert any(words.startswith("Hama, ") for words in told)
    assert all(later > earlier - ROW_PX for (_, earlier), (_, later) in pairwise(middles))
    legend = page.locator(".fl-legend").bounding_box()
    inside = [
        legend["x"] < x < legend["x"] + legend["width"] and legend["y"] < y < legend["y"] + legend["height"]
        for x, y in middles
    ]
    assert not any(inside), "nobody sees a mark under the legend"
    expect(front_page.on_map.get_by_role("button", name="Zoom in")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-label", told[-1])
    page.keyboard.press("Shift+Tab")
    expect(mark).to_have_attribute("aria-label", told[-2])


def test_enter_presses_the_mark_and_escape_leads_back_to_the_map(front_page):
    mark = at_the_map(front_page)
    page = front_page.page
    expect(mark).to_be_focused()
    first = mark.get_attribute("aria-label")
    go_to(mark, "Aleppo, taken")
    expect(front_page.on_map.locator(".frontline-tip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(front_page.details).to_contain_text("Aleppo")
    front_page.settled()
    expect(mark).to_be_focused()
    page.keyboard.press("Escape")
    expect(mark).to_have_count(0)
    assert front_page.map.evaluate("() => document.activeElement === map.getContainer()")
    before = front_page.view()
    page.keyboard.press("ArrowRight")
    front_page.map.wait_for_function("(east) => map.getCenter().lng > east", arg=before[2])
    front_page.at_rest()
    front_page.show(before[1], before[2], before[0])
    assert at_the_map(front_page).get_attribute("aria-label") == first
    page.keyboard.press("Shift+Tab")
    assert front_page.map.evaluate("() => document.activeElement === map.getContainer()")


def test_a_count_says_near_which_place_it_is(front_page):
    mark = at_the_map(front_page)
    go_to(mark, " events here")
    assert "near " in mark.get_attribute("aria-label")


def test_while_a_distance_is_measured_tab_leads_to_the_buttons(front_page):
    front_page.settled()
    front_page.on_map.get_by_role("button", name="Measure a distance").click()
    expect(at_the_map(front_page)).to_have_count(0)
    expect(front_page.on_map.get_by_role("button", name="Zoom in")).to_be_focused()
    front_page.on_map.get_by_role("button", name="Measure a distance").click()
