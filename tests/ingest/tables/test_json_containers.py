"""Features inside other things: uMap, collections in lists, nested GeoJSON, Esri JSON."""

from __future__ import annotations

import json

import pytest

from ingest.tables import read_table


def read(folder, content, name="file.json"):
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return read_table(path)


def point(name, lon=37.0, lat=36.0, **more):
    return {"type": "Feature", "properties": {"name": name, **more},
            "geometry": {"type": "Point", "coordinates": [lon, lat]}}  # fmt: skip


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_the_features_of_all_layers_of_a_umap_are_rows_and_the_layer_is_named(tmp_path):
    layers = [
        collection(point("a"), point("b"), _umap_options={"name": "Strikes", "displayOnLoad": True}),
        collection(_umap_options={"name": "Nothing yet"}),
        collection(point("c"), _umap_options={"name": "Clashes"}),
    ]
    found = read(tmp_path, {"type": "umap", "properties": {"name": "m"}, "layers": layers}, "map.umap")
    assert found.read == 3
    assert list(found.cells["layer"]) == ["Strikes", "Strikes", "Clashes"]
    assert list(found.cells["name"]) == ["a", "b", "c"]
    assert (found.geometry[0].x, found.geometry[0].y) == (37.0, 36.0)
    assert list(found.rows) == [1, 2, 3]


def test_entries_that_stand_in_groups_are_rows_and_say_what_their_groups_say(tmp_path):
    regions = [
        {"region": "North", "incidents": [{"date": "2024-12-01", "town": "A"}, {"date": "2024-12-02", "town": "B"}]},
        {"region": "Empty", "incidents": []},
        {"region": "South", "incidents": [{"date": "2024-12-03", "town": "C", "group.region": "its own"}]},
    ]
    found = read(tmp_path, regions)
    assert found.read == 3
    assert list(found.cells["town"]) == ["A", "B", "C"]
    assert list(found.cells["group.region"]) == ["North", "North", "its own"]
    assert list(found.cells["group.region (2)"]) == ["", "", "South"]
    assert any("“incidents”" in note for note in found.notes)


@pytest.mark.parametrize(
    "entry",
    [
        {"date": "2024-12-01", "town": "A", "sources": [{"date": "2024-12-02", "url": "https://example.org"}]},
        {"lat": 36.0, "lon": 37.0, "town": "A", "sources": [{"date": "2024-12-02"}]},
        {"town": "A", "sources": [{"url": "https://example.org"}, {"url": "https://example.net"}]},
    ],
    ids=["says its day", "says its place", "holds no days"],
)
def test_an_entry_with_a_list_of_its_own_is_no_group(tmp_path, entry):
    found = read(tmp_path, [entry, entry])
    assert (found.read, list(found.cells["town"])) == (2, ["A", "A"])


def test_a_feature_that_has_a_layer_of_its_own_keeps_it(tmp_path):
    found = read(tmp_path, {"layers": [collection(point("a", layer="mine"), name="theirs")]})
    assert (found.cells["layer"][0], found.cells["layer (2)"][0]) == ("mine", "theirs")


def test_a_list_of_collections_is_read_as_their_features(tmp_path):
    found = read(tmp_path, [collection(point("a"), name="one"), collection(point("b"), name="two")])
    assert list(found.cells["layer"]) == ["one", "two"]
    assert found.geometry is not None


@pytest.mark.parametrize("wrapped", [{"data": collection(point("a"))}, {"a": {"b": collection(point("a"))}, "n": 1}])
def test_one_collection_inside_other_json_is_read_as_its_features(tmp_path, wrapped):
    found = read(tmp_path, {**wrapped, "meta": [{"x": 1}, {"x": 2}, {"x": 3}]})
    assert list(found.cells["name"]) == ["a"]
    assert any("“meta”" in note for note in found.notes)


def test_of_several_collections_inside_other_json_all_are_read_and_their_names_are_layers(tmp_path):
    found = read(tmp_path, {"strikes": collection(point("a")), "clashes": collection(point("b"), point("c"))})
    assert list(zip(found.cells["layer"], found.cells["name"], strict=True)) == [
        ("strikes", "a"), ("clashes", "b"), ("clashes", "c"),
    ]  # fmt: skip


def esri(*features, **more):
    fields = [{"name": "OBJECTID", "type": "esriFieldTypeOID"}, {"name": "DAY", "type": "esriFieldTypeDate"},
              {"name": "NAME", "type": "esriFieldTypeString"}]  # fmt: skip
    return {"objectIdFieldName": "OBJECTID", "fields": fields, "features": list(features), **more}


@pytest.mark.parametrize(
    ("reference", "x", "y"),
    [
        ({"wkid": 4326}, 37.0, 36.0),
        ({"wkid": 4326, "latestWkid": 4326}, 37.0, 36.0),
        ({"wkid": 102100, "latestWkid": 3857}, 4118821.16, 4300621.37),
        ({"wkid": 102100}, 4118821.16, 4300621.37),
        (None, 37.0, 36.0),
    ],
)
def test_points_of_esri_json_are_read_in_their_reference_system(tmp_path, reference, x, y):
    feature = {"attributes": {"OBJECTID": 1, "DAY": 1733097600000, "NAME": "a"}, "geometry": {"x": x, "y": y}}
    found = read(tmp_path, esri(feature, spatialReference=reference, geometryType="esriGeometryPoint"))
    assert found.read == 1
    assert (found.cells["NAME"][0], found.cells["DAY"][0]) == ("a", "1733097600000")
    assert not [note for note in found.notes if "not read" in note]  # fields are its columns, no list left out
    assert (found.geometry[0].x, found.geometry[0].y) == pytest.approx((37.0, 36.0), abs=1e-4)


def test_rings_of_esri_json_are_areas_with_their_holes(tmp_path):
    outer = [[0, 0], [0, 4], [4, 4], [4, 0], [0, 0]]
    hole = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
    island = [[6, 0], [6, 1], [7, 1], [7, 0], [6, 0]]
    feature = {"attributes": {"NAME": "a"}, "geometry": {"rings": [outer, hole, island]}}
    found = read(tmp_path, esri(feature, spatialReference={"wkid": 4326}))
    assert found.geometry[0].area == pytest.approx(16 - 1 + 1)


def test_a_point_of_esri_json_without_numbers_is_a_row_without_a_geometry(tmp_path):
    features = [{"attributes": {"NAME": "a"}, "geometry": {"x": "NaN", "y": "NaN"}}, {"attributes": {"NAME": "b"}},
                {"attributes": {"NAME": "c"}, "geometry": {"paths": [[[0, 0], [1, 1]]]}}]  # fmt: skip
    found = read(tmp_path, esri(*features, spatialReference={"wkid": 4326}))
    assert [shape is None for shape in found.geometry] == [True, True, False]
    assert any("2 rows have no geometry: 1, 2" in note for note in found.notes)


def test_the_layers_of_a_map_saved_by_arcgis_online_are_read(tmp_path):
    layer = {"layerDefinition": {"name": "Incidents"}, "featureSet": esri(
        {"attributes": {"NAME": "a"}, "geometry": {"x": 37.0, "y": 36.0}})}  # fmt: skip
    found = read(tmp_path, {"layers": [layer]})
    assert (found.cells["layer"][0], found.cells["NAME"][0]) == ("Incidents", "a")


def test_an_object_with_a_position_of_its_own_is_one_entry_whatever_lists_it_holds(tmp_path):
    found = read(tmp_path, {"id": 1, "latitude": 36.0, "longitude": 37.0, "items": [{"name": "x"}, {"name": "y"}]})
    assert (found.read, found.cells["latitude"][0]) == (1, "36.0")


def test_an_empty_list_beside_the_entries_is_not_told_as_left_out(tmp_path):
    found = read(tmp_path, {"status": 200, "messages": [], "data": [{"id": 1}]})
    assert found.notes == ("Entries are those of “data”.",)
