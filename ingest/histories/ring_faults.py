"""Why a shape of a vector file cannot be built, in words its owner can act on, and what mends itself: a ring that is
not closed is closed by its first corner."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from geo.common.messages import L_, Sentence

NO_GEOMETRY = L_("has no geometry")
NOT_A_NUMBER = L_("has a corner that is no number")
TOO_FEW = L_("has an outline of fewer than three corners")
CANNOT_BE_BUILT = L_("has a geometry that cannot be built")
FEWEST_CORNERS = 3

POLYGON, MULTIPOLYGON, COLLECTION = 3, 6, 7
"""Kinds of well-known binary, without the thousands that say Z and M."""


def closed_shapes(wkb: Sequence[bytes | None]) -> tuple[np.ndarray, np.ndarray]:
    """Shapes (n,) of well-known binary, None where it makes none; and which of them had to be closed (n,) bool."""
    raw = np.fromiter(wkb, dtype=object, count=len(wkb))
    as_they_are = shapely.from_wkb(raw, on_invalid="ignore")
    left = np.array([one is not None for one in raw], dtype=bool) & shapely.is_missing(as_they_are)
    shapes = np.array(as_they_are, dtype=object)
    if left.any():
        shapes[left] = shapely.from_wkb(raw[left], on_invalid="fix")
    return shapes, left & ~shapely.is_missing(shapes)


def fault_of_wkb(wkb: bytes | None) -> Sentence:
    """Why no shape can be built of `wkb`."""
    if wkb is None:
        return NO_GEOMETRY
    try:
        return fault_of_rings(list(_rings(memoryview(wkb), [0])))
    except struct.error:
        return CANNOT_BE_BUILT


def fault_of_rings(rings: Sequence[np.ndarray]) -> Sentence:
    """Why no polygon can be built of `rings`, each (n, 2) of degrees."""
    if any(not np.isfinite(ring).all() for ring in rings):
        return NOT_A_NUMBER
    if any(len(np.unique(ring, axis=0)) < FEWEST_CORNERS for ring in rings):
        return TOO_FEW
    return CANNOT_BE_BUILT


def _rings(data: memoryview, at: list[int]) -> Iterator[np.ndarray]:
    """The rings of the polygons in well-known binary, from the place `at` names, which is moved on."""

    def take(code: str) -> int:
        (value,) = struct.unpack_from(order + code, data, at[0])
        at[0] += struct.calcsize(order + code)
        return int(value)

    order = "<" if data[at[0]] else ">"
    at[0] += 1
    kind = take("I") % 1000
    if kind in (MULTIPOLYGON, COLLECTION):
        for _ in range(take("I")):
            yield from _rings(data, at)
    elif kind == POLYGON:
        for _ in range(take("I")):
            corners = take("I")
            flat = struct.unpack_from(f"{order}{2 * corners}d", data, at[0])
            at[0] += 16 * corners
            yield np.array(flat, dtype=float).reshape(-1, 2)
