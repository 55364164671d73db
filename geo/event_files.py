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
from geo.batch_events import batch_file, event_frame, with_factions
from geo.batch_parts import nothing_withdrawn
from geo.batches import SourceOfIds
from geo.crs import STORED
from geo.errors import Checked
from geo.events import check_events
from geo.ledger import LEDGER, Entry, Ledger, Subject
from geo.played import by_hand, repeated
from geo.raw_events import RawEvents, no_marks, raw_batch
from geo.raw_files import ROW_IN_FILE
from geo.versions import EventVersions, Played, play

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
    raw = {OWN: RawEvents(own, no_marks(own), nothing_withdrawn())}
    imported = {entry.key: entry for entry in ledger.standing if entry.key in ledger.batches}
    for batch in ledger.batches:
        raw[batch_file(batch)] = raw_batch(folder, ledger, imported[batch], places[imported[batch].id], rules)
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


def _overruled(raw: Mapping[str, RawEvents], changed: Mapping[str, Entry], places: Mapping[str, int]) -> dict[str, int]:
    """The events a file was said to correct although a person had changed them: where that file stands in the log."""
    found: dict[str, int] = {}
    for part in raw.values():
        for key in part.over_hand:
            if key in changed and places[changed[key].id] < part.place:
                found.setdefault(key, part.place)
    return found


def _played(file: str, part: RawEvents, checked: Checked[gpd.GeoDataFrame]) -> Played:
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


def _fallen(part: Checked[gpd.GeoDataFrame], raw: RawEvents | None) -> Mapping[str, int]:
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
