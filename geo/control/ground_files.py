"""Ground drawn over places, by the file it stands in: the theatre's own, files brought in, and the log of changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.changelog.apply import numbered, rows_from_log
from geo.changelog.kept_parts import read_part, read_shapes
from geo.changelog.log import BATCHES, LEDGER, Ledger, Row, Subject
from geo.common.crs import STORED
from geo.control.ground_polygons import ground_columns
from geo.control.raw_rows import RawRows
from geo.validation.faults import Checked
from geo.validation.readers import UNREADABLE, read_geojson

GROUND = "control/ground.geojson"
BATCH_GROUND = "ground.parquet"
GROUND_OF_A_DAY = "ground-of-a-day"
"""Format of a file of polygons that tells who held which ground on one day."""


def ground_file(batch: str) -> str:
    """How the ground of a batch is named where files are named."""
    return f"{BATCHES}/{batch}/{BATCH_GROUND}"


def raw_ground(folder: Path, ledger: Ledger) -> Mapping[str, RawRows[gpd.GeoDataFrame]]:
    """Unchecked ground by the file it stands in: control/ground.geojson where there is one, each file brought in that
    has some, and the log of changes. Ground that the log edits or withdraws counts in the log alone.
    """
    changed = ledger.last(Subject.GROUND)
    raw: dict[str, RawRows[gpd.GeoDataFrame]] = {}
    if (own := folder / GROUND).exists():
        raw[GROUND] = RawRows(partial(read_geojson, own), "ground_id", changed.keys(), own)
    for batch, note in ledger.batches.items():
        if note.get("format") == GROUND_OF_A_DAY:
            file = folder / ground_file(batch)
            raw[ground_file(batch)] = RawRows(partial(read_part, file, read_shapes), "ground_id", changed.keys(), file)
    if changed:
        told = partial(ground_frame, *rows_from_log(changed, "ground_id"))
        raw[LEDGER + ", ground"] = RawRows(told, "ground_id", frozenset(), tuple(changed.values()))
    return raw


def ground_frame(rows: Sequence[Row], numbers: Sequence[int]) -> gpd.GeoDataFrame:
    """Plain rows whose `geometry` is that of GeoJSON as unchecked ground, numbered."""
    shapes = [_shape(row.get("geometry")) for row in rows]
    table = numbered(rows, numbers)
    table[UNREADABLE] = [unreadable for _, unreadable in shapes]
    return gpd.GeoDataFrame(table, geometry=[shape for shape, _ in shapes], crs=STORED)


def _shape(geometry: object) -> tuple[shapely.Geometry | None, str]:
    """The shape of a GeoJSON geometry, and what stands there where it is none."""
    if not isinstance(geometry, Mapping):
        return None, ""
    try:
        with np.errstate(invalid="ignore"):  # a corner that is no number: the checks say so
            return shapely.geometry.shape(geometry), ""
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return None, str(geometry)


def joined_ground(parts: Mapping[str, Checked[gpd.GeoDataFrame]]) -> gpd.GeoDataFrame:
    """The accepted ground of all files, oldest first, indexed by ground_id."""
    filled = [part.accepted for part in parts.values() if len(part.accepted)]
    if not filled:
        columns = [column.name for column in ground_columns(frozenset(), frozenset())]
        return gpd.GeoDataFrame({name: [] for name in (*columns, "area", "place_ids")}, geometry=[], crs=STORED)
    return gpd.GeoDataFrame(pd.concat(filled).sort_values(["event_date", "ground_id"]))
