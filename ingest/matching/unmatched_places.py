"""Rows that name a place nobody could place surely: they wait in the theatre until a person says where they lie.

A row that waits may correct an event: until its place is chosen, or it is left out, the event stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.changelog.log import BATCHES, Action, Entry, Ledger, Row, Subject
from geo.changelog.resubmissions import RowOutcomes
from geo.common.errors import DataError
from geo.common.messages import L_
from geo.events.batch_events import COMPUTED
from geo.events.batch_parts import read_unchanged, rows_about
from geo.theatre.theatre import Theatre
from ingest.drafts.draft import Draft, draft
from ingest.matching.geocode_rows import WAITING, only_waiting
from ingest.matching.keep import batch_mapping, rejected_of
from ingest.matching.row_ids import left_out_key
from ingest.matching.theatre_rows import canonical, governorates_of
from ingest.tables import Table
from ingest.tables.rejected import WHO
from store.edit_conflicts import refuse_if_changed
from store.extent import is_inside, lies_outside
from store.manual_edit import check_all, row_of
from store.store import Author, ChangedMeanwhileError, append_all, new_entry


@dataclass(frozen=True)
class WaitingRow:
    """One row: the file it was brought in with and its number there, and what it says; `stands_at`: where the event is
    meanwhile that it corrects, "" for a new one."""

    batch: str
    file: str
    row: int
    event_id: str
    place: str
    adm1: str
    event_date: date
    event_type: str
    summary: str
    stands_at: str = ""


@dataclass(frozen=True)
class ChosenSpot:
    """Where a person says that rows lie: degrees (EPSG:4326), ACLED's geo_precision, radius, and how they know."""

    longitude: float
    latitude: float
    geo_precision: int
    uncertainty_km: float
    because: str


class OutsideError(DataError):
    """A spot that lies outside the theatre: nothing that happened there can be one of its events."""


def waiting_rows(folder: Path, theatre: Theatre) -> list[WaitingRow]:
    """The rows that wait, in the order their files came. A row that waits in two files waits once, as the last of them
    has it. One waits no more once a person or a later file has said what its event is, or it came back mended: that is
    the other file's.

    Raises
    ------
    UnreadableFileError : what was kept of a file is missing or damaged.
    """
    found: dict[str, WaitingRow] = {}
    some = [batch for batch, note in theatre.imports.items() if WAITING & note.by_reason.keys()]
    drafted = {batch: _drafted(folder, theatre, batch) for batch in some}
    later = _last_said(folder, theatre, frozenset(one for _, ids in drafted.values() for one in ids))
    decided, events = theatre.ledger.last(Subject.EVENT), theatre.events
    for batch, (rows, ids) in drafted.items():
        order, note = list(theatre.imports).index(batch), theatre.imports[batch]
        for (_, event), number, event_id in zip(rows.events.iterrows(), rows.table.rows, ids, strict=True):
            if later.get(event_id, -1) >= order or left_out_key(event_id, str(event["place"])) in decided:
                continue
            found[event_id] = WaitingRow(
                batch=batch,
                file=note.file,
                row=int(number),
                event_id=event_id,
                place=str(event["place"]),
                adm1=str(event["adm1"]),
                event_date=event["event_date"].date(),
                event_type=str(event["event_type"]),
                summary=str(event["summary"]),
                stands_at=str(events["location_en"][event_id]) if event_id in events.index else "",
            )
    return list(found.values())


def _last_said(folder: Path, theatre: Theatre, ids: Set[str]) -> dict[str, float]:
    """The place among the files of the last that says what an event of `ids` is, by hand included: a row that a person
    placed counts with its file, whatever else they did counts after all of them. The theatre's own come after too."""
    own = theatre.events.index[(theatre.events["origin"] == "").to_numpy(dtype=bool)]
    found = dict.fromkeys(own[own.isin(list(ids))], float("inf"))
    for number, batch in enumerate(theatre.imports):
        home = folder / BATCHES / batch
        again = read_unchanged(home)["event_id"]
        said = {*rows_about(home, ids)["event_id"], *again[again.isin(list(ids))]}
        found |= {one: max(number, found.get(one, -1)) for one in said}
    order = {batch: number for number, batch in enumerate(theatre.imports)}
    for event_id in ids & theatre.ledger.manual_edits.keys():
        took = theatre.ledger.manual_edits[event_id].took
        place = order.get(took[0], float("inf")) if took else float("inf")
        found[event_id] = max(place, found.get(event_id, -1))
    return found


def settle(
    folder: Path, theatre: Theatre, rows: Sequence[WaitingRow], spot: ChosenSpot, author: Author
) -> Sequence[Entry]:
    """Put rows where a person says they lie: all of them, or none.

    Raises
    ------
    OutsideError : the spot lies outside the theatre. RefusedRowError : the theatre cannot take a row there.
    ChangedMeanwhileError : somebody else has placed one since.
    """
    if not is_inside(spot.longitude, spot.latitude, theatre.extent):
        raise OutsideError(
            "This spot",
            L_(
                "{latitude:.5f}, {longitude:.5f} {extent}",
                latitude=spot.latitude,
                longitude=spot.longitude,
                extent=lies_outside(theatre.extent),
            ),
            L_("Point at a spot inside it, or leave the rows out."),
        )
    added: dict[WaitingRow, dict[str, Any]] = {}
    for batch in dict.fromkeys(row.batch for row in rows):
        placed = _placed(folder, theatre, batch, spot)
        own = [row for row in rows if row.batch == batch]
        if gone := [row.place for row in own if row.event_id not in placed.index]:
            raise ChangedMeanwhileError(
                folder,
                L_("has {gone} placed by somebody since", gone=", ".join(sorted(set(gone)))),
                L_("Look at the list again."),
            )
        added |= {row: row_of(placed, row.event_id) for row in own}
    check_all(theatre, Subject.EVENT, {row.event_id: plain for row, plain in added.items()}, as_written=True)

    ever_here = theatre.events.index.union(theatre.versions.earlier.index)

    def make(ledger: Ledger) -> list[Entry]:
        _refuse_if_stale(folder, ledger, theatre, rows)
        return [
            new_entry(
                author, Action.EDIT if row.event_id in ever_here else Action.ADD, Subject.EVENT, row.event_id,
                row=plain, took=(row.batch, row.row),
            )
            for row, plain in added.items()
        ]  # fmt: skip

    return append_all(folder, make)


def _refuse_if_stale(folder: Path, ledger: Ledger, theatre: Theatre, rows: Sequence[WaitingRow]) -> None:
    """Raise ChangedMeanwhileError where a row may be in the theatre by now."""
    if ledger.batches.keys() != theatre.imports.keys():
        raise ChangedMeanwhileError(
            folder, L_("has had a file brought in or withdrawn since"), L_("Look at the list again.")
        )
    for row in rows:
        refuse_if_changed(folder, ledger, Subject.EVENT, row.event_id, theatre.ledger)


def leave_out(folder: Path, theatre: Theatre, rows: Sequence[WaitingRow], author: Author) -> Sequence[Entry]:
    """Have rows wait no more without placing them: they stay rejected, and the log says who left them out and why. An
    event that such a row corrects stays as it is, also where a later file has it at that place.

    Raises
    ------
    ChangedMeanwhileError : somebody else has placed one since.
    """

    def make(ledger: Ledger) -> list[Entry]:
        _refuse_if_stale(folder, ledger, theatre, rows)
        return [
            new_entry(
                author, Action.WITHDRAW, Subject.EVENT,
                left_out_key(row.event_id, row.place) if row.stands_at else row.event_id, row=_told_of(row),
            )
            for row in rows
        ]  # fmt: skip

    return append_all(folder, make)


def _told_of(row: WaitingRow) -> Row:
    """What the log tells of a row that never was in the theatre."""
    return {
        "event_date": row.event_date.isoformat(),
        "sub_event_type": row.event_type,
        "location_en": row.place,
        "summary": row.summary,
    }


def _drafted(folder: Path, theatre: Theatre, batch: str) -> tuple[Draft, pd.Series]:
    """The rows of a batch that wait and were not taken up yet, read again as its file was; and their ids."""
    cells, faults = rejected_of(folder, batch)
    settled = theatre.resubmissions.since.get(batch, RowOutcomes()).rows
    waits = only_waiting(faults, "row")
    waiting = [row for row in cells.index if waits[row] and int(row) not in settled]
    cells, mapping = cells.loc[waiting], batch_mapping(folder, batch)
    table = Table(
        file=theatre.imports[batch].file,
        kind="kept",
        cells=cells.reset_index(drop=True),
        rows=np.array(waiting, dtype=np.int64),
        geometry=None,
        unreadable=pd.DataFrame({"row": np.empty(0, dtype=np.int64), "value": [], "fault": [], "remedy": []}),
        tags={},
        header=True,
        notes=(),
    )
    rows = draft(table, mapping, today=datetime.now(UTC).date())
    return rows, cells.get(WHO, pd.Series(dtype=object)).reset_index(drop=True)


def _placed(folder: Path, theatre: Theatre, batch: str, spot: ChosenSpot) -> pd.DataFrame:
    """The waiting rows of a batch at `spot`, as the theatre keeps events."""
    rows, ids = _drafted(folder, theatre, batch)
    events = rows.events.assign(
        event_id=ids,
        longitude=spot.longitude,
        latitude=spot.latitude,
        geo_precision=pd.array([spot.geo_precision] * len(ids), dtype="Int64"),
        uncertainty_km=spot.uncertainty_km,
        coord_source=f"chosen by a person: {spot.because}",
    )
    events["adm1_pcode"] = governorates_of(events, theatre)
    placed = canonical(events, rows.table.rows, theatre).assign(origin=batch)
    return placed.drop(columns=[*COMPUTED]).set_index("event_id", drop=False)
