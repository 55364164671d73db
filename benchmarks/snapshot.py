"""How long a sheet takes: ours without a browser, against folium's way with one.

`.venv/bin/python benchmarks/snapshot.py [CHROMIUM]` makes an A4 map sheet of Hama as PNG at 200 dots an inch, and
takes a picture of as many pixels of a folium map, saved as a page and opened in a headless Chromium that is started
for each picture, as folium's own PNG export does it: of the same map (the layers of the sheet, without its title,
legend, figures and locator), and of bare folium.GeoJson. Both are taken as soon as they are drawn; folium's export
waits FOLIUM_WAITS_S before it, which the last line adds.

The three ways take turns, so that whatever else the machine does slows all of them; each turn asks for another range
of days, so that none finds its own picture ready. Medians of ROUNDS turns after one to warm up; the theatre is read
once, outside the time. CPU seconds are those of this process and of all it has started and not yet ended (Linux); on
a machine that is busy with other things they tell more than the clock. At the end a film of the whole span.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import folium
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.usual_map import usual_map
from briefing.job.brief import Brief, brief_of, default_layers
from briefing.job.formats import make
from briefing.job.page_sizes import PAGES
from briefing.job.request import Request
from briefing.sheet.paper import DPI
from geo.analysis.situation import select
from geo.query.filters import Filters
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from map.folium_map import base_map, group_of
from map.leaflet import leaflet_folder
from scripts.browser import SWITCHES, browser_path

ROUNDS = 5
AREA = "hama"
OURS = "our sheet, PNG"
SAME = "the same map by folium, Chromium, screenshot"
BARE = "bare folium.GeoJson, Chromium, screenshot"
FOLIUM_WAITS_S = 3.0
"""Default `delay` of folium.Map._to_png."""


def hama(theatre: Theatre, turn: int) -> Brief:
    """A range around Hama, another one for each turn, as the command would ask for it."""
    filters = Filters(start=theatre.start + timedelta(days=turn), end=theatre.end, area=AREA)
    return brief_of(theatre, Request(filters=filters, layers=default_layers()))


def same_map(theatre: Theatre, turn: int) -> folium.Map:
    """The layers of the sheet as the page draws them."""
    brief = hama(theatre, turn)
    chart = base_map(brief.situation.area.bounds, leaflet=leaflet_folder().as_uri())
    for layer in brief.layers:
        group_of(layer.title.en, layer.drawn(brief.situation, brief.request.look)).add_to(chart)
    return chart


def bare_map(theatre: Theatre, turn: int) -> folium.Map:
    """The same situation as most folium pages draw it."""
    return usual_map(select(theatre, hama(theatre, turn).request.filters), leaflet_folder().as_uri())


def folium_picture(chart: folium.Map, folder: Path, chromium: str, drawn: str) -> float:
    """The map as a page, and the page as a picture once `drawn` is on it; returns the CPU seconds of the browser."""
    chart.save(folder / "folium.html")
    width, height = (round(side * DPI) for side in PAGES["A4"].inches)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=SWITCHES)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((folder / "folium.html").as_uri())
        page.wait_for_selector(drawn, state="attached")
        page.screenshot(path=folder / "folium.png")
        browsers = _cpu_of_started(os.getpid())
        browser.close()
    return browsers


@dataclass
class Taken:
    """Seconds of each turn: by the clock, and of processors."""

    wall: list[float]
    cpu: list[float]


def in_turns(ways: dict[str, Callable[[int], float]], rounds: int) -> dict[str, Taken]:
    """The time of each way in each of `rounds` after one to warm up; a way returns the CPU seconds of what it began."""
    taken = {name: Taken([], []) for name in ways}
    for turn in range(rounds + 1):
        for name, work in ways.items():
            wall, cpu = time.perf_counter(), time.process_time()
            of_others = work(turn)
            if turn:
                taken[name].wall.append(time.perf_counter() - wall)
                taken[name].cpu.append(time.process_time() - cpu + of_others)
    return taken


def _cpu_of_started(parent: int) -> float:
    """CPU seconds so far of all processes that `parent` started, and those these started, and so on."""
    started: dict[int, list[tuple[int, int]]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # a process that has just ended
            fields = status.read_text().rpartition(")")[2].split()
            started.setdefault(int(fields[1]), []).append((int(status.parent.name), sum(map(int, fields[11:15]))))
    waiting, ticks = [parent], 0
    while waiting:
        for process, its_ticks in started.get(waiting.pop(), ()):
            waiting.append(process)
            ticks += its_ticks
    return ticks / os.sysconf("SC_CLK_TCK")


def our_sheet(theatre: Theatre, turn: int, folder: Path) -> float:
    """From the question to the file; nothing else is started."""
    make(hama(theatre, turn), folder / "ours.png")
    return 0.0


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else browser_path()
    theatre = read_theatre(SHIPPED)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn = ".frontline-points use, .frontline-points g"
        ways: dict[str, Callable[[int], float]] = {
            OURS: lambda turn: our_sheet(theatre, turn, folder),
            SAME: lambda turn: folium_picture(same_map(theatre, turn), folder, chromium, drawn),
            BARE: lambda turn: folium_picture(bare_map(theatre, turn), folder, chromium, "path.leaflet-interactive"),
        }
        taken = in_turns(ways, ROUNDS)
        begun = time.perf_counter()
        make(hama(theatre, 0), folder / "film.gif")
        film = time.perf_counter() - begun
    sheet = Table("A4 at 200 dots an inch", "median s", "times ours", "CPU s", "times ours")
    ours = median(taken[OURS].wall), median(taken[OURS].cpu)
    rows = [(name, median(of.wall), median(of.cpu)) for name, of in taken.items()]
    rows.append(("the same map, with the wait of folium's own export", rows[1][1] + FOLIUM_WAITS_S, rows[1][2]))
    for name, wall, cpu in rows:
        sheet.add_row(name, f"{wall:.2f}", f"{wall / ours[0]:.1f}", f"{cpu:.2f}", f"{cpu / ours[1]:.1f}")
    sheet.add_row("film of the whole span, GIF", f"{film:.2f}", "", "", "")
    Console().print(sheet)


if __name__ == "__main__":
    main()
