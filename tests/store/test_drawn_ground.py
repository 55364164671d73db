"""Ground drawn by hand: added, edited and withdrawn as a whole, logged, and undone."""

from __future__ import annotations

import pytest

from geo.changelog.describe import describe_change
from geo.changelog.log import LEDGER, Subject, read_ledger
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from store.manual_edit import RefusedRowError, add, edit, row_of, withdraw
from store.store import Author, undo
from tests.worlds import drawing, feature, january, rectangle, row, write_theatre

AMAL = Author("Amal", "drawn after the map of the day")


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "theatre")


def typed(geometry=None, **more):
    said = row("", "BLUE", "2025-01-10", asserted_by="A mapper")
    left_out = ("place_id", "report_id", "scope")
    shape = rectangle(1.2, 0.2, 1.8, 0.8) if geometry is None else geometry
    return {**{key: value for key, value in said.items() if key not in left_out}, "geometry": shape, **more}


def east(folder, day=10):
    return read_theatre(folder).control.states(january(day), None)["east"].controller


@pytest.mark.thorough
def test_ground_drawn_by_hand_decides_and_its_undoing_restores_what_was_there(folder):
    before = read_theatre(folder)
    entry = add(folder, before, Subject.GROUND, typed(), AMAL)
    assert east(folder) == "BLUE"
    assert describe_change(entry, read_ledger(folder)) == f"Added ground drawn {entry.key}: A mapper"
    back = undo(folder, entry.id, AMAL)
    after = read_theatre(folder)
    assert after.control.state_history(None) == before.control.state_history(None)
    assert after.reports.equals(before.reports)
    undo(folder, back.id, AMAL)
    assert east(folder) == "BLUE"


@pytest.mark.thorough
def test_ground_is_edited_and_withdrawn_for_all_its_places(folder):
    whole = rectangle(0.2, 0.2, 1.8, 0.8)
    entry = add(folder, read_theatre(folder), Subject.GROUND, typed(whole), AMAL)
    seen = read_theatre(folder)
    row_there = row_of(seen.ground, entry.key)
    assert row_there["geometry"]["coordinates"] == [[list(map(float, xy)) for xy in whole["coordinates"][0]]]
    edit(folder, seen, Subject.GROUND, entry.key, {**row_there, "controller": "GREEN"}, AMAL, seen=seen.ledger)
    edited = read_theatre(folder)
    assert {edited.control.states(january(10), None)[one].controller for one in ("west", "east")} == {"GREEN"}
    withdraw(folder, Subject.GROUND, entry.key, AMAL, seen=edited.ledger)
    gone = read_theatre(folder)
    assert gone.ground.empty
    assert {one: gone.control.states(january(10), None)[one].controller for one in ("west", "east")} == {
        "west": "BLUE", "east": "RED",
    }  # fmt: skip


def test_ground_that_cannot_be_kept_is_refused_with_all_its_faults_and_nothing_is_written(folder):
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    version = data_version(folder)
    bad = {"controller": "NOBODY", "event_date": "2024-12-01", "event_date_earliest": "", "source_url": "a notebook"}
    with pytest.raises(RefusedRowError) as refused:
        add(folder, read_theatre(folder), Subject.GROUND, typed(bow_tie, **bad), AMAL)
    assert {fault.column for fault in refused.value.faults} == {"geometry", "controller", "event_date", "source_url"}
    assert not (folder / LEDGER).exists()
    assert data_version(folder) == version


@pytest.mark.thorough
def test_ground_of_the_theatres_own_file_can_be_taken_out_by_hand_and_stays_in_the_file(folder):
    said = {key: value for key, value in typed().items() if key != "geometry"}
    own = drawing(folder / "control" / "ground.geojson", feature(typed()["geometry"], ground_id="own", **said))
    before = own.read_bytes()
    assert east(folder) == "BLUE"
    entry = withdraw(folder, Subject.GROUND, "own", AMAL, seen=read_ledger(folder))
    assert (east(folder), own.read_bytes()) == ("RED", before)
    assert read_theatre(folder).ground.empty
    undo(folder, entry.id, AMAL)
    assert east(folder) == "BLUE"


@pytest.mark.thorough
def test_ground_of_the_theatres_own_file_is_edited_in_the_log_alone(folder):
    said = {key: value for key, value in typed().items() if key != "geometry"}
    own = drawing(folder / "control" / "ground.geojson", feature(typed()["geometry"], ground_id="own", **said))
    before, seen = own.read_bytes(), read_theatre(folder)
    changed = {**row_of(seen.ground, "own"), "controller": "GREEN"}
    edit(folder, seen, Subject.GROUND, "own", changed, AMAL, seen=seen.ledger)
    assert (east(folder), own.read_bytes()) == ("GREEN", before)
    assert read_theatre(folder).rejected == ()
