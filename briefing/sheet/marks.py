"""Symbols set on paper so that each can be read: those of one kind close together become one with a number, those of
different kinds at one spot stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, pi, sin

from layers.styles import PointStyle

MERGED_WITHIN = 0.85
"""Of a symbol's size: symbols of one kind closer than this become one."""

FANNED_WITHIN = 0.6
"""Of a symbol's size: symbols of different kinds closer than this stand around their spot."""


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


def arranged(points: Sequence[tuple[float, float, PointStyle]], mm_per_px: float) -> list[Mark]:
    """Marks for `points` (x, y in mm, style), every point counted in exactly one of them.

    A mark stands on the spot that most of its points share; the order of the points does not matter.
    """
    return _fanned(_merged(points, mm_per_px))


def _merged(points: Sequence[tuple[float, float, PointStyle]], mm_per_px: float) -> list[Mark]:
    spots: dict[tuple[str, str, float, float], tuple[PointStyle, int]] = {}
    for x, y, style in points:
        key = (style.symbol, style.colour, round(x, 2), round(y, 2))
        spots[key] = (style, spots[key][1] + 1 if key in spots else 1)
    heads: dict[PointStyle, list[Mark]] = {}
    for (_, _, x, y), (style, count) in sorted(spots.items(), key=lambda spot: (-spot[1][1], spot[0])):
        size = style.size * mm_per_px
        of_kind = heads.setdefault(style, [])
        for number, head in enumerate(of_kind):
            if _apart(head.x, head.y, x, y) < MERGED_WITHIN * size:
                of_kind[number] = replace(head, count=head.count + count)
                break
        else:
            of_kind.append(Mark(x, y, x, y, style, size, count))
    return [mark for kind in heads.values() for mark in kind]


def _fanned(marks: list[Mark]) -> list[Mark]:
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (-mark.count, mark.style.symbol, mark.x, mark.y)):
        near = (g for g in groups if _apart(g[0].x, g[0].y, mark.x, mark.y) < FANNED_WITHIN * mark.size)
        group = next(near, None)
        if group is None:
            groups.append([mark])
        else:
            group.append(mark)
    return [placed for group in groups for placed in _around(group)]


def _around(group: list[Mark]) -> list[Mark]:
    if len(group) == 1:
        return group
    middle_x, middle_y = group[0].at_x, group[0].at_y
    radius = max(mark.size for mark in group) * 0.55 / sin(pi / len(group))
    turn = pi if len(group) == 2 else pi / 2
    return [
        replace(
            mark,
            x=middle_x + radius * cos(turn - 2 * pi * number / len(group)),
            y=middle_y + radius * sin(turn - 2 * pi * number / len(group)),
        )
        for number, mark in enumerate(group)
    ]


def _apart(x: float, y: float, other_x: float, other_y: float) -> float:
    return float(((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5)
