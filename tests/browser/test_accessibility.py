"""WCAG 2.2 AA by axe-core on every screen: no violation, in both languages, light and dark, on a laptop and a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.visit import LAPTOP, Visit

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_OURS = "[data-testid=stFileUploaderDropzone]"
"""Streamlit gives the area that files are dropped on a name and says in the same breath that it is for looks only."""
BROKEN = """async ([rules, notOurs]) => {
  const found = await axe.run({exclude: [[notOurs]]}, {runOnly: rules});
  const said = (node) => node.any.concat(node.all, node.none).map((one) => one.message)[0];
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} ${said(node)}`));
}"""


def broken(visited: Visit) -> list[str]:
    """What axe-core finds on the page and in the frame of the map, a line each."""
    visited.settled()
    for frame in (visited.page.main_frame, visited.map):
        if not frame.evaluate("() => Boolean(window.axe)"):
            frame.evaluate(AXE_SCRIPT)
    return visited.page.main_frame.evaluate(BROKEN, [RULES, NOT_OURS])


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("viewport", "scheme"), [(LAPTOP, "light"), (LAPTOP, "dark"), (PHONE, "light")], ids=["laptop", "dark", "phone"]
)
def test_the_first_screen(syria, visit, viewport, scheme, language):
    assert broken(visit(syria, viewport=viewport, scheme=scheme, lang=language)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_details_of_a_place(syria, visit, language):
    visited = visit(syria, lang=language, show="place:170017")
    expect(visited.details).to_be_visible()
    assert broken(visited) == []


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_tab_the_filters_and_the_export_panel(syria, visit, language):
    visited = visit(syria, lang=language)
    tabs = visited.page.get_by_role("tab")
    found = []
    for number in range(tabs.count()):
        visited.press(tabs.nth(number))
        found += broken(visited)
    visited.open_filters()
    found += broken(visited)
    visited.press(visited.page.locator(".st-key-handed-on").get_by_role("button").last)
    expect(visited.page.locator(".st-key-export-panel img")).to_be_visible()
    assert found + broken(visited) == []


def test_axe_finds_what_is_wrong_on_the_page_and_in_the_frame_of_the_map(syria, visit):
    visited = visit(syria)
    for frame in (visited.page.main_frame, visited.map):
        frame.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    assert [line.split(":")[0] for line in broken(visited)].count("image-alt") == 2
