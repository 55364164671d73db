"""The bars of days: pressed, drawn along with mouse and finger, and left as they were."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visit import PHONE, Visit
from tests.suites import first_quick

pytestmark = pytest.mark.browser

"""The bars of the shipped theatre begin on 26 November."""
NOV_30, DEC_1, DEC_4 = 4, 5, 8


def at(visited: Visit, bar: int) -> tuple[float, float]:
    """The middle of a bar on the screen."""
    box = visited.page.locator(".fl-bars > span").nth(bar).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def draw(visited: Visit, one: int, other: int) -> None:
    """Press the mouse on one bar and move it to another, where it stays pressed."""
    visited.settled()
    visited.page.mouse.move(*at(visited, one))
    visited.page.mouse.down()
    visited.page.mouse.move(*at(visited, other), steps=4)


def marked(visited: Visit) -> list[int]:
    bars = "(bars) => bars.flatMap((bar, index) => (bar.classList.contains('fl-brushed') ? [index] : []))"
    return visited.page.locator(".fl-bars > span").evaluate_all(bars)


@pytest.mark.thorough
def test_a_press_on_a_bar_sets_the_nearer_end_of_the_range_to_its_day(syria, visit):
    """The page opens on 27 November to 6 December."""
    visited = visit(syria)
    draw(visited, NOV_30, NOV_30)
    visited.page.mouse.up()
    expect(visited.page).to_have_url(re.compile(r"\?from=2024-11-30$"))


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    first_quick(
        [
            ("2024-11-26", "2024-11-28", (DEC_1, DEC_4)),
            ("2024-12-06", "2024-12-08", (DEC_4, DEC_1)),
            ("2024-11-26", "2024-12-08", (DEC_1, DEC_4)),
        ],
        parameters=3,
    ),
    ids=["forwards from before", "backwards from after", "inside"],
)
def test_a_drag_chooses_the_days_from_bar_to_bar_in_one_run(syria, visit, start, end, ends):
    visited = visit(syria, **{"from": start, "to": end})
    draw(visited, *ends)
    assert marked(visited) == [5, 6, 7, 8]
    expect(visited.page.locator(".fl-brushed-days")).to_have_text("1 Dec to 4 Dec")
    ended = visited.runs.ended
    visited.page.mouse.up()
    expect(visited.page).to_have_url(re.compile("from=2024-12-01&to=2024-12-04"))
    visited.settled()
    assert visited.runs.ended == ended + 1
    assert marked(visited) == []
    expect(visited.page.locator(".fl-bars > .fl-in-range")).to_have_count(4)
    thumbs = visited.page.locator(".st-key-day-strip .stSlider input")
    assert [thumb.get_attribute("aria-valuetext") for thumb in thumbs.all()] == ["1 Dec", "4 Dec"]


@pytest.mark.thorough
def test_escape_leaves_the_days_as_they_were(syria, visit):
    """Also where the bars have been drawn anew since the page was opened."""
    visited = visit(syria)
    draw(visited, DEC_1, DEC_4)
    visited.page.mouse.up()
    expect(visited.page).to_have_url(re.compile("from=2024-12-01&to=2024-12-04"))
    visited.settled()
    draw(visited, NOV_30, DEC_4)
    ended = visited.runs.ended
    visited.page.keyboard.press("Escape")
    assert marked(visited) == []
    visited.page.mouse.up()
    visited.press(visited.page.get_by_role("tab", name="Strikes"))
    visited.run_over()
    assert visited.runs.ended == ended + 1, "only the tab has asked for a run"
    assert "from=2024-12-01" in visited.page.url


@pytest.mark.thorough
def test_a_finger_chooses_days_too(syria, visit):
    visited = visit(syria, viewport=PHONE)
    touch = visited.page.context.new_cdp_session(visited.page)

    def finger(kind: str, *points: tuple[float, float]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    (x, y), (to, _) = at(visited, DEC_1), at(visited, DEC_4)
    finger("touchStart", (x, y))
    for step in range(1, 9):
        finger("touchMove", (x + (to - x) * step / 8, y + 2))
    finger("touchEnd")
    expect(visited.page).to_have_url(re.compile("from=2024-12-01&to=2024-12-04"))
