"""Files kept in a theatre: whole or not at all, accounted for, undone, remembered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from geo.changelog.log import BATCHES, LEDGER, Subject, read_ledger
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from ingest.matching.keep import batch_mapping, keep, rejected_of, remembered_mapping
from ingest.matching.unmatched_places import ChosenSpot, leave_out, settle, waiting_rows
from store import store
from store.manual_edit import add, edit, row_of, withdraw
from store.store import ChangedMeanwhileError, undo
from tests.ingest.incoming_worlds import AMAL, COLUMNS, MAPPING, brought_in, held_against, typed
from tests.worlds import WEST, place, write_theatre

SPOT = ChosenSpot(1.5, 0.5, 1, 2.0, "the driver showed it")
LOST = {"where": "Qarmashin", "lat": "", "lon": ""}


def account(folder):
    """(read, accepted, duplicates, set aside) of the file brought in."""
    found = [a for a in read_theatre(folder).accounts if a.file.startswith("diary.csv")]
    assert len(found) == 1
    return found[0].read, found[0].accepted, found[0].duplicates, found[0].rejected


@pytest.mark.thorough
def test_what_is_accepted_is_in_the_theatre_as_it_was_held_against_it(folder):
    found = held_against(read_theatre(folder), typed("1", killed="4"), typed("2", day="soon"))
    entry = keep(folder, found, "0" * 64, "A diary", "ask Amal", AMAL)
    theatre = read_theatre(folder)
    row = theatre.events.loc["diary:1"]
    assert (row["fatalities_best"], row["origin"], row["adm1_pcode"]) == (4, entry.key, "XX01")
    assert not theatre.rejected
    assert account(folder) == (2, 1, 0, 1)


def test_a_file_is_credited_wherever_the_theatre_is(folder):
    brought_in(folder, typed("1"))
    credit = read_theatre(folder).credits[-1]
    assert (credit.part, credit.text, credit.licence) == ("Events from diary.csv", "A diary", "ask Amal")


def test_a_file_that_names_nobody_is_credited_by_its_own_name(folder):
    """The map writes credit and terms without the part: what stands there has to say what it speaks of."""
    keep(folder, held_against(read_theatre(folder), typed("1")), "0" * 64, "", "", AMAL)
    credit = read_theatre(folder).credits[-1]
    assert (credit.part, credit.text, credit.licence) == ("Events from diary.csv", "diary.csv", "terms not said")


def test_the_same_file_again_brings_in_nothing_new(folder):
    rows = (typed("1"), typed(""), typed("2"))
    brought_in(folder, *rows)
    again = held_against(read_theatre(folder), *rows)
    assert (again.accepted, len(again.unchanged)) == (0, 3)


def test_the_rows_set_aside_keep_their_text_and_their_faults(folder):
    entry = brought_in(folder, typed("1"), typed("2", day="soon", where="=Hama"))
    cells, faults = rejected_of(folder, entry.key)
    assert cells.to_dict("records") == [typed("2", day="soon", where="=Hama")]
    assert list(faults["row"]) == [3]


def test_a_file_undone_is_gone_whole_and_comes_back_whole(folder):
    before = data_version(folder)
    entry = brought_in(folder, typed("1"))
    undone = undo(folder, entry.id, AMAL)
    assert set(read_theatre(folder).events.index) == {"e1"}
    undo(folder, undone.id, AMAL)
    assert set(read_theatre(folder).events.index) == {"e1", "diary:1"}
    assert data_version(folder) != before


@pytest.mark.thorough
def test_the_actors_of_a_file_stand_for_whom_the_rules_say_at_any_time(folder):
    brought_in(folder, typed("1"))
    assert read_theatre(folder).events.loc["diary:1", "factions"] == ()
    add(folder, read_theatre(folder), Subject.ACTOR, {"match": "name", "actor": "blue ARMY", "faction": "BLUE"}, AMAL)
    assert read_theatre(folder).events.loc["diary:1", "factions"] == ("BLUE",)


def test_a_row_of_a_file_is_withdrawn_without_touching_the_file(folder):
    brought_in(folder, typed("1"), typed("2"))
    withdraw(folder, Subject.EVENT, "diary:1", AMAL, seen=read_ledger(folder))
    assert set(read_theatre(folder).events.index) == {"e1", "diary:2"}


def test_a_theatre_that_changed_since_the_file_was_looked_at_is_looked_at_again(folder):
    found = held_against(read_theatre(folder), typed("1"))
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    with pytest.raises(ChangedMeanwhileError, match="Look at the file again"):
        keep(folder, found, "0" * 64, "", "", AMAL)
    assert not (folder / BATCHES).exists() or not list((folder / BATCHES).iterdir())


def test_a_file_with_the_columns_of_one_before_is_read_like_it(folder):
    mapping = replace(MAPPING, day_order="day first")
    brought_in(folder, typed("1"), mapping=mapping)
    theatre = read_theatre(folder)
    assert remembered_mapping(folder, theatre.imports, list(reversed(COLUMNS))) == mapping
    assert remembered_mapping(folder, theatre.imports, [*COLUMNS, "more"]) is None


def test_a_plain_table_remembers_whose_ids_it_holds(folder):
    entry = brought_in(folder, typed("1"), mapping=replace(MAPPING, dataset=""))
    assert batch_mapping(folder, entry.key).dataset == "diary"


@pytest.mark.thorough
@pytest.mark.parametrize("point", ["parts", "named"])
def test_an_import_that_breaks_off_leaves_the_theatre_as_it_was(folder, monkeypatch, point):
    before, version = set(read_theatre(folder).events.index), data_version(folder)
    found = held_against(read_theatre(folder), typed("1"))

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_sync" if point == "parts" else "_write", crash)
    with pytest.raises(KeyboardInterrupt):
        keep(folder, found, "0" * 64, "", "", AMAL)
    monkeypatch.undo()
    assert (set(read_theatre(folder).events.index), data_version(folder)) == (before, version)
    keep(folder, found, "0" * 64, "", "", AMAL)
    assert len(list((folder / BATCHES).iterdir())) == 1


WRITER = """
import sys
from pathlib import Path
from geo.theatre.loader import read_theatre
from tests.ingest.incoming_worlds import brought_in, typed
for number in range(1000):
    brought_in(Path(sys.argv[1]), *(typed(f"{number}-{row}") for row in range(20)))
    print(number, flush=True)
"""


@pytest.mark.thorough
@pytest.mark.parametrize("wait", [0.0, 0.005, 0.01])
def test_a_writer_killed_at_any_moment_leaves_whole_files_only(folder, wait):
    root = Path(__file__).parents[2]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        cwd=root,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    named = read_ledger(folder).batches
    assert len(read_theatre(folder).events) == 1 + 20 * len(named) > 1
    brought_in(folder, typed("after"))
    assert {path.name for path in (folder / BATCHES).iterdir()} == set(read_ledger(folder).batches)


@pytest.mark.thorough
def test_a_row_nobody_could_place_waits_until_a_person_says_where_it_lies(folder):
    brought_in(folder, typed("1", **LOST), typed("2"))
    waiting = waiting_rows(folder, read_theatre(folder))
    assert [(row.place, row.row, row.file) for row in waiting] == [("Qarmashin", 2, "diary.csv")]
    settle(folder, read_theatre(folder), waiting, SPOT, AMAL)
    theatre = read_theatre(folder)
    row = theatre.events.loc["diary:1"]
    assert (row.geometry.x, row["adm1_pcode"], row["coord_source"]) == (
        1.5,
        "XX02",
        "chosen by a person: the driver showed it",
    )
    assert waiting_rows(folder, theatre) == []
    assert account(folder) == (2, 2, 0, 0)


@pytest.mark.thorough
def test_a_row_with_another_fault_besides_its_place_does_not_wait(folder):
    brought_in(folder, typed("1", day="soon", **LOST))
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
def test_a_row_that_waits_in_two_files_waits_once_and_is_placed_once(folder):
    brought_in(folder, typed("1", **LOST))
    brought_in(folder, typed("1", **LOST), typed("2", **LOST))
    waiting = waiting_rows(folder, read_theatre(folder))
    assert [row.event_id for row in waiting] == ["diary:1", "diary:2"]
    settle(folder, read_theatre(folder), waiting[:1], SPOT, AMAL)
    with pytest.raises(ChangedMeanwhileError):
        settle(folder, read_theatre(folder), waiting, SPOT, AMAL)
    assert [row.event_id for row in waiting_rows(folder, read_theatre(folder))] == ["diary:2"]


def test_a_line_moved_out_of_the_log_to_be_mended_does_not_take_its_rows_with_it(folder):
    brought_in(folder, typed("1"))
    log = folder / LEDGER
    line = log.read_bytes()
    log.unlink()
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    log.write_bytes(line + log.read_bytes())
    assert set(read_theatre(folder).events.index) == {"diary:1"}


@pytest.mark.thorough
def test_a_row_whose_place_is_found_by_now_has_the_id_it_waited_under(folder, tmp_path):
    lost = typed("", **LOST)
    brought_in(folder, lost)
    (waited,) = waiting_rows(folder, read_theatre(folder))
    grown = write_theatre(tmp_path / "grown", places=[place(*WEST), place("qarmashin", 1.5, 0.5)])
    assert list(held_against(read_theatre(grown), lost).events["event_id"]) == [waited.event_id]


@pytest.mark.thorough
def test_rows_left_out_wait_no_more_and_are_in_the_log_with_the_way_back(folder):
    entry = brought_in(folder, typed("", **LOST), typed("2", **LOST))
    waiting = waiting_rows(folder, read_theatre(folder))
    (left, _) = leave_out(folder, read_theatre(folder), waiting, AMAL)
    theatre = read_theatre(folder)
    assert waiting_rows(folder, theatre) == []
    assert set(theatre.events.index) == {"e1"}
    assert account(folder) == (2, 0, 0, 2)
    assert list(held_against(theatre, typed("2")).conflicts["by_hand"]) == ["withdrawn"]
    undo(folder, left.id, AMAL)
    assert waiting_rows(folder, read_theatre(folder)) == waiting[:1]
    assert entry.key == waiting[0].batch


@pytest.mark.thorough
def test_a_list_of_waiting_rows_older_than_an_import_settles_nothing(folder):
    brought_in(folder, typed("1", **LOST))
    old = read_theatre(folder)
    waiting = waiting_rows(folder, old)
    brought_in(folder, typed("1", where="West"))
    for act in (lambda: leave_out(folder, old, waiting, AMAL), lambda: settle(folder, old, waiting, SPOT, AMAL)):
        with pytest.raises(ChangedMeanwhileError):
            act()
    assert read_theatre(folder).events.loc["diary:1", "location_en"] == "West"


def test_an_import_is_not_undone_under_an_event_that_was_edited_since(folder):
    entry = brought_in(folder, typed("1"))
    theatre = read_theatre(folder)
    edit(
        folder,
        theatre,
        Subject.EVENT,
        "diary:1",
        {**row_of(theatre.events, "diary:1"), "summary": "x"},
        AMAL,
        seen=theatre.ledger,
    )
    with pytest.raises(ChangedMeanwhileError, match="Undo the later one first"):
        undo(folder, entry.id, AMAL)
