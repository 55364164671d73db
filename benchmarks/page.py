"""How long the reader waits: first map, and the redraw after a filter change, in a real Chromium.

`.venv/bin/python benchmarks/page.py [CHROMIUM]` serves the page and benchmarks/usual_way.py, opens
each once to warm the server, then prints the medians side by side. "First map" runs from the address to the drawn map;
"redraw" from the press that changes the days to the map drawn with them: on a bar of days, on a quick range of the
usual way. A preset of ours changes the area and what the map shows as well, and is told by itself. "Received" adds up
all that a browser with nothing in its cache is sent until the first map is drawn, as it comes over the wire: files, and
what the websocket brings, packed message by message where the connection packs it.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import URLError

from playwright.sync_api import Browser, Frame, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.browser import SWITCHES, browser_path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
PATIENCE_S = 120.0
BINARY = 2
"""Opcode of a message of bytes, which the browser tells in base64 (RFC 6455)."""
QUICK_RANGES = ("First 3 days", "Hama falls", "Aleppo falls", "Whole span")
BARS = (3, 8, 2, 9)
"""Days of the shipped theatre, by the number of their bar: each press moves the nearer end of the range."""

# A counter in the frame of the map: how often it was drawn. Ours says so itself; the usual way mounts a new
# page for every drawing, so that its count lives in the page around it.
DRAWN_OURS = """() => {
  if (!window.frontline || !document.querySelector("[data-theme] path")) return 0;
  if (!window.drawings) {
    window.drawings = 1;
    const view = window.frontline.view;
    window.frontline.view = (map, wish) => { view(map, wish); window.drawings += 1; };
  }
  return window.drawings;
}"""
DRAWN_USUAL = """() => {
  if (!document.querySelector("path.leaflet-interactive")) return 0;
  if (!window.counted) {
    window.counted = true;
    window.parent.drawings = (window.parent.drawings || 0) + 1;
  }
  return window.parent.drawings;
}"""
OVER = object()
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@contextmanager
def served(script: Path) -> Iterator[str]:
    """A Streamlit server for `script` on a free port; its address."""
    with running(script) as (address, _):
        yield address


@contextmanager
def running(script: Path) -> Iterator[tuple[str, int]]:
    """A Streamlit server for `script` on a free port; its address and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.headless", "true", "--server.fileWatcherType", "none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        wait_for_server(address)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for_server(address: str) -> None:
    """Return once the server answers."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"the server at {address} did not start")


def map_frame(page: Page) -> Frame | None:
    """The frame of the map, once it is there."""
    return next((frame for frame in page.frames if "st_folium" in frame.url and not frame.is_detached()), None)


def wait_for_drawing(page: Page, counter: str, more_than: int) -> int:
    """Wait until the map has been drawn more often than `more_than`; the new count."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if frame := map_frame(page):
            try:
                count = int(frame.evaluate(counter))
                if count > more_than:
                    frame.evaluate(TWO_FRAMES)
                    return count
            except PlaywrightError:
                pass  # the map is just being replaced by a new one: look again
        page.wait_for_timeout(5)
    raise SystemExit("the map was not drawn")


class Received:
    """Bytes a page receives over the wire: files, compressed where they are, and websockets. A browser tells of their
    messages as they are, so each is compressed anew; the connection, which remembers those before, sends less."""

    def __init__(self, page: Page) -> None:
        self.total, self.packs = 0, False
        heard = page.context.new_cdp_session(page)
        heard.send("Network.enable")
        heard.on("Network.loadingFinished", lambda told: self._add(told["encodedDataLength"]))
        heard.on("Network.webSocketHandshakeResponseReceived", self._agree)
        heard.on("Network.webSocketFrameReceived", self._message)

    def _agree(self, told: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in told["response"]["headers"].items()}
        self.packs = "permessage-deflate" in headers.get("sec-websocket-extensions", "")

    def _message(self, told: dict[str, Any]) -> None:
        frame = told["response"]
        content = b64decode(frame["payloadData"]) if frame["opcode"] == BINARY else frame["payloadData"].encode()
        self._add(len(zlib.compress(content)) if self.packs else len(content))

    def _add(self, size: float) -> None:
        self.total += int(size)


def press_ranges(page: Page) -> Iterator[None]:
    """Press the quick ranges one after the other, each when asked for."""
    for name in QUICK_RANGES:
        page.get_by_role("button", name=name).click()
        yield


def press_bars(page: Page) -> Iterator[None]:
    """Press bars of days one after the other, each when asked for."""
    for number in BARS:
        page.locator(".fl-bars > span").nth(number).click()
        yield


def measure(
    browser: Browser, address: str, counter: str, presses: Callable[[Page], Iterator[None]]
) -> tuple[float, float, int]:
    """Seconds to the first map and for a redraw, and bytes to the first map, for one reader."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    received = Received(page)
    start = time.perf_counter()
    page.goto(address)
    count = wait_for_drawing(page, counter, 0)
    first, sent = time.perf_counter() - start, received.total
    redraws, pressed = [], presses(page)
    while True:
        page.wait_for_timeout(1500)
        count = max(count, wait_for_drawing(page, counter, 0))
        start = time.perf_counter()
        if next(pressed, OVER) is OVER:
            break
        count = wait_for_drawing(page, counter, count)
        redraws.append(time.perf_counter() - start)
    page.close()
    return first, median(redraws), sent


def main() -> None:
    """Measure both pages and print the table."""
    chromium = sys.argv[1] if len(sys.argv) > 1 else browser_path()
    table = Table(
        "page", "first map, s", "redraw, s", "received, MB", title=f"Shipped theatre, median of {ROUNDS} readers"
    )
    with sync_playwright() as playwright:
        pages = {
            "Frontline": (ROOT / "app.py", DRAWN_OURS, press_bars),
            "Frontline, presets": (ROOT / "app.py", DRAWN_OURS, press_ranges),
            "folium.GeoJson, part of the map": (ROOT / "benchmarks" / "usual_way.py", DRAWN_USUAL, press_ranges),
        }
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        for name, (script, *how) in pages.items():
            with served(script) as address:
                measure(browser, address, *how)
                rounds = [measure(browser, address, *how) for _ in range(ROUNDS)]
            firsts, redraws, sent = (median(column) for column in zip(*rounds, strict=True))
            table.add_row(name, f"{firsts:.2f}", f"{redraws:.2f}", f"{sent / 1e6:.2f}")
        browser.close()
    Console().print(table)


if __name__ == "__main__":
    main()
