"""The script and the style that draw the layers in a browser, as text: the same for the page and for one on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SCRIPTS = (
    "core.js",
    "shapes.js",
    "packed.js",
    "board.js",
    "points.js",
    "chips.js",
    "labels.js",
    "playback.js",
    "start.js",
    "compare.js",
)  # core first: the others build on it


@cache
def own_code() -> tuple[str, str]:
    """The script and the style that draw the layers."""
    folder = Path(__file__).parent / "js"
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return script, (folder / "frontline.css").read_text(encoding="utf-8")
