"""What another program makes of a small world: cells, ground held, change and front, worked out by GRASS GIS."""

from __future__ import annotations

import csv

import geopandas as gpd
import pandas as pd
import pytest

from geo.control.areas import areas_of_control
from geo.control.change import change
from geo.control.front_line import front_km_by_pair, front_segments
from geo.control.state import State
from geo.control.voronoi import VoronoiCells, build_cells
from geo.registry.statuses import Status
from tests.oracles.small_world import FACTIONS, GRASS, WORLD

DAYS = ("before", "after")
AREA, LENGTH = 5e-4, 1e-5
"""How far ours may be from it, of the whole: README.md says why areas may be farther."""
PLACES = list(csv.DictReader((WORLD / "places.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def cells() -> VoronoiCells:
    table = pd.DataFrame(PLACES)
    points = gpd.points_from_xy(table["lon"].astype(float), table["lat"].astype(float))
    places = gpd.GeoDataFrame(table.assign(kind="town"), geometry=points, crs=4326)
    governorates = gpd.read_file(WORLD / "governorates.geojson")
    extent = tuple(map(float, governorates.total_bounds))
    return build_cells(places, governorates, extent, inferred_beyond_km=1000)


def states(day: str) -> dict[str, State]:
    return {row["place_id"]: State(Status.CONTROLLED, row[day], (row[day],)) for row in PLACES}


def test_each_place_has_the_ground_nearest_to_it(cells):
    assert cells.pieces.groupby("place_id")["area_km2"].sum().to_dict() == pytest.approx(GRASS["cells_km2"], rel=AREA)


@pytest.mark.parametrize("day", DAYS)
def test_ground_of_one_holder_is_as_large_dissolved(cells, day):
    areas = areas_of_control(cells, states(day))
    assert dict(zip(areas["controller"], areas["area_km2"], strict=True)) == pytest.approx(
        GRASS["held_km2"][day], rel=AREA
    )


def test_change_is_what_one_day_laid_over_the_other_shows(cells):
    found = {
        f"{one} {other}": km2
        for (one, other), km2 in change(cells, states("before"), states("after")).transitions.items()
    }
    changed = {pair: km2 for pair, km2 in GRASS["changed_km2"].items() if len(set(pair.split())) == 2}
    assert found == pytest.approx(changed, rel=AREA)


@pytest.mark.parametrize("day", DAYS)
def test_the_front_is_as_long_as_the_borders_between_two_holders(cells, day):
    segments = front_segments(cells, states(day), FACTIONS)
    found = {" ".join(pair): km for pair, km in front_km_by_pair(segments).items()}
    assert found == pytest.approx(GRASS["front_km"][day], rel=LENGTH)
