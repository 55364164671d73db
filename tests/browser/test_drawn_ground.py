"""Ground drawn with clicks or keys on the map, told of on a click, and undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from geo.theatre.loader import read_theatre
from tests.browser.conftest import World
from tests.browser.visit import LAPTOP, PHONE, Visit
from tests.worlds import january, write_theatre

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

CORNERS = ((0.3, 1.2), (0.3, 1.8), (0.8, 1.8), (0.8, 1.2))
"""Latitude and longitude, about the town in the eastern square."""


@pytest.fixture
def squares(worlds, tmp_path) -> World:
    return worlds.take(write_theatre(tmp_path / "squares"))


def draw(visited: Visit, *corners: tuple[float, float]) -> None:
    visited.on_map.get_by_role("button", name="Draw ground").click()
    for latitude, longitude in corners:
        visited.page.mouse.click(*visited.spot(latitude, longitude))


@pytest.mark.parametrize("viewport", [pytest.param(LAPTOP, id="laptop"), pytest.param(PHONE, id="phone")])
def test_a_polygon_drawn_with_clicks_becomes_a_report_and_is_undone(squares, visit, viewport):
    visited: Visit = visit(squares.address, viewport=viewport)
    page = visited.page
    visited.at_rest()
    before = visited.view()
    draw(visited, *CORNERS)
    visited.press(visited.on_map.get_by_role("button", name="Done"))
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("1 place inside: East.")
    for label, words in (
        ("Faction", "Blue"),
        ("What it does there", "holds it"),
        ("The source is", "C: fairly reliable"),
        ("The report is", "3: possibly true"),
    ):
        visited.pick(form.get_by_role("combobox", name=label).first, words)
    for label, words in (
        ("Attributed to *", "A mapper"),
        ("Your name *", "Amal"),
        ("Why it is added *", "drawn after the map of the day"),
    ):
        form.get_by_role("textbox", name=label).fill(words)
    visited.press(form.get_by_role("button", name="Add", exact=True))
    expect(form).to_be_hidden()
    expect(visited.details).to_contain_text("polygon drawn by hand, over 1 place")
    visited.settled()
    assert visited.view() == pytest.approx(before)
    assert read_theatre(squares.folder).control.states(january(31), None)["east"].controller == "BLUE"
    visited.press_button("Undo")
    visited.settled()
    assert read_theatre(squares.folder).control.states(january(31), None)["east"].controller == "RED"


def test_an_outline_that_crosses_itself_cannot_be_handed_on_and_is_mended_by_hand_or_key(squares, visit):
    visited: Visit = visit(squares.address)
    visited.at_rest()
    one, other, third, fourth = CORNERS
    draw(visited, one, third, other, fourth)
    done = visited.on_map.get_by_role("button", name="Done")
    expect(visited.on_map.locator(".frontline-draw-wrong[role=status]")).to_contain_text("The outline crosses itself.")
    expect(done).to_be_disabled()
    visited.on_map.get_by_role("button", name="Undo corner").click()
    expect(done).to_be_enabled()
    visited.on_map.locator(".frontline-map").press("Escape")
    expect(visited.on_map.get_by_role("button", name="Draw ground")).to_be_visible()
    visited.page.mouse.click(*visited.spot(*one))  # and the map answers clicks again
    expect(visited.details).to_contain_text("East")


def test_keys_alone_set_corners_take_them_back_and_hand_them_on(squares, visit):
    visited: Visit = visit(squares.address)
    keys = visited.page.keyboard
    corners = visited.on_map.locator(".frontline-corner")
    visited.on_map.get_by_role("button", name="Draw ground").press("Enter")
    keys.press("Enter")
    expect(corners).to_have_count(1)
    visited.on_map.get_by_role("button", name="Undo corner").press("Enter")
    expect(corners).to_have_count(0)
    for latitude, longitude in CORNERS:  # the button that has no more to undo leaves the keys to the map
        visited.show(latitude, longitude, 8)
        keys.press("Enter")
    expect(corners).to_have_count(4)
    visited.on_map.get_by_role("button", name="Done").press("Enter")
    expect(visited.page.get_by_role("dialog")).to_contain_text("1 place inside: East.")
