"""An older version of a row changes nothing, to the second and also where the row was deleted since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.theatre.loader import read_theatre
from ingest.drafts.draft import draft
from ingest.matching.deletions import deletions
from ingest.matching.keep import keep
from store.store import undo
from tests.ingest.correction_worlds import DELETED, REVISED, bring, killed, next_sha256, strike_out
from tests.ingest.incoming_worlds import AMAL, TODAY, held_against, table_of, typed

FIFTH, A_SECOND_LATER = "1736035200", "1736035201"
"""5 January 2025, 00:00:00 and 00:00:01 UTC, in seconds since 1970."""


def test_of_two_versions_of_one_day_the_one_changed_a_second_later_counts_whichever_comes_last(folder):
    bring(folder, typed("1", killed="9", where=A_SECOND_LATER), mapping=REVISED)
    found, _ = bring(folder, typed("1", killed="4", where=FIFTH), mapping=REVISED)
    assert (found.superseded, list(found.duplicates["where"])) == (0, ["in the theatre, in a later version"])
    assert killed(folder) == {"1": 9}


@pytest.mark.thorough
@pytest.mark.parametrize("moments", [(FIFTH, A_SECOND_LATER), (A_SECOND_LATER, FIFTH)])
def test_of_two_rows_of_one_file_the_one_changed_a_second_later_counts_wherever_it_stands(folder, moments):
    dead = {FIFTH: "6", A_SECOND_LATER: "7"}
    rows = [typed("1", killed=dead[moment], where=moment) for moment in moments]
    found, _ = bring(folder, *rows, mapping=REVISED)
    assert (found.accepted, len(found.duplicates), len(found.faults)) == (1, 1, 0)
    assert killed(folder) == {"1": 7}


def deleted_on(folder, moment):
    """Keep a list that says when the event 1 was deleted at its source."""
    mapping = replace(DELETED, columns={**DELETED.columns, "revised_on": "where"})
    table = table_of(typed("1", where=moment), file="deleted.csv")
    return keep(
        folder, deletions(draft(table, mapping, today=TODAY), read_theatre(folder)), next_sha256(), "", "", AMAL
    )


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("changed", "counts"), [("2025-01-04", {}), ("2025-01-05", {}), ("2025-01-06", {"1": 8}), ("", {"1": 8})]
)
def test_a_row_that_was_deleted_after_it_was_changed_does_not_come_back(folder, changed, counts):
    """Its deletion is of 5 January; a row that does not say when it was changed is taken for a new one."""
    bring(folder, typed("1", killed="3", where="2025-01-03"), mapping=REVISED)
    deleted = deleted_on(folder, "2025-01-05")
    found, _ = bring(folder, typed("1", killed="8", where=changed), mapping=REVISED)
    assert killed(folder) == counts
    assert list(found.duplicates["where"]) == ([] if counts else ["withdrawn by a later file of its source"])
    undo(folder, deleted.id, AMAL)
    assert killed(folder) == {"1": 8 if counts else 3}


@pytest.mark.thorough
def test_a_file_brought_in_again_does_not_bring_back_what_a_list_of_deletions_took_out_since(folder):
    rows, sha256 = (typed("1", killed="3"), typed("2")), next_sha256()
    keep(folder, held_against(read_theatre(folder), *rows, sha256=sha256), sha256, "", "", AMAL)
    strike_out(folder, "1")
    again = held_against(read_theatre(folder), *rows, sha256=sha256)
    assert (again.accepted, len(again.unchanged)) == (0, 1)
    assert list(again.duplicates["event_id"]) == ["diary:1"]
    assert sum(again.counts.values()) == again.read == 2


@pytest.mark.thorough
def test_a_complete_file_says_how_many_events_of_its_days_it_was_not_asked_about(folder):
    bring(folder, typed("1"), typed("2"), typed("3", type="Riots"), typed("4", lon="1.5"))
    found = held_against(read_theatre(folder), typed("1"))
    assert (list(found.gone.events.index), found.gone.outside) == (["diary:2"], 2)
    assert found.gone.span_words({}).endswith("; outside that 2 events of these days lie, and stay")
