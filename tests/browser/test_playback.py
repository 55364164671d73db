"""Playing the days in a real Chromium: without flicker, without moving the map."""

from __future__ import annotations

import base64
import io
import re
from datetime import date
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.player import Player
from tests.browser.visit import LAPTOP, MAP_FRAME
from tests.browser.waiting import wait_until

pytestmark = pytest.mark.browser

DESERT = (34.2, 39.0)
"""Ground far from any event of the theatre (latitude, longitude)."""
DAYS = 13

# What the map answers on a grid of points: the words of the topmost area or line, as a reader would see them.
ANSWERS = """() => {
  const found = [];
  for (let lat = 33; lat < 37.2; lat += 0.23) for (let lng = 35.8; lng < 42; lng += 0.23) {
    const at = L.latLng(lat, lng);
    const layers = map.frontline.drawn.filter((layer) => ["areas", "lines"].includes(layer.payload.level) && layer.hit);
    const hits = layers.map((layer) => layer.hit(at, 6)).filter((hit) => hit && hit.tip);
    found.push(hits.map((hit) => hit.tip).sort().join());
  }
  return found;
}"""


@pytest.fixture(scope="module")
def playing(whole, stay) -> Player:
    return Player(stay(whole)).start()


@pytest.fixture
def player(playing) -> Player:
    """The bar of a page that stays, held on the first day."""
    return playing.hold()


def test_the_days_play_from_the_first_to_the_last_and_stop_there(whole, visit):
    player = Player(visit(whole)).start()
    expect(player.bar.get_by_role("button", name="Pause")).to_be_visible()
    player.bar.get_by_label("Speed").select_option("4 days/s")
    assert [player.let(250) for _ in range(1, DAYS)] == list(range(1, DAYS))
    assert player.day == "2024-12-08"
    expect(player.visited.on_map.locator(".frontline-stamp")).to_contain_text("8 Dec 2024")
    expect(player.bar.get_by_role("button", name="Play", exact=True)).to_be_visible()
    player.press("Play")
    assert player.at == 0


FELL = """() => [...document.querySelectorAll(".frontline-label")]
  .filter((label) => label.querySelector(".frontline-label-note") && getComputedStyle(label).visibility !== "hidden")
  .map((label) => [...label.querySelectorAll("bdi")].map((line) => line.textContent).join(", "))"""
FLASHING = """() => [...document.querySelectorAll(".frontline-label-fell")]
  .map((label) => [label.firstChild.textContent, getComputedStyle(label).animationName])"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("language", "aleppo", "taken"), [("en", "Aleppo", "taken 30 Nov"), ("ar", "حلب", "السيطرة 30 تشرين الثاني")]
)
def test_a_name_flashes_once_on_the_day_its_place_falls_and_says_so_from_then_on(whole, visit, language, aleppo, taken):
    visited = visit(whole, lang=language)
    Player(visited).start().hold()

    def goes_to(day: int) -> tuple[list[str], list[list[str]]]:
        visited.map.evaluate("(at) => map.frontline.playback.goTo(at)", day)
        return visited.map.evaluate(FELL), visited.map.evaluate(FLASHING)

    assert goes_to(0) == ([], [])
    assert aleppo not in str(goes_to(3))
    said, flashing = goes_to(4)
    assert f"{aleppo}, {taken}" in said
    assert [aleppo, "frontline-fell"] in flashing
    assert f"{aleppo}, {taken}" in goes_to(5)[0]
    assert aleppo not in str(goes_to(3))
    said, flashing = goes_to(5)
    assert f"{aleppo}, {taken}" in said
    assert aleppo not in str(flashing), "it fell on the day before the one shown"
    goes_to(3)
    visited.page.emulate_media(reduced_motion="reduce")
    assert [aleppo, "none"] in goes_to(4)[1]


def coloured(png: bytes, box: dict[str, float]) -> float:
    """The share of the map's pixels that carry a colour rather than a grey."""
    picture = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    scale = picture.shape[1] / LAPTOP["width"]
    left, top = int(box["x"] * scale), int(box["y"] * scale)
    part = picture[top : top + int(box["height"] * scale), left : left + int(box["width"] * scale)]
    return float(((part.max(axis=2) - part.min(axis=2)) > 24).mean())


@pytest.mark.thorough
def test_a_day_a_second_without_an_empty_frame_and_without_a_new_map(whole, visit):
    visited = visit(whole)
    visited.map.evaluate("() => { window.markOfTest = map.markOfTest = 'still here'; }")
    player = Player(visited).start().hold()
    box = visited.page.locator(MAP_FRAME).bounding_box()
    frames: list[bytes] = []
    camera = visited.page.context.new_cdp_session(visited.page)

    def taken(event: dict[str, Any]) -> None:
        frames.append(base64.b64decode(event["data"]))
        camera.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    camera.on("Page.screencastFrame", taken)
    player.press("Play")
    camera.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    for step in range(1, 11):
        seen = len(frames)
        assert player.let(999) == step - 1
        assert player.let(1) == step
        wait_until(visited.page, lambda seen=seen: len(frames) > seen, "a step to be seen on the screen")
    camera.send("Page.stopScreencast")
    shares = [coloured(frame, box) for frame in frames]
    assert min(shares) > 0.8 * max(shares) > 0.1
    assert visited.map.evaluate("() => [window.markOfTest, map.markOfTest]") == ["still here"] * 2


@pytest.mark.thorough
def test_a_step_replaces_one_picture_by_the_next_in_one_go(player):
    """Between two steps the page never has a moment without areas: looked for at every change of the document."""
    player.visited.map.evaluate(
        """() => {
            const pane = map.getPane("frontline-areas-played");
            window.least = Infinity;
            new MutationObserver(() => {
                window.least = Math.min(window.least, pane.querySelectorAll("path").length);
            }).observe(pane, { childList: true, subtree: true });
        }"""
    )
    player.press("Play")
    assert player.let(6_000) == 6
    assert player.visited.map.evaluate("() => window.least") > 3


@pytest.mark.thorough
def test_playing_keeps_pan_and_zoom_and_the_reader_may_move_meanwhile(whole, visit):
    visited = visit(whole)
    visited.zoom_in()
    visited.drag(-90, 40)
    before = visited.view()
    player = Player(visited).start()
    assert visited.view() == pytest.approx(before)
    assert player.let(3_000) == 3
    assert visited.view() == pytest.approx(before)
    visited.drag(60, 60)
    visited.zoom_in()
    moved = visited.view()
    assert player.ask("running")
    assert player.let(1_000) == 4
    assert visited.view() == pytest.approx(moved)
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.settled()
    assert visited.view() == pytest.approx(moved)


@pytest.mark.thorough
def test_the_keyboard_plays_pauses_and_steps(whole, visit):
    visited = visit(whole)
    player = Player(visited).start()
    assert visited.map.evaluate("() => document.activeElement === map.getContainer()")
    view = visited.view()
    keyboard = visited.page.keyboard
    keyboard.press("Space")
    assert not player.ask("running")
    player.hold()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", 0)):
        keyboard.press(key)
        assert player.at == at
    keyboard.press("Space")
    assert player.ask("running")
    assert player.let(2_000) == 2
    keyboard.press("Space")
    assert player.let(5_000) == 2
    assert visited.view() == pytest.approx(view)


@pytest.mark.thorough
def test_the_buttons_and_the_progress_bar_step(player):
    player.press("Step forward")
    player.press("Step forward")
    player.press("Step back")
    assert player.day == "2024-11-27"
    progress = player.bar.get_by_role("slider", name="Day")
    expect(progress).to_have_attribute("aria-valuetext", "27 Nov 2024")
    progress.press("End")
    assert player.day == "2024-12-08"
    progress.press("ArrowLeft")
    assert player.day == "2024-12-07"
    progress.press("Space")
    assert player.ask("running")


@pytest.mark.thorough
@pytest.mark.parametrize("at", [0, 4, 12])
def test_a_day_of_the_playback_is_the_page_standing_on_that_day(syria, whole, visit, at):
    player = Player(visit(whole, mode="control")).start().hold()
    on = date(2024, 11, 26 + at) if at < 5 else date(2024, 12, at - 4)
    alone = visit(syria, area="syria", mode="control", **{"from": on.isoformat(), "to": on.isoformat()})
    player.visited.map.evaluate("(at) => map.frontline.playback.goTo(at)", at)
    view = alone.view()
    player.visited.show(view[1], view[2], view[0])
    assert player.visited.map.evaluate(ANSWERS) == alone.map.evaluate(ANSWERS)
    assert player.visited.refs("event") == alone.refs("event")
    assert player.visited.refs("crossing") == alone.refs("crossing")


@pytest.mark.thorough
def test_events_come_on_their_day_and_fade_on_the_next(player):
    player.visited.show(36.1, 37.0, 9.5)  # near enough for symbols
    past = player.visited.on_map.locator("use.frontline-past")
    assert past.count() == 0
    today = player.visited.on_map.locator("use.frontline-point[data-ref^='event:']")
    first = today.count()
    assert first > 0
    player.press("Step forward")
    assert 0 < past.count() <= first
    opacity = past.first.evaluate("(node) => Number(getComputedStyle(node).opacity)")
    assert opacity < 0.5


@pytest.mark.thorough
def test_stop_brings_the_ordinary_map_back(whole, visit):
    visited = visit(whole)
    everything = visited.refs("event")
    answers = visited.map.evaluate(ANSWERS)
    player = Player(visited).start().hold()
    assert visited.refs("event") < everything
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.wait_for_refs("event", everything)
    assert visited.map.evaluate(ANSWERS) == answers
    expect(visited.page.get_by_role("switch", name="Play", exact=True)).not_to_be_checked()
    assert "playing" not in visited.page.url
    player.start()
    assert player.at == 0, "a new playback begins at the first day"


@pytest.mark.thorough
def test_a_click_while_playing_pauses_and_asks_about_the_day_shown(whole, visit, theatre):
    visited = visit(whole)
    player = Player(visited).start().hold()
    for _ in range(2):
        player.press("Step forward")
    view = visited.view()
    player.press("Play")
    visited.click(*DESERT)
    expect(visited.details).to_contain_text("On 28 Nov 2024")
    visited.settled()
    assert not player.ask("running")
    assert player.day == "2024-11-28"
    assert visited.view() == pytest.approx(view)


@pytest.mark.thorough
def test_going_nearer_while_playing_brings_finer_outlines_and_keeps_the_day(whole, visit):
    visited = visit(whole)
    player = Player(visited).start().hold()
    for _ in range(3):
        player.press("Step forward")
    vertices = "() => map.frontline.playback.payload.arcs.spots.length"
    coarse, finest = visited.map.evaluate(vertices), visited.map.evaluate("() => map.frontline.finest")
    visited.show(36.2, 37.16, finest + 1)
    visited.settled()
    assert visited.map.evaluate(vertices) > coarse
    assert player.day == "2024-11-29"
    assert not player.ask("running")


@pytest.mark.thorough
def test_a_filter_while_playing_keeps_the_day(whole, visit):
    visited = visit(whole)
    player = Player(visited).start().hold()
    for _ in range(6):
        player.press("Step forward")
    visited.press_button("Hama falls")
    visited.map.wait_for_function("() => map.frontline.playback.payload.days.length === 6")
    assert player.day == "2024-12-02"
    assert not player.ask("running")


@pytest.mark.thorough
def test_a_mark_with_the_focus_tells_what_it_is_on_the_day_shown(whole, visit):
    """Aleppo falls on 30 November, the fifth day."""
    visited = visit(whole)
    Player(visited).start().hold()
    visited.show(36.2, 37.15, 9)
    mark = visited.on_map.locator(".frontline-mark-focus")
    visited.map.evaluate("() => map.getContainer().focus()")
    told = []
    while not told or "Aleppo, " not in told[-1]:
        visited.page.keyboard.press("Tab")
        expect(mark).to_have_count(1)
        told.append(mark.get_attribute("aria-label"))
    assert told[-1].startswith("Aleppo, Government")
    visited.map.evaluate("() => map.frontline.playback.goTo(5)")
    expect(mark).to_have_attribute("aria-label", re.compile("^Aleppo.*HTS"))
    expect(mark).to_be_focused()


@pytest.mark.thorough
def test_change_since_the_first_day_grows_while_the_days_play(whole, visit):
    player = Player(visit(whole, layers="control~change")).start().hold()
    changed = (
        "() => map.frontline.drawn"
        ".filter((layer) => (layer.payload.tips || []).some((tip) => /taken between/.test(tip))).length"
    )
    assert player.visited.map.evaluate(changed) == 0
    player.visited.map.evaluate("() => map.frontline.playback.goTo(12)")
    assert player.visited.map.evaluate(changed) == 1
