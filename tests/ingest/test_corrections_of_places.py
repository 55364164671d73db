"""Where a corrected row lies that names a place and gives no position."""

from __future__ import annotations

import pytest

from geo.theatre_folder import read_theatre
from ingest.keeping.store import ChangedMeanwhileError, undo
from ingest.keeping.waiting import settle, waiting_rows
from tests.ingest.correction_worlds import (
    LOST,
    SPOT,
    bring,
    killed,
)
from tests.ingest.incoming_worlds import AMAL, typed


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
