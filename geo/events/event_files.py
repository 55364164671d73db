"""All events of a theatre: those of its own file, of the files brought in, and those added or edited by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.changelog.apply import repeated, rows_from_log
from geo.changelog.hand_order import AFTER_ALL, BEFORE_ALL, HandOrder, about_events, hand_order
from geo.changelog.imports import SourceOfIds
from geo.changelog.log import LEDGER, Entry, Ledger
from geo.common.crs import STORED
from geo.events.actors import ActorRule
from geo.events.batch_events import batch_file, event_frame, with_factions
from geo.events.batch_parts import OF_FILES, nothing_withdrawn
from geo.events.events import check_events
from geo.events.raw_events import RawEvents, no_marks, raw_batch
from geo.events.versions import EventVersions, FileInLog, play
from geo.validation.faults import Checked, RowFaults
from geo.validation.readers import ROW_IN_FILE

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


def check_all_events(
    own: gpd.GeoDataFrame,
    folder: Path,
    ledger: Ledger,
    *,
    rules: Sequence[ActorRule],
    factions: Set[str],
    adm1_pcodes: Set[str],
    span: tuple[date, date],
    only: frozenset[str] | None = None,
) -> AllEvents:
    """Events by the file they stand in: the theatre's own (the rows `own`), each batch, the log of changes.

    A row that the log edits or withdraws counts in the log and no longer where it stood, unless a file was said to
    correct that too; one for which a person chose a place corrects what files said before. A row that corrects takes
    the place of the one before (geo/events/versions.py); of other rows, an id that stands in two files counts in the
    first. What becomes of an event depends on no other: `only` those with these ids may be asked for, None for all.

    Raises
    ------
    UnreadableFileError : a part of a batch is missing or damaged.
    """
    ledger = ledger if only is None else about_events(ledger, only)
    hands = hand_order(ledger)
    raw = _raw_parts(own, folder, ledger, hands, rules, only)
    check = partial(check_events, factions=factions, adm1_pcodes=adm1_pcodes, span=span)

    def check_hand(entries: Mapping[str, Entry]) -> Checked[gpd.GeoDataFrame]:
        return check(with_factions(event_frame(*rows_from_log(entries, "event_id")), rules), file=LEDGER)

    checked: dict[str, Checked[gpd.GeoDataFrame]] = {}
    under: list[gpd.GeoDataFrame] = []
    played: list[FileInLog] = []
    at: dict[str, int] = {}
    place = BEFORE_ALL
    for file, part in raw.items():
        played += [_of_hand(check_hand(some), some) for some in hands.between(place, part.place)]
        place = part.place
        hidden = hands.hidden(place)
        if part.entry is not None and (kept := hidden - hands.overruled.keys()):
            under.append(gpd.GeoDataFrame(part.rows[part.rows["event_id"].isin(list(kept))]))
        seen = part.without(hidden)
        checked[file], at[file] = check(seen.rows, file=file), len(played)
        played.append(_of_file(file, seen, checked[file]))
    played += [_of_hand(check_hand(some), some) for some in hands.between(place, AFTER_ALL)]
    lines = {file: part.rows for file, part in raw.items()}
    if hands.counting:
        checked[LEDGER], at[LEDGER] = check_hand(hands.counting), len(played)
        lines[LEDGER] = event_frame(*rows_from_log(hands.counting, "event_id"))
        played.append(_of_hand(checked[LEDGER], hands.counting))
    alive, repeats, versions = play(played)
    replaced = {file: int((~alive[one]).sum()) - len(repeats[one]) for file, one in at.items()}
    counting = {
        file: _counting(checked[file], alive[one], repeated(repeats[one], lines[file], file))
        for file, one in at.items()
    }
    fallen = {file: _fallen(part, raw.get(file)) for file, part in counting.items()}
    return AllEvents(counting, versions, _last_of(under), replaced, fallen)


def _raw_parts(
    own: gpd.GeoDataFrame,
    folder: Path,
    ledger: Ledger,
    hands: HandOrder,
    rules: Sequence[ActorRule],
    only: frozenset[str] | None,
) -> dict[str, RawEvents]:
    """The rows of each file, unchecked: the theatre's own first, then those brought in, in the order of the log."""
    if only is not None and "event_id" in own.columns:
        own = gpd.GeoDataFrame(own[own["event_id"].astype(str).str.strip().isin(list(only))]).reset_index(drop=True)
    imported = [entry for entry in ledger.standing if entry.key in ledger.batches]
    batches = {
        batch_file(entry.key): raw_batch(folder, ledger, entry, hands.places[entry.id], rules, only)
        for entry in imported
    }
    return {OWN: RawEvents(own, no_marks(own), nothing_withdrawn()), **batches}


def _counting(
    before: Checked[gpd.GeoDataFrame], living: NDArray[np.bool_], told: tuple[RowFaults, ...]
) -> Checked[gpd.GeoDataFrame]:
    """The rows of a file that count in the end; `told` of those that repeat another."""
    kept = before.accepted if living.all() else gpd.GeoDataFrame(before.accepted[living])
    return Checked(kept, (*before.rejected, *told))


def _of_file(file: str, part: RawEvents, checked: Checked[gpd.GeoDataFrame]) -> FileInLog:
    """A file as it is played: its accepted rows with what each takes the place of."""
    rows, entry = checked.accepted, part.entry
    if (part.corrects == "").all():
        marks = np.full(len(rows), "", dtype=object)
    else:
        marks = part.corrects.set_axis(part.rows["event_id"]).reindex(rows.index).to_numpy(dtype=object)
    source = None
    if entry is not None and entry.row is not None:
        source = SourceOfIds(str(entry.row.get("format", "")), frozenset(entry.row.get("columns", ())))
    came_on = _NO_DAY if entry is None else _day_of(entry)
    return FileInLog(file, entry.key if entry else "", rows, marks, part.withdrawn, came_on, source)


def _of_hand(checked: Checked[gpd.GeoDataFrame], changes: Mapping[str, Entry]) -> FileInLog:
    """Changes by hand as they are played, one of each event."""
    entries = [changes[event_id] for event_id in checked.accepted.index]
    marks = np.array([OF_FILES if entry.corrects_files else "" for entry in entries], dtype=object)
    days = np.array([_day_of(entry) for entry in entries], dtype="datetime64[s]")
    return FileInLog(LEDGER, "", checked.accepted, marks, nothing_withdrawn(), days)


_NO_DAY = np.datetime64("NaT", "s")


def _day_of(entry: Entry) -> np.datetime64:
    """The day a change was made (UTC); NaT where the log has none that can be read."""
    moment = entry.at
    try:
        return np.datetime64(date.fromisoformat(moment[:10]), "s")
    except ValueError:
        return _NO_DAY


def _fallen(part: Checked[gpd.GeoDataFrame], raw: RawEvents | None) -> Mapping[str, int]:
    if raw is None or not part.rejected:
        return {}
    marks = raw.corrects.set_axis(raw.rows[ROW_IN_FILE])
    return marks.reindex([row[0].row for row in part.rejected]).fillna("").value_counts().to_dict()


def _last_of(parts: Sequence[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
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
