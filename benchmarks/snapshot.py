"""How long a sheet takes: ours without a browser, against folium's way with one.

`.venv/bin/python benchmarks/snapshot.py [CHROMIUM]` makes an A4 map sheet of Hama as PNG at 200 dots an inch, and
the same situation as a folium map, saved as a page, opened in a headless Chromium and taken as a picture of as many
pixels, as folium's own PNG export does it: a browser is started for each picture. Then a film of the whole span.
Medians of ROUNDS after one to warm up; the theatre is read once, outside the time.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.usual_map import usual_map
from briefing.brief import Brief, brief_of, default_layers
from briefing.outputs import make
from briefing.pages import PAGES
from briefing.request import Request
from briefing.sheet.paper import DPI
from geo.filters import Filters
from geo.situation import select
from geo.theatre import SHIPPED, Theatre, read_theatre
from layers.base_map import LOCAL_LEAFLET

ROUNDS = 5
AREA = "hama"


def hama(theatre: Theatre) -> Brief:
    """The whole span around Hama, as the command would ask for it."""
    filters = Filters(start=theatre.start, end=theatre.end, area=AREA)
    return brief_of(theatre, Request(filters=filters, layers=default_layers()))


def our_sheet(theatre: Theatre, folder: Path) -> None:
    """From the question to the file."""
    make(hama(theatre), folder / "ours.png")


def folium_picture(theatre: Theatre, folder: Path, chromium: str) -> None:
    """The map of the same situation as a page, and the page as a picture."""
    filters = Filters(start=theatre.start, end=theatre.end, area=AREA)
    usual_map(select(theatre, filters), LOCAL_LEAFLET.as_uri()).save(folder / "folium.html")
    width, height = (round(side * DPI) for side in PAGES["A4"].inches)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((folder / "folium.html").as_uri())
        page.wait_for_selector("path.leaflet-interactive")
        page.screenshot(path=folder / "folium.png")
        browser.close()


def seconds(work: Callable[[], None], rounds: int) -> list[float]:
    """The time of each round after one to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    if chromium is None:
        raise SystemExit("No Chromium found. Install chromium or name its path.")
    theatre = read_theatre(SHIPPED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = seconds(lambda: our_sheet(theatre, folder), ROUNDS)
        theirs = seconds(lambda: folium_picture(theatre, folder, chromium), ROUNDS)
        film = seconds(lambda: make(hama(theatre), folder / "film.gif"), 1)
        sheet = Table("A4 at 200 dots an inch", "median s", "of them the fastest")
        sheet.add_row("our sheet, PNG", f"{median(ours):.2f}", f"{min(ours):.2f}")
        sheet.add_row("folium page, Chromium, screenshot", f"{median(theirs):.2f}", f"{min(theirs):.2f}")
        sheet.add_row("ratio", f"{median(theirs) / median(ours):.1f}", f"{min(theirs) / min(ours):.1f}")
        sheet.add_row("film of the whole span, GIF", f"{film[0]:.2f}", "")
        Console().print(sheet)


if __name__ == "__main__":
    main()
