"""Files as they stand: CSV rows and GeoJSON features, each with its number in the file, before any is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.common.errors import MissingFileError, UnreadableFileError, shorten
from geo.common.messages import L_, Sentence

ROW_IN_FILE = "_row"
"""Column that carries the row number of the file through the checks."""

UNREADABLE = "_unreadable"
"""Column that carries what stands in place of a feature, or its geometry or text, that is none; "" for all others."""

FILE_EXPECTED = L_("It should be a file this program may read.")


def is_file(path: Path) -> bool:
    """Whether `path` is a file: no folder, pipe or device.

    Raises
    ------
    UnreadableFileError : the system does not say, for the name is too long or what it lies in may not be looked into.
    """
    try:
        return path.is_file()
    except OSError as error:
        raise UnreadableFileError(
            shorten(path.name), L_("cannot be read ({strerror})", strerror=error.strerror), FILE_EXPECTED
        ) from error


@contextmanager
def _readable(path: Path, as_utf8: Sentence) -> Iterator[None]:
    """Tell of a file that cannot be read as a theatre's reader is told; `as_utf8`: the remedy for other letters."""
    try:
        yield
    except FileNotFoundError as error:
        raise MissingFileError(path, L_("is missing"), L_("data/README.md lists the files of a theatre.")) from error
    except OSError as error:
        raise UnreadableFileError(
            path, L_("cannot be read ({strerror})", strerror=error.strerror), FILE_EXPECTED
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(path, L_("is not UTF-8 text"), as_utf8) from error


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV file (UTF-8, a byte-order mark is allowed) as text cells, with the row number of each.

    Raises
    ------
    MissingFileError, UnreadableFileError : no such file; not UTF-8; rows of unequal width.
    """
    try:
        with _readable(path, L_("Save it again as CSV UTF-8.")):
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableFileError(
            path, L_("cannot be read as CSV ({error})", error=error), L_("Check the quotes and commas.")
        ) from error
    table[ROW_IN_FILE] = np.arange(len(table)) + 2
    return table


def read_geojson(path: Path) -> gpd.GeoDataFrame:
    """Features of a GeoJSON file in EPSG:4326 with their properties as they stand; an empty geometry is none.

    A feature whose geometry is none that GeoJSON knows, or with half a character in its text, has what stands there in
    the column UNREADABLE: the checks reject it, and the rest of the file is read.

    Raises
    ------
    MissingFileError, UnreadableFileError : no such file; not JSON; not a FeatureCollection.
    """
    with _readable(path, L_("Export it again as GeoJSON (RFC 7946).")):
        content = path.read_text(encoding="utf-8-sig")
    try:
        collection = json.loads(content)
    except json.JSONDecodeError as error:
        fault = L_(
            "is not JSON: it cannot be read on from line {lineno:,}, character {colno:,}",
            lineno=error.lineno,
            colno=error.colno,
        )
        raise UnreadableFileError(
            path, fault, L_("Export it again as GeoJSON (RFC 7946), or mend it there.")
        ) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise UnreadableFileError(path, L_("is no FeatureCollection"), L_("Export it again as GeoJSON (RFC 7946)."))
    rows: list[dict[str, Any]] = []
    shapes: list[shapely.Geometry | None] = []
    escaped = SURROGATE.search(content) is not None
    for number, feature in enumerate(features, start=1):
        properties, shape, unreadable = _feature(feature)
        if escaped and not unreadable:
            properties, unreadable = _whole_text(properties)
        rows.append({**properties, ROW_IN_FILE: number, UNREADABLE: unreadable})
        shapes.append(shape)
    columns = list(dict.fromkeys([ROW_IN_FILE, UNREADABLE, *(name for row in rows for name in row)]))
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns, dtype=object), geometry=shapes, crs=STORED)


def _feature(feature: Any) -> tuple[dict[str, Any], shapely.Geometry | None, str]:
    """Properties and geometry of a feature; and what stands in place of it, or of its geometry, where it is none."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict | None):
        return {}, None, json.dumps(feature)
    geometry = feature.get("geometry")
    if geometry is None:
        return properties or {}, None, ""
    try:
        with np.errstate(invalid="ignore"):  # a corner that is no number: the checks say so
            shape = shapely.geometry.shape(geometry)
    except (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        return properties or {}, None, json.dumps(geometry)
    return properties or {}, None if shape.is_empty else shape, ""


SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character as JSON escapes it; two of them in order are one, one alone is no text."""


def _whole_text(properties: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Properties with a question mark for every half of a character, and the first text that held one, as JSON."""
    halved = [value for value in properties.items() if not _is_text(json.dumps(value, ensure_ascii=False))]
    if not halved:
        return properties, ""
    whole = json.dumps(properties, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    mended: dict[str, Any] = json.loads(whole)
    return mended, json.dumps(dict(halved[:1]))


def _is_text(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def read_drawn(path: Path) -> gpd.GeoDataFrame:
    """Features of a GeoJSON file of outlines or lines as `read_geojson` reads them, of which none can be spared.

    Raises
    ------
    MissingFileError, UnreadableFileError : as there; a feature without a geometry.
    """
    frame = read_geojson(path)
    useless = frame.geometry.isna() | (frame[UNREADABLE] != "")
    if useless.any():
        row = frame[useless].iloc[0]
        number = row[ROW_IN_FILE]
        fault = (
            L_("feature {number} has no geometry", number=number)
            if row.geometry is None
            else L_("feature {number} holds no text", number=number)
        )
        if row[UNREADABLE]:
            fault = L_("{fault} ({stands})", fault=fault, stands=shorten(row[UNREADABLE]))
        raise UnreadableFileError(path, fault, L_("Give it one, or take it out."))
    return frame.drop(columns=[ROW_IN_FILE, UNREADABLE])
