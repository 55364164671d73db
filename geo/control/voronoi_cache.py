"""Cells kept on disk: a gazetteer is cut once, however often the program starts."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from geo.changelog.kept_parts import read_shapes
from geo.common.cache_folder import cache_folder
from geo.common.crs import Bounds
from geo.control import voronoi as cells_module
from geo.control.voronoi import VoronoiCells, build_cells


def cached_cells(
    places: gpd.GeoDataFrame,
    governorates: gpd.GeoDataFrame,
    extent: Bounds,
    *,
    inferred_beyond_km: float,
    water: shapely.Geometry | None = None,
    folder: Path | None = None,
) -> VoronoiCells:
    """What `build_cells` makes of the same arguments, from `folder` when it was made before.

    The key is everything the cells depend on, the program that cuts them included. A cache that cannot be read or
    written is no fault: the cells are built.
    """
    key = _key(places, governorates, extent, inferred_beyond_km, water)
    folder = folder or cache_folder()
    pieces_file, edges_file = folder / f"{key}.pieces.parquet", folder / f"{key}.edges.parquet"
    try:
        return VoronoiCells(read_shapes(pieces_file), pd.read_parquet(edges_file))
    except (OSError, ValueError):
        pass
    built = build_cells(places, governorates, extent, inferred_beyond_km=inferred_beyond_km, water=water)
    _keep(built, pieces_file, edges_file)
    return built


def _key(
    places: gpd.GeoDataFrame,
    governorates: gpd.GeoDataFrame,
    extent: Bounds,
    inferred_beyond_km: float,
    water: shapely.Geometry | None,
) -> str:
    digest = hashlib.sha256(Path(cells_module.__file__).read_bytes())
    for frame, columns in ((places, ["place_id", "kind"]), (governorates, ["adm1_pcode"])):
        digest.update(repr(frame[columns].to_numpy().tolist()).encode())
        for wkb in frame.geometry.to_wkb():
            digest.update(wkb)
    digest.update(repr((extent, inferred_beyond_km, shapely.to_wkb(water))).encode())
    return digest.hexdigest()


def _keep(cells: VoronoiCells, pieces_file: Path, edges_file: Path) -> None:
    """Write both files whole or not at all; the edges last, for both are needed."""
    try:
        pieces_file.parent.mkdir(parents=True, exist_ok=True)
        for frame, target in ((cells.pieces, pieces_file), (cells.edges, edges_file)):
            # what a full disk leaves half written goes with its folder
            with tempfile.TemporaryDirectory(prefix=".half-", dir=target.parent) as folder:  # pragma: no mutate
                half = Path(folder) / target.name
                frame.to_parquet(half)
                half.replace(target)
    except OSError:
        return
