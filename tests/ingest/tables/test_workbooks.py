"""Workbooks: what the sheet shows, under the row numbers the sheet shows."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from geo.common.errors import UnreadableFileError
from ingest.tables import LimitError, Limits
from tests.ingest.tables.files import xlsx, zipped


def parts_of(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_numbers_dates_and_words_are_as_a_reader_would_type_them(read):
    row = [7.0, 36.2, dt.date(2024, 12, 2), pd.Timestamp("2024-12-02 14:05").to_pydatetime(), True, "007", 412700.0]
    table = read(xlsx(("Sheet", [["a", "b", "c", "d", "e", "f", "g"], row])))
    assert table.kind == "xlsx"
    assert table.cells.iloc[0].tolist() == ["7", "36.2", "2024-12-02", "2024-12-02 14:05:00", "true", "007", "412700"]
    assert table.rows.tolist() == [2]


def test_the_first_sheet_with_data_is_read_unless_another_is_named(read):
    book = xlsx(("Cover", []), ("Events", [["id"], ["1"]]), ("Notes", [["about"], ["x"], ["y"]]))
    first = read(book)
    assert list(first.cells) == ["id"]
    assert any("Events" in note and "Notes" in note for note in first.notes)
    assert read(book, sheet="Notes").read == 2
    with pytest.raises(UnreadableFileError, match="no sheet Deaths"):
        read(book, sheet="Deaths")


@pytest.mark.parametrize(
    "first",
    [
        [["id", "place", "killed"]],
        [["Incidents of the week"]],
        [["Incidents of the week"], [], ["Compiled by Amal"], ["Rows are as reported"]],
        [[], ["Incidents of the week"], [], ["id", "place", "killed"], [], [" ", ""]],
    ],
)
def test_a_first_sheet_without_rows_below_its_header_or_title_gives_way_to_one_with_rows(read, first):
    table = read(xlsx(("Plan", first), ("Log", [["id", "place"], ["1", "Hama"]])))
    assert table.cells.to_dict("records") == [{"id": "1", "place": "Hama"}]
    assert "Sheet “Log” read; others are “Plan”." in table.notes
    assert table.sheets == ("Plan", "Log")


def test_a_workbook_or_a_named_sheet_without_rows_is_refused(read):
    book = xlsx(("Plan", [["id", "place"]]), ("Log", [["day", "what"]]), ("Data", [["id"], [1]]))
    assert list(read(book).cells) == ["id"]
    with pytest.raises(UnreadableFileError, match="holds no row"):
        read(book, sheet="Log")
    with pytest.raises(UnreadableFileError, match="holds no row"):
        read(xlsx(("Plan", [["id", "place"]])))


def test_empty_rows_and_titles_above_the_header_keep_the_row_numbers(read):
    table = read(
        xlsx(
            (
                "S",
                [
                    [],
                    ["Incidents of the week"],
                    [],
                    ["id", "place", "killed"],
                    ["1", "Aleppo", 2],
                    [],
                    ["2", "Hama", 3],
                ],
            )
        )
    )
    assert list(table.cells) == ["id", "place", "killed"]
    assert table.rows.tolist() == [5, 7]
    assert any("Incidents of the week" in note for note in table.notes)


def test_a_table_away_from_the_corner_is_found(read):
    table = read(xlsx(("S", [[], [None, None, "id", "place"], [None, None, "1", "Aleppo"]])))
    assert list(table.cells) == ["id", "place"]
    assert table.rows.tolist() == [3]


def test_one_stray_cell_in_the_far_corner_is_refused_not_filled_up_to(read):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "x")
    with pytest.raises(LimitError, match="reaches over"):
        read(out.getvalue())


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="&gt;/>"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFC1048576"><v>1</v></c><c><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row><c r="&#88;FD1048576"><v>1</v></c></row>',
    ],
)
def test_no_way_of_writing_a_far_cell_gets_past_the_measuring(read, cells):
    parts = parts_of(xlsx(("S", [["id"], ["1"]])))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    before, _, rest = sheet.partition("<sheetData>")
    parts["xl/worksheets/sheet1.xml"] = f"{before}<sheetData>{cells}{rest[rest.index('</sheetData>') :]}".encode()
    with pytest.raises((LimitError, UnreadableFileError)):
        read(zipped(parts))


def test_formatted_empty_cells_far_away_do_no_harm(read):
    parts = parts_of(xlsx(("S", [["id"], ["1"]])))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far).encode()
    assert read(zipped(parts)).read == 1


def test_entities_in_a_workbook_are_refused(read):
    parts = parts_of(xlsx(("S", [["id"], ["1"]])))
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        "<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1
    ).encode()
    with pytest.raises(UnreadableFileError, match="DTD"):
        read(zipped(parts))


def test_a_workbook_inside_a_zip_is_read(read):
    table = read(zipped({"a/book.xlsx": xlsx(("S", [["id"], ["1"]]))}))
    assert (table.kind, table.read) == ("xlsx", 1)


def test_a_cell_longer_than_the_limit_costs_its_row(read):
    table = read(xlsx(("S", [["id", "note"], [1, "x" * 200], [2, "y"]])), limits=Limits(max_field=100))
    assert table.cells["id"].tolist() == ["2"]
    assert table.unreadable["row"].tolist() == [2]


def test_errors_of_a_spreadsheet_are_empty_cells_and_it_is_said_that_there_are_some(read):
    rows = [["id", "place"], [1, "Aleppo"], [2, "#REF!"]]
    assert not read(xlsx(("Log", rows))).notes  # a text that reads so
    out, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(out)
    table = read(out.getvalue())
    assert table.cells["place"].tolist() == ["Aleppo", ""]
    assert table.notes == ("The workbook shows errors, such as #REF!, in cells; such a cell is read as empty.",)
