"""Named tables with typed columns: what every data file is written from, so that all of them hold the same.

Values are plain: text, whole number, number, day, or yes and no; None where a thing is not known. Text from data is
made fit to be shown here, once, for all formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from geo.common.phrases import Phrase
from map.styles import ChipStyle, CircleStyle, Style
from map.text import visible

Kind = Literal["text", "whole", "number", "day", "flag"]
Value = str | int | float | date | bool | None
GeometryKind = Literal["MultiPolygon", "MultiLineString", "Point"]

ARROW_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "day": pa.date32(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True)
class LayerColumn:
    """A column and its cells, one a row. `meaning` is what docs and files say of it, with its unit."""

    name: str
    kind: Kind
    meaning: str
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class StyledCategory:
    """How one kind of feature is drawn and named; `shown` False where a map opens without it."""

    style: Style
    label: Phrase
    shown: bool = True


@dataclass(frozen=True, eq=False)
class LayerTable:
    """A table, with geometry (EPSG:4326, None where a row has no position) where it is a layer of a map.

    `drawn` says how a row is drawn, by its value in the column `drawn_by`; `order` stacks the layers of a file, higher
    is drawn later.

    Raises
    ------
    ValueError : a row is drawn as a circle on the ground or a chip, which other programs do not draw.
    """

    name: str
    title: Phrase
    columns: tuple[LayerColumn, ...]
    geometry: GeometryKind | None = None
    shapes: np.ndarray = field(default_factory=lambda: np.array([], dtype=object))
    order: int = 0
    drawn_by: str = ""
    drawn: Mapping[str, StyledCategory] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if any(isinstance(category.style, (CircleStyle, ChipStyle)) for category in self.drawn.values()):
            raise ValueError(f"table {self.name!r}: draw its rows in files by an area, line or point style")

    def __len__(self) -> int:
        return len(self.columns[0].cells)

    def __getitem__(self, column: str) -> tuple[Value, ...]:
        """The cells of the column of that name."""
        return next(one.cells for one in self.columns if one.name == column)

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row by column name."""
        names = [column.name for column in self.columns]
        for row in zip(*(column.cells for column in self.columns), strict=True):
            yield dict(zip(names, row, strict=True))

    def looks(self) -> list[StyledCategory]:
        """How each row is drawn."""
        return [self.drawn[str(key)] for key in self[self.drawn_by]]

    def arrow(self) -> pa.Table:
        """The columns as Arrow, typed also where there is no row; a layer has `geometry` (WKB) behind them."""
        arrays = {
            column.name: pa.array(column.cells, type=ARROW_TYPES[column.kind], from_pandas=False)
            for column in self.columns
        }
        if self.geometry is not None:
            arrays["geometry"] = pa.array(shapely.to_wkb(self.shapes).tolist(), type=pa.binary())
        return pa.table(arrays)


def column(name: str, kind: Kind, meaning: str, values: Iterable[Any]) -> LayerColumn:
    """A column of `values` as they stand in a frame: missing ones become None, days dates, text fit to be shown.

    Each value of a Series is made fit once, however often it stands there.
    """
    plain = _PLAIN[kind]
    if not isinstance(values, pd.Series):
        return LayerColumn(name, kind, meaning, tuple(None if _missing(value) else plain(value) for value in values))
    codes, found = pd.factorize(values)
    cells = [None if _missing(value) else plain(value) for value in found]
    cells.append(None)  # the code of a missing value is -1
    return LayerColumn(name, kind, meaning, tuple(map(cells.__getitem__, codes.tolist())))


def text_of(value: object) -> str:
    """Text from data without anything that hides or reorders, or that no file can hold."""
    return _unpaired(visible(str(value)))


def shapes_of(geometries: Sequence[Any] | pd.Series, kind: GeometryKind) -> np.ndarray:
    """(n,) geometries of one kind: a single part becomes a collection of one where `kind` is a Multi."""
    shapes = np.array(list(geometries), dtype=object)
    if kind == "MultiPolygon":
        turned = shapely.orient_polygons(shapes)
        return np.array([shapely.multipolygons(shapely.get_parts(shape)) for shape in turned], dtype=object)
    if kind == "MultiLineString":
        return np.array([shapely.multilinestrings(shapely.get_parts(shape)) for shape in shapes], dtype=object)
    return shapes


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value == "" or value != value


def _unpaired(text: str) -> str:
    """Half of a character (a lone surrogate) and the two codes that are none cannot be written to any file."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()


_PLAIN: dict[Kind, Any] = {"text": text_of, "whole": int, "number": float, "day": _day, "flag": bool}
