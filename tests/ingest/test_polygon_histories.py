"""Polygons drawn elsewhere: every shape they come in, nothing guessed, every feature accounted for."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from geo.errors import CrsError, MissingFileError, SchemaError, UnreadableFileError
from ingest.histories.history_factions import FactionRule, parse_words
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import ImportedHistory, read_polygon_history
from tests.worlds import drawing, feature, january, point, rectangle

BLUE = HistoryOptions(factions=FactionRule(faction="BLUE"))
HALF, MORE = rectangle(0, 0, 0.5, 1), rectangle(0, 0, 0.6, 1)


def by_column(column: str, *entries: str, **more) -> HistoryOptions:
    return HistoryOptions(factions=FactionRule(column=column, words=parse_words(entries)), **more)


def spans(imported: ImportedHistory) -> list[tuple[date, date, str, float]]:
    rows = imported.rows
    return [
        (first, last, faction, round(shape.area, 6))
        for first, last, faction, shape in zip(
            rows["valid_from"], rows["valid_to"], rows["faction"], rows.geometry, strict=True
        )
    ]


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


def test_heights_are_dropped(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(rectangle(0, 0, 1, 1, 250.0)))
    assert not read_polygon_history(path, BLUE, squares).rows.has_z.any()


DEEP = "Окуповано /// Occupied /// geoJSON.status.occupied"


@pytest.mark.parametrize("entry", [f"{DEEP}=RED", "geoJSON.status.occupied=RED", "Occupied=RED"])
def test_a_column_of_statuses_is_mapped_whole_or_by_one_of_its_parts(source, squares, entry):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name=DEEP), feature(rectangle(1, 0, 2, 1), name="BLUE"))
    assert {row[2] for row in spans(read_polygon_history(path, by_column("name", entry), squares))} == {"RED", "BLUE"}


def test_all_values_nobody_mapped_are_listed(source, squares):
    drawing(source / "2025-01-01.geojson", feature(HALF, name="liberated"), feature(HALF, name="BLUE"))
    drawing(source / "2025-01-02.geojson", feature(HALF, name="liberated"), feature(HALF, name="grey"))
    with pytest.raises(SchemaError, match=r"'liberated' \(2 features\); 'grey' \(1 feature\)"):
        read_polygon_history(source, by_column("name"), squares)


def test_what_is_mapped_to_ignore_is_set_aside_and_counted(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name="BLUE"), feature(MORE, name="grey"))
    imported = read_polygon_history(path, by_column("name", "grey=ignore"), squares)
    assert (imported.read, imported.accepted) == (2, 1)
    assert imported.set_aside[0].faults[0].fault == "was mapped to ignore"


BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
FLAT = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "fault"),
    [
        (None, "has no geometry"),
        (point(0.5, 0.5), "is a point and no polygon"),
        (FLAT, "encloses no ground"),
        (rectangle(0, 0, 500, 1), "is off the globe"),
    ],
)
def test_what_is_no_ground_is_set_aside_with_file_feature_and_reason(source, squares, geometry, fault):
    path = drawing(source / "2025-01-01.geojson", feature(HALF), feature(geometry))
    imported = read_polygon_history(path, BLUE, squares)
    (aside,) = imported.set_aside
    assert (aside.file, aside.row, aside.faults[0].fault) == ("2025-01-01.geojson", 2, fault)
    assert imported.read == imported.accepted + len(imported.set_aside) == 2


def test_a_polygon_that_crosses_itself_is_repaired_and_counted(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(BOWTIE))
    imported = read_polygon_history(path, BLUE, squares)
    assert (imported.accepted, imported.repaired) == (1, 1)
    assert imported.rows.geometry.is_valid.all()
    assert sum(shape.area for shape in imported.rows.geometry) == pytest.approx(0.5)  # two triangles


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
    (aside,) = read_polygon_history(path, BLUE, squares).set_aside
    assert aside.faults[0].fault == fault


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


def test_what_lies_nowhere_in_the_theatre_is_refused(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(rectangle(60, 40, 61, 41)))
    with pytest.raises(SchemaError, match="nowhere in the theatre"):
        read_polygon_history(path, BLUE, squares)


@pytest.mark.parametrize(
    ("factions", "rest", "says"),
    [
        (FactionRule(), "", "--faction: is needed"),
        (FactionRule(faction="BLUE", column="name"), "", "--faction: is needed"),
        (FactionRule(faction="PURPLE"), "", "--faction: names PURPLE"),
        (FactionRule(faction="BLUE"), "PURPLE", "--rest: names PURPLE"),
        (FactionRule(faction="BLUE"), "BLUE", "--rest: is BLUE"),
        (FactionRule(column="name", words={"x": "PURPLE"}), "", "--map: names PURPLE"),
        (FactionRule(column="absent"), "", "has no column 'absent'"),
    ],
)
def test_factions_are_those_of_the_theatre(source, squares, factions, rest, says):
    path = drawing(source / "2025-01-01.geojson", feature(HALF))
    with pytest.raises(SchemaError) as caught:
        read_polygon_history(path, HistoryOptions(factions=factions, rest=rest), squares)
    assert says in str(caught.value)


@pytest.mark.parametrize("entries", [["no equals sign"], ["=BLUE"], ["x="], ["x=BLUE", "x=RED"]])
def test_a_mapping_says_one_thing_of_each_value(entries):
    with pytest.raises(SchemaError, match="--map"):
        parse_words(entries)


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


# Days that cannot be, and days that are told in other ways ----------------------------------------------------------


def reasons(imported: ImportedHistory) -> dict[str, int]:
    assert imported.read == imported.accepted + sum(imported.by_reason.values())
    return dict(imported.by_reason)


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


# Shapes that are broken, each by its own words -----------------------------------------------------------------------

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("geometry", "area"),
    [
        (polygon(SQUARE), 1.0),
        (polygon([*SQUARE, SQUARE[0]], [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.4]]), 0.96),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]]}, 2.0),
        (polygon([[*corner, 120.0] for corner in SQUARE]), 1.0),
    ],
)
@pytest.mark.parametrize("others", [0, 3])
def test_an_outline_that_is_not_closed_is_closed_and_counted_wherever_it_stands(
    source, squares, geometry, area, others
):
    path = drawing(source / "2025-01-01.geojson", *[feature(HALF)] * others, feature(geometry))
    imported = read_polygon_history(path, BLUE, squares)
    assert (imported.accepted, imported.repaired) == (others + 1, 1)
    if not others:
        assert imported.rows.geometry.iloc[0].area == pytest.approx(area)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (polygon([[0, 0]]), "has an outline of fewer than three corners"),
        (polygon([[0, 0], [1, 0]]), "encloses no ground"),
        (polygon([[0, 0], [1, 0], [None, 1], [0, 0]]), "has a corner that is no number"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "is a line and no polygon"),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}, "is points and no polygon"),
        ({"type": "GeometryCollection", "geometries": [point(0.5, 0.5)]}, "is points or lines and no polygon"),
        (rectangle(0.2, 1.4, 0.6, 1.8), "has latitude before longitude"),
        (None, "has no geometry"),
    ],
)
def test_what_cannot_be_ground_is_told_by_its_own_words(source, squares, geometry, reason):
    path = drawing(source / "2025-01-01.geojson", feature(HALF), feature(geometry))
    assert reasons(read_polygon_history(path, BLUE, squares)) == {reason: 1}


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


# Whose ground --------------------------------------------------------------------------------------------------------


def test_points_and_lines_need_no_holder(source, squares):
    path = drawing(
        source / "2025-01-01.geojson",
        feature(HALF, name="BLUE"),
        *(feature(point(0.5, 0.5), name=f"unit {number}") for number in range(50)),
    )
    assert reasons(read_polygon_history(path, by_column("name"), squares)) == {"is a point and no polygon": 50}


@pytest.mark.parametrize(
    ("entries", "holder"),
    [
        (["geoJSON.status.*=RED"], "RED"),
        (["geoJSON*=RED", "geoJSON.status.dis*=GREEN"], "GREEN"),  # more letters
        (["geoJSON*=RED", "Liberated 05.04=GREEN"], "GREEN"),  # a part of the value goes before a pattern
        (["*=ignore", "Звільнено*=GREEN"], "GREEN"),
    ],
)
def test_an_entry_may_be_the_start_of_a_word(source, squares, entries, holder):
    name = "Звільнено 05.04 /// Liberated 05.04 /// geoJSON.status.dismissed_at {{at:05.04}}"
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name=name))
    assert [row[2] for row in spans(read_polygon_history(path, by_column("name", *entries), squares))] == [holder]


@pytest.mark.parametrize(
    ("word", "holder"), [("red", "RED"), ("Red", "RED"), ("Contested", "contested"), ("DISPUTED", "contested")]
)
def test_names_of_factions_and_of_standings_need_no_entry(source, squares, word, holder):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, side=word))
    assert [row[2] for row in spans(read_polygon_history(path, by_column("side"), squares))] == [holder]


def test_a_thousand_unmapped_values_are_summed_up(source, squares):
    drawing(source / "2025-01-01.geojson", *(feature(HALF, name=f"word {number}") for number in range(1000)))
    with pytest.raises(SchemaError, match=r"; and 980 more\. Map each"):
        read_polygon_history(source, by_column("name"), squares)


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
