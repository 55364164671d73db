"""Where entries stand in a JSON document: however deep, in several lists, under names, in groups; and where none do."""

from __future__ import annotations

import json

import pytest

from geo.common.errors import UnreadableFileError

FIRST, SECOND, THIRD = ({"date": f"2024-12-0{day}", "town": town} for day, town in enumerate("ABC", start=1))
NAMED = {"-Na": FIRST, "-Nb": SECOND}


def towns(table):
    return table.cells["town"].tolist()


@pytest.mark.parametrize("levels", [0, 2, 3, 6, 15])
def test_a_list_of_entries_is_found_however_many_objects_it_stands_in(read, levels):
    document = {"data": [FIRST, SECOND]}
    for level in range(levels):
        document = {"status": "ok", f"level{level}": document}
    assert towns(read(json.dumps(document))) == ["A", "B"]


@pytest.mark.parametrize(
    "document",
    [
        {"errors": [], "result": {"records": [FIRST, SECOND]}},
        {"meta": {"pages": 1}, "result": {"records": [FIRST, SECOND]}},
        {"result": {"actors": [{"id": 1}, {"id": 2}, {"id": 3}], "incidents": [FIRST, SECOND]}},
    ],
    ids=["an empty list further out", "an object of another sort", "a longer list without days"],
)
def test_what_stands_beside_the_entries_does_not_hide_them(read, document):
    assert towns(read(json.dumps(document))) == ["A", "B"]


@pytest.mark.parametrize("document", [NAMED, {"count": 2, "events": NAMED}, {"a": {"b": {"c": {"events": NAMED}}}}])
def test_entries_under_names_are_rows_wherever_they_stand(read, document):
    table = read(json.dumps(document))
    assert table.cells["key"].tolist() == ["-Na", "-Nb"]
    assert towns(table) == ["A", "B"]
    assert "Entries are named; the name is in the column “key”." in table.notes


def test_the_parts_of_one_entry_are_no_entries(read):
    parts = {"from": {"town": "A", "km": 1}, "to": {"town": "B", "km": 2}}
    table = read(json.dumps({"id": "x", "way": parts}))
    assert (table.read, table.cells["way.to.town"].tolist()) == (1, ["B"])


@pytest.mark.parametrize("around", [lambda days: days, lambda days: {"made": "2024-12-05", "days": days}])
def test_lists_of_the_same_sort_are_all_read_and_their_name_stands_in_each_row(read, around):
    table = read(json.dumps(around({"2024-12-01": [FIRST, SECOND], "2024-12-02": [THIRD]})))
    assert towns(table) == ["A", "B", "C"]
    assert table.cells["key"].tolist() == ["2024-12-01", "2024-12-01", "2024-12-02"]
    assert table.rows.tolist() == [1, 2, 3]


def test_lists_under_days_need_no_day_in_their_entries(read):
    table = read(json.dumps({"2024-12-01": [{"town": "A"}], "2024-12-02": [{"town": "B"}]}))
    assert table.cells.to_numpy().tolist() == [["2024-12-01", "A"], ["2024-12-02", "B"]]


def test_a_list_of_another_sort_is_named_and_not_read(read):
    updates = [{"date": "2024-12-09", "text": "x", "by": "y"}]
    table = read(json.dumps({"events": [FIRST, SECOND], "updates": updates}))
    assert towns(table) == ["A", "B"]
    assert table.notes == ("Entries are those of “events”.", "Other lists not read: “updates”.")


def test_a_group_without_entries_is_told_and_an_entry_among_groups_is_a_row(read):
    groups = [{"region": "N", "held": [FIRST]}, {"region": "S", "held": []}, {**THIRD, "held": [SECOND]}]
    table = read(json.dumps(groups))
    assert towns(table) == ["A", "C"]
    assert table.cells["group.region"].tolist() == ["N", ""]
    assert "1 empty entry left out." in table.notes


@pytest.mark.parametrize(
    "document",
    [
        {"date": ["2024-12-01", "2024-12-02"], "town": ["A", "B"]},
        {"date": {"0": "2024-12-01", "1": "2024-12-02"}, "town": {"0": "A", "1": "B"}},
        {"columns": ["date", "town"], "index": [0, 1, 2], "data": [["2024-12-01", "A"], ["2024-12-02", "B"]]},
        [["date", "town"], ["2024-12-01", "A"], ["2024-12-02", "B"]],
    ],
    ids=["lists", "numbered", "names and rows", "rows"],
)
def test_a_table_by_its_columns_or_in_rows_without_names_is_refused_not_read_as_one_entry(read, document):
    with pytest.raises(UnreadableFileError, match=r'\{"name": value, ...\}'):
        read(json.dumps(document))


def test_an_entry_of_lists_alone_is_an_entry_where_they_differ_in_length(read):
    assert read(json.dumps({"tags": ["a", "b"], "links": ["x"]})).read == 1
