"""The versions of events that files corrected or withdrew: which counts now, and which counted on an earlier day.

Files are played in the order they came. A row that corrects takes the place of the row the theatre had under its id; a
withdrawal takes that row out. Nothing is thrown away: what no longer counts is an earlier version, with the day from
which on it was known otherwise. That day is

* the day the row itself was changed at its source (`revised_on`), or its withdrawal was published, where the file says;
* else the day the row was published, where that is later than the version before it was;
* else the day the file was brought in, as the log has it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.changelog.imports import SourceOfIds
from geo.events.event_index import EventIndex, index_events

KNOWN_UNTIL, ENDED_BY = "known_until", "ended_by"
CONTENT_ID = "row:"
"""Beginning of the ids that are made of what a row says: such a row cannot say something else later on."""
_NO_DAY = np.datetime64("NaT", "s")


@dataclass(frozen=True, eq=False)
class EventVersions:
    """`earlier`: (n,) versions that count no more, with the columns of events and `known_from`, `known_until` (days,
    the first included and the last not; NaT where the event was not known by any day), `ended_by` (the batch that
    corrected or withdrew it), `probable_duplicate_of` (""); one event may have several, oldest first. `since`:
    by event_id the day from which on the version that counts was known, of events that were corrected.
    """

    earlier: gpd.GeoDataFrame
    since: pd.Series

    @cached_property
    def index(self) -> EventIndex:
        return index_events(self.earlier)

    def known_from(self, events: pd.DataFrame) -> pd.Series:
        """(n,) day from which on each of `events`, those that count now, was known as it is; NaT for none."""
        published = events["published_on"]
        if self.since.empty:
            return published
        corrected = events.index.isin(self.since.index)
        return published.mask(corrected, self.since.reindex(events.index))

    def counted_on(self, day: pd.Timestamp) -> NDArray[np.bool_]:
        """(n,) whether each of `earlier` was what was known of its event on a day; of several the last."""
        found = (self.earlier["known_from"] <= day) & (day < self.earlier[KNOWN_UNTIL])
        last = ~self.earlier.index.to_series()[found.to_numpy()].duplicated(keep="last").to_numpy()
        wanted = found.to_numpy(dtype=bool).copy()
        wanted[np.flatnonzero(wanted)] = last
        return wanted


def no_versions(events: gpd.GeoDataFrame) -> EventVersions:
    """Of events that no file ever corrected."""
    nothing = events.iloc[:0]
    days = pd.Series(dtype="datetime64[s]")
    earlier = nothing.assign(known_from=days, known_until=days, ended_by="", probable_duplicate_of="")
    return EventVersions(gpd.GeoDataFrame(earlier), pd.Series(dtype="datetime64[s]"))


@dataclass(frozen=True, eq=False)
class FileInLog:
    """One file in the order of the log: `rows`, checked, indexed by event_id; `corrects`, (n,) str for each of them;
    `withdrawn`: event_id, known_on (day, NaT); `came_on`: the day it was brought in, or (n,) the day of each row where
    a person chose places one by one; `source`: whose ids it holds, None for what no file brought in."""

    file: str
    batch: str
    rows: gpd.GeoDataFrame
    corrects: NDArray[np.object_]
    withdrawn: pd.DataFrame
    came_on: np.datetime64 | NDArray[np.datetime64]
    source: SourceOfIds | None = None


@dataclass(frozen=True, eq=False)
class _Ended:
    """Rows of one file that count no more: their positions, the day from which on, the batch that took each out."""

    file: int
    rows: NDArray[np.intp]
    days: NDArray[np.datetime64]
    by: NDArray[np.object_]


def play(files: Sequence[FileInLog]) -> tuple[list[NDArray[np.bool_]], list[dict[str, str]], EventVersions]:
    """Which rows of each file count in the end, the rows that only repeat one (by id, with the file it counts in), and
    what was corrected."""
    alive: list[NDArray[np.bool_]] = []
    repeats: list[dict[str, str]] = []
    begun: list[NDArray[np.datetime64]] = []
    ended: list[_Ended] = []
    since: list[pd.Series] = []
    for number, file in enumerate(files):
        ids = file.rows.index
        published = _days(file.rows["published_on"])
        before = _standing(ids, files, alive, number)
        marked = (file.corrects != "") | _later_versions(ids, before, files, number)
        repeated = (before >= 0) & ~marked
        repeats.append({str(ids[at]): files[before[at]].file for at in np.flatnonzero(repeated)})
        from_day = published.copy()
        corrected = marked & (before >= 0)
        corrected |= marked & ids.isin(_once_there(files[:number])) if marked.any() else False
        if corrected.any():
            earlier = _published_before(ids, files, begun, number)
            day = _known_on(file, published, earlier)
            from_day = np.where(corrected, np.where(np.isnat(earlier) & np.isnat(published), _NO_DAY, day), from_day)
            since.append(pd.Series(from_day[corrected], index=ids[corrected]))
            until = pd.Series(day[corrected], index=ids[corrected])
            _end(until, file.rows["origin"].to_numpy(dtype=object)[corrected], files, alive, ended)
        if len(file.withdrawn):
            days = _days(file.withdrawn["known_on"])
            until = pd.Series(np.where(np.isnat(days), file.came_on, days), index=file.withdrawn["event_id"])
            until = until[~until.index.duplicated()]
            _end(until, np.full(len(until), file.batch, dtype=object), files, alive, ended)
        alive.append(~repeated)
        begun.append(from_day)
    return alive, repeats, _versions(files, alive, begun, ended, since)


def _standing(
    ids: pd.Index, files: Sequence[FileInLog], alive: Sequence[NDArray[np.bool_]], number: int
) -> NDArray[np.intp]:
    """(n,) the file before that holds the row that counts under each id, -1 for none."""
    found = np.full(len(ids), -1, dtype=np.intp)
    for at in range(number):
        if len(files[at].rows) and len(ids):
            rows = files[at].rows.index.get_indexer(ids)
            there = rows >= 0
            there[there] = alive[at][rows[there]]
            found[there] = at
    return found


def _later_versions(
    ids: pd.Index, before: NDArray[np.intp], files: Sequence[FileInLog], number: int
) -> NDArray[np.bool_]:
    """(n,) which rows of a file come after one that counts under the same id of the same source. They were new when
    their file came, for that one had been taken out; it was brought back since, and they correct it after all."""
    file = files[number]
    found = np.zeros(len(ids), dtype=bool)
    for at in np.unique(before[before >= 0]):
        earlier = files[at]
        if file.source is None or earlier.source is None or not file.source.is_that_of(earlier.source):
            continue
        some = np.flatnonzero(before == at)
        there = earlier.rows.index.get_indexer(ids[some])
        older = _revised(file)[some] < _revised(earlier)[there]
        found[some] = ~older & ~ids[some].str.startswith(CONTENT_ID)
    return found


def _revised(file: FileInLog) -> NDArray[np.datetime64]:
    """(n,) when each row was changed at its source, to the second where it says so; NaT where the file does not say."""
    if "revised_on" in file.rows:
        return _days(file.rows["revised_on"])
    return np.full(len(file.rows), _NO_DAY, dtype="datetime64[s]")


def _once_there(files: Sequence[FileInLog]) -> pd.Index:
    """The ids that files took out."""
    gone = [pd.Index(file.withdrawn["event_id"]) for file in files if len(file.withdrawn)]
    return gone[0].append(gone[1:]) if gone else pd.Index([], dtype=object)


def _published_before(
    ids: pd.Index, files: Sequence[FileInLog], begun: Sequence[NDArray[np.datetime64]], number: int
) -> NDArray[np.datetime64]:
    """(n,) the day from which on the last version before was known, NaT where no version was by any day."""
    found = np.full(len(ids), _NO_DAY, dtype="datetime64[s]")
    for at in range(number):
        rows = files[at].rows.index.get_indexer(ids)
        there = rows >= 0
        days = begun[at][rows[there]]
        found[there] = np.where(np.isnat(days), found[there], days)
    return found


def _known_on(
    file: FileInLog, published: NDArray[np.datetime64], earlier: NDArray[np.datetime64]
) -> NDArray[np.datetime64]:
    """(n,) the day from which on each row of a file was known, were it a correction of a version known `earlier`."""
    revised = _revised(file).astype("datetime64[D]").astype("datetime64[s]")
    anew = ~np.isnat(published) & (np.isnat(earlier) | (published > earlier))
    return np.where(~np.isnat(revised), revised, np.where(anew, published, file.came_on))


def _end(
    until: pd.Series,
    by: NDArray[np.object_],
    files: Sequence[FileInLog],
    alive: Sequence[NDArray[np.bool_]],
    ended: list[_Ended],
) -> None:
    """Have the rows of `files` under the ids of `until` count no more from those days on, ended each by a batch; notes
    them in `ended`."""
    for at, living in enumerate(alive):
        rows = files[at].rows.index.get_indexer(until.index)
        there = rows >= 0
        there[there] = living[rows[there]]
        if there.any():
            living[rows[there]] = False
            ended.append(_Ended(at, rows[there], until.to_numpy()[there], by[there]))


def _versions(
    files: Sequence[FileInLog],
    alive: Sequence[NDArray[np.bool_]],
    begun: Sequence[NDArray[np.datetime64]],
    ended: Sequence[_Ended],
    since: Sequence[pd.Series],
) -> EventVersions:
    nothing = no_versions(files[0].rows)
    if not ended and not since:
        return nothing
    parts = [
        files[one.file]
        .rows.iloc[one.rows]
        .assign(known_from=begun[one.file][one.rows], known_until=one.days, ended_by=one.by, probable_duplicate_of="")
        for one in ended
    ]
    counting = [file.rows.index[living] for file, living in zip(files, alive, strict=True)]
    now = counting[0].append(counting[1:])
    return EventVersions(
        gpd.GeoDataFrame(pd.concat(parts)) if parts else nothing.earlier,
        _last(since, now, nothing.since),
    )


def _last(parts: Sequence[pd.Series], wanted: pd.Index, otherwise: pd.Series) -> pd.Series:
    """The last of the values given for each of the ids `wanted`."""
    if not parts:
        return otherwise
    every = pd.concat(parts)
    every = every[~every.index.duplicated(keep="last")]
    return every[every.index.isin(wanted)]


def _days(column: pd.Series) -> NDArray[np.datetime64]:
    return column.to_numpy(dtype="datetime64[s]")
