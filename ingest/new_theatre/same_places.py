"""Rows of a gazetteer that are one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from math import sqrt

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.common.measure import M_PER_KM
from ingest.geocoding.folding import fold, words

SAME_NAME_KM = 1.5
"""Two rows that share a name and lie nearer than this are one place."""
NEIGHBOURS = [(x, y) for x in range(3) for y in range(-2, 3) if (x, y) > (0, 0)]
"""Squares that may hold a row within SAME_NAME_KM of a square whose diagonal is that long, each two once."""
SAME_CODE_KM = 5.0
"""Rows of one code lie no farther from the first of them: a code that stands farther away is of another place."""


def name_key(name: str) -> str:
    """A name as two spellings of it are compared: without case, accents, signs and blanks."""
    return "".join(words(fold(name)))


def name_keys(places: pd.DataFrame) -> list[frozenset[str]]:
    """The keys of all names of each place (`name_en`, `name_ar`, `alt_names`)."""
    columns = (places["name_en"], places["name_ar"], places["alt_names"])
    return [
        frozenset(key for name in (english, arabic, *others) if (key := name_key(name)))
        for english, arabic, others in zip(*columns, strict=True)
    ]


def far_from_its_code(codes: Sequence[str], points: NDArray[np.object_]) -> NDArray[np.bool_]:
    """(n,) which rows have the code of an earlier row more than SAME_CODE_KM away; "" is no code. Points in metres."""
    first = pd.Series(range(len(codes)), dtype="int64").groupby(pd.Series(list(codes)), sort=False).transform("first")
    away = shapely.distance(points, points[first.to_numpy()])
    return np.array([bool(code) for code in codes], dtype=bool) & (away > SAME_CODE_KM * M_PER_KM)


def same_places(
    codes: Sequence[str], points: NDArray[np.object_], keys: Sequence[AbstractSet[str]], apart: Sequence[bool]
) -> list[int]:
    """The first of the rows that are one place with each row: of one code, on one point, or near and of one name.

    points : in metres. keys : of the names of each row (`name_keys`). apart : of rows where this differs a shared name
    says nothing, as of a quarter called as its town is.
    """
    first = list(range(len(codes)))
    links = chain(_of_one_code(codes), _on_one_point(points), _of_one_name(points, keys, apart))
    for one, other in links:
        one, other = _end(first, one), _end(first, other)
        first[max(one, other)] = min(one, other)
    return [_end(first, row) for row in range(len(first))]


def _end(first: list[int], row: int) -> int:
    """The row that `row` leads to; the way there is made shorter."""
    while first[row] != row:
        first[row] = first[first[row]]
        row = first[row]
    return row


def _of_one_code(codes: Sequence[str]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for row, code in enumerate(codes):
        if code and first.setdefault(code, row) != row:
            yield first[code], row


def _on_one_point(points: NDArray[np.object_]) -> Iterator[tuple[int, int]]:
    first: dict[tuple[float, float], int] = {}
    for row, (x, y) in enumerate(shapely.get_coordinates(points).tolist()):
        if first.setdefault((x, y), row) != row:
            yield first[x, y], row


def _of_one_name(
    points: NDArray[np.object_], keys: Sequence[AbstractSet[str]], apart: Sequence[bool]
) -> Iterator[tuple[int, int]]:
    """Links that join what is near and of one name, no more than a few a row however many lie near each other: all rows
    of a square of the plane are near, and of two squares it is enough to know whether any two rows are."""
    names = [(row, f"{apart[row]:d}{key}") for row, own in enumerate(keys) for key in own]
    side = SAME_NAME_KM * M_PER_KM / sqrt(2)
    table = pd.DataFrame(names, columns=["row", "name"])
    table[["x", "y"]] = np.floor(shapely.get_coordinates(points) / side).astype("int64")[table["row"]]
    several = table[table["name"].duplicated(keep=False)]
    square = several.groupby(["name", "x", "y"], sort=False)
    numbers, first = square.ngroup().to_numpy(), square["row"].transform("first")
    yield from zip(first.tolist(), several["row"].tolist(), strict=True)
    squares = square["row"].first().reset_index()
    lying = shapely.multipoints(points[several["row"]][np.argsort(numbers, kind="stable")], indices=np.sort(numbers))
    shapely.prepare(lying)
    for x, y in NEIGHBOURS:
        pairs = squares.reset_index().merge(
            squares.assign(x=squares["x"] - x, y=squares["y"] - y).reset_index(), on=["name", "x", "y"]
        )
        near = shapely.dwithin(lying[pairs["index_x"]], lying[pairs["index_y"]], SAME_NAME_KM * M_PER_KM)
        yield from zip(pairs["row_x"][near].tolist(), pairs["row_y"][near].tolist(), strict=True)
