"""Ground drawn over places, by the file it stands in: the theatre's own, one brought in, and the log of changes."""

from __future__ import annotations

import math

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.changelog.log import Action, Entry, Ledger, Subject
from geo.common.errors import UnreadableFileError
from geo.control.ground_files import GROUND_OF_A_DAY, ground_file, ground_frame, joined_ground, raw_ground
from geo.control.ground_polygons import ground_columns
from geo.validation.faults import Checked
from geo.validation.readers import ROW_IN_FILE, UNREADABLE
from tests.worlds import drawing, feature, rectangle

SQUARE = rectangle(0, 0, 1, 1)


def entry(action, subject, key, said=None, line=7):
    return Entry("c1", "2025-02-01T12:00:00Z", "A", "", action, subject, key, said, line=line)


def own(folder, *names):
    drawing(folder / "control" / "ground.geojson", *(feature(SQUARE, ground_id=name) for name in names))
    return folder


def brought(folder, batch, *names):
    rows = gpd.GeoDataFrame({"ground_id": names}, geometry=[shapely.box(0, 0, 1, 1)] * len(names), crs=4326)
    file = folder / "imports" / batch / "ground.parquet"
    file.parent.mkdir(parents=True)
    rows.to_parquet(file)


def names(raw):
    return {file: list(of_file.rows["ground_id"]) for file, of_file in raw.items()}


def test_a_theatre_in_which_nobody_drew_has_none(tmp_path):
    assert raw_ground(tmp_path, Ledger()) == {}


def test_ground_of_the_theatre_and_of_files_brought_in_is_named_by_its_file(tmp_path):
    brought(own(tmp_path, "g1"), "b1", "b1-1")
    changes = (
        entry(Action.IMPORT, Subject.BATCH, "b0", {"format": "events"}),
        entry(Action.IMPORT, Subject.BATCH, "b1", {"format": GROUND_OF_A_DAY}),
    )
    raw = raw_ground(tmp_path, Ledger(changes))
    assert names(raw) == {"control/ground.geojson": ["g1"], "imports/b1/ground.parquet": ["b1-1"]}
    assert raw[ground_file("b1")].rows.geometry[0].equals(shapely.box(0, 0, 1, 1))


def test_ground_of_which_the_log_speaks_counts_in_the_log_alone(tmp_path):
    brought(own(tmp_path, "g1", "g2"), "b1", "b1-1", "b1-2")
    changes = (
        entry(Action.IMPORT, Subject.BATCH, "b1", {"format": GROUND_OF_A_DAY}),
        entry(Action.WITHDRAW, Subject.GROUND, "b1-2"),
        entry(Action.EDIT, Subject.GROUND, "g2", {"controller": "RED", "geometry": SQUARE}, line=9),
    )
    raw = raw_ground(tmp_path, Ledger(changes))
    assert names(raw) == {
        "control/ground.geojson": ["g1"],
        "imports/b1/ground.parquet": ["b1-1"],
        "changes.ndjson, ground": ["g2"],
    }
    assert raw["changes.ndjson, ground"].rows[["controller", ROW_IN_FILE]].to_numpy().tolist() == [["RED", 9]]


def test_a_missing_file_of_a_batch_is_named(tmp_path):
    changes = (entry(Action.IMPORT, Subject.BATCH, "b1", {"format": GROUND_OF_A_DAY}),)
    with pytest.raises(UnreadableFileError, match=r"imports/b1/ground\.parquet: is missing"):
        names(raw_ground(tmp_path, Ledger(changes)))


def test_plain_rows_become_ground_with_their_shapes_and_numbers():
    frame = ground_frame([{"ground_id": "g", "note": "n", "geometry": SQUARE}, {"ground_id": "h"}], [3, 5])
    assert frame.crs == 4326
    assert frame.geometry[0].equals(shapely.box(0, 0, 1, 1))
    assert frame.geometry[1] is None
    rest = frame[["ground_id", "note", ROW_IN_FILE, UNREADABLE]]
    assert rest.to_numpy().tolist() == [["g", "n", 3, ""], ["h", "", 5, ""]]


def test_no_rows_are_no_ground():
    frame = ground_frame([], [])
    assert (len(frame), frame.crs) == (0, 4326)
    assert UNREADABLE in frame


@pytest.mark.parametrize("damaged", [{"type": "Blob"}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[1]]}])
def test_a_shape_that_is_none_is_kept_as_it_stands_there(damaged):
    frame = ground_frame([{"geometry": damaged}], [1])
    assert (frame.geometry[0], frame[UNREADABLE][0]) == (None, str(damaged))


@pytest.mark.parametrize("nothing", [None, "", "POLYGON"])
def test_what_is_no_geometry_at_all_is_no_shape(nothing):
    frame = ground_frame([{"geometry": nothing}], [1])
    assert (frame.geometry[0], frame[UNREADABLE][0]) == (None, "")


def test_a_corner_that_is_no_number_is_left_to_the_checks():
    frame = ground_frame([{"geometry": {"type": "LineString", "coordinates": [[0, 0], [1, math.nan]]}}], [1])
    assert (frame.geom_type[0], frame[UNREADABLE][0]) == ("LineString", "")


def accepted(**days):
    rows = gpd.GeoDataFrame(
        {"ground_id": list(days), "event_date": [pd.Timestamp(2025, 1, day) for day in days.values()]},
        geometry=[shapely.box(0, 0, 1, 1)] * len(days), crs=4326, index=list(days),
    )  # fmt: skip
    return Checked(rows, ())


def test_ground_of_all_files_is_one_table_by_day_and_by_id():
    joined = joined_ground({"a": accepted(g3=5, g1=4), "b": accepted(g2=4), "c": accepted()})
    assert list(joined.index) == ["g1", "g2", "g3"]
    assert (joined.crs, joined.geometry.name) == (4326, "geometry")


def test_without_ground_the_table_is_empty_and_has_its_columns():
    for parts in ({}, {"a": accepted()}):
        joined = joined_ground(parts)
        columns = [column.name for column in ground_columns(frozenset(), frozenset())]
        assert list(joined.columns) == [*columns, "area", "place_ids", "geometry"]
        assert (len(joined), joined.crs) == (0, 4326)
