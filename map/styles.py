"""How things look, as values: what a layer hands to the map and to its legend alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from map.symbols import SYMBOLS

FillKind = Literal["solid", "ruled", "shared", "none"]

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DASH = re.compile(r"\d+(\.\d+)?( \d+(\.\d+)?)*")


def _check_colour(*colours: str | None) -> None:
    for colour in colours:
        if colour is not None and not _COLOUR.fullmatch(colour):
            raise ValueError(f"{colour!r} is not a colour of the form #rrggbb")


def _check_dash(dash: str | None) -> None:
    if dash is not None and not _DASH.fullmatch(dash):
        raise ValueError(f"{dash!r} is not a dash pattern such as '4 4'")


@dataclass(frozen=True, kw_only=True)
class AreaStyle:
    """Fill and outline of an area.

    `fill`: solid, ruled (`colour` under thin lines of `second`: a party's own claim), shared
    (`colour` with dots of `second`), none (outline only: unknown). `outline` None takes `colour`; `weight` in px, 0 for
    no outline; `dash` in px, as in "4 4". `veil`: how much of `paper` lies over it, with soft edges, the less sure it
    is (0 to 1).
    """

    colour: str
    fill: FillKind = "solid"
    second: str | None = None
    opacity: float = 0.3
    outline: str | None = None
    weight: float = 1.0
    dash: str | None = None
    veil: float = 0.0
    paper: str = "#ffffff"

    def __post_init__(self) -> None:
        _check_colour(self.colour, self.second, self.outline, self.paper)
        _check_dash(self.dash)
        if self.fill in ("ruled", "shared") and self.second is None:
            raise ValueError(f"an area filled {self.fill} needs a second colour")


@dataclass(frozen=True, kw_only=True)
class LineStyle:
    """A line; `weight` and `dash` in px; `halo` is the colour of a wider line underneath."""

    colour: str
    weight: float = 2.0
    dash: str | None = None
    halo: str | None = None
    opacity: float = 1.0

    def __post_init__(self) -> None:
        _check_colour(self.colour, self.halo)
        _check_dash(self.dash)


@dataclass(frozen=True, kw_only=True)
class PointStyle:
    """A symbol of `map.symbols.SYMBOLS` in `colour`, `size` px across, with a white outline."""

    symbol: str
    colour: str
    size: float = 18.0

    def __post_init__(self) -> None:
        _check_colour(self.colour)
        if self.symbol not in SYMBOLS:
            raise ValueError(f"no symbol {self.symbol!r}; there are {sorted(SYMBOLS)}")


@dataclass(frozen=True, kw_only=True)
class CircleStyle:
    """A circle on the ground, as around a vague position."""

    colour: str
    fill_opacity: float = 0.04
    weight: float = 1.0
    dash: str | None = "4 4"

    def __post_init__(self) -> None:
        _check_colour(self.colour)
        _check_dash(self.dash)


@dataclass(frozen=True, kw_only=True)
class ChipStyle:
    """A small box with a text in it, its corners square: no symbol of an event. `colour`: of text and edge; `dash`: of
    the edge, in px."""

    colour: str
    fill: str
    dash: str | None = None

    def __post_init__(self) -> None:
        _check_colour(self.colour, self.fill)
        _check_dash(self.dash)


Style = AreaStyle | LineStyle | PointStyle | CircleStyle | ChipStyle
