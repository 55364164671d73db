"""A draft held against a theatre: what of a file would come in, what is there already, what is rejected and why.

Nothing is kept here; `ingest.matching.keep` does that. accepted + superseded + unchanged + withdrawn + duplicates +
rejected = read, always.
"""

from __future__ import annotations

from collections.abc import Mapping as Counts
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import Bounds
from geo.events.actors import actor_table
from geo.events.batch_events import SOURCE_ROW
from geo.events.batch_parts import nothing_withdrawn
from geo.theatre.theatre import Theatre
from ingest.drafts.draft import Draft
from ingest.geocoding import Gazetteer
from ingest.matching.abroad_rows import AbroadRows, note_other_countries, told_apart
from ingest.matching.corrections import corrected
from ingest.matching.count_places import place_counts
from ingest.matching.geocode_rows import geocode_rows, only_waiting
from ingest.matching.known_rows import duplicate_rows, known_rows, match, sources_of, with_held_places
from ingest.matching.repeats import note_contradicting, repeats
from ingest.matching.row_ids import event_ids, is_known, known_ids, with_dataset
from ingest.matching.theatre_checks import check_when, check_where, checked_rows
from ingest.matching.theatre_rows import canonical, governorates_of
from ingest.matching.withdrawn import Gone, gone_events
from ingest.tables import Mends
from ingest.tables.rejected import SHAPE, WHO


@dataclass(frozen=True, eq=False)
class Incoming:
    """What would become of each row of a file in the theatre of `version`.

    `events`: the rows to be accepted, with the columns of a theatre's events and `source_row`; `revised`: those that
    correct an event, and those `held_back` that a person's change has the better of, likewise; `unchanged`: row,
    event_id and held_in (the batch that holds it) of the rows that say what is held; `changes`: what the revised rows
    change, one line a field, and `conflicts` what those held back would (see ingest/matching/corrections.py); `takes`:
    the ids of revised rows that a person lets count before a change by hand; `withdrawals`: the rows of a list of
    deletions, or what a file lacks, that take an event out (event_id, row, known_on, corrects, why), and `held_out`
    those that take out nothing now and could later: a person's change has the better of them, or the event is out or
    not here; `gone`: what this
    file lacks of earlier ones; `duplicates`: row, event_id, where it stands already, whether it differs from what
    stands there; `faults`: one line a fault of the rows
    rejected (see FaultLog.frame); `left_out`: one line a cell of an accepted or revised row that could not be read and
    is left empty, in the same columns; `cells`: their text as it stands in the file, by row number; `kept_ids`: str by
    position, the id of the rejected rows that keep it when they are mended; `became`: (n,) the id of each row, ""
    where it is rejected, and `own_ids` those they have by themselves; `actors`: who is named, those no rule knows
    first; `abroad`: which of the rows to be accepted lie outside the theatre's country.
    """

    draft: Draft
    version: str
    events: gpd.GeoDataFrame
    revised: gpd.GeoDataFrame
    held_back: gpd.GeoDataFrame
    unchanged: pd.DataFrame
    changes: pd.DataFrame
    conflicts: pd.DataFrame
    duplicates: pd.DataFrame
    faults: pd.DataFrame
    left_out: pd.DataFrame
    by_reason: Counts[str, int]
    actors: pd.DataFrame
    kept_ids: pd.Series
    became: pd.Series
    own_ids: pd.Series
    takes: frozenset[str]
    withdrawals: pd.DataFrame
    held_out: pd.DataFrame
    gone: Gone
    known_aside: int
    abroad: AbroadRows

    @property
    def read(self) -> int:
        return self.draft.table.read

    @property
    def accepted(self) -> int:
        return len(self.events)

    @property
    def superseded(self) -> int:
        """Rows that correct an event."""
        return len(self.revised)

    @property
    def withdrawn(self) -> int:
        """Rows that take an event out: those of a list of deletions. What a file lacks is no row of it."""
        return int((self.withdrawals["row"] > 0).sum())

    @property
    def counts(self) -> Counts[str, int]:
        """What became of the rows, by the words of an account; together they are what was `read`."""
        return {
            "accepted": self.accepted,
            "superseded": self.superseded,
            "unchanged": len(self.unchanged),
            "withdrawn": self.withdrawn,
            "duplicates": len(self.duplicates),
            "set_aside": self.rejected,
        }

    @property
    def keeps_something(self) -> bool:
        """Whether keeping the file would change what the theatre shows, or could show later."""
        return bool(
            self.accepted or self.superseded or len(self.withdrawals) or len(self.held_back) or len(self.held_out)
        )

    @property
    def conflicting(self) -> frozenset[str]:
        """The events of which a person has the last word, and the file says otherwise by now."""
        return frozenset(self.conflicts["event_id"])

    @property
    def rejected(self) -> int:
        return sum(self.by_reason.values())

    @cached_property
    def cells(self) -> pd.DataFrame:
        table, positions = self.draft.table, np.unique(self.faults["position"].to_numpy(dtype="int64"))
        readable = positions[positions >= 0]
        cells = table.cells.iloc[readable].set_axis(table.rows[readable])
        if table.geometry is not None:
            cells = cells.assign(**{SHAPE: [_wkt(shape) for shape in table.geometry[readable]]})
        if len(self.kept_ids):
            cells = cells.assign(**{WHO: self.kept_ids.reindex(readable, fill_value="").to_numpy()})
        return cells

    @property
    def unmapped_actors(self) -> list[str]:
        without = self.actors["factions"].map(lambda factions: "" in factions)
        return [str(actor) for actor in self.actors.loc[without.astype(bool), "actor"]]

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the accepted rows; None where there are none."""
        if self.events.empty:
            return None
        last = self.events["end_date"].fillna(self.events["event_date"])
        return self.events["event_date"].min().date(), last.max().date()

    @property
    def bbox(self) -> Bounds | None:
        if self.events.empty:
            return None
        west, south, east, north = (float(edge) for edge in self.events.total_bounds)
        return west, south, east, north


def _wkt(shape: shapely.Geometry | None) -> str:
    return "" if shape is None else str(shape.wkt)


def incoming(draft: Draft, theatre: Theatre, gazetteer: Gazetteer, *, sha256: str = "") -> Incoming:
    """Hold a draft against a theatre. `sha256`: of its file, "" where it is not known.

    Rows with a place and no position are looked up in `gazetteer`; those it does not place surely are rejected with
    what it found. Rows outside the theatre or its days, and those with latitude and longitude swapped, are rejected.
    """
    table, mapping, faults = draft.table, draft.mapping, draft.faults.copy()
    own_ids = event_ids(draft.events, with_dataset(mapping, table.file).dataset)
    ids = known_ids(own_ids, table.mends, theatre)
    known = known_rows(draft.events, ids, own_ids, is_known(ids, theatre), table, mapping, theatre, gazetteer)
    unplaced = known.unplaced & ~faults.faulty & ~known.placed_already
    note_other_countries(draft.events, unplaced, theatre, mapping, faults)
    events, of_areas, of_country = place_counts(draft.events, theatre, mapping, gazetteer, faults)
    events = geocode_rows(
        events, table, mapping, gazetteer, faults, known=known.placed_already, corrects=known.elsewhere,
        stays=known.stays,
    )  # fmt: skip
    events["coord_source"] = np.where(of_areas == "", events["coord_source"], of_areas)
    events = with_held_places(events, known)
    governorates = np.where(of_country, "", governorates_of(events, theatre))
    events = events.assign(event_id=ids, adm1_pcode=governorates)
    check_where(events, theatre, gazetteer, mapping.position_label, faults)
    check_when(events, theatre, draft, faults)
    again = repeats(events, ids, ~faults.faulty, table.file)
    note_contradicting(again, events, table.rows, mapping, faults)
    matched = match(events, ids, ~faults.faulty, known, again, theatre, table.file, sha256)
    kept = matched.fresh | matched.changed | matched.held_back
    rows = canonical(events[kept], table.rows[kept], theatre)
    rows = checked_rows(rows, np.flatnonzero(kept), theatre, mapping, faults)
    rows, abroad = told_apart(rows, rows[SOURCE_ROW], theatre)
    sound = ~faults.faulty
    what = corrected(events, matched, sound, table.rows, theatre)
    duplicates = duplicate_rows(matched, ids, table.rows, again, theatre)
    wrong = faults.frame()
    accepted = _only(rows, table.rows[matched.fresh])
    return Incoming(
        draft=draft,
        version=theatre.version,
        events=accepted,
        revised=_only(rows, table.rows[matched.changed]),
        held_back=_only(rows, table.rows[matched.held_back]),
        unchanged=what.unchanged,
        changes=what.changes,
        conflicts=what.conflicts,
        takes=what.takes,
        duplicates=duplicates,
        faults=wrong,
        left_out=_of_rows(faults.cells_left_out(), table.rows[matched.fresh | matched.changed]),
        by_reason=faults.by_reason(),
        actors=actor_table(accepted, theatre.actor_rules),
        kept_ids=_kept_ids(ids, wrong, table.mends),
        became=ids.where(pd.Series(sound, index=ids.index), ""),
        own_ids=own_ids,
        withdrawals=nothing_withdrawn(),
        held_out=nothing_withdrawn(),
        gone=gone_events(events, ids, theatre, sources_of(table, mapping, theatre.imports), table, sound),
        known_aside=int((faults.faulty & known.known & known.held.of_source & ~ids.isin(ids[sound])).sum()),
        abroad=abroad,
    )


def _only(rows: gpd.GeoDataFrame, numbers: np.ndarray) -> gpd.GeoDataFrame:
    """The events of the rows with these numbers; no copy where that is all of them."""
    these = rows[SOURCE_ROW].isin(numbers)
    return gpd.GeoDataFrame((rows if these.all() else rows[these]).reset_index(drop=True))


def _of_rows(cells: pd.DataFrame, rows: np.ndarray) -> pd.DataFrame:
    """The lines about `rows`, which are numbers of the file."""
    return cells[cells["row"].isin(rows)].reset_index(drop=True)


def _kept_ids(ids: pd.Series, wrong: pd.DataFrame, mends: Mends | None) -> pd.Series:
    """The ids, by position, of the rejected rows that wait for a place, or that mend one that did."""
    waits = only_waiting(wrong[wrong["position"] >= 0], "position")
    if mends is not None:
        waits |= mends.ids[waits.index.to_numpy(dtype="int64")] != ""
    return ids.iloc[waits.index[waits].to_numpy(dtype="int64")]
