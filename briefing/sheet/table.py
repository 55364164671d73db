"""A small table on a sheet: columns as wide as they need, the last numbers under each other."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap

COLUMN_GAP = 2.0


def table_height(rows: Sequence[Sequence[str]], size: float) -> float:
    """Room for the rows and a rule under the first, mm."""
    return line_mm(size) * len(rows) + 0.6


def draw_table(
    paper: Paper, left: float, right: float, top: float, rows: Sequence[Sequence[str]], size: float, *, numbers: int
) -> float:
    """Draw `rows`, the first as heading; the last `numbers` columns are figures. Returns the height taken, mm.

    The text columns share what the figures leave; a cell that is too long ends in an ellipsis. In a sheet that runs
    from right to left the first column stands on the right.
    """
    widths = [max(width_mm(cell, size, bold=n == 0) for n, cell in enumerate(col)) for col in zip(*rows, strict=True)]
    texts = len(widths) - numbers
    spare = right - left - sum(widths[texts:]) - COLUMN_GAP * (len(widths) - 1)
    widths[:texts] = [min(width, spare * width / sum(widths[:texts])) for width in widths[:texts]]
    more = max(0.0, spare - sum(widths[:texts])) / texts
    widths[:texts] = [width + more for width in widths[:texts]]
    onwards, start = (-1, right) if paper.right_to_left else (1, left)
    for number, row in enumerate(rows):
        base, x = top - line_mm(size) * (number + 0.78) - (0.6 if number else 0.0), start
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            is_figure = column >= texts
            at = x + onwards * width if is_figure else x
            side = ("left" if is_figure else "right") if onwards < 0 else ("right" if is_figure else "left")
            look = {"bold": number == 0, "colour": QUIET} if number == 0 else {"bold": False}
            paper.text(at, base, fitted(cell, width, size, bold=number == 0), size, align=side, **look)
            x += onwards * (width + COLUMN_GAP)
    rule = top - line_mm(size) - 0.2
    paper.line([left, right], [rule, rule])
    return table_height(rows, size)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as there is room for and an ellipsis."""
    if width_mm(text, size, bold=bold) <= width + 0.05:
        return text
    return wrap(text, width - width_mm("…", size, bold=bold), size, bold=bold)[0] + "…"
