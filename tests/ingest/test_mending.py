"""Rows set aside, mended and brought back: one row is one event at most, no row is lost, and the accounts add up."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from ingest.matching.keep import file_hash, keep, rejected_of
from ingest.matching.preview import ImportOptions, match_against_theatre, propose_mapping
from ingest.matching.preview import parse_rows as drafted
from ingest.matching.resubmissions import came_from, known_again, terms_of
from ingest.matching.unmatched_places import ChosenSpot, settle, waiting_rows
from ingest.tables import read_table
from ingest.tables.rejected import write_rejected
from store.manual_edit import withdraw
from store.store import undo
from tests.ingest.incoming_worlds import AMAL, MAPPING, brought_in, held_against, typed
from tests.suites import first_quick

SPOT = ChosenSpot(1.5, 0.5, 1, 2.0, "the driver showed it")
LOST = {"where": "Qarmashin", "lat": "", "lon": ""}
HERE = {"where": "East", "lat": "0.5", "lon": "1.5"}
DOZENS = {"killed": "dozens"}


def to_mend(folder, batch) -> pd.DataFrame:
    """The rows a file's import set aside, as they are downloaded."""
    path = folder.parent / "aside.csv"
    note = next(entry.row for entry in read_theatre(folder).ledger.entries if entry.key == batch)
    path.write_bytes(write_rejected(*rejected_of(folder, batch), note["sha256"]))
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def looked_at(folder, sheet, name="mend.csv", **wishes):
    """A sheet saved as a file and read, as the page and the command line do it, and what would become of its rows."""
    path = folder.parent / name
    sheet.to_csv(path, index=False)
    theatre = read_theatre(folder)
    table = known_again(read_table(path), folder, theatre.ledger)
    found = propose_mapping(table, folder, theatre, ImportOptions(**wishes))
    return path, found, match_against_theatre(drafted(table, found.mapping), theatre)


def bring(folder, sheet, **more):
    path, _, found = looked_at(folder, sheet, **more)
    return found, keep(folder, found, file_hash(path), "A diary", "ask Amal", AMAL)


def mended(folder, batch, tidied=lambda sheet: sheet, **right):
    """The rows set aside, with what is `right` in every one and the sheet `tidied`, brought back."""
    return bring(folder, tidied(to_mend(folder, batch).assign(**right)))


def accounts(folder):
    """(read, accepted, known already, set aside) of each file brought in, as they came."""
    theatre = read_theatre(folder)
    titles = [note.title for note in theatre.imports.values()]
    found = {a.file: (a.read, a.accepted, a.duplicates + a.unchanged, a.rejected) for a in theatre.accounts}
    return [found[title] for title in titles]


@pytest.mark.thorough
def test_a_row_that_came_back_without_its_id_waits_no_more_either(folder):
    first = brought_in(folder, typed("", **LOST))
    _, second = mended(folder, first.key, lambda sheet: sheet.drop(columns="frontline_id"), **HERE)
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert len(read_theatre(folder).events) == 2
    undo(folder, second.id, AMAL)
    assert len(waiting_rows(folder, read_theatre(folder))) == 1


@pytest.mark.thorough
@pytest.mark.parametrize("id", first_quick(["1", ""]))
def test_a_row_that_waited_waits_no_more_once_it_was_mended_and_brought_in_again(folder, id):
    first = brought_in(folder, typed(id, **LOST), typed("2"))
    (waited,) = waiting_rows(folder, read_theatre(folder))
    found, second = mended(folder, first.key, **HERE)
    theatre = read_theatre(folder)
    assert (found.read, found.accepted, len(found.duplicates), found.rejected) == (1, 1, 0, 0)
    assert waiting_rows(folder, theatre) == []
    assert (theatre.events.loc[waited.event_id, "location_en"], len(theatre.events)) == ("East", 3)
    undo(folder, second.id, AMAL)
    assert waiting_rows(folder, read_theatre(folder)) == [waited]


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_row_mended_in_vain_goes_on_waiting_as_it_says_now_and_stays_the_same_row(folder):
    first = brought_in(folder, typed("", **LOST))
    (waited,) = waiting_rows(folder, read_theatre(folder))
    _, second = mended(folder, first.key, where="Karmashin")
    (row,) = waiting_rows(folder, read_theatre(folder))
    assert (row.place, row.event_id) == ("Karmashin", waited.event_id)
    _, third = mended(folder, second.key, day="soon")
    assert list(rejected_of(folder, third.key)[0]["frontline_id"]) == [waited.event_id]
    mended(folder, third.key, day="2025-01-05", **HERE)
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert set(read_theatre(folder).events.index) == {"e1", waited.event_id}


@pytest.mark.thorough
def test_a_row_placed_by_hand_and_mended_as_well_is_one_event(folder):
    first = brought_in(folder, typed("", **LOST))
    settle(folder, read_theatre(folder), waiting_rows(folder, read_theatre(folder)), SPOT, AMAL)
    found, _ = mended(folder, first.key, **HERE)
    assert (found.accepted, len(found.unchanged), len(found.conflicting)) == (0, 1, 1)


@pytest.mark.thorough
def test_a_mended_row_that_says_what_is_in_the_theatre_already_changes_nothing(folder):
    first = brought_in(folder, typed("", **LOST))
    brought_in(folder, typed("", **HERE))
    found, _ = mended(folder, first.key, **HERE)
    assert (found.accepted, len(found.unchanged)) == (0, 1)


@pytest.mark.thorough
def test_a_row_that_came_back_counts_with_the_other_file_and_the_accounts_add_up(folder):
    first = brought_in(folder, typed("1"), typed("2", **DOZENS), typed("", **LOST), unreadable=1)
    assert accounts(folder) == [(4, 1, 0, 3)]
    _, second = mended(folder, first.key, killed="4", **HERE)
    assert accounts(folder) == [(4, 1, 3, 0), (3, 2, 0, 1)]
    since = read_theatre(folder).resubmissions.since[first.key]
    assert (len(since.mended), len(since.again)) == (2, 1)
    assert read_theatre(folder).rejected_rows == 1
    undo(folder, second.id, AMAL)
    assert accounts(folder) == [(4, 1, 0, 3)]


@pytest.mark.thorough
def test_a_row_placed_by_hand_and_mended_as_well_is_counted_once_and_once_the_placing_is_undone_as_it_was_mended(
    folder,
):
    first = brought_in(folder, typed("", **LOST))
    waited = waiting_rows(folder, read_theatre(folder))
    (placing,) = settle(folder, read_theatre(folder), waited, SPOT, AMAL)
    mended(folder, first.key, **HERE)
    assert accounts(folder) == [(1, 1, 0, 0), (1, 0, 1, 0)]
    undo(folder, placing.id, AMAL)
    assert accounts(folder)[0] == (1, 0, 1, 0)
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert "East" in set(read_theatre(folder).events["location_en"])


@pytest.mark.thorough
@pytest.mark.parametrize("row", [DOZENS, LOST, {**DOZENS, **LOST}])
def test_a_row_mended_twice_is_one_event_and_the_second_time_corrects_it(folder, row):
    first = brought_in(folder, typed("", **row))
    mended(folder, first.key, killed="4", **HERE)
    again, _ = mended(folder, first.key, killed="5", day="2025-01-06", **HERE)
    assert (again.accepted, again.superseded) == (0, 1)
    assert sorted(read_theatre(folder).events["fatalities_best"].dropna()) == [5]
    assert len(read_theatre(folder).events) == 2


@pytest.mark.thorough
def test_a_row_mended_in_part_after_it_was_mended_whole_does_not_wait(folder):
    first = brought_in(folder, typed("", **DOZENS, **LOST))
    mended(folder, first.key, killed="4", **HERE)
    again, _ = mended(folder, first.key, killed="4")
    assert (again.accepted, len(again.unchanged)) == (0, 1)
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
def test_what_is_mended_in_part_later_corrects_an_event_that_stays_where_it_is(folder):
    first = brought_in(folder, typed("", **DOZENS, **LOST))
    mended(folder, first.key, killed="4", **HERE)
    again, _ = mended(folder, first.key, killed="6")
    assert (again.superseded, set(again.changes["field"])) == (1, {"fatalities_best"})


@pytest.mark.thorough
def test_of_two_mends_the_first_undone_leaves_the_row_as_the_second_has_it(folder):
    first = brought_in(folder, typed("", **LOST))
    _, one = mended(folder, first.key, **HERE)
    mended(folder, first.key, summary="", **HERE)
    undo(folder, one.id, AMAL)
    assert len(read_theatre(folder).events) == 2
    assert accounts(folder)[0] == (1, 0, 1, 0)
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("mend_first", [True, False])
def test_a_row_mended_and_corrected_in_its_own_file_too_is_one_event(folder, mend_first):
    first = brought_in(folder, typed("", **LOST), typed("", day="2025-01-07"))
    steps = [lambda: mended(folder, first.key, **HERE), lambda: brought_in(folder, typed("", **HERE), typed("9"))]
    for step in steps if mend_first else reversed(steps):
        step()
    assert len(read_theatre(folder).events) == 4
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
def test_a_row_that_counts_by_now_is_unchanged_in_the_file_it_was_set_aside_from(folder):
    first = brought_in(folder, typed("", **LOST))
    mended(folder, first.key, **HERE)
    grown = held_against(read_theatre(folder), typed("", **LOST), typed("2"))
    assert (grown.accepted, len(grown.unchanged), grown.rejected) == (1, 1, 0)


@pytest.mark.thorough
def test_an_id_that_waited_tells_a_row_before_its_number_does(folder):
    first = brought_in(folder, typed("", **LOST), typed("", day="2025-01-07", **LOST))
    one, other = waiting_rows(folder, read_theatre(folder))
    sheet = to_mend(folder, first.key).head(1).assign(frontline_row="3", **HERE)
    bring(folder, sheet)
    assert waiting_rows(folder, read_theatre(folder)) == [other]
    assert one.event_id in read_theatre(folder).events.index


@pytest.mark.thorough
def test_a_row_set_aside_again_with_one_file_and_right_in_another_does_not_wait(folder):
    first = brought_in(folder, typed("", **DOZENS, **LOST))
    sheet = to_mend(folder, first.key)
    bring(folder, sheet.assign(killed="4"))
    bring(folder, sheet.assign(killed="4", **HERE), name="whole.csv")
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert accounts(folder) == [(1, 0, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)]


@pytest.mark.thorough
def test_a_number_filled_down_over_other_rows_is_of_the_row_most_like_it(folder):
    first = brought_in(folder, typed("1", **DOZENS), typed("2", day="2025-01-08", **DOZENS))
    sheet = to_mend(folder, first.key).assign(killed=["4", "many"], frontline_row="2")
    bring(folder, sheet[::-1])
    assert read_theatre(folder).resubmissions.since[first.key].mended == {2}
    assert accounts(folder) == [(2, 0, 1, 1), (2, 1, 0, 1)]


@pytest.mark.thorough
def test_an_id_filled_down_over_rows_of_other_numbers_tells_none_of_them(folder):
    first = brought_in(folder, typed("", **LOST), typed("", day="2025-01-07", **LOST))
    sheet = to_mend(folder, first.key).assign(**HERE)
    bring(folder, sheet.assign(frontline_id=sheet["frontline_id"][0]))
    assert waiting_rows(folder, read_theatre(folder)) == []
    assert len(read_theatre(folder).events) == 3


@pytest.mark.thorough
@pytest.mark.parametrize("strange", first_quick(["e1", "<b>", "row:0000000000000000"]))
def test_an_id_that_no_row_waited_under_is_not_taken(folder, strange):
    first = brought_in(folder, typed("", **LOST))
    found, _ = bring(folder, to_mend(folder, first.key).assign(frontline_id=strange, **HERE))
    assert found.accepted == 1
    assert strange not in set(found.events["event_id"])
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("number", first_quick(["2.0", " 2 "]))
def test_numbers_and_marks_as_spreadsheets_write_them_are_known(folder, number):
    first = brought_in(folder, typed("1", **DOZENS))
    sheet = to_mend(folder, first.key).assign(killed="4", frontline_row=number)
    bring(folder, sheet.assign(frontline_file=sheet["frontline_file"].str.upper()))
    assert accounts(folder)[0] == (1, 0, 1, 0)


@pytest.mark.thorough
@pytest.mark.parametrize("number", ["3", "x", "-2", "", "9" * 30])
def test_numbers_of_rows_that_were_never_set_aside_mend_nothing(folder, number):
    first = brought_in(folder, typed("1", **DOZENS), typed("2"))
    bring(folder, to_mend(folder, first.key).assign(killed="4", frontline_row=number))
    assert accounts(folder)[0] == (2, 1, 0, 1)


@pytest.mark.thorough
def test_rows_mended_while_their_file_was_undone_are_known_when_it_is_back(folder):
    first = brought_in(folder, typed("1"), typed("", **LOST), typed("2", **DOZENS))
    sheet = to_mend(folder, first.key).assign(killed="4", **HERE)
    gone = undo(folder, first.id, AMAL)
    bring(folder, sheet)
    undo(folder, gone.id, AMAL)
    assert accounts(folder) == [(3, 1, 2, 0), (2, 2, 0, 0)]
    assert waiting_rows(folder, read_theatre(folder)) == []


@pytest.mark.thorough
def test_a_row_set_aside_twice_is_known_by_both_files_when_it_is_right_at_last(folder):
    first = brought_in(folder, typed("1", **DOZENS))
    _, second = mended(folder, first.key, killed="many")
    assert accounts(folder) == [(1, 0, 1, 0), (1, 0, 0, 1)]
    mended(folder, second.key, killed="4")
    assert accounts(folder) == [(1, 0, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)]
    undo(folder, second.id, AMAL)
    assert accounts(folder) == [(1, 0, 1, 0), (1, 1, 0, 0)]


@pytest.mark.thorough
def test_a_mended_event_withdrawn_by_hand_does_not_come_back_and_does_not_wait(folder):
    first = brought_in(folder, typed("", **LOST))
    found, _ = mended(folder, first.key, **HERE)
    withdraw(folder, Subject.EVENT, found.events["event_id"].iloc[0], AMAL, seen=read_ledger(folder))
    again, _ = mended(folder, first.key, summary="", **HERE)
    assert (again.accepted, len(again.unchanged)) == (0, 1)
    assert waiting_rows(folder, read_theatre(folder)) == []


def test_a_sheet_that_was_given_more_columns_is_read_as_its_file_was_with_the_same_ids(folder):
    rows = typed("3", lat="", lon="", where="Qarmashin"), typed("4", **DOZENS)
    bare = replace(MAPPING, columns={f: c for f, c in MAPPING.columns.items() if f not in ("latitude", "longitude")})
    first = brought_in(folder, *({**row, "lat": "", "lon": ""} for row in rows), mapping=replace(bare, dataset="diary"))
    sheet = to_mend(folder, first.key).assign(killed="4", Latitude="0.5", Longitude="1.5", checked="Amal")
    _, read_as, found = looked_at(folder, sheet.drop(columns=["lat", "lon"]))
    assert read_as.because == "Read as the file was that its rows come back from."
    assert (read_as.mapping.dataset, read_as.mapping.columns["latitude"]) == ("diary", "Latitude")
    assert set(found.events["event_id"]) == {"diary:3", "diary:4"}


@pytest.mark.thorough
def test_rows_that_come_back_are_owed_to_whom_their_file_is(folder):
    first = brought_in(folder, typed("1", **DOZENS))
    path, read_as, _ = looked_at(folder, to_mend(folder, first.key))
    theatre = read_theatre(folder)
    source = came_from(known_again(read_table(path), folder, theatre.ledger), theatre.ledger)
    assert terms_of(read_as.format, source) == ("A diary", "ask Amal")
    assert terms_of(read_as.format, source, credit="Reem") == ("Reem", "ask Amal")
