"""Slides of what changed: before, after and what changed hands, and who took how much from whom."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, repeat

from briefing.sheet.change_sheet import three_pictures
from briefing.sheet.change_tables import transition_rows
from briefing.sheet.changed_ground import changed_bounds
from briefing.slides.deck import Box, Cell, Deck, Run
from briefing.slides.slide_parts import SMALL_PT, has_range, paragraphs
from briefing.slides.slide_pictures import map_png
from briefing.text import words
from briefing.text.titles import title_of
from geo.analysis.situation import Situation
from geo.common.phrases import BOTH, Phrase
from map.wording import on_day

TABLE_PT = 11.0


def change_slides(deck: Deck) -> None:
    """Before, after and what changed hands; then who took how much from whom."""
    brief, scale = deck.brief.as_kind("change"), deck.scale
    if not has_range(brief):
        return
    title, filters = title_of(brief), brief.situation.filters
    deck.add_slide(title)
    body, gap = deck.body, 4 * scale
    caption = 6.5 * scale * len(deck.lines(words.DIFFERENCE))
    width = (body.width - 2 * gap) / 3
    pictures = three_pictures(brief, (width, body.height * 0.48), changed_bounds(brief.situation))
    titles = [
        words.BEFORE.fill(day=on_day(filters.start)),
        words.AFTER.fill(day=on_day(filters.end)),
        words.DIFFERENCE,
    ]
    for number, (picture, called) in enumerate(zip(pictures, titles, strict=True)):
        place = 2 - number if deck.right_to_left else number
        left = body.left + place * (width + gap)
        paragraphs(deck, Box(left, body.top, width, caption), [called], 13 * scale)
        box = Box(left + (width - picture.frame.width_mm) / 2, body.top + caption, picture.frame.width_mm, 0)
        deck.picture(map_png(picture), replace(box, height=picture.frame.height_mm), called.say(deck.language))
    top = body.top + caption + pictures[0].frame.height_mm + 3 * scale
    below = Box(body.left, top, body.width, body.top + body.height - top)
    _change_tables(deck, brief.situation, title, below)


def _change_tables(deck: Deck, situation: Situation, title: Phrase, below: Box) -> None:
    moved = transition_rows(situation)
    if not moved:
        paragraphs(deck, below, [words.NO_CHANGE], 16 * deck.scale)
        return
    size, gap = (SMALL_PT if deck.language == BOTH else TABLE_PT) * deck.scale, 6 * deck.scale
    wide = (below.width - gap) * 0.55
    first, second = (
        Box(below.left, below.top, wide, 0),
        Box(below.left + wide + gap, below.top, below.width - wide - gap, 0),
    )
    if deck.right_to_left:
        first, second = replace(first, left=below.left + below.width - wide), replace(second, left=below.left)
    took = [[deck.cell(words.FROM), deck.cell(words.TO), deck.cell(words.KM2, figure=True)]]
    took += [[deck.cell(a), deck.cell(b), _number(deck, km2)] for a, b, km2 in moved]
    gain, loss = situation.change.gross_gain, situation.change.gross_loss
    balance = [[deck.cell(words.GAINED_LOST), deck.cell(words.GAINED, figure=True), deck.cell(words.LOST, figure=True)]]
    balance += [
        [
            deck.cell(words.standing_name(one, situation)),
            _number(deck, gain.get(one, 0.0)),
            _number(deck, loss.get(one, 0.0)),
        ]
        for one in sorted(gain.keys() | loss.keys(), key=lambda f: (-gain.get(f, 0.0) - loss.get(f, 0.0), f))
    ]
    rooms = chain([below.height], repeat(deck.body.height))
    tables = [
        (first, (4, 4, 2), list(deck.pages(took, (4, 4, 2), first.width, size, rooms))),
        (
            second,
            (4, 2, 2),
            list(deck.pages(balance, (4, 2, 2), second.width, size, chain([below.height], repeat(deck.body.height)))),
        ),
    ]
    for number in range(max(len(pages) for _, _, pages in tables)):
        if number:
            deck.add_slide(title)
        for box, shares, pages in tables:
            if number < len(pages):
                deck.table(replace(box, top=deck.body.top) if number else box, pages[number], shares, size)


def _number(deck: Deck, value: float) -> Cell:
    return Cell(((Run(f"{value:,.0f}"),),), figure=True)
