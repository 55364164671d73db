"""Symbols as pictures: the shape of the map's own symbol, and clear around it."""

from __future__ import annotations

import io
from math import hypot

import pytest
from PIL import Image

from briefing.icons import SIDE, icon_png, outline
from layers.styles import PointStyle
from layers.symbols import SYMBOLS


def pixels(symbol: str) -> Image.Image:
    return Image.open(io.BytesIO(icon_png(PointStyle(symbol=symbol, colour="#b3261e")))).convert("RGBA")


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_symbol_has_its_colour_within_a_clear_frame(symbol):
    picture = pixels(symbol)
    assert picture.size == (SIDE, SIDE)
    corners = [picture.getpixel(at)[3] for at in ((0, 0), (0, SIDE - 1), (SIDE - 1, 0), (SIDE - 1, SIDE - 1))]
    assert corners == [0, 0, 0, 0]
    assert (0xB3, 0x26, 0x1E, 255) in {colour for _, colour in picture.getcolors(SIDE * SIDE)}


def test_straight_steps_go_where_they_say():
    assert outline("M-9,-9H9V9L0,0Z") == [[(-9, -9), (9, -9), (9, 9), (0, 0)]]


def test_a_path_may_hold_several_lines():
    assert len(outline("M0,0H1M2,2V3")) == 2


def test_a_circle_of_two_arcs_is_round():
    (circle,) = outline("M-10,0A10,10 0 1 1 10,0A10,10 0 1 1 -10,0Z")
    assert {round(hypot(x, y), 9) for x, y in circle} == {10.0}
    assert min(y for _, y in circle) == pytest.approx(-10)
    assert max(y for _, y in circle) == pytest.approx(10)


def test_the_long_way_round_an_arc_lies_outside_its_chord():
    (rotor,) = outline("M-11,-7A4,4 0 1 1 -4.6,-5.6")
    assert min(y for _, y in rotor) < -10
    assert rotor[-1] == pytest.approx((-4.6, -5.6))


def test_a_curve_starts_and_ends_where_it_says():
    (curve,) = outline("M0,0C0,4 4,4 4,0")
    assert (curve[0], curve[-1]) == ((0, 0), (4, 0))
    assert max(y for _, y in curve) == pytest.approx(3)
