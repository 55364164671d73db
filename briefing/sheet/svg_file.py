"""Sheets as SVG for those who go on drawing: text as text in named fonts, and every part in a named group.

The outermost groups are layers of Inkscape; a name that stands on several maps of a sheet has a number in the ids of
the later ones ("label-hama-2").
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count, takewhile
from pathlib import Path
from typing import Any, TextIO
from unicodedata import bidirectional

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from briefing.job.page_sizes import PT_PER_INCH
from briefing.sheet.groups import SEPARATOR, brought_together, group_of
from briefing.sheet.ink import HALO, Halo
from briefing.sheet.typeset import FAMILY, MM_PER_PT, is_bold, runs_from_right, width_mm
from geo.common.phrases import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK

INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
ARABIC_FIRST = (FAMILY[1], FAMILY[0], FAMILY[2])
MARKS = f"{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}"
"""Of direction, which a text of an SVG has by itself."""


def write_svg(figure: Figure, path: Path, about: Mapping[str, str | None]) -> None:
    """Write `figure`, which is of no use afterwards, with `about` (as matplotlib takes it) as its metadata."""
    figure.set_dpi(PT_PER_INCH)
    figure.patch.set_gid("paper")
    for axes in figure.axes:
        for order, artist in enumerate(brought_together(axes.get_children())):
            artist.set_zorder(order)
            artist.set_gid(SEPARATOR.join([*group_of(axes), *group_of(artist)]))
    width, height = figure.get_size_inches() * PT_PER_INCH
    with path.open("w", encoding="utf-8", newline="\n") as file:
        renderer = _SheetSvg(width, height, file, about, _halos_taken_off(figure))
        figure.draw(renderer)
        renderer.finalize()


def _halos_taken_off(figure: Figure) -> Mapping[Text, Halo]:
    """The halos of all texts, which have none afterwards: matplotlib would draw the letters as outlines."""
    texts = [text for axes in figure.axes for text in axes.texts]
    halos = {text: one for text in texts for one in text.get_path_effects() or () if isinstance(one, Halo)}
    for text in halos:
        text.set_path_effects([])
    return halos


class _SheetSvg(RendererSVG):
    """Groups by the names of the artists, and texts that can be retyped."""

    def __init__(
        self, width: float, height: float, file: TextIO, about: Mapping[str, str | None], halos: Mapping[Text, Halo]
    ) -> None:
        self._opened: list[str] = []
        self._taken: set[str] = set()
        self._halos = halos
        super().__init__(width, height, file, metadata=dict(about))

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Leave the groups that what follows is not in, and enter those it is in; what has no name is in none."""
        names = gid.split(SEPARATOR) if gid else []
        pairs = zip(names, self._opened, strict=False)
        shared = 0 if s == "axes" else len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        for _ in self._opened[shared:]:
            self.writer.end("g")
        for depth, name in enumerate(names[shared:], start=shared):
            layer = {} if depth else {"xmlns:inkscape": INKSCAPE, "inkscape:groupmode": "layer", "inkscape:label": name}
            self.writer.start("g", attrib={"id": self._id(name), **layer})
        self._opened = names

    def close_group(self, s: str) -> None:
        """A group is left when the next one is entered."""

    def finalize(self) -> None:
        """Close what is open, and the file."""
        self.open_group("sheet")
        super().finalize()

    def _id(self, name: str) -> str:
        """`name`, or, where an element is called so, that and a number."""
        free = (f"{name}-{number}" if number > 1 else name for number in count(1))
        self._taken.add(found := next(one for one in free if one not in self._taken))
        return found

    def draw_markers(self, *args: Any, **named: Any) -> None:
        """Each as a path of its own: a reference to one that all share cannot be changed by itself."""
        RendererBase.draw_markers(self, *args, **named)

    def draw_path_collection(self, *args: Any, **named: Any) -> None:
        """Each as a path of its own."""
        RendererBase.draw_path_collection(self, *args, **named)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        """One line, tied to the spot it was set at; a turned one to its start."""
        size, bold = prop.get_size_in_points(), is_bold(prop)
        look = {"font-size": f"{size:g}px", "fill": to_hex(gc.get_rgb())} | ({"font-weight": "bold"} if bold else {})
        if mtext is not None and (edge := self._halos.get(mtext)):
            look |= {"stroke": HALO, "stroke-width": f"{edge.width:g}px", "paint-order": "stroke fill"}
        if angle or mtext is None:
            self._write(s, x, y, "left", look, transform=f"rotate({-angle:g} {x:.2f} {y:.2f})")
            return
        side = str(mtext.get_horizontalalignment())
        at = float(mtext.get_transform().transform(mtext.get_unitless_position())[0])
        english, arabic = _in_two(s)
        if not (english and arabic):
            self._write(english or arabic, at, y, side, look)
            return
        width = width_mm(s, size, bold=bold) / MM_PER_PT
        left = at - width * {"left": 0.0, "center": 0.5, "right": 1.0}[side]
        self._write(english, left, y, "left", look)
        self._write(arabic, left + width, y, "right", look)

    def _write(self, text: str, x: float, y: float, side: str, look: Mapping[str, str], **more: str) -> None:
        """`text` in one direction, `side` of it at x: Inkscape 1.2 puts numbers in Arabic words behind Latin ones in
        the wrong place."""
        from_right = runs_from_right(text)
        family = ", ".join(f"'{name}'" for name in (ARABIC_FIRST if from_right else FAMILY))
        style = {"font-family": family, **look, "text-anchor": _anchor(side, from_right)}
        style |= {"direction": "rtl", "unicode-bidi": "embed"} if from_right else {}
        css = "; ".join(f"{key}: {value}" for key, value in style.items())
        self.writer.element("text", text.strip(MARKS), attrib={"x": f"{x:.2f}", "y": f"{y:.2f}", "style": css, **more})


def _in_two(text: str) -> tuple[str, str]:
    """The part of a text of both languages that runs from the left, and the Arabic behind it. The rest of a broken line
    is marked to belong to what runs from the left, and may be Arabic alone."""
    text = text.strip(LEFT_TO_RIGHT_MARK)
    ways = [bidirectional(letter) for letter in text]
    start = next((number for number, way in enumerate(ways) if way in ("R", "AL")), len(text))
    both = text[start : start + 1] == RIGHT_TO_LEFT_MARK or "L" not in ways[start:]
    return (text[:start], text[start:]) if both else (text, "")


def _anchor(side: str, from_right: bool) -> str:
    """The end of a line that stands at its spot, as SVG calls it: a line starts on the right in Arabic."""
    if side == "center":
        return "middle"
    return "start" if (side == "right") == from_right else "end"
