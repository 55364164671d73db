"""How a column is described and a table checked against its columns, once, at the edge.

A row with a fault is set aside whole, with every fault it has; nothing is mended on the way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import STORED
from geo.days import ISO_DAY
from geo.errors import Checked, Fault, MissingFileError, SchemaError, SetAside, UnreadableFileError

ROW_IN_FILE = "_row"
"""Column that carries the row number of the file through the checks."""

UNREADABLE = "_unreadable"
"""Column that carries what stands in place of a feature, or its geometry or text, that is none; "" for all others."""

FILE_EXPECTED = "It should be a file this program may read."


class Kind(Enum):
    TEXT = "text"
    DAY = "a day written yyyy-mm-dd"
    WHOLE = "a whole number"
    NUMBER = "a number"
    WORDS = "a list of words"


@dataclass(frozen=True)
class Column:
    """What one column may hold. `low` and `high` are included."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unique: bool = False
    choices: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None


class Faults:
    """Faults gathered row by row while a table is checked."""

    def __init__(self) -> None:
        self._by_row: dict[Any, list[Fault]] = {}

    def add(self, where: pd.Series, column: str, values: pd.Series, fault: str, remedy: str) -> None:
        """Note `fault` for each row where `where` is true; `values` shows what stood there."""
        for index in where.index[where.to_numpy(dtype=bool)]:
            shown = values.get(index)
            text = "empty" if _is_blank(shown) else _shorten(str(shown))
            self._by_row.setdefault(index, []).append(Fault(column, text, fault, remedy))

    def about(self, column: str, rows: pd.Index) -> np.ndarray:
        """Whether each of `rows` has a fault in `column` so far."""
        faulty = [row for row, faults in self._by_row.items() if any(fault.column == column for fault in faults)]
        return np.asarray(rows.isin(faulty))

    def split(self, table: pd.DataFrame, file: str, id_column: str) -> Checked[pd.DataFrame]:
        """Accepted rows without the bookkeeping column, and the others with their faults."""
        set_aside = tuple(
            SetAside(
                file=file,
                row=int(table.loc[index, ROW_IN_FILE]),
                row_id=_shorten(str(table.loc[index, id_column])),
                faults=tuple(faults),
            )
            for index, faults in sorted(self._by_row.items())
        )
        kept = table[~table.index.isin(list(self._by_row))].drop(columns=ROW_IN_FILE)
        return Checked(kept.reset_index(drop=True), set_aside)


def _is_blank(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value


def _shorten(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV file (UTF-8, a byte-order mark is allowed) as text cells, with the row number of each.

    Raises
    ------
    MissingFileError, UnreadableFileError : no such file; not UTF-8; rows of unequal width.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingFileError(path, "is missing", "data/README.md lists the files of a theatre.") from error
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read ({error.strerror})", FILE_EXPECTED) from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(path, "is not UTF-8 text", "Save it again as CSV UTF-8.") from error
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise UnreadableFileError(path, f"cannot be read as CSV ({error})", "Check the quotes and commas.") from error
    table[ROW_IN_FILE] = np.arange(len(table)) + 2
    return table


def read_geojson(path: Path) -> gpd.GeoDataFrame:
    """Features of a GeoJSON file in EPSG:4326 with their properties as they stand; an empty geometry is none.

    A feature whose geometry is none that GeoJSON knows, or with half a character in its text, has what stands there in
    the column UNREADABLE: the checks set it aside, and the rest of the file is read.

    Raises
    ------
    MissingFileError, UnreadableFileError : no such file; not JSON; not a FeatureCollection.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
        collection = json.loads(content)
    except FileNotFoundError as error:
        raise MissingFileError(path, "is missing", "data/README.md lists the files of a theatre.") from error
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read ({error.strerror})", FILE_EXPECTED) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableFileError(path, f"is not JSON ({error})", "Export it again as GeoJSON (RFC 7946).") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise UnreadableFileError(path, "is no FeatureCollection", "Export it again as GeoJSON (RFC 7946).")
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
        stands = f" ({_shorten(row[UNREADABLE])})" if row[UNREADABLE] else ""
        lacks = "has no geometry" if row.geometry is None else "holds no text"
        fault = f"feature {row[ROW_IN_FILE]} {lacks}{stands}"
        raise UnreadableFileError(path, fault, "Give it one, or take it out.")
    return frame.drop(columns=[ROW_IN_FILE, UNREADABLE])


def require_columns(table: pd.DataFrame, columns: Sequence[Column], file: str) -> None:
    """Raise SchemaError unless `table` has every required column; add the optional ones it lacks, empty."""
    missing = [column.name for column in columns if column.required and column.name not in table.columns]
    if missing and len(table):
        raise SchemaError(file, f"lacks the columns {', '.join(missing)}", "data/README.md lists the columns.")
    for column in columns:
        if column.name not in table.columns:
            table[column.name] = None


def check_columns(raw: pd.DataFrame, columns: Sequence[Column], file: str) -> tuple[pd.DataFrame, Faults]:
    """`raw` with typed columns (days as datetime64, numbers as float, whole numbers as Int64, words
    as tuples, text as str with "" for empty) and the faults of its rows. Columns not described are left out.
    """
    raw = raw.copy()
    require_columns(raw, columns, file)
    faults = Faults()
    typed = raw[[name for name in (ROW_IN_FILE, "geometry") if name in raw.columns]].copy()
    if UNREADABLE in raw.columns:
        stands = raw[UNREADABLE]
        faults.add(stands != "", "geometry", stands, "is not what GeoJSON has there", "Export the feature again.")
    for column in columns:
        values = raw[column.name]
        blank = _blank(values)
        if column.required:
            faults.add(blank, column.name, values, "is empty", "Fill it in.")
        typed[column.name] = _typed(values, blank, column, faults)
        if column.unique:
            repeated = values.duplicated() & ~blank
            faults.add(repeated, column.name, values, "stands twice", "Give each row an id of its own.")
    return typed, faults


def _blank(values: pd.Series) -> pd.Series:
    """Where nothing stands: a missing value or an empty text."""
    absent = values.isna().astype(bool)
    if absent.all():
        return absent
    if isinstance(values.dtype, pd.StringDtype):
        return (absent | (values == "").fillna(True)).astype(bool)
    if values.dtype == object:
        return absent | np.fromiter((isinstance(value, str) and value == "" for value in values), bool, len(values))
    return absent


def _as_text(values: pd.Series, blank: pd.Series) -> pd.Series:
    """Each value as text, "" where it is blank. A column that is text already is taken as it is."""
    if isinstance(values.dtype, pd.StringDtype):
        return values.astype("str").mask(blank, "")
    return values.astype(object).where(~blank, "").map(str)


def _typed(values: pd.Series, blank: pd.Series, column: Column, faults: Faults) -> pd.Series:
    if column.kind is Kind.DAY:
        return _days(values, blank, column, faults)
    if column.kind in (Kind.WHOLE, Kind.NUMBER):
        return _numbers(values, blank, column, faults)
    if column.kind is Kind.WORDS:
        return _words(values, blank, column, faults)
    text = _as_text(values, blank)
    if column.choices:
        _unknown(~text.isin([*column.choices, ""]), text, column, faults)
    return text


LARGEST = 2.0**53
"""Beyond it a float no longer tells one whole number from the next."""


def _days(values: pd.Series, blank: pd.Series, column: Column, faults: Faults) -> pd.Series:
    days = _moments(values) if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M" else None
    if days is None:
        codes, words = pd.factorize(_as_text(values, blank))
        iso = pd.Series([word if ISO_DAY.fullmatch(word) else None for word in words], dtype=object)
        known = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
        days = pd.Series(known.to_numpy()[codes], index=values.index)
    faults.add(
        days.isna() & ~blank,
        column.name,
        values,
        f"is not {Kind.DAY.value}",
        "Write the day as 2024-12-01; say how vague it is in the precision column.",
    )
    return days


def _moments(values: pd.Series) -> pd.Series:
    """Those of some moments that are days: midnights."""
    return values.where(values == values.dt.normalize()).astype("datetime64[s]")


def _numbers(values: pd.Series, blank: pd.Series, column: Column, faults: Faults) -> pd.Series:
    numbers = _as_numbers(values, blank)
    readable = np.isfinite(numbers)
    if column.kind is Kind.WHOLE:
        readable &= (numbers % 1 == 0) | ~readable
    faults.add(~readable & ~blank, column.name, values, f"is not {column.kind.value}", "Mend it or leave it empty.")
    low = -LARGEST if column.low is None else column.low
    high = LARGEST if column.high is None else column.high
    check = "Check it against the source."
    faults.add(readable & (numbers < low), column.name, values, f"is less than {low:g}", check)
    faults.add(readable & (numbers > high), column.name, values, f"is more than {high:g}", check)
    sound = numbers.where(readable & numbers.between(low, high))
    return sound.astype("Int64") if column.kind is Kind.WHOLE else sound


def _as_numbers(values: pd.Series, blank: pd.Series) -> pd.Series:
    """The values as float64, NaN where there is no number; a column of numbers is taken as it is."""
    if values.dtype in ("float64", "int64", "Int64", "Float64"):
        return values.astype("float64")
    codes, words = pd.factorize(_as_text(values, blank))
    known = np.asarray(pd.to_numeric(pd.Series(words, dtype=object), errors="coerce"), dtype="float64")
    return pd.Series(known[codes], index=values.index, dtype="float64")


def _words(values: pd.Series, blank: pd.Series, column: Column, faults: Faults) -> pd.Series:
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = [shared.setdefault(words, words) for words in map(_as_words, values.astype(object).where(~blank, None))]
    words = pd.Series(found, index=values.index, dtype=object)
    if column.choices:
        strange = {each for each in shared if set(each) - column.choices}
        unknown = np.fromiter((each in strange for each in found), bool, len(found))
        _unknown(pd.Series(unknown, index=values.index), values, column, faults)
    return words


def _as_words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(str(word) for word in value)
    return tuple(word.strip() for word in str(value).split(";") if word.strip())


def _unknown(where: pd.Series, shown: pd.Series, column: Column, faults: Faults) -> None:
    remedy = f"Use one of {', '.join(sorted(column.choices))}."
    faults.add(where, column.name, shown, "is not known here", _shorten(remedy, 300))


POINT_WANTED = "Give a point; say how vague it is in uncertainty_km."


def check_points(table: gpd.GeoDataFrame, faults: Faults, *, required: pd.Series) -> None:
    """Note rows without a usable point: none where one is required, not a point, (0, 0), off the globe."""
    shapes = table.geometry

    def note(where: np.ndarray, fault: str, remedy: str) -> None:
        stands = shapes[where].map(lambda shape: "" if shape is None else shape.wkt)
        faults.add(pd.Series(where, table.index), "geometry", stands, fault, remedy)

    absent = shapes.isna().to_numpy()
    told = faults.about("geometry", table.index)
    note(absent & required.to_numpy(dtype=bool) & ~told, "has no position", POINT_WANTED)
    is_point = ~absent & (shapes.geom_type == "Point").to_numpy()
    note(~absent & ~is_point, "is not a point", "Give one point.")
    x, y = np.full(len(table), np.nan), np.full(len(table), np.nan)
    x[is_point], y[is_point] = shapely.get_x(shapes[is_point]), shapely.get_y(shapes[is_point])
    note((x == 0) & (y == 0), "is (0, 0), the mark of a lost position", "Give the place's point.")
    on_globe = (np.abs(x) <= 180) & (np.abs(y) <= 90)
    note(is_point & ~on_globe, "is off the globe", "Write longitude, latitude in degrees.")
