"""Type on paper: the fonts a sheet carries, how wide a text is, and where its lines break.

Matplotlib 3.11 joins and orders Arabic letters itself; the fonts lie in briefing/sheet/fonts, so that a sheet looks the
same on every machine.
"""

from __future__ import annotations

import gc
import threading
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import bidirectional

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from briefing.job.page_sizes import MM_PER_INCH, PT_PER_INCH
from geo.common.phrases import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK
from map.text import visible

FONTS = Path(__file__).parent / "fonts"
FAMILY = ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans")

MM_PER_PT = MM_PER_INCH / PT_PER_INCH
LEAST_PT = 7.0
"""No type on a sheet is smaller."""

LINE_HEIGHT = 1.32
"""Distance of base lines over the size of the type."""

_LOCK = threading.Lock()
_MEASURED_AT = 720  # dots per inch: a tenth of a point is one dot


def set_up() -> None:
    """Fonts and settings of every sheet; a text is never read as a formula, a dash is as long as it says."""
    for font in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(font)
    mpl.rcParams.update(
        {
            "font.family": list(FAMILY),
            "text.parse_math": False,
            "text.hinting": "no_hinting",
            "lines.scale_dashes": False,
            "svg.hashsalt": "frontline",
            "pdf.fonttype": 42,
            "path.simplify": False,
        }
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """While a figure is set and drawn: matplotlib's fonts are not made for two threads.

    A figure is thousands of objects in circles. No garbage is collected meanwhile: Python would go through all that is
    in memory, time and again, where afterwards a look at what is new is enough.
    """
    with _LOCK:
        collects = gc.isenabled()
        gc.disable()
        try:
            yield
        finally:
            if collects:
                gc.enable()


@cache
def _ruler() -> RendererAgg:
    return RendererAgg(8, 8, _MEASURED_AT)


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line of `text` set in `size` pt, in mm."""
    return ink_mm(text, size, bold=bold)[0]


@lru_cache(maxsize=20_000)
def ink_mm(text: str, size: float, *, bold: bool = False) -> tuple[float, float, float]:
    """Width of one line of `text` set in `size` pt, and how far its letters reach above and below the base line, mm."""
    if not text:
        return 0.0, 0.0, 0.0
    font = FontProperties(family=list(FAMILY), size=size, weight="bold" if bold else "normal")
    width, height, below = _ruler().get_text_width_height_descent(text, font, ismath=False)
    each = MM_PER_INCH / _MEASURED_AT
    return float(width) * each, float(height - below) * each, float(below) * each


def is_bold(font: FontProperties) -> bool:
    """Whether it is set in the bolder of the two weights there are."""
    return font.get_weight() == "bold"


def type_pt(size: float, scale: float) -> float:
    """The size, pt, of type that is `size` pt on a sheet of A4, on a sheet `scale` times as large."""
    return max(size * scale, LEAST_PT)


def line_mm(size: float) -> float:
    """Distance between base lines of type of `size` pt, in mm."""
    return size * LINE_HEIGHT * MM_PER_PT


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """`text` in lines of at most `width` mm, broken between words, and inside a word longer than a line.

    A line that would by itself run the other way than its paragraph begins with a mark that turns it back.
    """
    lines: list[str] = []
    space = _advance("", size, bold)
    for paragraph in visible(text).split("\n"):
        line, taken, begun = "", 0.0, len(lines)
        for word in paragraph.split():
            more = _advance(word, size, bold)
            if line and taken + more <= width + space:
                line, taken = f"{line} {word}", taken + more
                continue
            if line:
                lines.append(line)
            *full, line = _chopped(word, width, size, bold)
            lines.extend(full)
            taken = _advance(line, size, bold)
        lines.append(line)
        way = runs_from_right(paragraph)
        mark = RIGHT_TO_LEFT_MARK if way else LEFT_TO_RIGHT_MARK
        lines[begun:] = [line if runs_from_right(line) == way else mark + line for line in lines[begun:]]
    return lines


def runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    ways = (bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _advance(word: str, size: float, bold: bool) -> float:
    """Width of `word` and the space after it, mm, side bearings and all."""
    return width_mm(f"|{word} |", size, bold=bold) - width_mm("||", size, bold=bold)


def _chopped(word: str, width: float, size: float, bold: bool) -> list[str]:
    """`word` in parts of at most `width` mm, one letter at least in each."""
    parts, left = [], word
    while len(left) > 1 and width_mm(left, size, bold=bold) > width:
        fits = bisect_right(range(2, len(left)), width, key=lambda many: width_mm(left[:many], size, bold=bold)) + 1
        parts.append(left[:fits])
        left = left[fits:]
    return [*parts, left]


set_up()
