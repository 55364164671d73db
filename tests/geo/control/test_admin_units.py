"""Figures by units: whatever the units are, they and what lies outside them add up to the whole."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.common.errors import SchemaError
from geo.control.admin_units import (
    OUTSIDE,
    UNITS_FILE,
    VAGUE,
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
from tests.geo.control.units import units, written
from tests.worlds import feature, square

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
