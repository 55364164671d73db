"""Geometry of every origin brought to EPSG:4326 without heights; what cannot be built is named, its row kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError as UnknownCrsError
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from geo.common.crs import STORED, reproject
from geo.common.errors import CrsError
from geo.common.messages import L_, Sentence, ngettext_lazy
from ingest.tables.table import listed

CRS_REMEDY = L_("Export it in WGS 84 (EPSG:4326).")
NO_CRS_REMEDY = L_("Add the .prj file, or export it as GeoJSON.")


def named_crs(path: Path, name: Any) -> CRS:
    """The reference system `name` (a code, WKT or PROJJSON) stands for.

    Raises
    ------
    CrsError : it stands for none.
    """
    if not name:
        raise CrsError(path, L_("does not say what its coordinates mean"), NO_CRS_REMEDY)
    try:
        return CRS.from_user_input(name)
    except UnknownCrsError as error:
        fault = L_("names a reference system that is not known ({name})", name=str(name)[:80])
        raise CrsError(path, fault, CRS_REMEDY) from error


def stored(path: Path, geometry: np.ndarray, crs: CRS = STORED) -> np.ndarray:
    """(n,) geometries in EPSG:4326 without heights; None where empty, or where `crs` does not reach.

    Raises
    ------
    CrsError : there is no way from `crs` to EPSG:4326, as from a local grid or the map of another planet.
    """
    out = shapely.force_2d(geometry)
    try:
        # A geometry far outside what `crs` reaches overflows, and is left out below.
        with np.errstate(all="ignore"):
            out = out if crs == STORED else reproject(out, crs, STORED)
    except ProjError as error:
        fault = L_("has coordinates in {name}, which does not lead to longitude and latitude", name=crs.name[:80])
        raise CrsError(path, fault, CRS_REMEDY) from error
    coordinates, owner = shapely.get_coordinates(out, return_index=True)
    out = np.array(out, dtype=object)
    out[np.unique(owner[~np.isfinite(coordinates).all(axis=1)])] = None
    out[shapely.is_empty(out)] = None
    return out


def lost_note(rows: np.ndarray, given: np.ndarray, built: np.ndarray) -> list[Sentence]:
    """A note on rows that have a geometry in the file (`given`, bool) and none in the table."""
    lost = rows[given & (built == None)]  # noqa: E711 - elementwise
    if not lost.size:
        return []
    which = listed([str(row) for row in lost])
    return [
        ngettext_lazy(
            "{number:,} row has a geometry that cannot be built, kept without: {which}.",
            "{number:,} rows have a geometry that cannot be built, kept without: {which}.",
            lost.size,
            number=lost.size,
            which=which,
        )
    ]


def none_note(rows: np.ndarray, given: np.ndarray) -> list[Sentence]:
    """A note on rows the file gives no geometry for."""
    bare = rows[~given]
    if not bare.size:
        return []
    return [
        ngettext_lazy(
            "{number:,} row has no geometry: {which}.",
            "{number:,} rows have no geometry: {which}.",
            bare.size,
            number=bare.size,
            which=listed([str(row) for row in bare]),
        )
    ]


def from_geojson(texts: Sequence[str]) -> np.ndarray:
    """(n,) geometries of GeoJSON texts, None where one cannot be built."""
    with np.errstate(all="ignore"):
        try:
            return np.asarray(shapely.from_geojson(np.array(texts, dtype=object), on_invalid="ignore"))
        except ShapelyError:  # what is ignored are geometries, not every text that is none
            return _one_by_one(texts)


def _one_by_one(texts: Sequence[str]) -> np.ndarray:
    built = np.full(len(texts), None, dtype=object)
    for at, text in enumerate(texts):
        with suppress(ShapelyError):
            built[at] = shapely.from_geojson(text, on_invalid="ignore")
    return built


def from_wkb(data: Sequence[bytes | None] | np.ndarray) -> np.ndarray:
    """(n,) geometries of well-known binary, None where one cannot be built."""
    with np.errstate(all="ignore"):
        return np.asarray(shapely.from_wkb(np.array(data, dtype=object), on_invalid="ignore"))
