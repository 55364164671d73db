"""The map in its frame: moved by mouse, wheel and keys, its shapes and names at every zoom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visit import LAPTOP, MAP_FRAME, PHONE
from tests.suites import first_quick


def test_whoever_goes_nearer_is_sent_finer_shapes_once(whole, visit):
    visited = visit(whole).settled()
    vertices = """() => map.frontline.drawn.filter((layer) => layer.payload.level === "areas")
      .reduce((count, layer) => count + layer.lon.length, 0)"""
    finest, coarse = visited.map.evaluate("() => map.frontline.finest"), visited.map.evaluate(vertices)
    visited.show(36.2, 37.16, finest + 1)
    visited.settled()
    asked_at = visited.view()[0]
    assert asked_at > finest
    assert visited.map.evaluate("() => map.frontline.finest") == asked_at + 2
    assert visited.map.evaluate(vertices) > 1.1 * coarse
    visited.show(36.2, 37.16, asked_at + 2)
    visited.settled()
    assert visited.map.evaluate("() => map.frontline.finest") == asked_at + 2


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_lines_of_a_name_end_evenly_on_the_side_of_its_point_whichever_way_they_are_read(syria, visit, language):
    lines = (
        visit(syria, lang=language)
        .settled()
        .map.evaluate("""() => {
        const names = [...document.querySelectorAll(".frontline-label")].filter((one) => one.style.visibility === "");
        const sides = (row) => {
            const words = document.createRange();
            words.selectNodeContents(row);
            const { left, right } = words.getBoundingClientRect();
            return { left, right, center: (left + right) / 2 };
        };
        return names.map((one) => [one.style.textAlign, [...one.querySelectorAll("bdi")].map(sides)])
            .filter(([, lines]) => lines.length > 1);
    }""")
    )
    beside_alone = language == "ar"  # names with a wide second line have no room over or under their place there
    assert {side for side, _ in lines} >= ({"left"} if beside_alone else {"left", "center"})
    for side, (first, *others) in lines:
        assert [row[side] for row in others] == pytest.approx([first[side]] * len(others), abs=1.5)


@pytest.mark.thorough
def test_the_number_of_the_scale_bar_stands_before_its_unit_in_arabic_as_it_is_read(syria, visit):
    scale = visit(syria, lang="ar").on_map.locator(".leaflet-control-scale-line")
    expect(scale).to_have_text("30 كم")
    number, unit = scale.evaluate("""(bar) => [[0, 2], [3, 5]].map(([from, to]) => {
        const words = document.createRange();
        words.setStart(bar.firstChild, from);
        words.setEnd(bar.firstChild, to);
        return words.getBoundingClientRect().left;
    })""")
    assert number > unit


@pytest.mark.thorough
def test_a_name_that_stands_far_from_its_place_has_a_line_to_it(syria, visit, theatre):
    """From afar the count of Aleppo's events and those around it push its name away."""
    visited = visit(syria, viewport=PHONE).settled()
    aleppo = theatre.places.geometry["170063"]
    gap, line = visited.map.evaluate(
        """([lat, lon]) => {
        const box = map.getContainer().getBoundingClientRect();
        const at = map.latLngToContainerPoint([lat, lon]);
        const near = (one) => {
            const { left, right, top, bottom } = one.getBoundingClientRect();
            const [x, y] = [at.x + box.left, at.y + box.top];
            return Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom)));
        };
        const names = [...document.querySelectorAll(".frontline-label")];
        const name = names.find((one) => one.textContent.startsWith("Aleppo"));
        const lines = [...name.querySelectorAll(".frontline-label-leader")].filter((one) => !one.hidden);
        return [Math.min(...[...name.querySelectorAll("bdi")].map(near)), lines.length ? near(lines[0]) : null];
    }""",
        [aleppo.y, aleppo.x],
    )
    assert gap > 30
    assert line is not None
    assert line < gap / 2


@pytest.mark.parametrize(
    ("question", "window", "zoom"),
    first_quick(
        [
            ({}, LAPTOP, None),
            ({"lang": "ar"}, LAPTOP, None),
            ({}, PHONE, None),
            ({"lang": "ar"}, PHONE, None),
            ({}, LAPTOP, 10),
            ({"mode": "control"}, LAPTOP, 10),
        ],
        parameters=3,
    ),
    ids=["English", "Arabic", "phone", "Arabic phone", "near by", "who holds"],
)
def test_no_name_stands_on_a_symbol_or_a_box_or_under_a_tool_or_the_legend(syria, visit, question, window, zoom):
    """Those of crossings are symbols too. Arabic notes are the widest; on all these screens there is room."""
    visited = visit(syria, viewport=window, **question).settled()
    if zoom:
        visited.show(36.2, 37.16, zoom)
    names, symbols, met = visited.map.evaluate("""() => {
        const boxes = (found) => [...document.querySelectorAll(found)].map((one) => one.getBoundingClientRect());
        const shown = (one) => one.style.visibility === "";
        const names = [...document.querySelectorAll(".frontline-label")].filter(shown);
        const symbols = boxes(".frontline-point, .frontline-ring circle, .frontline-badge circle")
            .map(({ left, top, right, bottom }) => [left + 3, top + 3, right - 3, bottom - 3]);
        const [at, corner] = [map.getContainer().getBoundingClientRect(), map.containerPointToLayerPoint([0, 0])];
        const [dx, dy] = [at.left - corner.x, at.top - corner.y];
        const moved = ([left, top, right, bottom]) => [left + dx, top + dy, right + dx, bottom + dy];
        const hidden = frontline.covers(map).map(moved);
        const chips = boxes(".frontline-chip").map(({ left, top, right, bottom }) => [left, top, right, bottom]);
        const over = [...symbols, ...chips, ...hidden];
        const meets = (one) => over.some(([left, top, right, bottom]) => {
            const box = one.getBoundingClientRect();
            return box.left < right && box.right > left && box.top < bottom && box.bottom > top;
        });
        return [names.length, symbols.length, names.filter(meets).map((one) => one.textContent)];
    }""")
    assert names > 5
    assert symbols > 5
    assert met == []


@pytest.mark.thorough
def test_a_name_that_a_second_layer_brings_as_well_is_written_once(syria, visit):
    visited = visit(syria).settled()
    seen = """() => [...document.querySelectorAll(".frontline-label")].filter((one) => one.style.visibility === "")
        .map((one) => one.children[0].textContent).sort()"""
    names = visited.map.evaluate(seen)
    visited.map.evaluate("""() => {
        const first = map.frontline.drawn.find((layer) => layer.payload.level === "labels");
        window.second = new frontline.kinds.labels(first.payload, first.side).addTo(map);
    }""")
    assert visited.map.evaluate(seen) == names != []
    visited.map.evaluate("() => window.second.remove()")
    assert visited.map.evaluate(seen) == names


@pytest.mark.thorough
def test_finer_shapes_that_were_asked_for_in_vain_come_with_the_next_drawing(whole, visit):
    visited = visit(whole).settled()
    finest = visited.map.evaluate("""() => {
        const send = Streamlit.setComponentValue;
        Streamlit.setComponentValue = () => (Streamlit.setComponentValue = send);  // the first is lost
        return map.frontline.finest;
    }""")
    visited.show(36.2, 37.16, finest + 1)
    assert visited.map.evaluate("() => [map.frontline.finest, map.frontline.asksFiner]") == [finest, True]
    visited.press_button("Hama falls")
    visited.settled()
    assert visited.map.evaluate("() => map.frontline.finest > map.getZoom()")


@pytest.mark.thorough
def test_a_click_is_heard_though_the_map_asks_for_finer_shapes_in_the_same_moment(whole, visit, theatre):
    visited = visit(whole, layers="control~ground").settled()
    point = theatre.places.geometry["170017"]
    visited.map.evaluate(
        """([lat, lon]) => {
        const { tell } = window.frontline;
        tell("click", { lat, lon, ref: null, within: 100, day: null });
        tell("zoom", { zoom: map.frontline.finest + 1 });
    }""",
        [point.y, point.x],
    )
    expect(visited.details).to_contain_text("Hama")
    visited.settled()
    assert visited.map.evaluate("() => map.frontline.finest > map.getZoom()")


@pytest.mark.thorough
def test_without_a_mouse_the_map_is_moved_by_arrow_keys_and_asked_by_enter(whole, visit, theatre):
    visited = visit(whole, layers="control~ground")
    point = theatre.places.geometry["170017"]
    visited.show(point.y, point.x, 10)
    before = visited.view()
    assert "Enter asks" in visited.page.locator(MAP_FRAME).get_attribute("title")
    visited.page.locator(MAP_FRAME).focus()
    visited.map.evaluate("() => map.getContainer().focus()")
    visited.page.keyboard.press("Enter")
    expect(visited.details).to_contain_text("Hama")
    visited.settled()
    visited.page.keyboard.press("ArrowRight")
    visited.at_rest()
    assert visited.view()[2] > before[2]


@pytest.mark.thorough
def test_the_wheel_scrolls_the_page_until_the_map_was_pressed_and_a_button_leads_home(whole, visit):
    visited = visit(whole)
    began = visited.view()
    box = visited.page.locator(MAP_FRAME).bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    hint = visited.on_map.locator(".frontline-hint-seen")
    visited.page.mouse.move(*middle)
    visited.page.mouse.wheel(0, -300)
    expect(hint).to_contain_text("Ctrl")
    assert visited.view() == began
    visited.page.keyboard.down("Control")
    visited.page.mouse.wheel(0, -300)
    visited.map.wait_for_function("(before) => map.getZoom() > before", arg=began[0])
    visited.page.keyboard.up("Control")
    visited.at_rest()
    visited.on_map.get_by_role("button", name="Back to the whole area").click()
    visited.map.wait_for_function("(before) => map.getZoom() === before", arg=began[0])
    visited.at_rest()
    assert visited.view() == pytest.approx(began, abs=0.01)  # degrees: the window may have settled meanwhile


@pytest.mark.thorough
@pytest.mark.parametrize("wait", [0, 50])
def test_a_frame_that_grows_while_the_map_flies_home_leaves_it_there(whole, visit, wait):
    """`wait`: ms after the flight began; 0: before the frame of the screen in which it does."""
    visited = visit(whole)
    visited.zoom_in()
    fitted = visited.map.evaluate(
        """(wait) => new Promise((landed) => {
      map.once("zoomend", () => setTimeout(() => landed(map.frontline.fitted), 0));
      document.querySelector(".frontline-home").click();
      const grow = () => {
        map.getContainer().style.height = map.getContainer().offsetHeight + 40 + "px";
        map.invalidateSize({ pan: false });
      };
      wait ? map.once("zoomanim", () => setTimeout(grow, wait)) : grow();
    })""",
        wait,
    )
    assert fitted is not None
    west, south, east, north = fitted
    assert visited.map.evaluate(
        "(box) => map.getZoom() === map.getBoundsZoom(box, false, [16, 16])", [[south, west], [north, east]]
    )


@pytest.mark.thorough
def test_home_is_found_though_it_is_pressed_while_the_map_zooms(whole, visit):
    visited = visit(whole)
    began = visited.view()
    visited.map.evaluate("""() => new Promise((landed) => {
      map.once("zoomanim", () => document.querySelector(".frontline-home").click());
      map.once("zoomend", () => map.once("zoomend", landed));
      document.querySelector(".leaflet-control-zoom-in").click();
    })""")
    visited.at_rest()
    assert visited.view() == pytest.approx(began, abs=0.01)


@pytest.mark.thorough
def test_a_link_says_where_a_place_took_the_map_and_no_more_once_the_whole_area_is_shown(whole, visit):
    visited = visit(whole)
    visited.press(visited.page.locator(".st-key-flipped button").first)
    expect(visited.page).to_have_url(re.compile("[?&]at="))
    visited.press(visited.on_map.get_by_role("button", name="Back to the whole area"))
    expect(visited.page).not_to_have_url(re.compile("[?&]at="))


@pytest.mark.thorough
def test_the_map_does_not_leave_the_theatre(whole, visit, theatre):
    visited = visit(whole)
    visited.show(0.0, -60.0, 8)
    visited.map.wait_for_function("(edge) => map.getCenter().lng > edge", arg=theatre.extent[0] - 6)


@pytest.mark.thorough
def test_on_a_phone_the_credits_stand_behind_their_name_and_on_a_laptop_they_are_seen(syria, visit):
    on_laptop = visit(syria, viewport=LAPTOP).on_map.locator(".frontline-credits")
    expect(on_laptop).to_contain_text("GeoNames (CC BY 4.0)", use_inner_text=True)
    expect(on_laptop.locator("summary")).to_be_hidden()
    on_phone = visit(syria, viewport=PHONE).on_map.locator(".frontline-credits")
    expect(on_phone).to_have_text("Credits", use_inner_text=True)
    on_phone.locator("summary").click()
    expect(on_phone).to_contain_text("GeoNames (CC BY 4.0)", use_inner_text=True)


@pytest.mark.thorough
def test_the_credits_of_an_arabic_map_are_in_arabic_and_run_from_the_right(syria, visit):
    credits = visit(syria, viewport=LAPTOP, lang="ar").on_map.locator(".leaflet-control-attribution")
    expect(credits).to_contain_text("Natural Earth (ملك عام)، GSHHG 2.3.6", use_inner_text=True)
    expect(credits).to_have_css("direction", "rtl")


@pytest.mark.thorough
def test_credits_of_more_than_two_lines_stand_behind_their_name_on_a_laptop_too(syria, visit):
    visited = visit(syria, viewport=LAPTOP)
    visited.map.evaluate(
        "() => { map.attributionControl.addAttribution('word '.repeat(200)); frontline.foldCredits(map, false); }"
    )
    expect(visited.on_map.locator(".frontline-credits")).to_have_text("Credits", use_inner_text=True)


@pytest.mark.thorough
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP])
def test_the_buttons_of_the_map_are_icons_with_names_in_one_bar(syria, visit, viewport):
    visited = visit(syria, viewport=viewport)
    names = ("Zoom in", "Back to the whole area", "Measure a distance", "Draw an area, for its figures", "Draw ground")
    boxes = [visited.on_map.get_by_role("button", name=name, exact=True).bounding_box() for name in names]
    assert {box["x"] for box in boxes} == {boxes[0]["x"]}
    assert [box["y"] for box in boxes] == sorted({box["y"] for box in boxes})
    assert all(box["width"] <= 44 for box in boxes)


@pytest.mark.thorough
def test_the_scale_bar_is_in_the_language_of_the_reader(syria, visit):
    visited = visit(syria, lang="ar")
    visited.show(35, 37, 8)
    expect(visited.on_map.locator(".leaflet-control-scale-line")).to_have_text("50 كم")
    visited.show(35, 37, 14)
    expect(visited.on_map.locator(".leaflet-control-scale-line")).to_have_text("500 م")
    visited.choose("English")
    visited.settled()
    expect(visited.on_map.locator(".leaflet-control-scale-line")).to_have_text("500 m")
