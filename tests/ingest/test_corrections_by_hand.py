"""What a person did to an event wins over a file, until somebody says otherwise."""

from __future__ import annotations

import pytest

from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from ingest.matching.conflicts import as_complete, taking
from ingest.matching.keep import keep
from store.manual_edit import withdraw
from store.store import ChangedMeanwhileError, undo
from tests.ingest.correction_worlds import bring, by_hand, killed, next_sha256
from tests.ingest.incoming_worlds import AMAL, held_against, typed


@pytest.mark.thorough
def test_what_a_person_corrected_wins_and_is_told_with_both_versions(folder):
    bring(folder, typed("1", killed="3"))
    hand = by_hand(folder)
    found, _ = bring(folder, typed("1", killed="5"))
    (line,) = found.conflicts.to_dict("records")
    assert (line["field"], line["before"], line["after"], line["by_hand"]) == ("fatalities_best", "3", "5", "8")
    assert (found.superseded, len(found.unchanged), killed(folder)) == (0, 1, {"1": 8})
    again, _ = bring(folder, typed("1", killed="5"))
    assert again.conflicts.empty
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {"1": 5}


def test_a_file_that_agrees_with_the_person_is_no_conflict(folder):
    bring(folder, typed("1", killed="3"))
    by_hand(folder)
    assert held_against(read_theatre(folder), typed("1", killed="8")).conflicts.empty


@pytest.mark.thorough
def test_a_person_may_take_the_files_version_and_take_that_back(folder):
    bring(folder, typed("1", killed="3"))
    hand = by_hand(folder)
    found, entry = bring(folder, typed("1", killed="5"), take=["diary:1"])
    assert (found.superseded, len(found.unchanged), killed(folder)) == (1, 0, {"1": 5})
    with pytest.raises(ChangedMeanwhileError, match="Undo the later one first"):
        undo(folder, hand.id, AMAL)
    undo(folder, entry.id, AMAL)
    assert killed(folder) == {"1": 8}
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {"1": 3}


@pytest.mark.thorough
def test_a_person_corrects_what_was_taken_from_a_file(folder):
    bring(folder, typed("1", killed="3"))
    by_hand(folder)
    bring(folder, typed("1", killed="5"), take=["diary:1"])
    by_hand(folder, 6)
    assert killed(folder) == {"1": 6}


@pytest.mark.thorough
def test_what_a_person_withdrew_stays_out_and_is_told(folder):
    bring(folder, typed("1", killed="3"))
    withdraw(folder, Subject.EVENT, "diary:1", AMAL, seen=read_ledger(folder))
    found, _ = bring(folder, typed("1", killed="5"))
    assert list(found.conflicts["by_hand"]) == ["withdrawn"]
    assert killed(folder) == {}
    bring(folder, typed("1", killed="6"), take=["diary:1"])
    assert killed(folder) == {"1": 6}


@pytest.mark.thorough
def test_a_file_that_was_taken_over_a_person_is_corrected_by_the_next_as_any_other(folder):
    bring(folder, typed("1", killed="3"))
    hand = by_hand(folder)
    bring(folder, typed("1", killed="5"), take=["diary:1"])
    found, newest = bring(folder, typed("1", killed="6"))
    assert (found.superseded, found.conflicting, killed(folder)) == (1, frozenset(), {"1": 6})
    undo(folder, newest.id, AMAL)
    assert killed(folder) == {"1": 5}
    with pytest.raises(ChangedMeanwhileError, match="Undo the later one first"):
        undo(folder, hand.id, AMAL)


@pytest.mark.thorough
def test_an_event_that_a_complete_file_took_out_over_a_person_is_new_when_it_comes_again(folder):
    bring(folder, typed("1", killed="3"), typed("2"))
    by_hand(folder)
    whole = as_complete(held_against(read_theatre(folder), typed("2")))
    keep(folder, taking(whole, {"diary:1"}), next_sha256(), "", "", AMAL)
    found, _ = bring(folder, typed("1", killed="6"), typed("2"))
    assert (found.accepted, killed(folder)) == (1, {"1": 6, "2": 0})
