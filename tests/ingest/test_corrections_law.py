"""Whatever is brought in, changed and undone: the theatre is what the changes that stand say."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.analysis.situation import select
from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from ingest.matching.conflicts import as_complete, taking
from ingest.matching.keep import keep
from ingest.matching.unmatched_places import ChosenSpot, settle, waiting_rows
from store.manual_edit import edit, row_of, withdraw
from store.store import ChangedMeanwhileError, undo
from tests.ingest.correction_worlds import LOST, PUBLISHED_IN, next_sha256, struck_out
from tests.ingest.incoming_worlds import AMAL, held_against, typed
from tests.worlds import event, write_theatre

IDS = "123"
ROWS = some.dictionaries(some.sampled_from(IDS), some.integers(0, 4), max_size=3)
STEPS = some.lists(
    some.one_of(
        some.tuples(some.just("file"), ROWS, some.booleans(), some.booleans()),
        some.tuples(some.just("deletions"), some.sets(some.sampled_from(IDS), min_size=1), some.booleans()),
        some.tuples(some.just("waiting"), some.sampled_from(IDS), some.integers(0, 4)),
        some.tuples(some.just("place")),
        some.tuples(some.just("edit"), some.sampled_from(IDS), some.integers(5, 9)),
        some.tuples(some.just("withdraw"), some.sampled_from(IDS)),
        some.tuples(some.just("undo"), some.integers(0, 9)),
    ),
    min_size=2,
    max_size=7,
)
WEST = ChosenSpot(0.7, 0.5, 1, 2.0, "the driver showed it")
PUBLISHED = 6
"""The day of January that a row of which nobody was killed is published on; each one killed comes out a day later."""


def row(id, dead):
    return typed(id, killed=str(dead), where=f"2025-01-{PUBLISHED + dead:02d}")


def says(rows=(), out=(), takes=(), hand=()):
    """What one change says: the killed by id, the ids it takes out, those whose change by hand it counts before, and
    what a person made of ids (None: nothing)."""
    return dict(rows), set(out), set(takes), dict(hand)


class Law:
    """A theatre, and what each of its changes says."""

    def __init__(self, folder):
        self.folder, self.said = folder, {}
        self.theatre = read_theatre(folder)

    def file(self, rows, complete, take):
        found = held_against(self.theatre, *(row(*one) for one in rows.items()), mapping=PUBLISHED_IN)
        out = set(diary(self.theatre)) - set(rows) if complete and rows else ()
        found = as_complete(found) if complete else found
        self.keep(taking(found, found.conflicting if take else ()), rows, out)

    def deletions(self, ids, take):
        found = struck_out(self.theatre, *sorted(ids))
        # ids of which none was ever here are not known to be those of the diary
        known = bool(len(found.withdrawals)) or any(one.startswith("diary:") for one in found.held_out["event_id"])
        self.keep(taking(found, found.conflicting if take else ()), {}, ids if known else ())

    def waiting(self, id, dead):
        self.keep(held_against(self.theatre, typed(id, killed=str(dead), **LOST)), {id: dead}, waits=True)

    def keep(self, found, rows, out=(), *, waits=False):
        assert sum(found.counts.values()) == found.read
        takes = {*found.takes, *found.withdrawals.loc[found.withdrawals["corrects"] == "hand", "event_id"]}
        entry = keep(self.folder, found, next_sha256(), "", "", AMAL)
        self.said[entry.id] = says({} if waits and found.rejected else rows, out, {plain(one) for one in takes})

    def place(self):
        rows = waiting_rows(self.folder, self.theatre)
        for entry in settle(self.folder, self.theatre, rows, WEST, AMAL) if rows else ():
            self.said[entry.id] = says(hand={plain(entry.key): entry.row["fatalities_best"]})

    def edit(self, id, dead):
        if id in diary(self.theatre):
            changed = {**row_of(self.theatre.events, f"diary:{id}"), "fatalities_best": dead}
            entry = edit(
                self.folder, self.theatre, Subject.EVENT, f"diary:{id}", changed, AMAL, seen=self.theatre.ledger
            )
            self.said[entry.id] = says(hand={id: dead})

    def withdraw(self, id):
        if id in diary(self.theatre):
            entry = withdraw(self.folder, Subject.EVENT, f"diary:{id}", AMAL, seen=self.theatre.ledger)
            self.said[entry.id] = says(hand={id: None})

    def undo(self, number):
        entries = read_ledger(self.folder).entries
        if entries:
            with suppress(ChangedMeanwhileError):
                undo(self.folder, entries[number % len(entries)].id, AMAL)

    @property
    def expected(self):
        """The killed by id, as a plain loop over the changes that stand has them."""
        files, hand = {}, {}
        for entry in read_ledger(self.folder).standing:
            rows, out, takes, made = self.said[entry.id]
            files = {id: dead for id, dead in files.items() if id not in out} | rows
            hand = {id: dead for id, dead in hand.items() if id not in takes} | made
        return {id: dead for id, dead in (files | hand).items() if dead is not None}


def adds_up(account):
    names = ("accepted", "superseded", "unchanged", "withdrawn", "duplicates", "rejected")
    return account.read == sum(getattr(account, name) for name in names)


def plain(event_id):
    return event_id.removeprefix("diary:")


def diary(theatre: Theatre, known_by=None):
    """The killed by id, of the diary's events, as they were known on a day."""
    events = select(theatre, replace(theatre.everything, known_by=known_by)).events
    rows = events[events.index.str.startswith("diary:")]
    return {plain(one): int(dead) for one, dead in rows["fatalities_best"].items()}


def state(folder, theatre: Theatre):
    """All that a reader can be told of events, their versions, the files and the rows that wait."""
    frames = [frame.sort_index(kind="stable").astype(str).to_dict("list") for frame in (
        theatre.events, theatre.versions.earlier)]  # fmt: skip
    return frames, theatre.versions.since.to_dict(), theatre.accounts, waiting_rows(folder, theatre)


@pytest.mark.thorough
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_theatre_is_what_the_changes_that_stand_say_and_what_was_known_before_stays_known(tmp_path_factory, steps):
    folder = write_theatre(tmp_path_factory.mktemp("law") / "t", events=[event("e1", "2025-01-02")])
    law = Law(folder)
    for what, *said in steps:
        before = law.theatre
        getattr(law, what)(*said)
        law.theatre = read_theatre(folder)
        assert diary(law.theatre) == law.expected
        assert all(adds_up(account) for account in law.theatre.accounts)
        if what in ("file", "deletions", "waiting", "place"):
            news = [PUBLISHED + dead for dead in said[0].values()] if what == "file" else []
            for day in range(PUBLISHED - 1, min(news, default=32)):
                assert diary(law.theatre, date(2025, 1, day)) == diary(before, date(2025, 1, day))
    if what != "undo" and len(new := law.theatre.ledger.entries[len(before.ledger.entries) :]) == 1:
        undone = undo(folder, new[0].id, AMAL)
        assert state(folder, read_theatre(folder)) == state(folder, before)
        undo(folder, undone.id, AMAL)
        assert state(folder, read_theatre(folder)) == state(folder, law.theatre)
