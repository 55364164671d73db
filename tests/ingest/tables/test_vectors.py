"""GeoPackage, Shapefile and GeoParquet: every feature is a row, whatever its geometry, with what it says as text."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from geo.common.errors import CrsError, UnreadableFileError
from ingest.tables import LimitError, Limits, read_table
from tests.ingest.tables.files import ROWS, frame, parquet, shapefile_parts, zipped

ARABIC = [one[1] for one in ROWS]


def packed(parts: dict[str, bytes], stem: str = "places") -> bytes:
    return zipped({f"{stem}{suffix}": data for suffix, data in parts.items()})


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", None])
def test_arabic_names_of_a_shapefile_are_read_in_its_encoding(read, encoding):
    table = read(packed(shapefile_parts(encoding), "a folder/محافظات"))
    assert table.kind == "shapefile"
    assert table.cells["place"].tolist() == ARABIC
    assert table.cells["layer"].tolist() == ["محافظات"] * 3
    assert table.geometry[0].equals(shapely.Point(37.16, 36.2))


def test_a_plain_shapefile_takes_the_files_beside_it(tmp_path):
    for suffix, data in shapefile_parts().items():
        (tmp_path / f"places{suffix.upper() if suffix == '.dbf' else suffix}").write_bytes(data)
    table = read_table(tmp_path / "places.shp")
    assert table.cells["place"].tolist() == ARABIC


def test_a_shapefile_without_index_is_read_and_without_reference_system_refused(read):
    parts = shapefile_parts()
    assert read(packed({suffix: data for suffix, data in parts.items() if suffix != ".shx"})).read == 3
    with pytest.raises(CrsError, match=r"\.prj"):
        read(packed({suffix: data for suffix, data in parts.items() if suffix != ".prj"}))


def test_features_without_geometry_are_rows(tmp_path):
    places = frame()
    places.loc[1, "geometry"] = None
    for name, kind in (("a.gpkg", "gpkg"), ("a.parquet", "geoparquet")):
        if kind == "gpkg":
            places.to_file(tmp_path / name)
        else:
            places.to_parquet(tmp_path / name)
        table = read_table(tmp_path / name)
        assert (table.kind, table.read) == (kind, 3)
        assert [one is None for one in table.geometry] == [False, True, False]
        assert any("no geometry: 2" in note for note in table.notes)


def test_a_geometry_that_cannot_be_built_keeps_its_row(tmp_path):
    path = tmp_path / "a.parquet"
    frame().to_parquet(path)
    table = pq.read_table(path)
    bad = pa.array([table.column("geometry")[0].as_py(), b"\x01\x02", None], pa.binary())
    pq.write_table(table.set_column(table.schema.get_field_index("geometry"), "geometry", bad), path)
    read = read_table(path)
    assert read.read == 3
    assert any("cannot be built, kept without: 2" in note for note in read.notes)


def test_layers_are_joined_and_those_without_geometry_named(tmp_path):
    path = tmp_path / "a.gpkg"
    frame().to_file(path, layer="blue")
    frame().drop(columns="note").to_file(path, layer="red")
    pd.DataFrame({"x": [1]}).pipe(gpd.GeoDataFrame).to_file(path, layer="about")
    table = read_table(path)
    assert table.cells["layer"].tolist() == ["blue"] * 3 + ["red"] * 3
    assert table.cells["note"].tolist()[3:] == [""] * 3
    assert table.rows.tolist() == [1, 2, 3, 4, 5, 6]
    assert any("about" in note for note in table.notes)
    assert set(table.sheets) == {"blue", "red", "about"}
    assert read_table(path, sheet="red").read == 3
    assert read_table(path, sheet="about").cells["x"].tolist() == ["1"]
    with pytest.raises(UnreadableFileError, match="no layer green"):
        read_table(path, sheet="green")


def test_other_reference_systems_are_brought_to_degrees(tmp_path):
    for name in ("a.gpkg", "a.parquet", "a.shp"):
        path, places = tmp_path / name, frame().to_crs("EPSG:32637")
        if name.endswith("parquet"):
            places.to_parquet(path)
        else:
            places.to_file(path)
        back = read_table(path).geometry
        assert np.allclose(shapely.get_coordinates(back), shapely.get_coordinates(frame().geometry), atol=1e-7)


def test_whole_numbers_dates_and_empty_cells_have_no_noise(tmp_path):
    places = frame()
    places["killed"] = pd.array([1, None, 3], dtype="Int64")
    places["share"] = [1.0, None, 0.25]
    places["day"] = pd.to_datetime(["2024-12-02", None, "2024-12-03"])
    for name in ("a.gpkg", "a.parquet"):
        if name.endswith("gpkg"):
            places.to_file(tmp_path / name)
        else:
            places.to_parquet(tmp_path / name)
        cells = read_table(tmp_path / name).cells
        assert cells["killed"].tolist() == ["1", "", "3"]
        assert cells["share"].tolist() == ["1", "", "0.25"]
        assert [one[:10] for one in cells["day"]] == ["2024-12-02", "", "2024-12-03"]


def test_lists_and_records_of_parquet_become_text(read):
    out = io.BytesIO()
    pq.write_table(pa.table({"links": [["a", "b"], None], "at": [{"x": 1}, None], "raw": [b"\x01", None]}), out)
    assert read(out.getvalue()).cells.to_numpy().tolist() == [["a; b", '{"x": 1}', "01"], ["", "", ""]]


def test_geometry_alone_makes_rows_without_cells(tmp_path):
    frame()[["geometry"]].to_parquet(tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet")
    assert (table.read, table.cells.shape, len(table.geometry)) == (3, (3, 0), 3)


def test_cells_too_long_and_zero_bytes_cost_their_rows(tmp_path):
    places = frame()
    places["note"] = ["x" * 200, "a", "b\0"]
    places.to_parquet(tmp_path / "a.parquet")
    table = read_table(tmp_path / "a.parquet", limits=Limits(max_field=100))
    assert table.rows.tolist() == [2]
    assert len(table.geometry) == 1
    assert table.unreadable["row"].tolist() == [1, 3]
    assert table.read == 3


def test_a_geoparquet_that_denies_a_reference_system_is_refused(tmp_path):
    places = frame().set_crs(None, allow_override=True)
    places.to_parquet(tmp_path / "a.parquet")
    with pytest.raises(CrsError):
        read_table(tmp_path / "a.parquet")


def test_a_database_that_is_no_geopackage_is_an_error(tmp_path):
    with sqlite3.connect(tmp_path / "a.db") as base:
        base.execute("create table t (x)")
    base.close()
    with pytest.raises(UnreadableFileError):
        read_table(tmp_path / "a.db")


def test_parquet_that_unpacks_to_too_much_is_refused(read):
    out = io.BytesIO()
    pq.write_table(pa.table({"x": pa.array(["y" * 1_000] * 10_000)}), out)
    assert len(out.getvalue()) < 10_000
    with pytest.raises(LimitError, match="unpacks"):
        read(out.getvalue(), limits=Limits(max_unpacked_bytes=1_000_000))
    with pytest.raises(LimitError, match="cells"):
        read(parquet(), limits=Limits(max_cells=10))


def test_nothing_is_written_beside_the_file(tmp_path):
    path = tmp_path / "a.gpkg"
    frame().to_file(path)
    path.chmod(0o444)
    before = path.read_bytes()
    read_table(path)
    assert [one.name for one in Path(tmp_path).iterdir()] == ["a.gpkg"]
    assert path.read_bytes() == before
