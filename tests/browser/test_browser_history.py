"""Back and forward of the browser lead from view to view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import World
from tests.browser.visit import Visit
from tests.worlds import event, write_theatre

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


@pytest.fixture
def squares(worlds, tmp_path) -> World:
    return worlds.take(write_theatre(tmp_path / "squares", events=[event("near", "2025-01-05", 0.5, 0.5)]))


def parts(page: Page) -> dict[str, str]:
    """What the address asks for beside the theatre."""
    told = page.evaluate("() => Object.fromEntries(new URL(location.href).searchParams)")
    return {part: value for part, value in told.items() if part != "theatre"}


def test_back_and_forward_show_the_view_that_the_address_tells(squares, visit):
    visited: Visit = visit(squares.address)
    page = visited.page
    visited.choose("Who holds")
    visited.settled()
    visited.choose("العربية")
    visited.settled()
    page.go_back()
    expect(page.get_by_role("radio", name="Who holds")).to_be_checked()  # in English again
    visited.settled()
    assert parts(page) == {"mode": "control"}
    page.go_back()
    expect(page.get_by_role("radio", name="What changed")).to_be_checked()
    visited.settled()
    assert parts(page) == {}
    page.go_forward()
    expect(page.get_by_role("radio", name="Who holds")).to_be_checked()
    visited.settled()
    assert parts(page) == {"mode": "control"}


def test_back_shuts_the_details_of_what_was_clicked(squares, visit):
    visited: Visit = visit(squares.address)
    visited.click(0.5, 1.5)
    expect(visited.details).to_contain_text("East")
    visited.settled()
    visited.page.go_back()
    expect(visited.details).to_have_count(0)
    visited.settled()
    assert parts(visited.page) == {}


def test_back_leads_to_the_theatre_before(squares, worlds, tmp_path, visit):
    other = worlds.take(write_theatre(tmp_path / "other"))
    visited: Visit = visit(squares.address)
    visited.choose("Who holds")
    visited.settled()
    visited.pick(visited.sidebar.locator(".st-key-theatre").get_by_role("combobox"), other.folder.name)
    visited.page.wait_for_url(re.compile(other.folder.name))
    visited.settled()
    visited.page.go_back()
    visited.page.wait_for_url(re.compile(squares.folder.name))
    expect(visited.page.get_by_role("radio", name="Who holds")).to_be_checked()
    visited.settled()
    assert parts(visited.page) == {"mode": "control"}
