"""The log of changes on the command line: listed, undone, and rules for actors added."""

from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from cli import app
from geo.changelog.describe import describe_change
from geo.changelog.log import Action, Entry, Ledger, Subject, read_ledger
from geo.theatre.loader import read_theatre
from store.manual_edit import withdraw
from store.store import Author
from tests.ingest.correction_worlds import bring
from tests.ingest.incoming_worlds import brought_in, of_another_source, typed
from tests.worlds import event, write_theatre


def cli(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path):
    events = [event("e1", "2025-01-02"), event("e2", "2025-01-03", origin="acled", actor1="Militia", factions=[])]
    return write_theatre(tmp_path / "t", events=events)


def changes(folder):
    return json.loads(cli("changes", "--data", folder, "--json").stdout)["changes"]


def test_a_theatre_nobody_changed_says_so(folder):
    assert "Nothing was changed" in cli("changes", "--data", folder).stdout


def test_a_change_is_listed_with_who_and_why_and_undone_by_its_id(folder):
    entry = withdraw(folder, Subject.EVENT, "e1", Author("Amal", "told twice"), seen=read_ledger(folder))
    assert [(row["who"], row["why"], row["stands"]) for row in changes(folder)] == [("Amal", "told twice", True)]
    done = cli("undo", entry.id, "--data", folder, "--author", "Basil")
    assert done.exit_code == 0
    assert [row["stands"] for row in changes(folder)] == [True, False]
    assert "e1" in read_theatre(folder).events.index


def test_undoing_what_is_not_there_is_one_line_and_exit_2(folder):
    done = cli("undo", "nonsense", "--data", folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "knows no change 'nonsense'" in " ".join(done.stderr.split())


@pytest.mark.thorough
def test_rows_of_two_sources_are_told_of_once_and_undoing_either_makes_the_theatre_sound(folder):
    north = brought_in(folder, typed("1"), typed("2"), typed("3"), file="north.csv")
    assert cli("undo", north.id, "--data", folder).exit_code == 0
    south = brought_in(folder, typed("2"), typed("3"), typed("4"), file="south.csv")
    of_another_source(folder, south)
    (away,) = [row["id"] for row in changes(folder) if row["id"] not in {north.id, south.id}]
    assert cli("undo", away, "--data", folder).exit_code == 0
    told = cli("validate", folder)
    assert told.exit_code == 1
    lines = [line for line in told.stderr.splitlines() if line.strip()]
    assert lines[0] == (
        f"2 rows of south.csv ({south.key}) stand in north.csv ({north.key}) too and count there. Undo one of the two"
        f" imports: `python cli.py undo {south.id}` takes the first out, `python cli.py undo {north.id}` the second."
        " What only the file taken out holds comes in again when that file is brought in anew."
    )
    for entry in (north, south):
        done = cli("undo", entry.id, "--data", folder)
        assert cli("validate", folder).exit_code == 0
        assert cli("undo", done.stdout.split()[-1].rstrip("."), "--data", folder).exit_code == 0
        assert cli("validate", folder).exit_code == 1


@pytest.mark.thorough
def test_a_file_brought_back_under_a_newer_one_of_its_source_leaves_the_theatre_sound(folder):
    north = brought_in(folder, typed("1"), typed("2"), typed("3"), file="north.csv")
    assert cli("undo", north.id, "--data", folder).exit_code == 0
    south = brought_in(folder, typed("2"), typed("3"), typed("4"), file="south.csv")
    (away,) = [row["id"] for row in changes(folder) if row["id"] not in {north.id, south.id}]
    assert cli("undo", away, "--data", folder).exit_code == 0
    assert cli("validate", folder).exit_code == 0
    for entry in (north, south):
        done = cli("undo", entry.id, "--data", folder)
        assert cli("validate", folder).exit_code == 0
        assert cli("undo", done.stdout.split()[-1].rstrip("."), "--data", folder).exit_code == 0
        assert cli("validate", folder).exit_code == 0


def test_a_row_that_is_written_into_the_events_of_the_theatre_after_its_import_is_told_of_too(folder):
    entry = brought_in(folder, typed("1"), file="north.csv")
    written = write_theatre(folder.parent / "anew", events=[event("diary:1", "2025-01-05")])
    shutil.copy(written / "events.geojson", folder)
    told = " ".join(cli("validate", folder).stderr.split())
    assert told.startswith(
        f"1 row of north.csv ({entry.key}) stands in events.geojson too and counts there. Take them out of"
        f" events.geojson, or undo the import: `python cli.py undo {entry.id}`."
    )


@pytest.mark.thorough
def test_an_import_whose_rows_are_gone_is_found_in_the_log_and_undone(folder):
    entry = brought_in(folder, typed("1"))
    shutil.rmtree(folder / "imports" / entry.key)
    broken = " ".join(cli("validate", folder).stderr.split())
    assert "events.parquet: is missing." in broken
    assert "`python cli.py changes` has its id" in broken
    assert [row["id"] for row in changes(folder)] == [entry.id]
    assert cli("undo", entry.id, "--data", folder).exit_code == 0
    assert cli("validate", folder).exit_code == 0


@pytest.mark.thorough
def test_undoing_an_import_leaves_what_a_later_file_says_too(folder):
    first = brought_in(folder, typed("1"), typed("2"))
    brought_in(folder, typed("1"), typed("3"), file="later.csv")
    assert cli("undo", first.id, "--data", folder).exit_code == 0
    assert {"diary:1", "diary:3"} <= set(read_theatre(folder).events.index)
    assert "diary:2" not in read_theatre(folder).events.index


def test_two_changes_that_undo_each_other_are_told_all_the_same():
    undoings = [Entry(one, "", "", "", Action.UNDO, Subject.CHANGE, other) for one, other in ("ab", "ba")]
    assert describe_change(undoings[0], Ledger(tuple(undoings))) == "Undid b."


def test_the_log_of_no_folder_is_not_an_empty_one(tmp_path):
    assert cli("changes", "--data", tmp_path / "none").exit_code == 2


@pytest.mark.thorough
def test_an_actor_without_a_faction_is_listed_first_and_gets_one(folder):
    before = json.loads(cli("actors", "--data", folder, "--json").stdout)["actors"]
    assert [(row["actor"], row["mapped"]) for row in before] == [("Militia", False)]
    done = cli("actors", "--data", folder, "--set", "Mili*=RED", "--json")
    assert [(row["actor"], row["factions"]) for row in json.loads(done.stdout)["actors"]] == [("Militia", ["RED"])]


@pytest.mark.parametrize("rule", ["Militia", "=RED", "Militia=GREY"])
def test_a_rule_that_says_nothing_known_is_refused(folder, rule):
    done = cli("actors", "--data", folder, "--set", rule)
    assert done.exit_code == 2
    assert "No rule was added" in done.stderr
    assert changes(folder) == []


def test_of_several_rules_one_that_is_refused_keeps_all_of_them_out(folder):
    done = cli("actors", "--data", folder, "--set", "Militia=RED", "--set", "Other=NOPE")
    assert done.exit_code == 2
    assert "No rule was added" in done.stderr
    assert changes(folder) == []


def test_several_rules_are_added_together(folder):
    assert cli("actors", "--data", folder, "--set", "Militia=RED", "--set", "Other=BLUE").exit_code == 0
    assert len(changes(folder)) == 2


@pytest.mark.thorough
def test_a_file_that_corrects_is_listed_with_how_much_it_corrected_and_withdrew(folder):
    bring(folder, typed("1", killed="3"), typed("2"), typed("3"))
    assert "corrected" not in changes(folder)[0]["what"]
    bring(folder, typed("1", killed="5"), typed("3"), complete=True)
    assert changes(folder)[0]["what"].endswith("diary.csv (1 event corrected, 1 event withdrawn)")


@pytest.mark.thorough
def test_validate_names_what_a_complete_file_withdrew(folder):
    bring(folder, typed("1"), typed("2"), typed("3"))
    _, entry = bring(folder, typed("3"), complete=True)
    told = " ".join(cli("validate", folder).stdout.split())
    assert "complete for what it covers: 2 events withdrawn that it lacks: diary:1, diary:2." in told
    assert cli("undo", entry.id, "--data", folder).exit_code == 0
    assert "withdrawn that it lacks" not in cli("validate", folder).stdout
