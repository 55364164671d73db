"""Names on paper: no two overlap, none leaves the map, and where there is no room the lesser place goes without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

Box = tuple[float, float, float, float]
"""left, bottom, right, top, mm."""

OVER_SYMBOLS = 0.35
"""Of its own area that a name may cover of symbols; a name that must stand may cover more."""


@dataclass(frozen=True)
class Wanted:
    """A name to be placed: where it belongs (mm), how much room it takes, `gap` from its spot.

    `centred`: stands on its spot, as the name of a country does. `must`: stands as long as no other name is under it.
    """

    x: float
    y: float
    width: float
    height: float
    gap: float
    rank: float
    must: bool = False
    centred: bool = False


def placed(
    names: Sequence[Wanted], symbols: Iterable[Box], frame: Box, taken: Sequence[Box] = (), pictures: int = 1
) -> list[Box | None]:
    """A box for each name inside `frame` and outside `taken`, None for one without room. The lower `rank` chooses
    first. `pictures`: how many the `symbols` come from; a name may cover as much of them as on one, on the average."""
    taken = list(taken)
    marks = np.array(list(symbols), dtype=float).reshape(-1, 4)
    found: list[Box | None] = [None] * len(names)
    order = sorted(range(len(names)), key=lambda n: (names[n].rank, names[n].x, names[n].y))
    for number in order:
        name = names[number]
        free = [box for box in _choices(name) if _within(box, frame) and not any(_meet(box, other) for other in taken)]
        if not free:
            continue
        covered = [_covered(box, marks) for box in free]
        best = int(np.argmin(covered))
        if covered[best] <= OVER_SYMBOLS * pictures * name.width * name.height or name.must:
            found[number] = free[best]
            taken.append(free[best])
    return found


def _choices(name: Wanted) -> list[Box]:
    """The places a name may take, the best first: right of its spot, left, above, below, then the corners."""
    width, height, gap = name.width, name.height, name.gap
    if name.centred:
        offsets = [(-width / 2, -height / 2)]
    else:
        near = gap * 0.7
        offsets = [
            (gap, -height / 2),
            (-gap - width, -height / 2),
            (-width / 2, gap),
            (-width / 2, -gap - height),
            (near, near),
            (-near - width, near),
            (near, -near - height),
            (-near - width, -near - height),
        ]
    return [(name.x + dx, name.y + dy, name.x + dx + width, name.y + dy + height) for dx, dy in offsets]


def _within(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covered(box: Box, marks: np.ndarray) -> float:
    """Area of `box` that lies over `marks`, mm²; marks over each other count twice."""
    across = np.minimum(box[2], marks[:, 2]) - np.maximum(box[0], marks[:, 0])
    upward = np.minimum(box[3], marks[:, 3]) - np.maximum(box[1], marks[:, 1])
    return float((np.clip(across, 0, None) * np.clip(upward, 0, None)).sum())
