"""TopoJSON as world-atlas writes it: lines stored once, as whole steps on a grid, and shapes put together from them."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.common.errors import UnreadableFileError
from ingest.new_theatre.atlas import INSTALL

HALF_ROUND_DEG = 180.0


class Topology:
    """One TopoJSON file. `arcs`: its lines, (n, 2) degrees each; `bounds`: (arcs, 4) west, south, east, north."""

    def __init__(self, path: Path) -> None:
        try:
            self._content = json.loads(path.read_text(encoding="utf-8"))
            transform, steps = self._content["transform"], self._content["arcs"]
            self.arcs = _lines(steps, np.array(transform["scale"]), np.array(transform["translate"]))
        except (OSError, ValueError, KeyError) as error:
            raise UnreadableFileError(
                path, f"cannot be read ({error})", f"Remove its folder and run: {INSTALL}"
            ) from error
        self.bounds = np.array([[*arc.min(axis=0), *arc.max(axis=0)] for arc in self.arcs])

    def members(self, name: str) -> list[dict[str, Any]]:
        """The shapes of one layer, each with type, arcs, properties and perhaps an id."""
        members: list[dict[str, Any]] = self._content["objects"][name]["geometries"]
        return members

    def bounds_of(self, member: dict[str, Any]) -> np.ndarray:
        """west, south, east, north of a member, told without putting it together."""
        numbers = np.array([n if n >= 0 else ~n for ring in _rings(member) for n in ring])
        return np.concatenate([self.bounds[numbers, :2].min(axis=0), self.bounds[numbers, 2:].max(axis=0)])

    def polygons(self, member: dict[str, Any]) -> shapely.Geometry:
        """A member as a valid polygon set, without rings too short to close."""
        rings = [[ring for ring in map(self._ring, polygon) if len(ring) > 3] for polygon in _polygons(member)]
        across = [bool(r) and _crosses(r[0]) for r in rings]
        plain = [shapely.Polygon(r[0], r[1:]) for r, over in zip(rings, across, strict=True) if r and not over]
        drawn = shapely.MultiPolygon(plain)
        drawn = drawn if shapely.is_valid(drawn) else shapely.make_valid(drawn)
        cut = [half for r, over in zip(rings, across, strict=True) if over for half in _halves(r[0])]
        return shapely.union_all([drawn, *cut]) if cut else drawn

    def _ring(self, numbers: list[int]) -> np.ndarray:
        pieces = [self.arcs[number] if number >= 0 else self.arcs[~number][::-1] for number in numbers]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def jumps(line: np.ndarray) -> np.ndarray:
    """Numbers of the points of a line (n, 2) degrees that lie across the 180th meridian from the one before."""
    return np.flatnonzero(np.abs(np.diff(line[:, 0])) > HALF_ROUND_DEG) + 1


def _crosses(ring: np.ndarray) -> bool:
    """Whether a ring runs over the 180th meridian and comes back, as that of Chukotka does. One that goes all the way
    round, that of Antarctica, does not come back."""
    steps = np.diff(ring[:, 0])
    return bool(len(jumps(ring))) and int(np.round(steps / (2 * HALF_ROUND_DEG)).sum()) == 0


def _halves(ring: np.ndarray) -> list[shapely.Geometry]:
    """What a ring that runs over the 180th meridian encloses on either side of it. Its holes, if any, are filled."""
    turns = np.concatenate([[0], -np.round(np.diff(ring[:, 0]) / (2 * HALF_ROUND_DEG)).cumsum()])
    whole = shapely.make_valid(shapely.Polygon(np.column_stack([ring[:, 0] + 2 * HALF_ROUND_DEG * turns, ring[:, 1]])))
    halves = []
    for turn in (-1, 0, 1):
        world = shapely.box(HALF_ROUND_DEG * (2 * turn - 1), -90, HALF_ROUND_DEG * (2 * turn + 1), 90)
        half = shapely.transform(
            shapely.intersection(whole, world), lambda xy, t=turn: xy - [2 * HALF_ROUND_DEG * t, 0]
        )
        if half.area > 0:
            halves.append(half)
    return halves


def _polygons(member: dict[str, Any]) -> list[list[list[int]]]:
    return member["arcs"] if member["type"] == "MultiPolygon" else [member["arcs"]]


def _rings(member: dict[str, Any]) -> list[list[int]]:
    return list(chain.from_iterable(_polygons(member)))


def _lines(arcs: list[list[list[int]]], scale: np.ndarray, translate: np.ndarray) -> list[np.ndarray]:
    """Arcs as lines in degrees: every step counts from the point before it, the first from the origin of the grid."""
    ends = np.cumsum([len(arc) for arc in arcs])
    steps = np.array(list(chain.from_iterable(chain.from_iterable(arcs))), dtype=np.int64).reshape(-1, 2)
    sums = np.cumsum(steps, axis=0)
    starts = ends[:-1]
    before = np.zeros((len(arcs), 2), dtype=np.int64)
    before[1:] = sums[starts - 1]
    grid = sums - np.repeat(before, np.diff(ends, prepend=0), axis=0)
    return np.split(grid * scale + translate, starts)
