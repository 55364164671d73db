"""Text from data that tries to be something else stays text, wherever the page shows it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hostile import BATTLE, GATE, GROUND, IMAGE, LONG, SCRIPT, SHOWN_MARKDOWN
from tests.browser.visit import LAPTOP, Visit

pytestmark = pytest.mark.browser

EVERYWHERE = (
    "() => window.injected === undefined"
    " && document.querySelectorAll('[onerror], [onmouseover], [src=x], [src*=evil], a[href^=javascript]').length === 0"
    " && ![...document.scripts].some((script) => script.textContent.includes('window.injected = 1;'))"
)


def assert_nothing_injected(visited: Visit) -> None:
    visited.settled()
    for place in (visited.page, visited.map):
        assert place.evaluate(EVERYWHERE)


@pytest.fixture(scope="module")
def whole(hostile) -> str:
    """Address of the page that stays open here."""
    return hostile


@pytest.fixture
def hostile_page(front_page) -> Visit:
    """The page with its map and its column as they opened, and the pointer away from it."""
    front_page.shut_filters()
    front_page.page.mouse.move(5, 5)
    return front_page


@pytest.mark.thorough
def test_in_names_of_areas_ranges_and_the_theatre(hostile_page):
    for part in (IMAGE, SCRIPT, "[U+202E]desrever", SHOWN_MARKDOWN, ":material/home:"):
        expect(hostile_page.sidebar).to_contain_text(part)
    assert hostile_page.sidebar.locator("a[href*=evil]").count() == 0
    assert_nothing_injected(hostile_page)


@pytest.mark.parametrize(
    "where", [pytest.param(BATTLE, id="event"), pytest.param(GATE, id="crossing", marks=pytest.mark.thorough)]
)
def test_in_a_tooltip(hostile_page, where):
    tip = hostile_page.on_map.locator(".frontline-tip")
    expect(tip).to_have_count(0)
    hostile_page.point_at(*where)
    for part in (IMAGE, SCRIPT, "[U+202E]desrever"):
        expect(tip).to_contain_text(part)
    assert_nothing_injected(hostile_page)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("event", BATTLE),
        pytest.param("crossing", GATE, marks=pytest.mark.thorough),
        pytest.param("place", GROUND, marks=pytest.mark.thorough),
    ],
)
def test_in_the_details(hostile_page, kind, where):
    hostile_page.click(*where)
    expect(hostile_page.page).to_have_url(re.compile(f"show={kind}"))
    for part in (IMAGE, SCRIPT):
        expect(hostile_page.details).to_contain_text(part)
    expect(hostile_page.details).to_contain_text("…")
    shown = hostile_page.details.inner_text()
    assert LONG not in shown
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in shown
    assert hostile_page.details.locator("a, img, script").count() == 0
    assert_nothing_injected(hostile_page)
    box = hostile_page.details.bounding_box()
    assert box["x"] + box["width"] <= LAPTOP["width"]


@pytest.mark.thorough
def test_in_the_names_on_the_map(hostile_page):
    hostile_page.show(0.5, 0.5, 11)
    label = hostile_page.on_map.locator(".frontline-label").filter(has_text="[U+202E]desrever")
    expect(label.first).to_contain_text(IMAGE)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in label.first.inner_text()
    assert_nothing_injected(hostile_page)


@pytest.mark.thorough
def test_in_the_table(hostile_page):
    hostile_page.open_tab("Events")
    table = hostile_page.page.get_by_role("tabpanel").get_by_test_id("stDataFrame").first
    hostile_page.come_to(table)
    expect(table.locator("canvas").first).to_contain_text(SCRIPT)
    assert_nothing_injected(hostile_page)


@pytest.mark.thorough
def test_in_every_tab_and_list(hostile_page):
    for tab in ("Ground", "Places", "Sources"):
        hostile_page.open_tab(tab)
        hostile_page.page.get_by_role("tabpanel").locator("canvas").first.wait_for()
    hostile_page.open_filters()
    hostile_page.press(hostile_page.sidebar.get_by_role("combobox", name="Find a place"))
    expect(hostile_page.page.get_by_role("option").first).to_contain_text(IMAGE)
    hostile_page.page.keyboard.press("Escape")  # the list lies over all else
    assert_nothing_injected(hostile_page)


@pytest.mark.thorough
def test_a_name_of_10_000_characters_does_not_widen_the_page(hostile_page):
    assert hostile_page.page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    )
