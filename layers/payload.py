"""The columns of a payload: positions, styles and texts of features as one JSON value for layers/js."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

from layers.features import Level
from layers.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle
from layers.swatch import pattern_of
from layers.text import TOOLTIP_CHARS, visible

Texts = Iterable[Any] | None  # str, or a missing value: None, NaN, NA
Payload = dict[str, Any]
S = TypeVar("S", AreaStyle, LineStyle, PointStyle, CircleStyle, ChipStyle)

STEPS_PER_DEGREE = 10_000  # 1e-4 degree is 11 m at most


def check_length(what: str, length: int, count: int) -> None:
    """Raise ValueError unless there are as many of something as there are features."""
    if length != count:
        raise ValueError(f"{count} features but {length} {what}")


def numbers(values: ArrayLike, count: int) -> NDArray[np.float64]:
    """One number for each of `count` features."""
    return np.broadcast_to(np.asarray(values, dtype=float), (count,))


def checked_shapes(geometries: ArrayLike, *, polygonal: bool) -> NDArray[Any]:
    """Geometries as an array; ValueError where one is neither a polygon (or a line) nor a collection of such."""
    shapes = np.asarray(geometries, dtype=object)
    kinds = shapely.get_type_id(shapes)
    wanted = (3, 6) if polygonal else (1, 2, 5)
    if wrong := set(np.unique(kinds)) - set(wanted):
        names = sorted(shapely.GeometryType(int(kind)).name for kind in wrong)
        raise ValueError(f"{'areas' if polygonal else 'lines'} cannot be drawn from {names}")
    return shapes


def steps(coordinates: NDArray[np.float64]) -> list[int]:
    """Coordinates (n, 2) as whole 1e-4 degrees, each the difference from the one before, x y x y ..."""
    whole = np.round(coordinates * STEPS_PER_DEGREE).astype(np.int64)
    differences: list[int] = np.diff(whole, axis=0, prepend=0).ravel().tolist()
    return differences


def positions(lons: ArrayLike, lats: ArrayLike) -> Payload | None:
    """The column of positions; None where there are none. ValueError where one is missing."""
    coordinates = np.column_stack([np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)])
    if not np.isfinite(coordinates).all():
        raise ValueError("a point without a position cannot be drawn; leave it out and say so")
    return {"xy": steps(coordinates)} if len(coordinates) else None


def one_each(styles: S | Iterable[S], count: int) -> tuple[S, ...]:
    """One style for each feature."""
    if not isinstance(styles, Iterable):
        return (styles,) * count
    each = tuple(styles)
    check_length("styles", len(each), count)
    return each


def numbered(each: tuple[S, ...]) -> tuple[list[S], list[int]]:
    """Styles without repeats, and for each feature the number of its own."""
    number: dict[S, int] = {}
    which = [number.setdefault(style, len(number)) for style in each]
    return list(number), which


def paths(parts_of: Any, shapes: NDArray[Any], each: tuple[S, ...], level: Level) -> Payload | None:
    """Geometries as flat columns: coordinate steps, vertices per part, parts per feature."""
    used, which = numbered(each)
    outer, feature = shapely.get_parts(shapes, return_index=True)
    parts, of_outer = parts_of(outer, return_index=True)
    coordinates, of_part = shapely.get_coordinates(parts, return_index=True)
    if not len(coordinates):
        return None
    return {
        "xy": steps(coordinates),
        "sizes": np.bincount(of_part, minlength=len(parts)).tolist(),
        "parts": np.bincount(feature[of_outer], minlength=len(shapes)).tolist(),
        "styles": used,
        "style": which,
        "level": level,
    }


def circle_style(style: CircleStyle) -> Mapping[str, Any]:
    """A style as layers/js draws circles by it."""
    return {"colour": style.colour, "opacity": style.fill_opacity, "weight": style.weight, "dash": style.dash}


def area_style(style: AreaStyle) -> Mapping[str, Any]:
    """A style as layers/js fills areas by it."""
    return {
        "fill": None if style.fill == "none" else style.colour,
        "pattern": pattern_of(style),
        "opacity": style.ink,
        "outline": style.outline or style.colour,
        "weight": style.weight,
        "dash": style.dash,
    }


def texts(count: int, *, tooltips: Texts, refs: Texts) -> Payload:
    """The columns of text that are there at all, cleaned; a missing value becomes null."""
    columns: Payload = {}
    for name, said, limit in (("tips", tooltips, TOOLTIP_CHARS), ("refs", refs, None)):
        if said is None:
            continue
        given = np.fromiter(said, dtype=object)
        check_length(name, len(given), count)
        absent = pd.isna(given) | (given == "")
        column = [None if no else visible(str(text), limit) for text, no in zip(given, absent, strict=True)]
        if any(text is not None for text in column):
            columns[name] = column
    return columns
