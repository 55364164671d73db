"""Data files as others read them: GDAL, pyarrow, SQLite; the same to the byte; whole when there is nothing to show."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from briefing.data.data_layers import data_layers
from briefing.data.shapefiles import LONGEST_NAME, LONGEST_TEXT, dbf_name
from briefing.job.errors import BriefingError
from briefing.job.formats import make, read_stamp
from geo.theatre.loader import read_theatre
from map.table import LayerTable
from tests.briefing.briefs import ALEPPO, DATA_SUFFIXES, SHOWN, brief, empty_brief, full_theatre
from tests.suites import first_quick
from tests.worlds import event, theatre_of

ROOT = Path(__file__).parent.parent.parent
BY_LAYER = (".gpkg", ".shp.zip", ".kml", ".kmz")
TOGETHER = (".geojson", ".parquet")


@pytest.fixture(scope="module")
def theatre_folder(tmp_path_factory):
    theatre = tmp_path_factory.mktemp("theatre")
    full_theatre(theatre)
    return theatre / "full"


@pytest.fixture(scope="module")
def full(theatre_folder):
    return brief(read_theatre(theatre_folder))


@pytest.fixture(scope="module")
def folder(full, tmp_path_factory):
    """All data files of the full brief."""
    made = tmp_path_factory.mktemp("files")
    for suffix in DATA_SUFFIXES:
        make(full, made / f"full{suffix}")
    return made


def gdal(path: Path, table: LayerTable) -> gpd.GeoDataFrame:
    """The rows of one layer as GDAL reads them, without complaint."""
    with warnings.catch_warnings():
        # what GDAL says of its KML driver, not of the file
        warnings.filterwarnings("ignore", message=".*(Measured|DateTime|field).*")
        if path.suffix in (".kml", ".kmz"):
            return pyogrio.read_dataframe(path, layer=table.title.en)
        if path.suffix == ".zip":
            return pyogrio.read_dataframe(f"/vsizip/{path}/{table.name}.shp")
        if path.suffix == ".gpkg":
            return pyogrio.read_dataframe(path, layer=table.name)
        whole = gpd.read_parquet(path) if path.suffix == ".parquet" else pyogrio.read_dataframe(path)
        return whole[whole["layer"] == table.name]


@pytest.mark.parametrize("suffix", first_quick(BY_LAYER + TOGETHER))
def test_others_read_every_row_of_every_layer(full, folder, suffix):
    for table in data_layers(full):
        rows = gdal(folder / f"full{suffix}", table)
        assert sorted(rows["id"]) == sorted(table["id"])
        assert rows.crs.to_epsg() == 4326


@pytest.mark.parametrize("suffix", first_quick(BY_LAYER + TOGETHER))
def test_others_read_the_same_ground(full, folder, suffix):
    for table in data_layers(full):
        rows = gdal(folder / f"full{suffix}", table).set_index("id")
        for row_id, shape in zip(table["id"], table.shapes, strict=True):
            read = rows.geometry[row_id]
            if shape is None:
                assert read is None
            elif table.geometry == "Point" and read.geom_type != "Point":
                assert shapely.get_parts(read)[0].equals_exact(shape, 1e-6)
            else:
                assert read.area == pytest.approx(shape.area, rel=1e-6)
                assert read.length == pytest.approx(shape.length, rel=1e-6)
                assert read.centroid.distance(shape.centroid) < 1e-6


@pytest.mark.parametrize("suffix", BY_LAYER + TOGETHER)
def test_others_read_both_languages_and_hostile_text(full, folder, suffix):
    tables = {table.name: table for table in data_layers(full)}
    battle = gdal(folder / f"full{suffix}", tables["events"]).set_index("id").loc["battle"]
    assert battle["name_ar"] == f"معركة، {ALEPPO}"
    assert battle["summary"] == SHOWN
    claimed = gdal(folder / f"full{suffix}", tables["control"]).set_index("id").loc["claimed-BLUE"]
    assert claimed["name_ar"] == "BLUE: ادّعاء غير مؤكَّد"
    assert claimed["colour"] == "#0072B2"


@pytest.mark.parametrize("suffix", [".gpkg", ".shp.zip", ".parquet", ".geojson"])
def test_others_read_numbers_as_numbers_and_days_as_days(full, folder, suffix):
    tables = {table.name: table for table in data_layers(full)}
    battle = gdal(folder / f"full{suffix}", tables["events"]).set_index("id").loc["battle"]
    name = dbf_name if suffix == ".shp.zip" else str
    assert [battle[name(f"fatalities_{bound}")] for bound in ("low", "best", "high")] == [1, 2, 4]
    assert str(battle["event_date"])[:10] == "2025-01-05"
    control = gdal(folder / f"full{suffix}", tables["control"])
    assert control["area_km2"].sum() == pytest.approx(full.situation.figures.ground.total)
    assert control["infer_km2" if suffix == ".shp.zip" else "inferred_km2"].sum() == 0


@pytest.mark.parametrize("suffix", DATA_SUFFIXES)
def test_a_file_tells_what_it_was_made_from(full, folder, suffix):
    assert read_stamp(folder / f"full{suffix}") == full.stamp


@pytest.mark.parametrize("content", [b"PK nothing of ours", b"", b"[" * 200_000, b"<a>" * 200_000])
@pytest.mark.parametrize("suffix", DATA_SUFFIXES)
def test_a_file_of_something_else_carries_no_stamp(tmp_path, suffix, content):
    other = tmp_path / f"other{suffix}"
    other.write_bytes(content)
    with pytest.raises(BriefingError):
        read_stamp(other)


@pytest.mark.parametrize("suffix", DATA_SUFFIXES)
def test_the_credits_and_the_disclaimer_are_in_the_file(full, folder, suffix):
    stamp = read_stamp(folder / f"full{suffix}")
    assert stamp.disclaimer.startswith("The boundaries and names shown")
    assert stamp.credits == full.stamp.credits


@pytest.mark.parametrize("suffix", first_quick(DATA_SUFFIXES))
def test_nothing_to_show_still_makes_a_whole_file(tmp_path, suffix):
    empty = empty_brief(tmp_path)
    path = tmp_path / f"empty{suffix}"
    make(empty, path)
    assert read_stamp(path) == empty.stamp
    if suffix in (".gpkg", ".shp.zip"):
        for table in data_layers(empty):
            rows = gdal(path, table)
            name = dbf_name if suffix == ".shp.zip" else str
            assert {name(column.name) for column in table.columns} <= set(rows.columns)
            assert len(rows) == len(table)
    elif suffix == ".parquet":
        assert set(gpd.read_parquet(path)["layer"]) <= {"control"}


@pytest.fixture(scope="module")
def made_elsewhere(theatre_folder, tmp_path_factory):
    """The same files made by another process, with another order of sets and another time zone."""
    made = tmp_path_factory.mktemp("elsewhere")
    program = (
        "from pathlib import Path; from tests.briefing.briefs import *; from briefing.job.formats import make; "
        "import sys; seen = brief(read_theatre(Path(sys.argv[1])))\n"
        "for suffix in DATA_SUFFIXES: make(seen, Path(sys.argv[2]) / f'full{suffix}')"
    )
    subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(theatre_folder), str(made)],
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
    )
    return made


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", first_quick(DATA_SUFFIXES))
def test_the_same_request_makes_the_same_bytes(folder, made_elsewhere, suffix):
    assert (folder / f"full{suffix}").read_bytes() == (made_elsewhere / f"full{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".kmz", ".shp.zip", ".xlsx"])
def test_no_member_of_an_archive_knows_the_time(folder, suffix):
    with zipfile.ZipFile(folder / f"full{suffix}") as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}


def test_no_table_of_a_geopackage_knows_the_time(folder):
    with closing(sqlite3.connect(folder / "full.gpkg")) as file:
        dates = [
            *file.execute("SELECT last_change FROM gpkg_contents"),
            *file.execute("SELECT timestamp FROM gpkg_metadata_reference"),
            *file.execute("SELECT update_time FROM layer_styles"),
        ]
    assert set(dates) == {("1980-01-01T00:00:00.000Z",)}


def test_no_shapefile_and_no_workbook_knows_the_time(folder):
    with zipfile.ZipFile(folder / "full.shp.zip") as archive:
        assert {archive.read(name)[1:4] for name in archive.namelist() if name.endswith(".dbf")} == {b"\x50\x01\x01"}
    with zipfile.ZipFile(folder / "full.xlsx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


def test_a_geojson_says_which_layers_it_holds(full, folder):
    found = json.loads((folder / "full.geojson").read_text(encoding="utf-8"))
    assert {one["layer"]: one["features"] for one in found["layers"]} == {t.name: len(t) for t in data_layers(full)}
    assert found["frontline"]["version"] == full.theatre.version
    placeless = [f for f in found["features"] if f["properties"]["id"] == "placeless"]
    assert [feature["geometry"] for feature in placeless] == [None]


def test_a_geopackage_is_sound_and_names_its_layers_for_people(folder):
    with closing(sqlite3.connect(folder / "full.gpkg")) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        titles = dict(file.execute("SELECT table_name, identifier FROM gpkg_contents WHERE data_type = 'features'"))
    assert titles["control"] == "Areas of control"
    info = pyogrio.read_info(folder / "full.gpkg", layer="control")
    assert "theatre" in info["dataset_metadata"]["GPKG_METADATA_ITEM_1"]
    assert "area_km2: area, km²" in info["layer_metadata"]["GPKG_METADATA_ITEM_1"]


def test_a_parquet_is_geoparquet(full, folder):
    metadata = pq.read_metadata(folder / "full.parquet").metadata
    geo = json.loads(metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    west, south, east, north = geo["columns"]["geometry"]["bbox"]
    assert (west, south, east, north) == pytest.approx((0, 0, 2, 1))
    assert geo["columns"]["geometry"]["geometry_types"] == ["MultiLineString", "MultiPolygon", "Point"]


def test_every_column_has_a_name_a_shapefile_can_hold(full):
    for table in data_layers(full):
        names = [dbf_name(column.name) for column in table.columns]
        assert max(map(len, names)) <= LONGEST_NAME
        assert len({name.lower() for name in names}) == len(names)


def test_a_text_too_long_for_a_shapefile_is_cut_at_a_character_and_counted(tmp_path):
    theatre = theatre_of(tmp_path / "t", events=[event("long", "2025-01-05", summary="حلب " * 100)])
    path = tmp_path / "long.shp.zip"
    make(brief(theatre, kind="map"), path)
    rows = pyogrio.read_dataframe(f"/vsizip/{path}/events.shp")
    (cut,) = rows["summary"]
    assert len(cut.encode()) in range(LONGEST_TEXT - 3, LONGEST_TEXT + 1)
    assert ("حلب " * 100).startswith(cut.removesuffix("…"))
    assert cut.endswith("…")
    with zipfile.ZipFile(path) as archive:
        readme = archive.read("README.txt").decode("utf-8-sig")
        assert archive.read("events.cpg") == b"UTF-8"
    assert "events.shp: Events / الأحداث, 1 rows, 1 texts cut at 254 bytes" in readme


def test_a_failed_file_leaves_what_stood_there(tmp_path, full):
    path = tmp_path / "map.gpkg"
    path.write_bytes(b"before")
    with pytest.raises(BriefingError):
        make(brief(full.theatre, layers=frozenset({"water"}), kind="map"), path)
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["map.gpkg"]
