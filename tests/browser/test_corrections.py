"""A corrected export dropped on the page: the difference is seen and taken along, kept, and undone as one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from geo.theatre.loader import read_theatre
from tests.browser.conftest import World
from tests.browser.visit import Visit
from tests.worlds import write_theatre

pytestmark = pytest.mark.browser

SECOND_ROW = "2,2025-01-06,Battles,Blue army,0.5,0.5,West,1\n"
FIRST = (
    "id,date,event_type,actor,lat,lon,place,fatalities\n"
    "1,2025-01-05,Battles,Blue army,0.5,0.5,West,3\n"
    f"{SECOND_ROW}"
    "3,2025-01-07,Battles,Blue army,0.5,0.5,West,2\n"
)
SHORTENED = FIRST.replace(SECOND_ROW, "")
CORRECTED = SHORTENED.replace("West,3\n", "West,5\n")


@pytest.fixture
def war(worlds, tmp_path) -> World:
    """Two squares that know nothing of January yet."""
    return worlds.take(write_theatre(tmp_path / "war"))


def drop(seen: Visit, folder: Path, rows: str) -> Locator:
    """Drop diary.csv with these rows; what is said of it."""
    file = folder / "diary.csv"
    file.write_text(rows)
    seen.page.locator("[class*=st-key-bring-in-file] input[type=file]").set_input_files(file)
    held = seen.page.locator(".st-key-bring-in")
    expect(held).to_be_visible()
    seen.run_over()
    return held


def keep(seen: Visit, words: str) -> None:
    page = seen.page
    page.get_by_label("Your name").fill("Amal")
    page.get_by_label("Why it is brought in").fill("the newer export")
    seen.press_button(words)
    expect(page.locator(".st-key-bring-in-kept")).to_contain_text("Brought in")


@pytest.fixture
def seen(war, visit, tmp_path) -> Visit:
    """The Data tab of the page, once the first export was kept."""
    reader: Visit = visit(war.address)
    reader.open_tab("Data")
    drop(reader, tmp_path, FIRST)
    keep(reader, "Keep 3 events")
    return reader


def first_line(table: Locator) -> Locator:
    """The cells of the first row of a table of the page, as a screen reader has them."""
    return table.locator("canvas table tbody tr").first.locator("td")


@pytest.mark.thorough
def test_a_corrected_export_is_seen_as_a_difference_kept_and_undone_as_one(seen, war, tmp_path):
    page = seen.page
    expect(seen.headline).to_contain_text("6 to 6")

    held = drop(seen, tmp_path, CORRECTED)
    expect(held).to_contain_text("2 rows = 0 accepted + 1 superseded + 1 unchanged + 0 withdrawn")
    told = held.get_by_test_id("stExpander").filter(has_text="1 event corrected").get_by_test_id("stDataFrame")
    line = ["diary:1", "Killed", "3", "5", "2025-01-05", "2"]
    expect(first_line(told.nth(0))).to_have_text(line[:4])  # the others are scrolled to
    expect(first_line(told.nth(1))).to_have_text(["Both", "Killed, at least", "6", "8"])
    with page.expect_download() as download:
        page.get_by_role("button", name="Download what changes (CSV)").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        (changed, gone) = csv.DictReader(file)
    assert [changed[name] for name in ("event_id", "field", "before", "after", "day", "row")] == line
    assert (gone["what"], gone["event_id"], gone["row"]) == ("not in this file", "diary:2", "")
    assert len(read_theatre(war.folder).imports) == 1, "nothing is written before it is kept"

    keep(seen, "Keep 1 correction")
    expect(page.locator(".st-key-bring-in-kept")).to_contain_text("1 event corrected.")
    expect(seen.headline).to_contain_text("8 to 8")
    expect(page.locator(".st-key-log")).to_contain_text("diary.csv (1 event corrected)")
    seen.press(page.locator(".st-key-bring-in-undo button"))
    expect(page.locator(".st-key-bring-in-kept")).to_contain_text("Undone")
    expect(seen.headline).to_contain_text("6 to 6")


@pytest.mark.thorough
def test_what_a_complete_export_lacks_leaves_once_that_is_ticked(seen, tmp_path):
    page = seen.page
    seen.wait_for_refs("event", {"diary:1", "diary:2", "diary:3"})
    held = drop(seen, tmp_path, SHORTENED)
    seen.press(held.get_by_text("Not in this file: 1 event of earlier ones"))
    seen.press(held.get_by_text("The file is complete for that: withdraw 1 event"))
    expect(held.get_by_text("The file is complete for that")).to_be_visible()  # to be unticked again
    keep(seen, "Keep 1 withdrawal")
    seen.wait_for_refs("event", {"diary:1", "diary:3"})
    seen.press(page.locator(".st-key-bring-in-undo button"))
    seen.wait_for_refs("event", {"diary:1", "diary:2", "diary:3"})


@pytest.mark.thorough
def test_a_form_opened_before_a_files_correction_names_the_file_and_who_brought_it(seen, war, visit, tmp_path):
    other = visit(war.address, show="event:diary:1")
    form = open_form(other)
    drop(seen, tmp_path, CORRECTED)
    keep(seen, "Keep 1 correction")
    other.press(form.get_by_role("button", name="Save", exact=True))
    expect(form).to_contain_text("diary.csv, which Amal brought in, changed this event since you opened the form.")
    expect(form).to_contain_text("Killed, best: 5 (typed here: 3)")
    assert read_theatre(war.folder).events.loc["diary:1", "fatalities_best"] == 5


def open_form(other: Visit) -> Locator:
    """The form of an event, filled in by somebody else and not saved yet."""
    other.press(other.page.get_by_role("button", name="Edit", exact=True))
    form = other.page.get_by_role("dialog")
    form.get_by_label("Injured").fill("4")
    form.get_by_role("textbox", name="Your name *").fill("Basil")
    form.get_by_role("textbox", name="Why it is changed").fill("counted")
    return form
