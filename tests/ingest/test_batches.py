"""Files kept in a theatre: whole or not at all, accounted for, undone, remembered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo.data_files import data_version
from geo.ledger import BATCHES, LEDGER, Subject, read_ledger
from geo.theatre_folder import read_theatre
from ingest.drafts.draft import draft
from ingest.geocoding import Gazetteer
from ingest.keeping import store
from ingest.keeping.batches import file_hash, keep, mapping_of, remembered_mapping, set_aside_of
from ingest.keeping.by_hand import add, withdraw
from ingest.keeping.incoming import incoming
from ingest.keeping.store import ChangedMeanwhileError, undo
from ingest.keeping.waiting import Spot, leave_out, settle, waiting_rows
from ingest.tables import Mends, read_table
from ingest.tables.set_aside import file_mark, write_set_aside
from tests.ingest.incoming_worlds import AMAL, COLUMNS, MAPPING, TODAY, brought_in, held_against, table_of, typed
from tests.worlds import WEST, event, place, write_theatre

SPOT = Spot(1.5, 0.5, 1, 2.0, "the driver showed it")
LOST = {"where": "Qarmashin", "lat": "", "lon": ""}


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "t", events=[event("e1", "2025-01-02")])


def account(folder):
    """(read, accepted, duplicates, set aside) of the file brought in."""
    found = [a for a in read_theatre(folder).accounts if a.file.startswith("diary.csv")]
    assert len(found) == 1
    return found[0].read, found[0].accepted, found[0].duplicates, found[0].set_aside


def test_what_is_accepted_is_in_the_theatre_as_it_was_held_against_it(folder):
    found = held_against(read_theatre(folder), typed("1", killed="4"), typed("2", day="soon"))
    entry = keep(folder, found, "0" * 64, "A diary", "ask Amal", AMAL)
    theatre = read_theatre(folder)
    row = theatre.events.loc["diary:1"]
    assert (row["fatalities_best"], row["origin"], row["adm1_pcode"]) == (4, entry.key, "XX01")
    assert not theatre.set_aside
    assert account(folder) == (2, 1, 0, 1)


def test_a_file_is_credited_wherever_the_theatre_is(folder):
    brought_in(folder, typed("1"))
    credit = read_theatre(folder).credits[-1]
    assert (credit.part, credit.text, credit.licence) == ("Events from diary.csv", "A diary", "ask Amal")


def test_the_same_file_again_brings_in_nothing_new(folder):
    rows = (typed("1"), typed(""), typed("2"))
    brought_in(folder, *rows)
    again = held_against(read_theatre(folder), *rows)
    assert (again.accepted, len(again.duplicates)) == (0, 3)


def test_the_rows_set_aside_keep_their_text_and_their_faults(folder):
    entry = brought_in(folder, typed("1"), typed("2", day="soon", where="=Hama"))
    cells, faults = set_aside_of(folder, entry.key)
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


def test_the_actors_of_a_file_stand_for_whom_the_rules_say_at_any_time(folder):
    brought_in(folder, typed("1"))
    assert read_theatre(folder).events.loc["diary:1", "factions"] == ()
    add(folder, read_theatre(folder), Subject.ACTOR, {"match": "name", "actor": "blue ARMY", "faction": "BLUE"}, AMAL)
    assert read_theatre(folder).events.loc["diary:1", "factions"] == ("BLUE",)


def test_a_row_of_a_file_is_withdrawn_without_touching_the_file(folder):
    brought_in(folder, typed("1"), typed("2"))
    withdraw(folder, Subject.EVENT, "diary:1", AMAL, seen=None)
    assert set(read_theatre(folder).events.index) == {"e1", "diary:2"}


def test_a_theatre_that_changed_since_the_file_was_looked_at_is_looked_at_again(folder):
    found = held_against(read_theatre(folder), typed("1"))
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=None)
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
    assert mapping_of(folder, entry.key).dataset == "diary"


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
from geo.theatre_folder import read_theatre
from tests.ingest.incoming_worlds import brought_in, typed
for number in range(1000):
    brought_in(Path(sys.argv[1]), *(typed(f"{number}-{row}") for row in range(20)))
    print(number, flush=True)
"""


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


def test_a_row_with_another_fault_besides_its_place_does_not_wait(folder):
    brought_in(folder, typed("1", day="soon", **LOST))
    assert waiting_rows(folder, read_theatre(folder)) == []


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
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=None)
    log.write_bytes(line + log.read_bytes())
    assert set(read_theatre(folder).events.index) == {"diary:1"}


def mended(folder, batch, tidied=lambda columns: columns, **right):
    """The rows a file's import set aside, as a person downloads them, mends them, and brings them in again; `tidied`
    makes new columns of its columns."""
    path = folder.parent / "mend.csv"
    path.write_bytes(write_set_aside(*set_aside_of(folder, batch), read_theatre(folder).imports[batch].sha256))
    tidied(pd.read_csv(path, dtype=str, keep_default_na=False)).to_csv(path, index=False)
    table = read_table(path)
    table.cells.loc[:, list(right)] = list(right.values())
    rows = draft(table, mapping_of(folder, batch), today=TODAY)
    theatre = read_theatre(folder)
    found = incoming(rows, theatre, Gazetteer.of(theatre.places, theatre.governorates))
    return found, keep(folder, found, file_hash(path), "A diary", "ask Amal", AMAL)


HERE = {"where": "East", "lat": "0.5", "lon": "1.5"}


def test_a_row_that_came_back_without_its_id_waits_no_more_either(folder):
    first = brought_in(folder, typed("", **LOST))
    _, second = mended(folder, first.key, lambda sheet: sheet.drop(columns="frontline_id"), **HERE)
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert len(read_theatre(folder).events) == 2
    undo(folder, second.id, AMAL)
    assert len(waiting_rows(folder, read_theatre(folder))) == 1


@pytest.mark.parametrize("id", ["1", ""])
def test_a_row_that_waited_waits_no_more_once_it_was_mended_and_brought_in_again(folder, id):
    first = brought_in(folder, typed(id, **LOST), typed("2"))
    (waited,) = waiting_rows(folder, read_theatre(folder))
    found, second = mended(folder, first.key, **HERE)
    theatre = read_theatre(folder)
    assert (found.read, found.accepted, len(found.duplicates), found.set_aside) == (1, 1, 0, 0)
    assert waiting_rows(folder, theatre) == []
    assert (theatre.events.loc[waited.event_id, "location_en"], len(theatre.events)) == ("East", 3)
    undo(folder, second.id, AMAL)
    assert waiting_rows(folder, read_theatre(folder)) == [waited]


@pytest.mark.parametrize(
    "tidied",
    [
        lambda sheet: sheet.drop(columns=["frontline_fault", "frontline_remedy"]),
        lambda sheet: sheet.drop(columns=["frontline_row", "frontline_fault", "frontline_remedy"]),
        lambda sheet: sheet.rename(columns=lambda name: name.upper() if name.startswith("frontline") else name),
        lambda sheet: sheet[sheet.columns[::-1]],
    ],
    ids=["faults removed", "only the id left", "capitals", "turned round"],
)
def test_a_mended_row_is_known_again_when_the_columns_around_it_were_tidied(folder, tidied):
    first = brought_in(folder, typed("", **LOST))
    (waited,) = waiting_rows(folder, read_theatre(folder))
    found, _ = mended(folder, first.key, tidied, **HERE)
    assert (found.accepted, waiting_rows(folder, read_theatre(folder))) == (1, [])
    assert set(read_theatre(folder).events.index) == {"e1", waited.event_id}


def test_a_row_mended_in_vain_goes_on_waiting_as_it_says_now_and_stays_the_same_row(folder):
    first = brought_in(folder, typed("", **LOST))
    (waited,) = waiting_rows(folder, read_theatre(folder))
    _, second = mended(folder, first.key, where="Karmashin")
    (row,) = waiting_rows(folder, read_theatre(folder))
    assert (row.place, row.event_id) == ("Karmashin", waited.event_id)
    _, third = mended(folder, second.key, day="soon")
    assert list(set_aside_of(folder, third.key)[0]["frontline_id"]) == [waited.event_id]
    mended(folder, third.key, day="2025-01-05", **HERE)
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert set(read_theatre(folder).events.index) == {"e1", waited.event_id}


def test_a_row_placed_by_hand_and_mended_as_well_is_one_event(folder):
    first = brought_in(folder, typed("", **LOST))
    settle(folder, read_theatre(folder), waiting_rows(folder, read_theatre(folder)), SPOT, AMAL)
    found, _ = mended(folder, first.key, **HERE)
    assert (found.accepted, list(found.duplicates["where"])) == (0, ["in the theatre"])


def test_a_mended_row_that_says_what_is_in_the_theatre_already_is_a_duplicate(folder):
    first = brought_in(folder, typed("", **LOST))
    brought_in(folder, typed("", **HERE))
    found, _ = mended(folder, first.key, **HERE)
    assert (found.accepted, list(found.duplicates["where"])) == (0, ["in the theatre"])


def test_a_row_whose_place_is_found_by_now_has_the_id_it_waited_under(folder, tmp_path):
    lost = typed("", **LOST)
    brought_in(folder, lost)
    (waited,) = waiting_rows(folder, read_theatre(folder))
    grown = write_theatre(tmp_path / "grown", places=[place(*WEST), place("qarmashin", 1.5, 0.5)])
    assert list(held_against(read_theatre(grown), lost).events["event_id"]) == [waited.event_id]


def accounts(folder):
    """(read, accepted, duplicates, set aside) of each file brought in, as they came."""
    theatre = read_theatre(folder)
    titles = [note.title for note in theatre.imports.values()]
    found = {a.file: (a.read, a.accepted, a.duplicates, a.set_aside) for a in theatre.accounts}
    return [found[title] for title in titles]


def test_a_row_that_came_back_mended_counts_as_the_other_files_and_the_accounts_add_up(folder):
    first = brought_in(folder, typed("1"), typed("2", killed="-4"), typed("", **LOST), unreadable=1)
    assert accounts(folder) == [(4, 1, 0, 3)]
    _, second = mended(folder, first.key, killed="4", **HERE)
    assert accounts(folder) == [(4, 1, 3, 0), (3, 2, 0, 1)]
    assert read_theatre(folder).rows_set_aside == 1
    undo(folder, second.id, AMAL)
    assert accounts(folder) == [(4, 1, 0, 3)]


def test_a_row_placed_by_hand_and_mended_as_well_is_counted_once_in_the_account(folder):
    first = brought_in(folder, typed("", **LOST))
    settle(folder, read_theatre(folder), waiting_rows(folder, read_theatre(folder)), SPOT, AMAL)
    mended(folder, first.key, **HERE)
    assert accounts(folder) == [(1, 1, 0, 0), (1, 0, 1, 0)]


def test_numbers_of_rows_that_were_never_set_aside_mend_nothing(folder):
    brought_in(folder, typed("1"), typed("", **LOST))
    strange = Mends(*np.array([["", ""], [file_mark("0" * 64)] * 2, ["2", "x"]], dtype=object))
    table = replace(table_of(typed("8"), typed("9")), mends=strange)
    theatre = read_theatre(folder)
    found = incoming(draft(table, MAPPING, today=TODAY), theatre, Gazetteer.of(theatre.places, theatre.governorates))
    keep(folder, found, "1" * 64, "", "", AMAL)
    assert accounts(folder) == [(2, 1, 0, 1), (2, 2, 0, 0)]


def test_rows_left_out_wait_no_more_and_are_in_the_log_with_the_way_back(folder):
    entry = brought_in(folder, typed("", **LOST), typed("2", **LOST))
    waiting = waiting_rows(folder, read_theatre(folder))
    (left, _) = leave_out(folder, waiting, AMAL)
    theatre = read_theatre(folder)
    assert waiting_rows(folder, theatre) == []
    assert set(theatre.events.index) == {"e1"}
    assert account(folder) == (2, 0, 0, 2)
    assert list(held_against(theatre, typed("2")).duplicates["where"]) == ["withdrawn by hand"]
    undo(folder, left.id, AMAL)
    assert waiting_rows(folder, read_theatre(folder)) == waiting[:1]
    assert entry.key == waiting[0].batch
