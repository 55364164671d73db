"""Parquet, and GeoParquet with its geometry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.common.crs import STORED
from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.tables.arrow_text import as_text
from ingest.tables.columns import column_table
from ingest.tables.geometry import from_wkb, named_crs, stored
from ingest.tables.limits import LimitError, Limits
from ingest.tables.table import ARROW_TEXT, Progress, Table, check_cells, check_width, distinct_names

BATCH = 50_000
DAMAGED = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError)
"""What pyarrow raises on a file cut short or changed."""
REMEDY = L_("Export it again.")


def read_parquet(path: Path, name: str, *, limits: Limits, on_progress: Progress) -> Table:
    """Rows count from 1.

    Raises
    ------
    UnreadableFileError : damaged; LimitError : too wide or too large; CrsError : its reference system is not known.
    """
    try:
        with pq.ParquetFile(path) as file:
            _check_size(path, file, limits)
            geo = _geo(file.schema_arrow.metadata or {})
            primary = str(geo.get("primary_column", "")) if geo else ""
            columns, shapes = _columns(path, file, primary, limits, on_progress)
    except DAMAGED as error:
        raise _damaged(path, error) from error
    names, notes = distinct_names(columns.column_names)
    columns = columns.rename_columns(names)
    if shapes is None:
        nowhere = np.zeros(columns.num_rows, dtype=bool)
        return column_table(name, "parquet", columns, nowhere, None, limits, notes)
    about = geo["columns"][primary]
    system = named_crs(path, about["crs"]) if "crs" in about else STORED
    wkb = _wkb(path, about, shapes)
    given = np.array([one is not None for one in wkb], dtype=bool)
    geometry = stored(path, from_wkb(wkb), system)
    return column_table(name, "geoparquet", columns, given, geometry, limits, notes)


def _check_size(path: Path, file: pq.ParquetFile, limits: Limits) -> None:
    about = file.metadata
    check_width(path, about.num_columns, limits)
    check_cells(path, about.num_rows, about.num_columns, limits)
    size = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
    if size > limits.max_unpacked_bytes:
        fault = L_("unpacks to more than {max_unpacked_bytes:,} bytes", max_unpacked_bytes=limits.max_unpacked_bytes)
        raise LimitError(path, fault, L_("Split it into several files."))


def _geo(metadata: dict[bytes, bytes]) -> dict[str, Any]:
    """What GeoParquet says about its geometry; empty for plain Parquet."""
    if b"geo" not in metadata:
        return {}
    about = json.loads(metadata[b"geo"])
    columns = about.get("columns") if isinstance(about, dict) else None
    usable = isinstance(columns, dict) and isinstance(columns.get(about.get("primary_column")), dict)
    if not usable:
        raise ValueError("its notes on geometry are incomplete")
    return dict(about)


def _columns(
    path: Path, file: pq.ParquetFile, primary: str, limits: Limits, on_progress: Progress
) -> tuple[pa.Table, pa.ChunkedArray | None]:
    size, done, unpacked = file.metadata.num_rows, 0, 0
    schema = file.schema_arrow
    if primary and primary not in schema.names:
        raise ValueError(f"there is no column {primary}")
    texts, shapes = [], []
    for batch in file.iter_batches(batch_size=BATCH):
        part = pa.Table.from_batches([batch])
        if primary:
            shapes.append(part.column(primary))
            part = part.drop_columns([primary])
        text = pa.table([as_text(column) for column in part.columns], names=part.column_names)
        unpacked += text.nbytes
        if unpacked > limits.max_unpacked_bytes:
            fault = L_(
                "unpacks to more than {max_unpacked_bytes:,} bytes", max_unpacked_bytes=limits.max_unpacked_bytes
            )
            raise LimitError(path, fault, L_("Split it into several files."))
        texts.append(text)
        done += part.num_rows
        on_progress(done, size)
    names = [one for one in schema.names if one != primary]
    empty = pa.table([pa.array([], ARROW_TEXT) for _ in names], names=names)
    whole = pa.concat_tables(texts) if texts else empty
    if not primary:
        return whole, None
    chunks = [chunk for column in shapes for chunk in column.chunks]
    return whole, pa.chunked_array(chunks, type=schema.field(primary).type)


def _wkb(path: Path, about: dict[str, Any], shapes: pa.ChunkedArray) -> list[bytes | None]:
    if str(about.get("encoding", "")).upper() != "WKB" or not _is_binary(shapes.type):
        fault = L_("keeps its geometry as {encoding}", encoding=about.get("encoding"))
        raise UnreadableFileError(path, fault, L_("Export it with geometry as WKB, or as GeoPackage."))
    return list(shapes.to_pylist())


def _is_binary(kind: pa.DataType) -> bool:
    return pa.types.is_binary(kind) or pa.types.is_large_binary(kind)


def _damaged(path: Path, error: Exception) -> UnreadableFileError:
    said = str(error).split("\n")[0][:120]
    return UnreadableFileError(path, L_("is a damaged Parquet file ({said})", said=said), REMEDY)
