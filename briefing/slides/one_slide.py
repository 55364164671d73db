"""One slide: the map as the page shows it, under what happened in one sentence."""

from __future__ import annotations

from pathlib import Path

from briefing.job.brief import Brief, Progress
from briefing.slides.deck import Deck
from briefing.slides.map_slides import map_slide
from briefing.slides.slides import read_stamp, write_parts
from briefing.text.titles import headline_of, under_headline_of

__all__ = ["read_stamp", "write"]


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write a file of one slide."""
    write_parts(brief, path, progress, [_only])


def _only(deck: Deck) -> None:
    shown = deck.brief.as_kind("map")
    map_slide(deck, headline_of(shown), under_headline_of(shown))
