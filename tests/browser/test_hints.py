"""Hints for whoever sees the page for the first time: the browser alone remembers them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import MAP_FRAME, PHONE, Visit

pytestmark = pytest.mark.browser


def hints(page: Page) -> Locator:
    return page.locator(".fl-hints")


def test_the_hints_go_for_good_when_they_are_dismissed_and_the_server_is_not_asked(syria, visit):
    visited: Visit = visit(syria)
    page, runs = visited.page, visited.runs
    expect(hints(page).get_by_role("listitem")).to_have_count(3)
    for said in hints(page).get_by_role("listitem").all():
        expect(said).to_be_visible()
    assert hints(page).bounding_box()["x"] > page.locator(MAP_FRAME).bounding_box()["width"], "beside the map"
    before = runs.ended
    visited.press(hints(page).get_by_role("button", name="Dismiss"))
    expect(hints(page)).to_be_hidden()
    visited.run_over()
    assert runs.ended == before
    visited.choose("Events")  # a run of the page does not bring them back
    visited.settled()
    expect(hints(page)).to_be_hidden()
    page.reload()
    visited.settled()
    expect(hints(page)).to_be_hidden()


@pytest.mark.thorough
def test_a_reader_who_comes_back_without_dismissing_them_sees_them_no_more(syria, visit):
    visited: Visit = visit(syria)
    expect(hints(visited.page)).to_be_visible()
    visited.page.reload()
    visited.settled()
    expect(hints(visited.page)).to_be_visible()  # it is the same visit
    again = visited.page.context.new_page()
    again.goto(syria)
    expect(hints(again)).to_be_attached()
    expect(hints(again)).to_be_hidden()
    again.close()


@pytest.mark.thorough
def test_a_link_to_a_situation_shows_the_situation_alone_and_leaves_the_hints_for_later(whole, syria, visit):
    visited: Visit = visit(whole)
    expect(hints(visited.page)).not_to_be_attached()
    visited.page.goto(f"{syria}/?lang=ar")
    visited.settled()
    expect(hints(visited.page)).to_be_visible()
    visited.choose("English")
    expect(hints(visited.page)).to_contain_text("Press a place")


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_they_take_one_line_under_the_map_until_they_are_opened(syria, visit, language):
    visited: Visit = visit(syria, viewport=PHONE, lang=language)
    page, box = visited.page, hints(visited.page)
    map_ends = sum(page.locator(MAP_FRAME).bounding_box()[part] for part in ("y", "height"))
    assert box.bounding_box()["y"] > map_ends
    assert box.bounding_box()["height"] < 50
    assert page.get_by_role("tablist").first.bounding_box()["y"] < PHONE["height"]
    visited.press(box.locator("summary"))
    expect(box.get_by_role("listitem").last).to_be_visible()
