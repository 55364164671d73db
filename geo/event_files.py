"""All events of a theatre: those of its own file, of the files brought in, and those added or edited by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyarrow import ArrowException

from geo.actors import ActorRule, named_factions
from geo.crs import STORED
from geo.errors import Checked, UnreadableFileError
from geo.events import check_events
from geo.ledger import BATCHES, LEDGER, Ledger, Row, Subject
from geo.played import by_hand, unchanged, without_known
from geo.raw_files import ROW_IN_FILE, UNREADABLE

OWN = "events.geojson"
COMPUTED = ("factions", "attributed_to")
"""Columns that the rules for actors make, where a row does not say them itself."""
BATCH_EVENTS = "events.parquet"
SOURCE_ROW = "source_row"
"""Column of a batch: the number the row has in the file it was brought in from."""


def check_all_events(
    own: gpd.GeoDataFrame,
    folder: Path,
    ledger: Ledger,
    *,
    rules: Sequence[ActorRule],
    factions: Set[str],
    adm1_pcodes: Set[str],
    span: tuple[date, date],
) -> Mapping[str, Checked[gpd.GeoDataFrame]]:
    """Events by the file they stand in: the theatre's own (the rows `own`), each batch, the log of changes.

    A row that the log edits or withdraws counts in the log and no longer where it stood. An id that stands in two
    files counts in the first.

    Raises
    ------
    UnreadableFileError : the file of a batch is missing or damaged.
    """
    changed = ledger.last(Subject.EVENT)
    raw = {OWN: unchanged(own, "event_id", changed.keys())}
    for batch in ledger.batches:
        frame = read_batch(folder / BATCHES / batch / BATCH_EVENTS, rules)
        raw[batch_file(batch)] = unchanged(frame, "event_id", changed.keys())
    if changed:
        raw[LEDGER] = _with_factions(event_frame(*by_hand(changed, "event_id")), rules)
    checked: dict[str, Checked[gpd.GeoDataFrame]] = {}
    seen: set[str] = set()
    for file, frame in raw.items():
        part = check_events(frame, factions=factions, adm1_pcodes=adm1_pcodes, span=span, file=file)
        checked[file] = without_known(part, "event_id", seen, checked, frame, file)
        seen.update(checked[file].accepted.index)
    return checked


def batch_file(batch: str) -> str:
    """How the events of a batch are named where files are named."""
    return f"{BATCHES}/{batch}/{BATCH_EVENTS}"


def read_batch(path: Path, rules: Sequence[ActorRule]) -> gpd.GeoDataFrame:
    """The events of a file brought in, each with the factions that the rules give its actors.

    Raises
    ------
    UnreadableFileError : it is missing or damaged.
    """
    try:
        frame = gpd.read_parquet(path)
    except (OSError, ArrowException, ValueError) as error:
        raise UnreadableFileError(
            path,
            f"cannot be read ({error})" if path.exists() else "is missing",
            "Bring it back from a copy, or undo its import: `python cli.py changes` has its id.",
        ) from error
    frame["factions"], frame["attributed_to"] = named_factions(frame, rules)
    return frame.rename(columns={SOURCE_ROW: ROW_IN_FILE})


def _with_factions(rows: gpd.GeoDataFrame, rules: Sequence[ActorRule]) -> gpd.GeoDataFrame:
    """`rows`, those that do not say which factions they name with the factions that the rules give their actors."""
    for column in (*COMPUTED, "actor1", "actor2", "perpetrator", "event_date"):
        if column not in rows.columns:
            rows[column] = None
    days = pd.to_datetime(rows["event_date"], format="%Y-%m-%d", errors="coerce")
    by_rules = named_factions(rows.assign(event_date=days), rules)
    for column, named in zip(COMPUTED, by_rules, strict=True):
        rows[column] = rows[column].where(rows[column].notna(), named)
    return rows


def event_frame(rows: Sequence[Row], numbers: Sequence[int]) -> gpd.GeoDataFrame:
    """Plain rows with `longitude` and `latitude` (degrees) as unchecked events, numbered."""
    points = [_point(row.get("longitude"), row.get("latitude")) for row in rows]
    columns = list(dict.fromkeys(name for row in rows for name in row if name not in ("longitude", "latitude")))
    table = pd.DataFrame([{name: row.get(name) for name in columns} for row in rows], columns=columns, dtype=object)
    table[ROW_IN_FILE] = list(numbers)
    table[UNREADABLE] = ""
    return gpd.GeoDataFrame(table, geometry=points, crs=STORED)


def _point(lon: object, lat: object) -> shapely.Point | None:
    if not isinstance(lon, int | float) or not isinstance(lat, int | float):
        return None
    return shapely.Point(lon, lat)


def joined_events(parts: Mapping[str, Checked[gpd.GeoDataFrame]]) -> gpd.GeoDataFrame:
    """The accepted events of all files in one frame, indexed by event_id."""
    filled = [part.accepted for part in parts.values() if len(part.accepted)]
    if not filled:
        return parts[OWN].accepted
    return filled[0] if len(filled) == 1 else gpd.GeoDataFrame(pd.concat(filled))
