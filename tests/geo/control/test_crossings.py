"""Crossings and their dated statuses: what is set aside with which words, and what is so on a day."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.common.errors import SchemaError
from geo.control.crossings import check_crossings, crossings_flipped, crossings_on, nearest_governorate
from geo.validation.readers import ROW_IN_FILE
from tests.worlds import january, status

OPEN = status("open", "2025-01-02", "2025-01-10", "BLUE")


def gate(name="gate", *statuses: Any, **more: Any):
    return {"crossing_id": name, "name_en": name.title(), "kind": "official", "uncertainty_km": 1,
            "statuses": list(statuses), "geometry": shapely.Point(0.5, 0.5), **more}  # fmt: skip


def checked(*rows):
    raw = gpd.GeoDataFrame(list(rows), geometry="geometry", crs=4326).assign(**{ROW_IN_FILE: range(1, len(rows) + 1)})
    return check_crossings(raw, factions={"BLUE", "RED"}, file="crossings.geojson")


def told(part):
    return [(one.row, one.row_id, one.column, one.fault, one.remedy, one.reason) for (one,) in part.rejected]


def test_a_crossing_keeps_its_cells_and_each_of_its_statuses():
    crossings, statuses = checked(
        gate("gate", {**OPEN, "source_url": "https://example.org"}, name_ar="باب", country_other="YYY",
             other_side_name="Gate", coord_source="a map")
    )  # fmt: skip
    row = crossings.accepted.loc["gate"]
    assert row.drop("geometry").to_dict() == {
        "crossing_id": "gate", "name_en": "Gate", "name_ar": "باب", "other_side_name": "Gate", "country_other": "YYY",
        "kind": "official", "uncertainty_km": 1.0, "coord_source": "a map",
    }  # fmt: skip
    assert (crossings.accepted.index.name, crossings.accepted.crs) == (None, 4326)
    (span,) = statuses.accepted.to_dict("records")
    assert {name: value for name, value in span.items() if value not in ("", pd.NaT) and value == value} == {
        "crossing_id": "gate", "status": "open", "controllers": ("BLUE",), "valid_from": pd.Timestamp("2025-01-02"),
        "valid_to": pd.Timestamp("2025-01-10"), "source_url": "https://example.org",
    }  # fmt: skip


def test_the_statuses_of_a_crossing_have_these_columns():
    assert list(checked(gate())[1].accepted.columns) == [
        "crossing_id", "status", "controllers", "valid_from", "valid_to", "source_publisher", "source_title",
        "published_on", "source_url", "source_kind", "confidence", "note",
    ]  # fmt: skip


def test_a_crossing_without_statuses_is_one_all_the_same():
    without = gate()
    del without["statuses"]
    for row in (without, gate(statuses=None), gate()):
        crossings, statuses = checked(row)
        assert (list(crossings.accepted.index), crossings.rejected) == (["gate"], ())
        assert (statuses.accepted.empty, statuses.rejected) == (True, ())
        beside, statuses = checked(row, gate("other", OPEN))
        assert (list(beside.accepted.index), beside.rejected) == (["gate", "other"], ())
        assert list(statuses.accepted["crossing_id"]) == ["other"]


@pytest.mark.parametrize("damaged", ["open", {"status": "open"}, ["open"], [OPEN, "open"]], ids=str)
def test_statuses_that_are_no_list_of_them_cost_the_crossing(damaged):
    crossings, statuses = checked(gate("bad", statuses=damaged), gate("good", OPEN))
    remedy = 'Write [{"status": "open", "valid_from": ..., "valid_to": ...}].'
    assert told(crossings) == [
        (1, "bad", "statuses", "is not a list of dated statuses", remedy, "not-a-list"),
    ]
    assert crossings.rejected[0][0].file == "crossings.geojson"
    assert list(statuses.accepted["crossing_id"]) == ["good"]


def test_crossings_without_a_column_they_need_are_refused_by_the_name_of_their_file():
    nameless = gate("gate", OPEN)
    del nameless["name_en"]
    with pytest.raises(SchemaError, match=r"^crossings\.geojson.*name_en"):
        checked(nameless)


def test_a_status_of_a_crossing_without_an_id_is_told_both_faults():
    ((empty, orphan),) = checked(gate("", OPEN))[1].rejected
    assert (empty.fault, orphan.fault) == ("is empty", "needs fixing itself")


def test_a_crossing_needs_a_point():
    crossings, _ = checked(gate(geometry=None))
    assert [one[3] for one in told(crossings)] == ["has no position"]


@pytest.mark.parametrize(
    ("cell", "fault", "remedy"),
    [
        ({"crossing_id": ""}, "is empty", "Fill it in."),
        ({"name_en": ""}, "is empty", "Fill it in."),
        ({"kind": ""}, "is empty", "Fill it in."),
        ({"uncertainty_km": None}, "is empty", "Fill it in."),
        ({"kind": "x"}, "is not known here", "Use one of informal, internal, official."),
        ({"uncertainty_km": -1}, "is less than 0", "Check it against the source."),
    ],
    ids=str,
)
def test_what_a_crossing_may_not_say(cell, fault, remedy):
    crossings, _ = checked(gate(**cell))
    assert [one[2:5] for one in told(crossings)] == [(*cell, fault, remedy)]


@pytest.mark.parametrize(
    ("cell", "fault", "remedy"),
    [
        ({"status": ""}, "is empty", "Fill it in."),
        ({"valid_from": None}, "is empty", "Fill it in."),
        ({"valid_to": None}, "is empty", "Fill it in."),
        (
            {"status": "x"}, "is not known here",
            "Use one of closed, humanitarian-only, open, restricted, unknown.",
        ),
        ({"controllers": ["x"]}, "is not known here", "Use one of BLUE, RED."),
        ({"source_kind": "x"}, "is not known here", "Use one of mirror, none, original."),
        ({"confidence": "x"}, "is not known here", "Use one of high, low, medium."),
        ({"valid_from": "x"}, "is not a day written yyyy-mm-dd", None),
        ({"valid_to": "x"}, "is not a day written yyyy-mm-dd", None),
        ({"published_on": "x"}, "is not a day written yyyy-mm-dd", None),
        ({"valid_to": "2025-01-01"}, "is before valid_from", "Swap the two days."),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_status_may_not_say(cell, fault, remedy):
    """The status is set aside, its crossing stands."""
    crossings, statuses = checked(gate("gate", {**OPEN, **cell}))
    ((row, row_id, column, said, mend, _),) = told(statuses)
    assert (row, row_id, column, said) == (1, "status of gate", *cell, fault)
    assert remedy in (None, mend)
    assert list(crossings.accepted.index) == ["gate"]


def test_days_in_the_wrong_order_are_told_as_written():
    _, statuses = checked(gate("gate", {**OPEN, "valid_to": "2025-01-01"}))
    ((fault,),) = statuses.rejected
    assert (fault.value, fault.reason, fault.file) == ("2025-01-01", "end-before-start", "crossings.geojson")
    assert checked(gate("gate", {**OPEN, "valid_to": OPEN["valid_from"]}))[1].rejected == ()


def test_a_status_of_a_crossing_that_is_set_aside_is_set_aside_with_it():
    _, statuses = checked(gate("bad", OPEN, kind="x"), gate("good", OPEN))
    fault = "needs fixing itself", "Mend the crossing first.", "of-nothing"
    assert told(statuses) == [(1, "status of bad", "crossing_id", *fault)]
    assert statuses.rejected[0][0].value == "bad"


def test_one_day_has_one_status_of_a_crossing_and_the_earlier_counts():
    """The second begins on the last day of the first; that of another crossing is no matter."""
    later, next_day = (status("closed", f"2025-01-{day}", "2025-01-31") for day in (10, 11))
    _, statuses = checked(gate("gate", later, OPEN), gate("other", next_day, OPEN))
    fault = "lies inside the span before it", "Make the spans follow.", "overlap"
    assert told(statuses) == [(1, "status of gate", "valid_from", *fault)]
    assert statuses.rejected[0][0].value == "2025-01-10"
    assert statuses.accepted[["crossing_id", "status"]].to_numpy().tolist() == [
        ["gate", "open"], ["other", "open"], ["other", "closed"],
    ]  # fmt: skip
    assert list(statuses.accepted.index) == [0, 1, 2]


def test_a_number_where_words_are_wanted_is_kept_as_it_is_written():
    _, statuses = checked(gate("gate", {**OPEN, "note": 5}), gate("other", OPEN))
    assert list(statuses.accepted["note"]) == ["5", ""]


def on(day, *statuses, **more):
    """Status, holders and note of the gate on a day of January."""
    crossings, spans = checked(gate("gate", *statuses))
    found = crossings_on(crossings.accepted, spans.accepted, january(day), first_day=january(1), **more)
    assert (found.crs, found.geometry.name) == (4326, "geometry")
    return tuple(found.loc["gate", ["status", "controllers"]])


@pytest.mark.parametrize(
    ("day", "so"),
    [(1, ("unknown", ())), (2, ("open", ("BLUE",))), (10, ("open", ("BLUE",))), (11, ("unknown", ()))],
)
def test_a_status_holds_on_its_days_both_included(day, so):
    assert on(day, OPEN) == so


@pytest.mark.parametrize(("known_by", "so"), [(4, "unknown"), (5, "open")])
def test_a_status_counts_from_the_day_it_was_published(known_by, so):
    published = {**OPEN, "published_on": "2025-01-05"}
    assert on(6, published, known_by=january(known_by))[0] == so
    assert on(6, published)[0] == "open"
    assert on(11, published, known_by=january(known_by))[0] == "unknown"  # its last day is the tenth


@pytest.mark.parametrize(("begun", "so"), [("2024-12-31", "open"), ("2025-01-01", "open"), ("2025-01-02", "unknown")])
def test_one_of_an_unknown_day_of_publication_counts_where_it_tells_of_the_first_day(begun, so):
    assert on(6, {**OPEN, "valid_from": begun}, known_by=january(31))[0] == so


def test_a_crossing_belongs_to_the_governorate_nearest_to_it_and_to_one_alone():
    """The first lies outside both, the second on their border, the third in the east."""
    squares = gpd.GeoDataFrame(
        {"adm1_pcode": ["XX01", "XX02"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs=4326
    )
    gates = gpd.GeoDataFrame(geometry=shapely.points([(-0.1, 0.5), (1, 0.5), (1.5, 0.5)]), index=list("abc"), crs=4326)
    found = nearest_governorate(gates, squares)
    assert (found["a"], found["c"]) == ("XX01", "XX02")
    assert found["b"] in ("XX01", "XX02")


def pictured(**of):
    """Crossings of a day, by name: status and holders."""
    rows = [
        {"name_en": name.title(), "name_ar": None, "status": so, "controllers": by} for name, (so, by) in of.items()
    ]
    return pd.DataFrame(rows, index=list(of), columns=["name_en", "name_ar", "status", "controllers"])


def test_a_crossing_flips_when_its_status_or_its_holders_change():
    before = pictured(same=("open", ("BLUE",)), shut=("open", ("BLUE",)), taken=("open", ("BLUE",)))
    after = pictured(same=("open", ("BLUE",)), shut=("closed", ("BLUE",)), taken=("open", ("RED",)))
    columns = {"name_ar": "", "status_before": "open", "controllers_before": ("BLUE",)}
    assert crossings_flipped(before, after).to_dict("index") == {
        "shut": {**columns, "name_en": "Shut", "status": "closed", "controllers": ("BLUE",)},
        "taken": {**columns, "name_en": "Taken", "status": "open", "controllers": ("RED",)},
    }
