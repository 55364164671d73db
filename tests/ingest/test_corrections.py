"""A newer file of a source already held: which rows are unchanged, changed or new, and undone as one."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from geo.theatre.loader import read_theatre
from info.earlier_versions import corrections_of
from ingest.matching.conflicts import change_words
from ingest.matching.keep import keep
from ingest.matching.moved_figures import figures_moved
from store.store import undo
from tests.ingest.correction_worlds import (
    bring,
    figures,
    killed,
)
from tests.ingest.incoming_worlds import AMAL, MAPPING, held_against, typed
from tests.suites import first_quick
from tests.worlds import CLIPPED, event, write_theatre


@pytest.mark.thorough
def test_each_row_of_a_newer_file_is_unchanged_changed_or_new(folder):
    bring(folder, typed("1", killed="3"), typed("2", killed="1"))
    found, _ = bring(folder, typed("1", killed="5"), typed("2", killed="1"), typed("3"), typed("4", day="soon"))
    assert found.counts == {
        "accepted": 1, "superseded": 1, "unchanged": 1, "withdrawn": 0, "duplicates": 0, "set_aside": 1,
    }  # fmt: skip
    assert sum(found.counts.values()) == found.read
    assert killed(folder) == {"1": 5, "2": 1, "3": 0}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("corrected", "field", "before", "after"),
    first_quick(
        [
            ({"killed": "5"}, "fatalities_best", "", "5"),
            ({"lat": "0.25"}, "latitude", "0.5", "0.25"),
            ({"day": "2025-01-06"}, "event_date", "2025-01-05", "2025-01-06"),
            ({"type": "Riots"}, "event_type", "Battles", "Riots"),
            ({"who": "Red army"}, "actor1", "Blue army", "Red army"),
            ({"where": "East"}, "place", "West", "East"),
        ],
        parameters=4,
    ),
    ids=lambda more: next(iter(more)) if isinstance(more, dict) else None,
)
def test_a_changed_row_is_told_field_by_field_and_counts_once_kept(folder, corrected, field, before, after):
    bring(folder, typed("1"), typed("2", killed="3"))
    found, entry = bring(folder, typed("1", **corrected), typed("2", killed="3"))
    lines = found.changes.set_index("field")
    assert (lines.loc[field, "before"], lines.loc[field, "after"]) == (before, after)
    assert set(found.changes["event_id"]) == {"diary:1"}
    assert read_theatre(folder).events.loc["diary:1", "origin"] == entry.key


@pytest.mark.thorough
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


@pytest.mark.thorough
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


def test_what_moves_in_an_area_that_is_clipped_is_told_of_what_lies_inside_it(folder):
    """The event of row 1 goes from 0.75° N to 0.25° N, into the south."""
    with (folder / "theatre.toml").open("a", encoding="utf-8") as settings:
        settings.write(CLIPPED)
    bring(folder, typed("1", killed="3", lat="0.75"))
    theatre = read_theatre(folder)
    incoming = held_against(theatre, typed("1", killed="3", lat="0.25"))
    south = {one.figure: (one.before, one.after) for one in figures_moved(incoming, theatre) if one.name == "South"}
    assert (south["events"], south["killed_best"]) == ((0, 1), (0, 3))


@pytest.mark.thorough
def test_the_earlier_file_taken_out_leaves_what_the_newer_one_says_of_every_row(folder):
    _, first = bring(folder, typed("1", killed="3"), typed("2", killed="1"), typed("3"))
    bring(folder, typed("1", killed="5"), typed("2", killed="1"))
    undone = undo(folder, first.id, AMAL)
    assert killed(folder) == {"1": 5, "2": 1}
    assert not read_theatre(folder).rejected
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 5, "2": 1, "3": 0}


@pytest.mark.thorough
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


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_the_file_brought_in_first_does_not_take_back_what_a_later_one_corrected(folder):
    rows = typed("1", killed="3"), typed("1", killed="5")
    keep(folder, held_against(read_theatre(folder), rows[0]), "a" * 64, "", "", AMAL)
    keep(folder, held_against(read_theatre(folder), rows[1]), "b" * 64, "", "", AMAL)
    found = held_against(read_theatre(folder), rows[0], sha256="a" * 64)
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, in a later version"])


def test_who_reports_an_event_is_the_file_where_nobody_is_named_and_another_name_of_it_is_no_change(folder):
    bring(folder, typed("1"), file="january.csv")
    found, _ = bring(folder, typed("1"), file="february.csv")
    assert (found.superseded, len(found.unchanged)) == (0, 1)


@pytest.mark.thorough
def test_the_details_of_an_event_say_what_was_corrected_and_by_which_file(folder):
    bring(folder, typed("1", killed="3"), file="january.csv")
    bring(folder, typed("1", killed="5"), file="february.csv")
    theatre = read_theatre(folder)
    (line,) = corrections_of("diary:1", theatre.events.loc["diary:1"], theatre)
    assert line[0] == "Corrected"
    assert line[1][0].text.startswith("killed 3 → 5, by february.csv, ")


@pytest.mark.thorough
def test_a_newer_file_counts_although_the_older_one_was_out_when_it_came(folder):
    _, first = bring(folder, typed("1", killed="1"), typed("2", killed="1"))
    undone = undo(folder, first.id, AMAL)
    bring(folder, typed("1", killed="2"))
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 2, "2": 1}
    assert not read_theatre(folder).rejected


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_table_of_other_columns_under_the_name_a_file_gives_is_of_another_source(folder):
    bring(folder, typed("1", killed="3"))
    theatre = read_theatre(folder)
    (note,) = theatre.imports.values()
    other = replace(theatre, imports={note.batch: replace(note, columns=("id", "quite", "other"))})
    found = held_against(other, typed("1", killed="5"))
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, from another source"])
    named = held_against(other, typed("1", killed="5"), file="another.csv")
    assert named.superseded == 1


@pytest.mark.thorough
def test_ids_taken_for_those_of_a_file_of_another_name_are_asked_about_where_days_move(folder):
    bring(folder, typed("1"))
    assert change_words(held_against(read_theatre(folder), typed("1", day="2025-01-09"))) is None
    found = held_against(read_theatre(folder), typed("1", day="2025-01-09"), file="another.csv")
    assert "Is it the same source?" in change_words(found)
