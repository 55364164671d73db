"""What the count of another program says of a file, and the law that the rows read are those."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from ingest.tables import Table


@dataclass(frozen=True)
class Counted:
    """The rows of a file by their numbers."""

    rows: Mapping[int, Mapping[str, str]]
    """Those that are cells, each with cells it has by the name of their column; others of its cells are empty, but for
    those of columns whose name goes on behind a name that is given."""
    aside: frozenset[int] = frozenset()
    """Those that no cell can hold."""
    either: frozenset[int] = frozenset()
    """Those of `rows` that may as well be set aside."""
    points: Mapping[int, tuple[float, float] | None] = field(default_factory=dict)
    """Longitude and latitude of those that draw a point, None of those that draw nothing."""


@dataclass(frozen=True)
class Kind:
    """How files of a kind are written, and how they are counted once they are."""

    write: Callable[[Random], bytes]
    count: Callable[[Path], Counted]


def compare(table: Table, counted: Counted) -> None:
    """Raises AssertionError where the rows of a table are not those that were counted."""
    aside = set(table.unreadable["row"])
    assert sorted([*table.rows, *aside]) == sorted([*counted.rows, *counted.aside])
    assert counted.aside <= aside <= counted.aside | counted.either
    assert table.read == len(counted.rows) + len(counted.aside)
    for number, cells in zip(table.rows.tolist(), table.cells.to_dict("records"), strict=True):
        expected = counted.rows[number]
        named = {name: cells.get(name, "") for name in expected}
        assert named == dict(expected), number
        others = {name: cell for name, cell in cells.items() if cell and not _belongs(str(name), expected)}
        assert not others, number
    for at, number in enumerate(table.rows.tolist()):
        if number in counted.points:
            shape = None if table.geometry is None else table.geometry[at]
            assert (shape and (shape.x, shape.y)) == counted.points[number], number


def _belongs(name: str, expected: Mapping[str, str]) -> bool:
    return name in expected or any(name.startswith(f"{one}.") for one in expected)
