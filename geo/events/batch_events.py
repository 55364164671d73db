"""The events of one file brought in, and of rows typed by hand, as unchecked frames."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.changelog.kept_parts import read_part, read_shapes
from geo.changelog.log import BATCHES, Row
from geo.common.crs import STORED
from geo.events.actors import ActorRule, named_factions
from geo.validation.readers import ROW_IN_FILE, UNREADABLE

COMPUTED = ("factions", "attributed_to")
"""Columns that the rules for actors make, where a row does not say them itself."""
BATCH_EVENTS = "events.parquet"
SOURCE_ROW = "source_row"
"""Column of a batch: the number the row has in the file it was brought in from."""


def batch_file(batch: str) -> str:
    """How the events of a batch are named where files are named."""
    return f"{BATCHES}/{batch}/{BATCH_EVENTS}"


def read_batch(path: Path, rules: Sequence[ActorRule], only: Set[str] | None = None) -> gpd.GeoDataFrame:
    """The events of a file brought in, each with the factions that the rules give its actors; `only` those with these
    ids, None for all.

    Raises
    ------
    UnreadableFileError : it is missing or damaged.
    """
    frame = read_part(path, partial(read_shapes, only=None if only is None else ("event_id", only)))
    frame["factions"], frame["attributed_to"] = named_factions(frame, rules)
    return frame.rename(columns={SOURCE_ROW: ROW_IN_FILE})


def with_factions(rows: gpd.GeoDataFrame, rules: Sequence[ActorRule]) -> gpd.GeoDataFrame:
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
