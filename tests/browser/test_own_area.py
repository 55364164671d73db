"""An area drawn with clicks or keys on the map: the whole page stands for it, and it is put away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from geo.query.own_area import read_corners
from tests.browser.conftest import World
from tests.browser.visit import LAPTOP, PHONE, Visit
from tests.worlds import event, write_theatre

pytestmark = pytest.mark.browser

A_PIXEL = 360 / (256 * 2**7.5)
"""Degrees of longitude at zoom 7.5: the map may become a pixel wider beside a list that has become shorter."""
CORNERS = ((0.2, 0.2), (0.2, 0.7), (0.7, 0.7), (0.7, 0.2))
"""Latitude and longitude, about the town in the western square."""

DRAWN = re.compile(r"^Drawn area \([\d,]+ km²\)$")


@pytest.fixture
def squares(worlds, tmp_path) -> World:
    events = [event("near", "2025-01-05", 0.5, 0.5), event("off", "2025-01-06", 0.9, 0.9)]
    return worlds.take(write_theatre(tmp_path / "squares", events=events))


def tool(visited: Visit) -> Locator:
    return visited.on_map.get_by_role("button", name="Draw an area, for its figures")


def drawn_in(visited: Visit) -> list[tuple[float, float]]:
    """Corners that the link tells of, latitude first."""
    visited.page.wait_for_url(re.compile(r"area="))
    text = visited.page.evaluate("() => new URL(location.href).searchParams.get('area')")
    return [(lat, lon) for lon, lat in read_corners(text)]


@pytest.mark.parametrize(
    "viewport", [pytest.param(LAPTOP, id="laptop"), pytest.param(PHONE, id="phone", marks=pytest.mark.thorough)]
)
def test_an_area_drawn_with_clicks_is_that_of_the_figures_until_it_is_put_away(squares, visit, viewport):
    visited: Visit = visit(squares.address, viewport=viewport)
    page = visited.page
    visited.show(0.5, 0.8, 7.5)
    expect(visited.headline).to_contain_text("2 certain")
    visited.press(tool(visited))
    for latitude, longitude in CORNERS:
        page.mouse.click(*visited.spot(latitude, longitude))
    before = visited.view()
    visited.press(visited.on_map.get_by_role("button", name="Done"))
    expect(visited.headline).to_contain_text("1 certain")
    expect(page.get_by_role("radio", name=DRAWN)).to_be_checked()
    visited.settled()
    for (lat, lon), (wanted_lat, wanted_lon) in zip(drawn_in(visited), CORNERS, strict=True):
        assert (lat, lon) == pytest.approx((wanted_lat, wanted_lon), abs=0.02)
    assert visited.view() == pytest.approx(before, abs=A_PIXEL)
    visited.press_button("Remove the area you drew")
    expect(visited.headline).to_contain_text("2 certain")
    expect(page.get_by_role("radio", name=DRAWN)).to_have_count(0)


@pytest.mark.thorough
def test_the_link_of_a_drawn_area_opens_the_same_figures_in_another_window(squares, visit):
    visited: Visit = visit(squares.address)
    visited.show(0.5, 0.8, 7.5)
    visited.press(tool(visited))
    for latitude, longitude in CORNERS:
        visited.page.mouse.click(*visited.spot(latitude, longitude))
    visited.press(visited.on_map.get_by_role("button", name="Done"))
    expect(visited.headline).to_contain_text("1 certain")
    corners = drawn_in(visited)
    visited.settled()
    figures = visited.headline.inner_text()
    km2 = re.sub(r"\D", "", visited.page.get_by_role("radio", name=DRAWN).inner_text())
    assert float(km2) == pytest.approx(0.25 * 12_309, rel=0.1)  # of a degree square, as pressed
    other: Visit = visit(visited.page.url)
    expect(other.page.get_by_role("radio", name=DRAWN)).to_be_checked()
    assert other.settled().headline.inner_text() == figures
    assert drawn_in(other) == corners


@pytest.mark.thorough
def test_enter_sets_the_corners_and_hands_them_on_without_a_mouse(squares, visit):
    visited: Visit = visit(squares.address)
    tool(visited).press("Enter")
    for latitude, longitude in CORNERS:
        visited.show(latitude, longitude, 8)
        visited.page.keyboard.press("Enter")
    visited.on_map.get_by_role("button", name="Done").press("Enter")
    expect(visited.headline).to_contain_text("1 certain")
    expect(visited.on_map.locator(".frontline-map")).to_be_focused()
    visited.settled()
    for corner, wanted in zip(drawn_in(visited), CORNERS, strict=True):
        assert corner == pytest.approx(wanted, abs=0.02)


@pytest.mark.thorough
def test_sides_that_cross_are_told_at_once_and_esc_leaves_everything_as_it_was(squares, visit):
    visited: Visit = visit(squares.address)
    visited.show(0.5, 0.8, 7.5)
    visited.press(tool(visited))
    one, other, third, fourth = CORNERS
    for latitude, longitude in (one, third, other, fourth):
        visited.page.mouse.click(*visited.spot(latitude, longitude))
    expect(visited.on_map.locator(".frontline-draw-wrong[role=status]")).to_contain_text("The outline crosses itself.")
    expect(visited.on_map.get_by_role("button", name="Done")).to_be_disabled()
    visited.on_map.locator(".frontline-map").press("Escape")
    expect(tool(visited)).to_have_attribute("aria-pressed", "false")
    expect(visited.on_map.locator(".frontline-corner")).to_have_count(0)
    assert "area=" not in visited.page.url
