"""Who holds which place on which day: tables come in as reports of control, one for each change of holder."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.changelog.log import Subject, read_ledger
from geo.control.rule_texts import Rule
from geo.theatre.loader import read_theatre
from ingest.control_tables.place_columns import find_columns, tells_control_by_place
from store.manual_edit import edit, row_of, withdraw
from store.store import Author, ChangedMeanwhileError, undo
from tests.cases.running import cli
from tests.suites import first_quick
from tests.worlds import january, place, write_theatre

PLACES = [place("704147", 0.25, 0.5, adm1_pcode="XX01"), place("706483", 0.75, 0.5, adm1_pcode="XX01"),
          place("east", 1.5, 0.5, adm1_pcode="XX02")]  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    """Three places, January 2025; nothing is known of control."""
    return write_theatre(tmp_path / "t", places=PLACES, reports=[])


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def brought(path: Path, folder: Path, *words: object) -> dict[str, Any]:
    done = cli("import-control", path, "--data", folder, "--json", "--author", "t", "--reason", "t", *words)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in (0, 1), done.output
    account = json.loads(done.stdout)
    assert account["read"] == account["accepted"] + account["unchanged"] + account["set_aside"]
    assert sum(account["by_reason"].values()) == account["set_aside"]
    assert (done.exit_code == 1) == (account["set_aside"] > 0)
    return account


def holders(folder: Path, day: int) -> dict[str, str]:
    states = read_theatre(folder).control.snapshot(january(day), None).states
    return {place_id: state.standing for place_id, state in states.items()}


VIINA = "geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status"
MAPS = (
    "--faction-column",
    "status",
    "--map-factions",
    "UA=BLUE",
    "--map-factions",
    "RU=RED",
    "--map-factions",
    "CONTESTED=contested:BLUE+RED",
)


@pytest.mark.thorough
def test_a_table_by_geonames_id_makes_a_report_where_the_holder_changes(folder, tmp_path):
    path = table(tmp_path / "control_latest_2025.csv", VIINA,
                 "704147,20250110,UA,UA,UA,UA,UA", "706483,20250110,RU,RU,RU,RU,RU",
                 "704147,20250111,UA,UA,UA,UA,UA", "706483,20250111,RU,RU,RU,RU,CONTESTED",
                 "704147,20250112,UA,UA,UA,UA,RU", "706483,20250112,RU,RU,RU,RU,CONTESTED")  # fmt: skip
    account = brought(path, folder, *MAPS)
    assert (account["accepted"], account["unchanged"], account["set_aside"]) == (4, 2, 0)
    assert account["reports"] == 5  # fighting is reported for both sides
    assert holders(folder, 10) == {"704147": "BLUE", "706483": "RED", "east": "unknown"}
    assert holders(folder, 11)["706483"] == "contested"
    assert holders(folder, 12)["704147"] == "RED"
    theatre = read_theatre(folder)
    assert theatre.rejected == ()
    assert [one.read for one in theatre.accounts if "control_latest" in one.file] == [6]


@pytest.mark.thorough
def test_the_next_days_of_a_source_repeat_nothing(folder, tmp_path):
    one = table(tmp_path / "one.csv", VIINA, "704147,20250110,UA,UA,UA,UA,UA", "706483,20250110,RU,RU,RU,RU,CONTESTED")
    two = table(tmp_path / "two.csv", VIINA, "704147,20250111,UA,UA,UA,UA,UA", "706483,20250111,RU,RU,RU,RU,CONTESTED")
    brought(one, folder, *MAPS, "--source", "VIINA")
    assert brought(two, folder, *MAPS, "--source", "VIINA")["unchanged"] == 2
    assert brought(one, folder, *MAPS, "--source", "VIINA")["unchanged"] == 2
    assert brought(two, folder, *MAPS, "--source", "another")["accepted"] == 2


NOT_READ = ["status_wiki", "status_boost", "status_dsm", "status_isw"]


def test_columns_that_are_not_read_are_named_after_those_that_are(folder, tmp_path):
    path = table(tmp_path / "t.csv", VIINA, "704147,20250110,,,,,UA")
    assert brought(path, folder, *MAPS)["not_read"] == NOT_READ
    done = cli("import-control", path, "--data", folder, "--dry-run", *MAPS)
    told = "Control by place. place id: geonameid, day: date, holder: status. Not read: " + ", ".join(NOT_READ) + ".\n"
    assert told in done.stdout


def test_where_every_column_is_read_no_word_is_said_of_others(folder, tmp_path):
    path = table(tmp_path / "t.csv", "place_id,date,holder", "704147,2025-01-10,BLUE")
    assert brought(path, folder, "--dry-run")["not_read"] == []
    assert "Not read" not in cli("import-control", path, "--data", folder, "--dry-run").stdout


def test_columns_in_arabic_that_are_not_read_are_named_as_the_table_writes_them(folder, tmp_path):
    where = read_theatre(folder).places.iloc[0]["name_en"]
    path = table(tmp_path / "t.csv", "المكان,التاريخ,السيطرة,ملاحظات المحرر", f"{where},2025-01-10,BLUE,لا شيء")
    assert brought(path, folder)["not_read"] == ["ملاحظات المحرر"]
    assert "Not read: ملاحظات المحرر." in cli("import-control", path, "--data", folder, "--dry-run").stdout


@pytest.mark.parametrize(
    ("words", "day", "read", "beside"),
    [
        ((), 10, {"day": "as_of"}, ["since", "until"]),
        (("--start-column", "since"), 5, {"first_day": "since", "last_day": "until"}, ["as_of"]),
        (("--end-column", "until"), 5, {"first_day": "since", "last_day": "until"}, ["as_of"]),
        (("--start-column", "since", "--date-column", "as_of"), 10, {"day": "as_of"}, ["since", "until"]),
    ],
)
def test_of_days_and_spans_in_one_table_the_days_are_read_unless_the_span_is_asked_for(
    folder, tmp_path, words, day, read, beside
):
    path = table(
        tmp_path / "t.csv", "place_id,as_of,since,until,holder", "704147,2025-01-10,2025-01-05,2025-01-20,BLUE"
    )
    account = brought(path, folder, *words)
    assert account["days"] == [january(day).isoformat()] * 2
    assert account["columns"] == {"place_id": "place_id", "holder": "holder", **read}
    assert account["not_read"] == beside


@pytest.mark.thorough
def test_the_order_of_rows_does_not_matter(folder, tmp_path):
    rows = [f"{place_id},202501{day},,,,,{who}" for day, who in ((10, "UA"), (11, "UA"), (12, "RU"), (13, "UA"))
            for place_id in ("704147", "706483")]  # fmt: skip
    brought(table(tmp_path / "a.csv", VIINA, *reversed(rows)), folder, *MAPS)
    assert [holders(folder, day)["704147"] for day in (10, 11, 12, 13)] == ["BLUE", "BLUE", "RED", "BLUE"]
    assert len(read_theatre(folder).reports) == 6


@pytest.mark.thorough
def test_a_column_of_its_own_says_that_the_party_only_fights_claims_or_left(folder, tmp_path):
    path = table(
        tmp_path / "status.csv",
        "place_id,date,holder,status",
        "704147,2025-01-10,BLUE,controlled",
        "706483,2025-01-10,BLUE,Contested",
        "east,2025-01-10,RED,",
        "704147,2025-01-11,BLUE,withdrawn",
        "east,2025-01-11,claimed by BLUE,controlled",
    )
    account = brought(path, folder)
    assert (account["accepted"], account["columns"]["status"], account["notes"]) == (5, "status", [])
    told = [(row.place_id, row.controller, row.status) for row in read_theatre(folder).reports.itertuples()]
    assert sorted(told) == [
        ("704147", "BLUE", "controlled"), ("704147", "BLUE", "withdrawn"), ("706483", "BLUE", "contested"),
        ("east", "BLUE", "claimed"), ("east", "RED", "controlled"),
    ]  # fmt: skip
    assert holders(folder, 11)["704147"] == "unknown"
    assert brought(path, folder)["unchanged"] == 5


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("head", "of_area", "of_place"),
    [("place_id,date,holder,status,Scope", "AREA", ""), ("place_id,date,holder,status,النطاق", "المنطقة", "المكان")],
)
def test_a_column_of_its_own_says_that_the_whole_area_was_left(folder, tmp_path, head, of_area, of_place):
    """What is told of 704147 itself outweighs that its holder left the area; 706483 is known by the area alone."""
    path = table(
        tmp_path / "scope.csv",
        head,
        f"704147,2025-01-02,BLUE,controlled,{of_place}",
        f"706483,2025-01-02,RED,controlled,{of_area}",
        f"704147,2025-01-05,BLUE,withdrawn,{of_area}",
        f"706483,2025-01-05,RED,withdrawn,{of_area}",
    )
    account = brought(path, folder)
    assert (account["accepted"], account["not_read"]) == (4, [])
    told = [(row.place_id, row.status, row.scope) for row in read_theatre(folder).reports.itertuples()]
    assert sorted(told) == [
        ("704147", "controlled", "place"), ("704147", "withdrawn", "area"),
        ("706483", "controlled", "area"), ("706483", "withdrawn", "area"),
    ]  # fmt: skip
    assert holders(folder, 5) == {"704147": "BLUE", "706483": "unknown", "east": "unknown"}
    assert brought(path, folder)["unchanged"] == 4


def test_what_a_source_says_of_a_place_and_of_the_area_on_one_day_is_two_things_and_said_again_neither(
    folder, tmp_path
):
    both = "704147,2025-01-{day},BLUE,controlled,place", "704147,2025-01-{day},RED,withdrawn,area"
    rows = [row.format(day=day) for day in ("05", "06") for row in both]
    path = table(tmp_path / "t.csv", "place_id,date,holder,status,scope", *rows)
    account = brought(path, folder)
    assert (account["accepted"], account["unchanged"], account["set_aside"]) == (2, 2, 0)


def test_that_an_area_is_left_again_is_no_repetition_where_the_place_was_held_meanwhile(folder, tmp_path):
    said = ("02", "withdrawn", "area"), ("03", "controlled", "place"), ("04", "withdrawn", "area")
    rows = [f"704147,2025-01-{day},RED,{status},{scope}" for day, status, scope in said]
    assert brought(table(tmp_path / "t.csv", "place_id,date,holder,status,scope", *rows), folder)["accepted"] == 3


def test_a_row_of_another_scope_is_set_aside(folder, tmp_path):
    path = table(tmp_path / "t.csv", "place_id,date,holder,scope", "704147,2025-01-10,BLUE,baseline",
                 "706483,2025-01-10,BLUE,n/a")  # fmt: skip
    account = brought(path, folder)
    assert (account["accepted"], account["by_reason"]) == (1, {"is no scope": 1})


def test_a_column_called_status_that_holds_other_words_is_said_not_to_be_read(folder, tmp_path):
    path = table(tmp_path / "s.csv", "place_id,date,holder,status", "704147,2025-01-10,BLUE,verified",
                 "706483,2025-01-10,RED,contested")  # fmt: skip
    account = brought(path, folder)
    assert "status" not in account["columns"]
    (note,) = account["notes"]
    assert note.startswith("Column status is not read: it holds other words than claim, claimed, claims, contested")
    assert holders(folder, 10) == {"704147": "BLUE", "706483": "RED", "east": "unknown"}


def test_a_desks_own_spreadsheet_comes_in_by_names_with_its_sources_and_grades(folder, tmp_path):
    path = table(
        tmp_path / "desk.csv",
        "Place,Date,Controlled by,Source,Link,Grade,Published",
        "East,2 January 2025,Red,A monitor,https://example.org/1,B2,2025-01-03",
        "east,5 January 2025,claimed by Blue,The army,,C4,",
    )
    account = brought(path, folder)
    assert (account["accepted"], account["columns"]["holder"]) == (2, "Controlled by")
    theatre = read_theatre(folder)
    first, second = (row for row in theatre.reports.itertuples())
    assert (first.controller, first.asserted_by, first.source_url) == ("RED", "A monitor", "https://example.org/1")
    assert (first.reliability, first.credibility, first.published_on.date()) == ("B", 2, january(3))
    assert (second.controller, second.status, second.published_precision) == ("BLUE", "claimed", "unknown")
    assert theatre.control.snapshot(january(6), None).states["east"].rule is not Rule.NO_REPORT


def test_a_cell_of_nothing_is_an_empty_cell_whatever_it_says_it_by(folder, tmp_path):
    path = table(
        tmp_path / "desk.csv",
        "place_id,Place,Date,Controlled by,Source,Link,Grade,Published",
        "NA,East,2025-01-02,Red,unknown,n/a,-,null",
        "null,East,2025-01-05,Blue,невідомо,NA,غير معروف,N/A",
        "-,East,2025-01-06,NA,,,,",
        "-,East,NA,Red,,,,",
        "n/a,unknown,2025-01-07,Red,,,,",
        "-,East,2025-01-08,inconnu,,,,",
    )
    account = brought(path, folder, "--source", "A desk")
    assert account["by_reason"] == {
        "has no holder": 1, "is no day": 1, "names no place": 1, "says that the holder is not known": 1,
    }  # fmt: skip
    reports = read_theatre(folder).reports
    assert list(reports["asserted_by"]) == ["A desk", "A desk"]
    assert list(reports["source_url"].fillna("")) == ["", ""]
    assert list(reports["reliability"]) == ["F", "F"]
    assert set(reports["published_precision"]) == {"unknown"}


def test_every_row_set_aside_says_why(folder, tmp_path):
    aside = tmp_path / "aside.csv"
    path = table(
        tmp_path / "desk.csv",
        "Place,Date,Holder,Grade",
        "East,2025-01-02,RED,",
        "Atlantis,2025-01-02,RED,",
        ",2025-01-02,RED,",
        "East,2202-01-02,RED,",
        "East,,RED,",
        "East,2025-01-04,,",
        "East,2025-01-05,RED,high",
        "East,2025-01-06,RED,",
        "East,2025-01-06,BLUE,",
        "East,2025-01-07,unknown,",
        "East,2025-01-08,contested,",
    )
    account = brought(path, folder, "--rejected", aside)
    assert account["by_reason"] == {
        "says two things of one place and day": 2,
        "is no place of this theatre": 1,
        "names no place": 1,
        "lies in the future": 1,
        "is no day": 1,
        "has no holder": 1,
        "is no grade": 1,
        "says that the holder is not known": 1,
        "is contested, and not said between whom": 1,
    }
    rows = list(csv.DictReader(aside.read_text(encoding="utf-8-sig").splitlines()))
    assert [int(row["row"]) for row in rows] == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]


@pytest.mark.parametrize(
    ("header", "row"),
    first_quick(
        [
            ("lat,lon,date,holder", "0.501,0.2501,2025-01-02,BLUE"),
            ("Settlement,valid_from,valid_to,control", "704147,2025-01-02,2025-01-05,blue"),
            ("geoname_id;as_of;held by", "704147;2025-01-02;BLUE"),
            ("PCODE\tStatus date\tControlling actor", "704147\t1735776000\tBlue"),
        ],
        parameters=2,
    ),
)
def test_tables_of_other_names_and_positions_come_in(folder, tmp_path, header, row):
    assert brought(table(tmp_path / "t.csv", header, row), folder)["accepted"] == 1
    assert holders(folder, 2)["704147"] == "BLUE"


def test_it_is_one_change_that_can_be_undone(folder, tmp_path):
    brought(table(tmp_path / "t.csv", VIINA, "704147,20250110,,,,,UA", "706483,20250110,,,,,RU"), folder, *MAPS)
    (change,) = json.loads(cli("changes", "--data", folder, "--json").stdout)["changes"]
    assert change["what"].startswith("Brought in file")
    assert cli("undo", change["id"], "--data", folder, "--author", "t", "--reason", "t").exit_code == 0
    assert holders(folder, 10) == {"704147": "unknown", "706483": "unknown", "east": "unknown"}


def test_a_report_whose_table_was_taken_out_meanwhile_is_not_saved_back(folder, tmp_path):
    brought(table(tmp_path / "a.csv", "place,date,holder", "704147,2025-01-10,BLUE"), folder)
    opened = read_theatre(folder)
    undo(folder, opened.ledger.entries[-1].id, Author("Carla", "the wrong table"))
    with pytest.raises(ChangedMeanwhileError, match=r"a\.csv, which speaks of .*, taken out by Carla"):
        withdraw(folder, Subject.REPORT, opened.reports.index[0], Author("Amal", "not so"), seen=opened.ledger)


@pytest.mark.thorough
def test_a_table_is_not_undone_under_a_report_that_a_person_edited(folder, tmp_path):
    brought(table(tmp_path / "a.csv", "place,date,holder", "704147,2025-01-10,BLUE", "706483,2025-01-10,RED"), folder)
    imported = read_ledger(folder).entries[-1]
    key = next(one for one in read_theatre(folder).reports.index if "704147" in one)
    author = Author("Amal", "I was there")
    row = {**row_of(read_theatre(folder).reports, key), "note": "seen from the bridge"}
    row = {name: ";".join(cell) if isinstance(cell, list) else cell or "" for name, cell in row.items()}
    edited = edit(folder, read_theatre(folder), Subject.REPORT, key, row, author, seen=read_ledger(folder))
    with pytest.raises(ChangedMeanwhileError, match=f"has a later change, {edited.id}, that builds on {imported.id}"):
        undo(folder, imported.id, author)
    assert read_theatre(folder).reports.loc[key, "note"] == "seen from the bridge"
    undo(folder, edited.id, author)
    undone = undo(folder, imported.id, author)
    assert read_theatre(folder).reports.empty
    undo(folder, undone.id, author)
    undo(folder, [one.id for one in read_ledger(folder).entries if one.key == edited.id][-1], author)
    assert read_theatre(folder).reports.loc[key, "note"] == "seen from the bridge"


@pytest.mark.thorough
def test_a_report_that_a_person_withdrew_stays_out_whatever_becomes_of_its_table(folder, tmp_path):
    brought(table(tmp_path / "a.csv", "place,date,holder", "704147,2025-01-10,BLUE", "706483,2025-01-10,RED"), folder)
    imported = read_ledger(folder).entries[-1]
    key = next(one for one in read_theatre(folder).reports.index if "704147" in one)
    withdraw(folder, Subject.REPORT, key, Author("Amal", "not so"), seen=read_ledger(folder))
    undone = undo(folder, imported.id, Author("Amal"))
    assert read_theatre(folder).reports.empty
    undo(folder, undone.id, Author("Amal"))
    assert list(read_theatre(folder).reports["place_id"]) == ["706483"]


def test_a_dry_run_keeps_nothing(folder, tmp_path):
    path = table(tmp_path / "t.csv", VIINA, "704147,20250110,,,,,UA")
    assert brought(path, folder, *MAPS, "--dry-run")["accepted"] == 1
    assert read_theatre(folder).reports.empty


def test_words_nobody_mapped_are_listed_and_nothing_comes_in(folder, tmp_path):
    path = table(tmp_path / "t.csv", VIINA, "704147,20250110,,,,,UA")
    done = cli("import-control", path, "--data", folder, "--faction-column", "status")
    assert done.exit_code == 2
    assert "nobody mapped: 'UA'" in " ".join(done.output.split())
    assert read_theatre(folder).reports.empty


def test_import_says_where_such_a_table_belongs(folder, tmp_path):
    path = table(tmp_path / "t.csv", VIINA, "704147,20250110,,,,,UA")
    done = cli("import", path, "--data", folder, "--dry-run")
    assert done.exit_code == 2
    assert "import-control" in done.output
    assert "type of event" not in done.output


def test_a_table_of_events_is_not_taken_for_one_of_control():
    assert tells_control_by_place(VIINA.split(","))
    assert tells_control_by_place(["Place", "Date", "Controlled by"])
    assert not tells_control_by_place(["location", "event_date", "event_type", "actor1", "status"])
    assert find_columns(["geonameid", "date", "status"], Path("x"), {}).get("holder") == "status"


def test_many_rows_are_read_in_no_time(folder, tmp_path):
    days = [f"{date.fromordinal(january(1).toordinal() + number):%Y%m%d}" for number in range(31)]
    rows = [f"{place_id},{day},,,,,UA" for day in days for place_id in ("704147", "706483")] * 500
    account = brought(table(tmp_path / "t.csv", VIINA, *rows), folder, *MAPS)
    assert (account["read"], account["accepted"]) == (31_000, 2)


@pytest.mark.parametrize(
    "header",
    first_quick(["المكان,التاريخ,السيطرة", "البلدة,التاريخ,القوة المسيطرة", "Ville,Date,Contrôlé par",
     "Населений пункт,Дата,Під контролем", "Lugar,Fecha,Controlado por", "Ort,Datum,Kontrolliert von",
     "Населённый пункт,Дата,Кто контролирует"]),
)  # fmt: skip
def test_such_a_table_is_known_in_the_languages_tables_of_events_are(folder, tmp_path, header):
    assert tells_control_by_place(header.split(","))
    where = read_theatre(folder).places.iloc[0]
    path = table(tmp_path / "t.csv", header, f"{where['name_en']},2025-01-10,BLUE")
    assert brought(path, folder)["accepted"] == 1


def test_a_table_that_shows_the_order_of_day_and_month_is_read_in_it_and_that_is_said(folder, tmp_path):
    path = table(tmp_path / "c.csv", "geonameid,date,status", "704147,02/01/2025,UA", "706483,25/01/2025,RU")
    account = brought(path, folder, *MAPS)
    assert account["days"] == ["2025-01-02", "2025-01-25"]
    assert account["notes"] == ["Days are read day first: 25/01/2025 can be read in no other way."]


def test_a_table_of_which_every_row_is_set_aside_brings_nothing_in_and_exits_2(folder, tmp_path):
    path = table(tmp_path / "c.csv", "geonameid,date,status", "999999,2025-01-02,UA")
    done = cli("import-control", path, "--data", folder, "--json", "--author", "t", "--reason", "t", *MAPS)
    assert done.exit_code == 2, done.output


def test_a_row_published_before_the_day_it_tells_of_is_set_aside(folder, tmp_path):
    head = "place_id,date,status,published on"
    path = table(tmp_path / "p.csv", head, "east,2025-01-05,BLUE,2025-01-04", "704147,2025-01-05,BLUE,2025-01-05")
    account = brought(path, folder, "--source", "A list", "--grade", "B2", "--faction-column", "status")
    assert account["by_reason"] == {"is before the day that it tells of": 1}
    assert account["reports"] == 1


def test_an_id_is_taken_where_names_are_looked_for(tmp_path):
    places = [place("704147", 0.25, 0.5, name_en="Homs"), place("706483", 0.75, 0.5, name_en="704147b")]
    folder = write_theatre(tmp_path / "t", places=places, reports=[])
    rows = "Place,Date,Holder", "704147,2025-01-02,BLUE", "704147b,2025-01-02,RED", "7,2025-01-02,RED"
    assert brought(table(tmp_path / "t.csv", *rows), folder)["by_reason"] == {"is no place of this theatre": 1}
    assert holders(folder, 2) == {"704147": "BLUE", "706483": "RED"}
