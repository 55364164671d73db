"""Boundaries brought in: columns guessed, units checked and fitted, kept whole or not at all."""

from __future__ import annotations

import json
import os
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from typer.testing import CliRunner

from cli import app
from geo.common.errors import DataError, SchemaError, UnreadableFileError
from geo.theatre.frame import read_frame
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from ingest.units.unit_columns import guessed
from ingest.units.unit_files import read_unit_file, write_units
from tests.worlds import write_theatre

WEST, EAST = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
HALF_KM2 = 12_309 / 2
"""Half a square degree on the equator."""


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "theatre")


def districts(path, rows, **options):
    """A boundary file as the common operational datasets write one; a row is code, English, Arabic name, shape."""
    table = pd.DataFrame(rows, columns=["ADM2_PCODE", "ADM2_EN", "ADM2_AR", "geometry"])
    gpd.GeoDataFrame(table, geometry="geometry", crs=4326).to_file(path, **options)
    return path


def test_arabic_names_of_a_shapefile_come_out_as_its_cpg_says(folder, tmp_path):
    path = districts(
        tmp_path / "adm2.shp", [("A", "North", "الشمال", WEST), ("B", "South", "الجنوب", EAST)], encoding="CP1256"
    )
    assert path.with_suffix(".cpg").read_text().strip() == "CP1256"
    imported = read_unit_file(path, read_frame(folder))
    assert list(imported.table["name_ar"]) == ["الشمال", "الجنوب"]
    assert (imported.columns.level, imported.columns.code, imported.columns.name) == (2, "ADM2_PCODE", "ADM2_EN")


def test_arabic_names_of_a_shapefile_that_does_not_say_its_letters_are_told_by_them(folder, tmp_path):
    path = districts(
        tmp_path / "adm2.shp", [("A", "North", "الشمال", WEST), ("B", "South", "الجنوب", EAST)], encoding="CP1256"
    )
    path.with_suffix(".cpg").unlink()
    dbf = path.with_suffix(".dbf")
    content = bytearray(dbf.read_bytes())
    content[29] = 0
    dbf.write_bytes(content)
    assert list(read_unit_file(path, read_frame(folder)).table["name_ar"]) == ["الشمال", "الجنوب"]


@pytest.mark.parametrize("name", ["adm2.shp", "adm2.geojson"])
def test_a_zip_holds_its_file_in_whatever_folder(folder, tmp_path, name):
    path = districts(tmp_path / name, [("A", "North", "الشمال", WEST)])
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as out:
        for part in tmp_path.glob("adm2.*"):
            out.write(part, f"some folder/deeper/{part.name}")
        out.writestr("some folder/readme.txt", "read me")
    assert list(read_unit_file(packed, read_frame(folder)).table["name_ar"]) == ["الشمال"]
    assert list(read_unit_file(packed, read_frame(folder), layer=path.stem).table["code"]) == ["A"]


def test_what_a_writer_that_was_killed_left_goes_with_the_next_write(folder, tmp_path):
    left = folder / "boundaries" / ".half-of-a-killed-one"
    left.mkdir()
    write_units(folder, read_unit_file(districts(tmp_path / "a.geojson", [("A", "A", "", WEST)]), read_frame(folder)))
    assert not left.exists()


def test_a_unit_belongs_to_the_governorate_it_shares_most_with(folder, tmp_path):
    over_the_border = shapely.box(0.7, 0, 1.2, 1)
    path = districts(
        tmp_path / "a.geojson", [("A", "A", "", over_the_border), ("B", "B", "", shapely.box(1.2, 0, 2, 1))]
    )
    imported = read_unit_file(path, read_frame(folder))
    assert dict(zip(imported.table["code"], imported.table["adm1_pcode"], strict=True)) == {"A": "XX01", "B": "XX02"}
    assert imported.uncovered_km2 == pytest.approx(0.7 * 12_309, rel=1e-3)


def test_every_unit_is_accepted_or_set_aside_with_its_reason(folder, tmp_path):
    bow_tie = shapely.Polygon([(1, 0), (2, 1), (2, 0), (1, 1)])
    path = districts(
        tmp_path / "a.geojson",
        [
            ("A", "A", "", WEST),
            ("A", "Again", "", EAST),
            (None, "No code", "", EAST),
            ("B", "Crossed", "", bow_tie),
            ("C", "Far", "", shapely.box(50, 0, 51, 1)),
            ("D", "Line", "", shapely.LineString([(0, 0), (1, 1)])),
            ("E", "Same as A", "", shapely.box(0, 0, 1, 0.9)),
        ],
    )
    imported = read_unit_file(path, read_frame(folder))
    assert list(imported.table["code"]) == ["A", "B"]
    assert imported.repaired == 1
    assert imported.read == imported.accepted + len(imported.rejected) == 7
    assert {aside[0].row: aside[0].fault for aside in imported.rejected} == {
        2: "stands twice",
        3: "is empty",
        5: "lies outside the theatre",
        6: "is a line and no polygon",
        7: "lies 100% on the ground of A",
    }


def test_a_unit_of_which_nothing_is_left_as_written_is_set_aside_and_the_others_are_kept(folder, tmp_path):
    sliver = shapely.box(1.5, 0, 1.500_000_1, 0.5)
    path = districts(tmp_path / "a.geojson", [("A", "A", "", WEST), ("B", "Sliver", "", sliver)])
    imported = read_unit_file(path, read_frame(folder))
    assert [(aside[0].row, aside[0].fault[:22]) for aside in imported.rejected] == [(2, "has no ground left onc")]
    write_units(folder, imported)
    assert read_theatre(folder).units.codes == ("A",)


def test_a_code_that_figures_use_for_no_unit_sets_its_unit_aside_and_not_the_file(folder, tmp_path):
    path = districts(tmp_path / "a.geojson", [("A", "A", "", WEST), ("?", "Who knows", "", EAST)])
    imported = read_unit_file(path, read_frame(folder))
    assert [str(aside[0].row) + aside[0].value for aside in imported.rejected] == ["2?"]
    write_units(folder, imported)


@pytest.mark.parametrize("mark", ["NA", "null", "غير معروف", "-"])
def test_a_name_or_a_code_of_nothing_is_none(folder, tmp_path, mark):
    path = districts(tmp_path / "a.geojson", [("A", mark, mark, WEST), (mark, "B", "", EAST)])
    imported = read_unit_file(path, read_frame(folder))
    assert list(imported.table[["code", "name_en", "name_ar"]].iloc[0]) == ["A", "A", ""]
    assert [(aside[0].row, str(aside[0].fault)) for aside in imported.rejected] == [(2, "says nothing")]


def test_a_corner_that_is_no_number_sets_its_unit_aside(folder, tmp_path):
    ring = "[[[1,0],[2,0],[2,NaN],[1,1],[1,0]]]"
    good = json.dumps(shapely.geometry.mapping(WEST))
    features = [
        f'{{"type":"Feature","properties":{{"ADM2_PCODE":"{code}"}},"geometry":{shape}}}'
        for code, shape in (("A", good), ("B", f'{{"type":"Polygon","coordinates":{ring}}}'))
    ]
    path = tmp_path / "a.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}')
    imported = read_unit_file(path, read_frame(folder))
    assert [aside[0].fault for aside in imported.rejected] == ["has a corner that is no number"]


def test_codes_that_are_whole_numbers_stay_whole_where_a_row_has_none(folder, tmp_path):
    path = tmp_path / "a.geojson"
    table = pd.DataFrame({"ADM2_PCODE": [101, None], "geometry": [WEST, EAST]})
    gpd.GeoDataFrame(table, geometry="geometry", crs=4326).to_file(path)
    assert list(read_unit_file(path, read_frame(folder)).table["code"]) == ["101"]


def test_a_border_drawn_twice_is_the_first_units_and_counted(folder, tmp_path):
    path = districts(tmp_path / "a.geojson", [("A", "A", "", WEST), ("B", "B", "", shapely.box(0.99, 0, 2, 1))])
    imported = read_unit_file(path, read_frame(folder))
    assert imported.overlap_km2 == pytest.approx(123, rel=0.01)
    first, second = imported.table.geometry
    assert first.intersection(second).area == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["ADM3_PCODE", "ADM3_EN", "ADM3_AR", "ADM2_PCODE"], (3, "ADM3_PCODE", "ADM3_EN", "ADM3_AR")),
        (["admin2Pcode", "admin2Name_en", "admin2Name_ar"], (2, "admin2Pcode", "admin2Name_en", "admin2Name_ar")),
        (["GID_2", "NAME_1", "NAME_2", "NL_NAME_2"], (2, "GID_2", "NAME_2", "")),
        (["shapeID", "shapeName"], (2, "shapeID", "shapeName", "")),
        (["id", "name", "name_ar"], (2, "id", "name", "name_ar")),
    ],
)
def test_columns_are_guessed_as_known_datasets_call_them(tmp_path, columns, found):
    told = guessed(dict.fromkeys(columns, ()), tmp_path, level=None, code="", name="", name_ar="")
    assert (told.level, told.code, told.name, told.name_ar) == found


def test_a_column_that_cannot_be_guessed_or_is_not_there_is_asked_for(tmp_path):
    with pytest.raises(SchemaError, match="Name one with --code"):
        guessed({"a": ["1"], "b": ["1"]}, tmp_path, level=None, code="", name="", name_ar="")
    with pytest.raises(SchemaError, match="has no column c"):
        guessed({"a": ["1"], "b": ["1"]}, tmp_path, level=None, code="c", name="", name_ar="")


IN_ARABIC, IN_LATIN = ["اعزاز", "عفرين", "الباب"], ["Azaz", "Afrin", "Al Bab"]
OWN, OF_PARENT = ["SY01", "SY02", "SY03"], ["SY0", "SY0", "SY0"]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (
            {
                "adm2_name": IN_LATIN,
                "adm2_name1": IN_ARABIC,
                "adm2_pcode": OWN,
                "lang": ["en"] * 3,
                "lang1": ["ar"] * 3,
            },
            ("adm2_pcode", "adm2_name", "adm2_name1"),
        ),
        (
            {
                "adm2_name": IN_ARABIC,
                "adm2_name1": IN_LATIN,
                "adm2_pcode": OWN,
                "lang": ["ar"] * 3,
                "lang1": ["en"] * 3,
            },
            ("adm2_pcode", "adm2_name1", "adm2_name"),
        ),
        (
            {"adm2_name": IN_LATIN, "adm2_name1": IN_ARABIC, "adm2_pcode": OWN},
            ("adm2_pcode", "adm2_name", "adm2_name1"),
        ),
        ({"name": IN_LATIN, "pcode": OF_PARENT, "shapeID": OWN}, ("shapeID", "name", "")),
        ({"adm2_en": IN_LATIN, "adm2_pcode": OF_PARENT, "id": OWN}, ("id", "adm2_en", "")),
        ({"adm2_en": IN_ARABIC, "name": IN_LATIN, "adm2_pcode": OWN}, ("adm2_pcode", "name", "")),
        (
            {"adm2_name": ["", "", ""], "adm2_name1": IN_LATIN, "adm2_pcode": OWN, "lang1": ["fr"] * 3},
            ("adm2_pcode", "adm2_name1", ""),
        ),
        (
            {"admin2Name_en": IN_LATIN, "admin2Name_ar": IN_ARABIC, "admin2Pcode": OWN, "admin1Pcode": OF_PARENT},
            ("admin2Pcode", "admin2Name_en", "admin2Name_ar"),
        ),
        (
            {"GID_1": OF_PARENT, "GID_2": OWN, "NAME_2": IN_LATIN, "NL_NAME_2": ["Азаз", "Африн", "Баб"]},
            ("GID_2", "NAME_2", ""),
        ),
        ({"GID_2": OWN, "NAME_2": IN_LATIN, "NL_NAME_2": IN_ARABIC}, ("GID_2", "NAME_2", "NL_NAME_2")),
        ({"GID_2": OWN, "NAME_2": IN_LATIN, "VARNAME_2": IN_ARABIC}, ("GID_2", "NAME_2", "VARNAME_2")),
        (
            {"shapeName": IN_LATIN, "shapeISO": ["", "", ""], "shapeID": OWN, "shapeGroup": ["SYR"] * 3},
            ("shapeID", "shapeName", ""),
        ),
        (
            {"adm1_code": OWN, "iso_3166_2": OWN, "name": IN_LATIN, "name_ar": IN_ARABIC, "adm0_a3": ["SYR"] * 3},
            ("adm1_code", "name", "name_ar"),
        ),
    ],
)
def test_the_cells_of_a_boundary_file_tell_which_column_is_what(tmp_path, cells, found):
    told = guessed(cells, tmp_path, level=None, code="", name="", name_ar="")
    assert (told.code, told.name, told.name_ar) == found


def test_units_that_are_kept_make_another_version_of_the_theatre_and_are_credited(folder, tmp_path):
    before = data_version(folder)
    path = districts(tmp_path / "a.geojson", [("A", "A", "", WEST)])
    write_units(folder, read_unit_file(path, read_frame(folder), credit="A mapper", licence="CC BY 4.0"))
    theatre = read_theatre(folder)
    assert theatre.version != before
    assert theatre.units is not None
    assert theatre.units.codes == ("A",)
    assert [(c.part, c.text, c.licence) for c in theatre.credits][-1] == ("Level 2 units", "A mapper", "CC BY 4.0")
    assert sorted(path.name for path in (folder / "boundaries").iterdir()) == [
        "countries.geojson",
        "governorates.geojson",
        "units.geojson",
    ]


@pytest.mark.thorough
def test_the_command_line_says_what_came_in_and_figures_are_given_by_it(folder, tmp_path):
    path = districts(
        tmp_path / "a.geojson",
        [("N", "North", "الشمال", shapely.box(0, 0.5, 2, 1)), ("X", "Far", "", shapely.box(9, 9, 10, 10))],
    )
    run = CliRunner().invoke(app, ["import-boundaries", str(path), "--data", str(folder), "--dry-run", "--json"])
    account = json.loads(run.stdout)
    assert run.exit_code == 1
    assert (account["read"], account["accepted"], account["set_aside"], account["kept"]) == (2, 1, 1, False)
    assert not (folder / "boundaries" / "units.geojson").exists()
    assert CliRunner().invoke(app, ["import-boundaries", str(path), "--data", str(folder)]).exit_code == 1
    told = json.loads(CliRunner().invoke(app, ["situation", "--data", str(folder), "--json"]).stdout)["by_unit"]
    north, outside = told["units"]
    assert (north["code"], north["name_ar"], outside["code"]) == ("N", "الشمال", None)
    assert north["ground_km2"] == pytest.approx({"BLUE": HALF_KM2, "RED": HALF_KM2}, rel=1e-3)
    text = CliRunner().invoke(app, ["situation", "--data", str(folder)]).stdout
    assert "North الشمال" in text
    assert "Outside all units" in text


def test_of_many_units_set_aside_some_of_each_kind_are_told_and_all_with_json(folder, tmp_path):
    far = [(f"F{number}", "", "", shapely.box(9, 9, 10, 10)) for number in range(300)]
    path = districts(tmp_path / "a.geojson", [("N", "", "", WEST), *far, (None, "", "", EAST)])
    told = CliRunner().invoke(app, ["import-boundaries", str(path), "--data", str(folder), "--dry-run"]).stderr
    assert told.count("geometry: lies outside the theatre") == 5
    assert "ADM2_PCODE: is empty" in told
    assert "and 295 more" in told
    run = CliRunner().invoke(app, ["import-boundaries", str(path), "--data", str(folder), "--dry-run", "--json"])
    assert len(json.loads(run.stdout)["rows_set_aside"]) == 301


@pytest.mark.parametrize(("name", "said"), [("a.geojson", "holds no feature"), ("b.shp", "it is not recognized")])
def test_a_file_of_nothing_is_told_in_its_own_name(folder, tmp_path, name, said):
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    (tmp_path / "b.shp").write_bytes(b"")
    done = CliRunner().invoke(app, ["import-boundaries", str(tmp_path / name), "--data", str(folder)])
    assert done.exit_code == 2
    assert said in done.stderr
    assert "frontline-" not in done.stderr


def test_a_file_whose_name_is_no_text_is_to_be_renamed(folder, tmp_path):
    path = districts(tmp_path / "a.geojson", [("N", "", "", WEST)]).rename(tmp_path / os.fsdecode(b"\xff.geojson"))
    with pytest.raises(UnreadableFileError, match="Rename it"):
        read_unit_file(path, read_frame(folder))


def test_a_file_without_one_usable_unit_changes_nothing(folder, tmp_path):
    path = districts(tmp_path / "a.geojson", [("X", "Far", "", shapely.box(9, 9, 10, 10))])
    with pytest.raises(DataError, match="holds no unit that can be used"):
        read_unit_file(path, read_frame(folder))
    assert CliRunner().invoke(app, ["import-boundaries", str(path), "--data", str(folder)]).exit_code == 2
