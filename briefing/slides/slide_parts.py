"""What several slides have in common: the brief as one kind of sheet, paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

from briefing.job.brief import Brief
from briefing.sheet.ink import INK
from briefing.slides.deck import Box, Cell, Deck, Run, TextStyle
from geo.common.phrases import Phrase

SMALL_PT = 9.5
"""Type of tables with many rows."""


def has_range(brief: Brief) -> bool:
    """Whether the brief is of more than one day."""
    return brief.situation.filters.start < brief.situation.filters.end


def paragraphs(deck: Deck, box: Box, phrases: Iterable[Phrase], size: float, *, colour: str = INK) -> None:
    """Add a line for each of `phrases` and language: of `size`, pt, or smaller if it has no room, 7 at least."""
    lines = [line for phrase in phrases for line in deck.lines(phrase)]
    fitting = deck.text_size(lines, box, size, 7.0)
    deck.text(box, [(Run(line),) for line in lines], TextStyle(fitting, colour=colour))


def paged_table(deck: Deck, title: Phrase, rows: list[list[Cell]], shares: tuple[float, ...], size: float) -> None:
    """A table on as many slides as it needs."""
    deck_size = size * deck.scale
    for page in deck.pages(rows, shares, deck.body.width, deck_size, repeat(deck.body.height)):
        deck.add_slide(title)
        deck.table(deck.body, page, shares, deck_size)
