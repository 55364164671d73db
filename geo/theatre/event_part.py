"""The events of a theatre, checked, with what they were made of: a theatre that is read anew after a change of anything
else takes them over as they are, for of a million events that is nearly all of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd

from geo.changelog.log import LEDGER, Action, Entry, Ledger, Subject
from geo.events.event_files import AllEvents, joined_events
from geo.events.event_index import EventIndex, by_day, index_events
from geo.events.probable_duplicates import mark_probable_duplicates
from geo.events.versions import EventVersions
from geo.theatre.version import data_files, hash_of
from geo.validation.faults import Checked

FILES_ELSEWHERE = {"places.geojson", "crossings.geojson", LEDGER}
"""Files that tell nothing of events; the log does, by its entries."""
FOLDERS_ELSEWHERE = {"control", "basemap"}
OF_CONTROL = {Subject.REPORT, Subject.GROUND}


@dataclass(frozen=True)
class EventInputs:
    """All that the events of a theatre are made of: the content of `files`, the `changes` that speak of events, and the
    `span` of days in which they must lie."""

    files: str
    changes: tuple[Entry, ...]
    span: tuple[date, date]


@dataclass(frozen=True, eq=False)
class EventPart:
    """`events`: those that count, by day and id; `versions`, `under_hand`: see Theatre; `accounted`: what became of the
    rows of each file, its accepted rows without their columns."""

    made_of: EventInputs
    events: gpd.GeoDataFrame
    versions: EventVersions
    under_hand: gpd.GeoDataFrame
    accounted: AllEvents

    @cached_property
    def index(self) -> EventIndex:
        """What is worked out once of the events, on first use."""
        return index_events(self.events)


def event_inputs(folder: Path, ledger: Ledger, span: tuple[date, date]) -> EventInputs:
    """What the events of the theatre in `folder` are made of.

    Raises
    ------
    DataError : a file cannot be read.
    """
    files = [path for path in data_files(folder) if _speaks_of_events(path.relative_to(folder))]
    return EventInputs(hash_of(folder, files, of="events"), tuple(_changes(ledger)), span)


def _speaks_of_events(path: Path) -> bool:
    return path.parts[0] not in FILES_ELSEWHERE | FOLDERS_ELSEWHERE


def _changes(ledger: Ledger) -> Iterator[Entry]:
    """The entries of the log but those about reports and ground, and what undid these."""
    others: set[str] = set()
    for entry in ledger.entries:
        if entry.subject in OF_CONTROL or (entry.action is Action.UNDO and entry.key in others):
            others.add(entry.id)
        else:
            yield entry


def event_part(
    made_of: EventInputs, told: AllEvents, placed: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]
) -> EventPart:
    """The events of all files together, `placed` at home or abroad. Of the files no more is kept than what became of
    their rows: nobody holds every event twice."""
    counted = {file: Checked(part.accepted.iloc[:, :0], part.rejected) for file, part in told.checked.items()}
    versions = replace(told.versions, earlier=placed(told.versions.earlier))
    return EventPart(
        made_of=made_of,
        events=mark_probable_duplicates(placed(by_day(joined_events(told.checked)))),
        versions=versions,
        under_hand=told.under_hand,
        accounted=replace(told, checked=counted, versions=versions),
    )
