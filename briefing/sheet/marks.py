"""Symbols set on paper so that each can be read: no two overlap. Those of one kind close together become one with a
number; one that finds its spot taken stands beside it, tied to it by a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from briefing.sheet.labels import Box, Boxes, as_boxes, covered_mm2, meeting
from briefing.sheet.paint import symbol_extent
from briefing.sheet.typeset import MM_PER_PT, width_mm
from layers.styles import PointStyle

MERGED_WITHIN = 0.85
"""Of a symbol's size: symbols of one kind closer than this become one."""

MERGED_FARTHER = 0.6
"""More of a symbol's size with every attempt, where there is no room for all."""

ATTEMPTS = 6
CROWD = 2.5
"""Sizes around a symbol without room in which symbols are merged farther."""

REACH = 2.2
"""Sizes that a symbol may be moved."""

BADGE_PT = 6.0
ON_SYMBOL = 0.45
"""Of its sides: how far a number reaches over its symbol."""


@dataclass(frozen=True)
class Mark:
    """One symbol on paper. `x`, `y`: where it stands; `at_x`, `at_y`: the spot it means; mm. `count`: how many."""

    x: float
    y: float
    at_x: float
    at_y: float
    style: PointStyle
    size: float
    count: int = 1
    badge_pt: float = BADGE_PT

    @cached_property
    def box(self) -> Box:
        """What the symbol takes, with half of the white edge around it."""
        left, bottom, right, top = (side * self.size for side in symbol_extent(self.style.symbol))
        return self.x + left, self.y + bottom, self.x + right, self.y + top

    @cached_property
    def badge(self) -> Box | None:
        """Where the number stands, at the upper right corner; None for a single one."""
        if self.count == 1:
            return None
        width = width_mm(f"{self.count}", self.badge_pt, bold=True) + 0.4 * self.badge_pt * MM_PER_PT
        height = self.badge_pt * MM_PER_PT
        _, _, right, top = self.box
        left, bottom = right - ON_SYMBOL * width, top - ON_SYMBOL * height
        return left, bottom, left + width, bottom + height

    @property
    def boxes(self) -> list[Box]:
        """All that it takes."""
        return [self.box] if self.badge is None else [self.box, self.badge]

    @property
    def moved(self) -> bool:
        """Whether its spot is not under it."""
        left, bottom, right, top = self.box
        return not (left <= self.at_x <= right and bottom <= self.at_y <= top)


def arranged(
    points: Sequence[tuple[float, float, PointStyle]],
    mm_per_px: float,
    *,
    frame: Box = (-np.inf, -np.inf, np.inf, np.inf),
    taken: Sequence[Box] = (),
    badge_pt: float = BADGE_PT,
) -> list[Mark]:
    """Marks for `points` (x, y in mm, style) inside `frame` and outside `taken`, every point counted in one of them.

    A mark means the spot that most of its points share; the order of the points does not matter. Only where even
    merging leaves no room do marks overlap.
    """
    crowds: list[list[tuple[float, float]]] = []
    for _ in range(ATTEMPTS):
        marks, without = _moved_apart(_merged(points, mm_per_px, crowds, badge_pt), frame, as_boxes(taken))
        if not without:
            break
        crowds.append(without)
    return marks


def _merged(
    points: Sequence[tuple[float, float, PointStyle]],
    mm_per_px: float,
    crowds: Sequence[Sequence[tuple[float, float]]],
    badge_pt: float,
) -> list[Mark]:
    spots: dict[tuple[str, str, float, float], tuple[PointStyle, int]] = {}
    for x, y, style in points:
        key = (style.symbol, style.colour, round(x, 2), round(y, 2))
        spots[key] = (style, spots[key][1] + 1 if key in spots else 1)
    heads: dict[PointStyle, list[Mark]] = {}
    for (_, _, x, y), (style, count) in sorted(spots.items(), key=lambda spot: (-spot[1][1], spot[0])):
        size = style.size * mm_per_px
        tight = sum(any(_apart(x, y, *spot) < CROWD * size for spot in crowd) for crowd in crowds)
        within = (MERGED_WITHIN + MERGED_FARTHER * tight) * size
        of_kind = heads.setdefault(style, [])
        away = [_apart(head.x, head.y, x, y) for head in of_kind]
        if away and min(away) < within:
            nearest = away.index(min(away))
            of_kind[nearest] = replace(of_kind[nearest], count=of_kind[nearest].count + count)
        else:
            of_kind.append(Mark(x, y, x, y, style, size, count, badge_pt))
    return [mark for kind in heads.values() for mark in kind]


def _moved_apart(marks: Sequence[Mark], frame: Box, taken: Boxes) -> tuple[list[Mark], list[tuple[float, float]]]:
    """The marks side by side, and the spots of those for which there was no room."""
    at_home = as_boxes([mark.box for mark in marks])
    alone = meeting(at_home, at_home).sum(axis=1) == 1
    order = sorted(
        range(len(marks)),
        key=lambda n: (not alone[n], -marks[n].count, marks[n].style.symbol, marks[n].style.colour, *_spot(marks[n])),
    )
    waiting = dict.fromkeys(order)
    full, found, without = taken, [], []
    for number in order:
        mark = marks[number]
        del waiting[number]
        stands = _stand(mark, frame, full, at_home[list(waiting)])
        if stands is None:
            without.append(_spot(mark))
            stands = mark
        found.append(stands)
        full = np.vstack([full, *stands.boxes])
    return found, without


def _stand(mark: Mark, frame: Box, full: Boxes, others: Boxes) -> Mark | None:
    """`mark` as near its spot as it has room, rather beside the spots of `others`; None for one without room."""
    boxes = as_boxes(mark.boxes)
    if _free(boxes[None], np.zeros((1, 2)), frame, full)[0]:
        return mark
    steps = _steps() * mark.size
    free = _free(boxes[None], steps, frame, full)
    if not free.any():
        return None
    steps = steps[free]
    own = as_boxes([mark.box])
    hidden = covered_mm2(own + np.hstack([steps, steps]), others) / covered_mm2(own, own)
    cost = np.hypot(*steps.T) / mark.size + 0.8 * hidden
    dx, dy = steps[int(np.argmin(np.round(cost, 6)))].tolist()
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def _free(boxes: Boxes, steps: NDArray[np.float64], frame: Box, full: Boxes) -> NDArray[np.bool_]:
    """(n,) whether all of `boxes`, moved by each of the (n, 2) `steps`, have room."""
    moved = (boxes + np.hstack([steps, steps])[:, None]).reshape(-1, 4)
    inside = (moved[:, :2] >= frame[:2]).all(axis=1) & (moved[:, 2:] <= frame[2:]).all(axis=1)
    free = inside & ~meeting(moved, full).any(axis=1)
    return np.asarray(free.reshape(len(steps), -1).all(axis=1))


@lru_cache(maxsize=1)
def _steps() -> NDArray[np.float64]:
    """(n, 2) ways to move a symbol, in its own size."""
    radii = np.arange(0.2, REACH + 1e-9, 0.2)
    turns = np.arange(16) * np.pi / 8
    return np.stack([np.outer(radii, np.cos(turns)), np.outer(radii, np.sin(turns))], axis=-1).reshape(-1, 2)


def _spot(mark: Mark) -> tuple[float, float]:
    return mark.at_x, mark.at_y


def _apart(x: float, y: float, other_x: float, other_y: float) -> float:
    return float(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5)
