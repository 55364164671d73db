"""The page around a map on which the days play: head, bars of days, link, legend, the bar of the playback."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.player import Player
from tests.browser.visit import LAPTOP, MAP_FRAME, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def test_the_head_of_the_page_and_the_bar_of_the_day_follow_the_days_without_a_run_and_the_map_stays_where_it_is(
    whole, visit
):
    visited = visit(whole)
    head, frame = visited.page.locator(".fl-lead"), visited.page.locator(MAP_FRAME)
    ordinary, place = head.inner_text(), frame.bounding_box()
    assert ordinary == "HTS took Aleppo (30 Nov), Damascus (8 Dec) and Homs (8 Dec) from the government"
    player = Player(visited).start().hold()
    runs = visited.runs.ended
    player.press("Play")
    for on, told in (
        (1, "Anjara (27 Nov)"),
        (2, "Khan al-Assal (28 Nov)"),
        (3, "Saraqib (29 Nov)"),
        (4, "Aleppo (30 Nov)"),
    ):
        assert player.let(1_000) == on
        expect(head).to_contain_text(told)
        assert "Damascus" not in head.inner_text()
        marks = "(bars) => bars.flatMap((bar, index) => (bar.classList.contains('fl-played') ? [index] : []))"
        assert visited.page.locator(".fl-bars > span").evaluate_all(marks) == [on]
        assert frame.bounding_box() == pytest.approx(place, abs=0.01)
    expect(visited.page.locator(".fl-days")).to_have_text("Syria, 26 Nov 2024 to 30 Nov 2024")
    assert (
        head.evaluate("(node) => node.closest('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')") is None
    )
    assert visited.runs.ended == runs
    player.let(8_000)
    expect(head).to_have_text(ordinary)
    player.hold()
    expect(head).to_have_text("Syria")
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.settled()
    expect(head).to_have_text(ordinary)
    expect(visited.page.locator(".fl-bars > .fl-played")).to_have_count(0)


def test_while_the_days_play_a_press_on_a_bar_goes_to_its_day_and_leaves_the_range(whole, visit):
    visited = visit(whole)
    player = Player(visited).start()
    visited.page.locator(".fl-bars > span").nth(4).click()
    assert (player.day, player.ask("running")) == ("2024-11-30", False)
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.page.locator(".fl-bars > span").nth(4).click()
    expect(visited.page).to_have_url(re.compile("from=2024-11-30"))


def test_a_link_opens_on_the_day_that_a_playback_stands_still_on(whole, visit):
    visited = visit(whole)
    player = Player(visited).start().hold()
    for _ in range(4):
        player.press("Step forward")
    visited.press_button("Link")
    link = visited.page.get_by_test_id("stPopoverBody").locator("code")
    expect(link).to_contain_text("from=2024-11-26&to=2024-11-30&area=syria")
    player.press("Step forward")
    expect(link).to_contain_text("to=2024-12-01")
    player.press("Play")
    expect(link).to_contain_text("to=2024-12-08")
    expect(visited.page).to_have_url(re.compile("to=2024-12-08"))


def test_while_the_days_play_the_legend_is_shut_until_it_is_pressed_and_the_bar_is_one_row(whole, visit):
    visited = visit(whole)
    title, row = visited.page.get_by_text("Legend, "), visited.page.locator(".fl-legend li").first
    expect(row).to_be_visible()
    player = Player(visited).start().hold()
    expect(row).not_to_be_visible()
    controls = [control.bounding_box() for control in player.bar.locator("button, select, input").all()]
    assert len({box["y"] + box["height"] / 2 for box in controls}) == 1
    visited.press(title)
    expect(row).to_be_visible()
    visited.press(title)
    player.press("Stop")
    player.bar.wait_for(state="detached")
    expect(row).to_be_visible()


HEIGHTS = """() => {
  window.heights = new Set();
  const frame = document.querySelector(".st-key-map-frame");
  const look = () => { window.heights.add(frame.getBoundingClientRect().height); requestAnimationFrame(look); };
  look();
}"""


def test_what_the_page_works_on_is_said_without_moving_the_map(syria, visit):
    visited = visit(syria, area="syria", to="2024-12-07", **{"from": "2024-11-28"})  # days no other test plays
    visited.page.evaluate(HEIGHTS)
    Player(visited).start()
    visited.zoom_in()
    visited.settled()
    assert len(visited.page.evaluate("() => [...window.heights]")) == 1


def test_use_this_day_ends_the_range_on_the_day_shown(whole, visit):
    visited = visit(whole)
    player = Player(visited).start().hold()
    for _ in range(5):
        player.press("Step forward")
    player.press("Use this day")
    player.bar.wait_for(state="detached")
    expect(visited.page.locator(".fl-days")).to_contain_text("to 1 Dec 2024")
    expect(visited.page).to_have_url(re.compile("to=2024-12-01"))
    expect(visited.page).to_have_url(re.compile("from=2024-11-26"))


@pytest.mark.parametrize(
    ("viewport", "language"), [(LAPTOP, "both"), (PHONE, "en"), (PHONE, "ar")], ids=["laptop", "phone", "Arabic phone"]
)
def test_bar_and_stamp_stay_inside_the_map_and_in_reach(whole, visit, viewport, language):
    visited = visit(whole, viewport=viewport, lang=language)
    player = Player(visited).start()
    frame = visited.page.locator(MAP_FRAME).bounding_box()
    inside = [
        player.bar,
        visited.on_map.locator(".frontline-stamp"),
        *(controls := player.bar.locator("button, select, input").all()),
    ]
    for part in inside:
        box = part.bounding_box()
        assert box["x"] >= frame["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] >= frame["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    least = 32 if viewport == LAPTOP else 24  # beside the buttons of the map, on which it does not stand
    stamp, buttons = visited.on_map.locator(".frontline-stamp"), visited.on_map.locator(".leaflet-control-zoom")
    assert stamp.locator("strong").bounding_box()["height"] > least
    assert stamp.bounding_box()["x"] > buttons.bounding_box()["x"] + buttons.bounding_box()["width"]
    for control in controls:
        visited.in_reach(control)  # the legend, outside the frame, keeps clear of the bar


def test_stop_on_the_bar_sets_the_switch_back_and_a_single_day_has_nothing_to_play(syria, whole, visit):
    visited = visit(whole, viewport=PHONE)
    player = Player(visited).start()
    player.press("Stop")
    player.bar.wait_for(state="detached")
    expect(visited.page.get_by_role("switch", name="Play", exact=True)).not_to_be_checked()
    one_day = visit(syria, area="syria", viewport=PHONE, **{"from": "2024-12-01", "to": "2024-12-01"})
    expect(one_day.page.get_by_role("switch", name="Play", exact=True)).to_be_disabled()


def test_the_bar_is_in_arabic_for_those_who_read_the_map_so(whole, visit):
    player = Player(visit(whole, lang="ar")).start().hold()
    expect(player.visited.on_map.locator(".frontline-stamp strong")).to_have_text("26 تشرين الثاني 2024")
    expect(player.bar.get_by_role("button", name="تشغيل", exact=True)).to_be_visible()
    assert "Figures and tables" not in player.bar.inner_text()
    player.press("إنهاء")
    player.bar.wait_for(state="detached")
