"""What becomes of the rows of a file whose ids a theatre knows: the same as before, corrected, held back, repeated."""

from __future__ import annotations

from collections.abc import Mapping as Names
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.changelog.imports import BatchNote, SourceOfIds
from geo.changelog.log import Action, Entry, Subject
from geo.events.versions import ENDED_BY, KNOWN_UNTIL
from geo.theatre.theatre import Theatre
from ingest.geocoding import Gazetteer
from ingest.mappings.guess import dataset_of
from ingest.mappings.mapping import TABLE, ColumnMapping
from ingest.matching.repeats import Repeats
from ingest.matching.row_differences import PLACED, HeldRows, difference_table, differences, held_under
from ingest.matching.row_ids import left_out_key
from ingest.tables import Table

IN_THEATRE, BY_HAND_GONE, OF_ANOTHER, LATER_THERE, OUT_SINCE = (
    "in the theatre", "withdrawn by hand", "in the theatre, from another source", "in the theatre, in a later version",
    "withdrawn by a later file of its source",
)  # fmt: skip


def sources_of(table: Table, mapping: ColumnMapping, imports: Names[str, BatchNote]) -> frozenset[str]:
    """The batches that hold rows of the same source as a table that is read by `mapping`.

    Ids of one format, or of one dataset that somebody named, are of one source. Where a plain table gives its ids the
    name of its file only, another file is of the same source if it has the same columns, or one has all of the other's.
    """
    if mapping.format != TABLE or not named_by_its_file(table.file, mapping):
        return frozenset(imports)
    own = SourceOfIds(mapping.format, frozenset(map(str, table.cells.columns)))
    return frozenset(batch for batch, note in imports.items() if own.is_that_of(note.source))


def named_by_its_file(file: str, mapping: ColumnMapping) -> bool:
    """Whether the ids of a plain table are its own because nothing but the name of its file says whose they are."""
    return mapping.dataset in ("", dataset_of(file))


@dataclass(frozen=True, eq=False)
class Matched:
    """What became of n rows, all (n,) bool unless said otherwise, no row in more than one of the first six.

    `fresh`: no event has its id; `unchanged`: the event says the same, or a person has the last word on it; `changed`:
    it corrects what files said before; `repeats`: it repeats another of its file; `others`: its id stands for an event
    of another source; `stale`: a later version of it is held, or its id is made of what it says and so is no sure sign,
    or (`out_since`) a file took it out since.
    `held_back`: those of `unchanged` that say something else by now, and would count but for a person's change;
    `over_hand`: those of `changed` that only take the place a person chose along. `differ`: (n,) whether it says
    something else than what stands there.
    """

    held: HeldRows
    fresh: NDArray[np.bool_]
    unchanged: NDArray[np.bool_]
    changed: NDArray[np.bool_]
    repeats: NDArray[np.bool_]
    others: NDArray[np.bool_]
    stale: NDArray[np.bool_]
    out_since: NDArray[np.bool_]
    held_back: NDArray[np.bool_]
    over_hand: NDArray[np.bool_]
    differ: NDArray[np.bool_]
    which: NDArray[np.intp]
    fields: NDArray[np.bool_]
    names: tuple[str, ...]

    @cached_property
    def duplicates(self) -> NDArray[np.bool_]:
        return self.repeats | self.others | self.stale

    def table(self, rows: pd.DataFrame, wanted: NDArray[np.bool_]) -> pd.DataFrame:
        """The differences of the rows `wanted` (n,), as `difference_table` has them."""
        some = wanted[self.which]
        return difference_table(rows, self.held, self.which[some], self.fields[some], self.names)


@dataclass(frozen=True, eq=False)
class Known:
    """The rows of a file by what a theatre knows of their ids, before they are checked: `known`: (n,) there is such an
    event, or was until a person withdrew it; `sure`: (n,) the id is its source's own, or comes with a row that was set
    aside here; `elsewhere`: (n,) a row without position that names another place than the one held: it is looked up;
    `stays`: (n,) such a row that does not wait where its place is not found, for a person has the last word on it;
    `unplaced`: (n,) it gives no position; `lost_again`: (n,) it was rejected before and came in, and names a place
    nobody knows once more: the event stays where it is."""

    held: HeldRows
    known: NDArray[np.bool_]
    sure: NDArray[np.bool_]
    elsewhere: NDArray[np.bool_]
    stays: NDArray[np.bool_]
    unplaced: NDArray[np.bool_]
    lost_again: NDArray[np.bool_]

    @property
    def placed_already(self) -> NDArray[np.bool_]:
        return self.known & ~self.elsewhere


def known_rows(
    events: pd.DataFrame,
    ids: pd.Series,
    own_ids: pd.Series,
    known: NDArray[np.bool_],
    table: Table,
    mapping: ColumnMapping,
    theatre: Theatre,
    gazetteer: Gazetteer,
) -> Known:
    """What `theatre` knows of the ids of `events` (n,), the rows of a table as they are drafted."""
    held = held_under(ids, theatre, sources_of(table, mapping, theatre.imports))
    sure = ((events["source_id"] != "") | (ids != own_ids)).to_numpy(dtype=bool)
    unplaced = np.isnan(events["longitude"].to_numpy(dtype=float))
    other = (events["place"].astype(object).to_numpy() != held.column("place")) & (held.row >= 0)
    elsewhere = unplaced & other & held.of_source & held.of_file & sure
    stays = held.by_hand & ~held.only_placed
    decided = theatre.ledger.last(Subject.EVENT)
    for at in np.flatnonzero(elsewhere):
        stays[at] |= left_out_key(ids.iloc[at], events["place"].iloc[at]) in decided
    lost = np.zeros(len(ids), dtype=bool)
    if table.mends is not None:
        back = np.flatnonzero(elsewhere & (ids != own_ids).to_numpy(dtype=bool))
        asked = events[["place", "adm1"]].iloc[back].astype(str).itertuples(index=False, name=None)
        lost[back] = [gazetteer.find(place, admin=area).resolved is None for place, area in asked]
    return Known(held, known, sure, elsewhere & ~lost, elsewhere & stays, unplaced, lost)


def with_held_places(events: pd.DataFrame, rows: Known) -> pd.DataFrame:
    """`events` where those without position that name the place of the event held lie where that one does."""
    bare = np.isnan(events["longitude"].to_numpy(dtype=float))
    some = np.flatnonzero(bare & rows.placed_already & rows.held.of_source & (rows.held.row >= 0))
    if not len(some):
        return events
    then = rows.held.events.iloc[rows.held.row[some]]
    same = then["place"].to_numpy(dtype=object) == events["place"].iloc[some].to_numpy(dtype=object)
    same |= rows.held.by_hand[some] | ~rows.sure[some] | rows.lost_again[some]
    some, then = some[same], then[same]
    events = events.copy()
    for at in np.flatnonzero(rows.lost_again):
        _at_held_place(events, int(at), rows.held)
    for name in PLACED:
        values = events[name].astype(object).to_numpy(copy=True)
        values[some] = then[name].to_numpy(dtype=object)
        events[name] = pd.Series(values, index=events.index).astype(events[name].dtype)
    return events


def _at_held_place(events: pd.DataFrame, at: int, held: HeldRows) -> None:
    """Give a row the name of the place where its event lies, also in a summary that was made of it."""
    place, then = events["place"].iloc[at], held.events.iloc[held.row[at]]
    if str(events["summary"].iloc[at]).replace(str(place), str(then["place"])) == then["summary"]:
        events.iloc[at, events.columns.get_loc("summary")] = then["summary"]
    events.iloc[at, events.columns.get_loc("place")] = then["place"]


def match(
    events: pd.DataFrame, ids: pd.Series, sound: NDArray[np.bool_], rows: Known, again: Repeats, theatre: Theatre,
    file: str, sha256: str,
) -> Matched:  # fmt: skip
    """What becomes of the sound rows of a file. `again`: which repeat another; `sha256`: of the file, "" where it is
    not known."""
    held, known = rows.held, rows.known
    repeats = again.rows & sound
    first = sound & ~repeats
    others = first & known & ~held.of_source & ~_only_withdrawn(held)
    mine = first & known & ~others
    out_since = first & ~known & _out_since(events, ids, theatre, sha256)
    names = {batch: note.file for batch, note in theatre.imports.items()} | {"": file}
    which = np.flatnonzero((mine | others) & (held.row >= 0))
    fields, of = differences(events, held, which, names)
    # a row known by what it says was looked up, or mended, since: where it lies is not what it says
    said_no_place = np.ix_((~rows.sure & rows.unplaced)[which], np.isin(of, ("place", "summary")))
    fields[said_no_place] = False
    differ = again.differ & sound
    differ[which] = fields.any(axis=1)
    older = mine & differ & (~rows.sure | _older(events, held, theatre, sha256)) & ~held.by_hand
    placed = ~np.isnan(events["longitude"].to_numpy(dtype=float))
    over = mine & differ & held.only_placed & placed & _lies_there(fields, of, which, differ)
    changed = (mine & differ & ~held.by_hand & ~older & placed) | over
    back = mine & held.by_hand & ~over & placed & (differ | (held.row < 0)) & rows.sure
    return Matched(
        held=held,
        fresh=first & ~known & ~out_since,
        unchanged=mine & ~changed & ~older,
        changed=changed,
        repeats=repeats,
        others=others,
        stale=older | out_since,
        out_since=out_since,
        held_back=back,
        over_hand=over,
        differ=differ,
        which=which,
        fields=fields,
        names=of,
    )


def _only_withdrawn(held: HeldRows) -> NDArray[np.bool_]:
    """(n,) whether all that is known of a row is that a person withdrew it."""
    return held.by_hand & (held.row < 0)


def _lies_there(
    fields: NDArray[np.bool_], names: tuple[str, ...], which: NDArray[np.intp], differ: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """(n,) whether a row lies where the event held does, and under the same name."""
    same = ~fields[:, [names.index(name) for name in ("longitude", "latitude", "place")]].any(axis=1)
    found = np.zeros(len(differ), dtype=bool)
    found[which] = same
    return found


def _older(events: pd.DataFrame, held: HeldRows, theatre: Theatre, sha256: str) -> NDArray[np.bool_]:
    """(n,) whether a row is an earlier version of the one held: its source changed it earlier, or it stands in a file
    that was brought in before the file the one held stands in."""
    there = held.row >= 0
    found = np.zeros(len(events), dtype=bool)
    if not there.any():
        return found
    if "revised_on" in held.events.columns:
        then = held.events["revised_on"].to_numpy(dtype="datetime64[s]")[held.row[there]]
        found[there] = events["revised_on"].to_numpy(dtype="datetime64[s]")[there] < then
    later = _brought_in_after(sha256, theatre)
    found[there] |= held.events["origin"].isin(later).to_numpy(dtype=bool)[held.row[there]]
    return found


def _brought_in_after(sha256: str, theatre: Theatre) -> list[str]:
    """The batches that were brought in after a file of this content was; none where it never was."""
    order = list(theatre.imports)
    same = [at for at, note in enumerate(theatre.imports.values()) if sha256 and note.sha256 == sha256]
    return order[max(same) + 1 :] if same else []


def _out_since(events: pd.DataFrame, ids: pd.Series, theatre: Theatre, sha256: str) -> NDArray[np.bool_]:
    """(n,) whether a file took the event of a row out after what the row says: its source changed the row no later than
    it deleted it, or the row stands in a file that was brought in before that one."""
    earlier = theatre.versions.earlier
    last = earlier[~earlier.index.duplicated(keep="last") & ~earlier.index.isin(theatre.events.index)]
    row = last.index.get_indexer(pd.Index(ids))
    found, there = row >= 0, np.flatnonzero(row >= 0)
    if len(there):
        ended = last.iloc[row[there]]
        day = events["revised_on"].to_numpy(dtype="datetime64[D]")[there]
        listed = [batch for batch, note in theatre.imports.items() if note.withdrawn]
        until = ended[KNOWN_UNTIL].where(ended[ENDED_BY].isin(listed)).to_numpy(dtype="datetime64[D]")
        found[there] = (day <= until) | ended[ENDED_BY].isin(_brought_in_after(sha256, theatre)).to_numpy(dtype=bool)
    return found


def duplicate_rows(
    matched: Matched, ids: pd.Series, numbers: NDArray[np.int64], again: Repeats, theatre: Theatre
) -> pd.DataFrame:
    """The duplicates: position, row, event_id, where the event stands that each repeats, and whether it differs."""
    by_hand: Names[str, Entry] = theatre.ledger.manual_edits
    positions = np.flatnonzero(matched.duplicates)
    where = []
    for position, event_id in zip(positions, ids.iloc[positions], strict=True):
        if matched.repeats[position]:
            where.append(f"row {numbers[again.counting[position]]} of this file")
        elif event_id in by_hand and by_hand[event_id].action is Action.WITHDRAW:
            where.append(BY_HAND_GONE)
        elif matched.others[position]:
            where.append(
                IN_THEATRE if not matched.held.events["origin"].iloc[matched.held.row[position]] else OF_ANOTHER
            )
        else:
            where.append(OUT_SINCE if matched.out_since[position] else LATER_THERE)
    return pd.DataFrame(
        {
            "position": positions,
            "row": numbers[positions],
            "event_id": ids.iloc[positions].to_numpy(),
            "where": where,
            "differs": matched.differ[positions],
        }
    )
