"""A theatre that is read anew takes over the events it had, unless something they are made of has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from geo.changelog.log import Subject
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from store.manual_edit import add, edit, withdraw
from store.store import Author, undo
from tests.worlds import event, row, write_theatre

AMAL = Author("Amal", "seen in a video")


@pytest.fixture
def folder(tmp_path) -> Path:
    return write_theatre(
        tmp_path / "squares",
        events=[event("battle", "2025-01-05", factions=["RED"]), event("strike", "2025-01-06", 1.5, 0.5)],
        reports=[row("west", "BLUE", "2025-01-01")],
    )


def report() -> dict[str, object]:
    return {name: value for name, value in row("west", "RED", "2025-01-10").items() if name != "report_id"}


def typed_event(**more: object) -> dict[str, object]:
    return {**event("", "2025-01-05")["properties"], "longitude": 0.5, "latitude": 0.5, **more}


def same(one: Theatre, other: Theatre) -> bool:
    pd.testing.assert_frame_equal(pd.DataFrame(one.events), pd.DataFrame(other.events))
    pd.testing.assert_frame_equal(pd.DataFrame(one.versions.earlier), pd.DataFrame(other.versions.earlier))
    pd.testing.assert_frame_equal(pd.DataFrame(one.under_hand), pd.DataFrame(other.under_hand))
    return (one.accounts, one.rejected, one.version) == (other.accounts, other.rejected, other.version)


def test_a_report_leaves_the_events_as_they_are_and_its_undoing_too(folder):
    first = read_theatre(folder)
    added = add(folder, first, Subject.REPORT, report(), AMAL)
    second = read_theatre(folder, first)
    assert second.events is first.events
    assert len(second.reports) == len(first.reports) + 1
    undo(folder, added.id, AMAL)
    third = read_theatre(folder, second)
    assert third.events is first.events
    assert third.event_index is first.event_index
    assert same(third, read_theatre(folder))


def add_event(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.EVENT, typed_event(), AMAL)


def edit_event(folder: Path, theatre: Theatre) -> None:
    changed = {**typed_event(event_id="battle"), "summary": "Another summary."}
    edit(folder, theatre, Subject.EVENT, "battle", changed, AMAL, seen=theatre.ledger)


def withdraw_event(folder: Path, theatre: Theatre) -> None:
    withdraw(folder, Subject.EVENT, "strike", AMAL, seen=theatre.ledger)


def add_rule(folder: Path, theatre: Theatre) -> None:
    add(folder, theatre, Subject.ACTOR, {"match": "name", "actor": "Actor of squares", "faction": "BLUE"}, AMAL)


def write_another_event(folder: Path, _theatre: Theatre) -> None:
    path = folder / "events.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"battle"', '"clash"'), encoding="utf-8")


def begin_later(folder: Path, _theatre: Theatre) -> None:
    """The battle of 5 January is outside the days from then on."""
    path = folder / "theatre.toml"
    told = path.read_text(encoding="utf-8")
    assert "2025-01-01" in told
    path.write_text(told.replace("2025-01-01", "2025-01-06"), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [add_event, edit_event, withdraw_event, add_rule, write_another_event, begin_later],
    ids=lambda f: f.__name__,
)
def test_a_change_of_what_events_are_made_of_is_read(folder, change: Callable[[Path, Theatre], None]):
    first = read_theatre(folder)
    change(folder, first)
    second = read_theatre(folder, first)
    assert second.events is not first.events
    assert same(second, read_theatre(folder))


def test_the_rows_of_files_are_accounted_for_though_their_events_are_taken_over(folder):
    first = read_theatre(folder)
    add(folder, first, Subject.REPORT, report(), AMAL)
    accounts = {account.file: (account.read, account.accepted) for account in read_theatre(folder, first).accounts}
    assert accounts["events.geojson"] == (2, 2)
