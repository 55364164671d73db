"""The tools that draw on the map (map/js/draw.js), ground and an area for its figures: their words in the reader's
language, what they hand over."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from geo.common.phrases import Language, Phrase, phrase
from map.layer import RenderOptions
from map.payload import Message

BEGIN_GROUND = phrase("Draw ground")
BEGIN_AREA = phrase("Draw an area, for its figures")
WORDS = {
    "polygon": phrase("Polygon"),
    "line": phrase("Line"),
    "back": phrase("Undo corner"),
    "done": phrase("Done"),
    "cancel": phrase("Cancel"),
    "drag": phrase("Drag to move this corner"),
    "ready": phrase("Click for more corners, drag to mend, then Done."),
    "crossed": phrase("The outline crosses itself. Drag a corner, or undo it."),
}
MORE = (
    phrase("Click the map: one more corner."),
    phrase("Click the map: two more corners."),
    phrase("Click the map for the corners."),
)
"""What is said while one, two or three corners are missing."""
MOST_CORNERS = 2_000
DECIMALS = 5


def ground_tool(look: RenderOptions) -> Message:
    """A small button among those of the map that draws ground, a polygon or a line, and tells the page of it."""
    words = tool_words(BEGIN_GROUND, look.language)
    return Message("draw", {"tells": "drawn", "shapes": ["polygon", "line"], "words": words})


def area_tool(look: RenderOptions) -> Message:
    """A small button among those of the map that draws an area and tells the page of it."""
    words = tool_words(BEGIN_AREA, look.language)
    return Message("draw", {"tells": "area", "shapes": ["polygon"], "words": words})


def tool_words(begin: Phrase, language: Language) -> dict[str, object]:
    """Every word of a tool; those that stand on a button in one line, hints in both languages on a line each."""
    hints = ("ready", "crossed")
    words = {
        key: word.set_apart(language, "\n" if key in hints else " · ")
        for key, word in {"begin": begin, **WORDS}.items()
    }
    return {**words, "more": [hint.set_apart(language, "\n") for hint in MORE]}


def drawn_geometry(told: Mapping[str, Any]) -> dict[str, Any] | None:
    """What was drawn as a geometry of GeoJSON, coordinates to about a metre; None where the browser told of none."""
    shape, corners = told.get("shape"), told.get("corners")
    least = {"polygon": 3, "line": 2}.get(str(shape))
    if least is None or not isinstance(corners, list) or not least <= len(corners) <= MOST_CORNERS:
        return None
    path = [_corner(corner) for corner in corners]
    if None in path:
        return None
    if shape == "line":
        return {"type": "LineString", "coordinates": path}
    return {"type": "Polygon", "coordinates": [[*path, path[0]]]}


def _corner(corner: Any) -> list[float] | None:
    """Longitude and latitude; None where they are none."""
    if not isinstance(corner, list) or len(corner) != 2:
        return None
    if not all(isinstance(degrees, int | float) and math.isfinite(degrees) for degrees in corner):
        return None
    return [round(float(degrees), DECIMALS) for degrees in corner]
