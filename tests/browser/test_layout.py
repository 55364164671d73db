"""What is where on the page of the shipped theatre, on a laptop and on a phone, and what stays as it was put."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visit import LAPTOP, MAP_FRAME, PHONE
from tests.browser.waiting import wait_until
from tests.suites import first_quick

pytestmark = pytest.mark.browser


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


@pytest.mark.thorough
def test_on_a_phone_a_tab_that_is_pressed_comes_up_with_what_it_holds(syria, visit):
    visited = visit(syria, viewport=PHONE)
    tabs = visited.page.get_by_role("tablist").first
    for name in ("Strikes", "Places", "Strikes"):
        visited.open_tab(name)
        wait_until(visited.page, lambda: tabs.bounding_box()["y"] < PHONE["height"] / 2, "the tabs to come up")
        visited.page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")


@pytest.mark.thorough
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


NARROWEST = {"width": 320, "height": 700}


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
def test_at_320_pixels_the_button_of_the_filters_lies_over_no_other(syria, visit, language):
    visited = visit(syria, viewport=NARROWEST, lang=language)
    for button in visited.page.locator(".st-key-head button:visible").all():
        visited.in_reach(button)


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


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_legend_that_is_shut_stays_shut_when_the_days_change(whole, visit):
    visited = visit(whole)
    title, row = visited.page.get_by_text("Legend, "), visited.page.locator(".fl-legend li").first
    expect(row).to_be_visible()
    title.click()
    visited.press_button("Hama falls")
    expect(title).to_have_text("Legend, 6 Dec 2024")
    expect(row).not_to_be_visible()


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_the_link_past_the_controls_speaks_the_language_of_the_page(syria, visit):
    skip = visit(syria, lang="ar").page.get_by_test_id("stSkipToContent")
    expect(skip).to_have_text("انتقل إلى المحتوى الرئيسي")


@pytest.mark.parametrize("language", first_quick(["en", "ar"]))
def test_the_open_legend_has_ten_lines_of_text_at_most_and_covers_a_seventh_of_the_map(syria, visit, language):
    visited = visit(syria, viewport={"width": 1280, "height": 720}, lang=language).settled()
    legend = visited.page.locator(".st-key-legend")
    expect(legend.locator("details").first).to_have_attribute("open", "")
    lines = legend.evaluate("""(box) => {
        const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        const middles = [];
        for (let text; (text = texts.nextNode()); ) {
            if (!text.parentElement.checkVisibility() || text.parentElement.closest("svg")) continue;
            const range = document.createRange();
            range.selectNodeContents(text);
            const boxes = [...range.getClientRects()].filter(({ width }) => width);
            middles.push(...boxes.map(({ top, bottom }) => (top + bottom) / 2));
        }
        return middles.sort((one, other) => one - other).filter((y, n, all) => !n || y - all[n - 1] > 6).length;
    }""")
    assert 6 <= lines <= 10
    covered, whole = (part.bounding_box() for part in (legend, visited.page.locator(MAP_FRAME)))
    assert covered["width"] * covered["height"] * 7 <= whole["width"] * whole["height"]
