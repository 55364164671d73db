"""All events of a theatre: those of its own file, of the files brought in, and those added or edited by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.actors import ActorRule
from geo.batch_events import BATCH_EVENTS, batch_file, event_frame, read_batch, with_factions
from geo.batches import SourceOfIds
from geo.crs import STORED
from geo.errors import Checked
from geo.events import check_events
from geo.ledger import BATCHES, LEDGER, Entry, Ledger, Subject
from geo.played import by_hand, repeated
from geo.raw_files import ROW_IN_FILE
from geo.versions import (
    CORRECTS,
    OF_FILES,
    OF_HAND,
    EventVersions,
    Played,
    nothing_withdrawn,
    play,
    read_unchanged,
    read_withdrawn,
)

OWN = "events.geojson"


@dataclass(frozen=True, eq=False)
class AllEvents:
    """`checked`: the events that count, by the file they stand in; `versions`: what files corrected or withdrew;
    `under_hand`: (n,) the last row that files have of events a person changed, as they have it, by event_id;
    `replaced`: how many rows of each file a later file corrected or withdrew; `fallen`: how many of its rows that were
    accepted do not count now, for they repeat another or are refused, by what they take the place of."""

    checked: Mapping[str, Checked[gpd.GeoDataFrame]]
    versions: EventVersions
    under_hand: gpd.GeoDataFrame
    replaced: Mapping[str, int]
    fallen: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, eq=False)
class _Raw:
    """The rows of one file as they stand in it: (n,) with `corrects` of each; what it withdraws; its line in the log,
    None for a file of the theatre's own; `place`: its place among the changes that stand."""

    rows: gpd.GeoDataFrame
    corrects: pd.Series
    withdrawn: pd.DataFrame
    entry: Entry | None = None
    place: int = -1

    @property
    def over_hand(self) -> Set[str]:
        marked = (self.corrects == OF_HAND).to_numpy(dtype=bool)
        rows = self.rows.loc[marked, "event_id"] if marked.any() else ()
        return {*rows, *self.withdrawn.loc[self.withdrawn[CORRECTS] == OF_HAND, "event_id"]}

    def without(self, ids: Set[str]) -> _Raw:
        if not ids or "event_id" not in self.rows.columns:
            return self
        kept = ~self.rows["event_id"].isin(list(ids)).to_numpy()
        return _Raw(
            gpd.GeoDataFrame(self.rows[kept].reset_index(drop=True)),
            self.corrects[kept].reset_index(drop=True),
            self.withdrawn[~self.withdrawn["event_id"].isin(list(ids))],
            self.entry,
            self.place,
        )


def check_all_events(
    own: gpd.GeoDataFrame,
    folder: Path,
    ledger: Ledger,
    *,
    rules: Sequence[ActorRule],
    factions: Set[str],
    adm1_pcodes: Set[str],
    span: tuple[date, date],
) -> AllEvents:
    """Events by the file they stand in: the theatre's own (the rows `own`), each batch, the log of changes.

    A row that the log edits or withdraws counts in the log and no longer where it stood, unless a file was said to
    correct that too. A row that corrects takes the place of the one before (geo/versions.py); of other rows, an id that
    stands in two files counts in the first.

    Raises
    ------
    UnreadableFileError : a part of a batch is missing or damaged.
    """
    changed = ledger.last(Subject.EVENT)
    places = {entry.id: at for at, entry in enumerate(ledger.standing)}
    raw = {OWN: _Raw(own, _nothing(own), nothing_withdrawn())}
    imported = {entry.key: entry for entry in ledger.standing if entry.key in ledger.batches}
    for batch in ledger.batches:
        raw[batch_file(batch)] = _raw_batch(folder, ledger, imported[batch], places[imported[batch].id], rules)
    overruled = _overruled(raw, changed, places)
    played: list[Played] = []
    checked: dict[str, Checked[gpd.GeoDataFrame]] = {}
    fallen: dict[str, Mapping[str, int]] = {}
    under: list[gpd.GeoDataFrame] = []

    def check(rows: gpd.GeoDataFrame, file: str) -> Checked[gpd.GeoDataFrame]:
        return check_events(rows, factions=factions, adm1_pcodes=adm1_pcodes, span=span, file=file)

    def from_hand(entries: Mapping[str, Entry]) -> gpd.GeoDataFrame:
        return with_factions(event_frame(*by_hand(entries, "event_id")), rules)

    for file, part in raw.items():
        if own_hand := {key: changed[key] for key, by in overruled.items() if by == part.place}:
            rows = check(from_hand(own_hand), LEDGER).accepted
            played.append(Played(LEDGER, "", rows, _marks(rows), part.withdrawn.iloc[:0], _NO_DAY))
        hidden = {key for key in changed if overruled.get(key, part.place + 1) > part.place}
        if part.entry is not None and hidden:
            under.append(gpd.GeoDataFrame(part.rows[part.rows["event_id"].isin(list(hidden))]))
        seen = part.without(hidden)
        checked[file] = check(seen.rows, file)
        played.append(_played(file, seen, checked[file]))
    if last := {key: entry for key, entry in changed.items() if key not in overruled}:
        checked[LEDGER] = check(from_hand(last), LEDGER)
        nothing = played[0].withdrawn.iloc[:0]
        rows = checked[LEDGER].accepted
        played.append(Played(LEDGER, "", rows, _marks(rows), nothing, _NO_DAY))
    alive, repeats, versions = play(played)
    replaced: dict[str, int] = {}
    for one, living, again in zip(played, alive, repeats, strict=True):
        if (one.file == LEDGER and one is not played[-1]) or one.file not in checked:
            continue
        before = checked[one.file]
        lines = raw[one.file].rows if one.file in raw else from_hand(last)
        told = repeated(again, lines, one.file)
        replaced[one.file] = int((~living).sum()) - len(again)
        kept = before.accepted if living.all() else gpd.GeoDataFrame(before.accepted[living])
        checked[one.file] = Checked(kept, (*before.set_aside, *told))
        fallen[one.file] = _fallen(checked[one.file], raw.get(one.file))
    return AllEvents(checked, versions, _last_of(under, own), replaced, fallen)


_NO_DAY = np.datetime64("NaT", "s")


def _marks(rows: pd.DataFrame) -> np.ndarray:
    return np.full(len(rows), "", dtype=object)


def _nothing(rows: pd.DataFrame) -> pd.Series:
    return pd.Series("", index=rows.index, dtype=object)


def _raw_batch(folder: Path, ledger: Ledger, entry: Entry, at: int, rules: Sequence[ActorRule]) -> _Raw:
    home = folder / BATCHES / entry.key
    rows = read_batch(home / BATCH_EVENTS, rules)
    corrects = rows.pop(CORRECTS).astype(object) if CORRECTS in rows.columns else _nothing(rows)
    held_in = (entry.row or {}).get("unchanged_in", {})
    touched = _touched_since(folder, ledger, entry) if held_in else frozenset()
    more = [
        _said_again(folder, entry.key, batch, rules, None if batch not in ledger.batches else touched)
        for batch in held_in
        if batch not in ledger.batches or touched
    ]
    if more:
        rows = gpd.GeoDataFrame(pd.concat([rows, *more], ignore_index=True))
        corrects = corrects.reindex(rows.index, fill_value=OF_FILES)
    return _Raw(rows, corrects, read_withdrawn(home), entry, at)


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
    rows = read_batch(folder / BATCHES / other / BATCH_EVENTS, rules).drop(columns=CORRECTS, errors="ignore")
    rows = rows[rows["event_id"].isin(wanted.index)]
    numbers = wanted.reindex(rows["event_id"]).to_numpy(dtype="int64")
    return gpd.GeoDataFrame(rows.assign(origin=batch, **{ROW_IN_FILE: numbers}))


def _overruled(raw: Mapping[str, _Raw], changed: Mapping[str, Entry], places: Mapping[str, int]) -> dict[str, int]:
    """The events a file was said to correct although a person had changed them: where that file stands in the log."""
    found: dict[str, int] = {}
    for part in raw.values():
        for key in part.over_hand:
            if key in changed and places[changed[key].id] < part.place:
                found.setdefault(key, part.place)
    return found


def _played(file: str, part: _Raw, checked: Checked[gpd.GeoDataFrame]) -> Played:
    """A file as it is played: its accepted rows with what each takes the place of."""
    rows, entry = checked.accepted, part.entry
    if (part.corrects == "").all():
        marks = _marks(rows)
    else:
        marks = part.corrects.set_axis(part.rows["event_id"]).reindex(rows.index).to_numpy(dtype=object)
    source = None
    if entry is not None and entry.row is not None:
        source = SourceOfIds(str(entry.row.get("format", "")), frozenset(entry.row.get("columns", ())))
    return Played(file, entry.key if entry else "", rows, marks, part.withdrawn, _day_of(entry), source)


def _day_of(entry: Entry | None) -> np.datetime64:
    """The day a change was made (UTC); NaT where the log has none that can be read."""
    moment = entry.at if entry else ""
    try:
        return np.datetime64(date.fromisoformat(moment[:10]), "s")
    except ValueError:
        return _NO_DAY


def _fallen(part: Checked[gpd.GeoDataFrame], raw: _Raw | None) -> Mapping[str, int]:
    if raw is None or not part.set_aside:
        return {}
    marks = raw.corrects.set_axis(raw.rows[ROW_IN_FILE])
    return marks.reindex([row.row for row in part.set_aside]).fillna("").value_counts().to_dict()


def _last_of(parts: Sequence[gpd.GeoDataFrame], own: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if not parts:
        return gpd.GeoDataFrame({"event_id": []}, geometry=[], crs=STORED).set_index("event_id", drop=False)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[~rows["event_id"].duplicated(keep="last")]
    return gpd.GeoDataFrame(rows.set_index("event_id", drop=False).rename_axis(None))


def joined_events(parts: Mapping[str, Checked[gpd.GeoDataFrame]]) -> gpd.GeoDataFrame:
    """The accepted events of all files in one frame, indexed by event_id."""
    filled = [part.accepted for part in parts.values() if len(part.accepted)]
    if not filled:
        return parts[OWN].accepted
    return filled[0] if len(filled) == 1 else gpd.GeoDataFrame(pd.concat(filled))
