"""Another theatre is chosen among the filters, which hide it on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import LAPTOP, PHONE, Visit
from tests.worlds import write_theatre

pytestmark = pytest.mark.browser


def choose(visited: Visit, name: str) -> None:
    visited.pick(visited.sidebar.get_by_role("combobox", name="Theatre"), name)


@pytest.fixture
def named(worlds, tmp_path):
    """Writes a theatre of a name of its own; what its page is called and where its files are."""

    def write(name: str):
        folder = write_theatre(tmp_path / "theatre")
        said = folder / "theatre.toml"
        said.write_text(said.read_text(encoding="utf-8").replace("Two squares", name), encoding="utf-8")
        return worlds.take(folder)

    return write


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_the_filters_shut_when_another_theatre_is_opened(named, worlds, visit, language):
    named("Squares by the sea")
    visited = visit(worlds.server, viewport=PHONE, lang=language)
    visited.pick(
        visited.sidebar.locator(".st-key-theatre [role=combobox]"), "Squares" if language == "en" else "مربعان"
    )
    expect(visited.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    visited.settled()
    visited.in_reach(visited.page.locator(".fl-lead"))


def test_on_a_phone_the_filters_shut_over_a_theatre_that_cannot_be_opened_too(named, worlds, visit):
    broken = named("Squares in ruins")
    (broken.folder / "places.geojson").write_text("no places", encoding="utf-8")
    visited = visit(worlds.server, viewport=PHONE)
    choose(visited, "Squares in ruins")
    expect(visited.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    why = visited.page.get_by_test_id("stMain").get_by_test_id("stAlert")
    expect(why).to_contain_text("Squares in ruins cannot be opened.")
    visited.in_reach(why)
    opener = visited.page.get_by_test_id("stExpandSidebarButton").bounding_box()
    assert opener["y"] + opener["height"] <= why.bounding_box()["y"]


def test_beside_the_page_the_filters_stay_open(named, worlds, visit):
    named("Squares in the hills")
    visited = visit(worlds.server, viewport=LAPTOP)
    choose(visited, "Squares in the hills")
    visited.settled()
    expect(visited.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
