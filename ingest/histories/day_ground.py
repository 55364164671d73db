"""Polygons of somebody else for one day, brought into a theatre as one voice: a report about every place inside.

A history (`import-control`) is control drawn elsewhere for all days, and decides alone. This is one word among others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.changelog.imports import BatchNote
from geo.changelog.log import Entry, Subject
from geo.changelog.resubmissions import FAULTS
from geo.common.crs import STORED
from geo.common.errors import FilterError, SchemaError
from geo.common.messages import L_, Sentence, joined
from geo.control.ground_files import BATCH_GROUND, GROUND_OF_A_DAY, ground_frame
from geo.control.ground_polygons import check_ground
from geo.theatre.frame import Frame
from geo.theatre.theatre import Theatre
from geo.theatre.version import data_version
from geo.validation.faults import COLUMNS, RowFaults
from geo.validation.readers import ROW_IN_FILE, UNREADABLE
from ingest.control_tables.place_batches import write_no_events
from ingest.control_tables.reports_by_place import GRADE
from ingest.histories.day_holders import NoHolder, day_holders
from ingest.histories.history_options import HistoryOptions
from ingest.histories.other_map import OtherMap, read_other_map
from ingest.histories.second_word import refuse_second_word
from ingest.matching.keep import batch_name, file_hash
from ingest.matching.resubmissions import REJECTED_CELLS
from ingest.tables.rejected import ROW
from store.manual_checks import typed_faults
from store.store import Author, ChangedMeanwhileError, keep_batch, now_utc


@dataclass(frozen=True)
class Voice:
    """Whose word a map is: `source` its name; `grade` of Admiralty, as C3; `url` a page to show; `speaks_for` the
    faction it speaks for, "" for none."""

    source: str
    grade: str
    url: str = ""
    published_on: date | None = None
    speaks_for: str = ""


@dataclass(frozen=True, eq=False)
class DayGround:
    """What a file would bring in: `rows`, checked, one for each holder; `no_holder`: what of it brings no report;
    `notes`: that and whatever else is to be said of the file. `other`: the file as it was read; `version`: of the
    theatre it was held against."""

    source: Path
    rows: gpd.GeoDataFrame
    no_holder: tuple[NoHolder, ...]
    notes: tuple[Sentence, ...]
    other: OtherMap
    batch: str
    sha256: str
    version: str

    @property
    def place_count(self) -> int:
        """How many reports about places it makes."""
        return int(self.rows["place_ids"].map(len).sum())


def read_day_ground(
    source: Path,
    options: HistoryOptions,
    voice: Voice,
    frame: Frame,
    theatre: Theatre,
    day: date,
    *,
    strip_km: float | None = None,
) -> DayGround:
    """What the polygons of `source`, one file, would say of the places of `theatre` on `day`.

    Raises
    ------
    DataError : as for `read_other_map`; the control of the theatre is a history; no holder's ground has a place inside;
        the voice cannot be taken, or speaks of those places and that day already.
    FilterError : the day is none of the theatre's.
    """
    _check_takes_ground(theatre, day)
    sha256, version = file_hash(source), theatre.version
    other = read_other_map(source, options, frame, day, strip_km=strip_km)
    batch = batch_name(source.name)
    holders = day_holders(other, frame, theatre.places)
    shapes = holders.held
    rows = [{**_said_of(voice, other.day), "ground_id": f"{batch}-{holder}", "controller": holder} for holder in shapes]
    checked = check_ground(
        _ground_drawn(rows, list(shapes.values())),
        factions=theatre.factions,
        places=theatre.places,
        extent=theatre.extent,
        span=(theatre.start, theatre.end),
        file=source.name,
    )
    _refuse_a_bad_voice(checked.rejected, rows, theatre, source)
    said = [one.sentence for one in holders.no_holder]
    if checked.accepted.empty:
        raise SchemaError(
            source,
            L_("draws ground of nobody on {day} with a place of the gazetteer inside", day=day),
            joined((L_("Check --map-factions, or the reference system of the file."), *said)),
        )
    refuse_second_word(checked.accepted, sha256, theatre, source)
    notes = (*other.imported.notes, *_carried(other), *said, *_without_places(checked.rejected, rows))
    return DayGround(source, checked.accepted, holders.no_holder, notes, other, batch, sha256, version)


def _check_takes_ground(theatre: Theatre, day: date) -> None:
    """Refuse a theatre whose control is a history drawn elsewhere, and a day outside it."""
    if theatre.history is not None:
        raise SchemaError(
            "control/history.toml",
            L_(
                "makes a history drawn elsewhere the control of this theatre, which ground of one voice does not change"
            ),
            L_("Bring the file into that history: import-control."),
        )
    if not theatre.start <= day <= theatre.end:
        raise FilterError(
            L_(
                "--on {day} is outside the days of the theatre, {start} to {end}.",
                day=day,
                start=theatre.start,
                end=theatre.end,
            )
        )


def _ground_drawn(rows: Sequence[Mapping[str, Any]], shapes: Sequence[shapely.Geometry]) -> gpd.GeoDataFrame:
    """Rows of ground as a file of it holds them, unchecked, each with its shape (EPSG:4326)."""
    raw = ground_frame(rows, range(1, len(rows) + 1)) if rows else ground_frame([{}], [0]).iloc[:0]
    drawn = gpd.GeoDataFrame(raw.drop(columns="geometry"), geometry=list(shapes), crs=STORED)
    drawn[UNREADABLE] = ""
    return drawn


def _said_of(voice: Voice, day: date) -> dict[str, Any]:
    grade = GRADE.fullmatch(voice.grade)
    if grade is None:
        raise SchemaError("--grade", L_("is {grade!r}", grade=voice.grade), L_("Write an Admiralty grade as B2."))
    if not voice.source.strip():
        raise SchemaError("--source", L_("is empty"), L_("Say whose word the map is."))
    return {
        "status": "controlled",
        "event_date": day.isoformat(),
        "date_precision": "day",
        "published_on": voice.published_on.isoformat() if voice.published_on else "",
        "published_precision": "stated" if voice.published_on else "unknown",
        "standing": "stands",
        "disagrees": "no",
        "asserted_by": voice.source.strip(),
        "asserter_faction": voice.speaks_for,
        "source_publisher": voice.source.strip(),
        "source_url": voice.url,
        "source_kind": "original",
        "reliability": grade[1].upper(),
        "credibility": grade[2],
    }


def _refuse_a_bad_voice(
    rejected: tuple[RowFaults, ...], rows: list[dict[str, Any]], theatre: Theatre, source: Path
) -> None:
    """Raise SchemaError where what is wrong is said of all ground alike, and not of one holder's."""
    told = [fault for row in rejected for fault in row if fault.column != "geometry"]
    typed = typed_faults(theatre, Subject.GROUND, rows[0], as_written=False, today=now_utc().date()) if rows else ()
    for fault in (*told, *typed):
        raise SchemaError(
            source,
            L_(
                "would come in with {column} = {value}, which {fault}",
                column=fault.column,
                value=fault.value,
                fault=fault.fault,
            ),
            fault.remedy,
        )


def _carried(other: OtherMap) -> tuple[Sentence, ...]:
    if other.drawn_for == other.day:
        return ()
    return (
        L_("It draws nothing for {day}: this is its drawing of {drawn_for}.", day=other.day, drawn_for=other.drawn_for),
    )


def _without_places(rejected: tuple[RowFaults, ...], rows: list[dict[str, Any]]) -> tuple[Sentence, ...]:
    return tuple(
        L_(
            "Of {controller} nothing comes in: what is drawn {fault}. {remedy}",
            controller=rows[row[0].row - 1]["controller"],
            fault=row[0].fault,
            remedy=row[0].remedy,
        )
        for row in rejected
    )


def keep_day_ground(folder: Path, found: DayGround, credit: str, licence: str, author: Author) -> Entry:
    """Bring the ground of a file into the theatre of `folder`: one change of the log, undone as one.

    Raises
    ------
    ChangedMeanwhileError : the theatre is no longer the one it was held against.
    UnwritableError : the folder cannot be written to.
    """
    imported = found.other.imported
    note = BatchNote(
        batch=found.batch,
        at="",
        who="",
        file=found.source.name,
        sha256=found.sha256,
        format=GROUND_OF_A_DAY,
        read=imported.read,
        accepted=imported.accepted,
        duplicates=0,
        rejected=len(imported.rejected),
        by_reason=imported.by_reason,
        credit=credit,
        licence=licence,
        columns=(),
    )

    def unchanged() -> None:
        if data_version(folder) != found.version:
            raise ChangedMeanwhileError(folder, L_("has changed since the file was looked at"), L_("Import it again."))

    return keep_batch(folder, found.batch, note.row(), author, lambda half: _write(half, found), unchanged)


def _write(folder: Path, found: DayGround) -> None:
    rows = found.rows.drop(columns=["area", "place_ids"]).assign(**{ROW_IN_FILE: range(1, len(found.rows) + 1)})
    for column in ("event_date", "event_date_earliest", "published_on"):
        rows[column] = rows[column].dt.strftime("%Y-%m-%d").fillna("")
    rows.to_parquet(folder / BATCH_GROUND, compression="zstd", index=False)
    write_no_events(folder)
    rejected = found.other.imported.rejected
    cells = pd.DataFrame({"feature": [row[0].row_id for row in rejected], ROW: [row[0].row for row in rejected]})
    cells.astype({"feature": str, ROW: "int64"}).to_parquet(folder / REJECTED_CELLS, compression="zstd", index=False)
    faults = pd.DataFrame(
        [(-1, one.row, one.column, one.value, one.fault, one.remedy, one.reason) for row in rejected for one in row],
        columns=COLUMNS,
    )
    faults.astype({"row": "int64"}).to_parquet(folder / FAULTS, compression="zstd", index=False)
