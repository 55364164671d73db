"""Rows of the legend on paper in which several samples stand side by side under one heading."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.sheet.groups import grouped, slug
from briefing.sheet.paint import paint_swatch
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap
from geo.common.phrases import Language, Phrase
from map.legend import LegendRow
from map.styles import Style

SWATCH_MM = (7.0, 4.0)
"""Width and height of a sample beside type of 7 pt."""
BESIDE_ANOTHER = 0.65
"""Of its width, what a sample has beside another of the same party."""
AIR_MM = 1.4
LEGEND = "legend"
"""The group of the drawing that holds it."""


def set_phrase(
    phrase: Phrase, language: Language, width: float, size: float, *, bold: bool = False, end: str = ""
) -> list[str]:
    """The lines of a text in type of `size` pt in a column of `width` mm: two languages in one where there is room."""
    line = phrase.say(language) + end
    if width_mm(line, size, bold=bold) <= width:
        return [line]
    return wrap(phrase.say(language, "\n") + end, width, size, bold=bold)


@dataclass(frozen=True)
class Piece:
    """Samples with the lines of their text, or a heading without; `width` with the air after it, mm; `group`: of the
    drawing."""

    swatches: tuple[Style, ...]
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
        """Width and height of a sample by itself, mm."""
        return SWATCH_MM[0] * self.size / 7.0, SWATCH_MM[1] * self.size / 7.0

    def samples_mm(self, swatches: tuple[Style, ...]) -> float:
        """Width of samples side by side, mm."""
        return self.sample[0] * (1.0 if len(swatches) == 1 else BESIDE_ANOTHER * len(swatches))

    @property
    def air(self) -> float:
        return AIR_MM * self.scale

    def pieces(self, row: LegendRow) -> list[Piece]:
        """The heading and each entry of a row."""
        heading = [self._piece((), row.heading, row.key)] if row.heading else []
        return heading + [
            self._piece(entry.swatches, entry.names, f"{row.key} {entry.names.en}") for entry in row.entries
        ]

    def _piece(self, swatches: tuple[Style, ...], names: Phrase, english: str) -> Piece:
        before, bold = self._before(swatches), not swatches
        room = self.width - before
        lines = tuple(set_phrase(names, self.paper.language, room, self.size, bold=bold, end=":" * bold))
        width = max(width_mm(line, self.size, bold=bold) for line in lines)
        return Piece(swatches, lines, before + width + self.air, f"{LEGEND}-{slug(english)}")

    def _before(self, swatches: tuple[Style, ...]) -> float:
        """Between the start of a piece and its text, mm."""
        return self.samples_mm(swatches) + 0.7 * self.air if swatches else 0.0

    def lines(self, row: LegendRow) -> list[list[Piece]]:
        """The pieces line by line, as many in each as there is room for."""
        found: list[list[Piece]] = [[]]
        for piece in self.pieces(row):
            if found[-1] and sum(one.width for one in found[-1]) + piece.width > self.width + self.air:
                found.append([])
            found[-1].append(piece)
        return found

    def height(self, row: LegendRow) -> float:
        """What a row takes, mm."""
        return sum(map(self._line_height, self.lines(row))) + 0.5 * self.scale

    def _line_height(self, line: list[Piece]) -> float:
        tallest = max(len(piece.text) for piece in line) * line_mm(self.size)
        return max(self.sample[1], tallest) + 0.2 * self.scale

    def draw(self, row: LegendRow, left: float, top: float) -> None:
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
        tall, turned = self.sample[1], self.paper.right_to_left
        start = left + self.width - done if turned else left + done
        for number, swatch in enumerate(piece.swatches):
            wide = self.samples_mm(piece.swatches) / len(piece.swatches)
            near = start - wide * (number + 1) if turned else start + wide * number
            box = (near, middle - tall / 2, near + wide, middle + tall / 2)
            paint_swatch(self.paper.axes, swatch, box, scale=self.size / 7.0)
        before = self._before(piece.swatches)
        at, align = (start - before, "right") if turned else (start + before, "left")
        first = middle + line_mm(self.size) * (len(piece.text) / 2 - 0.78)
        for number, line in enumerate(piece.text):
            base = first - line_mm(self.size) * number
            self.paper.text(at, base, line, self.size, bold=not piece.swatches, align=align)
