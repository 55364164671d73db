"""Files brought in on the command line: the account, the exit code, and nothing written where nothing was asked."""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from geo.changelog.log import LEDGER
from geo.theatre.loader import read_theatre
from store.store import ChangedMeanwhileError
from tests.suites import first_quick
from tests.worlds import feature, point, write_theatre

HEADER = ["id", "date", "event_type", "actor1", "latitude", "longitude", "location", "fatalities"]
SOUND = ["1", "2025-01-05", "Battles", "Blue army", "0.5", "0.5", "West", "2"]
LATE = ["2", "2025-01-06", "Riots", "", "0.5", "1.5", "East", "many"]


def cli(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "t")


@pytest.fixture
def diary(tmp_path):
    return written(tmp_path / "diary.csv", HEADER, SOUND, LATE)


def written(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_the_account_of_a_file_has_every_row_in_it(folder, diary):
    done = cli("import", diary, "--data", folder, "--json", "--author", "Amal")
    account = json.loads(done.stdout)
    assert done.exit_code == 1
    assert account.pop("seconds") >= 0
    assert account == {
        "read": 2,
        "accepted": 1,
        "superseded": 0,
        "unchanged": 0,
        "withdrawn": 0,
        "duplicates": 0,
        "set_aside": 1,
        "abroad": 0,
        "contradicting_country": 0,
        "cells_left_out": {},
        "conflicts": 0,
        "gone": 0,
        "gone_withdrawn": 0,
        "figures": [],
        "covers": None,
        "conflicting": [],
        "by_reason": {"unreadable-count": 1},
        "unmapped_actors": ["Blue army"],
        "questions": [],
        "span": ["2025-01-05", "2025-01-05"],
        "bbox": [0.5, 0.5, 0.5, 0.5],
    }
    assert list(read_theatre(folder).events["fatalities_best"]) == [2]


@pytest.mark.thorough
def test_a_dry_run_gives_the_same_account_and_writes_nothing(folder, diary):
    dry = json.loads(cli("import", diary, "--data", folder, "--json", "--dry-run").stdout)
    assert not (folder / LEDGER).exists()
    wet = json.loads(cli("import", diary, "--data", folder, "--json").stdout)
    assert {**dry, "seconds": 0} == {**wet, "seconds": 0}


@pytest.mark.thorough
def test_a_file_brought_in_twice_brings_nothing_the_second_time_and_leaves_no_second_mark(folder, diary):
    cli("import", diary, "--data", folder)
    again = json.loads(cli("import", diary, "--data", folder, "--json").stdout)
    assert (again["accepted"], again["unchanged"]) == (0, 1)
    assert len(read_theatre(folder).imports) == 1


@pytest.mark.thorough
def test_a_corrected_file_corrects_and_says_field_by_field_what_and_which_figures_move(folder, diary, tmp_path):
    cli("import", diary, "--data", folder)
    listed = tmp_path / "changes.csv"
    corrected = written(tmp_path / "diary.csv", HEADER, [*SOUND[:-1], "4"])
    dry = cli("import", corrected, "--data", folder, "--dry-run")
    assert "1 superseded" in dry.stdout
    assert "changed: diary:1, 2025-01-05: Killed 2 -> 4" in dry.stdout
    assert "killed 2 -> 4" in dry.stdout
    done = cli("import", corrected, "--data", folder, "--json", "--changes", listed)
    account = json.loads(done.stdout)
    assert (done.exit_code, account["superseded"], account["accepted"]) == (0, 1, 0)
    assert {"of": "day", "name": "2025-01-05", "figure": "killed_best", "before": 2, "after": 4} in account["figures"]
    assert "changed,2,diary:1,2025-01-05,Killed,2,4," in listed.read_text(encoding="utf-8-sig")
    assert list(read_theatre(folder).events["fatalities_best"]) == [4]


def test_rows_that_share_an_id_and_say_different_things_end_with_1_and_are_named(folder, tmp_path):
    rows = [[str(number), *SOUND[1:]] for number in range(200)]
    slip = written(tmp_path / "diary.csv", HEADER, *rows, ["7", *SOUND[1:-1], "50"])
    done = cli("import", slip, "--data", folder)
    assert done.exit_code == 1
    assert "200 accepted" in done.stdout
    assert "row 202: id = 7: row 9 has the id 7 too and says something else; that row counts" in done.output


def test_the_account_for_a_program_has_the_questions_that_are_open(folder, tmp_path):
    unsure = written(tmp_path / "diary.csv", HEADER, ["1", "03/04/2025", *SOUND[2:]])
    account = json.loads(cli("import", unsure, "--data", folder, "--json", "--dry-run").stdout)
    assert any("day first" in question for question in account["questions"])


@pytest.mark.thorough
def test_a_list_of_deletions_takes_out_what_is_held_and_accounts_for_every_row(folder, diary, tmp_path):
    cli("import", diary, "--data", folder)
    deleted = written(tmp_path / "deleted.csv", ["id", "reason"], ["1", ""], ["77", ""], ["1", ""], ["", "x"])
    account = json.loads(cli("import", deleted, "--data", folder, "--json").stdout)
    counts = {name: account[name] for name in ("withdrawn", "unchanged", "duplicates", "set_aside", "read")}
    assert counts == {"withdrawn": 1, "unchanged": 1, "duplicates": 1, "set_aside": 1, "read": 4}
    assert read_theatre(folder).events.empty
    again = json.loads(cli("import", deleted, "--data", folder, "--format", "deletions", "--json").stdout)
    assert (again["withdrawn"], again["unchanged"]) == (0, 2)


@pytest.mark.thorough
def test_what_a_complete_file_lacks_is_withdrawn(folder, diary, tmp_path):
    both = written(tmp_path / "diary.csv", HEADER, SOUND, ["5", *SOUND[1:]])
    cli("import", both, "--data", folder)
    one = written(tmp_path / "diary.csv", HEADER, SOUND)
    assert "not in this one" in cli("import", one, "--data", folder, "--dry-run").stdout
    account = json.loads(cli("import", one, "--data", folder, "--json", "--complete").stdout)
    assert (account["gone"], account["gone_withdrawn"], account["unchanged"]) == (1, 1, 1)
    assert len(read_theatre(folder).events) == 1


@pytest.mark.thorough
def test_rows_set_aside_are_mended_and_brought_in_again(folder, diary, tmp_path):
    mend = tmp_path / "mend.csv"
    cli("import", diary, "--data", folder, "--rejected", mend)
    mend.write_text(mend.read_text(encoding="utf-8-sig").replace("many", "30", 1), encoding="utf-8")
    done = cli("import", mend, "--data", folder, "--json")
    assert (done.exit_code, json.loads(done.stdout)["accepted"]) == (0, 1)
    assert sorted(read_theatre(folder).events["fatalities_best"]) == [2, 30]


@pytest.mark.thorough
def test_drawn_rows_set_aside_come_back_with_what_they_draw(folder, tmp_path):
    drawn, mend = tmp_path / "drawn.geojson", tmp_path / "mend.csv"
    told = {"id": "a", "date": "2025-01-05", "event_type": "Battles"}
    rows = [
        feature(point(0, 0), **told),
        feature(point(0.5, 0.5), **told | {"id": "b", "date": "soon"}),
        feature(point(0.5, 1.5), **told | {"id": "c", "date": "soon"}),
    ]
    drawn.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    cli("import", drawn, "--data", folder, "--rejected", mend)
    text = mend.read_text(encoding="utf-8").replace("POINT (0 0)", "POINT (0.5 0.25)").replace("soon", "2025-01-06")
    mend.write_text(text.replace("POINT (0.5 1.5)", "half a point"), encoding="utf-8")
    account = json.loads(cli("import", mend, "--data", folder, "--json").stdout)
    assert (account["read"], account["accepted"], account["by_reason"]) == (3, 2, {"unreadable-row": 1})
    events = read_theatre(folder).events
    assert {name: (at.x, at.y) for name, at in events.geometry.items()} == {
        "drawn:a": (0.5, 0.25),
        "drawn:b": (0.5, 0.5),
    }


@pytest.mark.thorough
def test_a_mapping_that_was_printed_reads_the_file_the_same_way(folder, diary, tmp_path):
    printed = cli("import", diary, "--data", folder, "--show-mapping")
    assert not (folder / LEDGER).exists()
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(printed.stdout, encoding="utf-8")
    guessed, told = (
        json.loads(cli("import", diary, "--data", folder, "--dry-run", "--json", *more).stdout)
        for more in ((), ("--mapping", mapping))
    )
    assert {**guessed, "seconds": 0} == {**told, "seconds": 0}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("column", "cell"),
    first_quick([("date", "05/01/2025"), ("event_type", "Kerfuffle"), ("event_type", None)], parameters=2),
)
def test_what_is_asked_can_be_said_as_the_account_says_it(folder, tmp_path, column, cell):
    at = HEADER.index(column)
    header, row = ((names[:at] + ([new] if cell else []) + names[at + 1 :]) for names, new in
                   ((HEADER, column), (SOUND, cell)))  # fmt: skip
    file, mapping = written(tmp_path / "diary.csv", header, row), tmp_path / "mapping.toml"
    asked = cli("import", file, "--data", folder, "--dry-run")
    line, section = re.search(r"as in (.+) (?:under \[(.+)\]|at its top), and", asked.stdout).groups()
    lines = cli("import", file, "--data", folder, "--show-mapping").stdout.splitlines()
    if section is None:
        lines = [line if old.startswith(line.split(" = ")[0]) else old for old in lines]
    elif (head := f"[{section}]") in lines:
        lines.insert(lines.index(head) + 1, line)
    else:
        lines += [head, line]
    mapping.write_text("\n".join(lines), encoding="utf-8")
    assert asked.exit_code == 1
    answered = cli("import", file, "--data", folder, "--dry-run", "--mapping", mapping)
    assert (answered.exit_code, "To say it" in answered.stdout) == (0, False), answered.output


@pytest.mark.thorough
def test_days_that_could_be_read_both_ways_are_asked_for_and_not_guessed(folder, tmp_path):
    path = written(tmp_path / "both.csv", HEADER, [*SOUND[:1], "03/01/2025", *SOUND[2:]])
    unsaid = cli("import", path, "--data", folder, "--dry-run", "--json")
    assert json.loads(unsaid.stdout)["by_reason"] == {"ambiguous-date": 1}
    said = json.loads(cli("import", path, "--data", folder, "--dry-run", "--json", "--day-order", "day-first").stdout)
    assert (said["accepted"], said["span"]) == (1, ["2025-01-03", "2025-01-03"])


ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,latitude,longitude,geo_precision,location,"
    "fatalities,notes,time_precision\n"
    "BLU1,{day},Battles,Armed clash,Blue army,1,0.5,0.5,1,West,2,A fight.,1\n"
)


@pytest.mark.thorough
def test_how_days_are_read_is_said_of_a_known_format_too_where_it_was_inferred(folder, tmp_path):
    path = tmp_path / "acled.csv"

    def told(day: str, *more: str) -> str:
        path.write_text(ACLED.format(day=day), encoding="utf-8")
        done = cli("import", path, "--data", folder, "--dry-run", *more)
        assert (done.exit_code, done.stdout.partition(".")[0]) == (0, "acled"), done.output
        return done.stdout

    inferred = "Days: Read day first: 14/01/2025 can be read in no other way, and no day of the file says otherwise."
    assert inferred in told("14/01/2025")
    assert "Days: Read" not in told("2025-01-14")
    assert "Days: Read" not in told("14/01/2025", "--day-order", "day-first")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{folder}/nothing.csv", "--data", "{folder}"], "nothing.csv"),
        (["{diary}", "--data", "{folder}/nowhere"], "nowhere"),
        (["{diary}", "--data", "{folder}", "--format", "acled"], "diary.csv: is no ACLED"),
        (["{diary}", "--data", "{folder}", "--format", "mars"], "no format"),
        (["{diary}", "--data", "{folder}", "--mapping", "{folder}/theatre.toml"], "theatre.toml"),
        (["{diary}", "--data", "{folder}", "--day-order", "year"], "--day-order"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_exit_2(folder, diary, words, said):
    done = cli("import", *(word.format(folder=folder, diary=diary) for word in words))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Nothing was brought in.")
    assert said in " ".join(done.stderr.split())
    assert not (folder / LEDGER).exists()


def test_rows_that_an_import_set_aside_are_told_by_validate(folder, diary):
    assert cli("validate", folder).exit_code == 0
    cli("import", diary, "--data", folder)
    done = cli("validate", folder)
    assert done.exit_code == 1
    assert "2 read = 1 accepted + 1 needs fixing" in done.stdout
    assert "is sound" not in done.stdout


def test_a_file_of_rows_to_mend_that_cannot_be_written_is_said(folder, diary, tmp_path):
    done = cli("import", diary, "--data", folder, "--rejected", tmp_path / "nowhere" / "mend.csv")
    assert done.exit_code == 1
    assert "could not be written" in done.stderr
    assert "import again" in done.stderr


def test_a_disk_that_is_full_leaves_the_file_of_rows_to_mend_as_it_was(folder, diary, tmp_path, monkeypatch):
    mend = tmp_path / "mend.csv"
    mend.write_text("an hour of work")

    def full(path, content):
        with path.open("wb") as file:
            file.write(content[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    done = cli("import", diary, "--data", folder, "--dry-run", "--rejected", mend)
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert (mend.read_text(), [path.name for path in tmp_path.glob(".*")]) == ("an hour of work", [])


def test_rows_set_aside_are_never_written_over_the_file_they_come_from(folder, diary):
    before = diary.read_bytes()
    done = cli("import", diary, "--data", folder, "--rejected", diary)
    assert done.exit_code == 2
    assert "would write over it" in done.stderr
    assert (diary.read_bytes(), (folder / LEDGER).exists()) == (before, False)


def test_a_file_that_changes_while_it_is_read_is_not_brought_in(folder, diary, monkeypatch):
    hashes = iter("ab")
    monkeypatch.setattr("commands.imports.file_hash", lambda _path: next(hashes))
    done = cli("import", diary, "--data", folder)
    assert done.exit_code == 2
    assert "changed while it was read" in done.stderr
    assert not (folder / LEDGER).exists()


def test_a_file_that_may_not_be_read_is_one_clear_line(folder, diary, monkeypatch):
    def forbidden(*_words, **_settings):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(hashlib, "file_digest", forbidden)
    done = cli("import", diary, "--data", folder)
    assert done.exit_code == 2
    assert "diary.csv: cannot be read (Permission denied)" in done.stderr


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = 1 # " + "x" * (1 << 20)], ids=["deep", "long"])
def test_a_mapping_made_to_hurt_is_one_clear_line(folder, diary, tmp_path, text):
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    done = cli("import", diary, "--data", folder, "--mapping", path)
    assert done.exit_code == 2
    assert "Nothing was brought in." in done.stderr


def test_a_file_whose_name_is_no_text_is_brought_in_and_named_with_a_question_mark(folder, diary):
    odd = diary.rename(diary.with_name(os.fsdecode(b"d\xff.csv")))
    assert cli("import", odd, "--data", folder).exit_code == 1
    assert [note.file for note in read_theatre(folder).imports.values()] == ["d?.csv"]


@pytest.mark.parametrize("option", ["--author", "--reason", "--credit", "--licence"])
def test_bytes_that_are_no_text_do_not_come_into_the_log(folder, diary, option):
    done = cli("import", diary, "--data", folder, option, os.fsdecode(b"\xff"))
    assert done.exit_code == 2
    assert "no text" in done.stderr
    assert not (folder / LEDGER).exists()


@pytest.mark.thorough
def test_one_row_one_duplicate_and_one_actor_are_told_in_the_singular(folder, tmp_path):
    one = written(tmp_path / "one.csv", HEADER, SOUND)
    told = " ".join(cli("import", one, "--data", folder).stdout.split())
    assert "1 row read = 1 accepted + 0 duplicates + 0 need fixing." in told
    assert "1 actor stands for no faction yet: Blue army." in told
    again = written(tmp_path / "again.csv", HEADER, SOUND, ["3", *SOUND[1:]])
    told = " ".join(cli("import", again, "--data", folder).stdout.split())
    account = "1 accepted + 0 superseded + 1 unchanged + 0 withdrawn + 0 duplicates + 0 need fixing"
    assert f"2 rows read = {account}." in told
    assert f"= {account}" in " ".join(cli("validate", folder).stdout.split())


@pytest.mark.thorough
def test_a_file_with_the_columns_of_the_last_one_is_read_as_before_and_the_table_says_so(folder, tmp_path):
    told = cli("import", written(tmp_path / "one.csv", HEADER, SOUND), "--data", folder).stdout
    assert "is called so" in told
    again = cli("import", written(tmp_path / "two.csv", HEADER, ["3", *SOUND[1:]]), "--data", folder).stdout
    rows = [line for line in again.splitlines() if line.startswith("│")]
    assert len(rows) >= len(HEADER)
    assert all("as before" in line for line in rows)


def test_a_table_that_gives_no_reason_has_no_column_for_it(folder, tmp_path, diary):
    mapping = tmp_path / "diary.toml"
    mapping.write_text(cli("import", diary, "--data", folder, "--show-mapping").stdout, encoding="utf-8")
    told = cli("import", diary, "--data", folder, "--mapping", mapping, "--dry-run").stdout
    assert "from" in told
    assert "why" not in told


@pytest.mark.thorough
def test_an_import_that_others_beat_every_time_says_to_import_again(folder, diary, monkeypatch):
    def beaten(*given):
        raise ChangedMeanwhileError(folder, "has changed since the file was looked at", "Look at the file again.")

    monkeypatch.setattr("commands.imports.keep", beaten)
    done = cli("import", diary, "--data", folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "each of the 5 times the file was checked against it. Import it again." in " ".join(done.stderr.split())


def test_a_fault_of_an_empty_cell_is_told_without_a_value(folder, tmp_path):
    nowhere = written(tmp_path / "nowhere.csv", HEADER, ["1", *SOUND[1:4], "", "", "", "2"])
    told = " ".join(cli("import", nowhere, "--data", folder).stderr.split())
    assert "row 2: latitude, longitude: says no position" in told


def test_the_log_keeps_the_account_of_a_file_of_which_every_row_is_set_aside(folder, tmp_path):
    file = written(tmp_path / "late.csv", HEADER, [*LATE[:4], "95", *LATE[5:]])
    assert cli("import", file, "--data", folder, "--author", "t", "--reason", "t").exit_code == 1
    assert [note.file for note in read_theatre(folder).imports.values()] == ["late.csv"]
