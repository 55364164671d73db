"""Key figures on paper: a label, its value and a remark in a line, in two columns where that leaves each its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm
from briefing.text.key_figures import Figure
from geo.common.phrases import spoken_by

AIR_MM, COLUMN_GAP_MM = 1.2, 4.0


@dataclass(frozen=True, eq=False)
class FigureSetting:
    """How figures are set: type of `size` pt on a `paper` of this `scale`, in a column of `width` mm."""

    paper: Paper
    size: float
    scale: float
    width: float

    def _columns(self, figures: Sequence[Figure]) -> int:
        """Two where they take less height, and each figure has room for its label and value, and for its remark."""
        return 2 if self.fits(figures, 2) and self._height_in(figures, 2) < self._height_in(figures, 1) else 1

    def fits(self, figures: Sequence[Figure], columns: int = 1) -> bool:
        """Whether each figure has room for its label and value, and for its remark, in one of so many columns."""
        width = self._column_width(columns)
        return all(max(self._first_line(figure), self._remark(figure)) <= width for figure in figures)

    def _column_width(self, columns: int) -> float:
        return (self.width - COLUMN_GAP_MM * self.scale * (columns - 1)) / columns

    def _needed(self, figure: Figure) -> float:
        """What a figure takes in one line, mm."""
        return self._first_line(figure) + self._remark(figure)

    def _first_line(self, figure: Figure) -> float:
        label, value, _ = self._texts(figure)
        return width_mm(label, self.size) + width_mm(value, self.size, bold=True) + 2 * self.scale

    def _remark(self, figure: Figure) -> float:
        remark = self._texts(figure)[2]
        return width_mm(remark, self.size) + AIR_MM * self.scale if remark else 0.0

    def _texts(self, figure: Figure) -> tuple[str, str, str]:
        language = self.paper.language
        one = spoken_by(language)
        return figure.label.say(language, " "), figure.value.say(one), figure.remark.say(one) if figure.remark else ""

    def _height(self, figure: Figure, width: float) -> float:
        return line_mm(self.size) * (1 if self._needed(figure) <= width else 2) + 0.35 * self.scale

    def height(self, figures: Sequence[Figure]) -> float:
        """What they take, mm."""
        return self._height_in(figures, self._columns(figures))

    def _height_in(self, figures: Sequence[Figure], columns: int) -> float:
        width = self._column_width(columns)
        parts = _parts(figures, columns)
        return max((sum(self._height(figure, width) for figure in part) for part in parts), default=0.0)

    def draw(self, figures: Sequence[Figure], left: float, top: float) -> None:
        """Draw them below `top`, from the side the language starts from."""
        columns = self._columns(figures)
        width = self._column_width(columns)
        for number, part in enumerate(_parts(figures, columns)):
            place = columns - 1 - number if self.paper.right_to_left else number
            start, y = left + place * (width + COLUMN_GAP_MM * self.scale), top
            for figure in part:
                self._draw(figure, start, start + width, y)
                y -= self._height(figure, width)

    def _draw(self, figure: Figure, left: float, right: float, top: float) -> None:
        label, value, remark = self._texts(figure)
        one_line = self._needed(figure) <= right - left
        base, rtl = top - line_mm(self.size) * 0.78, self.paper.right_to_left
        start, end = (right, left) if rtl else (left, right)
        near, far = ("right", "left") if rtl else ("left", "right")
        onwards, air = -1 if rtl else 1, AIR_MM * self.scale
        self.paper.text(start, base, label, self.size, align=near)
        before = width_mm(remark, self.size) + air if one_line and remark else 0.0
        self.paper.text(end - before * onwards, base, value, self.size, bold=True, align=far)
        if remark:
            base -= 0 if one_line else line_mm(self.size)
            self.paper.text(end, base, remark, self.size, colour=QUIET, align=far)


def _parts(figures: Sequence[Figure], columns: int) -> list[Sequence[Figure]]:
    rows = -(-len(figures) // columns)
    return [figures[number * rows : (number + 1) * rows] for number in range(columns)]
