"""The page on the shipped theatre, as its reader meets it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from geo.analysis.situation import select
from tests.browser.marks_shown import alone, hama_falls, pins, shown_outside, strikes_shown
from tests.browser.presses import Presses
from ui.events_tab import events_table

pytestmark = pytest.mark.browser

FIRST_3_DAYS = (1, 3)
"""Bars of the strip, which begins on 26 November."""
ONE_PIXEL_GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def test_a_filter_keeps_the_map_where_it_is_and_changes_its_layers(whole, visit, theatre):
    visited = visit(whole)
    visited.map.evaluate("() => { window.markOfTest = map.markOfTest = 'still here'; }")
    visited.zoom_in()
    visited.drag(-120, 60)
    before = visited.view()
    Presses(visited).drag(*FIRST_3_DAYS)
    first = select(theatre, replace(theatre.everything, start=date(2024, 11, 27), end=date(2024, 11, 29)))
    visited.wait_for_refs("event", pins(first, strikes=False))
    visited.settled()
    assert visited.view() == pytest.approx(before)
    assert visited.map.evaluate("() => [window.markOfTest, map.markOfTest]") == ["still here"] * 2


@pytest.mark.thorough
def test_an_area_button_flies_the_map_there_and_then_the_reader_steers(whole, visit, theatre):
    visited = visit(whole)
    visited.choose("Hama")
    west, south, east, north = theatre.areas["hama"].bounds
    visited.map.wait_for_function(
        "(box) => { const now = map.getBounds(); const home = L.latLngBounds(box);"
        "return now.contains(home) && map.getZoom() >= map.getBoundsZoom(home) - 0.5; }",
        arg=[[south, west], [north, east]],
    )
    expect(visited.page.locator(".fl-days")).to_contain_text("Hama")
    visited.open_filters()
    visited.settled()
    visited.drag(150, -40)
    steered = visited.view()
    visited.switch("Strikes only")
    visited.wait_for_refs("event", strikes_shown(select(theatre, replace(theatre.everything, area="hama"))))
    visited.settled()
    assert visited.view() == pytest.approx(steered)


@pytest.mark.thorough
def test_the_link_opens_the_same_page_for_somebody_else(syria, visit, theatre):
    visited = visit(syria)
    visited.press_button("Hama falls")
    expect(visited.page).to_have_url(re.compile("from=2024-12-01"))
    expect(visited.page).to_have_url(re.compile("area=hama"))
    visited.switch("Strikes only")
    expected = strikes_shown(hama_falls(theatre, strikes_only=True))
    visited.wait_for_refs("event", expected)
    visited.click(*alone(visited.settled(), "event")[1:])
    for part in ("from=2024-12-01", "area=hama", "strikes=only", "show=event"):
        expect(visited.page).to_have_url(re.compile(part))
    expect(visited.details).to_contain_text("Attributed to")
    other = visit(visited.page.url)
    expect(other.headline).to_have_text(visited.headline.inner_text(), use_inner_text=True)
    expect(other.details).to_have_text(visited.details.inner_text(), use_inner_text=True)
    other.wait_for_refs("event", expected)
    assert other.page.get_by_test_id("stAlert").count() == 0


@pytest.mark.thorough
def test_a_damaged_link_says_what_it_ignored_and_asks_nobody_for_an_image(syria, visit):
    page = visit(syria, area="![](https://evil.example/x.png)", lang="www.evil.example").page
    notice = page.get_by_test_id("stAlert")
    expect(notice).to_contain_text("area=![](https:\N{WORD JOINER}//evil.example/x.png)")
    expect(notice).to_contain_text("lang=www\N{WORD JOINER}.evil.example")
    assert notice.locator("img, a").count() == 0


@pytest.mark.thorough
def test_strikes_only_removes_every_other_symbol(whole, visit, theatre):
    visited = visit(whole)
    everything = select(theatre, theatre.everything)
    assert visited.refs("event") == pins(everything, strikes=False)
    visited.switch("Strikes only")
    visited.wait_for_refs("event", strikes_shown(everything))
    expect(visited.page.locator(".fl-legend")).not_to_contain_text("Battle")
    visited.switch("Strikes only", on=False)
    visited.wait_for_refs("event", pins(everything, strikes=False))


@pytest.mark.thorough
def test_a_layer_switched_off_stays_off(whole, visit, theatre):
    visited = visit(whole)
    assert visited.refs("area")
    visited.press(visited.sidebar.get_by_text("Layers", exact=True))
    visited.switch("Areas of control", on=False)
    visited.wait_for_refs("area", set())
    visited.press_button("Hama falls")
    visited.wait_for_refs("event", shown_outside(hama_falls(theatre)) | pins(hama_falls(theatre), strikes=False))
    visited.settled()
    assert not visited.refs("area")
    expect(visited.sidebar.get_by_role("checkbox", name="Areas of control")).not_to_be_checked()
    assert "control" not in re.search("layers=([^&]*)", visited.page.url)[1].split("~")


@pytest.mark.thorough
def test_the_download_holds_the_filtered_events(syria, visit, theatre):
    visited = visit(syria, **{"from": "2024-12-01", "to": "2024-12-06", "area": "hama", "strikes": "only"})
    visited.open_tab("Events")
    with visited.page.expect_download() as started:
        visited.press_button("Download these events")
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"), newline="")))
    expected = events_table(hama_falls(theatre, strikes_only=True))
    assert [row["Id"] for row in rows] == list(expected["Id"]) != []
    assert [row["Attributed to"] for row in rows] == list(expected["Attributed to"])
    assert started.value.suggested_filename == "frontline_events_hama_20241201-20241206.csv"


@pytest.mark.thorough
def test_the_page_asks_nobody_but_its_own_server_whatever_the_reader_does(syria, visit):
    visited = visit(syria)  # the visit itself counts the hosts
    visited.zoom_in()
    visited.drag(80, 80)
    visited.switch("Strikes only")
    visited.choose("Aleppo")
    visited.choose("Both")
    for tab in ("Ground", "Places", "Sources", "Events"):
        visited.open_tab(tab)
    visited.click(*visited.view()[1:])
    expect(visited.details).to_be_visible()
    visited.settled()
    links = visited.page.locator("link[href^=http], script[src^=http], img[src^=http]")
    origins = set(links.evaluate_all("(nodes) => nodes.map((node) => new URL(node.href || node.src).origin)"))
    assert origins <= {syria}


@pytest.mark.thorough
def test_an_online_base_map_asks_its_own_host_and_nobody_else(syria, visit):
    visited = visit(syria, guests=("tile.openstreetmap.org",))
    asked: list[str] = []

    def tile(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=ONE_PIXEL_GIF, content_type="image/gif")

    visited.page.route("https://tile.openstreetmap.org/**", tile)
    visited.pick(visited.sidebar.get_by_role("combobox", name="Base map"), "Online: OpenStreetMap")
    expect(visited.sidebar).to_contain_text("tile.openstreetmap.org learns your IP address")
    visited.on_map.locator("img.leaflet-tile-loaded").first.wait_for()
    assert asked
    assert "osm" not in visited.page.url
