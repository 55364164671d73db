"""Names on paper: none overlaps another or a symbol, none leaves the map, and where there is no room the lesser place
goes without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SheetBox = tuple[float, float, float, float]
"""left, bottom, right, top, mm."""

Boxes = NDArray[np.float64]
"""(n, 4) boxes."""

OVER_SYMBOLS = 0.35
"""Of its own area that a name on one of several pictures may cover of symbols, on the average over them."""

GAPS = (1.0, 2.7, 4.4)
FAR_GAPS = (6.5, 9.0, 12.0, 15.0, 18.0)
"""How far from its spot a name may stand, times its `gap`; the far ones only for a name that must stand."""

FAR_SHARE = 0.1
"""Of the shorter side of the map: no name stands farther from its spot, for on a small map it would seem to be that of
another place."""

LEADER_FROM = 2.8
"""Times its `gap`: a name farther from its spot is tied to it by a line."""

SIDES = (
    (1, 0, 0.0),
    (-1, 0, 0.35),
    (0, 1, 0.3),
    (0, -1, 0.4),
    (1, 1, 0.45),
    (-1, 1, 0.6),
    (1, -1, 0.5),
    (-1, -1, 0.65),
)
"""Where a name may stand beside its spot, to the right and upwards, and how much worse than the best that is."""

SLIDES = ((1, 0.5), (1, -0.5), (-1, 0.5), (-1, -0.5))
"""Beside its spot, moved along by half its height."""


@dataclass(frozen=True)
class LabelRequest:
    """A name to be placed: where it belongs (mm), how much room it takes, `gap` from its spot.

    `centred`: stands on its spot or near it, as the name of a country does. `mandatory`: may stand far off, as far as
    the size of the map allows.
    """

    x: float
    y: float
    width: float
    height: float
    gap: float
    rank: float
    mandatory: bool = False
    centred: bool = False


def as_boxes(boxes: Sequence[SheetBox]) -> Boxes:
    """Boxes as an array, (n, 4) also where there are none."""
    return np.array(boxes, dtype=float).reshape(-1, 4)


def placed(
    names: Sequence[LabelRequest],
    symbols: Sequence[SheetBox],
    frame: SheetBox,
    taken: Sequence[SheetBox] = (),
    avoid_points: NDArray[np.float64] | None = None,
    pictures: int = 1,
) -> list[SheetBox | None]:
    """A box for each name inside `frame` and outside `taken` and `symbols`, None for one without room.

    The lower `rank` chooses first. `avoid_points`: (n, 3) points and how much each is to be left open, as those of a
    line that is better not written over. `pictures`: how many the `symbols` come from; with more than one, a name may
    cover some of them.
    """
    marks, full = as_boxes(symbols), as_boxes(taken)
    points = np.empty((0, 3)) if avoid_points is None else avoid_points
    found: list[SheetBox | None] = [None] * len(names)
    for number in sorted(range(len(names)), key=lambda n: (names[n].rank, names[n].x, names[n].y)):
        name = names[number]
        boxes, costs = _choices(name, FAR_SHARE * min(frame[2] - frame[0], frame[3] - frame[1]))
        free = _within(boxes, frame) & ~meeting(boxes, full).any(axis=1)
        covered = covered_mm2(boxes[free], marks)
        allowed = OVER_SYMBOLS * (pictures if pictures > 1 else 0) * name.width * name.height
        bearable = covered <= allowed + 1e-9
        if not bearable.any():
            continue
        choices = boxes[free][bearable]
        cost = costs[free][bearable] + _avoid_cost(choices, points) + 0.2 * covered[bearable] / name.height
        best = choices[int(np.argmin(np.round(cost, 6)))]
        left, bottom, right, top = best.tolist()
        found[number] = (left, bottom, right, top)
        full = np.vstack([full, best])
    return found


def leader_end(name: LabelRequest, box: SheetBox) -> tuple[float, float] | None:
    """Where the line from a name's spot meets its box, None for a name that stands near its spot."""
    x, y = min(max(name.x, box[0]), box[2]), min(max(name.y, box[1]), box[3])
    away = float(np.hypot(x - name.x, y - name.y))
    return None if name.centred or away < LEADER_FROM * name.gap else (x, y)


def _choices(name: LabelRequest, most: float) -> tuple[Boxes, NDArray[np.float64]]:
    """The boxes a name may take, (n, 4), and how much worse than the best each is; no more than `most` mm from its spot
    but for those that every name may take."""
    if name.centred:
        grid = [(across, up) for up in (0.0, 1.0, -1.0, 2.0, -2.0) for across in (0.0, 0.35, -0.35, 0.7, -0.7)]
        steps = np.array(grid)
        moved = steps * [name.width, name.height]
        near = np.hypot(*moved.T) <= most
        corners = moved[near] + [name.x - name.width / 2, name.y - name.height / 2]
        costs = np.abs(steps[near]).sum(axis=1)
    else:
        shape = _stands(name.mandatory)
        shape = shape[(shape[:, 0] <= GAPS[-1]) | (shape[:, 0] * name.gap <= most)]
        gaps, right, up, slide, costs = shape.T
        away = np.where((right != 0) & (up != 0), 0.7, 1.0) * gaps * name.gap
        left = np.where(right > 0, away, np.where(right < 0, -away - name.width, -name.width / 2))
        low = np.where(up > 0, away, np.where(up < 0, -away - name.height, -name.height / 2))
        corners = np.column_stack([name.x + left, name.y + low + slide * name.height])
    return np.hstack([corners, corners + np.array([name.width, name.height])]), costs


@lru_cache(maxsize=2)
def _stands(far: bool) -> NDArray[np.float64]:
    """(n, 5): gap, to the right, upwards, slide along, cost of each way to stand beside a spot."""
    rows: list[tuple[float, float, float, float, float]] = []
    for gap in GAPS + (FAR_GAPS if far else ()):
        rows += [(gap, right, up, 0.0, cost + gap) for right, up, cost in SIDES]
        rows += [(gap, right, 0.0, slide, 0.5 + gap) for right, slide in SLIDES]
    return np.array(rows)


def _within(boxes: Boxes, frame: SheetBox) -> NDArray[np.bool_]:
    inside = (boxes[:, :2] >= frame[:2]).all(axis=1) & (boxes[:, 2:] <= frame[2:]).all(axis=1)
    return np.asarray(inside, dtype=bool)


def meeting(boxes: Boxes, others: Boxes) -> NDArray[np.bool_]:
    """(n, m): which of `boxes` overlap which of `others`; those that only touch do not."""
    one, other = boxes[:, None], others[None]
    return np.asarray(
        (one[..., 0] < other[..., 2])
        & (other[..., 0] < one[..., 2])
        & (one[..., 1] < other[..., 3])
        & (other[..., 1] < one[..., 3])
    )


def covered_mm2(boxes: Boxes, marks: Boxes) -> NDArray[np.float64]:
    """(n,) area of each box that lies over `marks`; marks over each other count twice."""
    one, other = boxes[:, None], marks[None]
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    upward = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    return np.asarray((np.clip(across, 0, None) * np.clip(upward, 0, None)).sum(axis=1))


def _avoid_cost(boxes: Boxes, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n,) weight of the points each box lies over."""
    x, y = points[:, 0], points[:, 1]
    over = (x >= boxes[:, 0:1]) & (x <= boxes[:, 2:3]) & (y >= boxes[:, 1:2]) & (y <= boxes[:, 3:4])
    return np.asarray(over @ points[:, 2])
