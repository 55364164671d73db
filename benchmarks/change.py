"""How long change takes: sums over place cells against the usual overlay of the same polygons, in one run.

`.venv/bin/python benchmarks/change.py` prints both times and both answers, a 13-day series with all its daily
changes, and how long 5,000 places take to become cells, fresh and from the cache.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import geopandas as gpd
import numpy as np
from rich.console import Console
from rich.table import Table

from geo.common.measure import area_km2
from geo.control.areas import areas_of_control, ground_by_holder
from geo.control.change import change
from geo.control.front_line import front_km_by_pair, front_segments
from geo.control.state_history import states_on
from geo.control.voronoi_cache import cached_cells
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre

DATA = Path(__file__).parent.parent / "data"
ROUNDS = 7
MANY_PLACES = 5_000


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median seconds of `work` over `rounds`, after one run to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def by_overlay(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> dict[tuple[str, str], float]:
    """km² by (holder before, holder after) where they differ, the way it is usually done."""
    both = gpd.overlay(before, after, how="intersection", keep_geom_type=True)
    moved = both[both["standing_1"] != both["standing_2"]]
    km2 = area_km2(moved)
    return km2.groupby([moved["standing_1"], moved["standing_2"]]).sum().to_dict()


def as_polygons(theatre: Theatre, day: date) -> gpd.GeoDataFrame:
    """The areas of control of a day with one column, their holder or why they have none."""
    states = states_on(theatre.control.state_history(None), list(theatre.places["place_id"]), day)
    areas = areas_of_control(theatre.cells, states)
    areas["standing"] = areas["controller"].where(areas["controller"] != "", areas["status"])
    return areas.dissolve("standing").reset_index()[["standing", "geometry"]]


def series(theatre: Theatre) -> list[float]:
    """Ground by holder, front line and change from day to day, over the whole span."""
    history, ids, cells = theatre.control.state_history(None), list(theatre.places["place_id"]), theatre.cells
    days = [theatre.start + timedelta(days=n) for n in range((theatre.end - theatre.start).days + 1)]
    pictures = [states_on(history, ids, day) for day in days]
    for states in pictures:
        ground_by_holder(cells, states)
        front_km_by_pair(front_segments(cells, states, theatre.factions))
    return [sum(change(cells, one, other).transitions.values()) for one, other in pairwise(pictures)]


def many_places(theatre: Theatre) -> gpd.GeoDataFrame:
    """MANY_PLACES points drawn at random inside the country, always the same ones."""
    random = np.random.default_rng(20241126)
    west, south, east, north = theatre.extent
    country = theatre.governorates.union_all()
    xy = random.uniform((west, south), (east, north), size=(MANY_PLACES * 4, 2))
    points = gpd.GeoSeries(gpd.points_from_xy(xy[:, 0], xy[:, 1]), crs=4326)
    inside = points[points.within(country)].iloc[:MANY_PLACES].reset_index(drop=True)
    ids = [f"p{number}" for number in range(len(inside))]
    return gpd.GeoDataFrame({"place_id": ids, "kind": "village"}, geometry=inside)


def main() -> None:
    theatre = read_theatre(DATA)
    theatre.cells  # noqa: B018 (built before anything is timed)
    first, last = theatre.start, theatre.end
    history, ids = theatre.control.state_history(None), list(theatre.places["place_id"])
    then, now = states_on(history, ids, first), states_on(history, ids, last)
    before, after = as_polygons(theatre, first), as_polygons(theatre, last)

    by_cells = change(theatre.cells, then, now).transitions
    overlaid = by_overlay(before, after)
    worst = max(abs(by_cells.get(key, 0.0) - km2) / km2 for key, km2 in overlaid.items() if km2 > 1)
    cells_s = timed(lambda: change(theatre.cells, then, now).transitions)
    overlay_s = timed(lambda: by_overlay(before, after))

    table = Table("what", "result")
    table.add_row(f"change {first} to {last} by cells", f"{cells_s * 1000:.2f} ms")
    table.add_row(
        "the same by geopandas.overlay", f"{overlay_s * 1000:.0f} ms, {overlay_s / cells_s:.0f} times as long"
    )
    table.add_row("largest difference of any transition over 1 km²", f"{worst:.4%}")
    table.add_row("13-day series with all daily changes and fronts", f"{timed(lambda: series(theatre)):.2f} s")
    places = many_places(theatre)
    with tempfile.TemporaryDirectory() as folder:
        for label in ("built", "from the cache, as after a restart"):
            start = time.perf_counter()
            cells = cached_cells(
                places,
                theatre.governorates,
                theatre.extent,
                inferred_beyond_km=theatre.inferred_beyond_km,
                folder=Path(folder),
            )
            taken = time.perf_counter() - start
            table.add_row(f"cells of {len(places):,} places, {label}", f"{taken:.2f} s, {len(cells.pieces):,} pieces")
    Console().print(table)


if __name__ == "__main__":
    main()
