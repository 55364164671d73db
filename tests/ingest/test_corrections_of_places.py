"""Where a corrected row lies that names a place and gives no position."""

from __future__ import annotations

from datetime import date

import pytest

from geo.changelog.log import read_ledger
from geo.theatre.loader import read_theatre
from ingest.matching.unmatched_places import leave_out, settle, waiting_rows
from store.store import ChangedMeanwhileError, undo, undo_all
from tests.ingest.correction_worlds import LOST, PUBLISHED_IN, SPOT, bring, by_hand, figures, killed, known, strike_out
from tests.ingest.incoming_worlds import AMAL, typed


@pytest.mark.thorough
def test_a_changed_row_that_names_the_same_place_keeps_the_place_a_person_chose(folder):
    bring(folder, typed("1", killed="3", **LOST))
    (placing,) = choose(folder)
    found, entry = bring(folder, typed("1", killed="5", **LOST))
    row = read_theatre(folder).events.loc["diary:1"]
    assert (found.superseded, row["fatalities_best"], row.geometry.x) == (1, 5, 1.5)
    with pytest.raises(ChangedMeanwhileError):
        undo(folder, placing.id, AMAL)
    undo(folder, entry.id, AMAL)
    assert killed(folder) == {"1": 3}


@pytest.mark.thorough
def test_a_changed_row_that_was_looked_up_keeps_its_place_where_it_names_the_same(folder):
    bring(folder, typed("1", killed="3", where="East", lat="", lon=""))
    bring(folder, typed("1", killed="5", where="East", lat="", lon=""))
    row = read_theatre(folder).events.loc["diary:1"]
    assert (row["fatalities_best"], row.geometry.x) == (5, 1.5)
    found, _ = bring(folder, typed("1", killed="5", where="West", lat="", lon=""))
    assert found.superseded == 1
    assert read_theatre(folder).events.loc["diary:1"].geometry.x == 0.5


def waiting(folder):
    """The ids of the rows that wait, with the place their event stands at meanwhile."""
    theatre = read_theatre(folder)
    return [(row.event_id, row.stands_at) for row in waiting_rows(folder, theatre)]


def choose(folder):
    """A person says that every row that waits lies in the eastern square."""
    theatre = read_theatre(folder)
    return settle(folder, theatre, waiting_rows(folder, theatre), SPOT, AMAL)


def account(folder, number):
    """Read, accepted, superseded and set aside of one of the files, in the order they came; they add up."""
    one = [account for account in read_theatre(folder).accounts if account.file.startswith("diary")][number]
    sums = one.accepted + one.superseded + one.unchanged + one.withdrawn + one.duplicates + one.rejected
    assert sums == one.read
    return one.read, one.accepted, one.superseded, one.rejected


@pytest.mark.thorough
def test_a_changed_row_whose_new_place_nobody_knows_waits_and_the_event_stays_until_it_is_chosen(folder):
    bring(folder, typed("1", killed="3"))
    before = figures(folder)
    found, _ = bring(folder, typed("1", killed="5", **LOST))
    assert (found.rejected, found.known_aside, killed(folder)) == (1, 1, {"1": 3})
    assert found.faults["fault"].iloc[0].endswith("until somebody says where that is, the event stays as it was")
    assert waiting(folder) == [("diary:1", "West")]
    (chosen,) = choose(folder)
    row = read_theatre(folder).events.loc["diary:1"]
    assert (row["fatalities_best"], row["location_en"], row.geometry.x) == (5, "Qarmashin", 1.5)
    assert waiting(folder) == []
    assert (account(folder, 0), account(folder, 1)) == ((1, 1, 0, 0), (1, 0, 1, 0))
    undo(folder, chosen.id, AMAL)
    assert figures(folder) == before
    assert waiting(folder) == [("diary:1", "West")]
    assert account(folder, 1) == (1, 0, 0, 1)


@pytest.mark.thorough
def test_a_place_chosen_for_a_correction_leaves_what_was_known_before(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), mapping=PUBLISHED_IN)
    bring(folder, typed("1", killed="5", **LOST))
    (chosen,) = choose(folder)
    days = ("2025-01-05", "2025-01-06", "2025-01-31", chosen.at[:10])
    assert [known(folder, date.fromisoformat(day)) for day in days] == [0, 3, 3, 5]


@pytest.mark.thorough
def test_a_correction_that_was_placed_is_corrected_by_the_next_file_like_any_other(folder):
    bring(folder, typed("1", killed="3"))
    bring(folder, typed("1", killed="5", **LOST))
    (chosen,) = choose(folder)
    same, _ = bring(folder, typed("1", killed="5", **LOST))
    assert (len(same.unchanged), same.conflicting) == (1, frozenset())
    found, newer = bring(folder, typed("1", killed="7", **LOST))
    row = read_theatre(folder).events.loc["diary:1"]
    assert (found.superseded, row["fatalities_best"], row.geometry.x) == (1, 7, 1.5)
    with pytest.raises(ChangedMeanwhileError, match="builds on"):
        undo(folder, chosen.id, AMAL)
    undo_all(folder, [newer.id], AMAL)
    assert killed(folder) == {"1": 5}


@pytest.mark.thorough
def test_a_row_that_was_placed_and_moves_to_another_unknown_place_waits_again(folder):
    bring(folder, typed("1", killed="3", **LOST))
    (first,) = choose(folder)
    bring(folder, typed("1", killed="5", **{**LOST, "where": "Qarmashin camp"}))
    assert waiting(folder) == [("diary:1", "Qarmashin")]
    (second,) = choose(folder)
    assert killed(folder) == {"1": 5}
    assert (account(folder, 0), account(folder, 1)) == ((1, 1, 0, 0), (1, 0, 1, 0))
    with pytest.raises(ChangedMeanwhileError, match="Undo the later one first"):
        undo(folder, first.id, AMAL)
    undo(folder, second.id, AMAL)
    assert killed(folder) == {"1": 3}


@pytest.mark.thorough
@pytest.mark.parametrize("newer", [{"killed": "4"}, {"killed": "3"}], ids=["changed", "as it was first"])
def test_a_correction_waits_no_more_once_a_newer_file_says_where_its_event_is(folder, newer):
    bring(folder, typed("1", killed="3"))
    bring(folder, typed("1", killed="5", **LOST))
    _, last = bring(folder, typed("1", **newer))
    assert waiting(folder) == []
    undo(folder, last.id, AMAL)
    assert waiting(folder) == [("diary:1", "West")]


@pytest.mark.thorough
def test_a_row_waits_no_more_once_its_source_deleted_it(folder):
    bring(folder, typed("1", **LOST), typed("2"))
    _, out = strike_out(folder, "1", "2")
    assert waiting(folder) == []
    undo(folder, out.id, AMAL)
    assert waiting(folder) == [("diary:1", "")]


@pytest.mark.thorough
def test_a_correction_that_is_left_out_leaves_the_event_also_under_the_next_file(folder):
    bring(folder, typed("1", killed="3"))
    bring(folder, typed("1", killed="5", **LOST))
    theatre = read_theatre(folder)
    (left,) = leave_out(folder, theatre, waiting_rows(folder, theatre), AMAL)
    assert (waiting(folder), killed(folder)) == ([], {"1": 3})
    found, _ = bring(folder, typed("1", killed="6", **LOST))
    assert (dict(found.by_reason), waiting(folder), killed(folder)) == ({"new-place-not-found": 1}, [], {"1": 3})
    bring(folder, typed("1", killed="7"))
    assert killed(folder) == {"1": 7}, "what it says of a place that is known corrects"
    assert left in read_ledger(folder).standing


@pytest.mark.thorough
def test_a_row_of_an_event_a_person_changed_does_not_wait_and_their_word_stays(folder):
    bring(folder, typed("1", killed="3"))
    by_hand(folder, 8)
    found, _ = bring(folder, typed("1", killed="5", **LOST))
    assert (dict(found.by_reason), waiting(folder), killed(folder)) == ({"new-place-not-found": 1}, [], {"1": 8})


def test_the_files_version_of_an_event_a_person_changed_lies_where_its_place_does(folder):
    bring(folder, typed("1", killed="3"))
    by_hand(folder, 8)
    found, _ = bring(folder, typed("1", where="East", lat="", lon=""), take=["diary:1"])
    assert {"longitude", "place"} <= set(found.changes["field"])
    assert read_theatre(folder).events.loc["diary:1"].geometry.x == 1.5
