"""The page in a real Chromium. Every visit ends with the same question: did the page stay with its own server,
without an error in the console and without a dialog?"""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, FrameLocator, Locator, Page, expect, sync_playwright

from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from scripts.browser import REMEDY, SWITCHES, find_browser
from tests.browser.hostile import write_hostile_theatre
from tests.browser.runs import Runs
from tests.browser.waiting import MAP_AT_REST, PATIENCE_MS, PATIENCE_S, TWO_FRAMES

ROOT = Path(__file__).parent.parent.parent
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

MAP_FRAME = "iframe[src*='streamlit_folium']"

ONE_RENDERER = "--process-per-site"
"""The tabs of a window are drawn by one process, which keeps the page's scripts compiled from tab to tab."""

STANDS_STILL = """(node) => new Promise((done) => {
  let last = "", same = 0;
  const opening = () => document.getAnimations().some((one) =>
    one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime));
  const look = () => {
    const at = node.getBoundingClientRect();
    const now = [at.x, at.y, at.width, at.height].join();
    same = now === last && !opening() ? same + 1 : 0;
    last = now;
    same < 3 ? requestAnimationFrame(look) : done();
  };
  look();
})"""
"""Done when a part of the page has been at one place for three frames of the screen, and nothing still opens or slides.
A press on what moves can fall on one thing and be let go over its neighbour: then neither is pressed."""

IN_REACH = """(node, patience) => new Promise((done, fail) => {
  const end = performance.now() + patience;
  let over;
  const atCentre = (part, x, y) => {
    const top = part.ownerDocument.elementFromPoint(x, y);
    over = top;
    if (!top || !(part.contains(top) || top.contains(part) && top.closest("label"))) return false;
    const frame = part.ownerDocument.defaultView.frameElement;
    if (!frame) return true;
    const box = frame.getBoundingClientRect();
    return atCentre(frame, box.x + x, box.y + y);
  };
  const look = () => {
    const { x, y, width, height } = node.getBoundingClientRect();
    if (atCentre(node, x + width / 2, y + height / 2)) done();
    else if (performance.now() > end) fail(new Error("covered by " + (over && over.outerHTML.slice(0, 200))));
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Done when nothing lies over the middle of a control, in its frame or in the page around it. Playwright would scroll
what is covered until a press gets through; a reader has no such way."""


ON_THE_MAP = """(point) => {
  const { x, y } = map.latLngToContainerPoint(point);
  const top = document.elementFromPoint(x, y);
  if (top === map.getContainer() || map.getPane("mapPane").contains(top)) return;
  throw new Error(top ? "covered by " + top.outerHTML.slice(0, 200) : "outside the frame");
}"""
"""Throws where a point of the ground is outside the frame, or lies under a part of the map that is no ground."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    executable = find_browser()
    if executable is None:
        pytest.fail(f"The browser tests need a browser. Run: make browser. {REMEDY}", pytrace=False)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*SWITCHES, ONE_RENDERER])
        yield browser
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(log: Path, script: str = "app.py", **settings: str) -> Iterator[str]:
    """The page on a free port, with `settings` in its environment; ends only the process started here."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.fileWatcherType", "none"]
    environment = {**os.environ, "FRONTLINE_DATA": "", **settings}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_healthy(f"http://localhost:{port}/_stcore/health", server, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with direct.open(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"Streamlit did not start:\n{log.read_text(errors='replace')}", pytrace=False)


@pytest.fixture(scope="session")
def syria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the page on the shipped theatre."""
    with served(tmp_path_factory.mktemp("syria") / "server.log") as address:
        yield address


@pytest.fixture(scope="session")
def whole(syria: str) -> str:
    """Address of the same page, asked for all of the theatre: what it opens on by itself is a part."""
    return f"{syria}/?area=syria&from=2024-11-26&to=2024-12-08"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the page on a small theatre whose every text is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile_theatre(folder / "theatre")
    with served(folder / "server.log", FRONTLINE_DATA=str(folder / "theatre")) as address:
        yield address


@dataclass(frozen=True)
class World:
    """A theatre on a server that is shared: address of the page on it, and its folder."""

    address: str
    folder: Path


@dataclass(frozen=True)
class Worlds:
    """Small theatres on one server, each on a page of its own: a start of the server costs more than most tests."""

    server: str
    folder: Path
    numbers: Iterator[int]

    def take(self, written: Path) -> World:
        """Serve a theatre that was written elsewhere, from a folder of a name of its own."""
        folder = self.folder / f"world-{next(self.numbers)}"
        shutil.move(written, folder)
        return World(f"{self.server}/?theatre={folder.name}", folder)


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """A server for theatres that tests write."""
    folder = tmp_path_factory.mktemp("worlds")
    with served(tmp_path_factory.mktemp("log") / "server.log", FRONTLINE_THEATRES=str(folder)) as server:
        yield Worlds(server, folder, itertools.count(1))


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """The shipped theatre, as the page reads it."""
    return read_theatre(ROOT / "data")


class Visit:
    """One reader with the page open, and what a test asks of it."""

    def __init__(self, page: Page, runs: Runs) -> None:
        self.page = page
        self.runs = runs

    def settled(self) -> Visit:
        """Wait until the last run of the page is over and the map has its layers and stands still."""
        self.run_over()
        self.on_map.locator(".frontline-map").wait_for()
        self.map.wait_for_function("() => !(map.getZoom() > map.frontline.finest)")  # finer shapes are on their way
        self.run_over()
        self.map.wait_for_function("() => map.frontline.viewed")  # told after the layers
        self.at_rest()
        return self

    def run_over(self) -> None:
        """Wait until every run of the page that was asked for is over, and what it sent is shown."""
        self.runs.wait_until_over()
        app = self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]")
        app.evaluate(STANDS_STILL)

    def press(self, control: Locator) -> None:
        """Click a control of the page, as a reader does who waits until it has come and stands still."""
        self.come_to(control)
        self.in_reach(control)
        control.click()

    def in_reach(self, control: Locator) -> None:
        """Wait until nothing lies over a control."""
        control.evaluate(IN_REACH, PATIENCE_MS)

    def come_to(self, part: Locator) -> None:
        """Scroll to a part of the page once it has come, and wait until it stands still."""
        self.run_over()
        if part.evaluate("(node) => Boolean(node.closest('[data-testid=stSidebar]'))"):
            self.open_filters()
        part.scroll_into_view_if_needed()
        part.evaluate(STANDS_STILL)

    def open_filters(self) -> None:
        """Open the filters, if they are shut: the map becomes narrower."""
        opener = self.page.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            opener.click()
            filters = self.page.get_by_test_id("stSidebar")
            filters.evaluate(STANDS_STILL)
            expect(filters.locator(".st-key-base_map")).to_be_visible()  # the last of them

    def shut_filters(self) -> None:
        """Shut the filters, if they are open, and wait until the map has its place back."""
        filters = self.page.get_by_test_id("stSidebar")
        if filters.get_attribute("data-collapsed") == "false":
            filters.hover()  # the button shows itself to the pointer alone
            filters.get_by_test_id("stSidebarCollapseButton").locator("button").click()
            expect(filters.locator(".st-key-base_map")).to_have_count(0)
            filters.evaluate(STANDS_STILL)

    def press_button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name))

    def switch(self, name: str, *, on: bool = True) -> None:
        """Press a switch or a box, which stands as `on` says from then on."""
        box = self.page.get_by_role("switch", name=name, exact=True).or_(
            self.page.get_by_role("checkbox", name=name, exact=True)
        )
        self.run_over()
        if not box.count():
            self.open_filters()
        expect(box).to_be_checked(checked=not on)
        self.press(self.page.get_by_text(name, exact=True))
        expect(box).to_be_checked(checked=on)

    def choose(self, name: str, *, inside: Locator | None = None) -> None:
        """Press one of several words that stand side by side, which is chosen from then on."""
        word = (inside or self.page).get_by_role("radio", name=name, exact=True)
        self.press(word)
        expect(word).to_be_checked()

    def pick(self, box: Locator, option: str) -> None:
        """Choose from a list that opens under its field."""
        self.press(box)
        self.press(self.page.get_by_role("option", name=option).first)
        expect(self.page.get_by_role("option")).to_have_count(0)

    def open_tab(self, name: str) -> None:
        tab = self.page.get_by_role("tab", name=name, exact=True)
        self.press(tab)
        expect(tab).to_have_attribute("aria-selected", "true")

    def back_to_the_list(self) -> None:
        """Shut the details of what was clicked, if they are open: the tabs have the column again."""
        if (back := self.page.get_by_role("button", name="Back to the list")).is_visible():
            self.press(back)

    @property
    def map(self) -> Frame:
        """The frame of the map; streamlit-folium keeps the Leaflet map in its `window.map`."""
        frame = self.page.locator(MAP_FRAME).element_handle().content_frame()
        assert frame is not None
        return frame

    @property
    def on_map(self) -> FrameLocator:
        return self.page.frame_locator(MAP_FRAME)

    def view(self) -> tuple[float, float, float]:
        """Zoom and centre (latitude, longitude) of the map."""
        return tuple(self.map.evaluate("() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"))

    def refs(self, kind: str) -> set[str]:
        """Ids of the features of one kind that the map draws: of "event", "crossing" or "area"."""
        refs = self.map.evaluate("() => map.frontline.drawn.flatMap((layer) => layer.refs || [])")
        return {ref.partition(":")[2] for ref in refs if ref and ref.startswith(f"{kind}:")}

    def wait_for_refs(self, kind: str, wanted: set[str]) -> None:
        self.map.wait_for_function(
            "([kind, wanted]) => { const refs = map.frontline.drawn.flatMap((layer) => layer.refs || [])"
            ".filter((ref) => ref && ref.startsWith(kind + ':'));"
            "return refs.length === wanted.length && wanted.every((id) => refs.includes(kind + ':' + id)); }",
            arg=[kind, sorted(wanted)],
        )

    def drag(self, dx: int, dy: int) -> None:
        """Pan the map with the mouse."""
        self.settled()
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx / 2, y + dy / 2)
        self.page.mouse.move(x + dx, y + dy)
        self.page.mouse.up()
        self.at_rest()

    def zoom_in(self) -> None:
        self.settled()
        before = self.view()[0]
        self.on_map.get_by_role("button", name="Zoom in").click()
        self.map.wait_for_function("(before) => map.getZoom() > before", arg=before)
        self.at_rest()

    def at_rest(self) -> None:
        """Wait until the map has stopped."""
        self.map.evaluate(MAP_AT_REST)

    def show(self, latitude: float, longitude: float, zoom: float) -> None:
        self.settled()
        self.map.evaluate("(v) => map.setView([v[0], v[1]], v[2], {animate: false})", [latitude, longitude, zoom])

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where on the screen a point of the ground is, once the map stands still."""
        self.settled()
        at = self.map.evaluate("(p) => { const at = map.latLngToContainerPoint(p); return [at.x, at.y]; }",
                               [latitude, longitude])  # fmt: skip
        box = self.page.locator(MAP_FRAME).bounding_box()
        assert box is not None
        return box["x"] + at[0], box["y"] + at[1]

    def point_at(self, latitude: float, longitude: float) -> None:
        """Move the pointer over a point of the ground; the map tells of that, no more of what lay on the way."""
        self.page.mouse.move(*self.spot(latitude, longitude), steps=3)
        self.map.evaluate(TWO_FRAMES)

    def click(self, latitude: float, longitude: float) -> None:
        """Click a point of the ground that no button or list of the map lies over."""
        at = self.spot(latitude, longitude)
        self.map.evaluate(ON_THE_MAP, [latitude, longitude])
        self.page.mouse.click(*at)

    @property
    def headline(self) -> Locator:
        return self.page.locator(".fl-headline")

    @property
    def details(self) -> Locator:
        return self.page.locator(".fl-details")

    @property
    def sidebar(self) -> Locator:
        """The filters, which are drawn where they are open: they are opened."""
        self.run_over()
        self.open_filters()
        return self.page.get_by_test_id("stSidebar")


class Windows:
    """Windows that stay open, one for each page a test has open at a time, so that no page shares what a browser keeps
    with another; with a tab for each test, for a window has fetched and compiled the page's scripts."""

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._windows: list[BrowserContext] = []

    def tab(self, address: str, viewport: dict[str, int], scheme: str) -> Page:
        """An empty tab in a window that has none, for a page of the server at `address`."""
        window = next((window for window in self._windows if len(window.pages) == 1), None) or self._another()
        if window.pages[0].url == "about:blank":  # keeps the renderer of the site while no test has a tab
            parts = urlsplit(address)
            window.pages[0].goto(f"{parts.scheme}://{parts.netloc}/_stcore/health")
        page = window.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        return page

    def _another(self) -> BrowserContext:
        window = self._chromium.new_context()
        window.set_default_timeout(PATIENCE_MS)
        window.new_page()
        self._windows.append(window)
        return window


@pytest.fixture(scope="session")
def windows(chromium: Browser) -> Windows:
    return Windows(chromium)


class Visits:
    """Opens the page, as often as a test likes, and keeps what nobody wants to see."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._tabs: list[Page] = []
        self.trouble: list[str] = []

    def __call__(self, address: str, *, viewport: dict[str, int] = LAPTOP, scheme: str = "light",
                 guests: tuple[str, ...] = (), hurried: bool = False, **link: str) -> Visit:  # fmt: skip
        """`guests` are the other hosts the test expects it to ask. A `hurried` reader does not wait until the page has
        come."""
        page = self._windows.tab(address, viewport, scheme)
        self._tabs.append(page)
        own = urlsplit(address).netloc
        trouble = self.trouble

        def watch(asked: str) -> None:
            parts = urlsplit(asked)
            if parts.scheme not in ("data", "blob") and parts.netloc != own and parts.netloc not in guests:
                trouble.append(f"asked another host: {asked[:200]}")

        visited = Visit(page, Runs(page))
        page.on("request", lambda request: watch(request.url))
        page.on("websocket", lambda socket: watch(socket.url))
        page.on("pageerror", lambda error: trouble.append(f"page error: {error}"))
        page.on("console", lambda said: trouble.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("dialog", lambda dialog: (trouble.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(with_query(address, link))
        return visited if hurried else visited.settled()

    def end(self) -> None:
        """Shut what was opened; nothing is left to the next test."""
        for page in self._tabs:
            if page.url.startswith("http"):
                page.evaluate("() => localStorage.clear()")
            page.context.clear_cookies()
            page.close()
        assert not self.trouble


@pytest.fixture
def visit(windows: Windows) -> Iterator[Visits]:
    """Opens pages for one test."""
    visits = Visits(windows)
    yield visits
    visits.end()


@pytest.fixture(scope="module")
def stay(windows: Windows) -> Iterator[Visits]:
    """Opens pages that all tests of a module look at, one after the other."""
    visits = Visits(windows)
    yield visits
    visits.end()


def with_query(address: str, link: dict[str, str]) -> str:
    """The address of a page with `link` at the end of what it asks for already."""
    if not link:
        return address
    return f"{address}{'&' if '?' in address else '/?'}{urlencode(link)}"
