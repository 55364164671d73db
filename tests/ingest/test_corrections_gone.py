"""What a complete file lacks and what a list of deletions names is withdrawn, and brought back as one."""

from __future__ import annotations

import pytest

from geo.theatre.loader import read_theatre
from ingest.matching.change_list import CONFLICT, LEAVES, change_list
from ingest.matching.conflicts import NotCompleteError, as_complete, change_words, taking
from ingest.matching.keep import keep
from store.store import undo
from tests.ingest.correction_worlds import (
    bring,
    by_hand,
    killed,
    next_sha256,
    strike_out,
)
from tests.ingest.incoming_worlds import AMAL, held_against, typed


@pytest.mark.thorough
def test_what_a_file_lacks_is_told_and_taken_out_only_where_it_is_complete(folder):
    bring(folder, typed("1"), typed("2"), typed("3", day="2025-01-20"), typed("4", lon="1.5"), typed("5", type="Riots"))
    found, _ = bring(folder, typed("2"))
    assert list(found.gone.events.index) == ["diary:1"]
    assert len(killed(folder)) == 5
    _, entry = bring(folder, typed("2"), complete=True)
    assert set(killed(folder)) == {"2", "3", "4", "5"}
    undo(folder, entry.id, AMAL)
    assert len(killed(folder)) == 5


def test_a_row_set_aside_is_not_gone(folder):
    bring(folder, typed("1"), typed("2"))
    found = held_against(read_theatre(folder), typed("1", day="soon"), typed("2"))
    assert found.gone.events.empty
    assert found.known_aside == 1


@pytest.mark.thorough
def test_a_file_with_rows_nobody_could_read_is_not_complete(folder):
    bring(folder, typed("1"), typed("2"))
    found = held_against(read_theatre(folder), typed("2"), unreadable=1)
    with pytest.raises(NotCompleteError, match="1 of its rows could not be read"):
        as_complete(found)


@pytest.mark.thorough
def test_an_event_gone_and_back_again_counts(folder):
    bring(folder, typed("1", killed="3"), typed("2"))
    bring(folder, typed("2"), complete=True)
    found, _ = bring(folder, typed("1", killed="4"), typed("2"))
    assert (found.accepted, killed(folder)) == (1, {"1": 4, "2": 0})


@pytest.mark.thorough
def test_a_row_that_came_after_its_deletion_counts_when_the_deletion_is_undone(folder):
    bring(folder, typed("1", killed="1"))
    _, out = strike_out(folder, "1")
    bring(folder, typed("1", killed="2"))
    undo(folder, out.id, AMAL)
    assert killed(folder) == {"1": 2}
    assert not read_theatre(folder).rejected


@pytest.mark.thorough
def test_an_event_stays_out_as_long_as_one_of_two_lists_of_deletions_stands(folder):
    bring(folder, typed("1"), typed("2"))
    _, first = strike_out(folder, "1")
    found, second = strike_out(folder, "1")
    assert (found.withdrawn, found.counts["unchanged"]) == (0, 1)
    undo(folder, first.id, AMAL)
    assert killed(folder) == {"2": 0}
    undo(folder, second.id, AMAL)
    assert killed(folder) == {"1": 0, "2": 0}


@pytest.mark.thorough
def test_a_deletion_that_a_person_had_the_better_of_counts_once_their_change_is_undone(folder):
    bring(folder, typed("1", killed="1"))
    hand = by_hand(folder, 9)
    found, _ = strike_out(folder, "1")
    assert found.conflicting == {"diary:1"}
    assert killed(folder) == {"1": 9}
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {}


@pytest.mark.thorough
def test_an_event_a_complete_file_lacks_is_out_once_a_persons_change_of_it_is_undone(folder):
    bring(folder, typed("1", killed="1"), typed("2"), typed("3"))
    hand = by_hand(folder, 9)
    found, _ = bring(folder, typed("2"), typed("3"), complete=True)
    assert len(found.withdrawals) == 0
    assert killed(folder)["1"] == 9
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {"2": 0, "3": 0}


@pytest.mark.thorough
def test_what_a_complete_file_lacks_and_a_person_changed_is_a_conflict_and_out_where_the_file_is_taken(folder):
    bring(folder, typed("1", killed="1"), typed("2"))
    by_hand(folder, 9)
    whole = as_complete(held_against(read_theatre(folder), typed("2")))
    assert (whole.conflicting, sum(whole.counts.values())) == ({"diary:1"}, whole.read)
    assert list(change_list(whole)["what"]) == [CONFLICT]
    taken = taking(whole, {"diary:1"})
    assert (list(change_list(taken)["what"]), set(taken.conflicting)) == ([LEAVES], set())
    entry = keep(folder, taken, next_sha256(), "", "", AMAL)
    assert killed(folder) == {"2": 0}
    undo(folder, entry.id, AMAL)
    assert killed(folder) == {"1": 9, "2": 0}


@pytest.mark.thorough
def test_ids_that_take_nothing_out_are_told_by_why(folder):
    bring(folder, typed("1"), typed("2"))
    strike_out(folder, "1")
    found, _ = strike_out(folder, "1", "2", "77", "78")
    assert change_words(found) == "Of the ids that change nothing: 1 withdrawn already, 2 not in the theatre."
