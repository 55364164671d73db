"""Figures of a theatre by units: they and what lies outside them add up to the whole."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.analysis.situation import select
from geo.analysis.unit_statistics import unit_figures
from geo.analysis.unit_summary import unit_change_numbers, unit_numbers
from geo.common.errors import SchemaError
from geo.control.admin_units import (
    OUTSIDE,
    VAGUE,
    Units,
    change_by_unit,
    events_by_unit,
    ground_by_unit,
    shares,
)
from geo.control.change import change
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.geo.control.units import SQUARE_KM2, unit, units, written
from tests.worlds import drawn_theatre, event, feature, place, rectangle, row, square, theatre_of, write_theatre


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Theatre:
    """Four places in a row from west to east, each owning half a degree; RED takes the second on the 10th."""
    places = [place(f"p{number}", 0.25 + number / 2, 0.5) for number in range(4)]
    reports = [
        *(row(f"p{number}", "BLUE", "2025-01-01") for number in range(3)),
        row("p3", "RED", "2025-01-01"),
        row("p1", "RED", "2025-01-10"),
    ]
    events = [
        event("in", "2025-01-05", 0.25, 0.5, fatalities_best=3),
        event("out", "2025-01-06", 1.9, 0.5, fatalities_best=2),
        event("vague", "2025-01-07", 0.25, 0.5, geo_precision=2, fatalities_best=5),
    ]
    return theatre_of(tmp_path_factory.mktemp("units") / "t", places=places, reports=reports, events=events)


def test_ground_is_measured_in_the_unit_it_lies_in_and_the_rest_outside(world):
    west = units(west=shapely.box(0, 0, 0.5, 1))
    picture = world.control.snapshot(world.end, None)
    km2 = ground_by_unit(picture.cells, picture.owners, west).set_index(["code", "standing"])["area_km2"]
    assert km2["west", "BLUE"] == pytest.approx(SQUARE_KM2 / 2, rel=1e-3)
    assert km2.get(("west", "RED"), 0.0) < 1, "the middle between two places is no meridian, and nearly one"
    assert km2.sum() == pytest.approx(world.cells.area_km2.sum(), rel=1e-9)


def test_a_unit_across_two_places_has_both_holders(world):
    middle = units(middle=shapely.box(0.25, 0, 0.75, 1))
    picture = world.control.snapshot(world.end, None)
    km2 = ground_by_unit(picture.cells, picture.owners, middle).set_index(["code", "standing"])["area_km2"]
    assert km2["middle", "BLUE"] == pytest.approx(SQUARE_KM2 / 4, rel=1e-3)
    assert km2["middle", "RED"] == pytest.approx(SQUARE_KM2 / 4, rel=1e-3)


edges = some.lists(some.floats(-0.5, 2.5), min_size=2, max_size=5, unique=True).map(sorted)


@settings(max_examples=25)
@given(edges, edges)
def test_units_and_what_lies_outside_them_add_up_to_the_whole(world, across, upward):
    """A grid of any units, over the edge of the country too."""
    boxes = {
        f"u{i}-{j}": shapely.box(across[i], upward[j], across[i + 1], upward[j + 1])
        for i in range(len(across) - 1)
        for j in range(len(upward) - 1)
    }
    grid = units(
        **{code: shape for code, shape in boxes.items() if shape.area > 1e-9} or {"u": shapely.box(0, 0, 1, 1)}
    )
    now, then = (world.control.snapshot(day, None) for day in (world.end, world.start))
    ground = ground_by_unit(now.cells, now.owners, grid)["area_km2"].sum()
    assert ground == pytest.approx(now.cells.area_km2.sum(), rel=1e-9, abs=1e-6)
    moved = change(now.cells, then.states, now.states)
    parts = change_by_unit(moved, grid)
    for pair, km2 in moved.transitions.items():
        assert sum(part.transitions.get(pair, 0.0) for part in parts.values()) == pytest.approx(km2, abs=1e-6)
    assert shares(now.cells, grid).groupby("piece")["share"].sum().to_numpy() == pytest.approx(1.0)


def test_what_changed_is_told_for_the_unit_where_it_changed(world):
    halves = units(north=shapely.box(0, 0.5, 2, 1), south=shapely.box(0, 0, 2, 0.5))
    now, then = (world.control.snapshot(day, None) for day in (world.end, world.start))
    parts = change_by_unit(change(now.cells, then.states, now.states), halves)
    assert parts["north"].gross_gain == pytest.approx({"RED": SQUARE_KM2 / 4}, rel=1e-3)
    assert parts["south"].gross_loss == pytest.approx({"BLUE": SQUARE_KM2 / 4}, rel=1e-3)


def test_an_event_counts_to_a_unit_only_where_it_is_known_to_the_place(world):
    found = events_by_unit(select(world, world.everything).events, units(west=shapely.box(0, 0, 0.5, 1)))
    assert {code: row.certain for code, row in found.items()} == {"west": 1, OUTSIDE: 1, VAGUE: 1}
    assert {code: row.deaths.best for code, row in found.items()} == {"west": 3, OUTSIDE: 2, VAGUE: 5}


def test_governorates_are_units_of_level_one(world):
    situation = select(world, world.everything)
    rows = unit_figures(situation, world.divisions[0])
    assert [row.code for row in rows][:2] == list(world.divisions[0].codes)[:2]
    assert sum(sum(row.ground.values()) for row in rows) == pytest.approx(situation.figures.ground.total)
    assert sum(row.events.certain for row in rows) == situation.figures.certain


def test_units_in_the_folder_are_read_and_figures_given_by_them(tmp_path):
    folder = write_theatre(tmp_path / "t")
    assert read_theatre(folder).units is None
    without = select(read_theatre(folder), read_theatre(folder).everything)
    assert unit_numbers(without) is None
    assert unit_change_numbers(without) is None
    written(folder, unit("b", 0.5, 0), unit("a", 0, 0, name_ar="ا"))
    theatre = read_theatre(folder)
    numbers = unit_numbers(select(theatre, theatre.everything))
    assert numbers is not None
    assert numbers["level"] == 2
    assert [(found["code"], found["name_ar"]) for found in numbers["units"]][:2] == [("a", "ا"), ("b", None)]
    assert numbers["units"][2]["name"] == "Outside all units"


def test_the_area_of_the_filters_holds_for_units_too(tmp_path):
    folder = write_theatre(tmp_path / "t")
    written(folder, unit("a", 0, 0), unit("b", 1, 0, adm1_pcode="XX02"))
    theatre = read_theatre(folder)
    area = next(area for area in theatre.areas.values() if area.adm1 == {"XX01"})
    situation = select(theatre, replace(theatre.everything, area=area.id))
    assert theatre.units is not None
    rows = {row.code: sum(row.ground.values()) for row in unit_figures(situation, theatre.units)}
    assert "b" not in rows
    assert sum(rows.values()) == pytest.approx(situation.figures.ground.total)


def test_a_drawn_history_has_figures_by_unit_that_add_up_too(tmp_path):
    """RED advances half a degree; on the days between nothing changes, and that has no row."""
    theatre = drawn_theatre(
        tmp_path,
        {1: [("RED", rectangle(1, 0, 2, 1))], 20: [("RED", rectangle(0.5, 0, 2, 1))]},
        rest="BLUE",
    )
    halves = units(north=shapely.box(0, 0.5, 2, 1), south=shapely.box(0, 0, 2, 0.5))
    assert theatre.history is not None
    situation = select(theatre, replace(theatre.everything, end=theatre.history.last_day))
    rows = {row.code: row for row in unit_figures(situation, halves)}
    assert rows["north"].ground == pytest.approx({"RED": SQUARE_KM2 * 0.75, "BLUE": SQUARE_KM2 * 0.25}, rel=1e-3)
    assert sum(sum(row.ground.values()) for row in rows.values()) == pytest.approx(
        situation.figures.ground.total, rel=1e-9
    )
    parts = change_by_unit(situation.change, halves)
    assert parts["south"].gross_gain == pytest.approx({"RED": SQUARE_KM2 / 4}, rel=1e-3)
    assert sum(part.gross_gain["RED"] for part in parts.values()) == pytest.approx(situation.change.gross_gain["RED"])
    still = select(theatre, replace(theatre.everything, start=theatre.start, end=theatre.start))
    assert change_by_unit(still.change, halves) == {}


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ([unit("a", 0, 0), unit("a", 0.5, 0)], "names a code twice"),
        ([unit("a", 0, 0, level=1)], "has the levels"),
        ([unit("a", 0, 0), unit("b", 0.5, 0, level=3)], "has the levels"),
        ([feature({"type": "Point", "coordinates": [0, 0]}, code="a", name_en="A", level=2)], "something else"),
        ([feature(square(0, 0), name_en="A", level=2)], "lacks the columns code"),
    ],
)
def test_a_file_of_units_that_cannot_be_used_says_why(tmp_path, broken, says):
    folder = write_theatre(tmp_path / "t")
    written(folder, *broken)
    with pytest.raises(SchemaError, match=says):
        read_theatre(folder)


@pytest.mark.parametrize(("level", "word"), [(2, "district"), (3, "sub-district"), (4, "level 4 unit")])
def test_units_without_a_word_of_their_own_are_called_what_they_usually_are(level, word):
    nothing = gpd.GeoDataFrame({"name_en": []}, geometry=[], crs=4326)
    assert Units(level, nothing).word == word
    assert Units(level, nothing, called="raion").word == "raion"
