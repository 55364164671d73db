"""What this program kept in Parquet files, as it is read from disk: whole, or with a fault that says what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Set
from pathlib import Path
from typing import TypeVar

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import shapely
from pyarrow import ArrowException

from geo.common.crs import STORED
from geo.common.errors import UnreadableFileError
from geo.common.messages import L_

TableT = TypeVar("TableT", bound=pd.DataFrame)


def read_part(path: Path, read: Callable[[Path], TableT]) -> TableT:
    """What `read` makes of a Parquet file that an import left in a theatre.

    Raises
    ------
    UnreadableFileError : it is missing or damaged.
    """
    try:
        return read(path)
    except (OSError, ArrowException, ValueError) as error:
        raise UnreadableFileError(
            path,
            L_("cannot be read ({error})", error=error) if path.exists() else L_("is missing"),
            L_("Bring it back from a copy, or undo its import: `python cli.py changes` has its id."),
        ) from error


GEO = b"geo"
"""Where GeoParquet tells of the geometry, among what a Parquet file says of itself."""


def read_shapes(path: Path, only: tuple[str, Set[str]] | None = None) -> gpd.GeoDataFrame:
    """The rows of a GeoParquet file that this program wrote: one column `geometry`, in EPSG:4326; `only` those that
    have one of these texts in this column.

    geopandas has PROJ work out again in every file which CRS that is, which takes longer than reading a small one.

    Raises
    ------
    ValueError : it is no such file. OSError, ArrowException : it is missing or damaged.
    """
    about = json.loads((pq.read_schema(path).metadata or {}).get(GEO, b"{}"))
    crs = about.get("columns", {}).get("geometry", {}).get("crs") or {}
    if crs.get("id") != STORED.to_json_dict()["id"]:
        raise ValueError("it holds no shapes in EPSG:4326")
    rows = pd.read_parquet(path, filters=None if only is None else [(only[0], "in", set(only[1]))])
    return gpd.GeoDataFrame(rows, geometry=shapely.from_wkb(rows["geometry"]), crs=STORED)
