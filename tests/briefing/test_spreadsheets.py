"""Tables for spreadsheets: everything is read back, nothing runs."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import openpyxl
import pandas as pd
import pyogrio
import pytest

from briefing.job.errors import BriefingError
from briefing.job.formats import make
from briefing.tables import workbook
from briefing.tables.formulas import harmless
from briefing.tables.workbook import tables_of
from map.event_table import events_table
from tests.briefing.briefs import ALEPPO, SHOWN, empty_brief, full_brief

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return full_brief(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def book(full, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "full.xlsx"
    make(full, path)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def table(full, tmp_path_factory):
    path = tmp_path_factory.mktemp("csv") / "full.csv"
    make(full, path)
    return path


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_workbook_has_a_sheet_for_every_table(full, book):
    assert book.sheetnames == ["About", *(one.title.en for one in tables_of(full))]
    for one in tables_of(full):
        assert book[one.title.en].max_row == len(one) + 1
        assert [cell.value for cell in book[one.title.en][1]] == [column.name for column in one.columns]


def test_numbers_are_numbers_and_days_are_days(book):
    battle = next(row for row in rows(book["Events"]) if row["id"] == "battle")
    assert (battle["fatalities_low"], battle["fatalities_high"], battle["latitude"]) == (1, 4, 0.75)
    assert battle["event_date"] == datetime(2025, 1, 5)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert battle["name_ar"] == f"معركة، {ALEPPO}"
    assert battle["summary"] == SHOWN


def test_the_figures_are_those_of_the_page(full, book):
    found = {row["figure_en"]: row["last_day"] for row in rows(book["Figures"])}
    assert found["Incidents, certainly in the range"] == full.situation.figures.certain == 3
    assert found["Killed, high"] == 4
    assert found["Front line"] == pytest.approx(full.situation.figures.front_line_km)
    assert found["Crossing, open"] == 1


def test_ground_adds_up_on_both_days(full, book):
    found = pd.DataFrame(rows(book["Ground"]))
    assert found["first_day_km2"].sum() == pytest.approx(full.situation.figures.ground_at_from.total)
    assert found["last_day_km2"].sum() == pytest.approx(full.situation.figures.ground.total)
    assert found["difference_km2"].sum() == pytest.approx(0, abs=1e-6)


def test_every_place_and_every_deciding_report_is_listed(full, book):
    places = {row["id"]: row for row in rows(book["Places"])}
    assert places.keys() == set(full.theatre.places["place_id"])
    listed = {row["id"] for row in rows(book["Reports"])}
    assert {report for place in places.values() for report in place["report_ids"].split("; ")} <= listed


def test_sources_are_counted(book):
    found = {row["publisher"]: (row["reports"], row["events"]) for row in rows(book["Sources"])}
    assert found == {"A monitor": (6, 5), "'=1+1": (1, 0)}


def test_the_sheet_about_credits_and_explains(full, book):
    said = list(book["About"].iter_rows(values_only=True))
    assert ("Data version", full.theatre.version, None) in said
    assert ("Disclaimer", full.stamp.disclaimer, None) in said
    explained = {(sheet, column) for sheet, column, _ in said}
    for one in tables_of(full):
        assert {(one.title.en, column.name) for column in one.columns} <= explained


def test_no_cell_of_a_workbook_runs(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(FORMULAS)]
    assert {"'=HYPERLINK(1)", "'@SUM(1)", "'-1"} <= {cell.value for cell in cells}


def test_only_web_addresses_are_links(book):
    links = {cell.hyperlink.target for row in book["Events"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {"https://example.org/report"}


def test_an_arabic_workbook_reads_from_the_right(tmp_path):
    make(full_brief(tmp_path, language="ar"), tmp_path / "ar.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ar.xlsx")["Events"].sheet_view.rightToLeft


def test_a_table_longer_than_a_sheet_is_refused_not_cut(tmp_path, full, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    with pytest.raises(BriefingError, match="too few for"):
        make(full, tmp_path / "long.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_workbook_has_its_sheets_and_columns(tmp_path):
    empty = empty_brief(tmp_path)
    make(empty, tmp_path / "empty.xlsx")
    found = openpyxl.load_workbook(tmp_path / "empty.xlsx")["Events"]
    assert [cell.value for cell in found[1]] == [column.name for column in events_table(empty.situation).columns]
    assert found.max_row == 1


def test_a_csv_has_one_row_an_event(full, table):
    found = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in found] == list(full.situation.events["event_id"])
    assert {row["data_version"] for row in found} == {full.theatre.version}
    assert {row["view"] for row in found} == {full.stamp.link}


def test_no_cell_of_a_csv_runs(table):
    found = list(csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    numbers = {"longitude", "latitude"}
    for row in found[1:]:
        for name, cell in zip(found[0], row, strict=True):
            assert name in numbers or not cell.startswith(FORMULAS)
    strike = next(dict(zip(found[0], row, strict=True)) for row in found if row[0] == "strike")
    assert (strike["summary"], strike["actor2"], strike["asserted_by"]) == ("'=HYPERLINK(1)", "'@SUM(1)", "'-1")


def test_pandas_reads_a_csv_as_a_plain_table(table):
    found = pd.read_csv(table, index_col="id")
    assert found.loc["battle", "fatalities_high"] == 4
    assert found.loc["battle", "summary"] == SHOWN
    assert found.loc["vague", "uncertainty_km"] == 50
    assert found.iloc[:, -1].isna().all()


def test_gdal_reads_a_csv_as_points(table):
    found = pyogrio.read_dataframe(
        table, AUTODETECT_TYPE="YES", X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude"
    )
    battle = found.set_index("id").loc["battle"]
    assert (battle.geometry.x, battle.geometry.y) == (0.25, 0.75)
    assert battle["location_ar"] == ALEPPO
    assert len(found) == 5


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1"])
def test_text_that_would_run_is_disarmed(formula):
    assert harmless(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted", ALEPPO, "2024-12-01"])
def test_any_other_text_stays(text):
    assert harmless(text) == text
