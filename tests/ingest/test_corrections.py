"""A newer file of a source already held: unchanged, changed, new, gone; undone as one; what a person did wins."""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.ledger import Subject, read_ledger
from geo.situation import select
from geo.situation_figures import event_figures
from geo.theatre_folder import read_theatre
from ingest.drafts.draft import draft
from ingest.formats.deletions import FORMAT as DELETIONS
from ingest.keeping.batches import keep
from ingest.keeping.by_hand import edit, last_change, row_of, withdraw
from ingest.keeping.change_list import CONFLICT, LEAVES, change_list
from ingest.keeping.conflicts import NotCompleteError, as_complete, change_words, taking
from ingest.keeping.deleting import deletions
from ingest.keeping.moved import figures_moved
from ingest.keeping.store import ChangedMeanwhileError, undo
from ingest.keeping.waiting import Spot, settle, waiting_rows
from ingest.mappings.mapping import Mapping
from layers.corrected import corrections_of
from tests.ingest.incoming_worlds import AMAL, MAPPING, TODAY, held_against, table_of, typed
from tests.worlds import event, write_theatre

PUBLISHED = replace(MAPPING, columns={**MAPPING.columns, "published_on": "published"})
SPOT = Spot(1.5, 0.5, 1, 2.0, "the driver showed it")
LOST = {"where": "Qarmashin", "lat": "", "lon": ""}
numbers = itertools.count(1)


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "t", events=[event("e1", "2025-01-02")])


def bring(folder, *rows, complete=False, take=(), **more):
    """Keep a file of `rows`, each time another one; its account and its line in the log."""
    found = taking(held_against(read_theatre(folder), *rows, **more), set(take))
    found = as_complete(found) if complete else found
    sha256 = f"{next(numbers):064d}"
    return found, keep(folder, found, sha256, "A diary", "ask Amal", AMAL)


def killed(folder):
    """The killed of each event of the diary, by its id there."""
    events = read_theatre(folder).events
    diary = events[events.index.str.startswith("diary:")]
    return {key.removeprefix("diary:"): int(dead) for key, dead in diary["fatalities_best"].fillna(0).items()}


def figures(folder):
    theatre = read_theatre(folder)
    return event_figures(select(theatre, theatre.everything).events)


def test_each_row_of_a_newer_file_is_unchanged_changed_or_new(folder):
    bring(folder, typed("1", killed="3"), typed("2", killed="1"))
    found, _ = bring(folder, typed("1", killed="5"), typed("2", killed="1"), typed("3"), typed("4", day="soon"))
    assert found.counts == {
        "accepted": 1, "superseded": 1, "unchanged": 1, "withdrawn": 0, "duplicates": 0, "set_aside": 1,
    }  # fmt: skip
    assert sum(found.counts.values()) == found.read
    assert killed(folder) == {"1": 5, "2": 1, "3": 0}


@pytest.mark.parametrize(
    ("corrected", "field", "before", "after"),
    [
        ({"killed": "5"}, "fatalities_best", "", "5"),
        ({"lat": "0.25"}, "latitude", "0.5", "0.25"),
        ({"day": "2025-01-06"}, "event_date", "2025-01-05", "2025-01-06"),
        ({"type": "Riots"}, "event_type", "Battles", "Riots"),
        ({"who": "Red army"}, "actor1", "Blue army", "Red army"),
        ({"where": "East"}, "place", "West", "East"),
    ],
    ids=lambda more: next(iter(more)) if isinstance(more, dict) else None,
)
def test_a_changed_row_is_told_field_by_field_and_counts_once_kept(folder, corrected, field, before, after):
    bring(folder, typed("1"), typed("2", killed="3"))
    found, entry = bring(folder, typed("1", **corrected), typed("2", killed="3"))
    lines = found.changes.set_index("field")
    assert (lines.loc[field, "before"], lines.loc[field, "after"]) == (before, after)
    assert set(found.changes["event_id"]) == {"diary:1"}
    assert read_theatre(folder).events.loc["diary:1", "origin"] == entry.key


def test_a_correction_is_one_change_and_undone_as_one(folder):
    bring(folder, typed("1", killed="3"), typed("2", killed="1"))
    before = figures(folder)
    _, correction = bring(folder, typed("1", killed="5"), typed("3", killed="9"))
    after = figures(folder)
    assert after != before
    undone = undo(folder, correction.id, AMAL)
    assert figures(folder) == before
    undo(folder, undone.id, AMAL)
    assert figures(folder) == after


def test_what_moves_is_what_the_situation_says_before_and_after(folder):
    bring(folder, typed("1", killed="3"), typed("2", killed="1", day="2025-01-07"))
    theatre = read_theatre(folder)
    found = held_against(theatre, typed("1", killed="5", lon="1.5"), typed("2", killed="1", day="2025-01-07"))
    moved = {
        (one.of, "" if one.of == "whole" else one.name, one.figure): (one.before, one.after)
        for one in figures_moved(found, theatre)
    }
    before = figures(folder)["fatalities"].best
    keep(folder, found, "1" * 64, "", "", AMAL)
    assert moved["whole", "", "killed_best"] == (before, figures(folder)["fatalities"].best) == (4, 6)
    assert moved["area", "Square 2", "killed_best"] == (0, 5)
    assert moved["area", "Square 2", "events"] == (0, 1)
    assert moved["day", "2025-01-05", "killed_best"] == (3, 5)
    assert ("day", "2025-01-07", "killed_best") not in moved


def test_the_earlier_file_taken_out_leaves_what_the_newer_one_says_of_every_row(folder):
    _, first = bring(folder, typed("1", killed="3"), typed("2", killed="1"), typed("3"))
    bring(folder, typed("1", killed="5"), typed("2", killed="1"))
    undone = undo(folder, first.id, AMAL)
    assert killed(folder) == {"1": 5, "2": 1}
    assert not read_theatre(folder).set_aside
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 5, "2": 1, "3": 0}


def test_files_undone_and_brought_back_in_any_order_leave_what_the_last_that_stands_says(folder):
    entries = [
        bring(folder, typed("1", killed="1"), typed("2", killed="1"))[1],
        bring(folder, typed("1", killed="2"), typed("2", killed="1"))[1],
        bring(folder, typed("1", killed="3"), typed("3", killed="3"))[1],
    ]
    says = [{"1": 1, "2": 1}, {"1": 2, "2": 1}, {"1": 3, "3": 3}]
    for order in itertools.permutations(range(3)):
        undone, standing = {}, set(range(3))
        for number in order:
            undone[number] = undo(folder, entries[number].id, AMAL)
            standing.discard(number)
            assert killed(folder) == {id: dead for at in sorted(standing) for id, dead in says[at].items()}
        for number in order:
            undo(folder, undone[number].id, AMAL)
            standing.add(number)
            assert killed(folder) == {id: dead for at in sorted(standing) for id, dead in says[at].items()}


def test_the_accounts_add_up_and_say_what_was_corrected_since(folder):
    bring(folder, typed("1", killed="3"), typed("2"))
    bring(folder, typed("1", killed="5"), typed("2"), typed("3"))
    first, second = (a for a in read_theatre(folder).accounts if a.file.startswith("diary"))
    assert (first.read, first.accepted, first.replaced) == (2, 2, 1)
    assert (second.read, second.accepted, second.superseded, second.unchanged) == (3, 1, 1, 1)


def test_a_row_without_an_id_of_its_own_is_the_same_or_another_and_never_corrected(folder):
    bring(folder, typed("", killed="3"))
    found, _ = bring(folder, typed("", killed="5"), typed("", killed="3"), typed("", day="2025-01-06"))
    assert (found.accepted, found.superseded, len(found.duplicates)) == (1, 0, 2)


def test_an_id_of_the_theatres_own_file_is_not_corrected_by_a_file(tmp_path):
    folder = write_theatre(tmp_path / "t", events=[event("diary:7", "2025-01-02")])
    found, _ = bring(folder, typed("7", killed="9"))
    assert list(found.duplicates["where"]) == ["in the theatre"]
    assert list(found.duplicates["differs"]) == [True]


def test_a_table_of_other_columns_whose_file_has_the_same_name_corrects_nothing(folder):
    nameless = replace(MAPPING, dataset="")
    bring(folder, typed("1", killed="3"), mapping=nameless)
    theatre = read_theatre(folder)
    (note,) = theatre.imports.values()
    other = replace(theatre, imports={note.batch: replace(note, columns=("id", "quite", "other"))})
    found = held_against(other, typed("1", killed="5"), mapping=nameless)
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, from another source"])


def test_the_file_brought_in_first_does_not_take_back_what_a_later_one_corrected(folder):
    rows = typed("1", killed="3"), typed("1", killed="5")
    keep(folder, held_against(read_theatre(folder), rows[0]), "a" * 64, "", "", AMAL)
    keep(folder, held_against(read_theatre(folder), rows[1]), "b" * 64, "", "", AMAL)
    found = held_against(read_theatre(folder), rows[0], sha256="a" * 64)
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, in a later version"])


REVISED = replace(MAPPING, columns={**MAPPING.columns, "revised_on": "where"}, fixed={**MAPPING.fixed, "place": "West"})
del REVISED.columns["place"]


@pytest.mark.parametrize("moment", ["2025-01-10", "1736467200", "1736467200000"])
def test_a_row_its_source_changed_earlier_than_the_one_held_corrects_nothing(folder, moment):
    bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=REVISED)
    found, _ = bring(folder, typed("1", killed="3", where=moment), mapping=REVISED)
    assert (found.superseded, len(found.duplicates)) == (0, 1)
    found, _ = bring(folder, typed("1", killed="7", where="1738367999"), mapping=REVISED)
    assert found.superseded == 1


def test_a_day_of_change_that_cannot_be_read_costs_nothing(folder):
    found, _ = bring(folder, typed("1", where="yesterday"), mapping=REVISED)
    assert (found.accepted, found.set_aside) == (1, 0)


def known(folder, day):
    """The killed, as it was known on a day."""
    theatre = read_theatre(folder)
    asked = replace(theatre.everything, known_by=day)
    return event_figures(select(theatre, asked).events)["fatalities"].best


PUBLISHED_IN = replace(REVISED, columns={**REVISED.columns, "published_on": "where"})
del PUBLISHED_IN.columns["revised_on"]


def test_on_an_earlier_day_of_knowledge_the_earlier_version_counts(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), mapping=PUBLISHED_IN)
    bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=PUBLISHED_IN)
    assert [known(folder, date(2025, 1, day)) for day in (5, 6, 19, 20)] == [0, 3, 3, 5]


def test_a_correction_that_says_no_day_is_known_from_the_day_it_was_brought_in(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), mapping=PUBLISHED_IN)
    _, entry = bring(folder, typed("1", killed="5", where="2025-01-06"), mapping=PUBLISHED_IN)
    day = date.fromisoformat(entry.at[:10])
    assert (known(folder, date(2025, 1, 31)), known(folder, day), known(folder, None)) == (3, 5, 5)


def test_an_event_that_was_withdrawn_counts_until_then(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), typed("2", where="2025-01-06"), mapping=PUBLISHED_IN)
    found, entry = bring(folder, typed("2", where="2025-01-06"), mapping=PUBLISHED_IN, complete=True)
    assert list(found.gone.events.index) == ["diary:1"]
    assert (known(folder, date(2025, 1, 31)), known(folder, None)) == (3, 0)
    undo(folder, entry.id, AMAL)
    assert known(folder, None) == 3


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


def test_a_file_with_rows_nobody_could_read_is_not_complete(folder):
    bring(folder, typed("1"), typed("2"))
    found = held_against(read_theatre(folder), typed("2"), unreadable=1)
    with pytest.raises(NotCompleteError, match="1 of its rows could not be read"):
        as_complete(found)


def test_an_event_gone_and_back_again_counts(folder):
    bring(folder, typed("1", killed="3"), typed("2"))
    bring(folder, typed("2"), complete=True)
    found, _ = bring(folder, typed("1", killed="4"), typed("2"))
    assert (found.accepted, killed(folder)) == (1, {"1": 4, "2": 0})


def by_hand(folder, dead=8, key="diary:1"):
    theatre = read_theatre(folder)
    row = {**row_of(theatre.events, key), "fatalities_best": dead}
    return edit(folder, theatre, Subject.EVENT, key, row, AMAL, seen=last_change(theatre, Subject.EVENT, key))


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


def test_a_person_corrects_what_was_taken_from_a_file(folder):
    bring(folder, typed("1", killed="3"))
    by_hand(folder)
    bring(folder, typed("1", killed="5"), take=["diary:1"])
    by_hand(folder, 6)
    assert killed(folder) == {"1": 6}


def test_what_a_person_withdrew_stays_out_and_is_told(folder):
    bring(folder, typed("1", killed="3"))
    withdraw(folder, Subject.EVENT, "diary:1", AMAL, seen=None)
    found, _ = bring(folder, typed("1", killed="5"))
    assert list(found.conflicts["by_hand"]) == ["withdrawn"]
    assert killed(folder) == {}
    bring(folder, typed("1", killed="6"), take=["diary:1"])
    assert killed(folder) == {"1": 6}


def test_a_changed_row_that_names_the_same_place_keeps_the_place_a_person_chose(folder):
    bring(folder, typed("1", killed="3", **LOST))
    (placing,) = settle(folder, read_theatre(folder), waiting_rows(folder, read_theatre(folder)), SPOT, AMAL)
    found, entry = bring(folder, typed("1", killed="5", **LOST))
    row = read_theatre(folder).events.loc["diary:1"]
    assert (found.superseded, row["fatalities_best"], row.geometry.x) == (1, 5, 1.5)
    with pytest.raises(ChangedMeanwhileError):
        undo(folder, placing.id, AMAL)
    undo(folder, entry.id, AMAL)
    assert killed(folder) == {"1": 3}


def test_a_changed_row_that_was_looked_up_keeps_its_place_where_it_names_the_same(folder):
    bring(folder, typed("1", killed="3", where="East", lat="", lon=""))
    bring(folder, typed("1", killed="5", where="East", lat="", lon=""))
    row = read_theatre(folder).events.loc["diary:1"]
    assert (row["fatalities_best"], row.geometry.x) == (5, 1.5)
    found, _ = bring(folder, typed("1", killed="5", where="West", lat="", lon=""))
    assert found.superseded == 1
    assert read_theatre(folder).events.loc["diary:1"].geometry.x == 0.5


def test_a_changed_row_whose_new_place_nobody_knows_is_set_aside_and_the_event_stays(folder):
    bring(folder, typed("1", killed="3", where="East", lat="", lon=""))
    found, _ = bring(folder, typed("1", killed="5", **LOST))
    assert (found.set_aside, found.known_aside, killed(folder)) == (1, 1, {"1": 3})
    assert dict(found.by_reason) == {"new-place-not-found": 1}
    assert found.faults["fault"].iloc[0].endswith("the event stays as it was")
    assert waiting_rows(folder, read_theatre(folder)) == []
    bring(folder, typed("1", killed="5", **{**LOST, "lat": "0.5", "lon": "1.5"}))
    assert killed(folder) == {"1": 5}


def test_who_reports_an_event_is_the_file_where_nobody_is_named_and_another_name_of_it_is_no_change(folder):
    bring(folder, typed("1"), file="january.csv")
    found, _ = bring(folder, typed("1"), file="february.csv")
    assert (found.superseded, len(found.unchanged)) == (0, 1)


def test_the_details_of_an_event_say_what_was_corrected_and_by_which_file(folder):
    bring(folder, typed("1", killed="3"), file="january.csv")
    bring(folder, typed("1", killed="5"), file="february.csv")
    theatre = read_theatre(folder)
    (line,) = corrections_of("diary:1", theatre.events.loc["diary:1"], theatre)
    assert line[0] == "Corrected"
    assert line[1][0].text.startswith("killed 3 → 5, by february.csv, ")


DELETED = Mapping(format=DELETIONS.id, columns={"source_id": "id"})


def strike_out(folder, *ids, take=()):
    """Keep a list of deletions; its account and its line in the log."""
    rows = draft(table_of(*(typed(id) for id in ids), file="deleted.csv"), DELETED, today=TODAY)
    found = taking(deletions(rows, read_theatre(folder)), set(take))
    assert sum(found.counts.values()) == found.read
    return found, keep(folder, found, f"{next(numbers):064d}", "", "", AMAL)


def test_a_row_that_came_after_its_deletion_counts_when_the_deletion_is_undone(folder):
    bring(folder, typed("1", killed="1"))
    _, out = strike_out(folder, "1")
    bring(folder, typed("1", killed="2"))
    undo(folder, out.id, AMAL)
    assert killed(folder) == {"1": 2}
    assert not read_theatre(folder).set_aside


def test_a_newer_file_counts_although_the_older_one_was_out_when_it_came(folder):
    _, first = bring(folder, typed("1", killed="1"), typed("2", killed="1"))
    undone = undo(folder, first.id, AMAL)
    bring(folder, typed("1", killed="2"))
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 2, "2": 1}
    assert not read_theatre(folder).set_aside


def test_a_file_that_found_a_row_unchanged_counts_before_one_brought_back_under_it(folder):
    bring(folder, typed("1", killed="1"), typed("2", killed="1"))
    _, second = bring(folder, typed("1", killed="2"))
    undone = undo(folder, second.id, AMAL)
    found, last = bring(folder, typed("1", killed="1"), typed("2", killed="1"), typed("3"))
    assert found.counts["unchanged"] == 2
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 1, "2": 1, "3": 0}
    undo(folder, last.id, AMAL)
    assert killed(folder) == {"1": 2, "2": 1}


def test_an_event_stays_out_as_long_as_one_of_two_lists_of_deletions_stands(folder):
    bring(folder, typed("1"), typed("2"))
    _, first = strike_out(folder, "1")
    found, second = strike_out(folder, "1")
    assert (found.withdrawn, found.counts["unchanged"]) == (0, 1)
    undo(folder, first.id, AMAL)
    assert killed(folder) == {"2": 0}
    undo(folder, second.id, AMAL)
    assert killed(folder) == {"1": 0, "2": 0}


def test_a_deletion_that_a_person_had_the_better_of_counts_once_their_change_is_undone(folder):
    bring(folder, typed("1", killed="1"))
    hand = by_hand(folder, 9)
    found, _ = strike_out(folder, "1")
    assert found.conflicting == {"diary:1"}
    assert killed(folder) == {"1": 9}
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {}


def test_an_event_a_complete_file_lacks_is_out_once_a_persons_change_of_it_is_undone(folder):
    bring(folder, typed("1", killed="1"), typed("2"), typed("3"))
    hand = by_hand(folder, 9)
    found, _ = bring(folder, typed("2"), typed("3"), complete=True)
    assert len(found.withdrawals) == 0
    assert killed(folder)["1"] == 9
    undo(folder, hand.id, AMAL)
    assert killed(folder) == {"2": 0, "3": 0}


def test_what_a_complete_file_lacks_and_a_person_changed_is_a_conflict_and_out_where_the_file_is_taken(folder):
    bring(folder, typed("1", killed="1"), typed("2"))
    by_hand(folder, 9)
    whole = as_complete(held_against(read_theatre(folder), typed("2")))
    assert (whole.conflicting, sum(whole.counts.values())) == ({"diary:1"}, whole.read)
    assert list(change_list(whole)["what"]) == [CONFLICT]
    taken = taking(whole, {"diary:1"})
    assert (list(change_list(taken)["what"]), set(taken.conflicting)) == ([LEAVES], set())
    entry = keep(folder, taken, f"{next(numbers):064d}", "", "", AMAL)
    assert killed(folder) == {"2": 0}
    undo(folder, entry.id, AMAL)
    assert killed(folder) == {"1": 9, "2": 0}


def test_ids_that_take_nothing_out_are_told_by_why(folder):
    bring(folder, typed("1"), typed("2"))
    strike_out(folder, "1")
    found, _ = strike_out(folder, "1", "2", "77", "78")
    assert change_words(found) == "Of the ids that change nothing: 1 withdrawn already, 2 not in the theatre."


def test_an_older_version_brought_back_under_a_newer_one_stays_the_older(folder):
    _, newer = bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=REVISED)
    undone = undo(folder, newer.id, AMAL)
    bring(folder, typed("1", killed="3", where="2025-01-10"), mapping=REVISED)
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 5}


def test_a_table_of_other_columns_under_the_name_a_file_gives_is_of_another_source(folder):
    bring(folder, typed("1", killed="3"))
    theatre = read_theatre(folder)
    (note,) = theatre.imports.values()
    other = replace(theatre, imports={note.batch: replace(note, columns=("id", "quite", "other"))})
    found = held_against(other, typed("1", killed="5"))
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, from another source"])
    named = held_against(other, typed("1", killed="5"), file="another.csv")
    assert named.superseded == 1


def test_ids_taken_for_those_of_a_file_of_another_name_are_asked_about_where_days_move(folder):
    bring(folder, typed("1"))
    assert change_words(held_against(read_theatre(folder), typed("1", day="2025-01-09"))) == ""
    found = held_against(read_theatre(folder), typed("1", day="2025-01-09"), file="another.csv")
    assert "Is it the same source?" in change_words(found)


STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("file"), some.dictionaries(some.sampled_from("123"), some.integers(0, 4), max_size=3)),
        some.tuples(some.just("hand"), some.integers(5, 9)),
        some.tuples(some.just("out"), some.sets(some.sampled_from("123"), min_size=1)),
        some.tuples(some.just("undo"), some.integers(0, 9)),
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_brought_in_changed_and_undone_the_theatre_is_what_the_changes_that_stand_say(
    tmp_path_factory, steps
):
    folder = write_theatre(tmp_path_factory.mktemp("law") / "t")
    says: dict[str, object] = {}
    for what, value in steps:
        if what == "file":
            rows = [typed(id, killed=str(dead)) for id, dead in value.items()]
            found = held_against(read_theatre(folder), *rows)
            assert sum(found.counts.values()) == found.read
            entry = keep(folder, found, f"{next(numbers):064d}", "", "", AMAL)
            says[entry.id] = value
        elif what == "out":
            says[strike_out(folder, *sorted(value))[1].id] = value
        elif what == "hand" and "1" in killed(folder):
            says[by_hand(folder, value).id] = value
        elif what == "undo":
            entries = read_ledger(folder).entries
            if entries:
                with suppress(ChangedMeanwhileError):
                    undo(folder, entries[value % len(entries)].id, AMAL)
        assert killed(folder) == _played(folder, says)


def _played(folder, says):
    """The killed by id, as a plain loop over the changes that stand has them."""
    files, hand = {}, {}
    for entry in read_ledger(folder).standing:
        said = says[entry.id]
        if isinstance(said, dict):
            files |= said
        elif isinstance(said, set):
            files = {key: dead for key, dead in files.items() if key not in said}
        else:
            hand["1"] = said
    return files | hand
