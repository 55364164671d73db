"""The export panel in a real browser: seen at once, a look at the sheet, the files, a page that goes on meanwhile."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from briefing.job.brief import Brief, brief_of, default_layers, file_name
from briefing.job.formats import OUTPUTS, make, read_stamp
from briefing.job.request import Request
from geo.theatre.loader import read_theatre
from tests.browser.conftest import ROOT, World, served
from tests.browser.held_films import HELD
from tests.browser.visit import LAPTOP, MAP_FRAME, PHONE, Visit
from tests.browser.waiting import wait_until
from tests.worlds import event, january, place, row, write_theatre

pytestmark = pytest.mark.browser

DAYS = {"from": "2025-01-02", "to": "2025-01-05"}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """A small theatre, whose sheets are soon drawn: the east falls, with a battle and a strike."""
    return write_theatre(
        tmp_path_factory.mktemp("export") / "squares",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-04"),
        ],
        events=[
            event("battle", "2025-01-03"),
            event("strike", "2025-01-04", 1.5, 0.5, sub_event_type="Air/drone strike"),
        ],
    )


@pytest.fixture(scope="module")
def squares(worlds, written, tmp_path_factory) -> World:
    """It on a page."""
    return worlds.take(Path(shutil.copytree(written, tmp_path_factory.mktemp("taken") / "squares")))


@pytest.fixture
def asked(squares) -> Brief:
    """What a sheet of DAYS is asked with where nothing is chosen in the panel."""
    theatre = read_theatre(squares.folder)
    filters = replace(theatre.everything, start=january(2), end=january(5))
    return brief_of(theatre, Request(filters=filters, layers=default_layers()))


def panel(visited: Visit) -> Locator:
    """The panel, opened."""
    visited.press(visited.page.get_by_role("button", name="Export"))
    opened = visited.page.locator(".st-key-export-panel")
    expect(opened).to_be_visible()
    visited.run_over()
    return opened


def in_panel(visited: Visit, group: str, suffix: str) -> Locator:
    """The open panel, with a kind of file chosen."""
    opened = visited.page.locator(".st-key-export-panel")
    visited.choose(group, inside=opened)
    visited.choose(suffix, inside=opened)
    return opened


def preview(opened: Locator) -> Locator:
    image = opened.get_by_test_id("stImage").locator("img")
    expect(image).to_be_visible()
    return image


def downloaded(visited: Visit, opened: Locator, suffix: str, folder: Path) -> Path:
    button = opened.get_by_role("button", name=f"Download {suffix}")
    expect(button).to_be_visible()
    with visited.page.expect_download() as waiting:
        visited.press(button)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.fixture(scope="module")
def with_panel(squares, stay) -> Visit:
    """A page that stays, its panel open."""
    visited = stay(squares.address, **DAYS)
    panel(visited)
    return visited


@pytest.mark.thorough
@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_button_is_seen_without_scrolling_and_the_panel_and_every_kind_of_file_whole(squares, visit, viewport):
    visited = visit(squares.address, viewport=viewport)
    button = visited.page.get_by_role("button", name="Export").bounding_box()
    assert button["y"] + button["height"] <= viewport["height"]
    opened = panel(visited)
    body = visited.page.get_by_test_id("stPopoverBody").bounding_box()
    assert body["x"] >= 0
    assert body["x"] + body["width"] <= viewport["width"]
    assert body["y"] >= 0
    assert body["y"] + body["height"] <= viewport["height"]
    assert body["height"] > viewport["height"] / 2
    visited.choose("Data", inside=opened)
    last = opened.get_by_role("radio", name=".shp.zip", exact=True)
    expect(last).to_be_visible()
    kinds = opened.get_by_role("radiogroup", name="Kind of file")
    assert kinds.evaluate("(list) => list.scrollWidth <= list.clientWidth")
    outer, inner = kinds.bounding_box(), last.bounding_box()
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1


def test_a_sheet_is_looked_at_and_taken_as_the_command_line_makes_it(with_panel, asked, tmp_path):
    opened = in_panel(with_panel, "Sheet", ".png")
    preview(opened)
    taken = downloaded(with_panel, opened, ".png", tmp_path)
    assert taken.name == file_name(asked, ".png") == "frontline_both_A4_20250102-20250105.png"
    make(asked, tmp_path / "made.png")
    assert taken.read_bytes() == (tmp_path / "made.png").read_bytes()


@pytest.mark.thorough
@pytest.mark.parametrize(("group", "suffix"), [("Sheet", ".pdf"), ("Table", ".csv"), ("Data", ".geojson")])
def test_files_of_every_sort_are_taken_and_carry_the_view(with_panel, asked, tmp_path, group, suffix):
    opened = in_panel(with_panel, group, suffix)
    if OUTPUTS[suffix].takes_long:
        with_panel.press(opened.get_by_role("button", name=f"Make the {suffix} file"))
    taken = downloaded(with_panel, opened, suffix, tmp_path)
    assert taken.name == file_name(asked, suffix)
    assert read_stamp(taken) == asked.stamp


@pytest.mark.thorough
def test_a_file_that_is_fetched_late_is_still_there(squares, visit, asked, tmp_path):
    """Late: when the timer of the panel has run three times since the file was made."""
    visited = visit(squares.address, **DAYS)
    panel(visited)
    opened = in_panel(visited, "Data", ".geojson")
    fetches: list[Route] = []
    visited.page.route("**/media/**", lambda route: fetches.append(route))
    with visited.page.expect_download() as waiting:
        visited.press(opened.get_by_role("button", name="Download .geojson"))
        wait_until(visited.page, lambda: fetches, "the browser to fetch the file")
        late = visited.runs.ended + 3
        wait_until(visited.page, lambda: visited.runs.ended >= late, "the timer of the panel")
        fetches[0].continue_()
    waiting.value.save_as(tmp_path / "late.geojson")
    assert read_stamp(tmp_path / "late.geojson") == asked.stamp


@pytest.mark.thorough
def test_what_is_pressed_while_the_page_runs_is_not_taken_back(squares, visit):
    """A click on the map begins a run of the whole page; before that is over a kind of file is pressed, and again where
    the browser was just drawing the words anew and took no press."""
    visited = visit(squares.address, **DAYS)
    opened = panel(visited)
    visited.map.evaluate(
        "() => window.Streamlit.setComponentValue({click: {lat: 0.5, lon: 0.5, ref: null, within: 100, day: null,"
        " at: Date.now()}})"
    )
    word = opened.get_by_role("radio", name="Data", exact=True)
    wait_until(visited.page, lambda: word.is_checked() or word.click(), "the word to be taken")
    expect(visited.details).to_be_visible()
    visited.run_over()
    expect(word).to_be_checked()
    expect(opened.get_by_role("button", name="Download .gpkg")).to_be_visible()


@pytest.mark.thorough
def test_another_setting_is_another_preview(squares, visit):
    visited = visit(squares.address, **DAYS)
    opened = panel(visited)
    first = preview(opened).get_attribute("src")
    visited.choose("16:9", inside=opened)
    expect(opened.get_by_test_id("stImage").locator("img")).not_to_have_attribute("src", first)


@pytest.mark.thorough
def test_what_a_file_of_data_does_not_have_is_not_asked(with_panel):
    opened = in_panel(with_panel, "Sheet", ".pdf")
    preview(opened)
    with_panel.choose("Data", inside=opened)
    for setting in ("Size", "TLP marking", "Title"):
        expect(opened.get_by_text(setting, exact=True)).to_be_hidden()
    expect(opened.get_by_test_id("stImage")).to_be_hidden()


@pytest.mark.thorough
def test_the_map_stays_where_it_is_while_a_sheet_is_drawn(squares, visit):
    visited = visit(squares.address, **DAYS)
    visited.zoom_in()
    visited.drag(-80, 40)
    before = visited.view()
    visited.map.evaluate("() => { window.markOfTest = 'still here'; }")
    preview(panel(visited))
    assert visited.view() == pytest.approx(before)
    assert visited.map.evaluate("() => window.markOfTest") == "still here"


@pytest.fixture(scope="module")
def late_server(written, tmp_path_factory) -> Iterator[str]:
    """Address of the page on a server that hands on what a press drew after another request only."""
    folder = tmp_path_factory.mktemp("late")
    settings = {"PYTHONPATH": str(ROOT), "FRONTLINE_DATA": str(written)}
    with served(folder / "log", "tests/browser/late_server.py", **settings) as address:
        yield address


@pytest.mark.thorough
def test_what_is_pressed_is_drawn_though_a_timer_looks_as_the_run_ends(late_server, visit):
    visited = visit(late_server, **DAYS)
    opened = panel(visited)
    for group, button in [("Data", "Download .gpkg"), ("Sheet", "Make the .pdf file")] * 2:
        opened.get_by_role("radio", name=group, exact=True).click()
        expect(opened.get_by_role("button", name=button)).to_be_visible()


@pytest.fixture(scope="module")
def held_films(written, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    """Address of a page, and the file that lets its films go on."""
    folder = tmp_path_factory.mktemp("held")
    settings = {"PYTHONPATH": str(ROOT), "FRONTLINE_DATA": str(written), HELD: str(folder / "go")}
    with served(folder / "log", "tests/browser/held_films.py", **settings) as address:
        yield address, folder / "go"


def film_begun(visited: Visit) -> Locator:
    """The panel, in which a film is being made."""
    panel(visited)
    opened = in_panel(visited, "Film", ".gif")
    visited.press(opened.get_by_role("button", name="Make the .gif file"))
    expect(opened.get_by_role("progressbar")).to_be_visible()
    return opened


@pytest.mark.thorough
def test_a_film_is_made_while_the_page_is_used(held_films, visit, tmp_path):
    address, go = held_films
    go.unlink(missing_ok=True)
    visited = visit(address, **DAYS)
    opened = film_begun(visited)
    visited.page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(visited.page.get_by_role("progressbar")).to_be_visible()
    certain = visited.headline.inner_text()
    visited.switch("Strikes only")
    expect(visited.headline).not_to_have_text(certain)
    assert visited.page.locator(MAP_FRAME).is_visible()
    expect(visited.page.get_by_role("progressbar")).to_be_visible()
    go.touch()
    taken = downloaded(visited, visited.page.locator("body"), ".gif", tmp_path)
    assert taken.name == "frontline_both_20250102-20250105.gif"
    assert "strikes" not in read_stamp(taken).request


@pytest.mark.thorough
def test_a_film_nobody_wants_any_more_is_stopped(held_films, visit):
    address, go = held_films
    go.unlink(missing_ok=True)
    visited = visit(address, **DAYS)
    opened = film_begun(visited)
    visited.press(opened.get_by_role("button", name="Stop"))
    expect(opened.get_by_role("progressbar")).to_be_hidden()
    expect(opened.get_by_role("button", name="Make the .gif file")).to_be_visible()
