"""The days of polygons drawn elsewhere: of files, of spans and of columns, and days that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.common.errors import SchemaError
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history
from tests.ingest.histories.worlds import BLUE, HALF, MORE, reasons, spans
from tests.worlds import drawing, feature, january, rectangle


def test_a_folder_of_daily_files_takes_its_days_from_their_names(source, squares):
    drawing(source / "deepstatemap_data_20250101.geojson", feature(HALF))
    drawing(source / "deepstatemap_data_20250102.geojson", feature(MORE))
    imported = read_polygon_history(source, BLUE, squares)
    assert spans(imported) == [(january(1), january(1), "BLUE", 0.5), (january(2), january(2), "BLUE", 0.6)]
    assert (imported.read, imported.accepted, imported.days_drawn, imported.days_carried) == (2, 2, 2, 0)
    assert imported.bbox == (0, 0, 0.6, 1)


def test_days_that_show_the_same_are_one_row_wherever_the_ring_begins(source, squares):
    turned = rectangle(0, 0, 0.5, 1)
    ring = turned["coordinates"][0]
    turned["coordinates"][0] = [*ring[2:], *ring[1:3]]
    drawing(source / "2025-01-01.geojson", feature(HALF))
    drawing(source / "2025-01-02.geojson", feature(turned))
    drawing(source / "2025-01-03.geojson", feature(MORE))
    assert [row[:2] for row in spans(read_polygon_history(source, BLUE, squares))] == [
        (january(1), january(2)),
        (january(3), january(3)),
    ]


def test_a_day_between_that_was_not_drawn_shows_the_one_before_and_is_counted(source, squares):
    drawing(source / "2025-01-01.geojson", feature(HALF))
    drawing(source / "2025-01-04.geojson", feature(MORE))
    imported = read_polygon_history(source, BLUE, squares)
    assert spans(imported)[0][:2] == (january(1), january(3))
    assert imported.days_carried == 2


@pytest.mark.parametrize(
    "names", [("valid_from", "valid_to"), ("start", "end"), ("from", "to"), ("Start_Date", "END_DATE")]
)
def test_features_with_a_first_and_a_last_day_hold_on_both(source, squares, names):
    first, last = names
    path = drawing(
        source / "spans.geojson",
        feature(HALF, **{first: "2025-01-01", last: "2025-01-03"}),
        feature(rectangle(0.5, 0, 1, 1), **{first: "2025-01-03", last: None}),
    )
    assert spans(read_polygon_history(path, BLUE, squares)) == [
        (january(1), january(2), "BLUE", 0.5),
        (january(3), january(3), "BLUE", 1.0),
        (january(4), january(31), "BLUE", 0.5),  # open: to the last day of the theatre
    ]


def test_an_excluded_end_is_one_day_less(source, squares):
    path = drawing(source / "spans.geojson", feature(HALF, start="2025-01-01", end="2025-01-03"))
    options = HistoryOptions(factions=FactionRule(faction="BLUE"), end_excluded=True)
    assert spans(read_polygon_history(path, options, squares))[0][:2] == (january(1), january(2))


def test_one_file_with_a_day_column_is_read_as_snapshots(source, squares):
    path = drawing(source / "all.geojson", feature(HALF, date="2025-01-01"), feature(MORE, date="2025-01-02T10:00:00"))
    assert [row[0] for row in spans(read_polygon_history(path, BLUE, squares))] == [january(1), january(2)]


def test_columns_of_other_names_are_named(source, squares):
    path = drawing(source / "all.geojson", feature(HALF, stand="2025-01-01"))
    options = HistoryOptions(factions=FactionRule(faction="BLUE"), date_column="stand")
    assert len(read_polygon_history(path, options, squares).rows) == 1
    with pytest.raises(SchemaError, match="says nothing of days"):
        read_polygon_history(path, BLUE, squares)


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"start": "soon", "end": None}, "is no day"),
        ({"start": "2025-01-05", "end": "later"}, "is no day"),
        ({"start": "2025-01-05", "end": "2025-01-01"}, "is before start"),
    ],
)
def test_a_feature_with_faulty_days_is_set_aside(source, squares, columns, fault):
    path = drawing(source / "s.geojson", feature(HALF, start="2025-01-01", end="2025-01-02"), feature(HALF, **columns))
    (aside,) = read_polygon_history(path, BLUE, squares).rejected
    assert aside[0].fault == fault


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["01-12-2024"], "could be swapped"),
        (["front"], "says nothing of days"),
        (["2025-01-01", "copy_20250101"], "speaks of 2025-01-01 as"),
    ],
)
def test_a_folder_with_bad_names_is_refused_with_the_file_and_a_remedy(source, squares, names, says):
    for name in names:
        drawing(source / f"{name}.geojson", feature(HALF))
    with pytest.raises(SchemaError, match=says) as caught:
        read_polygon_history(source, BLUE, squares)
    assert any(name in str(caught.value) for name in names)
    assert caught.value.remedy


def test_days_and_spans_are_not_mixed(source, squares):
    drawing(source / "2025-01-01.geojson", feature(HALF))
    drawing(source / "other.geojson", feature(HALF, start="2025-01-01", end="2025-01-02"))
    with pytest.raises(SchemaError, match="mixes files of one day with files that span days"):
        read_polygon_history(source, BLUE, squares)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("2202-02-02", "lies in the future"), ("4102444800", "lies in the future"), ("0025-01-02", "is before 1900"),
     ("2005-01-02", "lies before the days of the theatre, and nothing is drawn for a year after it"),
     ("19700101", "lies before the days of the theatre, and nothing is drawn for a year after it")],
)  # fmt: skip
def test_a_file_of_a_day_that_cannot_be_is_set_aside_and_carries_nothing(source, squares, name, reason):
    drawing(source / "2025-01-01.geojson", feature(HALF))
    drawing(source / f"{name}.geojson", feature(MORE))
    imported = read_polygon_history(source, BLUE, squares)
    assert reasons(imported) == {reason: 1}
    assert imported.span == (january(1), january(1))


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"start": "2025-01-05", "end": "2202-02-02"}, "lies in the future"),
        ({"start": "2202-01-05", "end": None}, "lies in the future"),
        ({"start": "9909510400000", "end": None}, "lies in the future"),
        ({"start": 9909510400000, "end": None}, "lies in the future"),
        ({"start": "2025-W02", "end": None}, "is more than one day"),
        ({"start": "0025-01-05", "end": "2025-01-06"}, "is before 1900"),
        ({"start": "2025-01", "end": None}, "is more than one day"),
        ({"start": None, "end": "2025-01-06"}, "is no day"),
    ],
)
def test_a_feature_of_days_that_cannot_be_is_set_aside(source, squares, columns, reason):
    path = drawing(source / "s.geojson", feature(HALF, start="2025-01-01", end="2025-01-02"), feature(HALF, **columns))
    imported = read_polygon_history(path, BLUE, squares)
    assert reasons(imported) == {reason: 1}
    assert imported.span == (january(1), january(2))


@pytest.mark.parametrize("end", ["NA", "null", "-", "unknown", "невідомо", "غير معروف"])
def test_a_last_day_of_nothing_is_none(source, squares, end):
    path = drawing(source / "s.geojson", feature(HALF, start="2025-01-01", end=end))
    imported = read_polygon_history(path, BLUE, squares)
    assert (imported.span, reasons(imported)) == ((january(1), january(31)), {})


def test_a_column_in_which_every_cell_says_nothing_is_no_column_of_days(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, date="NA"), feature(MORE, date="n/a"))
    assert spans(read_polygon_history(path, BLUE, squares))[0][:2] == (january(1), january(1))


@pytest.mark.parametrize("end", ["9999-12-31", "2999-12-31", "2099-12-31T00:00:00", "2100-01-01"])
def test_a_last_day_far_in_the_future_means_until_now(source, squares, end):
    path = drawing(source / "s.geojson", feature(HALF, valid_from="2025-01-01", valid_to=end))
    imported = read_polygon_history(path, BLUE, squares)
    assert imported.span == (january(1), january(31))
    assert "read as until now" in imported.notes[0]
    early = replace(BLUE, today=january(10))
    assert read_polygon_history(path, early, squares).span == (january(1), january(10))


def test_a_history_that_goes_on_before_the_days_of_the_theatre_is_kept_whole(source, squares):
    for name in ("2024-03-01", "2024-11-01", "2025-01-01"):
        drawing(source / f"{name}.geojson", feature(HALF))
    assert read_polygon_history(source, BLUE, squares).span == (date(2024, 3, 1), january(1))


def test_days_between_spans_on_which_nothing_is_drawn_are_counted(source, squares):
    path = drawing(
        source / "s.geojson",
        feature(HALF, start="2025-01-01", end="2025-01-05"),
        feature(HALF, start="2025-01-10", end="2025-01-11"),
    )
    imported = read_polygon_history(path, BLUE, squares)
    assert imported.gaps == ((january(6), january(9)),)
    assert (imported.days_of_gaps, imported.days_carried) == (4, 0)


def test_of_several_drawings_of_one_day_the_last_counts_where_the_names_say_the_time(source, squares):
    drawing(source / "1736208000.geojson", feature(HALF))  # 7 January 2025, 00:00 UTC
    drawing(source / "1736287200.geojson", feature(MORE))  # 22:00
    drawing(source / "1736244000.geojson", feature(HALF))  # 10:00
    imported = read_polygon_history(source, BLUE, squares)
    assert spans(imported) == [(january(7), january(7), "BLUE", 0.6)]
    assert reasons(imported) == {"is not the last of its day": 2}
    assert any(note.startswith("2 files of an earlier hour") for note in imported.notes)


def test_a_column_that_shows_the_order_of_day_and_month_is_read_in_it_and_that_is_said(source, squares):
    path = drawing(source / "all.geojson", feature(HALF, date="02/01/2025"), feature(MORE, date="25/01/2025"))
    imported = read_polygon_history(path, BLUE, squares)
    assert [row[0] for row in spans(imported)] == [january(2), january(25)]
    assert "Days are read day first: 25/01/2025 can be read in no other way." in imported.notes


def test_first_and_last_days_show_their_order_to_each_other(source, squares):
    path = drawing(source / "spans.geojson", feature(HALF, start="01/02/2025", end="01/25/2025"))
    imported = read_polygon_history(path, BLUE, squares)
    assert spans(imported) == [(january(2), january(25), "BLUE", 0.5)]
    assert "Days are read month first: 01/25/2025 can be read in no other way." in imported.notes


def test_columns_that_show_both_orders_or_none_are_asked_about(source, squares):
    both = drawing(source / "all.geojson", feature(HALF, start="02/01/2025", end="25/01/2025"),
                   feature(MORE, start="01/25/2025", end="01/26/2025"))  # fmt: skip
    with pytest.raises(SchemaError, match=r"'02/01/2025' in start, whose day and month could be swapped"):
        read_polygon_history(both, BLUE, squares)


def test_files_that_show_the_same_order_by_the_same_day_are_counted(source, squares):
    for name in ("a", "b"):
        drawing(source / f"{name}.geojson", feature(HALF, date="02/01/2025"), feature(MORE, date="25/01/2025"))
    notes = read_polygon_history(source, BLUE, squares).notes
    assert "Days are read day first: 25/01/2025 can be read in no other way. So in 2 files." in notes
