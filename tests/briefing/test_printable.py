"""What a picture editor asks of a map sheet, of the densest this program ships: nothing lies over anything, no type is
too small to print, and the sheet tells where it is.

Measured on the drawn figure, not on the layout that is meant to see to it.
"""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.text import Text

from briefing.job.brief import Brief
from briefing.job.page_sizes import MM_PER_INCH
from briefing.sheet.map_frame import plane_for
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.typeset import LEAST_PT
from geo.events.vague import is_placed
from tests.briefing.conftest import ask
from tests.suites import first_quick

AIR_MM = 0.15
"""Rounding of type to whole dots."""

SHEETS = [
    (area, page, language)
    for area in ("hama", "aleppo", "northwest", "syria")
    for page in ("A4", "16:9")
    for language in ("en", "ar", "both")
]


@pytest.fixture(scope="module", params=first_quick(SHEETS), ids=lambda sheet: "-".join(sheet))
def drawn(request, shipped) -> tuple[Figure, Brief]:
    area, page, language = request.param
    brief = ask(shipped, area=area, page=page, language=language)
    return map_sheet(brief), brief


def ink(text: Text) -> tuple[float, float, float, float]:
    """What the letters of a text on a base line take, mm of the page."""
    renderer = text.axes.figure.canvas.get_renderer()
    _, tall, below = renderer.get_text_width_height_descent(text.get_text(), text.get_fontproperties(), ismath=False)
    left, _, right, _ = text.get_window_extent(renderer).extents
    _, base = text.get_transform().transform(text.get_position())
    return tuple(np.array([left, base - below, right, base + tall - below]) / text.axes.figure.dpi * MM_PER_INCH)


def names(figure: Figure) -> list[tuple[float, float, float, float]]:
    return [ink(text) for text in figure.axes[1].texts if text.get_label() == "name"]


def numbers(figure: Figure, of: str) -> list[int]:
    """How many each symbol ("count"), ring ("ring") or box of an area ("chip") with a number stands for."""
    texts = [text for text in figure.axes[1].texts if text.get_label() == of]
    return [int(re.search(r"\d+", text.get_text())[0]) for text in texts]


def symbols(figure: Figure) -> list[tuple[float, float, float, float]]:
    """The coloured ink of the symbols on the map, mm of the page."""
    axes, found = figure.axes[1], []
    for drawn in axes.collections:
        if isinstance(drawn, PathCollection) and drawn.get_label() == "symbol":
            corners = drawn.get_paths()[0].get_extents(drawn.get_transform()).extents
            spots = axes.transData.transform(drawn.get_offsets())
            found += [tuple((corners + np.tile(spot, 2)) / figure.dpi * MM_PER_INCH) for spot in spots]
    return found


def rings(figure: Figure) -> list[Circle]:
    return [patch for patch in figure.axes[1].patches if patch.get_label() == "ring"]


def over(one, other) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    upward = min(one[3], other[3]) - max(one[1], other[1])
    return across > AIR_MM and upward > AIR_MM


@pytest.mark.thorough
def test_no_name_lies_over_another_or_over_a_symbol(drawn):
    figure, _ = drawn
    found = names(figure)
    assert found
    assert not [pair for pair in combinations(found, 2) if over(*pair)]
    assert not [(name, symbol) for name in found for symbol in symbols(figure) if over(name, symbol)]


def test_no_symbol_lies_over_another_and_no_ring_over_one_of_its_colour(drawn):
    """A map seen from afar has rings only."""
    figure, _ = drawn
    found, circles = symbols(figure), rings(figure)
    assert found or circles
    assert not [pair for pair in combinations(found, 2) if over(*pair)]
    for one, other in combinations(circles, 2):
        apart = np.hypot(*np.subtract(one.center, other.center))
        assert one.get_edgecolor() != other.get_edgecolor() or apart >= one.radius + other.radius - AIR_MM


def test_no_type_is_smaller_than_can_be_printed(drawn):
    figure, _ = drawn
    small = [text for axes in figure.axes for text in axes.texts if text.get_fontsize() < LEAST_PT - 1e-9]
    assert not [(text.get_text(), text.get_fontsize()) for text in small]


def test_the_sheet_tells_where_it_is(drawn):
    figure, brief = drawn
    inset = brief.situation.area.id in ("aleppo", "northwest")  # of the city, which is small there
    assert len(figure.axes) == 3 + inset  # the page, the map, the locator


def test_no_text_is_cut_off_by_the_edge_of_its_map_or_page(drawn):
    figure, _ = drawn
    for axes in figure.axes:
        left, bottom, right, top = axes.get_window_extent().extents
        for text in axes.texts:
            x0, y0, x1, y1 = text.get_window_extent(figure.canvas.get_renderer()).extents
            air = 0.25 * text.get_fontsize() * figure.dpi / 72  # over the letters, for those that are taller
            assert (x0 >= left, y0 >= bottom, x1 <= right, y1 - air <= top) == (True,) * 4, text.get_text()


def test_numbers_and_single_symbols_add_up_to_what_is_in_the_frame(drawn):
    figure, brief = drawn
    counted, in_rings = numbers(figure, "count"), numbers(figure, "ring")
    axes = figure.axes[1]
    circles = len(rings(figure))
    xs, ys = np.sort(axes.get_xlim()), np.sort(axes.get_ylim())
    crs = plane_for(brief.situation.area.bounds)[0]
    total = 0
    shown = brief.situation
    inside, outside = (events[is_placed(events)] for events in (shown.events, shown.filtered_outside.frame))
    for points in (inside, outside, shown.crossings):
        moved = points.to_crs(crs)
        total += int((moved.geometry.x.between(*xs) & moved.geometry.y.between(*ys)).sum())
    singles = len(symbols(figure)) - len(counted) + circles - len(in_rings)
    bare = sum(artist.get_label() == "chip" for artist in axes.patches) - len(numbers(figure, "chip"))
    untold = total - singles - sum(counted) - sum(in_rings) - sum(numbers(figure, "chip"))
    assert untold >= bare >= 0  # a box that has no room for its number
    assert (untold == 0) == (bare == 0)
