"""Playing the days and comparing two of them, in a real Chromium: without flicker, without moving the map."""

from __future__ import annotations

import base64
import io
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from geo.evidence import explain
from geo.theatre import Theatre, read_theatre
from tests.browser.conftest import LAPTOP, MAP_FRAME, PHONE, Visit

pytestmark = pytest.mark.browser

SHIPPED = Path(__file__).parent.parent.parent / "data"
HAMA = (35.13, 36.75)
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
def theatre() -> Theatre:
    return read_theatre(SHIPPED)


class Player:
    """The bar of the playback, and what it shows."""

    def __init__(self, visited: Visit) -> None:
        self.visited = visited
        self.bar: Locator = visited.on_map.locator(".frontline-player")

    def start(self) -> Player:
        self.visited.sidebar.get_by_text("Play the days").click()
        self.bar.wait_for()
        self.visited.settled()
        return self

    def press(self, name: str) -> None:
        self.bar.get_by_role("button", name=name, exact=True).click()

    def hold(self) -> Player:
        """Pause, on the first day."""
        self.visited.map.evaluate("() => map.frontline.playback.goTo(0)")
        return self

    @property
    def day(self) -> str:
        return str(self.ask("day"))

    @property
    def at(self) -> int:
        return int(self.ask("at"))

    def ask(self, what: str) -> Any:
        return self.visited.map.evaluate(f"() => map.frontline.playback.{what}")

    def wait_for(self, at: int) -> None:
        self.visited.map.wait_for_function("(at) => map.frontline.playback.at === at", arg=at)


def test_the_days_play_from_the_first_to_the_last_and_stop_there(syria, visit):
    player = Player(visit(syria)).start()
    expect(player.bar.get_by_role("button", name="Pause")).to_be_visible()
    player.bar.get_by_label("Speed").select_option("4 days/s")
    player.wait_for(DAYS - 1)
    assert player.day == "2024-12-08"
    expect(player.visited.on_map.locator(".frontline-stamp")).to_contain_text("8 Dec 2024")
    expect(player.bar.get_by_role("button", name="Play", exact=True)).to_be_visible()
    player.press("Play")
    assert player.at == 0


def coloured(png: bytes, box: dict[str, float]) -> float:
    """The share of the map's pixels that carry a colour rather than a grey."""
    picture = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    scale = picture.shape[1] / LAPTOP["width"]
    left, top = int(box["x"] * scale), int(box["y"] * scale)
    part = picture[top : top + int(box["height"] * scale), left : left + int(box["width"] * scale)]
    return float(((part.max(axis=2) - part.min(axis=2)) > 24).mean())


def test_two_days_a_second_without_an_empty_frame_and_without_a_new_map(syria, visit):
    visited = visit(syria)
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
    begun = time.monotonic()
    camera.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    visited.page.wait_for_timeout(5_000)
    stepped, lasted = player.at, time.monotonic() - begun
    camera.send("Page.stopScreencast")
    assert stepped == pytest.approx(2 * lasted, abs=2)
    assert len(frames) >= stepped - 2
    shares = [coloured(frame, box) for frame in frames]
    assert min(shares) > 0.8 * max(shares) > 0.1
    assert visited.map.evaluate("() => [window.markOfTest, map.markOfTest]") == ["still here"] * 2


def test_a_step_replaces_one_picture_by_the_next_in_one_go(syria, visit):
    """Between two steps the page never has a moment without areas: looked for at every change of the document."""
    player = Player(visit(syria)).start().hold()
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
    player.wait_for(6)
    assert player.visited.map.evaluate("() => window.least") > 3


def test_playing_keeps_pan_and_zoom_and_the_reader_may_move_meanwhile(syria, visit):
    visited = visit(syria)
    visited.zoom_in()
    visited.drag(-90, 40)
    before = visited.view()
    player = Player(visited).start()
    assert visited.view() == pytest.approx(before)
    player.wait_for(3)
    assert visited.view() == pytest.approx(before)
    visited.drag(60, 60)
    visited.zoom_in()
    moved = visited.view()
    assert player.ask("running")
    at = player.at
    visited.map.wait_for_function("(at) => map.frontline.playback.at > at", arg=at)
    assert visited.view() == pytest.approx(moved)
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.settled()
    assert visited.view() == pytest.approx(moved)


def test_the_keyboard_plays_pauses_and_steps(syria, visit):
    visited = visit(syria)
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
    player.wait_for(2)
    keyboard.press("Space")
    stopped = player.at
    visited.page.wait_for_timeout(900)
    assert player.at == stopped
    assert visited.view() == pytest.approx(view)


def test_the_buttons_and_the_progress_bar_step(syria, visit):
    player = Player(visit(syria)).start().hold()
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


@pytest.mark.parametrize("at", [0, 4, 12])
def test_a_day_of_the_playback_is_the_page_standing_on_that_day(syria, visit, at):
    on = date(2024, 11, 26 + at) if at < 5 else date(2024, 12, at - 4)
    alone = visit(syria, **{"from": on.isoformat(), "to": on.isoformat()})
    player = Player(visit(syria)).start().hold()
    player.visited.map.evaluate("(at) => map.frontline.playback.goTo(at)", at)
    view = alone.view()
    player.visited.show(view[1], view[2], view[0])
    assert player.visited.map.evaluate(ANSWERS) == alone.map.evaluate(ANSWERS)
    assert player.visited.refs("event") == alone.refs("event")
    assert player.visited.refs("crossing") == alone.refs("crossing")


def test_events_come_on_their_day_and_fade_on_the_next(syria, visit):
    player = Player(visit(syria)).start().hold()
    past = player.visited.on_map.locator("use.frontline-past")
    assert past.count() == 0
    today = player.visited.on_map.locator("use.frontline-point[data-ref^='event:']")
    first = today.count()
    assert first > 0
    player.press("Step forward")
    assert 0 < past.count() <= first
    opacity = past.first.evaluate("(node) => Number(getComputedStyle(node).opacity)")
    assert opacity < 0.5


def test_stop_brings_the_ordinary_map_back(syria, visit):
    visited = visit(syria)
    everything = visited.refs("event")
    answers = visited.map.evaluate(ANSWERS)
    player = Player(visited).start().hold()
    assert visited.refs("event") < everything
    player.press("Stop")
    player.bar.wait_for(state="detached")
    visited.wait_for_refs("event", everything)
    assert visited.map.evaluate(ANSWERS) == answers
    expect(visited.sidebar.get_by_role("switch", name="Play the days")).not_to_be_checked()
    assert "playing" not in visited.page.url
    player.start()
    assert player.at <= 1, "a new playback begins at the first day"


def test_use_this_day_ends_the_range_on_the_day_shown(syria, visit):
    visited = visit(syria)
    player = Player(visited).start().hold()
    for _ in range(5):
        player.press("Step forward")
    player.press("Use this day")
    player.bar.wait_for(state="detached")
    expect(visited.headline).to_contain_text("Ground held on 1 Dec 2024")
    expect(visited.page).to_have_url(re.compile("to=2024-12-01"))
    expect(visited.page).to_have_url(re.compile("from=2024-11-26"))


def test_a_click_while_playing_pauses_and_asks_about_the_day_shown(syria, visit, theatre):
    visited = visit(syria)
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


def test_a_filter_while_playing_keeps_the_day(syria, visit):
    visited = visit(syria)
    player = Player(visited).start().hold()
    for _ in range(6):
        player.press("Step forward")
    visited.page.get_by_role("button", name="Hama falls").click()
    visited.map.wait_for_function("() => map.frontline.playback.payload.days.length === 6")
    assert player.day == "2024-12-02"
    assert not player.ask("running")


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_bar_and_stamp_stay_inside_the_map(syria, visit, viewport):
    visited = visit(syria, viewport=viewport)
    if viewport is PHONE:
        visited.page.get_by_test_id("stExpandSidebarButton").click()
    player = Player(visited).start()
    frame = visited.page.locator(MAP_FRAME).bounding_box()
    inside = [
        player.bar,
        visited.on_map.locator(".frontline-stamp"),
        *player.bar.locator("button, select, input").all(),
    ]
    for part in inside:
        box = part.bounding_box()
        assert box["x"] >= frame["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] >= frame["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    assert visited.on_map.locator(".frontline-stamp strong").bounding_box()["height"] > 32


# --- the first day beside the last


def divider(visited: Visit) -> Locator:
    return visited.on_map.get_by_role("slider", name=re.compile("Divider"))


def cuts(visited: Visit) -> dict[str, tuple[float, float]]:
    """For each pane with a side: from where to where it is seen, px of the map's width."""
    found = visited.map.evaluate(
        """() => Object.entries(map.getPanes()).filter(([name]) => /-(left|right)$/.test(name)).map(([name, pane]) => {
            const xs = [...pane.style.clipPath.matchAll(/(-?[\\d.e+]+)px (-?[\\d.e+]+)px/g)].map((at) => Number(at[1]));
            const edge = (x) => map.layerPointToContainerPoint([x, 0]).x;
            return [name, edge(Math.min(...xs)), edge(Math.max(...xs))];
        })"""
    )
    return {name: (low, high) for name, low, high in found}


def assert_cut_at_the_divider(visited: Visit) -> None:
    width = visited.map.evaluate("() => map.getSize().x")
    at = visited.map.evaluate("() => map.frontline.divider") * width
    panes = cuts(visited)
    assert {name.rsplit("-", 1)[1] for name in panes} == {"left", "right"}
    for name, (low, high) in panes.items():
        if name.endswith("-left"):
            assert low < 0
            assert high == pytest.approx(at, abs=1)
        else:
            assert low == pytest.approx(at, abs=1)
            assert high > width


def compared(visited: Visit) -> Visit:
    visited.sidebar.get_by_text("Compare first and last day").click()
    divider(visited).wait_for()
    return visited.settled()


def tip_at(visited: Visit, latitude: float, longitude: float) -> str:
    visited.page.mouse.move(5, 5)
    visited.point_at(latitude, longitude)
    tip = visited.on_map.locator(".frontline-tip")
    tip.wait_for()
    return str(tip.inner_text())


def test_each_half_shows_its_day(syria, visit, theatre):
    visited = compared(visit(syria, layers="control~ground"))
    assert_cut_at_the_divider(visited)
    days = visited.on_map.locator(".frontline-day")
    expect(days).to_have_text(["26 Nov", "8 Dec"])
    line = divider(visited).bounding_box()
    left, right = (day.bounding_box() for day in days.all())
    centre = line["x"] + line["width"] / 2
    assert left["x"] + left["width"] <= centre <= right["x"]
    for shift, holder in ((0.25, "Government: controlled"), (-0.25, "HTS")):
        visited.show(HAMA[0], HAMA[1] + shift, 9)
        assert tip_at(visited, *HAMA).startswith(holder)


def test_the_cut_stays_at_the_divider_while_the_map_moves_under_it(syria, visit):
    visited = compared(visit(syria))
    visited.drag(130, -60)
    assert_cut_at_the_divider(visited)
    visited.zoom_in()
    assert_cut_at_the_divider(visited)
    visited.page.set_viewport_size({"width": 1000, "height": 700})
    visited.at_rest()
    assert_cut_at_the_divider(visited)


def test_the_pixels_of_each_half_are_those_of_its_day(syria, visit):
    """The same view of three pages: first day alone, last day alone, both. Only layers of ground are on."""
    on = {"layers": "control~ground~front-line"}
    first = visit(syria, **on, to="2024-11-26")
    last = visit(syria, **on)
    both = compared(visit(syria, **on))
    pictures = []
    for visited in (first, last, both):
        visited.show(35.2, 38.2, 7.5)
        visited.page.mouse.move(5, 5)
        visited.at_rest()
        png = visited.page.locator(MAP_FRAME).screenshot()
        pictures.append(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int))
    one, other, two = pictures
    height, width = min(p.shape[0] for p in pictures), two.shape[1]
    rows = slice(60, height - 60)
    left, right = slice(60, width // 2 - 24), slice(width // 2 + 24, width - 10)

    def differing(a: np.ndarray, b: np.ndarray, columns: slice) -> float:
        return float((np.abs(a[rows, columns] - b[rows, columns]).max(axis=2) > 12).mean())

    assert differing(two, one, left) < 0.002 < 0.02 < differing(two, other, left)
    assert differing(two, other, right) < 0.002 < 0.02 < differing(two, one, right)


def test_the_divider_moves_by_mouse_and_by_keyboard_and_leaves_the_map_alone(syria, visit):
    visited = compared(visit(syria))
    view = visited.view()
    handle = divider(visited)
    box, frame = handle.bounding_box(), visited.page.locator(MAP_FRAME).bounding_box()
    mouse = visited.page.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(frame["x"] + frame["width"] / 3, frame["y"] + 200, steps=4)
    mouse.move(frame["x"] + frame["width"] / 4, frame["y"] + 200, steps=2)
    mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "25")
    assert_cut_at_the_divider(visited)
    for key, value in (("ArrowRight", "27"), ("ArrowLeft", "25"), ("PageUp", "35"), ("End", "98"), ("Home", "2")):
        visited.page.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuenow", value)
    assert_cut_at_the_divider(visited)
    assert visited.view() == pytest.approx(view)


def test_the_divider_moves_by_touch(syria, visit):
    visited = compared(visit(syria))
    view = visited.view()
    frame, box = visited.page.locator(MAP_FRAME).bounding_box(), divider(visited).bounding_box()
    finger = visited.page.context.new_cdp_session(visited.page)
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + 300}
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for share in (0.6, 0.7, 0.8):
        to = {"x": frame["x"] + share * frame["width"], "y": at["y"]}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [to]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(divider(visited)).to_have_attribute("aria-valuenow", "80")
    assert_cut_at_the_divider(visited)
    assert visited.view() == pytest.approx(view)


def test_a_filter_leaves_the_divider_where_the_reader_put_it(syria, visit):
    visited = compared(visit(syria))
    divider(visited).press("PageUp")
    visited.page.get_by_role("button", name="Hama falls").click()
    expect(visited.on_map.locator(".frontline-day")).to_have_text(["1 Dec", "6 Dec"])
    expect(divider(visited)).to_have_attribute("aria-valuenow", "60")
    assert_cut_at_the_divider(visited)


def test_a_link_brings_the_comparison_back(syria, visit):
    visited = compared(visit(syria))
    expect(visited.page).to_have_url(re.compile("compare=yes"))
    other = visit(f"{syria}/?{visited.page.url.partition('?')[2]}")
    divider(other).wait_for()
    assert_cut_at_the_divider(other)
    assert other.page.get_by_test_id("stAlert").count() == 0
    other.sidebar.get_by_text("Compare first and last day").click()
    divider(other).wait_for(state="detached")
    expect(other.page).not_to_have_url(re.compile("compare"))


def test_a_click_on_a_half_asks_about_its_day(syria, visit, theatre):
    place = next(key for key, row in theatre.places.iterrows() if row["name_en"] == "Salamiyah")
    point = theatre.places.geometry[place]
    visited = compared(visit(syria, layers="control~ground"))
    for shift, on in ((0.3, theatre.start), (-0.3, theatre.end)):
        visited.show(point.y, point.x + shift, 10)
        visited.click(point.y, point.x)
        parties = explain(theatre, place, on).state.parties
        expect(visited.details).to_contain_text(f"On {on.day} {on:%b %Y}")
        expect(visited.details).to_contain_text(theatre.factions[parties[0]].short_en)
        visited.settled()


def test_playing_goes_before_comparing_which_comes_back_after(syria, visit):
    visited = compared(visit(syria))
    player = Player(visited).start()
    expect(divider(visited)).to_have_count(0)
    player.press("Stop")
    divider(visited).wait_for()
    assert_cut_at_the_divider(visited)
