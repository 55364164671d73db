"""Vector files of any kind GDAL reads, as frames in EPSG:4326 without heights."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import CRSError
from pyproj.exceptions import ProjError

from geo.common.crs import STORED
from geo.common.errors import CrsError, DataError, MissingFileError, UnreadableFileError
from geo.common.messages import L_, Sentence
from geo.validation.readers import is_file
from ingest.histories.features import Features, joined
from ingest.histories.kml_features import read_kml_features
from ingest.histories.ring_faults import NOT_A_NUMBER, closed_shapes, fault_of_wkb
from ingest.tables import archives
from ingest.tables.geometry import CRS_REMEDY
from ingest.tables.limits import Limits
from ingest.tables.scratch import scratch_folder
from ingest.tables.shape_index import index_of
from ingest.tables.shape_letters import dbf_letters
from ingest.tables.shape_parts import copied, unpacked
from ingest.tables.table import LAYER
from ingest.tables.vectors import DAMAGED

SUFFIXES = frozenset({".geojson", ".json", ".gpkg", ".zip", ".shp", ".kml", ".kmz", ".fgb", ".gml", ".gpx", ".tab"})
PACKED = frozenset({".geojson", ".json", ".gpkg", ".kml", ".kmz", ".fgb", ".gml", ".gpx"})
"""What is read out of a zip besides Shapefiles: kinds that are one file."""
KML = frozenset({".kml", ".kmz"})
USUAL = Limits()
UNPACKED = "data"
REMEDY = L_("Export it again, for example as GeoJSON.")
LISTS = (list, dict, np.ndarray)
"""Values of a feature that hold several."""


def vector_files(source: Path) -> list[Path]:
    """`source` itself, or the vector files of the folder it is, by name.

    Raises
    ------
    MissingFileError : there is nothing of the kind.
    """
    if is_file(source):
        return [source]
    if not source.is_dir():
        raise MissingFileError(source, L_("is not there"), L_("Name a file or a folder of files."))
    files = sorted(path for path in source.iterdir() if path.suffix.lower() in SUFFIXES)
    if not files:
        raise MissingFileError(
            source, L_("holds no vector file"), L_("Known are {suffixes}.", suffixes=", ".join(sorted(SUFFIXES)))
        )
    return files


def read_vector(path: Path) -> gpd.GeoDataFrame:
    """All features of all layers, in the order of the file; `layer` names the layer of each.

    Raises
    ------
    MissingFileError, UnreadableFileError, CrsError : as for `read_features`.
    """
    return read_features(path).frame


def read_features(path: Path) -> Features:
    """All features of all layers, in the order of the file; `layer` names the layer of each.

    Raises
    ------
    MissingFileError, UnreadableFileError, CrsError : it is not there, cannot be read, or does not say what its
        coordinates mean.
    """
    if not is_file(path):
        fault = L_("is no file, but a folder, a pipe or a device") if path.exists() else L_("is not there")
        raise MissingFileError(path, fault, L_("Name a file."))
    if (shown := str(path).encode("utf-8", errors="replace").decode("utf-8")) != str(path):
        raise UnreadableFileError(shown, L_("has bytes in its name that are no text"), L_("Rename it."))
    try:
        parts = list(_parts(path))
    except (ProjError, UnboundLocalError, CRSError) as error:
        fault = L_("names a reference system that cannot be read, or that does not lead to longitude and latitude")
        raise CrsError(path, fault, CRS_REMEDY) from error
    except DAMAGED as error:
        said = re.sub("^'[^']*'", "it is", str(error).split(";")[0]).rstrip(".")
        raise UnreadableFileError(path, L_("cannot be read ({said})", said=said), REMEDY) from error
    if not parts:
        raise UnreadableFileError(path, L_("holds no layer with geometry"), REMEDY)
    return joined(parts)


def _parts(path: Path) -> Iterator[Features]:
    """The features of each layer."""
    if path.suffix.lower() == ".zip":
        yield from _packed(path)
    elif path.suffix.lower() == ".shp" and path.is_file():
        with copied(path) as folder:
            yield _shapefile(path, folder, path.stem)
    else:
        yield from _layers(path, path)


def _packed(path: Path) -> Iterator[Features]:
    """The layers of all files in a zip, in whatever folder of it they lie."""
    inside = archives.members(path, USUAL)
    known = [one for one in inside if archives.suffix(one) in {".shp", *PACKED}]
    if not known:
        raise UnreadableFileError(
            path,
            L_("holds no vector file"),
            L_("Known inside a zip are {kinds}.", kinds=", ".join(sorted({".shp", *PACKED}))),
        )
    for one in known:
        stem = PurePosixPath(archives.base_name(one)).stem
        if archives.suffix(one) == ".shp":
            with unpacked(path, inside, one, USUAL) as folder:
                yield _shapefile(path, folder, stem)
            continue
        with scratch_folder(path) as name:
            copy = archives.unpack(path, one, name / f"{UNPACKED}{archives.suffix(one)}", USUAL)
            for part in _layers(path, copy):
                yield replace(part, frame=part.frame.replace({LAYER: {UNPACKED: stem}}))


def _shapefile(path: Path, folder: Path, name: str) -> Features:
    """The Shapefile in `folder` (see `shape_parts`), its texts in the letters it says or, where it says none, shows."""
    letters, _ = dbf_letters(path, folder)
    if not (folder / "data.shx").exists():
        (folder / "data.shx").write_bytes(index_of((folder / "data.shp").read_bytes()))
    return _layer(path, folder / "data.shp", "data", name, letters)


def _layers(path: Path, copy: Path) -> Iterator[Features]:
    """The layers with geometry of `path`, read from `copy`."""
    if copy.suffix.lower() in KML:
        try:
            yield read_kml_features(copy)
        except DataError as error:
            raise type(error)(path, error.fault, error.remedy) from error
        return
    for name, kind in pyogrio.list_layers(copy):
        if kind is not None:
            yield _layer(path, copy, str(name), str(name))


def _layer(path: Path, copy: Path, layer: str, name: str, letters: str | None = None) -> Features:
    with warnings.catch_warnings():
        # of texts and corners that are rejected by their row, with the remedy
        warnings.simplefilter("ignore")
        frame = pyogrio.read_dataframe(copy, layer=layer, encoding=letters, force_2d=True, on_invalid="ignore")
        faults: list[Sentence | None] = [None] * len(frame)
        closed = np.zeros(len(frame), dtype=bool)
        if frame.geometry.isna().any():
            _, _, wkb, _ = pyogrio.raw.read(copy, layer=layer, encoding=letters, columns=[], force_2d=True)
            shapes, closed = closed_shapes(wkb)
            frame = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=frame.crs))
            faults = _faults(copy, shapes, wkb)
    if frame.crs is None:
        raise CrsError(
            path, L_("does not say what its coordinates mean"), L_("Add the .prj file, or export it as GeoJSON.")
        )
    frame = _without_lists(frame.to_crs(STORED))
    if LAYER not in frame.columns:
        frame[LAYER] = name
    return Features(gpd.GeoDataFrame(frame), tuple(faults), closed)


def _without_lists(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """`frame` with the text of JSON where a cell holds a list or an object."""
    for name in [name for name in frame.columns if pd.api.types.is_object_dtype(frame[name])]:
        if any(isinstance(cell, LISTS) for cell in frame[name]):
            frame = frame.assign(**{str(name): [_as_text(cell) for cell in frame[name]]})
    return frame


def _as_text(cell: object) -> object:
    if not isinstance(cell, LISTS):
        return cell
    given = cell.tolist() if isinstance(cell, np.ndarray) else cell
    return json.dumps(given, ensure_ascii=False, default=str)


def _faults(copy: Path, shapes: np.ndarray, wkb: Sequence[bytes | None]) -> list[Sentence | None]:
    """Why there is no shape, None where there is one."""
    given = _given(copy, len(wkb)) if any(one is None for one in wkb) else [False] * len(wkb)
    return [
        None if shape is not None else NOT_A_NUMBER if one is None and in_file else fault_of_wkb(one)
        for shape, one, in_file in zip(shapes, wkb, given, strict=True)
    ]


def _given(copy: Path, size: int) -> list[bool]:
    """Whether a GeoJSON file gives each of its `size` features a geometry, which GDAL leaves out where it holds no
    numbers."""
    if copy.suffix.lower() not in (".json", ".geojson"):
        return [False] * size
    try:
        document = json.loads(copy.read_text(encoding="utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):  # GDAL reads more than JSON allows
        return [False] * size
    features = document.get("features", []) if isinstance(document, dict) else []
    given = [isinstance(one, dict) and bool(one.get("geometry")) for one in features]
    return given if len(given) == size else [False] * size
