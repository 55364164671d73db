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
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from scripts.browser import REMEDY, SWITCHES, find_browser
from tests.browser.hostile import write_hostile_theatre
from tests.browser.runs import Runs
from tests.browser.visit import LAPTOP, MAP_FRAME, Visit
from tests.browser.waiting import PATIENCE_MS, PATIENCE_S
from tests.ingest.incoming_worlds import brought_in, typed
from tests.worlds import event, place, write_theatre

ROOT = Path(__file__).parent.parent.parent

ONE_RENDERER = "--process-per-site"
"""The tabs of a window are drawn by one process, which keeps the page's scripts compiled from tab to tab."""


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
def forms(worlds: Worlds, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of two squares with something for each form of the page: an event, reports, and a row whose place is to
    be chosen of two. For tests that send none of them."""
    twins = [place("twin-a", 0.3, 0.5, name_en="Twin"), place("twin-b", 1.6, 0.5, name_en="Twin")]
    places = [place("west", 0.5, 0.5), place("east", 1.5, 0.5), *twins]
    folder = tmp_path_factory.mktemp("forms") / "squares"
    write_theatre(folder, places=places, events=[event("battle", "2025-01-05")])
    brought_in(folder, typed("1", where="Twin", lat="", lon=""))
    return worlds.take(folder).address


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    """The shipped theatre, as the page reads it."""
    return read_theatre(ROOT / "data")


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


def with_query(address: str, link: dict[str, str]) -> str:
    """The address of a page with `link` at the end of what it asks for already."""
    if not link:
        return address
    return f"{address}{'&' if '?' in address else '/?'}{urlencode(link)}"
