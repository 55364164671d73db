"""Vector files of any kind GDAL reads, as frames in EPSG:4326 without heights."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geo.crs import STORED
from geo.errors import CrsError, MissingFileError, UnreadableFileError

SUFFIXES = frozenset({".geojson", ".json", ".gpkg", ".zip", ".shp", ".kml", ".kmz", ".fgb", ".gml", ".gpx", ".tab"})
LAYER = "layer"
"""Column with the name of the layer (in KML: of the folder) a feature stands in."""


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
    UnreadableFileError, CrsError : GDAL cannot read it, or it does not say what its coordinates mean.
    """
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        frames = [_layer(path, name) for name in layers]
    except (DataSourceError, DataLayerError) as error:
        raise UnreadableFileError(
            path, f"cannot be read ({error})", "Export it again, for example as GeoJSON."
        ) from error
    if not frames:
        raise UnreadableFileError(path, "holds no layer with geometry", "Export it again, for example as GeoJSON.")
    return gpd.GeoDataFrame(frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True))


def _layer(path: Path, name: str) -> gpd.GeoDataFrame:
    with warnings.catch_warnings():
        # of texts and corners that are set aside by their row, with the remedy
        warnings.simplefilter("ignore")
        frame = pyogrio.read_dataframe(path, layer=name, force_2d=True, on_invalid="ignore")
    if frame.crs is None:
        raise CrsError(path, "does not say what its coordinates mean", "Add the .prj file, or export it as GeoJSON.")
    frame = frame.to_crs(STORED)
    if LAYER not in frame.columns:
        frame[LAYER] = name
    return gpd.GeoDataFrame(frame)
