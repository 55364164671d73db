"""Slides (.pptx): title, map, change, figures, charts, places that changed hands and sources, to be edited."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.etree import ElementTree

from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from briefing.sheet.typeset import one_at_a_time
from briefing.slides.change_slides import change_slides
from briefing.slides.deck import Deck
from briefing.slides.figure_slides import events_slide, figure_slides, ground_slide
from briefing.slides.flipped_slides import flipped_slides
from briefing.slides.map_slides import control_slide, title_slide
from briefing.slides.package import stamp_text
from briefing.slides.source_slides import source_slides
from geo.common.messages import L_, N_

NO_STAMP = N_("{name} carries no stamp of Frontline. Only files made here can be made again.")


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write all slides of a deck."""
    write_parts(
        brief,
        path,
        progress,
        [
            title_slide,
            control_slide,
            change_slides,
            figure_slides,
            ground_slide,
            events_slide,
            flipped_slides,
            source_slides,
        ],
    )


def write_parts(brief: Brief, path: Path, progress: Progress, parts: Sequence[Callable[[Deck], None]]) -> None:
    """Write a file of the slides that `parts` add, one after the other."""
    deck = Deck(brief)
    for number, part in enumerate(parts):
        with one_at_a_time():
            part(deck)
        progress(number + 1, len(parts) + 1)
    path.write_bytes(deck.save())
    progress(len(parts) + 1, len(parts) + 1)


def read_stamp(path: Path) -> Stamp:
    """The stamp among the custom properties of the slides.

    Raises
    ------
    BriefingError : the file holds no such slides.
    """
    try:
        text = stamp_text(path.read_bytes())
    except (OSError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise BriefingError(L_(NO_STAMP, name=path.name)) from error
    if not text:
        raise BriefingError(L_(NO_STAMP, name=path.name))
    return Stamp.from_text(text)
