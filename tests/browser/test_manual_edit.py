"""An event added with a click on the map, seen at once where it was clicked, and undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from store.manual_edit import edit, row_of
from store.store import Author
from tests.browser.conftest import World
from tests.browser.visit import LAPTOP, PHONE, Visit
from tests.worlds import event, write_theatre

pytestmark = pytest.mark.browser

SPOT = (0.7, 1.3)
"""Latitude and longitude, in the eastern square."""


@pytest.fixture
def squares(worlds, tmp_path) -> World:
    return worlds.take(write_theatre(tmp_path / "squares", events=[event("battle", "2025-01-05")]))


PIXEL = 360 / 256 / 2**10
"""Degrees of longitude that a pixel is at zoom 10."""


def fill_in(visited: Visit, form: Locator) -> None:
    for label, words in (
        ("Kind of event", "Air/drone strike"),
        ("The source is", "C: fairly reliable"),
        ("The report is", "3: possibly true"),
    ):
        visited.pick(form.get_by_role("combobox", name=label), words)
    for label, words in (
        ("What happened", "A strike hit the bridge."),
        ("Party *", "Unknown"),
        ("Attributed to *", "A resident"),
        ("Your name *", "Amal"),
    ):
        form.get_by_role("textbox", name=label).fill(words)


@pytest.mark.parametrize(
    "viewport", [pytest.param(LAPTOP, id="laptop"), pytest.param(PHONE, id="phone", marks=pytest.mark.thorough)]
)
def test_a_click_adds_an_event_that_is_seen_at_once_and_undone_and_the_map_stays(squares, visit, viewport):
    visited: Visit = visit(squares.address, viewport=viewport)
    page = visited.page
    visited.show(*SPOT, 10)
    visited.at_rest()
    before = visited.view()
    visited.click(*SPOT)
    visited.press_button("Add an event here")
    form = page.get_by_role("dialog")
    fill_in(visited, form)
    visited.press(form.get_by_role("button", name="Add", exact=True))
    expect(form).to_contain_text("Say in a few words why: the log keeps it.")  # and all that was typed is still there
    form.get_by_role("textbox", name="Why it is added").fill("seen in a video")
    visited.press(form.get_by_role("button", name="Add", exact=True))
    expect(form).to_be_hidden()

    expect(visited.details).to_contain_text("Air/drone strike")
    expect(visited.details).to_contain_text("by Amal")
    (added,) = read_theatre(squares.folder).events.index.difference(["battle"])
    visited.wait_for_refs("event", {"battle", added})
    visited.settled()
    assert visited.view() == pytest.approx(before, abs=PIXEL)
    point = read_theatre(squares.folder).events.geometry[added]
    assert (point.y, point.x) == pytest.approx(SPOT, abs=0.01)

    visited.press_button("Undo")
    visited.wait_for_refs("event", {"battle"})
    visited.settled()
    assert visited.view() == pytest.approx(before, abs=PIXEL)
    expect(visited.headline).to_contain_text("1 certain")


@pytest.mark.thorough
def test_a_form_shows_what_another_window_did_to_its_event_and_saves_over_it_on_purpose(squares, visit):
    """The form is drawn apart from the page, which alone knows what was changed since."""
    visited: Visit = visit(squares.address, show="event:battle")
    visited.press_button("Edit")
    form = visited.page.get_by_role("dialog")
    form.get_by_label("Injured").fill("4")
    theatre = read_theatre(squares.folder)
    theirs = {**row_of(theatre.events, "battle"), "injured": 3}
    edit(
        squares.folder,
        theatre,
        Subject.EVENT,
        "battle",
        theirs,
        Author("Anna", "counted"),
        seen=read_ledger(squares.folder),
    )
    form.get_by_role("textbox", name="Your name *").fill("Amal")
    form.get_by_role("textbox", name="Why it is changed").fill("counted again")
    visited.press(form.get_by_role("button", name="Save", exact=True))
    expect(form).to_contain_text("Anna changed this event since you opened the form.")
    expect(form).to_contain_text("Injured: 3 (typed here: 4)")
    visited.press(form.get_by_role("button", name="Save mine all the same"))
    expect(form).to_be_hidden()
    assert read_theatre(squares.folder).events.loc["battle", "injured"] == 4
    assert [entry.who for entry in read_ledger(squares.folder).entries] == ["Anna", "Amal"]
