"""What a page says by itself, besides what a sheet says too (briefing/text/words.py)."""

from __future__ import annotations

from geo.common.phrases import phrase

LEGEND = phrase("Layers and legend")
HOW = phrase("How these figures are computed")
HINT = phrase(
    "Click ground, an event or a crossing to see who says so. By keyboard: Enter asks about the middle of the map,"
    " Tab goes from mark to mark."
)
NOT_DRAWN = phrase("nothing to draw")
NO_LAYERS = phrase("The map is empty: no layer was asked for. Name some with --layers.")
NO_GROUND = phrase("No report says who holds any of this ground by then.")
PALER = phrase("On a single day, an event that is only possible on it is paler, and one of the day before paler still.")
PRINTED_DAY = phrase("The map shows")
LANGUAGE = phrase("Language")
BOTH = phrase("Both")
QUOTED = phrase("Publishers quoted most by the events shown and the deciding reports; of all")
VIEW = phrase("This view in Frontline")
