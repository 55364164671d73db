"""Details say whose hand changed a row, which file brought it in, and whom its source lays it to."""

from __future__ import annotations

import pytest

from geo.analysis.situation import select
from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from info.details import Details, Facts, Items
from info.event import NOBODY_NAMED
from info.identify import identify
from info.provenance import moment
from store.manual_edit import add, edit, row_of
from store.store import Author, undo
from tests.ingest.incoming_worlds import brought_in, typed
from tests.suites import first_quick
from tests.worlds import event, january, row, write_theatre

AMAL = Author("Amal", "seen in a video")
STRIKE = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "t", events=[event("own", "2025-01-02", **STRIKE)])


def details(theatre: Theatre, ref: str) -> Details:
    found = identify(ref, select(theatre, theatre.everything), january(31))
    assert found is not None
    return found


def facts(theatre: Theatre, event_id: str) -> list[tuple[str, str]]:
    (part,) = [part for part in details(theatre, f"event:{event_id}").parts if isinstance(part, Facts)]
    return [(label, "".join(words.text for words in line)) for label, line in part.rows]


def by_hand(**more):
    return {**event("", "2025-01-05", **STRIKE)["properties"], "longitude": 0.5, "latitude": 0.5, **more}


def test_a_row_that_stands_as_its_file_has_it_says_nothing_of_hands_and_files(folder):
    labels = {label for label, _ in facts(read_theatre(folder), "own")}
    assert not labels & {"Added by hand", "Edited by hand", "Brought in", "Laid to", "Time"}


def test_every_hand_that_made_an_event_what_it_is_is_named_in_order(folder):
    theatre = read_theatre(folder)
    added = add(folder, theatre, Subject.EVENT, by_hand(), AMAL)
    basil = Author("Basil", "a count")
    second = edit(folder, theatre, Subject.EVENT, added.key, by_hand(injured=2), basil, seen=read_ledger(folder))
    hands = [fact for fact in facts(read_theatre(folder), added.key) if "by hand" in fact[0]]
    assert hands == [
        ("Added by hand", f"by Amal, {moment(added.at)}: seen in a video"),
        ("Edited by hand", f"by Basil, {moment(second.at)}: a count"),
    ]
    undo(folder, second.id, AMAL)
    assert [label for label, _ in facts(read_theatre(folder), added.key) if "by hand" in label] == ["Added by hand"]


@pytest.mark.parametrize(
    ("said", "told"),
    first_quick(
        [
            ({}, NOBODY_NAMED),
            ({"perpetrator": "A militia"}, "A militia"),
            ({"attributed_to": ["RED", "GREEN"]}, "Red / Green"),
            ({"perpetrator": "A militia", "attributed_to": ["RED"]}, "A militia (Red)"),
        ],
        parameters=2,
    ),
)
def test_a_strike_is_laid_to_whom_its_source_lays_it_to(folder, said, told):
    entry = add(folder, read_theatre(folder), Subject.EVENT, by_hand(**said), AMAL)
    assert ("Laid to", told) in facts(read_theatre(folder), entry.key)


def test_a_battle_that_is_laid_to_nobody_says_nothing(folder):
    entry = add(folder, read_theatre(folder), Subject.EVENT, event("", "2025-01-05")["properties"]
                | {"longitude": 0.5, "latitude": 0.5}, AMAL)  # fmt: skip
    assert "Laid to" not in {label for label, _ in facts(read_theatre(folder), entry.key)}


def test_an_event_that_a_hand_only_edits_is_not_said_to_be_laid_to_nobody(folder):
    theatre = read_theatre(folder)
    edit(
        folder,
        theatre,
        Subject.EVENT,
        "own",
        {**row_of(theatre.events, "own"), "injured": 1},
        AMAL,
        seen=read_ledger(folder),
    )
    assert "Laid to" not in {label for label, _ in facts(read_theatre(folder), "own")}


def test_the_sources_own_time_is_told_with_its_zone(folder):
    entry = add(folder, read_theatre(folder), Subject.EVENT, by_hand(event_time="06:30+02:00"), AMAL)
    assert ("Time", "06:30+02:00") in facts(read_theatre(folder), entry.key)


def test_an_event_brought_in_names_its_file_who_and_when(folder):
    entry = brought_in(folder, typed("1"))
    theatre = read_theatre(folder)
    (event_id,) = theatre.events.index.difference(["own"])
    assert ("Brought in", f"diary.csv, {moment(entry.at)}, by Amal") in facts(theatre, event_id)


def test_a_report_says_whose_hand_added_it(folder):
    report = {name: value for name, value in row("west", "RED", "2025-01-10").items() if name != "report_id"}
    entry = add(folder, read_theatre(folder), Subject.REPORT, report, AMAL)
    parts = [part for part in details(read_theatre(folder), "place:west").parts if isinstance(part, Items)]
    small = "".join(words.text for words in parts[0].items[0].small)
    assert f"Added by hand by Amal, {moment(entry.at)}: seen in a video." in small
