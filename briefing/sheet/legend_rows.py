"""Rows of the legend on paper in which several samples stand side by side under one heading."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.sheet.groups import grouped, slug
from briefing.sheet.paint import paint_swatch
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap
from briefing.text.words import Phrase
from map.layer import LegendItem
from map.styles import Style

SWATCH_MM = (7.0, 4.0)
"""Width and height of a sample beside type of 7 pt."""
AIR_MM = 1.4
LEGEND = "legend"
"""The group of the drawing that holds it."""


@dataclass(frozen=True)
class Piece:
    """A sample with the lines of its text, or a heading without; `width` with the air after it, mm; `group`: of the
    drawing."""

    swatch: Style | None
    text: tuple[str, ...]
    width: float
    group: str


@dataclass(frozen=True, eq=False)
class RowSetting:
    """How rows are set: type of `size` pt on a `paper` of this `scale`, in a column of `width` mm."""

    paper: Paper
    size: float
    scale: float
    width: float

    @property
    def sample(self) -> tuple[float, float]:
        """Width and height of a sample, mm."""
        return SWATCH_MM[0] * self.size / 7.0, SWATCH_MM[1] * self.size / 7.0

    @property
    def air(self) -> float:
        return AIR_MM * self.scale

    def pieces(self, row: list[LegendItem]) -> list[Piece]:
        """The heading and each sample of a row."""
        language, found = self.paper.language, []
        if heading := row[0].row:
            found.append(self._piece(None, Phrase(*heading).say(language, "\n") + ":", heading[0]))
        for item in row:
            text, english = Phrase(item.label, item.label_ar), f"{heading[0] if heading else ''} {item.label}"
            found.append(self._piece(item.swatch, text.say(language, "\n"), english))
        return found

    def _piece(self, swatch: Style | None, text: str, english: str) -> Piece:
        before = self._before(swatch)
        lines = tuple(wrap(text, self.width - before, self.size, bold=swatch is None))
        width = max(width_mm(line, self.size, bold=swatch is None) for line in lines)
        return Piece(swatch, lines, before + width + self.air, f"{LEGEND}-{slug(english)}")

    def _before(self, swatch: Style | None) -> float:
        """Between the start of a piece and its text, mm."""
        return self.sample[0] + 0.7 * self.air if swatch else 0.0

    def lines(self, row: list[LegendItem]) -> list[list[Piece]]:
        """The pieces line by line, as many in each as there is room for."""
        found: list[list[Piece]] = [[]]
        for piece in self.pieces(row):
            if found[-1] and sum(one.width for one in found[-1]) + piece.width > self.width + self.air:
                found.append([])
            found[-1].append(piece)
        return found

    def height(self, row: list[LegendItem]) -> float:
        """What a row takes, mm."""
        return sum(map(self._line_height, self.lines(row))) + 0.5 * self.scale

    def _line_height(self, line: list[Piece]) -> float:
        tallest = max(len(piece.text) for piece in line) * line_mm(self.size)
        return max(self.sample[1], tallest) + 0.2 * self.scale

    def draw(self, row: list[LegendItem], left: float, top: float) -> None:
        """Draw a row below `top`, from the side its language starts from."""
        for line in self.lines(row):
            height, done = self._line_height(line), 0.0
            for piece in line:
                with grouped(self.paper.axes, piece.group):
                    self._draw_piece(piece, left, done, top - height / 2)
                done += piece.width
            top -= height

    def _draw_piece(self, piece: Piece, left: float, done: float, middle: float) -> None:
        """`done`: mm of the line that are taken."""
        wide, tall = self.sample
        turned = self.paper.right_to_left
        start = left + self.width - done if turned else left + done
        if piece.swatch:
            near = start - wide if turned else start
            box = (near, middle - tall / 2, near + wide, middle + tall / 2)
            paint_swatch(self.paper.axes, piece.swatch, box, scale=self.size / 7.0)
        before = self._before(piece.swatch)
        at, align = (start - before, "right") if turned else (start + before, "left")
        first = middle + line_mm(self.size) * (len(piece.text) / 2 - 0.78)
        for number, line in enumerate(piece.text):
            base = first - line_mm(self.size) * number
            self.paper.text(at, base, line, self.size, bold=piece.swatch is None, align=align)
