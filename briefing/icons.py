"""The symbols of the map as small pictures, for files that can draw points with nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin, sqrt

from PIL import Image, ImageDraw

from layers.styles import PointStyle
from layers.symbols import SYMBOLS

XY = tuple[float, float]

SIDE = 64
"""Pixels of a side: Google Earth draws an icon half as large, so that it stays sharp on a fine screen."""
FINER = 4
BOX = 28.0
"""Units of the symbols' own box, -12 to 12, with room for the white edge."""
EDGE, GLYPH = 3.0, 2.4
FACETS = 24

_STEP = re.compile(r"([MLHVACZ])([^MLHVACZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")


def icon_png(style: PointStyle) -> bytes:
    """The symbol of `style` as a PNG of SIDE x SIDE pixels, white about its edge and clear beyond."""
    symbol = SYMBOLS[style.symbol]
    side = SIDE * FINER
    image = Image.new("RGBA", (side, side), "#ffffff00")
    draw = ImageDraw.Draw(image)
    scale = side / BOX

    def placed(line: list[XY]) -> list[XY]:
        return [((x + BOX / 2) * scale, (y + BOX / 2) * scale) for x, y in line]

    outlines = [placed(line) for line in outline(symbol.shape)]
    for line in outlines:
        draw.polygon(line, fill="#ffffff")
        _stroke(draw, [*line, line[0]], EDGE * scale)
    for line in outlines:
        draw.polygon(line, fill=style.colour)
    for line in outline(symbol.glyph):
        _stroke(draw, placed(line), GLYPH * scale)
    file = io.BytesIO()
    image.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()


def _stroke(draw: ImageDraw.ImageDraw, line: list[XY], width: float) -> None:
    """A white line with round joints and ends."""
    draw.line(line, fill="#ffffff", width=round(width))
    for x, y in line:
        half = width / 2
        draw.ellipse((x - half, y - half, x + half, y + half), fill="#ffffff")


def outline(path: str) -> list[list[XY]]:
    """The lines of an SVG path of absolute M, L, H, V, A, C and Z, curves cut into short straight pieces."""
    lines: list[list[XY]] = []
    for letter, rest in _STEP.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(rest)]
        if letter == "M":
            lines.append([])
        if letter == "Z":
            continue
        lines[-1].extend(_points(letter, numbers, lines[-1]))
    return lines


def _points(letter: str, numbers: list[float], so_far: list[XY]) -> Iterator[XY]:
    if letter in "ML":
        yield from zip(numbers[::2], numbers[1::2], strict=True)
        return
    at = so_far[-1]
    if letter == "H":
        yield numbers[-1], at[1]
    elif letter == "V":
        yield at[0], numbers[-1]
    elif letter == "C":
        for start in range(0, len(numbers), 6):
            x1, y1, x2, y2, x, y = numbers[start : start + 6]
            yield from _curve(at, (x1, y1), (x2, y2), (x, y))
            at = (x, y)
    else:
        for start in range(0, len(numbers), 7):
            radius, _, _, large, sweep, x, y = numbers[start : start + 7]
            yield from _arc(at, radius, bool(large), bool(sweep), (x, y))
            at = (x, y)


def _curve(start: XY, one: XY, two: XY, end: XY) -> Iterator[XY]:
    """A cubic Bézier curve, without its start."""
    for step in range(1, FACETS + 1):
        t = step / FACETS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        x, y = (a * start[axis] + b * one[axis] + c * two[axis] + d * end[axis] for axis in (0, 1))
        yield x, y


def _arc(start: XY, radius: float, large: bool, sweep: bool, end: XY) -> Iterator[XY]:
    """An arc of a circle, without its start. A radius too small for its ends is the smallest that reaches both."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = hypot(dx, dy)
    radius = max(radius, chord / 2)
    aside = sqrt(max(0.0, radius**2 - (chord / 2) ** 2)) * (1 if large != sweep else -1)
    cx = (start[0] + end[0]) / 2 - aside * dy / chord
    cy = (start[1] + end[1]) / 2 + aside * dx / chord
    begin = atan2(start[1] - cy, start[0] - cx)
    turn = (atan2(end[1] - cy, end[0] - cx) - begin) % (2 * pi)
    if not sweep:
        turn -= 2 * pi
    for step in range(1, FACETS + 1):
        angle = begin + turn * step / FACETS
        yield cx + radius * cos(angle), cy + radius * sin(angle)
