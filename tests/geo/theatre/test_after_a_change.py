"""A theatre made from the one before and a change is the theatre that is read from nothing, to the value."""

from __future__ import annotations

import gc
import json
import shutil
import weakref
from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.changelog.log import Subject
from geo.control.report_files import CONTROL_BY_PLACE, report_id_start
from geo.events.batch_events import SOURCE_ROW
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from geo.validation.readers import ROW_IN_FILE
from store.manual_edit import add, edit, row_of, withdraw
from store.store import Author, keep_batch, undo
from tests.suites import first_quick
from tests.worlds import event, feature, january, place, rectangle, row, write_theatre

AMAL = Author("Amal", "seen in a video")
PLACES = ("a", "b", "c", "d", "e", "f")
ASKED = [(day, known_by) for known_by in (None, january(9)) for day in (1, 4, 12, 31)]


@pytest.fixture
def folder(tmp_path) -> Path:
    """Six towns in a row, BLUE west and RED east; c falls on 8 January. One report is told to be faulty, and the ground
    around f was drawn."""
    first = {"day": "2025-01-01", "scope": "baseline"}
    reports = [row(one, "BLUE" if one < "d" else "RED", report_id=one, **first) for one in PLACES]
    reports += [
        row("c", "RED", "2025-01-08", report_id="c-falls"),
        row("d", "RED", "2025-01-03", "contested", report_id="d-fought", reliability="C"),
        row("nowhere", "RED", "2025-01-03", report_id="lost"),
    ]
    folder = write_theatre(
        tmp_path / "squares",
        places=[place(one, 0.2 + 0.3 * number, 0.5) for number, one in enumerate(PLACES)],
        events=[event("battle", "2025-01-05", factions=["RED"]), event("strike", "2025-01-06", 1.5, 0.5)],
        reports=reports,
    )
    ground = feature(rectangle(1.6, 0.4, 1.8, 0.6), ground_id="drawn", **_of_ground("GREEN", "2025-01-10"))
    (folder / "control" / "ground.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [ground]}), encoding="utf-8"
    )
    return folder


def _of_ground(controller: str, day: str) -> dict[str, object]:
    left_out = ("report_id", "place_id", "scope")
    return {name: value for name, value in row("", controller, day).items() if name not in left_out}


def _report(place_id: str, controller: str, day: str, **more: object) -> dict[str, object]:
    said = row(place_id, controller, day, **more)
    return {name: value for name, value in said.items() if name != "report_id"}


Change = Callable[[Path, Theatre], None]


def add_report(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.REPORT, _report("b", "RED", "2025-01-10"), AMAL)


def add_report_that_was_late_to_be_known(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.REPORT, _report("e", "BLUE", "2025-01-04", published_on="2025-01-15"), AMAL)


def edit_report(folder: Path, theatre: Theatre) -> None:
    said = row_of(theatre.reports.drop(columns="ground_id"), "c-falls") | {"controller": "GREEN"}
    edit(folder, theatre, Subject.REPORT, "c-falls", said, AMAL, seen=theatre.ledger)


def edit_only_the_grade_of_a_report(folder: Path, theatre: Theatre) -> None:
    said = row_of(theatre.reports.drop(columns="ground_id"), "c-falls") | {"origin": "The same as told d-fought"}
    edit(folder, theatre, Subject.REPORT, "c-falls", said, AMAL, seen=theatre.ledger)


def withdraw_report(folder: Path, theatre: Theatre) -> None:
    withdraw(folder, Subject.REPORT, "d-fought", AMAL, seen=theatre.ledger)


def withdraw_all_that_is_told_of_a_place(folder: Path, theatre: Theatre) -> None:
    withdraw(folder, Subject.REPORT, "a", AMAL, seen=theatre.ledger)


def draw_ground(folder: Path, theatre: Theatre) -> None:
    said = _of_ground("NAVY", "2025-01-12") | {"geometry": rectangle(1.0, 0.4, 1.3, 0.6)}
    add(folder, theatre, Subject.GROUND, said, AMAL)


def edit_ground(folder: Path, theatre: Theatre) -> None:
    said = _of_ground("GREEN", "2025-01-11") | {"geometry": rectangle(1.3, 0.4, 1.8, 0.6)}
    edit(folder, theatre, Subject.GROUND, "drawn", said, AMAL, seen=theatre.ledger)


def withdraw_ground(folder: Path, theatre: Theatre) -> None:
    withdraw(folder, Subject.GROUND, "drawn", AMAL, seen=theatre.ledger)


def _typed_event(**more: object) -> dict[str, object]:
    return {**event("", "2025-01-05")["properties"], "longitude": 0.5, "latitude": 0.5, **more}


def add_event(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.EVENT, _typed_event(), AMAL)


def edit_event(folder: Path, theatre: Theatre) -> None:
    changed = _typed_event(event_id="battle", summary="Another summary.")
    edit(folder, theatre, Subject.EVENT, "battle", changed, AMAL, seen=theatre.ledger)


def withdraw_event(folder: Path, theatre: Theatre) -> None:
    withdraw(folder, Subject.EVENT, "strike", AMAL, seen=theatre.ledger)


def edit_an_event_that_was_brought_in(folder: Path, theatre: Theatre) -> None:
    brought = next(one for one in theatre.events.index if theatre.events.loc[one, "origin"] in theatre.imports)
    changed = row_of(theatre.events, brought) | {"summary": "Another summary.", "event_date": "2025-01-09"}
    edit(folder, theatre, Subject.EVENT, brought, changed, AMAL, seen=theatre.ledger)


def add_what_another_source_tells_of(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.EVENT, _typed_event(factions=["RED"], origin="another"), AMAL)


def add_rule(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.ACTOR, {"match": "name", "actor": "Actor of squares", "faction": "BLUE"}, AMAL)


def undo_last(folder: Path, theatre: Theatre) -> None:
    if theatre.ledger.standing:
        undo(folder, theatre.ledger.standing[-1].id, AMAL)


def _bring_in(folder: Path, theatre: Theatre, format_: str, reports: pd.DataFrame, events: gpd.GeoDataFrame) -> None:
    def write(half: Path) -> None:
        events.to_parquet(half / "events.parquet")
        if len(reports):
            reports.to_parquet(half / "reports.parquet")

    note = {
        "file": "two.csv", "sha256": "", "format": format_, "read": 1, "accepted": 1, "duplicates": 0,
        "set_aside": 0, "by_reason": {}, "credit": "", "licence": "", "columns": [],
    }  # fmt: skip
    keep_batch(folder, _batch(theatre), note, AMAL, write, lambda: None)


def _batch(theatre: Theatre) -> str:
    return f"b{len(theatre.ledger.entries)}"


def _as_imported(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns = ("first_day", "last_day", "strike", "abroad", "probable_duplicate_of", "factions", "attributed_to")
    return gpd.GeoDataFrame(events.drop(columns=list(columns)).assign(**{SOURCE_ROW: 2})).reset_index(drop=True)


def bring_reports_in(folder: Path, theatre: Theatre) -> None:
    said = row("a", "NAVY", "2025-01-11", report_id=f"{report_id_start(_batch(theatre))}1")
    rows = pd.DataFrame([said]).assign(**{ROW_IN_FILE: 2})
    _bring_in(folder, theatre, CONTROL_BY_PLACE, rows, _as_imported(theatre.events.iloc[:0]))


def bring_an_event_in(folder: Path, theatre: Theatre) -> None:
    brought = theatre.events.iloc[:1].assign(event_id=f"{_batch(theatre)}:1", origin=_batch(theatre))
    _bring_in(folder, theatre, "acled", pd.DataFrame(), _as_imported(brought))


def write_reports_anew(folder: Path, _theatre: Theatre) -> None:
    path = folder / "control" / "reports.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-01-08", "2025-01-07"), encoding="utf-8")


def move_a_place(folder: Path, _theatre: Theatre) -> None:
    path = folder / "places.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace("[0.2, 0.5]", "[0.25, 0.5]"), encoding="utf-8")


def end_later(folder: Path, _theatre: Theatre) -> None:
    path = folder / "theatre.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2025-01-31", "2025-02-10"), encoding="utf-8")


CHANGES: list[Change] = [
    add_report, add_report_that_was_late_to_be_known, edit_report, edit_only_the_grade_of_a_report, withdraw_report,
    withdraw_all_that_is_told_of_a_place, draw_ground, edit_ground, withdraw_ground, add_event, edit_event,
    withdraw_event, add_what_another_source_tells_of, add_rule, undo_last, bring_reports_in, bring_an_event_in,
    write_reports_anew, move_a_place, end_later,
]  # fmt: skip


def everything(theatre: Theatre) -> dict[str, object]:
    """All that a theatre says, as plain values that can be compared."""
    control = theatre.control
    pictures = {asked: control.snapshot(january(asked[0]), asked[1]) for asked in ASKED}
    areas = {**theatre.areas}
    return {
        "accounts": theatre.accounts,
        "rejected": theatre.rejected,
        "version": theatre.version,
        "span": (theatre.start, theatre.end),
        "credits": theatre.credits,
        "log": dict(theatre.log),
        "states": {asked: dict(control.states(january(asked[0]), asked[1])) for asked in ASKED},
        "history": {known_by: dict(control.state_history(known_by)) for _, known_by in ASKED},
        "turns": {known_by: list(control.turns(known_by)) for _, known_by in ASKED},
        "decided": [control.standing(one, january(12), None) for one in PLACES],
        "pulls": [control.pulls(one, january(12), None) for one in PLACES],
        "change": {
            (known_by, name): dict(control.change(january(1), january(12), known_by, area).transitions)
            for _, known_by in ASKED
            for name, area in areas.items()
        },
        "front": {asked: one.fronts["length_km"].tolist() for asked, one in pictures.items()},
        "areas": {asked: one.areas.to_wkb().to_dict("list") for asked, one in pictures.items()},
        "ground": {asked: str(one.ground(areas["both"])) for asked, one in pictures.items()},
        "cells": theatre.cells.pieces.to_wkb().to_dict("list"),
    }  # fmt: skip


def assert_same(one: Theatre, other: Theatre) -> None:
    assert everything(one) == everything(other)
    for name in ("events", "reports", "ground", "crossings"):
        pd.testing.assert_frame_equal(pd.DataFrame(getattr(one, name)), pd.DataFrame(getattr(other, name)))
    if len(one.under_hand) or len(other.under_hand):  # one of nothing has any columns
        under = [pd.DataFrame(part.under_hand).sort_index() for part in (one, other)]
        pd.testing.assert_frame_equal(*under)
    pd.testing.assert_frame_equal(pd.DataFrame(one.versions.earlier), pd.DataFrame(other.versions.earlier))
    pd.testing.assert_series_equal(one.versions.since, other.versions.since)
    named = [[part.event_index.named[at] for at in part.event_index.naming] for part in (one, other)]
    assert named[0] == named[1] == list(one.events["factions"])
    assert one.event_index.order is other.event_index.order is None
    assert list(one.checked_control.reports) == list(other.checked_control.reports)


@pytest.mark.parametrize("change", first_quick(CHANGES), ids=lambda change: change.__name__)
@pytest.mark.parametrize("asked_before", [True, pytest.param(False, marks=pytest.mark.thorough)])
def test_a_theatre_after_a_change_is_what_is_read_from_nothing(folder, change, asked_before):
    first = read_theatre(folder)
    said = everything(first) if asked_before else {}
    change(folder, first)
    second = read_theatre(folder, first)
    assert_same(second, read_theatre(folder))
    assert not asked_before or everything(first) == said, "nothing of the theatre before is changed"


@pytest.mark.thorough
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.sampled_from(CHANGES), some.booleans()), min_size=2, max_size=5))
def test_so_it_is_after_any_changes_one_after_the_other(folder, changes):
    with_changes = folder.parent / "changed"
    shutil.rmtree(with_changes, ignore_errors=True)
    shutil.copytree(folder, with_changes)
    theatre = read_theatre(with_changes)
    everything(theatre)
    for number, (change, asked) in enumerate(changes):
        if change in {one for one, _ in changes[:number]} and change not in (add_report, add_event, undo_last):
            continue  # what was withdrawn cannot be changed once more
        try:
            change(with_changes, theatre)
        except KeyError:  # the row is not there any more
            continue
        theatre = read_theatre(with_changes, theatre)
        if asked:
            everything(theatre)
    assert_same(theatre, read_theatre(with_changes))


@pytest.mark.thorough
@pytest.mark.parametrize("change", [edit_an_event_that_was_brought_in, undo_last, add_event, withdraw_event])
def test_so_it_is_of_events_where_files_were_brought_in(folder, change):
    bring_an_event_in(folder, read_theatre(folder))
    first = read_theatre(folder)
    edit_an_event_that_was_brought_in(folder, first)
    second = read_theatre(folder, first)
    assert_same(second, read_theatre(folder))
    change(folder, second)
    assert_same(read_theatre(folder, second), read_theatre(folder))


def test_events_that_a_person_did_not_change_are_not_read_again(folder, monkeypatch):
    first = read_theatre(folder)
    add_event(folder, first)
    monkeypatch.setattr("geo.theatre.loader.read_features", lambda *_: pytest.fail("the file of events was read"))
    assert len(read_theatre(folder, first).events) == 3


def test_days_on_which_a_report_changes_nothing_keep_their_picture(folder):
    first = read_theatre(folder)
    early, late = (first.control.snapshot(january(day), None) for day in (4, 12))
    add_report(folder, first)
    second = read_theatre(folder, first)
    assert second.control.snapshot(january(4), None) is early
    assert second.control.snapshot(january(12), None) is not late
    assert second.cells is first.cells
    assert second.control.state_history(None)["a"] is first.control.state_history(None)["a"]


def test_what_nobody_asked_of_one_theatre_is_taken_over_from_the_one_before(folder):
    first = read_theatre(folder)
    picture = first.control.snapshot(january(4), None)
    add_report(folder, first)
    second = read_theatre(folder, first)
    add_report(folder, second)
    assert read_theatre(folder, second).control.snapshot(january(4), None) is picture


def test_the_theatre_before_can_be_let_go(folder):
    first = read_theatre(folder)
    everything(first)
    add_report(folder, first)
    second = read_theatre(folder, first)
    everything(second)
    gone = [weakref.ref(one) for one in (first, first.reported, first.reported.course(None), first.reports)]
    del first
    gc.collect()
    assert [one() for one in gone] == [None] * 4
    assert second.start == date(2025, 1, 1)
