"""A draft held against a theatre: what of a file would come in, what is there already, what is set aside and why.

Nothing is kept here; `ingest.keeping.batches` does that. accepted + duplicates + set aside = read, always.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Counts
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.actors import actor_table, named_factions
from geo.crs import STORED, Bounds
from geo.event_files import SOURCE_ROW
from geo.events import event_columns
from geo.ledger import Action, Subject
from geo.theatre import Theatre
from ingest.drafts.draft import Draft
from ingest.geocoding import Gazetteer
from ingest.keeping.abroad_rows import AbroadRows, note_other_countries, told_apart
from ingest.keeping.count_places import place_counts
from ingest.keeping.differing import say_otherwise
from ingest.keeping.placing import only_waiting, place_rows
from ingest.keeping.theatre_checks import check_when, check_where, checked_rows
from ingest.mappings.guess import dataset_of
from ingest.mappings.mapping import TABLE, Mapping
from ingest.tables import Mends
from ingest.tables.set_aside import SHAPE, WHO

CONTENT = ("event_date", "end_date", "event_time", "event_type", "sub_event_type", "actor1", "actor2", "place",
           "summary")  # fmt: skip
"""What tells two rows of a source without ids apart, besides their position."""


@dataclass(frozen=True, eq=False)
class Incoming:
    """What would become of each row of a file in the theatre of `version`.

    `events`: the rows to be accepted, with the columns of a theatre's events and `source_row`; `duplicates`: row,
    event_id, where it stands already, whether it differs from what stands there; `faults`: one line a fault of the rows
    set aside (see FaultLog.frame); `cells`: their text as it stands in the file, by row number; `kept_ids`: str by
    position, the id of the set-aside rows that keep it when they are mended; `became`: (n,) the id of each row, ""
    where it is set aside, and `own_ids` those they have by themselves; `actors`: who is named, those no rule knows
    first; `abroad`: which of the rows to be accepted lie outside the theatre's country.
    """

    draft: Draft
    version: str
    events: gpd.GeoDataFrame
    duplicates: pd.DataFrame
    faults: pd.DataFrame
    by_reason: Counts[str, int]
    actors: pd.DataFrame
    kept_ids: pd.Series
    became: pd.Series
    own_ids: pd.Series
    abroad: AbroadRows

    @property
    def read(self) -> int:
        return self.draft.table.read

    @property
    def accepted(self) -> int:
        return len(self.events)

    @property
    def set_aside(self) -> int:
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


def with_dataset(mapping: Mapping, file: str) -> Mapping:
    """`mapping` that says whose ids the file holds: those of its format, or of a plain table its own."""
    if mapping.dataset:
        return mapping
    return replace(mapping, dataset=mapping.format if mapping.format != TABLE else dataset_of(file))


def slug(name: str) -> str:
    """A file's name without its ending, in plain letters, for folders."""
    return re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:40] or "file"


def incoming(draft: Draft, theatre: Theatre, gazetteer: Gazetteer) -> Incoming:
    """Hold a draft against a theatre.

    Rows with a place and no position are looked up in `gazetteer`; those it does not place surely are set aside with
    what it found. Rows outside the theatre or its days, and those with latitude and longitude swapped, are set aside.
    """
    faults = draft.faults.copy()
    own_ids = event_ids(draft.events, with_dataset(draft.mapping, draft.table.file).dataset)
    ids = known_ids(own_ids, draft.table.mends, theatre)
    known = is_known(ids, theatre)
    unplaced = np.isnan(draft.events["longitude"].to_numpy(dtype=float)) & ~faults.faulty & ~known
    note_other_countries(draft.events, unplaced, theatre, draft.mapping, faults)
    events, of_areas = place_counts(draft.events, theatre, draft.mapping, gazetteer, faults)
    events = place_rows(events, draft.table, draft.mapping, gazetteer, faults, known=known)
    events["coord_source"] = np.where(of_areas == "", events["coord_source"], of_areas)
    check_where(events, theatre, gazetteer, draft.mapping.position_label, faults)
    check_when(events, theatre, draft.mapping.label("event_date"), faults)
    events = events.assign(
        event_id=ids,
        adm1_pcode=governorates_of(events, theatre),
    )
    duplicates = _duplicates(ids, ~faults.faulty, known, draft.table.rows, theatre)
    fresh = ~faults.faulty
    fresh[duplicates["position"].to_numpy(dtype="int64")] = False
    accepted = canonical(events[fresh], draft.table.rows[fresh], theatre)
    accepted = checked_rows(accepted, np.flatnonzero(fresh), theatre, draft.mapping, faults)
    accepted, abroad = told_apart(accepted, accepted[SOURCE_ROW], theatre)
    again = events.iloc[duplicates["position"].to_numpy(dtype="int64")]
    duplicates = duplicates.assign(differs=say_otherwise(again, accepted, theatre))
    wrong, sound = faults.frame(), pd.Series(~faults.faulty, index=ids.index)
    return Incoming(
        draft=draft,
        version=theatre.version,
        events=accepted,
        duplicates=duplicates,
        faults=wrong,
        by_reason=faults.by_reason(),
        actors=actor_table(accepted, theatre.actor_rules),
        kept_ids=_kept_ids(ids, wrong, draft.table.mends),
        became=ids.where(sound, ""),
        own_ids=own_ids,
        abroad=abroad,
    )


def _kept_ids(ids: pd.Series, wrong: pd.DataFrame, mends: Mends | None) -> pd.Series:
    """The ids, by position, of the rows set aside that wait for a place, or that mend one that did."""
    waits = only_waiting(wrong[wrong["position"] >= 0], "position")
    if mends is not None:
        waits |= mends.ids[waits.index.to_numpy(dtype="int64")] != ""
    return ids.iloc[waits.index[waits].to_numpy(dtype="int64")]


def event_ids(events: pd.DataFrame, dataset: str) -> pd.Series:
    """(n,) the id of each row by itself: that of its source, or one made of what the row says where it gives none.

    Ids that sources give never meet, for each begins with `dataset`; a row without one has the same id in every file,
    so that it is known again whatever the file is called. `events` are as their file has them: a place looked up later
    does not change who they are.
    """
    given = events["source_id"].fillna("").astype(str)
    ids = dataset + ":" + given
    without = (given == "").to_numpy()
    if without.any():
        said = events.loc[without, [*CONTENT, "longitude", "latitude"]].round({"longitude": 6, "latitude": 6})
        text = pd.Series("", index=said.index)
        for column in said.columns:
            text = text + "\x1f" + said[column].astype("string").fillna("").astype(str)
        ids[without] = [f"row:{hashlib.sha256(row.encode()).hexdigest()[:16]}" for row in text]
    return ids


def known_ids(own: pd.Series, mends: Mends | None, theatre: Theatre) -> pd.Series:
    """(n,) the id of each row in a theatre: its `own`, but for rows that were set aside before.

    What came back is the event it became then, and what says the same is that event too. A row that waited for its
    place keeps the id it waited under; of several that mend one such row and say different things, one does, the same
    one in whatever order they stand, and the others are rows of their own.
    """
    same = own.map(theatre.mended.own_ids) if theatre.mended.own_ids else pd.Series(np.nan, index=own.index)
    ids = same.where(same.notna(), own).astype(own.dtype)
    if mends is None:
        return ids
    waited = pd.Series(mends.ids, index=own.index)
    keeps = (
        (waited != "") & (own == own.groupby(waited).transform("min")) & same.isna() & ~own.isin(theatre.events.index)
    )
    became = theatre.mended.events
    back = pd.Series([became.get(origin, "") for origin in zip(mends.files, mends.rows, strict=True)], index=own.index)
    return ids.mask(keeps, waited).mask(back != "", back)


def is_known(ids: pd.Series, theatre: Theatre) -> np.ndarray:
    """(n,) bool: the ids of events that a theatre has, or had until a person withdrew them."""
    by_hand = list(theatre.ledger.last(Subject.EVENT))
    return (ids.isin(theatre.events.index) | ids.isin(by_hand)).to_numpy(dtype=bool)


def governorates_of(events: pd.DataFrame, theatre: Theatre) -> np.ndarray:
    """The governorate each row lies in; "" outside all of them, or without a position."""
    lon, lat = events["longitude"].to_numpy(dtype=float), events["latitude"].to_numpy(dtype=float)
    codes, spots = pd.factorize(pd.MultiIndex.from_arrays([lon, lat]))
    points = shapely.points([spot[0] for spot in spots], [spot[1] for spot in spots])
    at, governorate = theatre.governorates.sindex.query(points, predicate="intersects")
    found = np.full(len(spots), "", dtype=object)
    # a point on a border belongs to the governorate that stands first
    found[at[::-1]] = theatre.governorates["adm1_pcode"].to_numpy()[governorate[::-1]]
    found[np.isnan(shapely.get_x(points))] = ""
    return found[codes]


def _duplicates(
    ids: pd.Series, sound: np.ndarray, known: np.ndarray, rows: np.ndarray, theatre: Theatre
) -> pd.DataFrame:
    """The sound rows that the theatre knows, or whose id stands above in the file."""
    by_hand = theatre.ledger.last(Subject.EVENT)
    candidates = ids[sound]
    again = candidates.duplicated()
    found = sound & (known | again.reindex(ids.index, fill_value=False).to_numpy(dtype=bool))
    positions = np.flatnonzero(found)
    first_row = pd.Series(rows[sound], index=candidates).groupby(level=0).first()
    where = [
        f"row {first_row[event_id]} of this file"
        if not in_theatre
        else "withdrawn by hand"
        if event_id in by_hand and by_hand[event_id].action is Action.WITHDRAW
        else "in the theatre"
        for in_theatre, event_id in zip(known[positions], ids.iloc[positions], strict=True)
    ]
    return pd.DataFrame(
        {"position": positions, "row": rows[positions], "event_id": ids.iloc[positions].to_numpy(), "where": where}
    )


def canonical(events: pd.DataFrame, rows: np.ndarray, theatre: Theatre) -> gpd.GeoDataFrame:
    """Rows as a theatre keeps them."""
    frame = events.rename(columns={"place": "location_en"}).assign(
        source_kind="", location_ar="", origin="", **{SOURCE_ROW: rows}
    )
    frame["factions"], frame["attributed_to"] = named_factions(frame, theatre.actor_rules)
    wanted = [column.name for column in event_columns(frozenset(), frozenset())]
    points = shapely.points(frame["longitude"].to_numpy(dtype=float), frame["latitude"].to_numpy(dtype=float))
    return gpd.GeoDataFrame(frame[[*wanted, SOURCE_ROW]].reset_index(drop=True), geometry=points, crs=STORED)
