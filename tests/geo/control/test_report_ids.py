"""One id, one report, in whatever file of a theatre it stands, ground drawn included."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.analysis.summary import place_numbers
from geo.control.report_ids import ControlFiles, with_ids_of_their_own
from geo.theatre.loader import read_theatre
from geo.validation.faults import Checked
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


@pytest.mark.parametrize("second", ["r1", "r2"])
def test_a_report_of_another_file_has_an_id_of_its_own_and_the_first_counts(second):
    def part(report_id):
        return Checked(pd.DataFrame({"report_id": [report_id]}, index=[report_id]), ())

    files = ControlFiles({"own.csv": part("r1"), "brought.parquet": part(second)}, {})
    left = with_ids_of_their_own(files, lambda file, row_id: 7)
    again = second == "r1"
    assert left.reports["own.csv"].accepted.index.tolist() == ["r1"]
    assert left.reports["brought.parquet"].accepted.index.tolist() == ([] if again else ["r2"])
    assert [(fault.row, fault.fault) for (fault,) in left.reports["brought.parquet"].rejected] == (
        [(7, "is the id of own.csv, row 7 too")] if again else []
    )
