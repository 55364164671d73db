"""What another program makes of drawn control: ground held, what changed hands and the front, worked out by GRASS."""

from __future__ import annotations

import json
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.control.front_line import front_km_by_pair
from geo.polygons.daily_coverage import ground_of
from geo.polygons.from_polygons import DrawnControl
from geo.polygons.history import HistoryNote, PolygonHistory
from geo.polygons.overlay_change import DrawnChange
from geo.polygons.series import HistorySeries, front_km_by_day, history_series, km2_by_day
from tests.oracles.small_world import FACTIONS, GRASS, WORLD

DRAWN = GRASS["drawn"]
DAYS = {"before": date(2025, 1, 1), "after": date(2025, 1, 2)}
GOVERNORATES = ("E", "W")
AREA, LEAST_KM2, LENGTH = 2e-5, 1e-3, 1e-5
"""How far ours may be from it: of the whole, and areas a tenth of a hectare where that is more (strips are small)."""


@pytest.fixture(scope="module")
def governorates() -> gpd.GeoDataFrame:
    return gpd.read_file(WORLD / "governorates.geojson")


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> PolygonHistory:
    features = json.loads((WORLD / "drawn.geojson").read_text(encoding="utf-8"))["features"]
    drawn = [{**one["properties"], "wkb": shapely.geometry.shape(one["geometry"]).wkb} for one in features]
    day = [DAYS[one["day"]] for one in drawn]
    rows = pd.DataFrame(drawn).assign(valid_from=pd.to_datetime(day), valid_to=pd.to_datetime(day))
    note = HistoryNote("A mapper", "CC BY 4.0", "", (), polygons=len(rows), repaired=0, rest="GREEN")
    return PolygonHistory(
        rows.sort_values(["valid_from", "faction"], ignore_index=True), note, tmp_path_factory.mktemp("h")
    )


@pytest.fixture(scope="module")
def control(history, governorates) -> DrawnControl:
    places = gpd.GeoDataFrame({"place_id": [], "adm1_pcode": []}, geometry=[], crs=4326)
    return DrawnControl(history, places, ground_of(governorates, tuple(governorates.total_bounds)), FACTIONS)


@pytest.fixture(scope="module")
def change(control) -> DrawnChange:
    return control.change(DAYS["before"], DAYS["after"], None)


@pytest.fixture(scope="module")
def series(history, governorates) -> HistorySeries:
    return history_series(history, governorates, tuple(governorates.total_bounds), FACTIONS)


def near(figures: dict[str, float]):
    return pytest.approx(figures, rel=AREA, abs=LEAST_KM2)


@pytest.mark.parametrize("day", DAYS)
def test_ground_drawn_for_several_is_disputed_between_them_and_as_large_dissolved(control, day):
    areas = control.snapshot(DAYS[day], None).areas
    held = {row.controller or " ".join([row.status, *row.parties]): row.area_km2 for row in areas.itertuples()}
    assert len(held) == len(areas)
    assert held == near(DRAWN["state_km2"][day])


@pytest.mark.parametrize("day", DAYS)
def test_each_holder_has_as_much_of_each_governorate(series, day):
    found = {
        f"{adm1} {holder}": km2
        for adm1 in GOVERNORATES
        for holder, km2 in km2_by_day(series, frozenset({adm1})).loc[pd.Timestamp(DAYS[day])].items()
        if km2
    }
    assert found == near(DRAWN["holder_km2"][day])


def test_what_changed_hands_is_what_one_day_laid_over_the_other_shows(change):
    found = {f"{one} {other}": km2 for (one, other), km2 in change.transitions.items()}
    assert found == near(DRAWN["changed_km2"])


def test_strips_along_a_line_drawn_anew_are_told_apart(change):
    strips = change.slivers.groupby(["before", "after"])["area_km2"].sum()
    found = {f"{one} {other}": km2 for (one, other), km2 in strips.items() if km2 > LEAST_KM2}
    assert found == near(DRAWN["strips_km2"])


def test_the_history_in_numbers_tells_the_same_change(series):
    km2 = series.change.groupby(["before", "after"])["area_km2"].sum()
    found = {f"{one} {other}": changed for (one, other), changed in km2.items() if changed > LEAST_KM2}
    assert found == near(DRAWN["changed_km2"])


@pytest.mark.parametrize("day", DAYS)
def test_the_front_is_as_long_as_the_borders_between_two_holders(control, series, day):
    borders = {pair: km for pair, km in DRAWN["front_km"][day].items() if set(pair.split()) <= FACTIONS.keys()}
    segments = control.snapshot(DAYS[day], None).segments
    assert {" ".join(pair): km for pair, km in front_km_by_pair(segments).items()} == pytest.approx(borders, rel=LENGTH)
    by_day = front_km_by_day(series).loc[pd.Timestamp(DAYS[day])]
    assert {" ".join(pair): km for pair, km in by_day.items() if km} == pytest.approx(borders, rel=LENGTH)
