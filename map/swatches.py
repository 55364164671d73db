"""Patterns and legend samples, as SVG. The map's script and the legend draw from the same definitions."""

from __future__ import annotations

from hashlib import blake2s
from typing import TypedDict, assert_never

from map.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle, Style
from map.symbols import SYMBOLS


class Pattern(TypedDict):
    """A square tile of `size` px: SVG paths by their attributes."""

    size: int
    shapes: list[dict[str, str | float]]


CHIP_SAMPLE = "n"
"""Stands in the sample of a chip for its number."""


def _dot(x: float, y: float, radius: float) -> str:
    return f"M{x - radius},{y}a{radius},{radius} 0 1 0 {2 * radius},0a{radius},{radius} 0 1 0 {-2 * radius},0Z"


def pattern_of(style: AreaStyle) -> Pattern | None:
    """The pattern a style is filled with; None for a plain fill or none at all."""
    if style.fill == "ruled" and style.second is not None:
        ground: dict[str, str | float] = {"d": "M0,0H5V5H0Z", "fill": style.colour}
        rule: dict[str, str | float] = {"d": "M2.5,0V5", "stroke": style.second, "stroke-width": 1.3, "fill": "none"}
        return {"size": 5, "shapes": [ground, rule]}
    if style.fill == "shared" and style.second is not None:
        plain: dict[str, str | float] = {"d": "M0,0H12V12H0Z", "fill": style.colour}
        dots: dict[str, str | float] = {"d": _dot(3, 3, 2.2) + _dot(9, 9, 2.2), "fill": style.second}
        return {"size": 12, "shapes": [plain, dots]}
    return None


def _attributes(values: dict[str, str | float]) -> str:
    return " ".join(f'{name}="{value}"' for name, value in values.items())


def _area(style: AreaStyle, width: int, height: int) -> str:
    pattern = pattern_of(style)
    fill, defs = "none" if style.fill == "none" else style.colour, ""
    if pattern is not None:
        # ids are shared by the whole page the legend stands in
        name = "frontline-swatch-" + blake2s(repr(style).encode(), digest_size=6).hexdigest()
        shapes = "".join(f"<path {_attributes(shape)}/>" for shape in pattern["shapes"])
        box = f'width="{pattern["size"]}" height="{pattern["size"]}" patternUnits="userSpaceOnUse"'
        defs, fill = f'<defs><pattern id="{name}" {box}>{shapes}</pattern></defs>', f"url(#{name})"
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    stroke = f'stroke="{style.outline or style.colour}" stroke-width="{style.weight}"{dash}'
    rectangle = f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}"'
    veil = f'<rect x="{width / 2}" y="1" width="{width / 2 - 1}" height="{height - 2}" fill="{style.paper}"'
    over = f'{veil} fill-opacity="{style.veil:g}"/>' if style.veil else ""
    return f'{defs}{rectangle} fill="{fill}" fill-opacity="{style.opacity:g}" {stroke}/>{over}'


def _line(style: LineStyle, width: int, height: int) -> str:
    course = f'd="M1,{height / 2}H{width - 1}" fill="none" stroke-opacity="{style.opacity}"'
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    halo = f'<path {course} stroke="{style.halo}" stroke-width="{style.weight + 3}"/>' if style.halo else ""
    return f'{halo}<path {course} stroke="{style.colour}" stroke-width="{style.weight}"{dash}/>'


def _point(style: PointStyle, width: int, height: int) -> str:
    symbol = SYMBOLS[style.symbol]
    place = f"translate({width / 2} {height / 2}) scale({min(style.size, height - 2) / 26:.3f})"
    edge = f'<path d="{symbol.shape}" fill="#fff" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>'
    glyph = ""
    if symbol.glyph:
        ends = 'stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"'
        glyph = f'<path d="{symbol.glyph}" fill="none" stroke="#fff" {ends}/>'
    return f'<g transform="{place}">{edge}<path d="{symbol.shape}" fill="{style.colour}"/>{glyph}</g>'


def _circle(style: CircleStyle, width: int, height: int) -> str:
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    stroke = f'stroke="{style.colour}" stroke-width="{style.weight}"{dash}'
    circle = f'<circle cx="{width / 2}" cy="{height / 2}" r="{height / 2 - 1}"'
    return f'{circle} fill="{style.colour}" fill-opacity="{style.fill_opacity}" {stroke}/>'


def _chip(style: ChipStyle, width: int, height: int) -> str:
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    box = f'<rect x="5" y="2.5" width="{width - 10}" height="{height - 5}" fill="{style.fill}" stroke="{style.colour}"'
    text = f'<text x="{width / 2}" y="{height / 2 + 3.6}" text-anchor="middle" font-size="10" fill="{style.colour}"'
    return f'{box} stroke-width="1"{dash}/>{text} font-family="sans-serif">{CHIP_SAMPLE}</text>'


def swatch_svg(style: Style, *, width: int = 28, height: int = 18) -> str:
    """A legend sample of `style` as an inline SVG element, `width` x `height` px."""
    match style:
        case AreaStyle():
            body = _area(style, width, height)
        case LineStyle():
            body = _line(style, width, height)
        case PointStyle():
            body = _point(style, width, height)
        case CircleStyle():
            body = _circle(style, width, height)
        case ChipStyle():
            body = _chip(style, width, height)
        case _:
            assert_never(style)
    frame = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{body}</svg>'
