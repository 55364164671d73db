"""Thousands of events on the map: counts that add up, and every one of them still within a click or two."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.worlds import event, write_theatre

pytestmark = pytest.mark.browser

HERE, STRIKES, ALONE = (0.5, 0.5), (1.5, 0.5), (1.2, 0.8)
"""Longitude and latitude of 5,000 battles, of 40 strikes, and of one battle by itself."""


@pytest.fixture(scope="module")
def crowded(worlds, tmp_path_factory) -> str:
    """Address of the page on them all."""
    folder = tmp_path_factory.mktemp("crowded")
    air = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    battles = [event(f"battle-{number}", f"2025-01-{number % 28 + 1:02}", *HERE) for number in range(5_000)]
    strikes = [event(f"strike-{number}", "2025-01-05", *STRIKES, **air) for number in range(40)]
    alone = event("alone", "2025-01-09", *ALONE, summary="Nobody else was there.")
    return worlds.take(write_theatre(folder / "theatre", events=[*battles, *strikes, alone])).address


@pytest.mark.thorough
def test_counts_add_up_to_the_events_and_a_click_leads_to_each(visit, crowded):
    reader = visit(crowded)
    shown = "() => map.frontline.boards.crowd.shown.map((item) => item.count || 1)"
    assert sorted(reader.map.evaluate(shown)) == [1, 40, 5_000]

    reader.point_at(*reversed(STRIKES))
    expect(reader.on_map.locator(".frontline-tip")).to_contain_text("40 strikes")

    reader.show(*reversed(HERE), 12)
    reader.at_rest()
    reader.click(*reversed(HERE))
    expect(reader.details).to_contain_text("5,000 records, West")
    expect(reader.page).to_have_url(re.compile("show=spot%3A0.5000%2C0.5000"))

    reader.settled().show(*reversed(ALONE), 12)
    reader.at_rest()
    reader.click(*reversed(ALONE))
    expect(reader.details).to_contain_text("Nobody else was there.")
    expect(reader.on_map.locator("path.frontline-selected")).to_have_count(1)
    expect(reader.page).to_have_url(re.compile("show=event%3Aalone"))


@pytest.mark.thorough
def test_a_link_to_an_event_of_a_crowd_marks_it(visit, crowded):
    reader = visit(crowded, show="event:alone")
    expect(reader.details).to_contain_text("Nobody else was there.")
    expect(reader.on_map.locator("path.frontline-selected")).to_have_count(1)


@pytest.mark.thorough
def test_the_ring_of_a_chosen_event_goes_round_the_count_it_stands_in(worlds, visit, tmp_path):
    few = [event(f"battle-{number}", "2025-01-05", *HERE) for number in range(200)]
    world = worlds.take(write_theatre(tmp_path / "few", events=few))
    reader = visit(world.address, show="event:battle-3")
    count, ring = (reader.on_map.locator(part) for part in (".frontline-ring", "path.frontline-selected"))
    expect(count).to_have_text("200")
    inner, outer = count.bounding_box(), ring.bounding_box()
    for at, length in (("x", "width"), ("y", "height")):
        assert outer[at] < inner[at] < inner[at] + inner[length] < outer[at] + outer[length]
