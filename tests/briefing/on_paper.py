"""What stands on a sheet, as its tests read it."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from matplotlib.figure import Figure

from briefing.job.page_sizes import MM_PER_INCH, Page

NOVEMBER, FIFTH, EIGHTH = date(2024, 11, 26), date(2024, 12, 5), date(2024, 12, 8)


def texts(figure: Figure) -> list[str]:
    """Every text of a sheet."""
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def boxes(figure: Figure) -> list[tuple[str, float, float, float, float]]:
    """The texts around the maps with the mm they take: left, bottom, right, top."""
    renderer = figure.canvas.get_renderer()
    found = []
    for text in figure.axes[0].texts:
        corners = text.get_window_extent(renderer).extents / figure.dpi * MM_PER_INCH
        found.append((text.get_text(), *corners))
    return found


def overlap(one, other) -> bool:
    """Whether two texts share more than the air around their letters."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    upward = min(one[4], other[4]) - max(one[2], other[2])
    return across > 0.3 and upward > 0.45 * min(one[4] - one[2], other[4] - other[2])


def misplaced(figure: Figure, page: Page) -> list[tuple[str, ...]]:
    """The texts around the maps that leave the page, and each two that lie over one another."""
    found = boxes(figure)
    outside = [t[:1] for t in found if t[1] < 0 or t[2] < 0 or t[3] > page.width or t[4] > page.height]
    return outside + [(one[0], other[0]) for one, other in combinations(found, 2) if overlap(one, other)]
