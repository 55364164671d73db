"""Symbols as pictures: the shape of the map's own symbol, and clear around it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from briefing.data.icons import SIDE, icon_png
from map.styles import PointStyle
from map.symbols import SYMBOLS


def pixels(symbol: str) -> Image.Image:
    return Image.open(io.BytesIO(icon_png(PointStyle(symbol=symbol, colour="#b3261e")))).convert("RGBA")


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_symbol_has_its_colour_within_a_clear_frame(symbol):
    picture = pixels(symbol)
    assert picture.size == (SIDE, SIDE)
    corners = [picture.getpixel(at)[3] for at in ((0, 0), (0, SIDE - 1), (SIDE - 1, 0), (SIDE - 1, SIDE - 1))]
    assert corners == [0, 0, 0, 0]
    assert (0xB3, 0x26, 0x1E, 255) in {colour for _, colour in picture.getcolors(SIDE * SIDE)}
