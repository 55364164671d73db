"""Slides of numbers: key figures as a table, ground and events as charts."""

from __future__ import annotations

from dataclasses import replace

from briefing.slides.charts import draw_line, draw_stacked, event_series, ground_series, period_of
from briefing.slides.deck import Box, Cell, Deck
from briefing.slides.slide_parts import paged_table, paragraphs
from briefing.text import words
from briefing.text.key_figures import event_figures, ground_lines
from geo.common.phrases import Phrase

FIGURES_PT = 16.0


def figure_slides(deck: Deck) -> None:
    """Events, casualties and front line as one table; who has how much ground as another."""
    brief = deck.brief
    rows = [[deck.cell(words.FIGURE_NAME), deck.cell(words.VALUE, figure=True), deck.cell(words.REMARK)]]
    rows += [_figure_row(deck, one.label, one.value, one.remark) for one in event_figures(brief.situation)]
    paged_table(deck, words.KEY_FIGURES, rows, (4, 4, 5), FIGURES_PT)
    ground = ground_lines(brief)
    if ground is None:
        return
    head = [deck.cell(words.HOLDER), *(deck.cell(column, figure=True) for column in ground.columns)]
    held = [
        [
            deck.cell(line.name, chip=line.colour),
            *(deck.cell(Phrase(cell, cell), figure=True) for cell in ground.cells(line)),
        ]
        for line in ground.lines
    ]
    if held:
        paged_table(deck, ground.title, [head, *held], (4, *[2] * len(ground.columns)), FIGURES_PT)


def _figure_row(deck: Deck, label: Phrase, value: Phrase, remark: Phrase | None) -> list[Cell]:
    return [deck.cell(label), deck.cell(value, figure=True), deck.cell(remark or Phrase("", ""))]


def ground_slide(deck: Deck) -> None:
    """Who held how much on each day, and how long the front line was."""
    if not deck.brief.theatre.tells_control:
        return
    at_the_end = words.GROUND_BY[period_of(deck.brief)]
    ground, front = ground_series(deck.brief)
    if not ground.series:
        return
    deck.add_slide(words.DAY_BY_DAY_FIGURES)
    body, scale = deck.body, deck.scale
    caption, wide, gap = 6.5 * scale * len(deck.lines(at_the_end)), body.width * 0.6, 6 * scale
    left, right = (
        Box(body.left, body.top, wide, caption),
        Box(body.left + wide + gap, body.top, body.width - wide - gap, caption),
    )
    if deck.right_to_left:
        left, right = replace(left, left=body.left + body.width - wide), replace(right, left=body.left)
    high = body.height - caption
    for box, phrase in ((left, at_the_end), (right, words.FRONT_BY_DAY)):
        paragraphs(deck, box, [phrase], 13 * scale)
    chart = replace(left, top=body.top + caption, height=high)
    draw_stacked(deck, chart, ground, gap=8, about=at_the_end.say(deck.language))
    chart = replace(right, top=body.top + caption, height=high)
    draw_line(deck, chart, front, about=words.FRONT_BY_DAY.say(deck.language))


def events_slide(deck: Deck) -> None:
    """Events by day and type."""
    title = words.EVENTS_BY[period_of(deck.brief)]
    deck.add_slide(title)
    data = event_series(deck.brief)
    if data.series:
        draw_stacked(deck, deck.body, data, gap=40, about=title.say(deck.language))
    else:
        paragraphs(deck, deck.body, [words.NO_EVENTS], 16 * deck.scale)
