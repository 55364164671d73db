"""A file dropped on the page, seen on the map, kept; and a place chosen by a click on the map."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geo.theatre.loader import read_theatre
from tests.browser.conftest import World
from tests.browser.visit import MAP_FRAME, PHONE, Visit
from tests.worlds import write_theatre

pytestmark = pytest.mark.browser

ROWS = (
    "id,date,event_type,actor,lat,lon,place\n"
    "1,2025-01-05,Battles,<b>Blue</b> army,0.5,0.5,West\n"
    "2,2025-01-06,Battles,Blue army,,,Qwertz\n"
    "3,2025-01-07,Battles,Blue army,1.5,0.5,East\n"
)
DRAWN = (
    "() => map.frontline.drawn.flatMap((layer) => layer.payload.tips || []).filter((tip) => /Not kept yet/.test(tip))"
)


IN_ORDER = """() => ["stToastContainer", "stDialog"].filter((name) => document.querySelector(`[data-testid=${name}]`))
  .map((name) => [getComputedStyle(document.querySelector(`[data-testid=${name}]`)).zIndex, name])
  .sort(([one], [other]) => other - one).map(([, name]) => name)"""
"""News and dialog, the upper first."""


@pytest.fixture
def war(worlds, tmp_path) -> World:
    """Two squares that know nothing of January yet."""
    return worlds.take(write_theatre(tmp_path / "war"))


def test_a_file_is_looked_at_kept_and_its_last_row_placed_on_the_map(war, visit, tmp_path):
    seen: Visit = visit(war.address)
    page = seen.page
    seen.open_tab("Data")
    file = tmp_path / "diary.csv"
    file.write_text(ROWS)
    page.locator("[class*=st-key-bring-in-file] input[type=file]").set_input_files(file)
    held = page.locator(".st-key-bring-in")
    expect(held).to_contain_text("3 rows = 1 accepted + 0 duplicates + 2 need fixing")
    seen.map.wait_for_function(f"({DRAWN})().length === 1")
    expect(page.locator(".fl-legend")).to_contain_text("diary.csv: not kept yet")
    assert not read_theatre(war.folder).imports, "nothing is written before it is kept"

    page.get_by_label("Your name").fill("Amal")
    page.get_by_label("Why it is brought in").fill("the diary")
    seen.press_button("Keep 1 event")
    expect(page.locator(".st-key-bring-in-kept")).to_contain_text("Brought in 1 event from diary.csv.")
    seen.map.wait_for_function(f"({DRAWN})().length === 0")
    seen.wait_for_refs("event", {"diary:1"})

    seen.pick(page.get_by_role("combobox", name="Which place"), "Qwertz")
    seen.press_button("Choose on the map")
    expect(page.locator(MAP_FRAME)).to_be_in_viewport(ratio=0.9)  # the page moves up to the map
    seen.click(0.25, 1.25)
    form = page.get_by_role("dialog")
    expect(form).to_contain_text("A point on the map")
    assert page.evaluate(IN_ORDER)[0] == "stDialog", "what news is still there stands behind a dialog"
    form.get_by_label("How you know").fill("seen from the road")
    seen.press(form.get_by_role("button", name="Put 1 row there"))
    expect(form).to_have_count(0)
    seen.wait_for_refs("event", {"diary:1", "diary:2"})
    spot = read_theatre(war.folder).events.geometry["diary:2"]
    assert (spot.x, spot.y) == pytest.approx((1.25, 0.25), abs=0.05)


@pytest.mark.thorough
def test_the_account_fits_a_phone(war, visit, tmp_path):
    seen: Visit = visit(war.address, viewport=PHONE, scheme="dark")
    page = seen.page
    seen.open_tab("Data")
    file = tmp_path / "later.csv"
    file.write_text(ROWS)
    page.locator("[class*=st-key-bring-in-file] input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-bring-in")).to_contain_text("Needs fixing")
    seen.settled()
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= PHONE["width"], "nothing sticks out sideways"
    seen.press(page.get_by_role("button", name="Discard").first)
    expect(page.locator(".st-key-bring-in")).to_have_count(0)


@pytest.mark.thorough
def test_a_tab_pressed_while_the_page_still_comes_in_loses_nothing_of_what_the_link_asks_for(war, visit, tmp_path):
    file = tmp_path / "empty.csv"
    file.write_text(ROWS)
    newcomer: Visit = visit(war.address, hurried=True, area="west", factions="BLUE", lang="both")
    page = newcomer.page
    page.get_by_role("tab", name="Data").click()
    newcomer.settled()
    page.locator("[class*=st-key-bring-in-file] input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-bring-in")).to_be_visible()
    newcomer.settled()
    for part in ("area=west", "factions=BLUE", "lang=both"):
        expect(page).to_have_url(re.compile(part))
