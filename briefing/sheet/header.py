"""What stands over a sheet: title, days, what is left out, and how far it may be passed on."""

from __future__ import annotations

from briefing.job.brief import Brief
from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap
from briefing.text.titles import subtitle_of, title_of

TLP_COLOURS = {"clear": "#ffffff", "green": "#33ff00", "amber": "#ffc000", "red": "#ff2b2b"}
"""Letters of each marking on black (FIRST, Traffic Light Protocol 2.0)."""


UNDER_TITLE = 1.12
"""Of its line: down to where the subtitle starts, clear of the feet of Arabic letters."""


def draw_header(paper: Paper, brief: Brief, left: float, right: float, top: float, scale: float) -> float:
    """Title, subtitle and marking; returns the height they take, mm."""
    room = right - left
    if brief.request.tlp:
        room -= _draw_tlp(paper, brief.request.tlp, right if not paper.right_to_left else None, left, top, scale) + 4
    text_left = left if not paper.right_to_left else right - room
    text_right = left + room if not paper.right_to_left else right
    title, subtitle = title_of(brief), subtitle_of(brief)
    both = paper.language == "both" and title.en != title.ar
    size = 17 * scale
    asked = title.say(paper.language, "   ")
    while size > 8 * scale and width_mm(asked, size, bold=True) > text_right - text_left:
        size -= 0.5 * scale
    small = 8.2 * scale
    height = line_mm(size) * UNDER_TITLE
    if both:
        base = top - line_mm(size) * 0.78
        paper.text(text_left, base, title.en, size, bold=True)
        paper.text(text_right, base, title.ar, size, bold=True, align="right")
        lines_en = wrap(subtitle.en, (text_right - text_left) * 0.54, small)
        lines_ar = wrap(subtitle.ar, (text_right - text_left) * 0.44, small)
        for lines, x, align in ((lines_en, text_left, "left"), (lines_ar, text_right, "right")):
            for number, line in enumerate(lines):
                base = top - height - line_mm(small) * (number + 0.78)
                paper.text(x, base, line, small, colour=QUIET, align=align)
        return height + line_mm(small) * max(len(lines_en), len(lines_ar))
    paper.block(text_left, text_right, top, title.say(paper.language), size, bold=True)
    return height + paper.block(text_left, text_right, top - height, subtitle.say(paper.language), small, colour=QUIET)


def _draw_tlp(paper: Paper, tlp: str, right: float | None, left: float, top: float, scale: float) -> float:
    text, size = f"TLP:{tlp.upper()}", 11 * scale
    width, height = width_mm(text, size, bold=True) + 4 * scale, line_mm(size) + 1.2 * scale
    start = left if right is None else right - width
    paper.rectangle(start, top - height, width, height, fill="#000000")
    paper.text(start + width / 2, top - height * 0.68, text, size, bold=True, colour=TLP_COLOURS[tlp], align="center")
    return width
