"""Colours of ground: the hue tells the party, the lightness what became of the ground, in print without colour too.

Lightness is CIE L*, 0 (black) to 100, of sRGB (IEC 61966-2-1) under D65. Two roles of one theme are at least 10 apart,
but "outside" and "unsettled", for readers without red or green cones as well; tests/map/test_tints.py counts that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from map.layer import Theme

Role = Literal["taken", "outside", "unsettled", "gainer", "other"]
"""Ground taken in the range, in the area of the figures and outside it; contested or disputed; held before by who
gained in the range; held by others."""

PAPER: Mapping[Theme, str] = {"light": "#fbfaf6", "dark": "#2b3036"}
"""Land on which nothing is drawn."""

LIGHTNESS: Mapping[Theme, Mapping[Role, float]] = {
    "light": {"taken": 54.0, "outside": 66.3, "unsettled": 67.3, "gainer": 78.6, "other": 91.3},
    "dark": {"taken": 70.5, "outside": 57.5, "unsettled": 57.5, "gainer": 44.5, "other": 31.0},
}
CHROMA: Mapping[Role, float] = {"taken": 0.8, "outside": 0.6, "unsettled": 0.0, "gainer": 0.45, "other": 0.35}
"""Of the colour of a party, how much of its chroma is kept where there is such a colour."""

NOTE_LIGHTNESS: Mapping[Theme, float] = {"light": 28.0, "dark": 86.0}

PRESENT: Mapping[Theme, float] = {"light": 0.34, "dark": 0.45}
"""Of the colour of a party, how much the ground takes on that it holds."""

Three = NDArray[np.float64]

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(axis=1)
_BEND, _SLOPE = 216 / 24389, 24389 / 27


def rgb_of(colour: str) -> Three:
    """Red, green and blue of #rrggbb, 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def linear(rgb: Three) -> Three:
    """Light of each channel, 0 to 1."""
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab_of(light: Three) -> Three:
    """CIE L*, a*, b* of the light of three channels."""
    shares = _TO_XYZ @ light / _WHITE
    bent = np.where(shares > _BEND, np.cbrt(shares), (_SLOPE * shares + 16) / 116)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def _light_of(lab: Three) -> Three:
    middle = (lab[0] + 16) / 116
    bent = np.array([middle + lab[1] / 500, middle, middle - lab[2] / 200])
    shares = np.where(bent**3 > _BEND, bent**3, (116 * bent - 16) / _SLOPE)
    return np.asarray(np.linalg.solve(_TO_XYZ, shares * _WHITE))


def _hex(light: Three) -> str:
    rgb = np.where(light <= 0.0031308, light * 12.92, 1.055 * np.clip(light, 0, None) ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(float(channel) * 255):02x}" for channel in np.clip(rgb, 0, 1))


@cache
def at_lightness(colour: str, lightness: float, chroma: float) -> str:
    """The hue of `colour` at L* `lightness`, with the share `chroma` of its chroma, or as much of that as sRGB has."""
    _, a, b = lab_of(linear(rgb_of(colour)))
    for share in np.linspace(chroma, 0.0, 40):
        light = _light_of(np.array([lightness, a * share, b * share]))
        if light.min() >= 0 and light.max() <= 1:
            break
    return _hex(light)


def tint(colour: str, role: Role, theme: Theme) -> str:
    """What ground of a party of this colour looks like in a map of change."""
    return at_lightness(colour, LIGHTNESS[theme][role], CHROMA[role])


@cache
def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` laid over `ground`."""
    values = rgb_of(colour) * share + rgb_of(ground) * (1 - share)
    return "#" + "".join(f"{round(float(channel) * 255):02x}" for channel in values)


def note_colour(colour: str, theme: Theme) -> str:
    """What is written in of a place that this party took: dark on light ground, light on dark."""
    return at_lightness(colour, NOTE_LIGHTNESS[theme], 1.0)


def present_tint(colour: str, theme: Theme) -> str:
    """What ground of a party of this colour looks like in a map of who holds it."""
    return mixed(colour, PAPER[theme], PRESENT[theme])
