"""What was known before a correction is still what was known then."""

from __future__ import annotations

from datetime import date

import pytest

from store.store import undo
from tests.ingest.correction_worlds import (
    PUBLISHED_IN,
    REVISED,
    bring,
    killed,
    known,
)
from tests.ingest.incoming_worlds import AMAL, typed
from tests.suites import first_quick


@pytest.mark.thorough
@pytest.mark.parametrize("moment", first_quick(["2025-01-10", "1736467200", "1736467200000"]))
def test_a_row_its_source_changed_earlier_than_the_one_held_corrects_nothing(folder, moment):
    bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=REVISED)
    found, _ = bring(folder, typed("1", killed="3", where=moment), mapping=REVISED)
    assert (found.superseded, len(found.duplicates)) == (0, 1)
    found, _ = bring(folder, typed("1", killed="7", where="1738367999"), mapping=REVISED)
    assert found.superseded == 1


def test_a_day_of_change_that_cannot_be_read_costs_nothing(folder):
    found, _ = bring(folder, typed("1", where="yesterday"), mapping=REVISED)
    assert (found.accepted, found.rejected) == (1, 0)


@pytest.mark.thorough
def test_on_an_earlier_day_of_knowledge_the_earlier_version_counts(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), mapping=PUBLISHED_IN)
    bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=PUBLISHED_IN)
    assert [known(folder, date(2025, 1, day)) for day in (5, 6, 19, 20)] == [0, 3, 3, 5]


@pytest.mark.thorough
def test_a_correction_that_says_no_day_is_known_from_the_day_it_was_brought_in(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), mapping=PUBLISHED_IN)
    _, entry = bring(folder, typed("1", killed="5", where="2025-01-06"), mapping=PUBLISHED_IN)
    day = date.fromisoformat(entry.at[:10])
    assert (known(folder, date(2025, 1, 31)), known(folder, day), known(folder, None)) == (3, 5, 5)


@pytest.mark.thorough
def test_an_event_that_was_withdrawn_counts_until_then(folder):
    bring(folder, typed("1", killed="3", where="2025-01-06"), typed("2", where="2025-01-06"), mapping=PUBLISHED_IN)
    found, entry = bring(folder, typed("2", where="2025-01-06"), mapping=PUBLISHED_IN, complete=True)
    assert list(found.gone.events.index) == ["diary:1"]
    assert (known(folder, date(2025, 1, 31)), known(folder, None)) == (3, 0)
    undo(folder, entry.id, AMAL)
    assert known(folder, None) == 3


@pytest.mark.thorough
def test_an_older_version_brought_back_under_a_newer_one_stays_the_older(folder):
    _, newer = bring(folder, typed("1", killed="5", where="2025-01-20"), mapping=REVISED)
    undone = undo(folder, newer.id, AMAL)
    bring(folder, typed("1", killed="3", where="2025-01-10"), mapping=REVISED)
    undo(folder, undone.id, AMAL)
    assert killed(folder) == {"1": 5}
