"""The events of the files that were brought in as they stand there, before the log is played over them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.changelog.log import BATCHES, Entry, Ledger
from geo.events.actors import ActorRule
from geo.events.batch_events import BATCH_EVENTS, read_batch
from geo.events.batch_parts import CORRECTS, OF_FILES, read_unchanged, read_withdrawn
from geo.validation.readers import ROW_IN_FILE


@dataclass(frozen=True, eq=False)
class RawEvents:
    """The rows of one file as they stand in it: (n,) with `corrects` of each; what it withdraws; its line in the log,
    None for a file of the theatre's own; `place`: its place among the changes that stand."""

    rows: gpd.GeoDataFrame
    corrects: pd.Series
    withdrawn: pd.DataFrame
    entry: Entry | None = None
    place: int = -1

    def without(self, ids: Set[str]) -> RawEvents:
        """The same without what it says of the events `ids`."""
        if not ids or "event_id" not in self.rows.columns:
            return self
        kept = ~self.rows["event_id"].isin(list(ids)).to_numpy()
        return RawEvents(
            gpd.GeoDataFrame(self.rows[kept].reset_index(drop=True)),
            self.corrects[kept].reset_index(drop=True),
            self.withdrawn[~self.withdrawn["event_id"].isin(list(ids))],
            self.entry,
            self.place,
        )


def no_marks(rows: pd.DataFrame) -> pd.Series:
    """(n,) "": rows that take the place of nothing."""
    return pd.Series("", index=rows.index, dtype=object)


def raw_batch(
    folder: Path, ledger: Ledger, entry: Entry, at: int, rules: Sequence[ActorRule], only: Set[str] | None = None
) -> RawEvents:
    """The rows of the file that the change `entry` brought in, its place among those that stand being `at`: its own,
    and of those it found unchanged the ones that have to be its own by now; of the events `only`, None for all.

    Raises
    ------
    UnreadableFileError : a part of it, or of the file that holds what it found unchanged, is missing or damaged.
    """
    home = folder / BATCHES / entry.key
    rows = read_batch(home / BATCH_EVENTS, rules, only)
    corrects = rows.pop(CORRECTS).astype(object) if CORRECTS in rows.columns else no_marks(rows)
    held_in = (entry.row or {}).get("unchanged_in", {})
    touched = _touched_since(folder, ledger, entry) if held_in else frozenset()
    if only is not None:
        touched &= only
    more = [
        _said_again(folder, entry.key, batch, rules, only if batch not in ledger.batches else touched)
        for batch in held_in
        if batch not in ledger.batches or touched
    ]
    if more:
        rows = gpd.GeoDataFrame(pd.concat([rows, *more], ignore_index=True))
        corrects = corrects.reindex(rows.index, fill_value=OF_FILES)
    withdrawn = read_withdrawn(home)
    if only is not None:
        withdrawn = withdrawn[withdrawn["event_id"].isin(list(only))]
    return RawEvents(rows, corrects, withdrawn, entry, at)


def _touched_since(folder: Path, ledger: Ledger, entry: Entry) -> frozenset[str]:
    """The events of which files say something that come before the one of `entry` by now, and had been taken out when
    it was brought in: what it found unchanged may be changed by them."""
    found: set[str] = set()
    for batch in ledger.brought_back_before(entry):
        home = folder / BATCHES / batch
        if (home / BATCH_EVENTS).exists():
            found |= set(pd.read_parquet(home / BATCH_EVENTS, columns=["event_id"])["event_id"])
        again = read_unchanged(home)
        found |= set(again.loc[~again["held_in"].isin(list(ledger.batches)), "event_id"])
        found |= set(read_withdrawn(home)["event_id"])
    return frozenset(found)


def _said_again(
    folder: Path, batch: str, other: str, rules: Sequence[ActorRule], only: Set[str] | None
) -> gpd.GeoDataFrame:
    """The rows of a file (of the events `only`, None for all) which the file of `batch` has too: they are that one's by
    now, for the other was taken out since, or files between the two were brought back."""
    unchanged_rows = read_unchanged(folder / BATCHES / batch)
    if only is not None:
        unchanged_rows = unchanged_rows[unchanged_rows["event_id"].isin(list(only))]
    wanted = unchanged_rows[unchanged_rows["held_in"] == other].set_index("event_id")["row"]
    rows = read_batch(folder / BATCHES / other / BATCH_EVENTS, rules, only).drop(columns=CORRECTS, errors="ignore")
    rows = rows[rows["event_id"].isin(wanted.index)]
    numbers = wanted.reindex(rows["event_id"]).to_numpy(dtype="int64")
    return gpd.GeoDataFrame(rows.assign(origin=batch, **{ROW_IN_FILE: numbers}))
