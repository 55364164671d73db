"""The frames of a film: one a step of the range, with everything that does not move at the very same px."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from briefing.job.brief import Brief
from briefing.job.page_sizes import MM_PER_INCH, Page
from briefing.sheet.column import draw_legend, legend_of, legend_room
from briefing.sheet.footer import footer_lines
from briefing.sheet.header import draw_header
from briefing.sheet.ink import INK, QUIET, RULE_COLOUR
from briefing.sheet.layout import lay_out_alike
from briefing.sheet.letters import dots_of, dots_with_alpha
from briefing.sheet.map_drawing import draw_map
from briefing.sheet.map_edge import draw_scale_and_north, reserved
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.map_picture import map_axes, picture_of
from briefing.sheet.map_sheet import is_empty, say_empty
from briefing.sheet.paper import Paper, new_paper
from briefing.sheet.table import fitted
from briefing.sheet.typeset import line_mm, one_at_a_time, width_mm, wrap
from briefing.text import words
from geo.analysis.situation import Situation
from geo.common.phrases import BOTH, Phrase, is_right_to_left, languages_in, spoken_by
from map.playback import steps_of
from map.wording import on_day, weekday_of

PX_PER_INCH = 128
"""A power of two: a length in px stays whole when it is taken to inches and back."""

MARGIN_MM, GAP_MM = 5.5, 4.0
FOOTER_PT = 5.0
COLUMN_SHARE, WIDE_COLUMN_SHARE = 0.27, 0.36
"""Of the width, at least, for what stands beside the map; the second where it says everything twice."""

LEAST_LEGEND_MM = 34.0
"""Width of a column of the legend in type of 7 pt."""
NOBODY, OTHERS = "#9a9a9a", "#5a5a5a"
MOST_BARS = 5
"""Holders of ground with a bar of their own; the rest share one."""

Picture = NDArray[np.uint8]
"""(height, width, 3): red, green and blue; with alpha (height, width, 4)."""


@dataclass(frozen=True)
class Bar:
    """One holder of ground: its name, its colour and its km² at each step."""

    name: Phrase
    colour: str
    km2: list[float]


@dataclass(frozen=True, eq=False)
class Reel:
    """The steps of a film and all that its frames have in common."""

    brief: Brief

    @cached_property
    def page(self) -> Page:
        """16:9, its sides an even number of px. Type grows less than the width: it stays readable when small."""
        width = self.brief.request.width
        height = round(width * 9 / 32) * 2
        mm = MM_PER_INCH / PX_PER_INCH
        return Page("film", width * mm, height * mm, "film", 1.15 * (width / 1280) ** 0.75)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height, px."""
        mm = MM_PER_INCH / PX_PER_INCH
        return round(self.page.width / mm), round(self.page.height / mm)

    @cached_property
    def about(self) -> Brief:
        """The brief as title and subtitle name it: a range, day by day."""
        return self.brief.as_kind("series")

    @cached_property
    def steps(self) -> list[Situation]:
        """As a playback on the page takes them."""
        return [step.itself for step in steps_of(self.brief.situation)]

    @cached_property
    def ground(self) -> list[Bar]:
        """Who holds how much at each step, held and claimed together: the largest holders, the others, nobody."""
        held = [_held(step) for step in self.steps]
        most = {name: max(km2.get(name, 0.0) for km2 in held) for km2 in held for name in km2}
        names = sorted((name for name in most if round(most[name])), key=lambda name: (-most[name], name))
        factions = self.brief.theatre.factions
        bars = [
            Bar(factions[name].short, factions[name].colour, [km2.get(name, 0.0) for km2 in held])
            for name in names[:MOST_BARS]
        ]
        rest = [sum(km2.get(name, 0.0) for name in names[MOST_BARS:]) for km2 in held]
        nobody = [sum(step.figures.ground.unheld.values()) for step in self.steps]
        bars += [Bar(words.OTHERS, OTHERS, rest), Bar(words.NO_HOLDER, NOBODY, nobody)]
        return [bar for bar in bars if round(max(bar.km2))]


def _held(step: Situation) -> Mapping[str, float]:
    ground = step.figures.ground
    return {
        name: ground.held.get(name, 0.0) + ground.claimed.get(name, 0.0)
        for name in ground.held.keys() | ground.claimed.keys()
    }


def frames(reel: Reel) -> Iterator[Picture]:
    """The frames in the order of the days."""
    with one_at_a_time():
        stage = _Stage(reel)
    for number in range(len(reel.steps)):
        with one_at_a_time():
            frame = stage.frame(number)
        yield frame


class _Stage:
    """Where everything stands, worked out once: it is the same for all frames."""

    def __init__(self, reel: Reel) -> None:
        self.reel = reel
        brief, page, scale = reel.brief, reel.page, reel.page.scale
        self.margin = MARGIN_MM * scale
        paper = self._paper()
        self.left, self.right = self.margin, page.width - self.margin
        top = page.height - self.margin * 0.8
        self.top = top - draw_header(paper, reel.about, self.left, self.right, top, scale) - 1.5 * scale
        column = page.width * (WIDE_COLUMN_SHARE if paper.language == BOTH else COLUMN_SHARE)
        width = self.right - column - GAP_MM * scale - self.left
        rough = frame_for(brief.situation.area.bounds, width, page.height * 0.7)
        self.footer_lines = _footer_lines(brief, rough)
        size_pt, width_all = FOOTER_PT * scale, self.right - self.left
        lines = sum(len(wrap(line, width_all, size_pt)) for line in self.footer_lines)
        self.footer = self.margin * 0.6 + lines * line_mm(size_pt) + 0.8 * scale
        self.bottom = self.footer + 9 * scale
        size = (width, self.top - self.bottom)
        self.pictures = [picture_of(step, brief.layers, brief.request.look, size, scale) for step in reel.steps]
        self.frame_mm = self.pictures[0].frame
        self.layouts = lay_out_alike(self.pictures, reserved(self.pictures[0], scale))
        self.column_left = self.left + self.frame_mm.width_mm + GAP_MM * scale
        days = [on_day(step.filters.end) for step in reel.steps]
        languages = languages_in(brief.request.language)
        said = [day.say(language) for day in days for language in languages]
        self.day_size = _largest(said, self.right - self.column_left, 24 * scale)
        each = line_mm(self.day_size) + line_mm(7.4 * scale) + 0.6 * scale
        self.ground_top = self.top - each * len(languages) - 2.0 * scale
        self.items = legend_of(self.pictures)
        self.bars = reel.ground
        row = line_mm(7.4 * scale) + 0.3 * scale
        self.legend_top = self.ground_top - (row * (len(self.bars) + 1) + 2.5 * scale if self.bars else 0.0)
        if self.bars and self._legend_set() is None:
            self.bars, self.legend_top = [], self.ground_top
        self.still = self._still()

    def _paper(self) -> Paper:
        paper = new_paper(self.reel.page, self.reel.brief.request.language)
        width, height = self.reel.size
        paper.figure.set_size_inches(width / PX_PER_INCH, height / PX_PER_INCH)
        return paper

    def _still(self) -> Picture:
        """What is the same on all frames; to set its type again for each would take as long as the map."""
        paper, scale = self._paper(), self.reel.page.scale
        draw_header(paper, self.reel.about, self.left, self.right, self.reel.page.height - self.margin * 0.8, scale)
        self._draw_legend(paper)
        paper.line([self.left, self.right], [self.footer, self.footer], colour=RULE_COLOUR)
        y = self.footer - 0.8 * scale
        for line in self.footer_lines:
            y -= paper.block(self.left, self.right, y, line, FOOTER_PT * scale, colour=QUIET)
        return dots_of(paper.figure, PX_PER_INCH)

    def frame(self, number: int) -> Picture:
        """One frame: the map and what tells of its day, laid over what stays."""
        reel, scale = self.reel, self.reel.page.scale
        paper, picture = self._paper(), self.pictures[number]
        paper.figure.set_facecolor("none")
        bottom = self.top - self.frame_mm.height_mm
        axes = map_axes(paper.figure, picture.frame, self.left, bottom)
        draw_map(axes, picture, self.layouts[number])
        draw_scale_and_north(axes, picture, scale)
        if is_empty(reel.brief):
            say_empty(paper, picture.frame, self.left, bottom, scale)
        self._draw_day(paper, picture.situation)
        self._draw_ground(paper, number)
        self._draw_progress(paper, number)
        return _laid_over(dots_with_alpha(paper.figure, PX_PER_INCH), self.still)

    def _draw_day(self, paper: Paper, step: Situation) -> None:
        """The day in large type, the weekday and what happened."""
        scale, width = self.reel.page.scale, self.right - self.column_left
        day, weekday = on_day(step.filters.end), weekday_of(step.filters.end)
        figures = step.figures
        counted = words.CERTAIN_POSSIBLE.fill(certain=f"{figures.certain:,}", possible=f"{figures.possible:,}")
        y, size = self.top, self.day_size
        for language in languages_in(paper.language):
            x, side = (self.right, "right") if is_right_to_left(language) else (self.column_left, "left")
            paper.text(x, y - line_mm(size) * 0.78, day.say(language), size, bold=True, align=side)
            y -= line_mm(size)
            told = f"{weekday.say(language)} · {words.EVENTS.say(language)}: {counted.say(language)}"
            paper.text(x, y - line_mm(7.4 * scale) * 0.78, fitted(told, width, 7.4 * scale), 7.4 * scale, align=side)
            y -= line_mm(7.4 * scale) + 0.6 * scale

    def _draw_ground(self, paper: Paper, number: int) -> None:
        """A bar for each holder, all in one scale over the whole film."""
        reel, scale = self.reel, self.reel.page.scale
        if not self.bars:
            return
        size, left, right = 7.4 * scale, self.column_left, self.right
        paper.block(left, right, self.ground_top, words.GROUND_STANDING.say(paper.language), size, bold=True)
        y = self.ground_top - line_mm(size) - 0.8 * scale
        one = spoken_by(paper.language)
        whole = max(sum(bar.km2[step] for bar in self.bars) for step in range(len(reel.steps)))
        wide = min(max(width_mm(bar.name.say(one), size) for bar in self.bars), (right - left) * 0.4)
        room = right - left - wide - width_mm(f"{whole:,.0f}", size, bold=True) - 4 * scale
        near, far = (right, left) if paper.right_to_left else (left, right)
        sides = ("right", "left") if paper.right_to_left else ("left", "right")
        for bar in self.bars:
            km2 = bar.km2[number]
            base, tall, long = y - line_mm(size) * 0.78, line_mm(size) * 0.62, room * km2 / whole
            start = right - wide - 2 * scale - long if paper.right_to_left else left + wide + 2 * scale
            paper.text(near, base, fitted(bar.name.say(one), wide, size), size, align=sides[0])
            paper.rectangle(start, base - tall * 0.1, long, tall, fill=bar.colour)
            paper.text(far, base, f"{km2:,.0f}", size, bold=True, align=sides[1])
            y -= line_mm(size) + 0.3 * scale

    def _draw_legend(self, paper: Paper) -> None:
        size, across = self._legend_set() or (4.0, 3)
        scale = self.reel.page.scale
        draw_legend(paper, self.items, self.column_left, self.right, self.legend_top, size * scale, scale, across)

    def _legend_set(self) -> tuple[float, int] | None:
        """The largest type, pt, and the fewest columns with which the legend has room; None where it has none."""
        scale, width = self.reel.page.scale, self.right - self.column_left
        room = self.legend_top - self.footer - 2 * scale
        measure = self._paper()
        for size in (7.4, 6.8, 6.2, 5.6, 5.0, 4.5, 4.0):
            for across in (1, 2, 3):
                wide_enough = across == 1 or width / across >= LEAST_LEGEND_MM * scale * size / 7
                if wide_enough and legend_room(measure, self.items, width, size * scale, scale, across) <= room:
                    return size, across
        return None

    def _draw_progress(self, paper: Paper, number: int) -> None:
        """A line with a tick for each step, drawn strong up to the one shown."""
        reel, scale = self.reel, self.reel.page.scale
        y, size, mark = self.footer + 5.6 * scale, 6.2 * scale, 1.1 * scale
        ends = [self.left + mark, self.left + self.frame_mm.width_mm - mark]
        if paper.right_to_left:
            ends.reverse()
        places = [ends[0] + (ends[1] - ends[0]) * step / max(len(reel.steps) - 1, 1) for step in range(len(reel.steps))]
        paper.line(ends, [y, y], colour=RULE_COLOUR, width=2.2 * scale)
        paper.line([ends[0], places[number]], [y, y], colour=INK, width=2.2 * scale)
        for place in places:
            paper.line([place, place], [y - 0.9 * scale, y + 0.9 * scale], colour=QUIET, width=0.8 * scale)
        paper.rectangle(places[number] - mark, y - mark, 2 * mark, 2 * mark, fill=INK)
        one = spoken_by(paper.language)
        text = on_day(reel.steps[number].filters.end).say(one)
        half = width_mm(text, size, bold=True) / 2
        at = min(max(places[number], min(ends) + half), max(ends) - half)
        paper.text(at, y - 1.4 * scale - line_mm(size) * 0.78, text, size, bold=True, align="center")


def _laid_over(above: Picture, below: Picture) -> Picture:
    """`above` (with alpha) over `below`."""
    share = above[:, :, 3:].astype(np.uint16)
    return ((above[:, :, :3] * share + below * (255 - share) + 127) // 255).astype(np.uint8)


def _footer_lines(brief: Brief, frame: MapFrame) -> list[str]:
    """Sources, disclaimer, and with which tool and data the view can be found again; the method is with the sheets."""
    first, *others = languages_in(brief.request.language)
    sources, _, *told, about = footer_lines(brief, frame, first)
    told += [line for language in others for line in footer_lines(brief, frame, language)[1:]]
    return [sources, " ".join(told), about]


def _largest(lines: list[str], width: float, size: float) -> float:
    """The size, at most `size`, at which each of `lines` in bold fits into `width` mm."""
    return min(size, *(size * width / max(width_mm(line, size, bold=True), 0.1) for line in lines), size)
