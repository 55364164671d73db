"""The page on the shipped theatre, as its reader meets it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Route, expect

from geo.analysis.evidence import explain
from geo.analysis.situation import Situation, select
from geo.events.vague import is_pinned
from geo.registry.admiralty import english_grade
from geo.theatre.theatre import Theatre
from map.event_marks import pinned
from tests.browser.visit import LAPTOP, MAP_FRAME, PHONE, Visit
from ui.events_tab import events_table

pytestmark = pytest.mark.browser

"""Ground far from any event of the theatre (latitude, longitude)."""
CLEAR_DEG = 0.05
"""How far from any mark a click is sure to meet the ground."""
ONE_PIXEL_GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def pins(situation: Situation, *, strikes: bool) -> set[str]:
    events = pinned(situation)
    return set(events.loc[(events["strike"] != "") | (not strikes), "event_id"])


def hama_falls(theatre: Theatre, **more) -> Situation:
    filters = replace(theatre.everything, start=date(2024, 12, 1), end=date(2024, 12, 6), area="hama", **more)
    return select(theatre, filters)


def alone(page: Visit, kind: str) -> tuple[str, float, float]:
    """A symbol of one kind in view with nothing near it and nothing over it: its ref, latitude and longitude."""
    found = page.map.evaluate(
        """(kind) => {
            const size = map.getSize();
            const alone = ({ count, members: [{ layer, spot }] }) =>
                count === 1 ? layer.refs[layer.indicesAt(spot)[0]] : null;
            const all = map.frontline.drawn.filter((layer) => layer.payload.level === 'points')
                .flatMap((layer) => layer.shown.map((item) => ({
                    at: map.layerPointToContainerPoint([item.x, item.y]),
                    ref: item.members ? alone(item) : (item.layer || layer).refs[item.index],
                })));
            for (const one of all) {
                const inside = one.at.x > 60 && one.at.y > 60 && one.at.x < size.x - 60 && one.at.y < size.y - 60
                    && !(one.at.x < 290 && one.at.y > size.y - 390); // there the legend lies
                const top = document.elementFromPoint(one.at.x, one.at.y);
                const free = top && (top === map.getContainer() || map.getPane('mapPane').contains(top));
                const near = all.some((other) => other !== one && other.at.distanceTo(one.at) < 18);
                if (inside && free && !near && one.ref && one.ref.startsWith(kind + ':')) {
                    const ground = map.containerPointToLatLng(one.at);
                    return [one.ref, ground.lat, ground.lng];
                }
            }
            return null;
        }""",
        kind,
    )
    assert found, f"no {kind} stands alone in this view"
    return tuple(found)


@pytest.fixture(scope="module")
def opened(whole, stay) -> tuple[Visit, tuple[float, float, float]]:
    """The page as a link without wishes opens it, and the view it opens with."""
    visited = stay(whole)
    return visited, visited.view()


@pytest.fixture
def front_page(opened) -> Visit:
    """A page that stays, with its map where it was when it opened: for tests that only ask it."""
    visited, (zoom, latitude, longitude) = opened
    visited.back_to_the_list()
    visited.page.locator(MAP_FRAME).scroll_into_view_if_needed()
    visited.show(latitude, longitude, zoom)
    return visited


def test_the_map_and_the_figures_are_seen_without_scrolling_on_a_laptop(front_page):
    page = front_page.page
    title, headline, chart = (page.locator(part).bounding_box() for part in (".fl-lead", ".fl-headline", MAP_FRAME))
    for box in (title, headline, chart):
        assert box["y"] >= 0
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= LAPTOP["width"]
        assert box["y"] + box["height"] <= LAPTOP["height"]
    assert chart["height"] > 400
    assert chart["width"] > LAPTOP["width"] / 2
    assert headline["x"] >= chart["x"] + chart["width"], "the figures stand beside the map"
    for figure in ("certain", "Killed", "km"):
        expect(page.locator(".fl-headline")).to_contain_text(figure)
    heights = (
        "() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')].map((e) => e.scrollHeight)"
    )
    assert max(page.evaluate(heights)) <= LAPTOP["height"], "nothing lies below the fold"


def test_on_a_phone_the_map_comes_first_and_nothing_sticks_out_at_the_side(syria, visit):
    page = visit(syria, viewport=PHONE).page
    title, chart = page.locator(".fl-lead").bounding_box(), page.locator(MAP_FRAME).bounding_box()
    legend, tabs = page.get_by_text("Legend, ").last.bounding_box(), page.get_by_role("tablist").first.bounding_box()
    assert title["y"] + title["height"] <= chart["y"] < chart["y"] + chart["height"] <= PHONE["height"]
    assert chart["height"] == pytest.approx(0.55 * PHONE["height"], abs=2)
    assert chart["y"] < legend["y"] < legend["y"] + legend["height"] < chart["y"] + chart["height"] < tabs["y"]
    assert tabs["y"] + tabs["height"] < PHONE["height"], "every tab is seen without scrolling"
    row = page.locator(".fl-legend li").first
    assert not row.is_visible(), "the legend stays shut until it is pressed"
    page.get_by_text("Legend, ").last.click()
    expect(row).to_be_visible()
    widths = page.evaluate(
        "() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')].map((e) => e.scrollWidth)"
    )
    assert max(widths) <= PHONE["width"]


def test_on_a_phone_the_button_of_the_filters_goes_up_with_the_page_and_lies_over_nothing(syria, visit):
    page = visit(syria, viewport=PHONE).page
    button = page.get_by_test_id("stExpandSidebarButton")
    at_first = button.bounding_box()["y"]
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 300)")
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stExpandSidebarButton]').getBoundingClientRect().bottom <= 0"
    )
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
    page.wait_for_function(
        "(y) => document.querySelector('[data-testid=stExpandSidebarButton]').getBoundingClientRect().y === y",
        arg=at_first,
    )


@pytest.mark.thorough
def test_in_arabic_the_field_that_takes_a_file_has_no_english_word(syria, visit):
    visited = visit(syria, lang="ar")
    visited.open_tab("البيانات")
    field = visited.page.get_by_test_id("stFileUploaderDropzone").first
    assert field.inner_text().strip() in ("", "upload"), "the name of an icon at most"
    expect(field.get_by_test_id("stBaseButton-secondary")).to_have_accessible_name("اختيار ملف")
    most = field.get_by_test_id("stFileUploaderDropzoneInstructions")
    said = most.evaluate("(node) => getComputedStyle(node, '::after').content")
    assert said == '"حتى 500 ميغابايت للملف"'


@pytest.mark.thorough
def test_in_arabic_the_choices_beside_each_other_have_an_edge_at_both_ends(syria, visit):
    visited = visit(syria, lang="ar")
    ends = visited.page.locator(".st-key-language [data-variant=segmented_control]").evaluate_all(
        "([right, , left]) => [getComputedStyle(right).borderRightColor, getComputedStyle(left).borderLeftColor]"
    )
    assert "rgba(0, 0, 0, 0)" not in ends


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_and_the_page_agree_on_the_theme(syria, visit, scheme):
    visited = visit(syria, scheme=scheme)
    assert visited.map.evaluate("() => map.getContainer().dataset.theme") == scheme
    shades = [
        sum(int(part) for part in re.findall(r"\d+", colour)[:3])
        for colour in (
            visited.page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"),
            visited.map.evaluate("() => getComputedStyle(map.getContainer()).backgroundColor"),
        )
    ]
    assert all((shade < 3 * 128) == (scheme == "dark") for shade in shades)


def test_a_filter_keeps_the_map_where_it_is_and_changes_its_layers(whole, visit, theatre):
    visited = visit(whole)
    visited.map.evaluate("() => { window.markOfTest = map.markOfTest = 'still here'; }")
    visited.zoom_in()
    visited.drag(-120, 60)
    before = visited.view()
    visited.press_button("First 3 days")
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


def strikes_shown(situation: Situation) -> set[str]:
    """In the area, and small and grey outside it."""
    return pins(situation, strikes=True) | shown_outside(situation, strikes=True)


def shown_outside(situation: Situation, *, strikes: bool = False) -> set[str]:
    outside = situation.events_outside[is_pinned(situation.events_outside)]
    return set(outside.loc[(outside["strike"] != "") | (not strikes), "event_id"])


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


def test_filters_are_drawn_once_they_are_open_and_hold_though_they_are_shut_again(whole, visit):
    visited = visit(whole)
    boxes = visited.page.get_by_test_id("stSidebar").get_by_role("switch")
    expect(boxes).to_have_count(0)
    visited.switch("Strikes only")
    visited.shut_filters()
    expect(boxes).to_have_count(0)
    visited.press_button("Hama falls")
    expect(visited.page).to_have_url(re.compile("from=2024-12-01.*strikes=only"))
    visited.open_filters()
    expect(boxes.first).to_be_checked()


def test_a_place_that_changed_hands_is_pressed_for_its_reports_and_the_way_back(front_page):
    front_page.open_tab("What changed")
    front_page.press_button("Hama · 5 Dec 2024 · Government → HTS")
    expect(front_page.details).to_contain_text("Hama")
    expect(front_page.details).to_contain_text("Decided by")
    front_page.back_to_the_list()
    expect(front_page.page.get_by_role("button", name="Hama · 5 Dec 2024 · Government → HTS")).to_be_visible()


def test_a_legend_that_is_shut_stays_shut_when_the_days_change(whole, visit):
    visited = visit(whole)
    title, row = visited.page.get_by_text("Legend, "), visited.page.locator(".fl-legend li").first
    expect(row).to_be_visible()
    title.click()
    visited.press_button("Hama falls")
    expect(title).to_have_text("Legend, 6 Dec 2024")
    expect(row).not_to_be_visible()


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


@pytest.mark.parametrize("press", [(4, 4), (1, 4)], ids=["pressed", "drawn along the bars"])
def test_a_press_on_a_bar_sets_the_nearer_end_of_the_range_to_its_day(syria, visit, press):
    """The page opens on 27 November, the second of the bars; the fifth is 30 November."""
    visited = visit(syria)
    first, last = (visited.page.locator(".fl-bars > span").nth(bar).bounding_box() for bar in press)
    visited.page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    visited.page.mouse.down()
    visited.page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=4)
    visited.page.mouse.up()
    expect(visited.page).to_have_url(re.compile("from=2024-11-30"))


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_covers_the_ends_of_the_range_of_days(syria, visit, viewport):
    visited = visit(syria, viewport=viewport, area="hama")
    ends = visited.page.locator(".st-key-day-strip .stSlider [role=group] > * > div:has(input)")
    expect(ends).to_have_count(2)
    for end in ends.all():
        assert end.evaluate("""(end) => {
            const { left, width, bottom } = end.getBoundingClientRect();
            return end.contains(document.elementFromPoint(left + width / 2, bottom - 1));
        }""")


def test_the_link_past_the_controls_speaks_the_language_of_the_page(syria, visit):
    skip = visit(syria, lang="ar").page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text("انتقل إلى المحتوى الرئيسي")
