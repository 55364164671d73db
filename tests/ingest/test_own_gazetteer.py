"""A gazetteer of the user's own: each row kept, merged or rejected with its reason, whatever the file calls its
columns."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.common.errors import SchemaError
from ingest.new_theatre.adm1 import Unit
from ingest.new_theatre.extent import Extent
from ingest.new_theatre.gazetteer_columns import gazetteer_columns, local_name_columns, with_geonames_header
from ingest.new_theatre.own_gazetteer import GazetteerFile, own_places, read_gazetteer
from ingest.new_theatre.papers import licence, places_credit, readme
from ingest.new_theatre.settings import NamedTheatre
from ingest.tables import read_table
from tests.ingest.small_tables import table

UNITS = {Unit("W", "West"): shapely.box(30, 10, 31, 11), Unit("E", "East"): shapely.box(31, 10, 32, 11)}
NORTH = shapely.box(30, 11, 32, 12)
"""A unit of the country that a box leaves out."""
EXTENT = Extent(
    iso="SDN",
    country="Sudan",
    units=UNITS,
    ground=shapely.union_all([*UNITS.values(), NORTH]),
    bounds=(30.0, 10.0, 32.0, 11.0),
    view=(30.0, 10.0, 32.0, 11.0),
    notes=(),
)
GEONAMES_ROW = (
    "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{kind}\t{code}\tSD\t\t1\t\t\t\t{people}\t\t9\t"
    "Africa/Khartoum\t2024-01-01"
)


def made(path, *, coarse=(), **more):
    """Places by their id, and the account."""
    more = {"columns": {}} | more
    features, account = own_places(read_gazetteer(GazetteerFile(path=path, **more)), EXTENT, coarse)
    assert account.read == account.kept + account.merged + account.rejected
    assert account.kept == len(features)
    assert sum(account.by_reason.values()) == account.rejected
    return {properties["place_id"]: properties for properties, _ in features}, account


def written(tmp_path, *lines):
    path = tmp_path / "places.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_rows_are_kept_merged_or_rejected_and_add_up(tmp_path):
    path = written(
        tmp_path,
        "pcode,name_en,name_ar,latitude,longitude",
        "P1,Wad Ali,ود علي,10.5,30.5",
        "P2,Wad Ali Sharq,ود علي,10.501,30.5",
        "P3,Umm Dhar,,10.5,31.5",
        "P4,Far Away,,40,60",
        "P5,North Town,,11.5,31",
        "P6,,,10.2,30.2",
        "P7,Nowhere,,,",
        "P8,Lost,,0,0",
        "P9,Blurred,,ten,30.1",
        "P3,Umm Dhar,,10.9,30.1",
    )
    places, account = made(path)
    assert (account.read, account.kept, account.merged, account.rejected) == (10, 2, 1, 7)
    assert account.by_reason == {
        "lies outside the units that are mapped": 2,
        "has no name": 1,
        "says no position": 1,
        "lies at 0, 0, the mark of a lost position": 1,
        "says a position that is not understood": 1,
        "has the code of a place more than 5 km away": 1,
    }
    assert {place: row["adm1_pcode"] for place, row in places.items()} == {"P1": "W", "P3": "E"}


def test_of_rows_that_are_one_place_both_names_are_kept(tmp_path):
    """One name 110 m apart; one point; one code 1 km apart. Of one name 11 km apart are two places."""
    path = written(
        tmp_path,
        "pcode,name_en,alternate names,latitude,longitude,population",
        "A1,Hilla,Old Hilla,10.1,30.1,",
        "A2,Al Hilla,hilla; Hillat,10.101,30.1,700",
        "B1,Kosti,,10.3,30.3,",
        "B2,Costi,,10.3,30.3,",
        "C1,Rabak,,10.5,30.5,",
        "C1,Rabbak,,10.509,30.5,",
        "D1,Tendelti,,10.7,30.7,",
        "D2,Tendelti,,10.8,30.7,",
    )
    places, account = made(path)
    assert account.merged == 3
    assert set(places) == {"A2", "B1", "C1", "D1", "D2"}
    assert places["A2"]["alt_names"] == ["hilla", "Hillat", "Hilla", "Old Hilla"]
    assert (places["A2"]["kind"], places["B1"]["kind"]) == ("village", "community")
    assert places["B1"]["alt_names"] == ["Costi"]
    assert places["C1"]["alt_names"] == ["Rabbak"]


def test_the_order_of_rows_changes_no_place(tmp_path):
    lines = ["P1,Hilla,10.1,30.1,10", "P2,Hilla,10.101,30.1,90", "P3,Kosti,10.4,30.4,5"]
    head = "pcode,name,lat,lon,population"
    one, _ = made(written(tmp_path, head, *lines))
    other, _ = made(written(tmp_path, head, *reversed(lines)))
    assert one == other
    alike = ["P2,Costi,10.3,30.3,", "P1,Kosti,10.3,30.3,", "P1,Qosti,10.3,30.3,"]
    for rows in (alike, alike[::-1]):
        (kosti,) = made(written(tmp_path, head, *rows))[0].values()
        assert (kosti["place_id"], kosti["name_en"], sorted(kosti["alt_names"])) == ("P1", "Kosti", ["Costi", "Qosti"])


def test_a_file_of_geonames_is_read_without_a_header_and_hills_are_left_out(tmp_path):
    path = tmp_path / "SD.txt"
    rows = [
        {"id": 1, "name": 'Umm "Qura"', "others": "Oum Qoura,أم القرى", "kind": "P", "code": "PPL", "people": 0},
        {"id": 2, "name": "Sharg", "others": "", "kind": "P", "code": "PPLX", "people": 9000},
        {"id": 3, "name": "Jabal", "others": "", "kind": "T", "code": "MT", "people": 0},
        {"id": 4, "name": "Kharab", "others": "", "kind": "P", "code": "PPLQ", "people": 0},
        {"id": 5, "name": "Madina", "others": "", "kind": "P", "code": "PPLA", "people": 120000},
    ]
    lines = [GEONAMES_ROW.format(lat=10.1 + 0.1 * n, lon=30.5, **row) for n, row in enumerate(rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    places, account = made(path)
    assert account.by_reason == {"is no place people live in": 1, "was given up, as GeoNames says": 1}
    assert list(places) == ["5", "2", "1"]
    assert places["1"] | {"name_ar": "أم القرى", "alt_names": ["Oum Qoura"]} == places["1"]
    assert [row["kind"] for row in places.values()] == ["city", "neighbourhood", "community"]


def test_a_layer_of_points_in_another_reference_system_is_read_with_its_districts(tmp_path):
    frame = gpd.GeoDataFrame(
        {"ADM4_EN": ["Aba"], "ADM4_AR": ["أبا"], "ADM4_PCODE": ["SD1"], "ADM3_EN": ["Unit"], "ADM3_PCODE": ["SD01"],
         "ADM2_EN": ["Locality"], "ADM2_PCODE": ["SD0"]},
        geometry=[shapely.Point(31.5, 10.5)], crs=4326,
    )  # fmt: skip
    path = tmp_path / "places.gpkg"
    frame.to_crs(32636).to_file(path, driver="GPKG")
    places, account = made(path)
    aba = places["SD1"]
    assert (aba["name_en"], aba["name_ar"], aba["adm1_pcode"]) == ("Aba", "أبا", "E")
    assert (aba["adm3_en"], aba["adm2_pcode"], aba["coord_precision"]) == ("Unit", "SD0", 1)
    assert account.kept == 1


def test_units_drawn_as_areas_are_places_known_as_exactly_as_they_are_small(tmp_path):
    frame = gpd.GeoDataFrame(
        {"ADM3_EN": ["Large", "Small"], "ADM3_PCODE": ["L", "S"]},
        geometry=[shapely.box(30.1, 10.1, 30.5, 10.5), shapely.box(31.2, 10.2, 31.21, 10.21)],
        crs=4326,
    )
    path = tmp_path / "adm3.geojson"
    frame.to_file(path, driver="GeoJSON")
    places, _ = made(path)
    assert (places["L"]["coord_precision"], places["S"]["coord_precision"]) == (3, 1)
    assert places["L"]["uncertainty_km"] > 30


def test_a_workbook_says_which_sheet(tmp_path):
    path = tmp_path / "cod.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"a": ["About"], "b": ["x"]}).to_excel(book, sheet_name="read me", index=False)
        places = {"admin4Name_en": ["Aba"], "admin4Pcode": ["SD1"], "Latitude": [10.5], "Longitude": [30.5]}
        pd.DataFrame(places).to_excel(book, sheet_name="places", index=False)
    assert list(made(path, sheet="places")[0]) == ["SD1"]


def test_what_the_coarse_gazetteer_knows_of_a_place_of_the_same_name_nearby_is_lent(tmp_path):
    path = written(tmp_path, "pcode,name,lat,lon", "P1,Kūstī,10.1,30.1", "P2,Kosti,10.9,30.9")
    known = {"name_en": "Kusti", "name_ar": "كوستي", "alt_names": ["Kosti"], "kind": "city", "population": 300000}
    places, account = made(path, coarse=[(known, shapely.Point(30.11, 10.1))])
    assert account.lent == 1
    assert (places["P1"]["kind"], places["P1"]["population"], places["P1"]["name_ar"]) == ("city", 300000, "كوستي")
    assert (places["P2"]["kind"], places["P2"]["population"]) == ("community", None)


def test_a_place_without_a_code_is_called_by_its_name_and_point_in_whatever_order_rows_come(tmp_path):
    lines = ["Wad Ali,10.1,30.1", "ود,10.2,30.2", "Wad Ali,10.9,30.12345"]
    one, other = (made(written(tmp_path, "name,lat,lon", *some))[0] for some in (lines, lines[::-1]))
    assert list(one) == list(other) == ["place-10.2n-30.2e", "wad-ali-10.1n-30.1e", "wad-ali-10.9n-30.12345e"]


def test_an_id_that_is_made_is_not_the_code_of_another_place(tmp_path):
    path = written(tmp_path, "pcode,name,lat,lon", ",Kosti,10.1,30.1", "kosti-10.1n-30.1e,Rabak,10.5,30.5")
    places, _ = made(path)
    assert {place: row["name_en"] for place, row in places.items()} == {
        "kosti-10.1n-30.1e": "Rabak",
        "kosti-10.1n-30.1e-made": "Kosti",
    }


def test_a_figure_that_is_no_number_of_people_is_left_out_and_told_of_with_its_row(tmp_path):
    figures = ["-99", "1e23", "many", "99999999999999999999999", "10-20", "0", "n/a", "1200"]
    lines = [f"P{n},Place {n},10.{n},30.5,{figure}" for n, figure in enumerate(figures)]
    places, account = made(written(tmp_path, "pcode,name,lat,lon,pop", *lines))
    assert {row["population"] for name, row in places.items() if name != "P7"} == {None}
    assert places["P7"]["population"] == 1200
    (note,) = account.notes
    assert note.startswith("5 figures of pop are left out, being no one number of people from 1 to 100,000,000: row 2 ")
    assert "(-99), row 3 (1e23), row 4 (many), row 5 (99999999999999999999999), row 6 (10-20)." in note


def test_a_name_stands_on_one_line_and_an_arabic_one_is_lent_the_english_of_its_place(tmp_path):
    path = written(tmp_path, "pcode,name,lat,lon", 'P1,"Wad\nAli",10.5,30.5', "P2,كوستي,10.1,30.1")
    known = {"name_en": "Kosti", "name_ar": "كوستي", "alt_names": ["Kūstī"], "kind": "city", "population": 300000}
    places, _ = made(path, coarse=[(known, shapely.Point(30.11, 10.1))])
    assert places["P1"]["name_en"] == "Wad Ali"
    kosti = places["P2"]
    assert (kosti["name_en"], kosti["name_ar"], kosti["alt_names"]) == ("Kosti", "كوستي", ["Kūstī"])


@pytest.mark.parametrize(
    ("columns", "said", "says"),
    [
        ({"ort": ["A"], "lat": ["1"], "lon": ["1"]}, {}, ""),
        ({"X1": ["A"], "lat": ["1"], "lon": ["1"]}, {}, "no column that says what a place is called"),
        ({"X1": ["A"], "lat": ["1"], "lon": ["1"]}, {"name": "X1"}, ""),
        ({"name": ["A"], "pcode": ["1"]}, {}, "does not say where a place lies"),
        ({"name": ["A"], "lat": ["1"], "lon": ["1"]}, {"name": "Nom"}, "has no column 'Nom'"),
        ({"name": ["A"], "lat": ["1"], "lon": ["1"]}, {"height": "lat"}, "cannot be said to hold height"),
        ({"ADM3_EN": ["A"] * 3, "lat": ["1"] * 3, "lon": ["1"] * 3}, {}, "no column that says what a place is called"),
    ],
)
def test_columns_are_told_by_their_names_or_asked_for(columns, said, says, tmp_path):
    if not says:
        assert gazetteer_columns(table(columns), tmp_path / "f.csv", said)["name"] in columns
        return
    with pytest.raises(SchemaError, match=says):
        gazetteer_columns(table(columns), tmp_path / "f.csv", said)


def test_names_in_other_languages_stand_beside_the_english_one():
    columns = ["ADM4_EN", "ADM4_AR", "ADM4_UK", "ADM4_PCODE", "ADM3_AR", "native name", "ADM4_REF"]
    assert local_name_columns(columns, "ADM4_EN") == ["ADM4_AR", "ADM4_UK", "native name"]


def test_a_table_of_nineteen_columns_that_is_no_file_of_geonames_keeps_its_names(tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["1", "2", *["a"] * 17]) + "\n", encoding="utf-8")
    read = read_table(path)
    assert with_geonames_header(read) is read


def test_a_gazetteer_of_another_country_is_refused_and_says_what_may_be_wrong(tmp_path):
    path = written(tmp_path, "name,lat,lon", "A,30.5,10.5")
    with pytest.raises(SchemaError, match="holds no place of Sudan that can be used") as refused:
        made(path)
    assert "Is lat the latitude and lon the longitude?" in str(refused.value)


def test_the_papers_name_the_file_its_terms_and_what_became_of_its_rows(tmp_path):
    path = written(tmp_path, "name,lat,lon", "A,10.5,30.5", "B,50,60")
    _, account = made(path, credit="OCHA", licence="CC BY-IGO")
    theatre = NamedTheatre("t", "T", pd.Timestamp("2024-01-01").date(), pd.Timestamp("2024-01-02").date())
    text = readme(theatre, EXTENT, "python cli.py new DIR", (), account)
    assert f"OCHA, file `places.csv`, SHA-256 `{account.sha256}` | CC BY-IGO" in text
    assert "2 rows read = 1 kept + 0 merged with another row of the same place + 1 rejected" in " ".join(text.split())
    assert "| Names and points in `places.geojson` | CC BY-IGO. Credit OCHA |" in licence(theatre, account)
    assert places_credit(account) == [("Places", "OCHA", "CC BY-IGO")]


def test_a_bar_or_a_line_break_in_what_is_said_of_a_gazetteer_breaks_no_table(tmp_path):
    path = written(tmp_path, "name,lat,lon", "A,10.5,30.5")
    _, account = made(path, credit="OCHA | HDX\noffice", licence="CC | BY")
    theatre = NamedTheatre("t", "T", pd.Timestamp("2024-01-01").date(), pd.Timestamp("2024-01-02").date())
    assert "| Names and points in `places.geojson` | CC \\| BY. Credit OCHA \\| HDX office |" in licence(
        theatre, account
    )
    row = f"| `places.geojson` | OCHA \\| HDX office, file `places.csv`, SHA-256 `{account.sha256}` | CC \\| BY |\n"
    assert row in readme(theatre, EXTENT, "python cli.py new DIR", (), account)
