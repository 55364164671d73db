"""The first day beside the last, in a real Chromium: a divider cuts the map, and moves without it."""

from __future__ import annotations

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from geo.analysis.evidence import explain
from tests.browser.player import Player
from tests.browser.visit import MAP_FRAME, PHONE, Visit

pytestmark = pytest.mark.browser

ALONE = f"""
.st-key-legend {{ display: none !important; }}
{MAP_FRAME} {{ position: fixed !important; top: 0; left: 0; z-index: 1000000; }}
{MAP_FRAME} {{ width: 800px !important; height: 640px !important; }}
"""
"""The map of every page on the same whole pixels, and nothing over it: above it pages are not of one height."""

HAMA = (35.13, 36.75)
"""Latitude, longitude."""


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
    visited.switch("Compare")
    divider(visited).wait_for()
    return visited.settled()


def tip_at(visited: Visit, latitude: float, longitude: float) -> str:
    visited.page.mouse.move(5, 5)
    visited.point_at(latitude, longitude)
    tip = visited.on_map.locator(".frontline-tip")
    tip.wait_for()
    return str(tip.inner_text())


@pytest.mark.thorough
def test_each_half_shows_its_day(whole, visit, theatre):
    visited = compared(visit(whole, layers="control~ground"))
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


NAMES = """() => map.frontline.drawn.filter((layer) => layer.side && layer.standing).flatMap((layer) => {
  const [west, east] = map.frontline.halfOf(layer.side);
  return [...layer.standing].map(([i, [left, , right]]) => [layer.payload.names[i], left >= west && right <= east]);
})"""
BOXES = """() => map.frontline.drawn.filter((layer) => layer.side && layer.boxes).flatMap((layer) => {
  const [west, east] = map.frontline.halfOf(layer.side);
  return layer.shown.filter(({ bare }) => !bare).map(({ x, width }) => x - width / 2 >= west && x + width / 2 <= east);
})"""


@pytest.mark.thorough
def test_no_name_and_no_box_is_cut_by_the_divider_and_the_city_under_it_keeps_its_name(syria, visit):
    visited = compared(visit(syria))
    for press in ("", "PageDown", "End"):
        if press:
            divider(visited).press(press)
        visited.at_rest()
        names = visited.map.evaluate(NAMES)
        assert names
        assert [name for name, whole in names if not whole] == []
        assert "Hama" in [name for name, _ in names]
        assert all(visited.map.evaluate(BOXES))


@pytest.mark.thorough
def test_the_cut_stays_at_the_divider_while_the_map_moves_under_it(whole, visit):
    visited = compared(visit(whole))
    visited.drag(130, -60)
    assert_cut_at_the_divider(visited)
    visited.zoom_in()
    assert_cut_at_the_divider(visited)
    visited.page.set_viewport_size({"width": 1000, "height": 700})
    visited.at_rest()
    assert_cut_at_the_divider(visited)


@pytest.mark.thorough
def test_the_pixels_of_each_half_are_those_of_its_day(syria, whole, visit):
    """The same view of three pages: first day alone, last day alone, both. Only layers of ground are on."""
    on = {"layers": "control~ground~front-line", "mode": "control"}
    first = visit(syria, **on, area="syria", **dict.fromkeys(("from", "to"), "2024-11-26"))
    last = visit(whole, **on)
    both = compared(visit(whole, **on))
    pictures = []
    for visited in (first, last, both):
        visited.page.add_style_tag(content=ALONE)
        visited.show(35.2, 38.2, 7.5)
        visited.page.mouse.move(5, 5)
        visited.at_rest()
        png = visited.page.locator(MAP_FRAME).screenshot()
        pictures.append(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int))
    one, other, two = pictures
    height, width = two.shape[:2]
    left, right = slice(60, width // 2 - 24), slice(width // 2 + 24, width - 10)

    def differing(a: np.ndarray, b: np.ndarray, columns: slice) -> float:
        """The share of pixels that differ."""
        inside = slice(60, height - 60), columns
        return float((np.abs(a[inside] - b[inside]).max(axis=2) > 12).mean())

    assert differing(two, one, left) < 0.002 < 0.02 < differing(two, other, left)
    assert differing(two, other, right) < 0.002 < 0.02 < differing(two, one, right)


def test_the_divider_moves_by_mouse_and_by_keyboard_and_leaves_the_map_alone(whole, visit):
    visited = compared(visit(whole))
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


SIDES_OF_EVENTS = """() => Object.fromEntries(["left", "right"].map((side) => [side, map.frontline.drawn
  .filter((layer) => layer.side === side).flatMap((layer) => layer.refs || []).filter((ref) => /^event:/.test(ref))]
))"""


@pytest.mark.thorough
def test_the_side_of_the_first_day_has_no_event_of_later_days_and_no_mark_of_one(whole, visit, theatre):
    days = theatre.events["event_date"]
    later = days.index[days == "2024-12-05"][0]
    visited = compared(visit(whole, show=f"event:{later}"))
    shown = visited.map.evaluate(SIDES_OF_EVENTS)
    left, right = ({ref.partition(":")[2] for ref in shown[side]} for side in ("left", "right"))
    assert left
    assert later in right - left
    assert (days[sorted(left)] <= "2024-11-27").all()
    marked = visited.on_map.locator(".frontline-selected")
    panes = marked.evaluate_all("(marks) => marks.map((mark) => mark.closest('.leaflet-pane').style.clipPath !== '')")
    assert panes
    assert all(panes)
    assert_cut_at_the_divider(visited)


@pytest.mark.thorough
def test_the_divider_moves_by_touch(whole, visit):
    visited = compared(visit(whole))
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


@pytest.mark.thorough
def test_a_filter_leaves_the_divider_where_the_reader_put_it(whole, visit):
    visited = compared(visit(whole))
    divider(visited).press("PageUp")
    visited.press_button("Hama falls")
    expect(visited.on_map.locator(".frontline-day")).to_have_text(["1 Dec", "6 Dec"])
    expect(divider(visited)).to_have_attribute("aria-valuenow", "60")
    assert_cut_at_the_divider(visited)


@pytest.mark.thorough
def test_a_link_brings_the_comparison_back(whole, visit):
    visited = compared(visit(whole))
    expect(visited.page).to_have_url(re.compile("compare=yes"))
    other = visit(visited.page.url)
    divider(other).wait_for()
    assert_cut_at_the_divider(other)
    assert other.page.get_by_test_id("stAlert").count() == 0
    other.switch("Compare", on=False)
    divider(other).wait_for(state="detached")
    expect(other.page).not_to_have_url(re.compile("compare"))


@pytest.mark.thorough
def test_a_click_on_a_half_asks_about_its_day(whole, visit, theatre):
    place = next(key for key, row in theatre.places.iterrows() if row["name_en"] == "Salamiyah")
    point = theatre.places.geometry[place]
    visited = compared(visit(whole, layers="control~ground"))
    for shift, on in ((0.3, theatre.start), (-0.3, theatre.end)):
        visited.show(point.y, point.x + shift, 10)
        visited.click(point.y, point.x)
        parties = explain(theatre, place, on).state.parties
        expect(visited.details).to_contain_text(f"On {on.day} {on:%b %Y}")
        expect(visited.details).to_contain_text(theatre.factions[parties[0]].short_en)
        visited.settled()


@pytest.mark.thorough
def test_playing_goes_before_comparing_which_comes_back_after(whole, visit):
    visited = compared(visit(whole))
    player = Player(visited).start()
    expect(divider(visited)).to_have_count(0)
    player.press("Stop")
    divider(visited).wait_for()
    assert_cut_at_the_divider(visited)


@pytest.mark.thorough
def test_on_a_phone_the_days_stand_beside_the_buttons_of_the_map_in_arabic_too(syria, visit):
    visited = visit(syria, viewport=PHONE, lang="ar", compare="yes")
    day, buttons = visited.on_map.locator(".frontline-day"), visited.on_map.locator(".leaflet-control-zoom")
    expect(day).to_have_count(2)
    assert day.first.bounding_box()["x"] >= buttons.bounding_box()["x"] + buttons.bounding_box()["width"]
