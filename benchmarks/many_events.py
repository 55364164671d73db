"""A page of hundreds of thousands of events: first map, redraw, what is sent, and the memory of the server.

`.venv/bin/python benchmarks/many_events.py [--events 400000] [--chromium PATH] [--pictures FOLDER]` makes a theatre
from a seed (benchmarks/many_theatre.py), serves it, opens it once to warm the server, then measures three readers.
"First map" runs from the address to the drawn map; "redraw" from the click on a filter to the map drawn with it;
"sent" adds up all that the page receives until the first map is drawn.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.many_theatre import write_many
from benchmarks.page import DRAWN_OURS, ROOT, Received, running, wait_for_drawing
from scripts.browser import SWITCHES, browser_path

READERS = 3
FILTERS = ("Ten years", "Northwest", "All years", "Syria")
MEGABYTE = 1_000_000
WINDOWS = {"desk": (1280, 800), "phone": (390, 844)}


@dataclass(frozen=True)
class Visit:
    """What one reader waited (s) and received (bytes)."""

    first_map: float
    redraws: dict[str, float]
    sent: int
    sent_on_redraw: int


def visit(browser: Browser, address: str) -> Visit:
    """One reader opens the page and changes filters."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    received = Received(page)
    start = time.perf_counter()
    page.goto(address)
    count = wait_for_drawing(page, DRAWN_OURS, 0)
    first, sent = time.perf_counter() - start, received.total
    redraws = {}
    for name in FILTERS:
        page.wait_for_timeout(2500)
        count = max(count, wait_for_drawing(page, DRAWN_OURS, 0))
        start = time.perf_counter()
        page.get_by_text(name, exact=True).first.click()
        count = wait_for_drawing(page, DRAWN_OURS, count)
        redraws[name] = time.perf_counter() - start
    last = received.total
    page.close()
    return Visit(first, redraws, sent, (last - sent) // len(FILTERS))


def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    """The page as a reader sees it, on a desk and on a phone."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (width, height) in WINDOWS.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address)
        wait_for_drawing(page, DRAWN_OURS, 0)
        page.wait_for_timeout(3000)
        page.screenshot(path=folder / f"{name}.png")
        page.close()


def memory_mb(process: int) -> tuple[float, float]:
    """Memory a process takes now and took at most, MB (Linux)."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    now, most = (int(status[name].split()[0]) * 1024 / MEGABYTE for name in ("VmRSS", "VmHWM"))
    return now, most


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=400_000)
    asked.add_argument("--chromium", default=None, help="left out: the one scripts/browser.py finds")
    asked.add_argument("--pictures", type=Path)
    options = asked.parse_args()
    chromium = options.chromium or browser_path()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        os.environ["FRONTLINE_DATA"] = str(write_many(Path(folder, "many"), options.events))
        browser = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        with running(ROOT / "app.py") as (address, process):
            visit(browser, address)
            visits = [visit(browser, address) for _ in range(READERS)]
            now, most = memory_mb(process)
            if options.pictures:
                take_pictures(browser, address, options.pictures)
        browser.close()
    table = Table("measured", "value", title=f"{options.events:,} events, median of {READERS} readers")
    table.add_row("first map, s", f"{median(one.first_map for one in visits):.2f}")
    for name in FILTERS:
        table.add_row(f"redraw: {name}, s", f"{median(one.redraws[name] for one in visits):.2f}")
    table.add_row("sent for the first map, MB", f"{median(one.sent for one in visits) / MEGABYTE:.1f}")
    table.add_row("sent for a redraw, MB", f"{median(one.sent_on_redraw for one in visits) / MEGABYTE:.1f}")
    table.add_row("memory of the server, MB", f"{now:,.0f} (at most {most:,.0f})")
    Console().print(table)


if __name__ == "__main__":
    main()
