"""Reports of a table kept as one change of the log, as any file that is brought in: it can be undone as one."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.changelog.imports import BatchNote
from geo.changelog.log import Entry
from geo.changelog.resubmissions import FAULTS
from geo.common.crs import STORED
from geo.common.messages import L_
from geo.control.report_files import BATCH_REPORTS, CONTROL_BY_PLACE, report_id_start
from geo.events.batch_events import BATCH_EVENTS, SOURCE_ROW
from geo.events.events import event_columns
from geo.theatre.version import data_version
from ingest.control_tables.reports_by_place import PlaceRows
from ingest.matching.keep import batch_name
from ingest.matching.resubmissions import REJECTED_CELLS
from ingest.tables.rejected import ROW
from store.store import Author, ChangedMeanwhileError, keep_batch


def keep_reports(folder: Path, found: PlaceRows, sha256: str, credit: str, licence: str, author: Author) -> Entry:
    """Bring the reports of a table into the theatre of `folder`.

    Raises
    ------
    ChangedMeanwhileError : the theatre is no longer the one the rows were held against.
    UnwritableError : the folder cannot be written to.
    """
    batch = batch_name(found.table.file)
    note = BatchNote(
        batch=batch,
        at="",
        who="",
        file=found.table.file,
        sha256=sha256,
        format=CONTROL_BY_PLACE,
        read=found.read,
        accepted=found.accepted,
        duplicates=0,
        rejected=found.rejected,
        by_reason=found.by_reason,
        credit=credit,
        licence=licence,
        columns=tuple(map(str, found.table.cells.columns)),
        unchanged=found.unchanged,
    )

    def unchanged() -> None:
        if data_version(folder) != found.version:
            raise ChangedMeanwhileError(folder, L_("has changed since the file was looked at"), L_("Import it again."))

    return keep_batch(folder, batch, note.row(), author, lambda half: _write(half, batch, found), unchanged)


def _write(folder: Path, batch: str, found: PlaceRows) -> None:
    number = found.reports.groupby("place_id").cumcount().astype(str)
    ids = report_id_start(batch) + found.reports["place_id"] + "-" + number
    found.reports.assign(report_id=ids).to_parquet(folder / BATCH_REPORTS, compression="zstd", index=False)
    write_no_events(folder)
    bad = pd.Series(found.table.rows).isin(found.faults["row"]).to_numpy()
    cells = found.table.cells[bad].assign(**{ROW: found.table.rows[bad]})
    cells.to_parquet(folder / REJECTED_CELLS, compression="zstd", index=False)
    faults = found.faults.assign(reason=found.faults["fault"])
    faults.to_parquet(folder / FAULTS, compression="zstd", index=False)


def write_no_events(folder: Path) -> None:
    """The events of a file that brings in none."""
    columns = {column.name: pd.Series([], dtype=object) for column in event_columns(set(), set())}
    events = gpd.GeoDataFrame({**columns, SOURCE_ROW: pd.Series([], dtype="int64")}, geometry=[], crs=STORED)
    events.to_parquet(folder / BATCH_EVENTS, compression="zstd", index=False)
