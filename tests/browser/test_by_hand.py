"""An event added with a click on the map, seen at once where it was clicked, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from geo.theatre_folder import read_theatre
from tests.browser.conftest import LAPTOP, PHONE, Visit, served
from tests.worlds import event, write_theatre

pytestmark = pytest.mark.browser

SPOT = (0.7, 1.3)
"""Latitude and longitude, in the eastern square."""


@pytest.fixture
def squares(tmp_path) -> Path:
    return write_theatre(tmp_path / "squares", events=[event("battle", "2025-01-05")])


@pytest.fixture
def address(squares) -> Iterator[str]:
    with served(squares.parent / "server.log", FRONTLINE_DATA=str(squares)) as address:
        yield address


SCROLLED = """(box) => new Promise((done) => {
    box.scrollIntoView({block: "center"});
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200)));
})"""


def choose(form: Locator, label: str, words: str) -> None:
    box = form.get_by_role("combobox", name=label)
    box.evaluate(SCROLLED)  # a list that opens while its field still moves closes again
    box.click()
    form.page.get_by_role("option", name=words).first.click()


def fill_in(form: Locator) -> None:
    choose(form, "Kind of event", "Air/drone strike")
    choose(form, "The source is", "C: fairly reliable")
    choose(form, "The report is", "3: possibly true")
    for label, words in (
        ("What happened", "A strike hit the bridge."),
        ("Party *", "Unknown"),
        ("Who says so *", "A resident"),
        ("Your name *", "Amal"),
    ):
        form.get_by_role("textbox", name=label).fill(words)


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_click_adds_an_event_that_is_seen_at_once_and_undone_and_the_map_stays(address, squares, visit, viewport):
    visited: Visit = visit(address, viewport=viewport)
    page = visited.page
    visited.show(*SPOT, 10)
    visited.at_rest()
    before = visited.view()
    visited.click(*SPOT)
    page.get_by_role("button", name="Add an event here").click()
    form = page.get_by_role("dialog")
    fill_in(form)
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_contain_text("Say in a few words why: the log keeps it.")  # and all that was typed is still there
    form.get_by_role("textbox", name="Why it is added").fill("seen in a video")
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_be_hidden()

    expect(visited.details).to_contain_text("Air/drone strike")
    expect(visited.details).to_contain_text("by Amal")
    (added,) = read_theatre(squares).events.index.difference(["battle"])
    visited.wait_for_refs("event", {"battle", added})
    visited.settled()
    assert visited.view() == pytest.approx(before)
    point = read_theatre(squares).events.geometry[added]
    assert (point.y, point.x) == pytest.approx(SPOT, abs=0.01)

    page.get_by_role("button", name="Undo").click()
    visited.wait_for_refs("event", {"battle"})
    visited.settled()
    assert visited.view() == pytest.approx(before)
    expect(visited.headline).to_contain_text("1 certain")


def test_escape_does_not_throw_away_what_was_typed(address, visit):
    visited: Visit = visit(address, show="event:battle")
    page = visited.page
    page.get_by_role("button", name="Edit").click()
    said = page.get_by_role("dialog").get_by_role("textbox", name="What happened")
    said.fill("They fought for hours.")
    page.keyboard.press("Escape")
    expect(said).to_have_value("They fought for hours.")
