"""Vector files of any kind GDAL reads, as frames in EPSG:4326 without heights."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo.crs import STORED
from geo.errors import CrsError, MissingFileError, UnreadableFileError
from ingest.tables import archives
from ingest.tables.limits import Limits
from ingest.tables.shape_index import index_of
from ingest.tables.shape_letters import dbf_letters
from ingest.tables.shape_parts import copied, unpacked
from ingest.tables.table import LAYER

SUFFIXES = frozenset({".geojson", ".json", ".gpkg", ".zip", ".shp", ".kml", ".kmz", ".fgb", ".gml", ".gpx", ".tab"})
PACKED = frozenset({".geojson", ".json", ".gpkg", ".kml", ".kmz", ".fgb", ".gml", ".gpx"})
"""What is read out of a zip besides Shapefiles: kinds that are one file."""
USUAL = Limits()
UNPACKED = "data"
REMEDY = "Export it again, for example as GeoJSON."


def vector_files(source: Path) -> list[Path]:
    """`source` itself, or the vector files of the folder it is, by name.

    Raises
    ------
    MissingFileError : there is nothing of the kind.
    """
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise MissingFileError(source, "is not there", "Name a file or a folder of files.")
    files = sorted(path for path in source.iterdir() if path.suffix.lower() in SUFFIXES)
    if not files:
        raise MissingFileError(source, "holds no vector file", f"Known are {', '.join(sorted(SUFFIXES))}.")
    return files


def read_vector(path: Path) -> gpd.GeoDataFrame:
    """All features of all layers, in the order of the file; `layer` names the layer of each.

    Raises
    ------
    MissingFileError, UnreadableFileError, CrsError : it is not there, GDAL cannot read it, or it does not say what its
        coordinates mean.
    """
    if not path.exists():
        raise MissingFileError(path, "is not there", "Name a file.")
    if (shown := str(path).encode("utf-8", errors="replace").decode("utf-8")) != str(path):
        raise UnreadableFileError(shown, "has bytes in its name that are no text", "Rename it.")
    try:
        frames = list(_frames(path))
    except (DataSourceError, DataLayerError) as error:
        said = re.sub("^'[^']*'", "it is", str(error).split(";")[0]).rstrip(".")
        raise UnreadableFileError(
            path, f"cannot be read ({said})", "Export it again, for example as GeoJSON."
        ) from error
    if not frames:
        raise UnreadableFileError(path, "holds no layer with geometry", "Export it again, for example as GeoJSON.")
    return gpd.GeoDataFrame(frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True))


def _frames(path: Path) -> Iterator[gpd.GeoDataFrame]:
    """One frame a layer."""
    if path.suffix.lower() == ".zip":
        yield from _packed(path)
    elif path.suffix.lower() == ".shp" and path.is_file():
        with copied(path) as folder:
            yield _shapefile(path, folder, path.stem)
    else:
        yield from _layers(path, path)


def _packed(path: Path) -> Iterator[gpd.GeoDataFrame]:
    """The layers of all files in a zip, in whatever folder of it they lie."""
    inside = archives.members(path, USUAL)
    known = [one for one in inside if archives.suffix(one) in {".shp", *PACKED}]
    if not known:
        raise UnreadableFileError(
            path, "holds no vector file", f"Known inside a zip are {', '.join(sorted({'.shp', *PACKED}))}."
        )
    for one in known:
        stem = PurePosixPath(archives.base_name(one)).stem
        if archives.suffix(one) == ".shp":
            with unpacked(path, inside, one, USUAL) as folder:
                yield _shapefile(path, folder, stem)
            continue
        with TemporaryDirectory(prefix="frontline-") as name:
            copy = archives.unpack(path, one, Path(name) / f"{UNPACKED}{archives.suffix(one)}", USUAL)
            for frame in _layers(path, copy):
                yield frame.replace({LAYER: {UNPACKED: stem}})


def _shapefile(path: Path, folder: Path, name: str) -> gpd.GeoDataFrame:
    """The Shapefile in `folder` (see `shape_parts`), its texts in the letters it says or, where it says none, shows."""
    letters, _ = dbf_letters(path, folder)
    if not (folder / "data.shx").exists():
        (folder / "data.shx").write_bytes(index_of((folder / "data.shp").read_bytes()))
    return _layer(path, folder / "data.shp", "data", name, letters)


def _layers(path: Path, copy: Path) -> Iterator[gpd.GeoDataFrame]:
    """The layers with geometry of `path`, read from `copy`."""
    for name, kind in pyogrio.list_layers(copy):
        if kind is not None:
            yield _layer(path, copy, str(name), str(name))


def _layer(path: Path, copy: Path, layer: str, name: str, letters: str | None = None) -> gpd.GeoDataFrame:
    with warnings.catch_warnings():
        # of texts and corners that are set aside by their row, with the remedy
        warnings.simplefilter("ignore")
        frame = pyogrio.read_dataframe(copy, layer=layer, encoding=letters, force_2d=True, on_invalid="ignore")
    if frame.crs is None:
        raise CrsError(path, "does not say what its coordinates mean", "Add the .prj file, or export it as GeoJSON.")
    frame = frame.to_crs(STORED)
    if LAYER not in frame.columns:
        frame[LAYER] = name
    return gpd.GeoDataFrame(frame)
