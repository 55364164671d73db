"""What a click on the map, on a row or on a name tells beside the map, on the shipped theatre."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.analysis.evidence import explain
from geo.analysis.situation import select
from geo.control.voronoi import place_at
from geo.registry.admiralty import english_grade
from geo.theatre.theatre import Theatre
from tests.browser.marks_shown import alone
from tests.browser.visit import LAPTOP, MAP_FRAME

pytestmark = pytest.mark.browser

CLEAR_DEG = 0.05
"""How far from any mark a click is sure to meet the ground, degrees."""


def test_a_click_on_an_event_tells_it_beside_the_map(front_page, theatre):
    visited = front_page
    ref, latitude, longitude = alone(visited, "event")
    visited.click(latitude, longitude)
    event = theatre.events.loc[ref.partition(":")[2]]
    expect(visited.details).to_contain_text(event["event_id"])
    for part in (
        "Attributed to",
        event["asserted_by"],
        "Grade",
        f"{event['reliability']}{event['credibility']}",
        "When",
    ):
        expect(visited.details).to_contain_text(part)
    if event["source_url"]:
        expect(visited.details.locator(f'a[href="{event["source_url"]}"]')).to_be_visible()
    beside, chart = visited.details.bounding_box(), visited.page.locator(MAP_FRAME).bounding_box()
    assert beside["x"] >= chart["x"] + chart["width"]
    assert beside["y"] < LAPTOP["height"] / 2
    expect(visited.on_map.locator(".frontline-selected")).to_be_attached()
    expect(visited.page).to_have_url(re.compile("show=event"))


@pytest.mark.thorough
def test_a_click_on_a_map_that_reaches_below_the_window_asks_about_the_spot_that_was_pressed(whole, visit, theatre):
    visited = visit(whole, viewport={"width": LAPTOP["width"], "height": 400})
    before = visited.page.locator(MAP_FRAME).bounding_box()
    assert before["y"] + before["height"] > 400 + 18, "the page could scroll by more than a symbol"
    ref, latitude, longitude = alone(visited, "event")
    visited.map.evaluate(
        "(spot) => map.panBy([0, map.latLngToContainerPoint(spot).y - 80], { animate: false })", [latitude, longitude]
    )
    visited.click(latitude, longitude)
    expect(visited.details).to_contain_text(ref.partition(":")[2])
    assert visited.page.locator(MAP_FRAME).bounding_box() == before


@pytest.mark.thorough
def test_a_click_on_a_crossing_tells_its_statuses(front_page, theatre):
    visited = front_page
    ref, latitude, longitude = alone(visited, "crossing")
    visited.click(latitude, longitude)
    crossing_id = ref.partition(":")[2]
    expect(visited.details).to_contain_text(theatre.crossings.loc[crossing_id, "name_en"])
    expect(visited.details).to_contain_text("Status by day")
    statuses = theatre.crossing_statuses[theatre.crossing_statuses["crossing_id"] == crossing_id]
    for told in statuses.itertuples():
        expect(visited.details).to_contain_text(told.status)
        expect(visited.details).to_contain_text(told.source_title or told.source_publisher)
        if told.source_url:
            expect(visited.details.locator(f'a[href="{told.source_url}"]').first).to_be_visible()


def quiet_place(theatre: Theatre) -> str:
    """A place whose colour rests on a linked report, with no event or crossing near it."""
    marks = pd.concat([theatre.events.geometry.dropna(), theatre.crossings.geometry]).union_all()
    for place_id, point in theatre.places.geometry.items():
        evidence = explain(theatre, place_id, theatre.end)
        if (evidence.decisive["source_url"] != "").any() and marks.distance(point) > CLEAR_DEG:
            return place_id
    raise AssertionError("every place has a mark on it")


@pytest.mark.thorough
def test_a_click_on_the_ground_tells_the_reports_that_coloured_it(front_page, theatre):
    place_id = quiet_place(theatre)
    point = theatre.places.geometry[place_id]
    visited = front_page
    visited.show(point.y, point.x, 11)
    visited.click(point.y, point.x)
    name = theatre.places.loc[place_id, "name_en"]
    expect(visited.details).to_contain_text(name)
    expect(visited.on_map.locator(".frontline-found[role=status]")).to_contain_text(f"Beside the map: {name}")
    decisive = explain(theatre, place_id, theatre.end).decisive
    expect(visited.details).to_contain_text(f"Decided by ({len(decisive)})")
    for report in decisive.itertuples():
        for part in (report.asserted_by, english_grade(report.reliability, report.credibility)):
            expect(visited.details).to_contain_text(part)
        if report.source_url:
            expect(visited.details.locator(f'a[href="{report.source_url}"]').first).to_be_visible()
    expect(visited.page).to_have_url(re.compile("show=place"))


NAME_WRITTEN = """(name) => {
  const names = map.frontline.drawn.find((layer) => layer.standing);
  const [, [left, top, right, bottom]] = [...names.standing].find(([i]) => names.payload.names[i] === name);
  const { lat, lng } = map.layerPointToLatLng([(left + right) / 2, (top + bottom) / 2]);
  return [lat, lng];
}"""


@pytest.mark.thorough
def test_a_press_on_the_name_of_a_place_asks_about_the_place_wherever_there_was_room_to_write_it(front_page, theatre):
    (hama,) = theatre.places.index[theatre.places["name_en"].eq("Hama") & theatre.places["kind"].eq("city")]
    latitude, longitude = front_page.map.evaluate(NAME_WRITTEN, "Hama")
    assert place_at(theatre.cells, longitude, latitude) != hama, "it is written over the ground of another place"
    front_page.click(latitude, longitude)
    expect(front_page.details.locator("h3")).to_contain_text("Hama")
    expect(front_page.page).to_have_url(re.compile(f"show=place%3A{hama}|show=place:{hama}"))


@pytest.mark.thorough
def test_a_row_of_the_table_shows_its_event(front_page, theatre):
    visited = front_page
    visited.open_tab("Events")
    first = select(theatre, theatre.everything).events.iloc[0]
    table = visited.page.get_by_test_id("stDataFrame").first
    visited.come_to(table)
    box = table.bounding_box()
    visited.page.mouse.click(box["x"] + 15, box["y"] + 52)  # the box in front of the first row, drawn on a canvas
    expect(visited.details).to_contain_text(first["event_id"])


@pytest.mark.thorough
def test_a_place_that_changed_hands_is_pressed_for_its_reports_and_the_way_back(front_page):
    front_page.open_tab("What changed")
    front_page.press_button("Hama · 5 Dec 2024 · Government → HTS")
    expect(front_page.details).to_contain_text("Hama")
    expect(front_page.details).to_contain_text("Decided by")
    front_page.back_to_the_list()
    expect(front_page.page.get_by_role("button", name="Hama · 5 Dec 2024 · Government → HTS")).to_be_visible()


@pytest.mark.thorough
def test_a_click_on_disputed_ground_tells_the_vote_of_each_source(whole, visit, theatre):
    place = "163270"  # Taybat al-Imam, where one source has the government still fighting
    point, evidence = theatre.places.geometry[place], explain(theatre, place, theatre.end)
    visited = visit(whole, layers="control~disagreement~ground")
    visited.show(point.y, point.x, 12)
    visited.point_at(point.y, point.x)
    expect(visited.on_map.locator(".frontline-tip")).to_contain_text("reports differ")
    visited.click(point.y, point.x)
    votes = visited.details.locator(".fl-votes")
    expect(votes.locator("h4")).to_have_text(f"Sources disagree: {len(evidence.state.votes)} votes")
    expect(votes.locator("h5")).to_have_text(["Government is fighting there", "Government holds it", "HTS holds it"])
    expect(votes).to_contain_text("since 3 Dec 2024; all decided")
    reports = votes.locator("li")
    expect(reports).to_have_count(sum(len(vote.reports) for vote in evidence.state.votes))
    for report in reports.all():
        expect(report).to_contain_text(re.compile(r"says .+[A-F][1-6]: source "))
    assert votes.locator("li a[href^='http']").count() > 0
