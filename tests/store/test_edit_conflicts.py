"""A row opened to be changed, and what files did to it before it was saved: nothing is saved over that unseen."""

from __future__ import annotations

import pytest

from geo.changelog.log import Subject
from geo.theatre.loader import read_theatre
from store.edit_conflicts import EditConflict, changed_since
from store.manual_edit import edit, row_of, withdraw
from store.store import Author, ChangedMeanwhileError, undo
from tests.ingest.correction_worlds import bring, by_hand, killed, strike_out
from tests.ingest.incoming_worlds import AMAL, typed

BASIL = Author("Basil", "looked again")


@pytest.fixture
def opened(folder):
    """The theatre as Basil has seen it."""
    bring(folder, typed("1", killed="3"), typed("2"), file="january.csv")
    return read_theatre(folder)


def save(folder, opened, key="diary:1"):
    """Basil saves what he typed into the form of an event that he opened then."""
    row = {**row_of(opened.events, key), "injured": 4}
    return edit(folder, read_theatre(folder), Subject.EVENT, key, row, BASIL, seen=opened.ledger)


@pytest.mark.thorough
def test_an_event_that_a_file_corrected_meanwhile_is_not_saved_over(folder, opened):
    bring(folder, typed("1", killed="5"), typed("2"), file="february.csv")
    with pytest.raises(ChangedMeanwhileError, match=r"diary:1 changed by february\.csv, which Amal brought in since"):
        save(folder, opened)
    with pytest.raises(ChangedMeanwhileError, match=r"february\.csv"):
        withdraw(folder, Subject.EVENT, "diary:1", BASIL, seen=opened.ledger)
    assert killed(folder) == {"1": 5, "2": 0}
    save(folder, opened, "diary:2")
    save(folder, read_theatre(folder))
    assert read_theatre(folder).events.loc["diary:1", ["fatalities_best", "injured"]].tolist() == [5, 4]


@pytest.mark.thorough
def test_a_correction_undone_meanwhile_is_told_with_the_file_and_who_took_it_out(folder, opened):
    _, newer = bring(folder, typed("1", killed="5"), file="february.csv")
    then = read_theatre(folder)
    undone = undo(folder, newer.id, Author("Carla", "the wrong file"))
    with pytest.raises(
        ChangedMeanwhileError, match=r"february\.csv, which speaks of diary:1, taken out by Carla since"
    ):
        save(folder, then)
    save(folder, opened)
    assert killed(folder)["1"] == 3
    assert undone


@pytest.mark.thorough
def test_a_correction_brought_back_meanwhile_names_who_brought_it_back(folder, opened):
    _, newer = bring(folder, typed("1", killed="5"), file="february.csv")
    undone = undo(folder, newer.id, AMAL)
    then = read_theatre(folder)
    undo(folder, undone.id, Author("Carla", "it was right"))
    now = read_theatre(folder)
    told = changed_since(folder, now.ledger, Subject.EVENT, "diary:1", then.ledger)
    assert told == EditConflict("Carla", "february.csv")


@pytest.mark.thorough
def test_an_event_that_a_list_of_deletions_took_out_meanwhile_is_not_saved_back(folder, opened):
    strike_out(folder, "1")
    with pytest.raises(ChangedMeanwhileError, match=r"deleted\.csv"):
        save(folder, opened)
    assert killed(folder) == {"2": 0}


def test_an_event_whose_file_was_taken_out_meanwhile_is_not_saved_back(folder, opened):
    (first,) = (entry for entry in opened.ledger.entries if entry.subject is Subject.BATCH)
    undo(folder, first.id, AMAL)
    with pytest.raises(ChangedMeanwhileError, match=r"january\.csv"):
        save(folder, opened)


@pytest.mark.thorough
def test_a_file_that_says_the_same_or_speaks_of_other_events_is_no_hindrance(folder, opened):
    bring(folder, typed("1", killed="3"), typed("2", killed="1"), typed("3"), file="february.csv")
    save(folder, opened)
    assert read_theatre(folder).events.loc["diary:1", "injured"] == 4


@pytest.mark.thorough
def test_a_file_that_a_persons_word_had_the_better_of_is_no_hindrance_to_their_next_word(folder, opened):
    by_hand(folder, 8)
    then = read_theatre(folder)
    bring(folder, typed("1", killed="5"), file="february.csv")
    save(folder, then)
    by_hand(folder, 9)
    later = read_theatre(folder)
    bring(folder, typed("1", killed="6"), file="march.csv", take=["diary:1"])
    with pytest.raises(ChangedMeanwhileError, match=r"march\.csv"):
        save(folder, later)
