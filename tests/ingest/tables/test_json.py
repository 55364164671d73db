"""JSON of every shape: entries count from 1, and numbers keep the digits they came with."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from geo.common.errors import CrsError, UnreadableFileError
from ingest.tables import LimitError, Limits


def test_values_inside_values_become_columns_and_text(read):
    entry = (
        '{"id": 1, "location": {"latitude": 36.20, "longitude": 37.10}, "links": ["a", "b"], "ok": true, "no": null}'
    )
    more = '{"sources": [{"id": "x", "n": 1.50}], "id": 12345678901234567890}'
    table = read(f"[{entry}, {more}]")
    assert table.kind == "json"
    first, second = table.cells.to_dict("records")
    assert first["location.latitude"] == "36.20"
    assert (first["links"], first["ok"], first["no"]) == ("a; b", "true", "")
    assert second["sources"] == '[{"id": "x", "n": 1.50}]'
    assert second["id"] == "12345678901234567890"
    assert table.rows.tolist() == [1, 2]


def test_a_point_of_geojson_inside_an_entry_is_one_cell_that_says_which_number_is_which(read):
    point = '{"type": "Point", "coordinates": [37.16, 36.20, 380]}'
    area = '{"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [1, 2]]]}'
    table = read(
        f'[{{"id": 1, "where": {point}}}, {{"id": 2, "where": {area}}}, {{"id": 3, "coordinates": [36.2, 37.1]}}]'
    )
    first, second, third = table.cells.to_dict("records")
    assert first["where"] == "POINT (37.16 36.20)"
    assert second["where.type"] == "Polygon"
    assert third["coordinates"] == "36.2; 37.1"


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "a"}, {"id": "b"}]',
        '{"data": [{"id": "a"}, {"id": "b"}], "count": 2, "success": true}',
        '{"status": 200, "result": {"help": [], "records": [{"id": "a"}, {"id": "b"}]}}',
        '{"sources": [{"id": "x"}], "events": [{"id": "a"}, {"id": "b"}]}',
        '{"id": "a"}\n{"id": "b"}\n',
        '{"id": "a"}\n\n{"id": "b"}',
    ],
)
def test_the_list_of_entries_is_found(read, text):
    assert read(text).cells["id"].tolist() == ["a", "b"]


def test_entries_under_names_keep_the_name(read):
    table = read('{"e1": {"killed": 2}, "e2": {"killed": 3}}')
    assert table.cells.to_numpy().tolist() == [["e1", "2"], ["e2", "3"]]


def test_one_object_is_one_entry(read):
    assert read('{"id": 1, "name": "Aleppo"}').read == 1
    assert read('[{}, {"id": 1}, {}]').notes == ("2 empty entries left out.",)


@pytest.mark.parametrize("content", ["[]", '{"data": []}', "{}", "[{}, {}]", "null", "[3]", "[1, 2]", '"x"', "true"])
def test_a_document_without_an_entry_that_says_something_is_refused(read, content):
    with pytest.raises(UnreadableFileError, match="holds no row"):
        read(content)


def test_what_is_no_entry_is_set_aside_and_counted(read):
    table = read('[{"id": 1}, 5, "x", [1], null, {"id": 2}]')
    assert table.cells["id"].tolist() == ["1", "2"]
    assert table.rows.tolist() == [1, 6]
    assert table.unreadable["row"].tolist() == [2, 3, 4, 5]
    assert table.read == 6


def test_a_line_that_is_no_entry_costs_only_itself(read):
    table = read('{"id": 1}\n{"id": \n5\n{"id": 2} {"id": 3}\n\n{"id": 4}\n', name="file.ndjson")
    assert table.kind == "ndjson"
    assert table.rows.tolist() == [1, 6]
    assert table.unreadable["row"].tolist() == [2, 3, 4]


def test_two_values_of_one_name_are_both_kept(read):
    assert read('[{"a": 1, "a": 2, "b": {"c": 3}, "b.c": 4}]').cells.iloc[0].to_dict() == {
        "a": "1",
        "a (2)": "2",
        "b.c": "3",
        "b.c (2)": "4",
    }


def test_codes_that_are_no_letters_cost_their_entry(read):
    table = read('[{"a": "\\ud800"}, {"a": "\\u0000"}, {"\\udfff": 1}, {"a": "\\ud83d\\ude00"}]')
    assert table.cells["a"].tolist() == ["😀"]
    assert table.unreadable["row"].tolist() == [1, 2, 3]


def test_damaged_json_is_an_error_that_names_the_line(read):
    with pytest.raises(UnreadableFileError, match="line 2, character 10"):
        read('[{"a": 1},\n {"a": 1 "b": 2}]')
    with pytest.raises(UnreadableFileError, match="breaks off"):
        read('[{"a": 1}, {"a"')
    with pytest.raises(UnreadableFileError, match="no valid JSON"):
        read('[{"a": 1}] x')


@pytest.mark.parametrize("deep", [65, 1_000, 100_000])
@pytest.mark.parametrize("shape", ['[{"a": %s}]', '{"data": [{"a": %s}]}', "[%s]"])
def test_values_nested_too_deep_are_refused(read, deep, shape):
    with pytest.raises(LimitError, match="deep"):
        read(shape % ("[" * deep + "]" * deep))
    with pytest.raises(LimitError, match="deep"):
        read(shape % ('{"a":' * deep + "1" + "}" * deep))


def test_a_deep_line_costs_only_itself(read):
    deep = '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    table = read(f'{{"a": 1}}\n{deep}\n{{"a": 2}}\n')
    assert table.rows.tolist() == [1, 3]
    assert "deep" in table.unreadable.loc[0, "fault"]


def test_too_many_columns_are_refused(read):
    with pytest.raises(LimitError, match="columns"):
        read(json.dumps([{f"c{number}": 1} for number in range(20)]), limits=Limits(max_columns=10))


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


def test_features_without_or_with_broken_geometry_keep_their_row(read):
    point = {"type": "Point", "coordinates": [37.16, 36.2, 400]}
    ring = [[37, 36], [38, 36], [38, 37]]
    table = read(
        collection(
            feature(point, id=1),
            feature(None, id=2),
            feature({"type": "Point", "coordinates": ["x", "y"]}, id=3),
            feature({"type": "Polygon", "coordinates": [ring]}, id=4),
            feature({"type": "Point", "coordinates": []}, id=5),
            "no feature",
        )
    )
    assert table.kind == "geojson"
    assert table.cells["id"].tolist() == ["1", "2", "3", "4", "5"]
    assert table.geometry[0].equals(shapely.Point(37.16, 36.2))
    assert not table.geometry[0].has_z
    assert [one is None for one in table.geometry] == [False, True, True, True, True]
    assert any("no geometry: 2" in note for note in table.notes)
    assert any("cannot be built, kept without: 3, 4, 5" in note for note in table.notes)
    assert table.unreadable["row"].tolist() == [6]
    assert table.read == 6


def test_an_older_geojson_names_its_reference_system(read):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32637"}}
    table = read(collection(feature({"type": "Point", "coordinates": [334_000, 4_008_000]}), crs=crs))
    assert np.allclose([table.geometry[0].x, table.geometry[0].y], [37.16, 36.2], atol=0.02)
    crs["properties"]["name"] = "my own grid"
    with pytest.raises(CrsError, match="not known"):
        read(collection(feature(None), crs=crs))


def test_features_that_say_nothing_are_rows_without_cells(read):
    table = read(collection(feature({"type": "Point", "coordinates": [37, 36]}), feature(None)))
    assert (table.read, table.cells.shape, len(table.geometry)) == (2, (2, 0), 2)


def test_one_feature_a_line_and_bare_geometry_are_read(read):
    point = {"type": "Point", "coordinates": [37, 36]}
    lines = "\n".join("\x1e" + json.dumps(feature(point, id=number)) for number in range(3))
    assert read(lines).geometry.tolist() == [shapely.Point(37, 36)] * 3
    assert read(json.dumps(point)).geometry.tolist() == [shapely.Point(37, 36)]
    assert read(json.dumps(feature(point, a=1))).read == 1
    with pytest.raises(UnreadableFileError, match="holds no row"):
        read(collection())


def test_what_a_feature_says_outside_its_properties_is_kept(read):
    one = {**feature(None, name="x"), "id": 7, "seen": "2024-12-02", "properties": {"name": "x", "seen": "y"}}
    assert read(collection(one)).cells.iloc[0].to_dict() == {
        "id": "7",
        "name": "x",
        "seen": "y",
        "seen (2)": "2024-12-02",
    }
