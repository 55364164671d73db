"""Reports and ground of all files of a theatre, each row checked by itself and its id against all others."""

from __future__ import annotations

import geopandas as gpd
import shapely

from geo.changelog.log import Action, Entry, Ledger, Subject
from geo.control.control_files import check_control
from geo.control.report_files import CONTROL_BY_PLACE, report_file
from tests.geo.control.test_report_log import FACTIONS, table
from tests.worlds import drawing, feature, january, row

PLACES = gpd.GeoDataFrame(
    {"place_id": ["west", "east"], "name_en": ["West", "East"]},
    geometry=shapely.points([(0.5, 0.5), (1.5, 0.5)]), index=["west", "east"], crs=4326,
)  # fmt: skip


def ground(ground_id, *lons):
    """A line along 0.5° N with the kilometre beside it."""
    said = {key: value for key, value in row("", "BLUE", "2025-01-05").items() if key not in ("place_id", "report_id")}
    said.pop("scope")
    line = {"type": "LineString", "coordinates": [[lon, 0.5] for lon in lons]}
    return feature(line, ground_id=ground_id, within_km=1, **said)


def checked(folder, reports, *grounds, changes=()):
    drawing(folder / "control" / "ground.geojson", *grounds)
    return check_control(
        lambda: table(*reports), folder, Ledger(changes), factions=FACTIONS, places=PLACES,
        extent=(0.0, 0.0, 2.0, 1.0), span=(january(2), january(20)), before=None,
    )  # fmt: skip


def told(part):
    return [(one.file, one.row, one.row_id, one.fault) for (one,) in part.rejected]


def test_reports_and_ground_are_checked_against_the_same_places_days_and_parties(tmp_path):
    reports = [
        row("west", "RED", "2025-01-02", report_id="first", scope="baseline"),
        row("west", "RED", "2025-01-03", report_id="late", scope="baseline"),
        row("nowhere", "RED", "2025-01-05", report_id="lost"),
    ]
    late = ground("late", 1.4, 1.6)
    late["properties"] |= {"event_date": "2025-01-21", "published_on": "2025-01-21"}
    files = checked(tmp_path, reports, ground("g", 0.4, 0.6), late)
    own, drawn = files.reports["control/reports.csv"], files.grounds["control/ground.geojson"]
    assert (list(own.accepted.index), list(drawn.accepted.index)) == (["first"], ["g"])
    after = "is after the first day of the theatre, 2025-01-02, and the scope is baseline"
    assert told(own) == [
        ("control/reports.csv", 3, "late", after),
        ("control/reports.csv", 4, "lost", "is not known here"),
    ]
    outside = "is outside the days of the theatre, 2025-01-02 to 2025-01-20"
    assert told(drawn) == [("control/ground.geojson", 2, "late", outside)]
    assert drawn.accepted["place_ids"].tolist() == [("west",)]


def test_an_id_that_two_rows_would_have_is_told_with_the_numbers_of_both(tmp_path):
    reports = [row("east", "RED", "2025-01-05", report_id=name) for name in ("r1", "g-west")]
    files = checked(tmp_path, reports, ground("h", 1.4, 1.6), ground("g", 0.4, 0.6))
    said = "would be the id of a report that this ground makes, and is that of control/reports.csv, row 3"
    assert told(files.grounds["control/ground.geojson"]) == [("control/ground.geojson", 2, "g", said)]
    assert list(files.reports["control/reports.csv"].accepted.index) == ["g-west", "r1"]


def test_reports_of_a_file_that_was_brought_in_are_read_from_the_same_folder(tmp_path):
    file = tmp_path / report_file("b1")
    file.parent.mkdir(parents=True)
    table(row("east", "RED", "2025-01-05", report_id="b1-1")).to_parquet(file)
    brought_in = Entry(
        "c1", "2025-02-01T12:00:00Z", "A", "", Action.IMPORT, Subject.BATCH, "b1", {"format": CONTROL_BY_PLACE}, line=1
    )
    files = checked(tmp_path, [], changes=(brought_in,))
    assert list(files.reports["imports/b1/reports.parquet"].accepted.index) == ["b1-1"]
