"""The events of a theatre, checked, with what they were made of: a theatre that is read anew after a change of anything
else takes them over as they are, for of a million events that is nearly all of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.changelog.describe import what_was_undone
from geo.changelog.hand_order import about_events
from geo.changelog.log import LEDGER, Action, Entry, Ledger, Subject
from geo.events.event_files import AllEvents, joined_events
from geo.events.event_index import EventIndex, by_day, index_events
from geo.events.probable_duplicates import mark_probable_duplicates
from geo.events.replaced_events import replaced_events
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
    rows of each file, its accepted rows without their columns; `index_before`: what was worked out of the events of
    the theatre before a change by hand, with what that changed."""

    made_of: EventInputs
    events: gpd.GeoDataFrame
    versions: EventVersions
    under_hand: gpd.GeoDataFrame
    accounted: AllEvents
    index_before: EventIndex | None = None

    @cached_property
    def index(self) -> EventIndex:
        """What is worked out once of the events, on first use."""
        return self.index_before if self.index_before is not None else index_events(self.events)


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


MOST_BY_HAND = 1_000
"""Where more events than this were changed at once all are read."""


def events_changed(before: EventInputs, now: EventInputs, ledger: Ledger) -> frozenset[str]:
    """The events that were changed by hand since, where nothing else was; else none, for all have to be read."""
    known = len(before.changes)
    if (before.files, before.span, before.changes) != (now.files, now.span, now.changes[:known]):
        return frozenset()
    about = [what_was_undone(one, ledger)[0] if one.action is Action.UNDO else one for one in now.changes[known:]]
    events = frozenset(one.key for one in about if one is not None and one.subject is Subject.EVENT)
    only_events = all(one is not None and one.subject is Subject.EVENT for one in about)
    return events if only_events and len(events) <= MOST_BY_HAND else frozenset()


def log_about(before: EventPart, events: Set[str], ledger: Ledger) -> tuple[Ledger, bool] | None:
    """The log as it is about some events alone; None where these cannot be told of without all others, for one of them
    has earlier versions, or a row of it was rejected. With it, whether files have to be read: it names none where none
    says anything of them."""
    rejected = {row[0].row_id for part in before.accounted.checked.values() for row in part.rejected}
    of_files = (before.versions.earlier.index, before.versions.since.index)
    if not rejected.isdisjoint(events) or _any_of(of_files, events):
        return None
    about = about_events(ledger, events)
    told = any(one.key in events for one in before.made_of.changes if one.subject is Subject.EVENT)
    counted = (part.accepted.index for part in before.accounted.checked.values())
    if told or _any_of((*counted, before.under_hand.index), events):
        return about, True
    return Ledger(tuple(one for one in about.entries if one.subject is not Subject.BATCH)), False


def _any_of(indexes: Iterable[pd.Index], events: Set[str]) -> bool:
    return any(index.isin(list(events)).any() for index in indexes)


def part_after(
    before: EventPart,
    made_of: EventInputs,
    changed: Set[str],
    told: AllEvents,
    placed: Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame],
    *,
    by_hand: bool,
) -> EventPart | None:
    """The events of a theatre after some were `changed` by hand (by event_id), told of these alone as `log_about` has
    them; None where they have earlier versions now, or one was rejected, which has its place among all. `by_hand`:
    whether any event is told by hand now."""
    if any(part.rejected for part in told.checked.values()) or len(told.versions.earlier) or len(told.versions.since):
        return None
    came = placed(by_day(joined_events(told.checked))).assign(probable_duplicate_of="")
    events, index = replaced_events(before.events, changed, gpd.GeoDataFrame(came), before.__dict__.get("index"))
    others = before.under_hand[~before.under_hand.index.isin(list(changed))]
    under = [part for part in (others, told.under_hand) if len(part)]
    return EventPart(
        made_of=made_of,
        events=events,
        versions=before.versions,
        under_hand=gpd.GeoDataFrame(pd.concat(under)) if under else told.under_hand,
        accounted=_accounted(before.accounted, changed, told, by_hand),
        index_before=index,
    )


def _accounted(before: AllEvents, changed: Set[str], told: AllEvents, by_hand: bool) -> AllEvents:
    """What became of the rows of each file, with what is `told` of the `changed` events now."""
    checked: dict[str, Checked[gpd.GeoDataFrame]] = {}
    for file in dict.fromkeys([*before.checked, *([LEDGER] if by_hand else [])]):
        known, more = (one.checked.get(file) for one in (before, told))
        rows = [part.accepted.iloc[:, :0] for part in (known, more) if part is not None]
        if known is not None:
            rows[0] = rows[0][~rows[0].index.isin(list(changed))]
        if file != LEDGER or by_hand:
            checked[file] = Checked(gpd.GeoDataFrame(pd.concat(rows)), known.rejected if known is not None else ())
    replaced = {file: before.replaced.get(file, 0) for file in checked}
    fallen = {file: before.fallen.get(file, {}) for file in checked}
    return replace(before, checked=checked, replaced=replaced, fallen=fallen)
