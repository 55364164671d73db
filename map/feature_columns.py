"""Columns of a frame made fit to be drawn: one value for each feature, or a ValueError that says what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

from map.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle

Texts = tuple[str | None, ...] | None
Said = Iterable[Any] | None  # str, or a missing value: None, NaN, NA
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
S = TypeVar("S", AreaStyle, LineStyle, PointStyle, CircleStyle, ChipStyle)

STEPS_PER_DEGREE = 10_000
"""Positions are told to 1e-4 degree: 11 m at most."""


def whole_steps(degrees: Floats) -> Whole:
    """Degrees as whole numbers of 1e-4 degree."""
    return np.round(degrees * STEPS_PER_DEGREE).astype(np.int64)


def west_to_east(whole: Whole) -> Whole:
    """One number for each position (n, 2) of 1e-4 degree, sorted from west to east."""
    return whole[:, 0] * (1000 * STEPS_PER_DEGREE) + whole[:, 1]


def shapes_of_types(geometries: ArrayLike, types: tuple[int, ...], what: str) -> NDArray[Any]:
    """Geometries as an array (n,), all of the shapely `types`."""
    shapes = np.asarray(geometries, dtype=object)
    if wrong := set(np.unique(shapely.get_type_id(shapes))) - set(types):
        names = sorted(shapely.GeometryType(int(kind)).name for kind in wrong)
        raise ValueError(f"{what} cannot be drawn from {names}")
    return shapes


def positions(lons: ArrayLike, lats: ArrayLike) -> tuple[Floats, Floats]:
    """Longitudes and latitudes, (n,) each, none missing."""
    x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("a point without a position cannot be drawn; leave it out and say so")
    return x, y


def numbers(values: ArrayLike, count: int) -> Floats:
    """One number for each feature."""
    return np.broadcast_to(np.asarray(values, dtype=float), (count,))


def one_each(styles: S | Iterable[S], count: int) -> tuple[S, ...]:
    """One style for each feature."""
    return fitting(tuple(styles), "styles", count) if isinstance(styles, Iterable) else (styles,) * count


def texts_of(said: Said, what: str, count: int) -> Texts:
    """A text for each feature, None where it is missing; None where there is no such column."""
    if said is None:
        return None
    given = np.fromiter(said, dtype=object)
    absent = pd.isna(given) | (given == "")
    return fitting(tuple(None if no else str(text) for text, no in zip(given, absent, strict=True)), what, count)


def fitting(values: tuple[Any, ...], what: str, count: int) -> tuple[Any, ...]:
    """`values` as they are, one for each feature."""
    if len(values) != count:
        raise ValueError(f"{count} features but {len(values)} {what}")
    return values


def numbered(each: Sequence[S]) -> tuple[list[S], list[int]]:
    """Styles without repeats, and for each feature the number of its own."""
    number: dict[S, int] = {}
    which = [number.setdefault(style, len(number)) for style in each]
    return list(number), which
