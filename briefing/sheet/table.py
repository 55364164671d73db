"""A small table on a sheet: columns as wide as they need, the last numbers under each other."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.sheet.ink import QUIET
from briefing.sheet.paper import Paper
from briefing.sheet.typeset import line_mm, width_mm, wrap

COLUMN_GAP = 2.0
CHIP_MM, CHIP_AIR_MM = 2.4, 1.2
"""Of type of 7 pt: a sample of a colour before the first cell of a row, and the air after it."""


def table_height(rows: Sequence[Sequence[str]], size: float) -> float:
    """Room for the rows and a rule under the first, mm."""
    return line_mm(size) * len(rows) + 0.6


def table_width(rows: Sequence[Sequence[str]], size: float, *, heads: int = 1, chips: bool = False) -> float:
    """Room in which no cell has to be cut, mm."""
    return sum(_widths(rows, size, heads, chips)) + COLUMN_GAP * (len(rows[0]) - 1)


def _widths(rows: Sequence[Sequence[str]], size: float, heads: int, chips: bool) -> list[float]:
    """Of each column, mm."""
    found = [max(width_mm(cell, size, bold=n < heads) for n, cell in enumerate(col)) for col in zip(*rows, strict=True)]
    if chips:
        found[0] = max([found[0], *(width_mm(row[0], size) + _chip_mm(size) for row in rows[heads:])])
    return found


def _chip_mm(size: float) -> float:
    return (CHIP_MM + CHIP_AIR_MM) * size / 7.0


def draw_table(
    paper: Paper,
    left: float,
    right: float,
    top: float,
    rows: Sequence[Sequence[str]],
    size: float,
    *,
    numbers: int,
    heads: int = 1,
    chips: Sequence[str] = (),
) -> float:
    """Draw `rows`, the first `heads` of them as heading; the last `numbers` columns are figures. `chips`: a colour for
    each other row. Returns the height taken, mm.

    The text columns share what the figures leave; a cell that is too long ends in an ellipsis. In a sheet that runs
    from right to left the first column stands on the right.
    """
    widths = _widths(rows, size, heads, bool(chips))
    texts = len(widths) - numbers
    spare = right - left - sum(widths[texts:]) - COLUMN_GAP * (len(widths) - 1)
    widths[:texts] = [min(width, spare * width / sum(widths[:texts])) for width in widths[:texts]]
    more = max(0.0, spare - sum(widths[:texts])) / texts
    widths[:texts] = [width + more for width in widths[:texts]]
    onwards, start = (-1, right) if paper.right_to_left else (1, left)
    for number, row in enumerate(rows):
        is_head = number < heads
        base, x = top - line_mm(size) * (number + 0.78) - (0.0 if is_head else 0.6), start
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            is_figure = column >= texts
            at = x + onwards * width if is_figure else x
            side = ("left" if is_figure else "right") if onwards < 0 else ("right" if is_figure else "left")
            look = {"bold": True, "colour": QUIET} if is_head else {"bold": False}
            room = width
            if chips and not is_head and column == 0:
                chip = CHIP_MM * size / 7.0
                corner = at - chip if onwards < 0 else at
                paper.rectangle(corner, base - 0.03 * size, chip, chip * 0.8, fill=chips[number - heads])
                at, room = at + onwards * _chip_mm(size), room - _chip_mm(size)
            paper.text(at, base, fitted(cell, room, size, bold=is_head), size, align=side, **look)
            x += onwards * (width + COLUMN_GAP)
    rule = top - line_mm(size) * heads - 0.2
    paper.line([left, right], [rule, rule])
    return table_height(rows, size)


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """`text`, or as much of it as there is room for and an ellipsis."""
    if width_mm(text, size, bold=bold) <= width + 0.05:
        return text
    return wrap(text, width - width_mm("…", size, bold=bold), size, bold=bold)[0] + "…"
