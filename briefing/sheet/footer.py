"""What stands under a sheet: sources, method, projection, disclaimer and how to find the view again."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.job.brief import DISCLAIMER, Brief, credit_lines, short_link, tool_version
from briefing.sheet.groups import grouped
from briefing.sheet.ink import QUIET, RULE_COLOUR
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, type_pt, width_mm, wrap
from briefing.text import words
from geo.common.messages import SOURCE_LANGUAGE
from geo.common.phrases import BOTH, SEMICOLON, Language, is_right_to_left, languages_in, spoken_by
from map.wording import on_day

SIZE_PT = 5.4
GAP_MM = 6.0
ENGLISH_SHARE = 0.55


@dataclass(frozen=True)
class _Block:
    """A text between two edges, mm from the left end of the footer."""

    text: str
    left: float
    right: float
    from_right: bool

    def lines(self, size: float) -> list[str]:
        return wrap(self.text, self.right - self.left, size)


def footer_lines(brief: Brief, frame: MapFrame, language: Language) -> list[str]:
    """The footer in one language, its sources first; where both are set, the Arabic one has neither sources (they are
    `sources_line`) nor what is the same in both."""
    theatre, request = brief.theatre, brief.request
    method = words.METHOD if theatre.history is None else words.DRAWN_ELSEWHERE
    projection = words.PROJECTION.fill(name=frame.projection, scale=f"{round(frame.scale, -4):,.0f}")
    lines = [f"{method.say(language)} {projection.say(language)}", DISCLAIMER.say(language)]
    if request.made_on:
        lines.append(words.MADE_ON.fill(day=on_day(request.made_on)).say(language))
    if language != spoken_by(request.language):
        return lines
    about = f"{tool_version()}, {theatre.id}, data {theatre.version}. {short_link(brief)}"
    return [sources_line(brief, language), *lines, about]


def sources_line(brief: Brief, language: Language) -> str:
    """Whose data it is and on what terms."""
    return f"{words.SOURCES.say(language)}: {_credits(brief, language)}"


def _credits(brief: Brief, language: Language) -> str:
    return f"{SEMICOLON.say(language).join(credit_lines(brief.theatre, language)) or '-'}."


def _are_told_in(brief: Brief, language: Language) -> bool:
    """Whether any credit is told in a language, and not all of them in English."""
    return credit_lines(brief.theatre, language) != credit_lines(brief.theatre, SOURCE_LANGUAGE)


def _blocks(brief: Brief, frame: MapFrame, width: float, size: float) -> list[list[_Block]]:
    """Rows of blocks: where a sheet is in both languages, what is the same in both runs over all of the width. Sources
    that are in English alone run from the left on a sheet that runs from the right too."""
    language = brief.request.language
    from_right = is_right_to_left(language)
    if language != BOTH and (not from_right or _are_told_in(brief, language)):
        return [[_Block(line, 0.0, width, from_right)] for line in footer_lines(brief, frame, language)]
    if language != BOTH:
        label = f"{words.SOURCES.say(language)}:"
        start = width - width_mm(label, size) - GAP_MM / 2
        sources_row = [_Block(_credits(brief, language), 0.0, start, False), _Block(label, start, width, True)]
        return [sources_row, *([_Block(line, 0.0, width, True)] for line in footer_lines(brief, frame, language)[1:])]
    one, other = languages_in(language)
    sources, *english, about = footer_lines(brief, frame, one)
    middle = width * ENGLISH_SHARE
    arabic = footer_lines(brief, frame, other)
    first = [[_Block(sources, 0.0, width, False)]]
    if _are_told_in(brief, other):
        first, english, arabic = [], [sources, *english], [sources_line(brief, other), *arabic]
    pairs = [
        [_Block(en, 0.0, middle, False), _Block(ar, middle + GAP_MM, width, True)]
        for en, ar in zip(english, arabic, strict=True)
    ]
    return [*first, *pairs, [_Block(about, 0.0, width, False)]]


def footer_height(brief: Brief, frame: MapFrame, width: float, scale: float) -> float:
    """Room the footer needs, mm."""
    size = _size(scale)
    many = (max(len(block.lines(size)) for block in row) for row in _blocks(brief, frame, width, size))
    return sum(many) * line_mm(size) + 1.5 * scale


def draw_footer(
    paper: Paper, brief: Brief, frame: MapFrame, left: float, right: float, top: float, scale: float
) -> None:
    """The footer under a thin rule at `top`."""
    size, y = _size(scale), top - 1.0 * scale
    with grouped(paper.axes, "footer"):
        paper.line([left, right], [top, top], colour=RULE_COLOUR)
        for row in _blocks(brief, frame, right - left, size):
            for block in row:
                x, align = (left + block.right, "right") if block.from_right else (left + block.left, "left")
                for number, line in enumerate(block.lines(size)):
                    paper.text(x, y - line_mm(size) * (number + 0.78), line, size, colour=QUIET, align=align)
            y -= line_mm(size) * max(len(block.lines(size)) for block in row)


def _size(scale: float) -> float:
    return type_pt(SIZE_PT, scale)
