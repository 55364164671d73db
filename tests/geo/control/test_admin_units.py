"""Figures by units: whatever the units are, they and what lies outside them add up to the whole."""

from __future__ import annotations

import json
from dataclasses import replace

import geopandas as gpd
import pandas as pd
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
    UNITS_FILE,
    VAGUE,
    Units,
    change_by_unit,
    events_by_unit,
    governorate_units,
    ground_by_unit,
    read_units,
    shares,
)
from geo.control.change import change
from geo.control.state import State
from geo.control.voronoi import VoronoiCells
from geo.events.events import CERTAIN, POSSIBLE
from geo.registry.settings import Area
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import drawn_theatre, event, feature, place, rectangle, row, square, theatre_of, write_theatre

SQUARE_KM2 = 12_309
"""A square degree on the equator."""


def units(**shapes: shapely.Geometry) -> Units:
    """Level 2 units of the first governorate by code."""
    table = gpd.GeoDataFrame(
        {"name_en": [code.title() for code in shapes], "name_ar": "", "adm1_pcode": "XX01"},
        geometry=list(shapes.values()),
        index=list(shapes),
        crs=4326,
    )
    return Units(2, table)


def unit(code: str, west: float, south: float, size: float = 0.5, **more: object) -> dict[str, object]:
    named = {"code": code, "name_en": code.title(), "name_ar": "", "adm1_pcode": "XX01", "level": 2}
    return feature(square(west, south, size), **{**named, **more})


def written(folder, *features) -> None:
    path = folder / "boundaries" / "units.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")


NAMED = {"code": "b", "name_en": "Beta", "name_ar": "ب", "adm1_pcode": "XX01", "level": 2}


def test_units_of_a_file_are_sorted_by_name_and_say_whose_they_are(tmp_path):
    """Codes that are numbers become text; a name that is missing is none."""
    (tmp_path / "boundaries").mkdir()
    said = {"source": "A survey", "licence": "CC0"}
    written(
        tmp_path,
        feature(square(0, 0, 0.5), **NAMED, **said),
        feature(square(1, 0, 0.5), **{**NAMED, "code": "7", "name_en": "Alpha", "name_ar": None}, **said),
        feature(square(0, 0.5, 0.5), **{**NAMED, "code": "a"}, **said),
    )
    found = read_units(tmp_path)
    assert found is not None
    assert (found.level, found.source, found.licence, found.called) == (2, "A survey", "CC0", "")
    assert found.codes == ("7", "a", "b")
    assert found.table.index.name == "code"
    assert found.table.crs == 4326
    assert list(found.table) == ["name_en", "name_ar", "adm1_pcode", "geometry"]
    assert found.table[["name_en", "name_ar", "adm1_pcode"]].to_numpy().tolist() == [
        ["Alpha", "", "XX01"], ["Beta", "ب", "XX01"], ["Beta", "ب", "XX01"],
    ]  # fmt: skip
    assert found.table.geometry["a"].equals(shapely.box(0, 0.5, 0.5, 1))


def test_units_may_lack_arabic_names_governorates_source_and_licence(tmp_path):
    (tmp_path / "boundaries").mkdir()
    assert read_units(tmp_path) is None
    written(tmp_path, feature(square(0, 0), code=1, name_en="One", level=3, source=None))
    found = read_units(tmp_path)
    assert found is not None
    assert (found.codes, found.level, found.source, found.licence) == (("1",), 3, "", "")
    assert (found.name("1"), found.name_ar("1")) == ("One", "")


AGAIN = "Bring the file in again with import-boundaries."
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
MULTI = {"type": "MultiPolygon", "coordinates": [square(0, 0)["coordinates"]]}
DAMAGED = {
    "a point": ([feature({"type": "Point", "coordinates": [0, 0]}, **NAMED)], "holds something else than polygons"),
    "nothing": ([], "holds something else than polygons"),
    "a code that stands twice": ([feature(square(0, 0), **NAMED)] * 2, "names a code twice or leaves one empty"),
    "a number that is a code": (
        [feature(square(0, 0), **{**NAMED, "code": code}) for code in ("1", 1)],
        "names a code twice or leaves one empty",
    ),
    "an empty code": ([feature(square(0, 0), **{**NAMED, "code": ""})], "names a code twice or leaves one empty"),
    "a vague code": ([feature(square(0, 0), **{**NAMED, "code": "?"})], "names a code twice or leaves one empty"),
    "an outline that crosses itself": ([feature(BOW_TIE, **NAMED)], "holds outlines that cross themselves"),
}
LEVELS = "Give all units one level, 2 or more."


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_of_units_is_named_with_its_fault_and_remedy(tmp_path, name):
    (tmp_path / "boundaries").mkdir()
    features, fault = DAMAGED[name]
    written(tmp_path, *features)
    with pytest.raises(SchemaError) as told:
        read_units(tmp_path)
    assert str(told.value) == f"{tmp_path / UNITS_FILE}: {fault}. {AGAIN}"


@pytest.mark.parametrize(
    ("levels", "said"), [((1,), "['1']"), ((2, 3), "['2', '3']"), (("2",), "['2']"), ((2.5,), "['2.5']")]
)
def test_units_of_no_one_level_are_refused(tmp_path, levels, said):
    (tmp_path / "boundaries").mkdir()
    written(
        tmp_path,
        *(feature(square(at, 0), **{**NAMED, "code": str(at), "level": level}) for at, level in enumerate(levels)),
    )
    with pytest.raises(SchemaError) as told:
        read_units(tmp_path)
    assert str(told.value) == f"{tmp_path / UNITS_FILE}: has the levels {said}. {LEVELS}"


def test_a_file_of_units_without_what_they_need_is_refused_by_its_name(tmp_path):
    (tmp_path / "boundaries").mkdir()
    written(tmp_path, feature(square(0, 0), other=1))
    with pytest.raises(SchemaError, match=r"units\.geojson.* lacks the columns code, name_en, level"):
        read_units(tmp_path)


def test_units_of_several_parts_are_units(tmp_path):
    (tmp_path / "boundaries").mkdir()
    written(tmp_path, feature(MULTI, **NAMED))
    assert read_units(tmp_path) is not None


def test_governorates_are_units_by_their_codes():
    governorates = gpd.GeoDataFrame(
        {"adm1_pcode": ["XX02", "XX01"], "name_en": ["East", "West"], "name_ar": [None, "غرب"], "more": 1},
        geometry=[shapely.box(1, 0, 2, 1), shapely.box(0, 0, 1, 1)], crs=4326,
    )  # fmt: skip
    found = governorate_units(governorates, "oblast")
    assert (found.level, found.codes, found.word) == (1, ("XX02", "XX01"), "oblast")
    assert (found.source, found.licence, found.table.crs) == ("", "", 4326)
    assert (found.name("XX01"), found.name_ar("XX01"), found.name_ar("XX02")) == ("West", "غرب", "")
    assert found.table["adm1_pcode"].tolist() == ["XX02", "XX01"]
    assert "more" not in found.table


def test_what_lies_in_no_unit_has_a_name_of_its_own():
    found = units(a=shapely.box(0, 0, 1, 1))
    assert [found.name(code) for code in ("a", OUTSIDE, VAGUE)] == [
        "A", "Outside all units", "Known only to a wider area",
    ]  # fmt: skip
    assert [found.name_ar(code) for code in (OUTSIDE, VAGUE)] == ["", ""]


def test_units_of_an_area_are_those_of_its_governorates_or_with_ground_inside_its_outline():
    found = units(a=shapely.box(0, 0, 1, 1), b=shapely.box(1, 0, 2, 1), c=shapely.box(2, 0, 3, 1))
    found.table["adm1_pcode"] = ["XX01", "XX02", "XX02"]
    whole = Area("w", "W", frozenset(), (0.0, 0.0, 2.0, 1.0))
    assert found.inside(whole) == ("a", "b", "c")
    assert found.inside(replace(whole, adm1=frozenset({"XX02"}))) == ("b", "c")

    class Drawn(Area):
        outline = shapely.box(0.5, 0, 2, 1)  # touches c

    assert found.inside(Drawn("d", "D", frozenset(), (0.0, 0.0, 2.0, 1.0))) == ("a", "b")


def cells_of(*rows: tuple[str, str, shapely.Polygon]) -> VoronoiCells:
    """Pieces of (place, governorate, outline)."""
    table = gpd.GeoDataFrame(
        {
            "place_id": [row[0] for row in rows],
            "adm1_pcode": [row[1] for row in rows],
            "inferred": False,
            "area_km2": [row[2].area * 100 for row in rows],
        },
        geometry=[row[2] for row in rows], crs=4326,
    )  # fmt: skip
    return VoronoiCells(table, pd.DataFrame())


PAIR = (("west", "XX01", shapely.box(0, 0, 1, 1)), ("east", "XX02", shapely.box(1, 0, 2, 1)))
"""Two squares, said to have 100 km² each."""


def test_shares_of_a_piece_tell_which_of_it_lies_in_which_unit():
    """One unit holds the west whole, with room around it, and a quarter of the east; another half of the east."""
    found = units(z=shapely.box(-1, -1, 1.25, 2), a=shapely.box(1.25, 0, 1.75, 1), far=shapely.box(5, 5, 6, 6))
    pieces = cells_of(*PAIR)
    table = shares(pieces, found)
    assert list(table.columns) == ["piece", "code", "share"]
    assert table[["piece", "code"]].to_numpy().tolist() == [[0, "z"], [1, OUTSIDE], [1, "a"], [1, "z"]]
    assert table["share"].tolist() == pytest.approx([1.0, 0.25, 0.5, 0.25], rel=1e-6)
    assert table["share"][0] == 1.0
    assert list(table.index) == [0, 1, 2, 3]
    assert shares(pieces, found) is table
    assert shares(cells_of(*PAIR), found) is not table
    assert shares(pieces, replace(found)) is not table


def test_shares_in_governorates_are_whole_pieces():
    governorates = replace(units(XX01=shapely.box(0, 0, 1, 1), XX02=shapely.box(1, 0, 2, 1)), level=1)
    assert shares(cells_of(*PAIR), governorates).to_numpy().tolist() == [[0, "XX01", 1.0], [1, "XX02", 1.0]]


def test_a_unit_that_only_touches_a_piece_has_no_share_of_it():
    table = shares(cells_of(*PAIR[:1]), units(beside=shapely.box(1, 0, 2, 1)))
    assert table.to_numpy().tolist() == [[0, OUTSIDE, 1.0]]


def test_a_piece_that_has_no_area_left_has_no_share_and_a_tiny_one_has():
    """The first is a line there and back, the second a metre square, of which half lies in the unit."""
    line, metre = shapely.Polygon([(0, 0), (1, 0), (0, 0)]), shapely.box(0, 0, 1e-5, 1e-5)
    half = units(half=shapely.box(0, -1, 0.5e-5, 1))
    table = shares(cells_of(("p", "XX01", line), ("q", "XX01", metre)), half)
    assert table[["piece", "code"]].to_numpy().tolist() == [[0, OUTSIDE], [1, OUTSIDE], [1, "half"]]
    assert table["share"].tolist() == pytest.approx([1.0, 0.5, 0.5], rel=1e-3)


def test_ground_is_added_up_by_unit_and_by_who_holds_it():
    found = units(both=shapely.box(0.5, 0, 1.5, 1))
    held = {name: State(Status.CONTROLLED, who, (who,)) for name, who in (("west", "BLUE"), ("east", "RED"))}
    table = ground_by_unit(cells_of(*PAIR), held, found)
    assert list(table.columns) == ["code", "standing", "area_km2"]
    assert table[["code", "standing"]].to_numpy().tolist() == [
        [OUTSIDE, "BLUE"], [OUTSIDE, "RED"], ["both", "BLUE"], ["both", "RED"],
    ]  # fmt: skip
    assert table["area_km2"].tolist() == pytest.approx([50.0] * 4, rel=1e-6)


def test_change_is_told_by_unit_in_the_order_of_codes_and_standings():
    """West goes from BLUE to RED, east from RED to nobody; a third piece stays."""
    pieces = cells_of(*PAIR, ("far", "XX02", shapely.box(2, 0, 3, 1)))
    blue, red = (State(Status.CONTROLLED, who, (who,)) for who in ("BLUE", "RED"))
    moved = change(pieces, {"west": blue, "east": red, "far": red}, {"west": red, "east": State(), "far": red})
    parts = change_by_unit(moved, units(b=shapely.box(0.5, 0, 3, 1), a=shapely.box(2, 0, 3, 1)))
    assert list(parts) == [OUTSIDE, "b"]
    half, whole = pytest.approx(50.0, rel=1e-6), pytest.approx(100.0, rel=1e-6)
    assert parts[OUTSIDE].transitions["BLUE", "RED"] == half
    assert list(parts["b"].transitions.items()) == [(("BLUE", "RED"), half), (("RED", "unknown"), whole)]


def happened(*rows: tuple[str, float, float, int], adm1: str = "XX01") -> gpd.GeoDataFrame:
    """Incidents of (name, lon, lat, geo_precision) that surely belong, one death each."""
    one = {"adm1_pcode": adm1, "count_as": "incident", "abroad": False, "membership": CERTAIN}
    deaths = dict.fromkeys(("fatalities_low", "fatalities_best", "fatalities_high"), 1)
    return gpd.GeoDataFrame(
        [{"event_id": row[0], "geo_precision": row[3], **one, **deaths} for row in rows],
        geometry=[shapely.Point(row[1:3]) for row in rows], crs=4326,
    )  # fmt: skip


def test_events_count_to_the_unit_of_their_place_and_to_the_first_of_two_that_meet_there():
    beside = shapely.Polygon([(4, 4), (6, 4), (4, 6)])  # its frame, and not itself, holds what happened outside
    found = units(a=shapely.box(0, 0, 1, 1), b=shapely.box(1, 0, 2, 1), c=beside)
    events = happened(("in a", 0.5, 0.5, 1), ("between", 1, 0.5, 1), ("out", 5.5, 5.5, 1), ("vague", 0.5, 0.5, 2))
    events.loc[len(events)] = events.loc[0].replace({"in a": "nowhere"})
    events.geometry = [*events.geometry[:4], None]
    by_unit = events_by_unit(events, found)
    assert {code: (one.certain, one.possible, one.deaths.best) for code, one in by_unit.items()} == {
        OUTSIDE: (1, 0, 1), VAGUE: (2, 0, 2), "a": (2, 0, 2),
    }  # fmt: skip
    assert list(by_unit) == [OUTSIDE, VAGUE, "a"]


def test_events_count_to_the_governorate_that_they_name():
    governorates = replace(units(XX01=shapely.box(0, 0, 1, 1)), level=1)
    events = pd.concat([happened(("far", 5, 5, 2)), happened(("in", 0.5, 0.5, 1), adm1="XX09")], ignore_index=True)
    found = events_by_unit(gpd.GeoDataFrame(events), governorates)
    assert {code: one.certain for code, one in found.items()} == {OUTSIDE: 1, "XX01": 1}


def test_events_that_count_in_no_figure_make_no_row():
    apart = happened(("apart", 0.5, 0.5, 1)).assign(membership=POSSIBLE)
    found = units(a=shapely.box(0, 0, 1, 1))
    assert {code: (one.certain, one.possible) for code, one in events_by_unit(apart, found).items()} == {"a": (0, 1)}
    assert events_by_unit(apart.assign(count_as="context"), found) == {}


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
    found = select(theatre, replace(theatre.everything, area=area.id))
    assert theatre.units is not None
    rows = {row.code: sum(row.ground.values()) for row in unit_figures(found, theatre.units)}
    assert "b" not in rows
    assert sum(rows.values()) == pytest.approx(found.figures.ground.total)


def test_a_drawn_history_has_figures_by_unit_that_add_up_too(tmp_path):
    """RED advances half a degree; on the days between nothing changes, and that has no row."""
    theatre = drawn_theatre(
        tmp_path,
        {1: [("RED", rectangle(1, 0, 2, 1))], 20: [("RED", rectangle(0.5, 0, 2, 1))]},
        rest="BLUE",
    )
    halves = units(north=shapely.box(0, 0.5, 2, 1), south=shapely.box(0, 0, 2, 0.5))
    assert theatre.history is not None
    found = select(theatre, replace(theatre.everything, end=theatre.history.last_day))
    rows = {row.code: row for row in unit_figures(found, halves)}
    assert rows["north"].ground == pytest.approx({"RED": SQUARE_KM2 * 0.75, "BLUE": SQUARE_KM2 * 0.25}, rel=1e-3)
    assert sum(sum(row.ground.values()) for row in rows.values()) == pytest.approx(found.figures.ground.total, rel=1e-9)
    parts = change_by_unit(found.change, halves)
    assert parts["south"].gross_gain == pytest.approx({"RED": SQUARE_KM2 / 4}, rel=1e-3)
    assert sum(part.gross_gain["RED"] for part in parts.values()) == pytest.approx(found.change.gross_gain["RED"])
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
