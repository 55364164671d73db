"""What stands over a sheet: title, days, what is left out, and how far it may be passed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.job.brief import Brief
from briefing.sheet.groups import grouped
from briefing.sheet.ink import INK, QUIET
from briefing.sheet.paper import Paper, new_paper
from briefing.sheet.typeset import line_mm, runs_from_right, type_pt, width_mm, wrap
from briefing.text.titles import headline_of, under_headline_of
from geo.common.phrases import BOTH, Language, Phrase

TLP_COLOURS = {"clear": "#ffffff", "green": "#33ff00", "amber": "#ffc000", "amber+strict": "#ffc000", "red": "#ff2b2b"}
"""Letters of each marking on black (FIRST, Traffic Light Protocol 2.0)."""


MARGIN_MM = 8.0
"""On a sheet of A4; over the header and under the footer there is less."""
TITLE_PT, LEAST_OF_ONE_LINE_PT, SUBTITLE_PT = 17.0, 14.0, 8.2
ENGLISH_SHARE, ARABIC_SHARE = 0.54, 0.44
UNDER_TITLE = 0.12
"""Of its line: below it, clear of the feet of Arabic letters."""

_Block = tuple[str, float, float]


@dataclass(frozen=True, eq=False)
class HeadedSheet:
    """A sheet with nothing on it but its header. In mm from the lower left corner, `left`, `right` and `top`: the edges
    of what stands under the header; `foot`: the lower edge of the footer."""

    paper: Paper
    left: float
    right: float
    top: float
    foot: float


def headed_sheet(brief: Brief, *, gap_mm: float) -> HeadedSheet:
    """The sheet that all of `brief` is drawn on; `gap_mm`: under its header, on a sheet of A4."""
    page, scale = brief.page, brief.page.scale
    paper, margin = new_paper(page, brief.request.language), MARGIN_MM * scale
    left, right, top = margin, page.width - margin, page.height - margin * 0.8
    taken = draw_header(paper, brief, left, right, top, scale) + gap_mm * scale
    return HeadedSheet(paper, left, right, top - taken, margin * 0.7)


def draw_header(paper: Paper, brief: Brief, left: float, right: float, top: float, scale: float) -> float:
    """Title, subtitle and marking; returns the height they take, mm."""
    with grouped(paper.axes, "title"):
        return _draw_header(paper, brief, left, right, top, scale)


def _draw_header(paper: Paper, brief: Brief, left: float, right: float, top: float, scale: float) -> float:
    room = right - left
    if brief.request.tlp:
        room -= _draw_tlp(paper, brief.request.tlp, right if not paper.right_to_left else None, left, top, scale) + 4
    start = right - room if paper.right_to_left else left
    under, small = under_headline_of(brief), type_pt(SUBTITLE_PT, scale)
    height = 0.0
    for phrase, bold in ((headline_of(brief), True), (under, False)):
        blocks = _blocks(paper.language, phrase, start, room)
        size = _title_size(blocks, scale) if bold else small
        for text, block_left, block_right in blocks:
            x, align = (block_right, "right") if runs_from_right(text) else (block_left, "left")
            for number, line in enumerate(wrap(text, block_right - block_left, size, bold=bold)):
                base = top - height - line_mm(size) * (number + 0.78)
                paper.text(x, base, line, size, bold=bold, colour=INK if bold else QUIET, align=align)
        lines = max(len(wrap(text, end - begin, size, bold=bold)) for text, begin, end in blocks)
        height += line_mm(size) * (lines + (UNDER_TITLE if bold else 0.0))
    return height


def _blocks(language: Language, phrase: Phrase, left: float, room: float) -> list[_Block]:
    """A text with its left and its right edge, mm; two side by side where both languages are wanted and differ."""
    right = left + room
    if language == BOTH and phrase.en != phrase.ar:
        return [(phrase.en, left, left + room * ENGLISH_SHARE), (phrase.ar, right - room * ARABIC_SHARE, right)]
    return [(phrase.say(language), left, right)]


def _title_size(blocks: Sequence[_Block], scale: float) -> float:
    """The largest type in which a title has one line, or, where that would be small, two."""
    for size in np.arange(TITLE_PT, SUBTITLE_PT, -0.5):
        lines = max(len(wrap(text, right - left, size * scale, bold=True)) for text, left, right in blocks)
        if lines <= (1 if size >= LEAST_OF_ONE_LINE_PT else 2):
            break
    return float(size * scale)


def _draw_tlp(paper: Paper, tlp: str, right: float | None, left: float, top: float, scale: float) -> float:
    text, size = f"TLP:{tlp.upper()}", 11 * scale
    width, height = width_mm(text, size, bold=True) + 4 * scale, line_mm(size) + 1.2 * scale
    start = left if right is None else right - width
    paper.rectangle(start, top - height, width, height, fill="#000000")
    paper.text(start + width / 2, top - height * 0.68, text, size, bold=True, colour=TLP_COLOURS[tlp], align="center")
    return width
