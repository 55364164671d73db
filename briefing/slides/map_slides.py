"""Slides of one map: the title, and the map with its legend and sources."""

from __future__ import annotations

from dataclasses import replace

from briefing.job.brief import DISCLAIMER
from briefing.sheet.column import legend_of
from briefing.sheet.footer import footer_lines
from briefing.sheet.ink import QUIET
from briefing.sheet.map_picture import picture_of
from briefing.sheet.map_sheet import is_empty
from briefing.slides.deck import Box, Deck, Run, TextStyle
from briefing.slides.legend_on_slide import slide_legend
from briefing.slides.slide_parts import has_range, paragraphs
from briefing.slides.slide_pictures import map_png
from briefing.text import words
from briefing.text.titles import headline_of, subtitle_of, title_of, under_headline_of
from geo.common.phrases import Phrase, spoken_by

COLUMN_SHARE = 0.25
"""Of the width, for what stands beside the map."""


def title_slide(deck: Deck) -> None:
    """What happened, where and when, beside a map of control on the last day."""
    brief = deck.brief.as_kind("series" if has_range(deck.brief) else "map")
    body, gap = deck.body, 8 * deck.scale
    layers = [layer for layer in brief.layers if layer.time_mode != "range"]
    size = (body.width * 0.5, body.height - gap)
    picture = picture_of(brief.situation, layers, brief.request.look, size, deck.scale)
    wide, tall = picture.frame.width_mm, picture.frame.height_mm
    shown = Box(body.left if deck.right_to_left else body.left + body.width - wide, body.top + gap, wide, tall)
    left = body.left + wide + gap if deck.right_to_left else body.left
    told = Box(left, shown.top, body.width - wide - gap, body.height - gap)
    deck.add_slide(headline_of(brief), replace(told, height=told.height * 0.44))
    deck.picture(map_png(picture), shown, title_of(brief.as_kind("map")).say(deck.language))
    lines = [under_headline_of(brief.as_kind("map"))]
    if is_empty(brief):
        lines.append(words.EMPTY)
    paragraphs(deck, replace(told, top=told.top + told.height * 0.5, height=told.height * 0.32), lines, 16 * deck.scale)
    foot = replace(told, top=told.top + told.height * 0.85, height=told.height * 0.15)
    paragraphs(deck, foot, [DISCLAIMER], 10 * deck.scale, colour=QUIET)


def control_slide(deck: Deck) -> None:
    """The map as a picture, its legend with native labels, sources below."""
    brief = deck.brief.as_kind("map")
    map_slide(deck, title_of(brief), subtitle_of(brief))


def map_slide(deck: Deck, title: Phrase, under: Phrase) -> None:
    """Add a slide of the map with its legend beside it, `under` below its title, and the sources."""
    brief = deck.brief.as_kind("map")
    deck.add_slide(title)
    body, scale = deck.body, deck.scale
    subtitle, foot = 7.5 * scale * len(deck.lines(words.LEGEND)), 9.0 * scale
    paragraphs(deck, Box(body.left, body.top, body.width, subtitle), [under], 13 * scale, colour=QUIET)
    column, gap = body.width * COLUMN_SHARE, 4 * scale
    size = (body.width - column - gap, body.height - subtitle - foot)
    picture = picture_of(brief.situation, brief.layers, brief.request.look, size, scale)
    wide, tall = picture.frame.width_mm, picture.frame.height_mm
    left = body.left + body.width - wide if deck.right_to_left else body.left
    box = Box(left, body.top + subtitle, wide, tall)
    about = title_of(brief).say(deck.language)
    deck.picture(map_png(picture), box, about)
    beside = Box(body.left if deck.right_to_left else left + wide + gap, box.top, body.width - wide - gap, size[1])
    slide_legend(deck, legend_of([picture]), beside)
    sources, *_ = footer_lines(brief, picture.frame, spoken_by(deck.language))
    foot_box = Box(body.left, body.top + body.height - foot + 1.5 * scale, body.width, foot - 1.5 * scale)
    style = TextStyle(deck.text_size([sources], foot_box, 9 * scale, 6.0), colour=QUIET)
    deck.text(foot_box, [(Run(sources),)], style)
