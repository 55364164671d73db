"""The kinds of files that polygons drawn elsewhere come in: shapefiles, GeoPackages, KML, Esri JSON."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.common.errors import CrsError, MissingFileError, SchemaError, UnreadableFileError
from ingest.histories.polygon_histories import read_polygon_history
from tests.ingest.histories.worlds import BLUE, by_column, reasons, spans
from tests.worlds import january


def frame_of(*names: str) -> gpd.GeoDataFrame:
    table = {"الطرف": list(names), "date": ["2025-01-01"] * len(names)}
    shapes = [shapely.box(number, 0, number + 1, 1) for number in range(len(names))]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=4326)


def test_a_zipped_shapefile_keeps_its_arabic_words(source, squares, tmp_path):
    folder = tmp_path / "shape"
    folder.mkdir()
    pyogrio.write_dataframe(frame_of("الجيش", "المعارضة"), folder / "control.shp", encoding="UTF-8")
    assert (folder / "control.cpg").read_text() == "UTF-8"
    path = Path(shutil.make_archive(str(source / "control"), "zip", folder))
    (column,) = [name for name in pyogrio.read_info(path)["fields"] if name != "date"]
    imported = read_polygon_history(path, by_column(column, "الجيش=BLUE", "المعارضة=RED"), squares)
    assert list(imported.rows["faction"]) == ["BLUE", "RED"]


def test_a_shapefile_that_does_not_say_what_its_coordinates_mean_is_refused(source, squares):
    pyogrio.write_dataframe(frame_of("BLUE"), source / "control.shp", encoding="UTF-8")
    (source / "control.prj").unlink()
    with pytest.raises(CrsError, match=r"\.prj"):
        read_polygon_history(source / "control.shp", BLUE, squares)


def test_a_geopackage_in_another_system_is_brought_to_degrees(source, squares):
    path = source / "control.gpkg"
    pyogrio.write_dataframe(frame_of("BLUE").to_crs(3857), path)
    imported = read_polygon_history(path, by_column("الطرف"), squares)
    assert imported.bbox == pytest.approx((0, 0, 1, 1))


PLACEMARK = (
    "<Placemark><name>{name}</name>{time}<Polygon><outerBoundaryIs><LinearRing><coordinates>"
    "{west},0,5 {east},0,5 {east},1,5 {west},1,5 {west},0,5</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon></Placemark>"
)
TIME = "<TimeSpan><begin>2025-01-01</begin><end>2025-01-05</end></TimeSpan>"


def kml(*folders: tuple[str, str]) -> str:
    body = "".join(f"<Folder><name>{name}</name>{marks}</Folder>" for name, marks in folders)
    return f'<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'


def test_folders_of_a_kml_file_name_the_faction(source, squares):
    path = source / "2025-01-01.kml"
    path.write_text(
        kml(
            ("Blue army", PLACEMARK.format(name="a", time="", west=0, east=1)),
            ("Red army", PLACEMARK.format(name="b", time="", west=1, east=2)),
        )
    )
    imported = read_polygon_history(path, by_column("layer", "Blue army=BLUE", "Red army=RED"), squares)
    assert [row[:3] for row in spans(imported)] == [
        (january(1), january(1), "BLUE"),
        (january(1), january(1), "RED"),
    ]
    assert not imported.rows.has_z.any()


def test_the_time_span_of_a_kml_placemark_counts(source, squares):
    path = source / "control.kml"
    path.write_text(kml(("Blue army", PLACEMARK.format(name="a", time=TIME, west=0, east=1))))
    assert spans(read_polygon_history(path, BLUE, squares))[0][:2] == (january(1), january(5))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("2025-01-01.geojson", "{broken", UnreadableFileError),
        ("2025-01-01.geojson", "", UnreadableFileError),
        ("2025-01-01.gpkg", "nothing", UnreadableFileError),
        ("2025-01-01.zip", "nothing", UnreadableFileError),
        ("2025-01-01.geojson", '{"type": "FeatureCollection", "features": []}', SchemaError),
        ("readme.txt", "nothing", MissingFileError),
    ],
)
def test_a_file_that_cannot_be_read_is_named(source, squares, name, content, error):
    (source / name).write_text(content)
    with pytest.raises(error) as caught:
        read_polygon_history(source, BLUE, squares)
    assert name in str(caught.value) or error is MissingFileError


STYLES = (
    '<Style id="r"><LineStyle><color>ff0000aa</color></LineStyle><PolyStyle><color>7f0000ff</color></PolyStyle></Style>'
    '<Style id="b"><PolyStyle><color>7fff0000</color></PolyStyle></Style>'
    '<StyleMap id="red"><Pair><key>highlight</key><styleUrl>#b</styleUrl></Pair>'
    "<Pair><key>normal</key><styleUrl>#r</styleUrl></Pair></StyleMap>"
)
RING = "<Polygon><outerBoundaryIs><LinearRing><coordinates>{0}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
CORNERS = "0,0,0 1,0,0 1,1,0 0,1,0 0,0,0"
OWN_STYLE = "<Style><PolyStyle><color>ff00ff00</color></PolyStyle></Style>"


def styled(source: Path, *marks: str) -> Path:
    path = source / "2025-01-01.kml"
    body = "".join(f"<Placemark>{mark}</Placemark>" for mark in marks)
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>map</name>'
        f"{STYLES}<Folder><name>Red army</name><Folder><name>Polygons</name>{body}</Folder></Folder></Document></kml>"
    )
    return path


@pytest.mark.parametrize(
    ("mark", "column", "entry"),
    [
        ("<styleUrl>#red</styleUrl>", "style", "#r=RED"),
        ("<styleUrl>#red</styleUrl>", "STYLEURL", "#red=RED"),
        ("<styleUrl>styles.kml#red</styleUrl>", "style", "#r=RED"),
        ("<styleUrl>#red</styleUrl>", "fill", "#ff0000=RED"),
        ("<styleUrl>#red</styleUrl>", "stroke", "#aa0000=RED"),
        (f"<styleUrl>#red</styleUrl>{OWN_STYLE}", "fill", "#00ff00=RED"),
        ("<name>Zone 1</name>", "Name", "Zone*=RED"),
        ("", "layer", "Polygons=RED"),
        ("", "folders", "Red army=RED"),
    ],
)
def test_a_style_its_map_its_colours_or_a_folder_tell_the_holder_in_a_kml(source, squares, mark, column, entry):
    path = styled(source, mark + RING.format(CORNERS))
    assert [row[2] for row in spans(read_polygon_history(path, by_column(column, entry), squares))] == ["RED"]


def test_a_kmz_and_a_kml_in_a_zip_tell_the_same_styles(source, squares):
    path = styled(source, "<styleUrl>#red</styleUrl>" + RING.format(CORNERS))
    for name, inside in (("2025-01-02.kmz", "doc.kml"), ("2025-01-03.zip", "control.kml")):
        with zipfile.ZipFile(source / name, "w") as packed:
            packed.write(path, inside)
    assert read_polygon_history(source, by_column("style", "#r=RED"), squares).accepted == 3


@pytest.mark.parametrize(
    ("corners", "reason"),
    [
        ("0,0 1,0", "has an outline of fewer than three corners"),
        ("0,0 1,0 1,x 0,0", "has a corner that is no number"),
        ("0,0 1,0 1,nan 0,0", "has a corner that is no number"),
    ],
)
def test_a_broken_outline_in_a_kml_is_told_by_its_own_words(source, squares, corners, reason):
    path = styled(source, RING.format(CORNERS), RING.format(corners))
    assert reasons(read_polygon_history(path, BLUE, squares)) == {reason: 1}


def test_an_open_outline_in_a_kml_is_closed_and_counted(source, squares):
    path = styled(source, RING.format("0,0 1,0 1,1 0,1"))
    assert (read_polygon_history(path, BLUE, squares).repaired) == 1


def test_a_kml_with_entities_of_its_own_is_refused(source, squares):
    path = source / "2025-01-01.kml"
    path.write_text('<!DOCTYPE kml [<!ENTITY a "b">]><kml><Document>&a;</Document></kml>')
    with pytest.raises(UnreadableFileError, match=r"2025-01-01\.kml: holds a DTD"):
        read_polygon_history(path, BLUE, squares)


@pytest.mark.parametrize("suffix", ["gpkg", "fgb", "shp"])
def test_layers_in_another_system_come_in_whatever_the_format(source, squares, suffix):
    path = source / f"2025-01-01.{suffix}"
    pyogrio.write_dataframe(
        gpd.GeoDataFrame({"side": ["RED"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326).to_crs(32631), path
    )
    assert read_polygon_history(path, by_column("side"), squares).bbox == pytest.approx((0, 0, 1, 1), abs=1e-3)


def test_esri_json_is_read(source, squares):
    path = source / "2025-01-01.json"
    path.write_text(
        json.dumps(
            {
                "geometryType": "esriGeometryPolygon",
                "spatialReference": {"wkid": 4326},
                "fields": [{"name": "Layer", "type": "esriFieldTypeString"}],
                "features": [
                    {"attributes": {"Layer": "RED"}, "geometry": {"rings": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}}
                ],
            }
        )
    )
    assert spans(read_polygon_history(path, by_column("Layer"), squares)) == [(january(1), january(1), "RED", 1.0)]
