"""A file brought into a theatre: its events, the rejected rows with their text and faults, and how it was read."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.changelog.imports import BatchNote
from geo.changelog.kept_parts import read_part
from geo.changelog.log import BATCHES, Entry, read_ledger
from geo.changelog.resubmissions import FAULTS, MENDS
from geo.common.errors import MissingFileError, UnreadableFileError
from geo.common.messages import L_
from geo.control.report_files import CONTROL_BY_PLACE
from geo.events.batch_events import BATCH_EVENTS, COMPUTED
from geo.events.batch_parts import CORRECTS, HELD_BACK, OF_FILES, OF_HAND, UNCHANGED, WITHDRAWN
from geo.theatre.version import data_version
from geo.validation.readers import is_file
from ingest.mappings.mapping import ColumnMapping, from_toml
from ingest.matching.conflicts import hands_overruled
from ingest.matching.incoming import Incoming
from ingest.matching.resubmissions import REJECTED_CELLS, mends_of
from ingest.matching.row_ids import with_dataset
from ingest.tables.rejected import ROW
from store.store import Author, ChangedMeanwhileError, keep_batch, now_utc

MAPPING = "mapping.toml"


def file_hash(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits.

    Raises
    ------
    MissingFileError, UnreadableFileError : it is no file, or may not be read.
    """
    if not is_file(path):
        raise MissingFileError(path, L_("is not a file that is there"), L_("Name a file."))
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(
            path, L_("cannot be read ({strerror})", strerror=error.strerror), L_("Let this program read it.")
        ) from error


def file_slug(name: str) -> str:
    """A file's name without its ending, in plain letters, for folders."""
    return re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:40] or "file"


def batch_name(file: str) -> str:
    """What the batch of a file is called, another name each time it is brought in."""
    return f"{now_utc():%Y%m%d}-{file_slug(file)}-{secrets.token_hex(3)}"


def keep(folder: Path, incoming: Incoming, sha256: str, credit: str, licence: str, author: Author) -> Entry:
    """Bring the accepted and the revised rows of a file into the theatre of `folder`: one change of the log.

    Raises
    ------
    ChangedMeanwhileError : the theatre is no longer the one the rows were held against; hold them against it anew.
    UnwritableError : the folder cannot be written to.
    """
    ledger = read_ledger(folder)
    batch = batch_name(incoming.draft.table.file)
    note = BatchNote(
        batch=batch,
        at="",
        who="",
        file=incoming.draft.table.file,
        sha256=sha256,
        format=incoming.draft.mapping.format,
        read=incoming.read,
        accepted=incoming.accepted,
        superseded=incoming.superseded,
        unchanged=len(incoming.unchanged),
        withdrawn=incoming.withdrawn,
        conflicts=len(incoming.conflicting),
        gone=len(incoming.withdrawals) - incoming.withdrawn,
        unchanged_in=_held_in(incoming),
        over=hands_overruled(incoming, ledger),
        duplicates=len(incoming.duplicates),
        rejected=incoming.rejected,
        by_reason=incoming.by_reason,
        credit=credit,
        licence=licence,
        columns=tuple(incoming.draft.table.cells.columns),
    )

    def unchanged() -> None:
        if data_version(folder) != incoming.version:
            raise ChangedMeanwhileError(
                folder, L_("has changed since the file was looked at"), L_("Look at the file again.")
            )

    mends = mends_of(incoming.draft.table, incoming.became, incoming.own_ids, folder, ledger)
    return keep_batch(folder, batch, note.row(), author, lambda half: _write(half, batch, incoming, mends), unchanged)


def _write(folder: Path, batch: str, incoming: Incoming, mends: pd.DataFrame) -> None:
    events = kept_rows(incoming).drop(columns=[*COMPUTED]).assign(origin=batch)
    events.to_parquet(folder / BATCH_EVENTS, compression="zstd", index=False)
    cells = incoming.cells
    cells.assign(**{ROW: cells.index}).to_parquet(folder / REJECTED_CELLS, compression="zstd", index=False)
    incoming.faults.astype({"value": str, "fault": str, "remedy": str}).to_parquet(
        folder / FAULTS, compression="zstd", index=False
    )
    if len(out := kept_withdrawals(incoming)):
        out.to_parquet(folder / WITHDRAWN, compression="zstd", index=False)
    if len(held := incoming.unchanged[incoming.unchanged["held_in"] != ""]):
        columns = {"event_id": "str", "row": "int64", "held_in": "str"}
        held[[*columns]].astype(columns).to_parquet(folder / UNCHANGED, compression="zstd", index=False)
    if len(mends):
        mends.to_parquet(folder / MENDS, compression="zstd", index=False)
    mapping = with_dataset(incoming.draft.mapping, incoming.draft.table.file)
    (folder / MAPPING).write_text(mapping.to_toml(), encoding="utf-8")


def kept_rows(incoming: Incoming) -> gpd.GeoDataFrame:
    """The rows of a file that a theatre keeps, new and revised ones and those a person's change holds back; where not
    all are new, with what each takes the place of (geo.events.batch_parts.CORRECTS)."""
    if not len(incoming.revised) and not len(incoming.held_back):
        return incoming.events
    over = np.where(incoming.revised["event_id"].isin(list(incoming.takes)), OF_HAND, OF_FILES)
    marked = [(incoming.events, ""), (incoming.revised, over), (incoming.held_back, HELD_BACK)]
    parts = [part.assign(**{CORRECTS: mark}) for part, mark in marked if len(part)]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True).astype({CORRECTS: "str"}))


def kept_withdrawals(incoming: Incoming) -> pd.DataFrame:
    """The events a file takes out, also those it would take out but for a change by hand or of another file that stands
    now (geo.events.batch_parts.read_withdrawn)."""
    if not len(incoming.held_out):
        return incoming.withdrawals
    return pd.concat([incoming.withdrawals, incoming.held_out], ignore_index=True)


def _held_in(incoming: Incoming) -> dict[str, int]:
    held = incoming.unchanged.loc[incoming.unchanged["held_in"] != "", "held_in"]
    return {str(batch): int(count) for batch, count in held.value_counts(sort=False).items()}


def rejected_of(folder: Path, batch: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The text of the rows a file's import rejected, by row number, and their faults.

    Raises
    ------
    UnreadableFileError : they are missing or damaged.
    """
    home = folder / BATCHES / batch
    cells, faults = (read_part(home / name, pd.read_parquet) for name in (REJECTED_CELLS, FAULTS))
    return cells.set_index(ROW).rename_axis(None), faults


def remembered_mapping(folder: Path, notes: Mapping[str, BatchNote], columns: Sequence[str]) -> ColumnMapping | None:
    """How the last file with the same columns was read, in whatever order they stood; None where there was none."""
    alike = [
        batch for batch, note in notes.items() if set(note.columns) == set(columns) and note.format != CONTROL_BY_PLACE
    ]
    return batch_mapping(folder, alike[-1]) if alike else None


def batch_mapping(folder: Path, batch: str) -> ColumnMapping:
    """How the file of a batch was read."""
    path = folder / BATCHES / batch / MAPPING
    try:
        return from_toml(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise UnreadableFileError(
            path, L_("cannot be read ({strerror})", strerror=error.strerror), L_("Bring it back from a copy.")
        ) from error
