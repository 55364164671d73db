"""Slides of numbers: key figures as a table, ground and events as charts."""

from __future__ import annotations

from dataclasses import replace

from briefing.slides.charts import draw_line, draw_stacked, event_series, ground_series, period_of
from briefing.slides.deck import Box, Cell, Deck
from briefing.slides.slide_parts import paged_table, paragraphs
from briefing.text import words
from briefing.text.key_figures import event_figures, ground_figures
from geo.common.phrases import Phrase

FIGURES_PT = 16.0


def figure_slides(deck: Deck) -> None:
    """Events, casualties, front line and ground, as one table."""
    brief = deck.brief
    rows = [[deck.cell(words.FIGURE_NAME), deck.cell(words.VALUE, figure=True), deck.cell(words.REMARK)]]
    rows += [_figure_row(deck, one.label, one.value, one.remark) for one in event_figures(brief.situation)]
    for figure in ground_figures(brief):
        unit = words.KM2_HELD.fill(name=figure.label)
        rows.append(_figure_row(deck, unit, figure.value, figure.remark, figure.colour))
    paged_table(deck, words.KEY_FIGURES, rows, (4, 4, 5), FIGURES_PT)


def _figure_row(deck: Deck, label: Phrase, value: Phrase, remark: Phrase | None, chip: str = "") -> list[Cell]:
    return [deck.cell(label, chip=chip), deck.cell(value, figure=True), deck.cell(remark or Phrase("", ""))]


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
