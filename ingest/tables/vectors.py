"""GeoPackages and Shapefiles through GDAL: every feature a row, whether or not its geometry can be built."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyogrio
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from geo.common.errors import CrsError, DataError, UnreadableFileError
from geo.common.messages import L_, Sentence
from ingest.tables import archives
from ingest.tables.arrow_text import as_text
from ingest.tables.columns import column_table
from ingest.tables.geometry import CRS_REMEDY, NO_CRS_REMEDY, from_wkb, named_crs, stored
from ingest.tables.limits import Limits
from ingest.tables.scratch import scratch_folder
from ingest.tables.shape_index import index_of
from ingest.tables.shape_letters import dbf_letters
from ingest.tables.shape_parts import copied, unpacked
from ingest.tables.table import (
    ARROW_TEXT,
    LAYER,
    Table,
    check_cells,
    check_width,
    distinct_names,
    listed,
    without_nulls,
)

DAMAGED = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    FieldError,
    GeometryError,
    UnicodeDecodeError,
    pa.ArrowException,
    CRSError,
    ValueError,
    OSError,
    RuntimeError,
    UnboundLocalError,
)
"""What GDAL, through pyogrio, raises on a file cut short or changed; the last on a reference system it cannot write."""
REMEDY = L_("Export it again, for example as GeoJSON.")


def read_geopackage(path: Path, name: str, *, layer: str, limits: Limits) -> Table:
    """All features of the layers with geometry (or of `layer`), in their order; `layer` names the layer of each.

    Tables without geometry are read where no layer has one. Features count from 1 through the whole file.

    Raises
    ------
    UnreadableFileError, CrsError, LimitError
    """
    with scratch_folder(path) as folder:
        # GDAL reads more into a name than a name, and writes beside the file.
        copy = shutil.copyfile(path, folder / "data.gpkg")
        found = _layers(path, copy)
        names = [one for one, _ in found]
        drawn = [one for one, kind in found if kind is not None] or names
        chosen = [one for one in names if one == layer] if layer else drawn
        if not chosen:
            fault = L_("holds no layer {layer}", layer=layer) if layer else L_("holds no layer")
            raise UnreadableFileError(path, fault, L_("Its layers are: {known}.", known=listed(names) or L_("none")))
        parts = [_read_part(path, copy, one, limits) for one in chosen]
    left = [one for one in names if one not in chosen]
    notes = (
        [L_("{number:,} layers joined: {names}.", number=len(chosen), names=listed(chosen))] if len(chosen) > 1 else []
    )
    notes += [L_("Layers not read: {left}.", left=listed(left))] if left else []
    return replace(_joined(path, name, "gpkg", parts, limits, notes), sheets=tuple(names))


def read_shapefile(path: Path, name: str, *, limits: Limits) -> Table:
    """The Shapefile whose .shp is `path`, with the files of the same name beside it."""
    with copied(path) as folder:
        part, notes = _shape_part(path, folder, limits)
    return _joined(path, name, "shapefile", [part], limits, notes)


def read_packed_shapefile(
    path: Path, name: str, inside: Sequence[archives.Member], shapes: Sequence[archives.Member], *, limits: Limits
) -> Table:
    """The Shapefiles in a zip whose .shp are `shapes`, each a layer, unpacked under names of our own.

    Raises
    ------
    UnreadableFileError, CrsError, LimitError
    """
    parts: list[_Part] = []
    notes: list[Sentence] = []
    for shape in shapes:
        with unpacked(path, inside, shape, limits) as folder:
            part, more = _shape_part(path, folder, limits)
        parts.append(replace(part, name=archives.base_name(shape).rsplit(".", 1)[0]))
        notes += [one for one in more if one not in notes]
    if len(parts) > 1:
        notes.append(
            L_(
                "{number:,} layers joined: {names}.",
                number=len(parts),
                names=listed([part.name for part in parts]),
            )
        )
    return _joined(path, name, "shapefile", parts, limits, notes)


def _shape_part(path: Path, folder: Path, limits: Limits) -> tuple[_Part, list[Sentence]]:
    if not (folder / "data.prj").exists():
        raise CrsError(path, L_("comes without a .prj, so it does not say what its coordinates mean"), NO_CRS_REMEDY)
    encoding, notes = dbf_letters(path, folder)
    if not (folder / "data.dbf").exists():
        notes.append(L_("There is no .dbf beside it, so features have no attributes."))
    if not (folder / "data.shx").exists():
        (folder / "data.shx").write_bytes(index_of((folder / "data.shp").read_bytes()))
    part = _read_part(path, folder / "data.shp", "data", limits, encoding=encoding)
    return replace(part, name=path.stem), notes


def _layers(path: Path, copy: Path) -> list[tuple[str, Any]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [(str(name), kind) for name, kind in pyogrio.list_layers(copy)]
    except DAMAGED as error:
        raise _damaged(path, copy, error) from error


@dataclass(frozen=True, eq=False)
class _Part:
    """One layer: its columns as text, its geometry (None where it has none) and whether each row is given one."""

    name: str
    names: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    size: int
    given: np.ndarray
    geometry: np.ndarray | None


def _read_part(path: Path, copy: Path, layer: str, limits: Limits, *, encoding: str | None = None) -> _Part:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            about = pyogrio.read_info(copy, layer=layer, encoding=encoding, force_feature_count=True)
            check_width(path, len(about["fields"]), limits)
            check_cells(path, max(0, about["features"]), len(about["fields"]), limits)
            meta, table = pyogrio.raw.read_arrow(copy, layer=layer, encoding=encoding, datetime_as_string=True)
        names = tuple(str(field) for field in meta["fields"])
        columns = tuple(as_text(table.column(at)) for at in range(len(names)))
        drawn = meta["geometry_type"] is not None
        # The geometry comes after the fields, whatever its name.
        shapes = np.array(table.column(len(names)).to_pylist() if drawn else [None] * table.num_rows, dtype=object)
    except DAMAGED as error:
        raise _damaged(path, copy, error) from error
    given = np.array([one is not None for one in shapes], dtype=bool)
    built = from_wkb(shapes)
    geometry = stored(path, built, named_crs(path, meta["crs"])) if drawn else None
    return _Part(layer, names, columns, table.num_rows, given, geometry)


def _joined(path: Path, name: str, kind: str, parts: list[_Part], limits: Limits, notes: list[Sentence]) -> Table:
    tables = []
    for part in parts:
        layer = pa.chunked_array([pa.array([part.name] * part.size, ARROW_TEXT)])
        names, more = distinct_names([*part.names, *(() if LAYER in part.names else (LAYER,))])
        notes = [*notes, *(one for one in more if one not in notes)]
        tables.append(pa.table([*part.columns, layer][: len(names)], names=names))
    whole = pa.concat_tables(tables, promote_options="default")
    check_cells(path, whole.num_rows, whole.num_columns, limits)
    geometry = None
    if any(part.geometry is not None for part in parts):
        none = [np.full(part.size, None, dtype=object) for part in parts]
        geometry = np.concatenate(
            [bare if part.geometry is None else part.geometry for part, bare in zip(parts, none, strict=True)]
        )
    given = np.concatenate([part.given for part in parts])
    return column_table(name, kind, without_nulls(whole), given, geometry, limits, notes)


def _damaged(path: Path, copy: Path, error: Exception) -> DataError:
    if isinstance(error, (UnboundLocalError, CRSError)):
        return CrsError(path, L_("names a reference system that cannot be read"), CRS_REMEDY)
    if isinstance(error, UnicodeDecodeError):
        return UnreadableFileError(path, L_("has text in another encoding than it says"), REMEDY)
    said = str(error).split("\n")[0].split(";")[0].replace(f"'{copy}'", "it is").replace(f"{copy.parent}{os.sep}", "")
    return UnreadableFileError(path, L_("cannot be read ({said})", said=said[:120]), REMEDY)
