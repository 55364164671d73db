"""The script and the style that draw the layers in a browser, as text: the same for the page and for one on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geo.common.messages import SOURCE_LANGUAGE, speaking
from map.browser_words import browser_words
from map.text import script_json

SCRIPTS = (
    "core.js",
    "shapes.js",
    "packed.js",
    "board.js",
    "shared_boards.js",
    "points.js",
    "covers.js",
    "chips.js",
    "labels.js",
    "playback.js",
    "credits.js",
    "scale.js",
    "corners.js",
    "draw.js",
    "steering.js",
    "mark_focus.js",
    "measure.js",
    "position.js",
    "detail.js",
    "compare.js",
)  # core first: the others build on it


@cache
def own_code() -> tuple[str, str]:
    """The script and the style that draw the layers. It says all in English until `view` gives it words."""
    folder = Path(__file__).parent / "js"
    with speaking(SOURCE_LANGUAGE):
        words = f"frontline.words = {script_json(browser_words())};"
    script = "\n".join([*((folder / name).read_text(encoding="utf-8") for name in SCRIPTS), words])
    return script, (folder / "frontline.css").read_text(encoding="utf-8")
