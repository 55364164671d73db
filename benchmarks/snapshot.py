"""How long a sheet takes: ours without a browser, against folium's way with one.

`.venv/bin/python benchmarks/snapshot.py [CHROMIUM]` makes an A4 map sheet of Hama as PNG at 200 dots an inch, and
takes a picture of as many pixels of a folium map, saved as a page and opened in a headless Chromium that is started
for each picture, as folium's own PNG export does it: of the same map (the layers of the sheet, without its title,
legend, figures and locator), and of bare folium.GeoJson. Both are taken as soon as they are drawn; folium's export
waits FOLIUM_WAITS_S before it, which the last line adds. Then a film of the whole span. Medians of ROUNDS after one
to warm up; the theatre is read once, outside the time.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import folium
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
from layers.base_map import LOCAL_LEAFLET, base_map

ROUNDS = 5
AREA = "hama"
FOLIUM_WAITS_S = 3.0
"""Default `delay` of folium.Map._to_png."""


def hama(theatre: Theatre) -> Brief:
    """The whole span around Hama, as the command would ask for it."""
    filters = Filters(start=theatre.start, end=theatre.end, area=AREA)
    return brief_of(theatre, Request(filters=filters, layers=default_layers()))


def our_sheet(theatre: Theatre, folder: Path) -> None:
    """From the question to the file."""
    make(hama(theatre), folder / "ours.png")


def same_map(theatre: Theatre) -> folium.Map:
    """The layers of the sheet as the page draws them."""
    brief = hama(theatre)
    chart = base_map(brief.situation.area.bounds, leaflet=LOCAL_LEAFLET.as_uri())
    for layer in brief.layers:
        layer.build(brief.situation, brief.request.look).add_to(chart)
    return chart


def bare_map(theatre: Theatre) -> folium.Map:
    """The same situation as most folium pages draw it."""
    return usual_map(select(theatre, hama(theatre).request.filters), LOCAL_LEAFLET.as_uri())


def folium_picture(chart: folium.Map, folder: Path, chromium: str, drawn: str) -> None:
    """The map as a page, and the page as a picture once `drawn` is on it."""
    chart.save(folder / "folium.html")
    width, height = (round(side * DPI) for side in PAGES["A4"].inches)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((folder / "folium.html").as_uri())
        page.wait_for_selector(drawn, state="attached")
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
        same = seconds(
            lambda: folium_picture(same_map(theatre), folder, chromium, ".frontline-points use, .frontline-points g"),
            ROUNDS,
        )
        bare = seconds(lambda: folium_picture(bare_map(theatre), folder, chromium, "path.leaflet-interactive"), ROUNDS)
        film = seconds(lambda: make(hama(theatre), folder / "film.gif"), 1)
        sheet = Table("A4 at 200 dots an inch", "median s", "times ours")
        for name, taken in (
            ("our sheet, PNG", median(ours)),
            ("the same map by folium, Chromium, screenshot", median(same)),
            ("bare folium.GeoJson, Chromium, screenshot", median(bare)),
            ("the same map, with the wait of folium's own export", median(same) + FOLIUM_WAITS_S),
        ):
            sheet.add_row(name, f"{taken:.2f}", f"{taken / median(ours):.1f}")
        sheet.add_row("film of the whole span, GIF", f"{film[0]:.2f}", "")
        Console().print(sheet)


if __name__ == "__main__":
    main()
