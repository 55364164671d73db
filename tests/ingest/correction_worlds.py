"""Files brought in one after the other, lists of deletions and changes by hand, and what a theatre says then."""

from __future__ import annotations

import itertools
from dataclasses import replace

from geo.analysis.situation import select
from geo.analysis.situation_figures import event_figures
from geo.changelog.log import Subject
from geo.theatre.loader import read_theatre
from ingest.drafts.draft import draft
from ingest.formats.deletion_list import FORMAT as DELETIONS
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.conflicts import as_complete, taking
from ingest.matching.deletions import deletions
from ingest.matching.keep import keep
from ingest.matching.unmatched_places import ChosenSpot
from store.manual_edit import edit, row_of
from tests.ingest.incoming_worlds import AMAL, MAPPING, TODAY, held_against, table_of, typed

SPOT = ChosenSpot(1.5, 0.5, 1, 2.0, "the driver showed it")
LOST = {"where": "Qarmashin", "lat": "", "lon": ""}
numbers = itertools.count(1)


def next_sha256():
    """That of another file each time, from its first digits on."""
    return f"{next(numbers):016x}" * 4


def bring(folder, *rows, complete=False, take=(), **more):
    """Keep a file of `rows`, each time another one; its account and its line in the log."""
    found = taking(held_against(read_theatre(folder), *rows, **more), set(take))
    found = as_complete(found) if complete else found
    return found, keep(folder, found, next_sha256(), "A diary", "ask Amal", AMAL)


def killed(folder):
    """The killed of each event of the diary, by its id there."""
    events = read_theatre(folder).events
    diary = events[events.index.str.startswith("diary:")]
    return {key.removeprefix("diary:"): int(dead) for key, dead in diary["fatalities_best"].fillna(0).items()}


def figures(folder):
    theatre = read_theatre(folder)
    return event_figures(select(theatre, theatre.everything).events)


REVISED = replace(MAPPING, columns={**MAPPING.columns, "revised_on": "where"}, fixed={**MAPPING.fixed, "place": "West"})
del REVISED.columns["place"]


def known(folder, day):
    """The killed, as it was known on a day."""
    theatre = read_theatre(folder)
    asked = replace(theatre.everything, known_by=day)
    return event_figures(select(theatre, asked).events)["fatalities"].best


PUBLISHED_IN = replace(REVISED, columns={**REVISED.columns, "published_on": "where"})
del PUBLISHED_IN.columns["revised_on"]


def by_hand(folder, dead=8, key="diary:1"):
    theatre = read_theatre(folder)
    row = {**row_of(theatre.events, key), "fatalities_best": dead}
    return edit(folder, theatre, Subject.EVENT, key, row, AMAL, seen=theatre.ledger)


DELETED = ColumnMapping(format=DELETIONS.id, columns={"source_id": "id"})


def struck_out(theatre, *ids):
    """A list of deletions held against a theatre."""
    return deletions(draft(table_of(*map(typed, ids), file="deleted.csv"), DELETED, today=TODAY), theatre)


def strike_out(folder, *ids, take=()):
    """Keep a list of deletions; its account and its line in the log."""
    found = taking(struck_out(read_theatre(folder), *ids), set(take))
    assert sum(found.counts.values()) == found.read
    return found, keep(folder, found, next_sha256(), "", "", AMAL)
