"""The page on disk in a real Chromium: opened from a file, with every other request refused and held against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from briefing.job.brief import brief_of, default_layers
from briefing.job.formats import make
from briefing.job.request import Request
from geo.analysis.evidence import explain
from geo.theatre.loader import read_theatre
from layers import all_layers
from tests.browser.hostile import BATTLE, GATE, GROUND, write_hostile_theatre
from tests.browser.player import HELD_CLOCK
from tests.browser.visit import LAPTOP, PHONE
from tests.browser.waiting import MAP_AT_REST, PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

DAYS = 13
WHOLE = DAYS
DESERT = (34.7, 39.0)  # the ground of As-Sukhnah, which reports speak of
"""Ground far from any event of the theatre (latitude, longitude)."""


@pytest.fixture(scope="module")
def syria_page(theatre, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "syria.html"
    make(brief_of(theatre, Request(filters=theatre.everything, layers=default_layers())), path)
    return path


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("exported-hostile")
    hostile = read_theatre(write_hostile_theatre(folder / "theatre"))
    layers = frozenset(layer.id for layer in all_layers())
    make(brief_of(hostile, Request(filters=hostile.everything, layers=layers, title="<b>Bold</b>")), folder / "h.html")
    return folder / "h.html"


class Exported:
    """One reader with the file open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def popup(self) -> Locator:
        return self.page.locator(".frontline-popup .details")

    @property
    def stamp(self) -> Locator:
        return self.page.locator(".frontline-stamp")

    @property
    def at(self) -> int:
        return int(self.page.evaluate("() => map.frontline.playback.at"))

    def with_held_clock(self) -> Exported:
        """Its days play by the clock that `let` moves."""
        self.page.evaluate(HELD_CLOCK)
        return self

    def let(self, milliseconds: float) -> None:
        self.page.evaluate("(wait) => window.passTime(wait)", milliseconds)

    def refs(self, kind: str) -> set[str]:
        refs = self.page.evaluate("() => map.frontline.drawn.flatMap((layer) => layer.refs || [])")
        return {ref for ref in refs if ref and ref.startswith(f"{kind}:")}

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def click(self, latitude: float, longitude: float) -> None:
        """Once the map stands still, for it moves to make room for what an earlier click was told; in the middle of the
        map where that took the spot out of sight."""
        self.page.evaluate(MAP_AT_REST)
        self.page.evaluate(
            "(p) => { if (!map.getBounds().pad(-0.25).contains(p)) map.panTo(p, {animate: false}); }",
            [latitude, longitude],
        )
        at = self.page.evaluate(
            "(p) => { const at = map.latLngToContainerPoint(p); return [at.x, at.y]; }", [latitude, longitude]
        )
        box = self.page.locator("#map").bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + at[0], box["y"] + at[1])

    def figure(self, label: str) -> Locator:
        return self.page.locator(".figures tr", has_text=label).locator("td").first


Open = Callable[..., Exported]


@pytest.fixture
def open_file(chromium: Browser) -> Iterator[Open]:
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opened(path: Path, *, viewport: dict[str, int] = LAPTOP) -> Exported:
        context = chromium.new_context(viewport=viewport)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        own = path.as_uri()

        def only_the_file(route: Route) -> None:
            if route.request.url == own:
                return route.continue_()
            trouble.append(f"asked for {route.request.url[:200]}")
            return route.abort()

        context.route("**/*", only_the_file)
        page = context.new_page()
        page.on("websocket", lambda socket: trouble.append(f"asked for {socket.url}"))
        page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))
        page.on("console", lambda said: trouble.append(f"console: {said.text}"))
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(own)
        page.wait_for_function("() => window.map && map.frontline.playback")
        return Exported(page)

    yield opened
    for context in contexts:
        context.close()
    assert not trouble


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_it_opens_from_disk_on_the_whole_range(syria_page, open_file, viewport):
    exported = open_file(syria_page, viewport=viewport)
    expect(exported.stamp).to_contain_text("26 Nov 2024 to 8 Dec 2024")
    assert exported.at == WHOLE
    assert len(exported.refs("event")) > 100
    assert exported.refs("crossing")
    assert exported.refs("area")
    page = exported.page
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    frame = page.locator("#map").bounding_box()
    for part in [exported.stamp, page.locator(".frontline-player"), *page.locator(".frontline-player button").all()]:
        box = part.bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_the_length_on_the_scale_bar_stays_inside_it(syria_page, open_file):
    page = open_file(syria_page, viewport=PHONE).page
    page.evaluate("() => map.setView([36.5, 37], 7, { animate: false })")  # a bar is never shorter than there
    bar = page.locator(".leaflet-control-scale-line")
    assert bar.inner_text() == "50 km"
    assert bar.evaluate("(bar) => bar.scrollWidth <= bar.clientWidth")


def test_the_slider_changes_the_day_the_ground_the_legend_and_the_figures(syria_page, open_file):
    exported = open_file(syria_page)
    page = exported.page
    expect(page.locator(".parties li", has_text="Southern rebels")).to_be_visible()
    last = exported.figure("Government").inner_text()
    page.get_by_label("Day", exact=True).fill("0")
    expect(exported.stamp).to_contain_text("26 Nov 2024")
    expect(page.locator("#figures-day")).to_have_text("26 Nov 2024")
    expect(page.locator(".parties li", has_text="Southern rebels")).to_be_hidden()
    first = exported.figure("Government").inner_text()
    assert int(first.replace(",", "")) > 100_000
    assert last == "0", "the army holds nothing on the last day"
    exported.press("All days")
    expect(exported.figure("Government")).to_have_text(last)
    assert exported.at == WHOLE


def test_a_layer_that_is_off_has_no_sample_among_the_parties(syria_page, open_file):
    page = open_file(syria_page).page
    hts = page.locator(".parties li", has_text="HTS")
    strong, pale = hts.locator("[data-of=change]"), hts.locator("[data-of=control]")
    page.get_by_role("checkbox", name="Change in the range").uncheck()
    expect(strong).to_be_hidden()
    expect(pale).to_be_visible()
    page.get_by_role("checkbox", name="Areas of control").uncheck()
    expect(hts).to_be_hidden()
    page.get_by_role("checkbox", name="Change in the range").check()
    expect(strong).to_be_visible()
    expect(pale).to_be_hidden()


def test_it_plays_to_the_last_day_and_stops_there(syria_page, open_file):
    exported = open_file(syria_page).with_held_clock()
    exported.page.get_by_label("Speed").select_option("4 days/s")
    exported.press("Play")
    exported.let(250 * (DAYS - 1))
    assert exported.at == DAYS - 1
    expect(exported.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(exported.stamp).to_contain_text("8 Dec 2024")


def test_a_popup_tells_of_the_day_that_is_shown(syria_page, open_file, theatre):
    exported = open_file(syria_page)
    page = exported.page
    exported.click(*DESERT)
    expect(exported.popup).to_contain_text("On 8 Dec 2024")
    expect(exported.popup).to_contain_text("Decided by")
    expect(exported.popup).to_contain_text("What would change it")
    title = exported.popup.locator("h3").inner_text()
    place = next(key for key, row in theatre.places.iterrows() if title.startswith(row["name_en"]))
    page.get_by_label("Day", exact=True).fill("0")
    expect(exported.popup).to_contain_text("On 26 Nov 2024")
    state = explain(theatre, place, theatre.start).state
    expect(exported.popup).to_contain_text(theatre.factions[state.parties[0]].short_en)
    page.locator(".leaflet-popup-close-button").click()
    expect(exported.popup).to_have_count(0)


def test_an_event_shows_its_sources_with_links_that_tell_the_other_site_nothing(syria_page, open_file):
    exported = open_file(syria_page)
    page = exported.page
    page.evaluate(
        """() => {
            const points = map.frontline.drawn.find((l) => l.refs && l.refs[0] && l.refs[0].startsWith("event:"));
            map.setView([points.lat[0], points.lon[0]], 13, { animate: false });
        }"""
    )
    point = page.evaluate(
        """() => {
            const points = map.frontline.drawn.find((l) => l.refs && l.refs[0] && l.refs[0].startsWith("event:"));
            const { x, y } = points.shown[0];
            const at = map.layerPointToLatLng([x, y]);
            return [at.lat, at.lng];
        }"""
    )
    exported.click(*point)
    for word in ("When", "Where", "Casualties", "Grade", "Source"):
        expect(exported.popup.locator("dt", has_text=re.compile(f"^{word}$"))).to_have_count(1)
    link = exported.popup.locator("a").first
    assert re.match("https?://", str(link.get_attribute("href")))
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")


def test_a_layer_can_be_switched_off_and_on(syria_page, open_file):
    exported = open_file(syria_page)
    events, areas = exported.refs("event"), exported.refs("area")
    box = exported.page.get_by_role("checkbox", name="Areas of control")
    box.uncheck()
    assert not exported.refs("area")
    assert exported.refs("event") == events
    expect(exported.page.locator("[data-layer=control] ul")).to_be_hidden()
    exported.page.get_by_label("Day", exact=True).fill("3")
    assert not exported.refs("area")
    exported.press("All days")
    box.check()
    assert exported.refs("area") == areas
    order = exported.page.evaluate("() => map.frontline.drawn.map((layer) => layer.payload.level)")
    assert order == sorted(order, key=["ground", "areas", "lines", "circles", "points", "labels"].index)


def test_the_language_changes_page_and_map(syria_page, open_file):
    exported = open_file(syria_page)
    page = exported.page
    page.get_by_label("Day", exact=True).fill("9")
    page.get_by_role("button", name="العربية").click()
    assert page.evaluate("() => [document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("دمشق"), use_inner_text=True)
    expect(exported.stamp).to_contain_text("5 كانون الأول 2024")
    expect(page.locator(".frontline-label", has_text="حلب").first).to_be_visible()
    assert exported.at == 9
    page.get_by_role("button", name=re.compile("Both")).click()
    label = page.locator(".frontline-label", has_text="Aleppo").first
    expect(label).to_contain_text("حلب")
    assert page.evaluate("() => document.documentElement.dir") == "ltr"


def test_everything_can_be_done_with_the_keyboard(syria_page, open_file):
    exported = open_file(syria_page).with_held_clock()
    page = exported.page
    page.locator("#map").focus()
    page.keyboard.press("ArrowLeft")
    assert exported.at == DAYS - 1
    page.keyboard.press(" ")
    exported.let(2_000)
    assert exported.at == 2
    page.keyboard.press(" ")
    exported.let(1_000)
    assert exported.at == 2
    page.keyboard.press("Enter")
    expect(exported.popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(exported.popup).to_have_count(0)
    page.get_by_label("Day", exact=True).focus()
    page.keyboard.press("Home")
    assert exported.at == 0


def test_tab_goes_from_mark_to_mark_and_back_to_the_one_whose_words_were_shut(syria_page, open_file):
    exported = open_file(syria_page)
    page = exported.page
    mark = page.locator(".frontline-mark-focus")
    page.locator("#map").focus()
    page.keyboard.press("Tab")
    words = mark.get_attribute("aria-label")
    page.keyboard.press("Enter")
    expect(exported.popup).to_be_focused()
    expect(exported.popup).to_contain_text(re.split("[,:]", words)[0])
    page.keyboard.press("Escape")
    expect(exported.popup).to_have_count(0)
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-label", words)
    page.keyboard.press("Escape")
    expect(page.locator("#map")).to_be_focused()


def test_hostile_text_stays_text_wherever_it_is_shown(hostile_page, open_file):
    exported = open_file(hostile_page)
    page = exported.page
    for spot in (BATTLE, GATE, GROUND):
        exported.click(*spot)
        expect(exported.popup).to_contain_text("<img src=x onerror")
        assert exported.popup.locator("img, script, a[href^='javascript']").count() == 0
        page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("<b>Bold</b>")
    assert page.evaluate("() => window.injected") is None


def test_it_prints_on_one_sheet_with_legend_and_sources_and_without_controls(syria_page, open_file, tmp_path):
    exported = open_file(syria_page)
    view = exported.page.evaluate("() => [map.getZoom(), map.getCenter().lat]")
    exported.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, print_background=True)
    sheets = pypdf.PdfReader(tmp_path / "page.pdf").pages
    assert len(sheets) == 1
    width, height = (float(side) / 72 * 25.4 for side in sheets[0].mediabox.upper_right)
    assert (width, height) == pytest.approx((297, 210), abs=0.5)
    words = sheets[0].extract_text()
    for wanted in (
        "Control at the end of each day",
        "Aleppo",
        "Battle",
        "Natural Earth",
        "do not imply",
        "Frontline 0.1",
    ):
        assert wanted in words
    assert "All days" not in words
    assert exported.page.evaluate("() => [map.getZoom(), map.getCenter().lat]") == pytest.approx(view, rel=1e-4)
