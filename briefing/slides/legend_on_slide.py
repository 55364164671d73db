"""The legend of a map on a slide: samples as pictures, labels as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from briefing.sheet.typeset import line_mm, wrap
from briefing.slides.deck import SPARE, Box, Deck, Run, TextStyle
from briefing.slides.slide_pictures import swatch_png
from map.layer import LegendItem
from map.legend import LegendLine, legend_lines

LEGEND_WAYS = [(size, 1) for size in (11.0, 10.0, 9.0, 8.0)] + [(size, 2) for size in (8.0, 7.0, 6.0, 5.0, 4.0)]
"""Type of the legend, pt, and its columns: the first for which there is room."""


def slide_legend(deck: Deck, items: list[LegendItem], box: Box) -> None:
    """Samples as pictures, labels as text, in one or two columns as large as there is room for; all in one group."""
    lines = legend_lines(items)
    for size, across in LEGEND_WAYS:
        heights = [_line_height(deck, line, box.width / across, size * deck.scale) for line in lines]
        columns = _columns(lines, across)
        if all(sum(heights[column]) <= box.height for column in columns):
            break
    type_pt = size * deck.scale
    width = box.width / across
    group = deck.group()
    for place, column in enumerate(columns):
        left = box.left + (across - 1 - place if deck.right_to_left else place) * width
        top = box.top
        for line, height in zip(lines[column], heights[column], strict=True):
            _draw_legend_line(deck, line, Box(left, top, width, height), type_pt, group)
            top += height


def _draw_legend_line(deck: Deck, line: LegendLine, box: Box, type_pt: float, group: Any) -> None:
    texts, wide, high = deck.lines(line.names), type_pt * 0.85, type_pt * 0.48
    label = replace(box, width=box.width - 1.0)
    if not line.is_heading:
        start = box.left + box.width - wide if deck.right_to_left else box.left
        sample = Box(start, box.top + (box.height - high) / 2, wide, high)
        swatches = line.swatches[::-1] if deck.right_to_left else line.swatches
        deck.picture(swatch_png(swatches, wide, high, type_pt / 7), sample, texts[0], group)
        beside = box.left + (1.0 if deck.right_to_left else wide + 1.5)
        label = replace(box, left=beside, width=box.width - wide - 2.5)
    style = TextStyle(type_pt, bold=line.is_heading)
    deck.text(label, [(Run(text),) for text in texts], style, middle=True, within=group)


def _line_height(deck: Deck, line: LegendLine, width: float, size: float) -> float:
    """Height of a line of the legend in a column of `width`, mm; `size` of type, pt."""
    room = width - size * 0.85 - 2.5
    texts = deck.lines(line.names)
    return sum(len(wrap(text, room * SPARE, size, bold=line.is_heading)) for text in texts) * line_mm(size) + 0.9


def _columns(lines: Sequence[LegendLine], across: int) -> list[slice]:
    """Which lines stand in which column; a heading ends none."""
    each = max(1, -(-len(lines) // across))
    breaks = [end - 1 if lines[end - 1].is_heading else end for end in range(each, len(lines), each)]
    return [slice(*ends) for ends in pairwise([0, *breaks, len(lines)])]
