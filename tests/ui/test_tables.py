"""The situation as tables: what is shown is what is downloaded, and a spreadsheet runs none of it."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from geo.analysis.situation import select
from map.wording import GEO_PRECISION
from tests.worlds import event, feature, theatre_of
from ui.events_tab import events_table
from ui.tables_csv import as_csv


def rows_of(csv_bytes: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_bytes.decode("utf-8-sig"), newline="")))


@pytest.fixture
def situation(tmp_path):
    theatre = theatre_of(
        tmp_path,
        events=[
            event("battle", "2025-01-05", factions=["BLUE", "RED"], fatalities_best=2),
            event("placeless", "2025-01-06", geometry=None, count_as="context", geo_precision=None,
                  uncertainty_km=None, source_url="javascript:alert(1)"),
            event("total", "2025-01-07", count_as="aggregate", summary="=HYPERLINK(\"http://x\")"),
        ],
    )  # fmt: skip
    return select(theatre, theatre.everything)


def test_the_table_has_one_row_an_event_in_the_order_of_days(situation):
    table = events_table(situation)
    assert list(table["Id"]) == list(situation.events["event_id"]) == ["battle", "placeless", "total"]


def test_the_table_says_when_where_who_and_how_sure(situation):
    battle = events_table(situation).set_index("Id").loc["battle"]
    assert (battle["Date"], battle["Date known to"], battle["In range"]) == (
        pd.Timestamp("2025-01-05"), "exact day", "certain",
    )  # fmt: skip
    assert (battle["Place known to"], battle["Within km"]) == (GEO_PRECISION[1], 2)
    assert (battle["Longitude"], battle["Latitude"]) == (0.5, 0.5)
    assert (battle["Attributed to"], battle["Grade"], battle["Link"]) == (
        "A monitor", "B2", "https://example.org/report",
    )  # fmt: skip
    assert (battle["Factions named"], battle["Killed best"]) == ("Blue / Red", 2)


def test_a_record_without_position_says_so_and_stays(situation):
    placeless = events_table(situation).set_index("Id").loc["placeless"]
    assert placeless["Place known to"] == "no position"
    assert pd.isna(placeless["Longitude"])


def test_what_is_not_counted_says_so(situation):
    assert list(events_table(situation)["Counts as"]) == [
        "incident", "background, not counted", "count or running total, not added up",
    ]  # fmt: skip


def test_an_address_that_is_none_never_reaches_the_link_column(situation):
    assert pd.isna(events_table(situation).set_index("Id").loc["placeless", "Link"])


def test_the_download_holds_the_rows_of_the_table(situation):
    rows = rows_of(as_csv(events_table(situation)))
    assert [row["Id"] for row in rows] == ["battle", "placeless", "total"]
    assert (rows[0]["Date"], rows[0]["Killed best"], rows[0]["Killed low"]) == ("2025-01-05", "2", "")


def test_the_download_opens_in_excel_as_utf_8(situation):
    assert as_csv(events_table(situation)).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_a_spreadsheet_would_run_is_disarmed(formula):
    (row,) = rows_of(as_csv(pd.DataFrame({"Text": [formula]})))
    assert row["Text"].startswith("'")


@pytest.mark.parametrize("broken", ["one\r=1+1", "one\n=1+1", "one\r\n=1+1", 'one"\r=1+1'])
def test_a_line_break_in_a_text_starts_no_row(broken):
    (row,) = rows_of(as_csv(pd.DataFrame({"Text": [broken]})))
    assert row["Text"] == broken


@pytest.mark.parametrize("harmless", ["a = b", "2024-12-01", "'quoted'", "", "حلب"])
def test_any_other_text_is_downloaded_as_it_is(harmless):
    (row,) = rows_of(as_csv(pd.DataFrame({"Text": [harmless], "Beside": ["x"]})))
    assert row["Text"] == harmless


def test_a_negative_number_stays_a_number():
    (row,) = rows_of(as_csv(pd.DataFrame({"Longitude": [-1.5]})))
    assert row["Longitude"] == "-1.5"


def test_a_formula_from_data_is_disarmed_in_the_download(situation):
    rows = rows_of(as_csv(events_table(situation)))
    assert rows[2]["What happened"] == '\'=HYPERLINK("http://x")'


def test_a_theatre_without_events_gives_an_empty_table_with_all_its_columns(tmp_path):
    theatre = theatre_of(tmp_path / "quiet")
    table = events_table(select(theatre, theatre.everything))
    assert table.empty
    assert {"Date", "Event", "Attributed to", "Link", "Id"} <= set(table.columns)


def test_only_a_list_of_events_all_without_position_is_still_a_table(tmp_path):
    away = feature(None, **event("away", "2025-01-06", count_as="context", geo_precision=None)["properties"])
    theatre = theatre_of(tmp_path / "away", events=[away])
    assert list(events_table(select(theatre, theatre.everything))["Id"]) == ["away"]
