"""No row is lost while a file is read: stray quotes, two header rows, several tables in one file."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from geo.common.errors import UnreadableFileError
from geo.theatre.loader import read_theatre
from ingest.tables import SeveralTablesError, read_table
from tests.cases.running import FILES, brought_in, cli
from tests.ingest.tables.files import KML_MARK, one_of_each, shapefile_parts, xlsx, zipped

STRAY = FILES / "06-stray-quote.tsv"
TWO_HEADERS = FILES / "24-two-header-rows.xlsx"


@pytest.mark.thorough
def test_06_a_stray_quote_takes_no_row_with_it(syr):
    account = brought_in(STRAY, syr)
    assert (account["read"], account["accepted"], account["set_aside"]) == (4, 4, 0)
    assert '"Quoted start without an end' in set(read_theatre(syr).events["summary"])


@pytest.mark.thorough
def test_24_the_names_stand_under_the_row_of_groups_and_the_sums_are_no_event(syr, tmp_path):
    mapping = tmp_path / "map.toml"
    said = cli("import", TWO_HEADERS, "--data", syr, "--show-mapping").stdout
    mapping.write_text(said.replace("[fixed]", '[fixed]\n"event_type" = "Battles"'), encoding="utf-8")
    account = brought_in(TWO_HEADERS, syr, "--mapping", mapping)
    assert (account["read"], account["accepted"], account["set_aside"]) == (3, 3, 0)
    events = read_theatre(syr).events.sort_values("event_date")
    assert events["fatalities_best"].tolist() == [2, 0, 1]
    assert events.geometry.x.round(3).tolist() == [37.045, 37.161, 36.758]
    table = read_table(TWO_HEADERS)
    assert list(table.cells) == ["Date", "Time", "Governorate", "Town", "Lat", "Long", "Killed", "Injured", "Comment"]
    assert "A row of groups stands over the header: When, Where, Casualties, Remarks." in table.notes
    assert "1 row of sums at the end left out: row 9." in table.notes


ROWS = [["2024-12-01", "Aleppo", 36.2, 37.1, 1, 2], ["2024-12-02", "Hama", 35.1, 36.7, 0, 1]]
NAMES = ["Date", "Town", "Lat", "Long", "Killed", "Injured"]
HEADS = {
    "groups filled to the right": ([["When", "Where", "Where", "Where", "Losses", "Losses"], NAMES], NAMES, 3),
    "groups over names that repeat": (
        [["When", "Where", "", "", "Soldiers", ""], ["Date", "Town", "Lat", "Long", "Killed", "Killed"]],
        ["Date", "Town", "Lat", "Long", "Soldiers Killed", "Soldiers Killed (2)"],
        3,
    ),
    "groups of which two repeat a name": (
        [["When", "Where", "", "", "Soldiers", "Civilians"], ["Date", "Town", "Lat", "Long", "Killed", "Killed"]],
        ["Date", "Town", "Lat", "Long", "Soldiers Killed", "Civilians Killed"],
        3,
    ),
    "a name merged over both rows": (
        [["Date", "Where", "", "", "", "Injured"], ["", "Town", "Lat", "Long", "Killed", ""]],
        NAMES,
        3,
    ),
    "a row of units": ([NAMES, ["dd/mm/yyyy", "", "deg", "deg", "(persons)", "persons"]], NAMES, 3),
    "a second language": ([NAMES, ["التاريخ", "البلدة", "خط العرض", "خط الطول", "قتلى", "جرحى"]], NAMES, 3),
    "Arabic above Latin": ([["التاريخ", "البلدة", "خط العرض", "خط الطول", "قتلى", "جرحى"], NAMES], NAMES, 3),
    "a title, groups, names and units": (
        [["Log of December"], ["When", "Where", "", "", "Losses", ""], NAMES, ["", "", "deg", "deg", "no.", ""]],
        NAMES,
        5,
    ),
    "one header": ([NAMES], NAMES, 2),
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_of_names_are_told_from_rows_of_data(head, kind, tmp_path):
    above, names, first = HEADS[head]
    path = tmp_path / f"log.{kind}"
    if kind == "xlsx":
        path.write_bytes(xlsx(("Log", [*above, *ROWS])))
    else:
        path.write_text("\n".join(";".join(map(str, row)) for row in [*above, *ROWS]), encoding="utf-8")
    table = read_table(path)
    assert list(table.cells) == names
    assert table.rows.tolist() == [first, first + 1]
    assert table.cells.iloc[:, 1].tolist() == ["Aleppo", "Hama"]


@pytest.mark.parametrize(
    "first",
    [
        ["unknown", "Aleppo", "n/a", "n/a", "", ""],
        ["", "Aleppo", "", "", "", ""],
        ["early December", "Aleppo", "", "", "two", "three"],
        ["2024-12-01", "Aleppo", "unknown", "unknown", "few", "many"],
        ["unknown", "Aleppo", "36.2", "37.1", "few", "many"],
    ],
)
def test_a_first_row_that_knows_little_is_a_row_of_data(first, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in [NAMES, first, *ROWS, *ROWS]), encoding="utf-8")
    table = read_table(path)
    assert list(table.cells) == NAMES
    assert table.rows.tolist() == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("word", ["TOTAL", "Total:", "Grand total", "المجموع", "Всього", "Somme"])
def test_rows_of_sums_at_the_end_are_left_out_and_said(word, tmp_path):
    path = tmp_path / "log.csv"
    rows = [NAMES, *ROWS, [word, "", "", "", 1, 3], ["", "", "", "", "", ""]]
    path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    table = read_table(path)
    assert table.rows.tolist() == [2, 3]
    assert "1 row of sums at the end left out: row 4." in table.notes


@pytest.mark.parametrize("last", [["Total", "Aleppo", 36.2, 37.1, 1, 2], ["2024-12-03", "Total", 36.2, 37.1, 1, 2]])
def test_a_row_that_says_more_than_numbers_is_no_sum(last, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("\n".join(",".join(map(str, row)) for row in [NAMES, *ROWS, last]), encoding="utf-8")
    assert read_table(path).rows.tolist() == [2, 3, 4]


def test_a_hidden_sheet_is_named_and_read_only_when_it_is_asked_for(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        hidden, seen = book.add_worksheet("Lists"), book.add_worksheet("Log")
        seen.activate()
        seen.set_first_sheet()
        hidden.hide()
        for sheet, rows in ((hidden, [["code", "name"], [1, "a"]]), (seen, [NAMES, *ROWS])):
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    path = tmp_path / "log.xlsx"
    path.write_bytes(out.getvalue())
    table = read_table(path)
    assert (list(table.cells), table.sheets) == (NAMES, ("Log", "Lists"))
    assert "Sheet “Log” read; others are “Lists” (hidden)." in table.notes
    assert "Sheet “Lists” is hidden in the workbook." in read_table(path, sheet="Lists").notes
    with pytest.raises(UnreadableFileError, match="has no sheet X"):
        read_table(path, sheet="X")


EVENTS = "date,latitude,longitude,event_type\n2024-12-01,36.2,37.1,Battles\n2024-12-02,35.1,36.7,Riots\n"
CODES = "code,name\n1,Aleppo\n2,Hama\n"
SHAPES = {f"Boundaries/adm{suffix}": data for suffix, data in shapefile_parts().items()}


@pytest.mark.thorough
def test_28_of_a_zip_with_a_table_and_shapes_the_table_of_events_is_read_and_the_shapes_are_named(syr):
    file = FILES / "28-zip-csv-and-shapes.zip"
    done = cli("import", file, "--data", syr, "--dry-run")
    assert "28-zip-csv-and-shapes.zip: ACLED." in done.stdout
    assert "Read from ACLED/events.csv inside the zip." in done.stdout
    assert "1 other file in the zip not read: Boundaries/adm.shp." in done.stdout
    account = brought_in(file, syr)
    assert (account["read"], account["accepted"]) == (2, 2)
    assert read_table(file, sheet="adm.shp").kind == "shapefile"


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        ({"a.csv": EVENTS, "codes.csv": CODES}, "a.csv"),
        ({"codes.csv": CODES, "deep/in/b.csv": EVENTS, "README.txt": "Read me.\nAll of it."}, "deep/in/b.csv"),
        ({"b.csv": EVENTS, **SHAPES}, "b.csv"),
        ({"README.txt": "Read me.\nAll of it.", "codes.csv": CODES}, "codes.csv"),
        ({"README.txt": "Read me.\nAll of it.", **SHAPES}, "Boundaries/adm.shp"),
        ({"broken.json": "{", "b.csv": EVENTS}, "b.csv"),
    ],
)
def test_the_only_table_with_events_in_a_zip_is_read_and_all_else_is_named(parts, read, tmp_path):
    path = tmp_path / "packed.zip"
    path.write_bytes(zipped({name: data if isinstance(data, bytes) else data.encode() for name, data in parts.items()}))
    table = read_table(path)
    assert table.notes[0] == f"Read from {read} inside the zip."
    known = (".csv", ".txt", ".json", ".shp")
    assert set(table.sheets) == {name for name in parts if name.endswith(known)}
    assert all(name in table.notes[1] for name in table.sheets if name != read)


EACH = one_of_each()


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("tab", "csv"), ("jsonl", "ndjson"), ("geojsonl", "ndjson"), ("geojsons", "ndjson"), ("ldjson", "ndjson"),
     ("umap", "geojson"), ("geoparquet", "geoparquet"), ("xlsm", "xlsx"), ("XLSX", "xlsx")],
)  # fmt: skip
def test_whatever_ending_is_read_by_itself_is_read_in_a_zip(ending, kind, tmp_path):
    path = tmp_path / "packed.zip"
    path.write_bytes(zipped({f"a.{ending}": EACH[kind]}))
    table = read_table(path)
    assert (table.read, table.kind) == (3, kind)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "parts",
    [
        {"a.csv": EVENTS, "b.csv": EVENTS},
        {"codes.csv": CODES, "names.csv": CODES},
        {"codes.csv": CODES, **SHAPES},
        {"a.kml": KML_MARK + "</Document></kml>", "b.kml": KML_MARK + "</Document></kml>"},
        {f"{number:02}.csv": EVENTS if number == 25 else CODES for number in range(30)},
    ],
)
def test_where_several_tables_of_a_zip_may_be_meant_it_is_asked_which(parts, tmp_path, syr):
    path = tmp_path / "packed.zip"
    path.write_bytes(zipped({name: data if isinstance(data, bytes) else data.encode() for name, data in parts.items()}))
    with pytest.raises(SeveralTablesError, match="Name the one that is meant") as asked:
        read_table(path)
    assert set(asked.value.choices) == {name for name in parts if name.endswith((".csv", ".kml", ".shp"))}
    done = cli("import", path, "--data", syr, "--dry-run")
    assert done.exit_code == 2
    assert f"--sheet “{asked.value.choices[0]}”" in done.stderr


def test_a_part_of_a_zip_and_the_sheet_of_a_workbook_in_it_are_read_by_name(tmp_path):
    path = tmp_path / "packed.zip"
    book = xlsx(("Log", [NAMES, *ROWS]), ("Codes", [["code", "name"], [1, "a"]]))
    path.write_bytes(zipped({"a.csv": EVENTS.encode(), "b.csv": EVENTS.encode(), "in/book.xlsx": book}))
    assert list(read_table(path, sheet="b.csv").cells) == ["date", "latitude", "longitude", "event_type"]
    assert list(read_table(path, sheet="book.xlsx").cells) == NAMES
    assert list(read_table(path, sheet="in/book.xlsx/Codes").cells) == ["code", "name"]
    with pytest.raises(UnreadableFileError, match=r"holds no table c.csv.*a.csv, b.csv, in/book.xlsx"):
        read_table(path, sheet="c.csv")


def test_the_documents_of_a_kmz_are_named_and_each_is_read_by_name(tmp_path):
    def document(name: str) -> bytes:
        place = f"<Placemark><name>{name}</name><Point><coordinates>37,36</coordinates></Point></Placemark>"
        return f"{KML_MARK}{place}</Document></kml>".encode()

    path = tmp_path / "held.kmz"
    path.write_bytes(zipped({"files/more.kml": document("More"), "doc.kml": document("Main")}))
    table = read_table(path)
    assert (table.cells["name"].tolist(), table.sheets) == (["Main"], ("files/more.kml", "doc.kml"))
    assert "1 other document in the KMZ not read: files/more.kml." in table.notes
    assert read_table(path, sheet="files/more.kml").cells["name"].tolist() == ["More"]
    with pytest.raises(UnreadableFileError, match="holds no document x"):
        read_table(path, sheet="x")
