"""What stands under a sheet: sources, method, projection, disclaimer and how to find the view again."""

from __future__ import annotations

from briefing import words
from briefing.brief import DISCLAIMER, Brief, credit_lines, tool_version
from briefing.sheet.ink import QUIET, RULE
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import LEAST_PT, line_mm, wrap
from briefing.words import Phrase
from layers.base import Language

SIZE_PT = 5.4
GAP_MM = 6.0


def footer_lines(brief: Brief, frame: MapFrame, language: Language) -> list[str]:
    """The footer in one language; what is the same in both stands in the English one alone where both are set."""
    theatre, request = brief.theatre, brief.request
    method = words.METHOD if theatre.history is None else words.DRAWN_ELSEWHERE
    projection = words.PROJECTION.fill(name=frame.projection, scale=f"{round(frame.scale, -4):,.0f}")
    lines = [f"{method.say(language)} {projection.say(language)}", Phrase(*DISCLAIMER).say(language)]
    if request.made_on:
        lines.append(words.MADE_ON.fill(day=words.on_day(request.made_on)).say(language))
    if request.language == "both" and language == "ar":
        return lines
    credits = "; ".join(credit_lines(theatre)) or "-"
    about = f"{tool_version()}, {theatre.id}, data {theatre.version}. {request.link}"
    return [f"{words.SOURCES.say(language)}: {credits}.", *lines, about]


def _columns(brief: Brief, frame: MapFrame, left: float, right: float) -> list[tuple[list[str], float, float, str]]:
    """Lines, left, right and alignment of each column: one for each language."""
    language = brief.request.language
    if language != "both":
        return [(footer_lines(brief, frame, language), left, right, "right" if language == "ar" else "left")]
    middle = left + (right - left) * 0.58
    return [
        (footer_lines(brief, frame, "en"), left, middle, "left"),
        (footer_lines(brief, frame, "ar"), middle + GAP_MM, right, "right"),
    ]


def footer_height(brief: Brief, frame: MapFrame, width: float, scale: float) -> float:
    """Room the footer needs, mm."""
    size = max(SIZE_PT * scale, LEAST_PT)
    many = (
        sum(len(wrap(line, right - left, size)) for line in lines)
        for lines, left, right, _ in _columns(brief, frame, 0.0, width)
    )
    return max(many) * line_mm(size) + 1.5 * scale


def draw_footer(
    paper: Paper, brief: Brief, frame: MapFrame, left: float, right: float, top: float, scale: float
) -> None:
    """The footer under a thin rule at `top`."""
    paper.line([left, right], [top, top], colour=RULE)
    size = max(SIZE_PT * scale, LEAST_PT)
    for lines, start, end, align in _columns(brief, frame, left, right):
        y = top - 1.0 * scale
        for line in (part for text in lines for part in wrap(text, end - start, size)):
            base = y - line_mm(size) * 0.78
            paper.text(start if align == "left" else end, base, line, size, colour=QUIET, align=align)
            y -= line_mm(size)
