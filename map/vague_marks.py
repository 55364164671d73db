"""Boxes for events that are known to an area only."""

from __future__ import annotations

from collections.abc import Sequence

from geo.common.phrases import Language
from geo.events.vague import VagueEvents
from geo.theatre.theatre import Theatre
from map.drawables import Chips
from map.styles import ChipStyle
from map.vague_words import vague_chip_text, vague_tooltip

VAGUE = "vague"
"""Kind of the refs of these marks."""


def vague_chips(areas: Sequence[VagueEvents], style: ChipStyle, theatre: Theatre, language: Language) -> Chips:
    """A box for each of `areas`, with its name and how many events it has; a click lists them."""
    return Chips.of(
        [area.lon for area in areas],
        [area.lat for area in areas],
        [vague_chip_text(area, theatre, language) for area in areas],
        style,
        tooltips=[vague_tooltip(area, theatre, language) for area in areas],
        refs=[f"{VAGUE}:{area.key}" for area in areas],
    )
