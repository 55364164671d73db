"""A distance measured on the map with the ruler: by mouse, by finger and by key, on the page and on one on disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from briefing.job.brief import brief_of
from briefing.job.formats import make
from briefing.job.request import Request
from geo.common.crs import ELLIPSOID
from geo.theatre.loader import read_theatre
from tests.browser.conftest import World
from tests.browser.visit import PHONE, Visit
from tests.worlds import write_theatre

pytestmark = pytest.mark.browser

WEST, EAST, NORTH = (0.5, 0.5), (0.5, 1.5), (0.9, 1.5)
"""Latitude and longitude: a degree of the parallel, then four tenths of the meridian."""
ONE, OTHER, BOTH = "111 km", r"44\.\d km", r"15[56] km"
"""Their lengths as they are written, for presses that are true to a pixel."""


@pytest.fixture
def squares(worlds, tmp_path) -> World:
    return worlds.take(write_theatre(tmp_path / "squares"))


def ruler(visited: Visit) -> Locator:
    return visited.on_map.get_by_role("button", name="Measure a distance")


def test_points_on_the_map_have_the_length_of_each_part_along_the_line_and_their_sum_beside_the_ruler(squares, visit):
    visited: Visit = visit(squares.address)
    visited.show(0.6, 1.0, 9)
    visited.press(ruler(visited))
    expect(ruler(visited)).to_have_attribute("aria-pressed", "true")
    expect(visited.on_map.locator(".frontline-measured")).to_contain_text("Press points on the map")
    for latitude, longitude in (WEST, EAST, NORTH):
        visited.click(latitude, longitude)
    expect(visited.on_map.locator(".frontline-length")).to_have_text([ONE, re.compile(OTHER)])
    expect(visited.on_map.locator(".frontline-measured")).to_have_text(re.compile(f"^Total: {BOTH}$"))
    expect(visited.on_map.locator(".frontline-found")).to_have_text(re.compile(f"^Total: {BOTH}. Last part: {OTHER}.$"))
    visited.on_map.locator(".frontline-map").press("Backspace")
    expect(visited.on_map.locator(".frontline-measured")).to_have_text(f"Total: {ONE}")
    visited.press(ruler(visited))
    expect(visited.on_map.locator(".frontline-length, .frontline-measured, .frontline-corner")).to_have_count(0)
    visited.click(*EAST)  # and the map answers again
    expect(visited.details).to_contain_text("East")


@pytest.mark.thorough
def test_enter_takes_the_middle_of_the_map_and_esc_leads_back_to_the_ruler(squares, visit):
    visited: Visit = visit(squares.address)
    ruler(visited).press("Enter")
    keys = visited.page.keyboard
    for spot in (WEST, EAST):
        visited.show(*spot, 8)  # all of the theatre is in view, and its edge comes to the middle none the less
        keys.press("Enter")
    told = visited.on_map.locator(".frontline-found[role=status]")
    expect(told).to_have_text(re.compile("^Total: 11[0-2] km$"))  # true to a pixel
    keys.press("Escape")
    expect(visited.on_map.locator(".frontline-corner")).to_have_count(0)
    expect(ruler(visited)).to_be_focused()
    expect(told).to_have_text("")


@pytest.mark.thorough
def test_one_tool_is_at_work_at_a_time(squares, visit):
    visited: Visit = visit(squares.address)
    area = visited.on_map.get_by_role("button", name="Draw an area, for its figures")
    ground = visited.on_map.get_by_role("button", name="Draw ground")
    visited.press(ground)
    for tool, before in ((ruler(visited), ground), (area, ruler(visited)), (ground, area), (ruler(visited), ground)):
        visited.press(tool)
        expect(tool).to_have_attribute("aria-pressed", "true")
        expect(before).to_have_attribute("aria-pressed", "false")
        expect(visited.on_map.locator(".frontline-corner")).to_have_count(0)
        visited.click(*WEST)
        expect(visited.on_map.locator(".frontline-corner")).to_have_count(1)


@pytest.mark.thorough
def test_it_is_the_length_on_the_ellipsoid(squares, visit):
    visited: Visit = visit(squares.address)
    for one, other in (((35.9, 37.1), (36.3, 37.1)), ((35.0, 36.0), (35.0, 38.0)), ((-10.0, 20.0), (50.0, 100.0))):
        said = visited.map.evaluate(
            "([one, other]) => frontline.lengthKm(L.latLng(one), L.latLng(other))", [one, other]
        )
        assert said * 1000 == pytest.approx(ELLIPSOID.inv(one[1], one[0], other[1], other[0])[2], rel=2e-5)
    assert visited.map.evaluate("() => frontline.lengthKm(L.latLng(1, 1), L.latLng(1, 1))") == 0


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    theatre = read_theatre(write_theatre(folder / "squares"))
    make(brief_of(theatre, Request(filters=theatre.everything, layers=frozenset({"control"}))), folder / "page.html")
    return folder / "page.html"


@pytest.mark.thorough
def test_a_page_on_disk_measures_under_a_finger_in_the_language_its_reader_chose(on_disk, chromium):
    window = chromium.new_context(viewport=PHONE, has_touch=True)
    page: Page = window.new_page()
    page.goto(on_disk.as_uri())
    page.get_by_role("button", name="العربية").tap()
    page.get_by_role("button", name="قياس مسافة").tap()
    for spot in (WEST, EAST):
        at = page.evaluate("(p) => { const at = map.latLngToContainerPoint(p); return [at.x, at.y]; }", list(spot))
        box = page.locator("#map").bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + at[0], box["y"] + at[1])
    expect(page.locator(".frontline-measured")).to_have_text("المجموع: 111 كم")
    page.get_by_role("button", name="قياس مسافة").tap()
    expect(page.locator(".frontline-measured")).to_have_count(0)
    window.close()
