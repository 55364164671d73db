"""From a table and a mapping to typed events: nothing mended, nothing dropped, every fault with a remedy."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.common.errors import SchemaError
from geo.events.events import EVENT_TYPES
from ingest.drafts.draft import NOT_NAMED, NOT_READ, Draft, draft
from ingest.mappings.fields import EVENT_FIELDS, FIELDS
from ingest.mappings.mapping import ColumnMapping
from tests.ingest.small_tables import table

TODAY = date(2025, 1, 31)
SOUND = {
    "event_date": "2024-12-02",
    "event_type": "Battles",
    "latitude": "36.2",
    "longitude": "37.1",
    "geo_precision": "1",
}


def drafted(*rows: dict[str, str], **settings) -> Draft:
    """Rows over SOUND, every column mapped to the field it is called after."""
    names = list(dict.fromkeys([*SOUND, *(name for row in rows for name in row)]))
    columns = {name: [{**SOUND, **row}.get(name, "") for row in rows] for name in names}
    chosen = {"columns": {name: name for name in names if name in FIELDS}, **settings}
    return draft(table(columns), ColumnMapping(**chosen), today=TODAY)


def the_fault(*rows: dict[str, str], **settings) -> dict[str, str]:
    """The one fault of the rows."""
    faults = drafted(*rows, **settings).faults.frame()
    assert len(faults) == 1, faults.to_string()
    return faults.iloc[0].to_dict()


def test_a_sound_row_becomes_one_typed_event():
    found = drafted({"place": "Saraqib", "fatalities_best": "1,200", "actor2": "Them"})
    event = found.events.iloc[0]
    assert not found.faults.faulty.any()
    assert (event["event_date"], event["time_precision"]) == (pd.Timestamp("2024-12-02"), 1)
    assert (event["latitude"], event["longitude"], event["geo_precision"], event["uncertainty_km"]) == (
        36.2,
        37.1,
        1,
        5,
    )
    assert event["fatalities_best"] == 1200
    assert pd.isna(event["fatalities_low"])
    assert list(found.events.columns) == [*EVENT_FIELDS, NOT_READ]


def test_what_every_event_must_have_is_said_honestly_where_the_file_is_silent():
    event = drafted({"place": "Saraqib"}).events.iloc[0]
    assert event["actor1"] == NOT_NAMED
    assert event["summary"] == "Battles, Saraqib."
    assert event["sub_event_type"] == "Battles"
    assert event["asserted_by"] == "file.csv"
    assert (event["reliability"], event["credibility"]) == ("F", 6)
    assert event["perpetrator"] == event["actor2"] == ""


def test_a_point_without_a_name_is_named_after_its_area_or_its_degrees():
    found = drafted({}, {"adm1": "Idlib"}).events
    assert list(found["place"]) == ["unnamed place at 36.2000, 37.1000", "Idlib"]


def test_who_says_so_is_the_publisher_where_nobody_else_is_named():
    assert drafted({"source_publisher": "SANA"}).events["asserted_by"].tolist() == ["SANA"]


@pytest.mark.parametrize(
    ("row", "reason", "remedy"),
    [
        ({"event_date": ""}, "no-date", "2024-12-31"),
        ({"event_date": "soon"}, "unreadable-date", "2024-12-31"),
        ({"event_date": "2/12/24"}, "unreadable-date", "century"),
        ({"event_date": "45628"}, "unreadable-date", "excel_days"),
        ({"event_date": "03/04/2024"}, "ambiguous-date", "which of the two stands first"),
        ({"event_date": "2025-02-01"}, "future-date", "Is the year right?"),
        ({"event_date": "2024-12-02", "end_date": "2024-12-01"}, "end-before-start", "Swap"),
        ({"time_precision": "9"}, "bad-precision", "1, 2, 3, year"),
        ({"event_type": ""}, "no-type", "Battles, Explosions/Remote violence"),
        ({"event_type": "raid"}, "unknown-type", "which of these the word stands for"),
        ({"latitude": "", "longitude": ""}, "no-position", "name of a place"),
        ({"latitude": "north"}, "unreadable-position", "docs/formats.md"),
        ({"latitude": ""}, "unreadable-position", "docs/formats.md"),
        ({"latitude": "0", "longitude": "0"}, "null-island", "own coordinates"),
        ({"latitude": "36.2", "longitude": "371"}, "off-the-globe", "37S"),
        ({"latitude": "137.1", "longitude": "36.2"}, "swapped-coordinates", "Swap"),
        ({"latitude": "37.1E", "longitude": "36.2N"}, "swapped-coordinates", "Swap"),
        ({"geo_precision": "4"}, "bad-precision", "1, 2, 3"),
        ({"geo_precision": ""}, "no-precision", "uncertainty_km"),
        ({"uncertainty_km": "-1"}, "bad-precision", "km"),
        ({"fatalities_best": "-3"}, "negative-count", "minus"),
        ({"fatalities_best": "dozens"}, "unreadable-count", "such as 12"),
        ({"fatalities_best": "999,999,999,999"}, "implausible-count", "an id, or a total"),
        ({"civilians_killed": "1000001"}, "implausible-count", "leave it empty"),
        ({"fatalities_low": "9", "fatalities_high": "2"}, "low-above-high", "Swap low and high?"),
    ],
)
def test_a_row_that_cannot_be_right_is_set_aside_with_a_remedy(row, reason, remedy):
    fault = the_fault(row)
    assert fault["reason"] == reason
    assert remedy in fault["remedy"]
    assert (fault["row"], fault["position"]) == (2, 0)
    assert any(value in fault["value"] for value in row.values())


@pytest.mark.parametrize(
    ("row", "reason", "remedy"),
    [
        ({"event_time": "noon"}, "unreadable-time", "14:30"),
        ({"published_on": "03/04/2024"}, "ambiguous-date", "which of the two stands first"),
        ({"published_on": "2919-02-07"}, "future-date", "Is the year right?"),
        ({"published_on": "0201-02-07"}, "too-early", "Is the year right?"),
        ({"published_on": "2024-12-03; soon"}, "unreadable-date", "do not read that column"),
        ({"injured": "10-15"}, "unreadable-count", "one number"),
        ({"injured": "many"}, "unreadable-count", "such as 12"),
        ({"displaced": "-4"}, "negative-count", "minus"),
        ({"displaced": "9223372036854775807"}, "implausible-count", "an id, or a total"),
        ({"injured": "12+"}, "unreadable-count", "one number"),
        ({"fatalities_best": "none"}, "unclear-count", "Write 0"),
        ({"injured": "Keine"}, "unclear-count", "Write 0"),
        ({"reliability": "G"}, "bad-grade", "A, B, C"),
        ({"credibility": "0"}, "bad-grade", "1, 2, 3"),
    ],
)
def test_a_slip_beside_what_happened_costs_its_cell_and_not_the_row(row, reason, remedy):
    found, (field, value) = drafted(row, {}), next(iter(row.items()))
    assert found.faults.rejected == 0
    told = found.faults.cells_left_out().to_dict("records")
    assert [(one["row"], one["column"], one["value"], one["reason"]) for one in told] == [(2, field, value, reason)]
    assert remedy in told[0]["remedy"]
    assert list(found.accepted["not_read"]) == [f"{field} = {value}: {told[0]['fault']}", ""]
    unsaid = {"event_time": "", "reliability": "F", "credibility": 6}.get(field)
    left = found.accepted[field].iloc[0]
    assert left == unsaid if unsaid is not None else pd.isna(left)


def test_the_cells_of_a_row_that_is_set_aside_are_not_counted_as_left_empty():
    found = drafted({"event_date": "soon", "injured": "many", "published_on": "later"})
    assert found.faults.rejected == 1
    assert found.faults.cells_left_out().empty


def test_a_row_without_coordinates_shows_none():
    assert the_fault({"latitude": "", "longitude": ""})["value"] == ""


def test_a_row_keeps_all_its_faults_and_counts_under_the_first():
    found = drafted({"event_date": "soon", "fatalities_best": "dozens"}, {}, {"fatalities_best": "many"})
    assert list(found.faults.frame()["row"]) == [2, 2, 4]
    assert found.faults.by_reason() == {"unreadable-date": 1, "unreadable-count": 1}
    assert (found.read, len(found.accepted), found.faults.rejected) == (3, 1, 2)


def test_rows_that_could_not_be_read_stay_in_the_account():
    unreadable = pd.DataFrame({"row": [3], "value": ["a,b,c"], "fault": ["has three cells"], "remedy": ["Mend it."]})
    columns = {name: [value] for name, value in SOUND.items()}
    found = draft(
        table(columns, unreadable=unreadable),
        ColumnMapping(columns=dict(zip(columns, columns, strict=True))),
        today=TODAY,
    )
    assert (found.read, len(found.accepted), found.faults.rejected) == (2, 1, 1)
    assert found.faults.by_reason() == {"unreadable-row": 1}
    assert found.faults.frame()[["position", "row", "remedy"]].to_numpy().tolist() == [[-1, 3, "Mend it."]]


def test_the_month_that_runs_is_no_future_date():
    found = drafted({"event_date": "2025-01"}, {"event_date": "2025"})
    assert not found.faults.faulty.any()
    assert list(found.events["end_date"]) == [pd.Timestamp("2025-01-31"), pd.Timestamp("2025-12-31")]
    assert list(found.events["time_precision"]) == [3, 3]


def test_where_only_the_year_is_known_the_event_may_lie_on_any_of_its_days():
    event = drafted({"event_date": "2024-06-15", "time_precision": "year"}).events.iloc[0]
    assert (event["event_date"], event["end_date"]) == (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31"))


def test_the_coarser_of_text_and_column_is_how_exact_a_day_is():
    found = drafted({"event_date": "2024-12", "time_precision": "1"}, {"time_precision": "2"}).events
    assert list(found["time_precision"]) == [3, 2]


def test_local_times_keep_their_zone_and_days_are_never_shifted():
    found = drafted(
        {"event_date": "2024-12-02T23:30:00-05:00"}, {"event_time": "00:10"}, {"event_date": "2024-07-02 14:30"},
        time_zone="Europe/Kyiv",
    ).events  # fmt: skip
    assert list(found["event_time"]) == [
        "2024-12-02T23:30:00-05:00",
        "2024-12-02T00:10+02:00",
        "2024-07-02T14:30+03:00",
    ]
    assert list(found["event_date"].dt.day) == [2, 2, 2]


def test_a_time_of_no_known_zone_stays_without_one_and_a_column_of_midnights_holds_no_times():
    assert drafted({"event_time": "14:30"}).events["event_time"].tolist() == ["2024-12-02T14:30"]
    assert drafted({"event_date": "2024-12-02 00:00:00"}).events["event_time"].tolist() == [""]


def test_a_span_of_killed_is_low_and_high_and_no_best():
    event = drafted({"fatalities_best": "10-15"}).events.iloc[0]
    assert (event["fatalities_low"], event["fatalities_high"]) == (10, 15)
    assert pd.isna(event["fatalities_best"])


def test_one_end_of_the_killed_is_the_low_or_the_high_one():
    found = drafted({"fatalities_best": "12+"}, {"fatalities_best": "<5"}, {"fatalities_best": "1,000,000"}).accepted
    ends = found[["fatalities_low", "fatalities_best", "fatalities_high"]].astype("float64").fillna(-1)
    assert ends.to_numpy().tolist() == [[12, -1, -1], [-1, -1, 4], [-1, 1_000_000, -1]]


def test_a_strike_is_known_by_its_kind_however_it_is_written():
    assert drafted({"sub_event_type": "AIR/DRONE STRIKE"}).events["sub_event_type"].tolist() == ["Air/drone strike"]


def test_the_words_of_the_mapping_decide_and_others_are_not_let_through():
    words = {"event_type": {"raid": "Battles"}, "geo_precision": {"village": "1"}}
    row = {"event_type": "RAID ", "geo_precision": "village"}
    found = drafted(row, {**row, "geo_precision": "2"}, {**row, "event_type": "ambush"}, words=words)
    assert found.events["event_type"].tolist() == ["Battles", "Battles", ""]
    assert found.events["sub_event_type"].tolist() == ["RAID", "RAID", "ambush"]
    assert found.faults.by_reason() == {"bad-precision": 1, "unknown-type": 1}


def test_an_empty_cell_may_have_a_word_too():
    assert drafted({"event_type": ""}, words={"event_type": {"": "Riots"}}).events["event_type"].tolist() == ["Riots"]


def test_a_row_with_a_place_and_no_position_waits_for_one_without_a_fault():
    found = drafted({"latitude": "", "longitude": "n/a", "place": "Saraqib"})
    assert not found.faults.faulty.any()
    assert np.isnan(found.events["latitude"]).all()


def test_the_first_of_several_links_is_the_link_and_the_others_are_kept():
    event = drafted({"source_url": '["https://a.org/1", "https://b.org/2"]', "source_title": "Film"}).events.iloc[0]
    assert (event["source_url"], event["source_title"]) == ("https://a.org/1", "Film; also https://b.org/2")


def test_a_fault_of_what_is_drawn_shows_its_degrees():
    columns = {"event_date": ["2024-12-02"], "event_type": ["Battles"]}
    mapping = ColumnMapping(columns={name: name for name in columns}, fixed={"uncertainty_km": "5"})
    found = draft(table(columns, geometry=np.array([shapely.Point(0, 0)], dtype=object)), mapping, today=TODAY)
    assert found.faults.frame()["value"].tolist() == ["0.00000, 0.00000"]


def test_positions_are_read_in_any_notation_and_a_drawn_area_is_never_a_town():
    columns = {"event_date": ["2024-12-02"] * 2, "event_type": ["Battles"] * 2, "where": ["37S 331234 4008123", ""]}
    mapping = ColumnMapping(columns={"event_date": "event_date", "event_type": "event_type", "position": "where"},
                      fixed={"uncertainty_km": "5"})  # fmt: skip
    shapes = np.array([None, shapely.box(37, 36, 38, 37)], dtype=object)
    found = draft(table(columns, geometry=shapes), mapping, today=TODAY)
    assert not found.faults.faulty.any()
    assert found.events["latitude"].iloc[0] == pytest.approx(36.20323, abs=1e-5)
    assert found.events["geo_precision"].tolist()[0] == 1
    assert found.events["geo_precision"].tolist()[1] >= 2
    assert found.events["uncertainty_km"].tolist()[1] > 50


def test_a_mapping_of_another_file_is_refused():
    with pytest.raises(SchemaError, match="has no column 'Town'"):
        drafted({}, columns={"place": "Town"})
    with pytest.raises(SchemaError, match="'gdelt', which is no format"):
        drafted({}, format="gdelt")


cells = some.sampled_from(
    ["", "2024-12-02", "03/04/2024", "2024-12", "36.2", "-3", "12", "10-15", "Battles", "x", "0", "900"]
)
rows = some.lists(
    some.fixed_dictionaries(dict.fromkeys([*SOUND, "fatalities_low", "fatalities_high"], cells)), max_size=6
)


@pytest.mark.thorough
@settings(max_examples=60)
@given(rows, some.randoms())
def test_every_row_is_accepted_or_has_a_fault_and_their_order_does_not_matter(some_rows, random):
    order = list(range(len(some_rows)))
    random.shuffle(order)
    straight, shuffled = drafted(*some_rows), drafted(*(some_rows[at] for at in order))
    assert len(straight.accepted) + straight.faults.rejected == straight.read == len(some_rows)
    assert sum(straight.faults.by_reason().values()) == straight.faults.rejected
    assert straight.faults.by_reason() == shuffled.faults.by_reason()
    pd.testing.assert_frame_equal(
        straight.events.iloc[order].reset_index(drop=True), shuffled.events.reset_index(drop=True)
    )
    assert set(straight.accepted["event_type"]) <= set(EVENT_TYPES)
    assert straight.accepted[["event_date", "summary", "actor1", "time_precision"]].notna().all(axis=None)


def test_a_word_of_precision_without_a_meaning_says_which_have_one_and_how_to_give_it_one():
    fault = the_fault({"geo_precision": "about"}, words={"geo_precision": {"village": "1"}})
    assert fault["remedy"] == "Use one of village; say in the mapping which of 1, 2, 3 it means."
