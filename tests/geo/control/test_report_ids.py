"""One id, one report, in whatever file of a theatre it stands, ground drawn included."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.analysis.summary import place_numbers
from geo.control.report_ids import ControlFiles, with_ids_of_their_own
from geo.theatre.loader import read_theatre
from geo.validation.faults import Checked, Fault
from tests.worlds import drawing, feature, january, place, rectangle, row, write_theatre

EAST = ("east", 1.5, 0.5)


def ground(ground_id):
    said = {key: value for key, value in row("", "BLUE", "2025-01-05").items() if key not in ("place_id", "report_id")}
    said.pop("scope")
    return feature(rectangle(1.1, 0.1, 1.9, 0.9), ground_id=ground_id, **said)


def world(folder, *grounds, **parts):
    drawing(write_theatre(folder, **parts) / "control" / "ground.geojson", *grounds)
    return read_theatre(folder)


def told(theatre):
    return [(fault.file, fault.row, fault.column, fault.value, fault.fault) for (fault,) in theatre.rejected]


def test_ground_that_would_make_a_report_of_an_id_that_stands_is_set_aside_and_names_both_rows(tmp_path):
    reports = [
        row("east", "RED", "2025-01-01", scope="baseline"),
        row("east", "RED", "2025-01-05", report_id="g1-east"),
    ]
    theatre = world(tmp_path / "t", ground("g1"), reports=reports)
    said = "would be the id of a report that this ground makes, and is that of control/reports.csv, row 3"
    assert told(theatre) == [("control/ground.geojson", 1, "report_id", "g1-east", said)]
    assert "another ground_id" in theatre.rejected[0][0].remedy
    assert theatre.ground.empty
    assert place_numbers(theatre, "east", january(6))["holder"] == "RED"


def test_two_grounds_whose_ids_and_places_join_to_one_id_are_told_apart(tmp_path):
    """`a` over `b-east` and `a-b` over `east` both make `a-b-east`."""
    places = [place(*EAST), place("b-east", 1.6, 0.5)]
    theatre = world(tmp_path / "t", ground("a"), ground("a-b"), places=places, reports=[])
    said = "is that of a report that control/ground.geojson, row 1 makes"
    assert [(row, fault.endswith(said)) for _, row, _, _, fault in told(theatre)] == [(2, True)]
    assert theatre.reports.index.is_unique
    assert list(theatre.reports["place_id"]) == ["b-east", "east"]


def reports_named(*names, rejected=()):
    return Checked(pd.DataFrame({"report_id": names}, index=names), rejected)


def ground_named(ground_id, place_id):
    """Ground over one place, accepted."""
    known = {"ground_id": ground_id, "place_ids": (place_id,), "area": None, "within_km": None, "geometry": None}
    return Checked(gpd.GeoDataFrame([known], index=[ground_id], geometry="geometry"), ())


def left_of(files, numbers=None):
    """`files` with ids of their own; every row that `numbers` does not tell of is the 7th of its file."""
    return with_ids_of_their_own(files, lambda file, row_id: (numbers or {}).get((file, row_id), 7))


def test_reports_of_ids_of_their_own_all_stand():
    files = ControlFiles({"own.csv": reports_named("r1"), "brought.parquet": reports_named("r2")}, {})
    assert left_of(files) is files


def test_a_report_of_another_file_has_an_id_of_its_own_and_the_first_counts():
    files = ControlFiles({"own.csv": reports_named("r1"), "brought.parquet": reports_named("r1", "r2")}, {})
    left = left_of(files)
    assert left.reports["own.csv"] is files.reports["own.csv"]
    assert left.reports["brought.parquet"].accepted.index.tolist() == ["r2"]
    ((fault,),) = left.reports["brought.parquet"].rejected
    remedy = "Give this report another report_id, or take one of the two out."
    assert (fault.column, fault.value, fault.fault) == ("report_id", "r1", "is the id of own.csv, row 7 too")
    assert (fault.remedy, fault.reason) == (remedy, "id-taken")
    assert (fault.file, fault.row, fault.row_id) == ("brought.parquet", 7, "r1")


def test_a_ground_of_another_file_has_an_id_of_its_own_and_the_first_counts():
    files = ControlFiles({}, {"own.geojson": ground_named("g", "east"), "brought.parquet": ground_named("g", "west")})
    left = left_of(files)
    assert left.grounds["own.geojson"] is files.grounds["own.geojson"]
    assert left.grounds["brought.parquet"].accepted.empty
    ((fault,),) = left.grounds["brought.parquet"].rejected
    remedy = "Give this ground another ground_id, or take one of the two out."
    assert (fault.column, fault.value, fault.fault) == ("ground_id", "g", "is the id of own.geojson, row 7 too")
    assert (fault.remedy, fault.file, fault.row, fault.row_id) == (remedy, "brought.parquet", 7, "g")


def test_a_row_that_is_rejected_stands_among_those_rejected_before_in_the_order_of_the_file():
    """Three ids told twice: each is held against all before it, and rows count as they are numbered."""
    told_before = tuple((Fault("note", "", "is bad", "Mend it.", "bad", "b.csv", row, "x"),) for row in (2, 5))
    files = ControlFiles(
        {"a.csv": reports_named("r1", "r2", "r3"), "b.csv": reports_named("r3", "r2", "r1", rejected=told_before)}, {}
    )
    numbers = {("a.csv", f"r{row}"): row for row in (1, 2, 3)} | {("b.csv", f"r{row}"): row * 2 for row in (1, 2, 3)}
    left = left_of(files, {**numbers, ("b.csv", "r1"): 1})
    assert left.reports["b.csv"].accepted.empty
    told_of = [(fault.row, fault.row_id, str(fault.fault)[:22]) for (fault,) in left.reports["b.csv"].rejected]
    assert told_of == [
        (1, "r1", "is the id of a.csv, ro"),
        (2, "x", "is bad"),
        (4, "r2", "is the id of a.csv, ro"),
        (5, "x", "is bad"),
        (6, "r3", "is the id of a.csv, ro"),
    ]


def test_of_two_rows_of_one_file_the_one_with_the_lower_number_counts():
    """`a` over `b-east`, the 4th, and `a-b` over `east`, the 2nd: both would make `a-b-east`."""
    both = pd.concat([ground_named("a", "b-east").accepted, ground_named("a-b", "east").accepted])
    left = left_of(ControlFiles({}, {"g.geojson": Checked(both, ())}), {("g.geojson", "a"): 4, ("g.geojson", "a-b"): 2})
    assert left.grounds["g.geojson"].accepted.index.tolist() == ["a-b"]
    ((fault,),) = left.grounds["g.geojson"].rejected
    said = "would be the id of a report that this ground makes, and is that of a report that g.geojson, row 2 makes"
    assert (fault.row, fault.column, fault.value, fault.fault) == (4, "report_id", "a-b-east", said)
