"""More events than a sheet has room for symbols: counts on a grid, each with a ring that shows of what it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log10

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, Wedge
from numpy.typing import NDArray

from briefing.sheet.labels import SheetBox
from briefing.sheet.typeset import type_pt, width_mm

CELL_MM = 9.0
DARK = "#333f4a"
RING, EDGE = 0.26, 0.12
"""Width of the ring and of the white edge about it, of the radius."""

TEXT_PT = 5.0


@dataclass(frozen=True)
class Count:
    """`count` events about a spot of the paper (mm), by the colour of their part of the ring."""

    x: float
    y: float
    radius: float
    parts: Mapping[str, int]

    @property
    def count(self) -> int:
        return sum(self.parts.values())

    @property
    def box(self) -> SheetBox:
        """What it takes, with the white edge."""
        reach = self.radius * (1 + EDGE)
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


def counted(points: Iterable[tuple[NDArray[np.float64], NDArray[np.float64], str]], scale: float) -> list[Count]:
    """Counts of events at (x, y) mm with the colour of their layer, the largest last; every event is in one of them."""
    parts = list(points)
    if not parts:
        return []
    x, y = (np.concatenate([part[axis] for part in parts]) for axis in (0, 1))
    layer = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    side = CELL_MM * scale
    cells = np.column_stack([np.floor(x / side), np.floor(y / side)]).astype(np.int64)
    _, which = np.unique(cells[:, 0] * 1_000_000 + cells[:, 1], return_inverse=True)
    many = np.bincount(which)
    middle_x, middle_y = np.bincount(which, x) / many, np.bincount(which, y) / many
    shares = [np.bincount(which[layer == number], minlength=len(many)) for number in range(len(parts))]
    found = [
        Count(
            float(middle_x[cell]),
            float(middle_y[cell]),
            max((1.5 + 0.42 * log10(many[cell])) * scale, _least_radius(int(many[cell]), scale)),
            {part[2]: int(share[cell]) for part, share in zip(parts, shares, strict=True) if share[cell]},
        )
        for cell in range(len(many))
    ]
    return sorted(found, key=lambda one: (one.count, one.x, one.y))


def _least_radius(count: int, scale: float) -> float:
    """What the number of a count needs inside its ring, mm."""
    return width_mm(number_words(count), type_pt(TEXT_PT, scale), bold=True) / 2 / (1 - RING)


def number_words(count: int) -> str:
    """A count as it fits into its circle: 999, 1.2k, 12k."""
    return f"{count}" if count < 1000 else f"{count / 1000:.{1 if count < 9950 else 0}f}k"


def paint_counts(
    axes: Axes, counts: list[Count], ground: tuple[float, float], mm: float, scale: float, z: float
) -> None:
    """Paint counts into axes whose unit is the metre: `ground` is the lower left corner, `mm` the metres of a mm."""
    for one in counts:
        at, radius = (ground[0] + one.x * mm, ground[1] + one.y * mm), one.radius * mm
        axes.add_artist(Circle(at, radius * (1 + EDGE), facecolor="white", linewidth=0, zorder=z))
        axes.add_artist(Circle(at, radius, facecolor=DARK, linewidth=0, zorder=z))
        turn = 90.0
        for colour, count in one.parts.items():
            share = 360 * count / one.count
            wide = radius * RING
            axes.add_artist(Wedge(at, radius, turn - share, turn, width=wide, facecolor=colour, linewidth=0, zorder=z))
            turn -= share
        axes.text(
            *at,
            number_words(one.count),
            fontsize=type_pt(TEXT_PT, scale),
            fontweight="bold",
            color="white",
            ha="center",
            va="center_baseline",
            zorder=z,
            clip_on=True,
        )
