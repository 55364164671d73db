"""How a column is described and a table checked against its columns, once, at the edge.

A row with a fault is rejected whole, with every fault it has; nothing is mended on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.common.dates import ISO_DAY
from geo.common.errors import SchemaError, shorten
from geo.common.messages import L_, Sentence
from geo.validation.faults import EMPTY, FaultLog, as_told
from geo.validation.readers import ROW_IN_FILE, UNREADABLE

ReadT = TypeVar("ReadT")
Mask = NDArray[np.bool_]
"""(n,) of which rows something holds."""


class ColumnKind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    WHOLE = "whole number"
    NUMBER = "number"
    WORDS = "words"


@dataclass(frozen=True)
class Column:
    """What one column may hold. `low` and `high` are included."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    unique: bool = False
    choices: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None


def require_columns(table: pd.DataFrame, columns: Sequence[Column], file: str) -> None:
    """Raise SchemaError unless `table` has every required column; add the optional ones it lacks, empty."""
    _refuse_without(table, columns, file)
    for column in columns:
        if column.name not in table.columns:
            table[column.name] = None


def _refuse_without(table: pd.DataFrame, columns: Sequence[Column], file: str) -> None:
    missing = [column.name for column in columns if column.required and column.name not in table.columns]
    if missing and len(table):
        raise SchemaError(
            file, L_("lacks the columns {missing}", missing=", ".join(missing)), L_("data/README.md lists the columns.")
        )


def check_columns(raw: pd.DataFrame, columns: Sequence[Column], file: str) -> tuple[pd.DataFrame, FaultLog]:
    """`raw` with typed columns (days as datetime64, numbers as float, whole numbers as Int64, words
    as tuples, text as str with "" for empty) and the faults of its rows. Columns not described are left out.
    """
    _refuse_without(raw, columns, file)
    faults = FaultLog(raw[ROW_IN_FILE], as_told)
    if UNREADABLE in raw.columns:
        stands = raw[UNREADABLE]
        fault = L_("is not what GeoJSON has there")
        faults.add(stands != "", "geometry", stands, "not-geojson", fault, L_("Export the feature again."))
    typed = {
        column.name: _checked(raw[column.name], column, faults)
        if column.name in raw.columns
        else _nothing(column.kind, raw.index)
        for column in columns
    }
    own = raw[[name for name in (ROW_IN_FILE, "geometry") if name in raw.columns]]
    return pd.concat([own, pd.DataFrame(typed, index=raw.index)], axis=1), faults


def _checked(values: pd.Series, column: Column, faults: FaultLog) -> pd.Series:
    """The cells of a column that a table has, typed; what is wrong with them is noted."""
    blank = _blank(values)
    if column.required:
        faults.add(blank, column.name, values, EMPTY, L_("is empty"), L_("Fill it in."))
    typed = _nothing(column.kind, values.index) if blank.all() else _typed(values, blank, column, faults)
    if column.unique:
        repeated = values.duplicated().to_numpy() & ~blank
        fault = L_("stands twice")
        faults.add(repeated, column.name, values, "repeated", fault, L_("Give each row an id of its own."))
    return typed


def _nothing(kind: ColumnKind, index: pd.Index) -> pd.Series:
    """A column in which nothing stands: most of those that a table may have."""
    if kind is ColumnKind.WORDS:
        return pd.Series([()] * len(index), index=index, dtype=object)
    if kind is ColumnKind.TEXT:
        return pd.Series("", index=index, dtype="str")
    dtypes = {ColumnKind.WHOLE: "Int64", ColumnKind.NUMBER: "float64"}
    return pd.Series(None, index=index, dtype=dtypes.get(kind, "datetime64[s]"))


def _blank(values: pd.Series) -> Mask:
    """(n,) where nothing stands: a missing value or an empty text."""
    absent = values.isna().to_numpy(dtype=bool)
    if absent.all():
        return absent
    if isinstance(values.dtype, pd.StringDtype):
        return absent | (values == "").to_numpy(dtype=bool, na_value=False)
    if values.dtype == object:
        return absent | np.array(_of_each(values, lambda value: isinstance(value, str) and value == ""), dtype=bool)
    return absent


def _of_each(values: pd.Series, read: Callable[[object], ReadT]) -> list[ReadT]:
    """What `read` makes of each value, asked once of each object: the rows of a file share theirs."""
    cells = values.tolist()
    found = {key: read(value) for key, value in {id(value): value for value in cells}.items()}
    return [found[id(value)] for value in cells]


def _as_text(values: pd.Series, blank: Mask) -> pd.Series:
    """Each value as text, "" where it is blank. A column that is text already is taken as it is."""
    if isinstance(values.dtype, pd.StringDtype):
        texts = values.astype("str")
        return texts.mask(blank, "") if blank.any() else texts
    told = ["" if nothing else str(value) for value, nothing in zip(values.tolist(), blank, strict=True)]
    return pd.Series(told, index=values.index)


def _typed(values: pd.Series, blank: Mask, column: Column, faults: FaultLog) -> pd.Series:
    if column.kind is ColumnKind.DAY:
        return _days(values, blank, column, faults)
    if column.kind is ColumnKind.MOMENT:
        return _times(values, blank, column, faults)
    if column.kind in (ColumnKind.WHOLE, ColumnKind.NUMBER):
        return _numbers(values, blank, column, faults)
    if column.kind is ColumnKind.WORDS:
        return _words(values, blank, column, faults)
    text = _as_text(values, blank)
    if column.choices:
        _unknown(~text.isin([*column.choices, ""]), text, column, faults)
    return text


ISO_MOMENT = r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d)?"

LARGEST = 2.0**53
"""Beyond it a float no longer tells one whole number from the next."""


def _days(values: pd.Series, blank: Mask, column: Column, faults: FaultLog) -> pd.Series:
    days = _moments(values) if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M" else None
    if days is None:
        codes, words = pd.factorize(_as_text(values, blank))
        iso = pd.Series([word if ISO_DAY.fullmatch(word) else None for word in words], dtype=object)
        known = pd.to_datetime(iso, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
        days = pd.Series(known.to_numpy()[codes], index=values.index)
    faults.add(
        np.isnat(days.to_numpy()) & ~blank,
        column.name,
        values,
        "not-a-day",
        L_("is not a day written yyyy-mm-dd"),
        L_("Write the day as 2024-12-01; say how vague it is in the precision column."),
    )
    return days


def _times(values: pd.Series, blank: Mask, column: Column, faults: FaultLog) -> pd.Series:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        return values.astype("datetime64[s]")
    texts = _as_text(values, blank)
    whole = texts.where(texts.str.fullmatch(ISO_MOMENT), None)
    found = pd.to_datetime(whole, format="ISO8601", errors="coerce").astype("datetime64[s]")
    fault = L_("is not a day, or a moment of one written 2024-12-01T13:00:00")
    wrong = np.isnat(found.to_numpy()) & ~blank
    faults.add(wrong, column.name, values, "not-a-moment", fault, L_("Write it so, or leave it empty."))
    return found


def _moments(values: pd.Series) -> pd.Series:
    """Those of some moments that are days: midnights."""
    return values.where(values == values.dt.normalize()).astype("datetime64[s]")


def _numbers(values: pd.Series, blank: Mask, column: Column, faults: FaultLog) -> pd.Series:
    numbers = _as_numbers(values, blank)
    readable = np.isfinite(numbers)
    if column.kind is ColumnKind.WHOLE:
        readable &= np.where(readable, numbers, 0) % 1 == 0
    fault = L_("is not a whole number") if column.kind is ColumnKind.WHOLE else L_("is not a number")
    faults.add(~readable & ~blank, column.name, values, "not-a-number", fault, L_("Mend it or leave it empty."))
    low = -LARGEST if column.low is None else column.low
    high = LARGEST if column.high is None else column.high
    check = L_("Check it against the source.")
    faults.add(readable & (numbers < low), column.name, values, "too-small", L_("is less than {low:g}", low=low), check)
    faults.add(
        readable & (numbers > high), column.name, values, "too-large", L_("is more than {high:g}", high=high), check
    )
    sound = pd.Series(np.where(readable & (numbers >= low) & (numbers <= high), numbers, np.nan), index=values.index)
    return sound.astype("Int64") if column.kind is ColumnKind.WHOLE else sound


def _as_numbers(values: pd.Series, blank: Mask) -> NDArray[np.float64]:
    """(n,) the values, NaN where there is no number; a column of numbers is taken as it is."""
    if values.dtype in ("float64", "int64", "Int64", "Float64"):
        return values.to_numpy(dtype="float64", na_value=np.nan)
    codes, words = pd.factorize(_as_text(values, blank))
    known = np.asarray(pd.to_numeric(pd.Series(words, dtype=object), errors="coerce"), dtype="float64")
    return np.asarray(known[codes], dtype="float64")


def _words(values: pd.Series, blank: Mask, column: Column, faults: FaultLog) -> pd.Series:
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(value: object) -> tuple[str, ...]:
        words = _as_words(value)
        return shared.setdefault(words, words)

    cells = values.astype(object)
    found = _of_each(cells.where(~blank, None) if blank.any() else cells, read)
    words = pd.Series(found, index=values.index, dtype=object)
    if column.choices:
        strange = {each for each in shared if set(each) - column.choices}
        unknown = np.fromiter((each in strange for each in found), bool, len(found))
        _unknown(unknown, values, column, faults)
    return words


def _as_words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return tuple(str(word) for word in value)
    return tuple(word.strip() for word in str(value).split(";") if word.strip())


MOST_LETTERS = 289
"""Of the words that a column takes, as a remedy lists them."""


def _unknown(where: pd.Series | Mask, shown: pd.Series, column: Column, faults: FaultLog) -> None:
    words = ", ".join(sorted(column.choices))
    remedy = (
        L_("Use one of {words}.", words=words)
        if len(words) < MOST_LETTERS
        else L_("Use one of {words}", words=shorten(words, MOST_LETTERS))
    )
    faults.add(where, column.name, shown, "unknown-word", L_("is not known here"), remedy)


POINT_WANTED = L_("Give a point; say how vague it is in uncertainty_km.")


def check_points(table: gpd.GeoDataFrame, faults: FaultLog, *, required: pd.Series) -> None:
    """Note rows without a usable point: none where one is required, not a point, (0, 0), off the globe."""
    shapes = table.geometry

    def note(where: np.ndarray, reason: str, fault: Sentence, remedy: Sentence) -> None:
        stands = np.full(len(where), "", dtype=object)
        stands[where] = ["" if shape is None else shape.wkt for shape in shapes[where]]
        faults.add(where, "geometry", stands, reason, fault, remedy)

    absent = shapes.isna().to_numpy()
    told = faults.about("geometry")
    note(absent & required.to_numpy(dtype=bool) & ~told, "no-position", L_("has no position"), POINT_WANTED)
    is_point = ~absent & (shapes.geom_type == "Point").to_numpy()
    note(~absent & ~is_point, "not-a-point", L_("is not a point"), L_("Give one point."))
    x, y = np.full(len(table), np.nan), np.full(len(table), np.nan)
    x[is_point], y[is_point] = shapely.get_x(shapes[is_point]), shapely.get_y(shapes[is_point])
    note(
        (x == 0) & (y == 0), "null-island", L_("is (0, 0), the mark of a lost position"), L_("Give the place's point.")
    )
    on_globe = (np.abs(x) <= 180) & (np.abs(y) <= 90)
    note(is_point & ~on_globe, "off-globe", L_("is off the globe"), L_("Write longitude, latitude in degrees."))
