"""Symbols set on paper so that each can be read: no two overlap. Those of one kind close together become one with a
number; one that finds its spot taken stands beside it, tied to it by a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from briefing.sheet.labels import Boxes, SheetBox, as_boxes, covered_mm2, meeting
from briefing.sheet.paint import symbol_extent
from briefing.sheet.typeset import MM_PER_PT, width_mm
from map.styles import PointStyle

MERGED_WITHIN = 0.85
"""Of a symbol's size: symbols of one kind closer than this become one."""

MERGED_FARTHER = 0.6
"""More of a symbol's size with every attempt, where there is no room for all."""

ATTEMPTS = 6
CROWD = 2.5
"""Sizes around a symbol without room in which symbols are merged farther."""

REACH, FARTHEST = 2.2, 4.4
"""Sizes that a symbol may be moved; and where even merging left no room."""

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
    def box(self) -> SheetBox:
        """What the symbol takes, with half of the white edge around it."""
        left, bottom, right, top = (side * self.size for side in symbol_extent(self.style.symbol))
        return self.x + left, self.y + bottom, self.x + right, self.y + top

    @cached_property
    def badge(self) -> SheetBox | None:
        """Where the number stands, at the upper right corner; None for a single one."""
        if self.count == 1:
            return None
        width = width_mm(f"{self.count}", self.badge_pt, bold=True) + 0.4 * self.badge_pt * MM_PER_PT
        height = self.badge_pt * MM_PER_PT
        _, _, right, top = self.box
        left, bottom = right - ON_SYMBOL * width, top - ON_SYMBOL * height
        return left, bottom, left + width, bottom + height

    @property
    def boxes(self) -> list[SheetBox]:
        """All that it takes."""
        return [self.box] if self.badge is None else [self.box, self.badge]

    @property
    def moved(self) -> bool:
        """Whether its spot is not under it."""
        left, bottom, right, top = self.box
        return not (left <= self.at_x <= right and bottom <= self.at_y <= top)


Point = tuple[float, float, PointStyle]
"""x, y in mm, and how it looks."""


def arranged(
    points: Mapping[Point, int] | Iterable[Point],
    mm_per_px: float,
    *,
    frame: SheetBox = (-np.inf, -np.inf, np.inf, np.inf),
    taken: Sequence[SheetBox] = (),
    badge_pt: float = BADGE_PT,
) -> list[Mark]:
    """Marks for `points`, with how many of each there are or as many times as there are, inside `frame` and outside
    `taken`; every point is counted in one mark.

    A mark means the spot that most of its points share; the order of the points does not matter. Only where even
    merging leaves no room do marks overlap.
    """
    spots: Counter[Point] = Counter()
    for (x, y, style), count in Counter(points).items():
        spots[round(x, 2), round(y, 2), style] += count
    crowds: list[NDArray[np.float64]] = []
    for attempt in range(ATTEMPTS):
        reach = REACH if attempt < ATTEMPTS - 1 else FARTHEST
        marks, without = _moved_apart(_merged(spots, mm_per_px, crowds, badge_pt), frame, as_boxes(taken), reach)
        if not without:
            break
        crowds.append(np.array(without))
    return marks


def _merged(
    spots: Mapping[Point, int], mm_per_px: float, crowds: Sequence[NDArray[np.float64]], badge_pt: float
) -> list[Mark]:
    by_style: dict[PointStyle, list[tuple[int, float, float]]] = {}
    for (x, y, style), count in spots.items():
        by_style.setdefault(style, []).append((-count, x, y))
    marks = []
    for style in sorted(by_style, key=lambda style: (style.symbol, style.colour, style.size)):
        rows, size = np.array(sorted(by_style[style])), style.size * mm_per_px
        tight = sum((_apart(rows[:, 1:], crowd).min(axis=1) < CROWD * size for crowd in crowds), np.zeros(len(rows)))
        for (x, y), count in _gathered(rows, (MERGED_WITHIN + MERGED_FARTHER * tight) * size):
            marks.append(Mark(x, y, x, y, style, size, count, badge_pt))
    return marks


def _gathered(rows: NDArray[np.float64], within: NDArray[np.float64]) -> list[tuple[tuple[float, float], int]]:
    """Spots and their counts: each of the (n, 3) `rows` (minus count, x, y) goes to the nearest spot kept before it
    that is nearer than its own `within`, or is kept as a spot itself."""
    kept, counts = np.empty((len(rows), 2)), np.zeros(len(rows), dtype=int)
    used = 0
    for (less, *spot), reach in zip(rows, within, strict=True):
        away = np.hypot(*(kept[:used] - spot).T)
        nearest = int(np.argmin(away)) if used else 0
        if not used or away[nearest] >= reach:
            nearest, used = used, used + 1
            kept[nearest] = spot
        counts[nearest] -= int(less)
    return [((float(x), float(y)), int(count)) for (x, y), count in zip(kept[:used], counts, strict=False)]


def _moved_apart(
    marks: Sequence[Mark], frame: SheetBox, taken: Boxes, reach: float
) -> tuple[list[Mark], list[tuple[float, float]]]:
    """The marks side by side, and the spots of those for which there was no room."""
    at_home = as_boxes([mark.box for mark in marks])
    alone = meeting(at_home, at_home).sum(axis=1) == 1
    order = sorted(
        range(len(marks)),
        key=lambda n: (not alone[n], -marks[n].count, marks[n].style.symbol, marks[n].style.colour, *_spot(marks[n])),
    )
    waiting = at_home[order]
    full, found, without = taken, [], []
    for mark in (marks[number] for number in order):
        waiting = waiting[1:]
        stands = _stand(mark, frame, full, waiting, reach)
        if stands is None:
            without.append(_spot(mark))
            stands = mark
        found.append(stands)
        full = np.vstack([full, *stands.boxes])
    return found, without


def _stand(mark: Mark, frame: SheetBox, full: Boxes, others: Boxes, reach: float) -> Mark | None:
    """`mark` as near its spot as it has room, rather beside the spots of `others`; None for one without room."""
    boxes = as_boxes(mark.boxes)
    if _free(boxes[None], np.zeros((1, 2)), frame, full)[0]:
        return mark
    steps = _steps(reach) * mark.size
    free = _free(boxes[None], steps, frame, full)
    if not free.any():
        return None
    steps = steps[free]
    own = as_boxes([mark.box])
    hidden = covered_mm2(own + np.hstack([steps, steps]), others) / covered_mm2(own, own)
    cost = np.hypot(*steps.T) / mark.size + 0.8 * hidden
    dx, dy = steps[int(np.argmin(np.round(cost, 6)))].tolist()
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def _free(boxes: Boxes, steps: NDArray[np.float64], frame: SheetBox, full: Boxes) -> NDArray[np.bool_]:
    """(n,) whether all of `boxes`, moved by each of the (n, 2) `steps`, have room."""
    moved = (boxes + np.hstack([steps, steps])[:, None]).reshape(-1, 4)
    inside = (moved[:, :2] >= frame[:2]).all(axis=1) & (moved[:, 2:] <= frame[2:]).all(axis=1)
    all_of_them = np.hstack([moved[:, :2].min(axis=0), moved[:, 2:].max(axis=0)])[None]
    free = inside & ~meeting(moved, full[meeting(all_of_them, full)[0]]).any(axis=1)
    return np.asarray(free.reshape(len(steps), -1).all(axis=1))


@lru_cache(maxsize=2)
def _steps(reach: float) -> NDArray[np.float64]:
    """(n, 2) ways to move a symbol, in its own size."""
    radii = np.arange(0.2, reach + 1e-9, 0.2)
    turns = np.arange(16) * np.pi / 8
    return np.stack([np.outer(radii, np.cos(turns)), np.outer(radii, np.sin(turns))], axis=-1).reshape(-1, 2)


def _spot(mark: Mark) -> tuple[float, float]:
    return mark.at_x, mark.at_y


def _apart(spots: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, m) distances."""
    return np.asarray(np.hypot(*(spots[:, None] - others[None]).transpose(2, 0, 1)))
