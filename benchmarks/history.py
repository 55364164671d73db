"""How long a history drawn elsewhere takes: its import, its whole series, and one day of it.

`.venv/bin/python benchmarks/history.py [DAYS]` draws 769 days of one multipolygon of 2,800 vertices over the shipped
theatre (the same every time: an advance here and there, and lines traced anew), imports them as daily GeoJSON files,
and prints what each step took. Two processes work on the series.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import shapely
from rich.console import Console
from rich.table import Table

from geo.analysis.situation import select
from geo.analysis.time_series import front_by_day, ground_by_day, share_around
from geo.polygons.series import history_series, km2_by_day
from geo.theatre.frame import read_frame
from geo.theatre.loader import read_theatre
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_files import Provenance, write_history
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history

SHIPPED = Path(__file__).parent.parent / "data"
DAYS, VERTICES, PARTS = 769, 2_800, 4
FIRST = date(2023, 1, 1)
WORKERS = 2
TRACING_DEG = 0.0003


def draw(folder: Path, days: int) -> None:
    """Daily files as the mirrors of live maps have them: the day in the name, no properties, one MultiPolygon."""
    random = np.random.default_rng(769)
    angle = np.linspace(0, 2 * np.pi, VERTICES // PARTS, endpoint=False)
    centres = np.array([(37.0, 35.9), (39.8, 35.9), (36.9, 34.3), (39.5, 34.3)])
    reach = np.array(
        [0.55 + 0.05 * np.sin(k * angle + k) + 0.01 * random.standard_normal(angle.size) for k in (3, 5, 4, 7)]
    )
    for number in range(days):
        part = number % PARTS
        where, width = random.uniform(0, 2 * np.pi), random.uniform(0.02, 0.1)
        apart = np.angle(np.exp(1j * (angle - where)))
        reach[part] += random.choice([-0.012, 0.014]) * np.exp(-((apart / width) ** 2))
        traced = np.abs(apart) > 2.9
        reach[part][traced] += random.uniform(-TRACING_DEG, TRACING_DEG, int(traced.sum()))
        rings = [
            np.column_stack([x + 1.2 * r * np.cos(angle), y + r * np.sin(angle)])
            for (x, y), r in zip(centres, reach, strict=True)
        ]
        shape = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for ring in rings])
        feature = {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)}
        name = f"drawn_data_{FIRST + timedelta(days=number):%Y%m%d}.geojson"
        collection = {"type": "FeatureCollection", "features": [feature]}
        (folder / name).write_text(json.dumps(collection), encoding="utf-8")


def timed(work: Callable[[], object]) -> float:
    """Seconds `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Draw, import, measure, and print the table."""
    days = int(sys.argv[1]) if len(sys.argv) > 1 else DAYS
    with tempfile.TemporaryDirectory() as name:
        source, data = Path(name, "source"), Path(name, "data")
        source.mkdir()
        shutil.copytree(SHIPPED, data)
        draw(source, days)
        frame = read_frame(data)
        options = HistoryOptions(factions=FactionRule(faction="HTS"), rest="GOV")
        start = time.perf_counter()
        imported = read_polygon_history(source, options, frame)
        reading = time.perf_counter() - start
        provenance = Provenance("benchmarks/history.py", "none", "GOV")
        writing = timed(lambda: write_history(data / "control", imported, provenance, frame, workers=WORKERS))

        start = time.perf_counter()
        theatre = read_theatre(data)
        opening = time.perf_counter() - start
        if theatre.history is None:
            raise SystemExit("nothing was imported")
        start = time.perf_counter()
        ground = (theatre.governorates, theatre.extent, theatre.factions)
        series = history_series(theatre.history, *ground, workers=WORKERS)
        whole = time.perf_counter() - start
        first = replace(
            theatre.everything, start=FIRST + timedelta(days=days // 2), end=FIRST + timedelta(days=days // 2)
        )
        cold = timed(lambda: select(theatre, first))
        steps = [replace(first, end=first.end + timedelta(days=number)) for number in range(1, min(21, days // 2))]
        warm = [timed(lambda filters=step: select(theatre, filters)) for step in steps]
        by_day = km2_by_day(series)
        charts = timed(lambda: (ground_by_day(theatre, theatre.everything), front_by_day(theatre, theatre.everything)))
        city = theatre.places.geometry.iloc[0]
        around = timed(lambda: share_around(theatre, city, theatre.everything, radius_km=25))

    vertices = int(np.median(shapely.get_num_coordinates(imported.rows.geometry.to_numpy())))
    table = Table("step", "seconds", title=f"{days} days, {vertices:,} vertices a day, {len(imported.rows)} rows kept")
    table.add_row("read and check the daily files", f"{reading:.1f}")
    table.add_row(f"write, with the series on {WORKERS} processes", f"{writing:.1f}")
    table.add_row("import, altogether", f"{reading + writing:.1f}")
    table.add_row(f"km², change and front of every day on {WORKERS} processes", f"{whole:.1f}")
    table.add_row("open the theatre", f"{opening:.2f}")
    table.add_row("first day", f"{cold:.3f}")
    table.add_row("another day, median", f"{median(warm):.3f}")
    table.add_row("another day, slowest", f"{max(warm):.3f}")
    table.add_row("ground and front of every day, for the charts", f"{charts:.3f}")
    table.add_row("shares within 25 km of a place on every day", f"{around:.3f}")
    out = Console()
    out.print(table)
    out.print(
        f"{len(by_day)} days, {len(series.change)} transitions; {series.change['area_km2'].sum():,.0f} km² "
        f"changed hands, {series.change['sliver_km2'].sum():,.1f} km² were slivers."
    )


if __name__ == "__main__":
    main()
