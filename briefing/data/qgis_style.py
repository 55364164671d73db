"""Styles as QGIS keeps them (QML): the colours, patterns and symbols of the map, one category a look."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from xml.etree import ElementTree as ET

from geo.common.phrases import Language
from map.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle, Style
from map.swatches import swatch_svg
from map.table import GeometryKind, LayerTable, text_of

PX_MM = 25.4 / 96
"""A CSS pixel in mm: the map's styles are in the one, QGIS's here in the other."""
RULE_TILE, TILE = 5.0, 12.0
RULE, DOT = 1.3, 4.4
"""The patterns of map/swatches.py, in px."""
UPRIGHT = 90
"""Degrees, of the ruling."""
SVG_SIDE, SYMBOL_SIDE = 26, 24
SYMBOL_KINDS: Mapping[GeometryKind | None, str] = {"MultiPolygon": "fill", "MultiLineString": "line", "Point": "marker"}


@dataclass(frozen=True)
class SymbolLayer:
    """One layer of a symbol of QGIS; a pattern repeats another, a stroke or a dot."""

    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    repeats: SymbolLayer | None = None


def qml(table: LayerTable, language: Language) -> str:
    """The style of a layer as QML, its categories named in `language`."""
    root = ET.Element("qgis", version="3.22.0", styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr=table.drawn_by, symbollevels="0")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for number, (key, look) in enumerate(table.drawn.items()):
        label = look.label.each(text_of).set_apart(language, " / ")
        shown = "true" if look.shown else "false"
        ET.SubElement(categories, "category", value=key, label=label, symbol=str(number), render=shown)
        kind, alpha = SYMBOL_KINDS[table.geometry], f"{_alpha(look.style):g}"
        symbol = ET.SubElement(symbols, "symbol", type=kind, name=str(number), alpha=alpha, clip_to_extent="1")
        for layer in _layers(look.style):
            _add(symbol, str(number), layer)
    return ET.tostring(root, encoding="unicode")


def _add(symbol: ET.Element, number: str, layer: SymbolLayer) -> None:
    element = ET.SubElement(symbol, "layer", {"class": layer.kind, "enabled": "1", "pass": "0", "locked": "0"})
    options = ET.SubElement(element, "Option", type="Map")
    for key, value in layer.options.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
    if layer.repeats is not None:
        kind = "line" if layer.repeats.kind == "SimpleLine" else "marker"
        inner = ET.SubElement(element, "symbol", type=kind, name=f"@{number}@0", alpha="1", clip_to_extent="1")
        _add(inner, number, layer.repeats)


def _alpha(style: Style) -> float:
    """Opacity of a whole symbol: colours laid over each other must not mix."""
    return style.opacity if isinstance(style, AreaStyle) and style.second is not None else 1.0


def _layers(style: Style) -> Iterator[SymbolLayer]:
    """The layers of a symbol, lowest first."""
    match style:
        case AreaStyle():
            yield from _fill(style)
            yield _outline(style)
        case LineStyle():
            if style.halo:
                yield _stroke(style.halo, style.weight + 3)
            yield _stroke(style.colour, style.weight)
        case PointStyle():
            svg = swatch_svg(replace(style, size=SYMBOL_SIDE), width=SVG_SIDE, height=SVG_SIDE)
            path = "base64:" + b64encode(svg.encode()).decode()
            yield SymbolLayer("SvgMarker", {"name": path, "size": _mm(style.size * SVG_SIDE / SYMBOL_SIDE)})
        case CircleStyle() | ChipStyle():
            raise ValueError("neither a circle on the ground nor a chip is a style of a layer")
        case _:
            assert_never(style)


def _fill(style: AreaStyle) -> Iterator[SymbolLayer]:
    if style.fill == "none":
        return
    if style.fill == "solid":
        yield _flat(style.colour, style.opacity)
    elif style.second is not None:
        yield _flat(style.colour)
        if style.fill == "ruled":
            yield _lines(style.second, RULE, RULE_TILE, UPRIGHT)
        else:
            yield _dots("circle", style.second, DOT, TILE)


def _outline(style: AreaStyle) -> SymbolLayer:
    return SymbolLayer(
        "SimpleFill",
        {
            "style": "no",
            "outline_color": _rgba(style.outline or style.colour),
            "outline_width": _mm(style.weight),
            "outline_style": "dash" if style.dash else "solid" if style.weight else "no",
            "joinstyle": "bevel",
        },
    )


def _flat(colour: str, opacity: float = 1.0) -> SymbolLayer:
    return SymbolLayer("SimpleFill", {"color": _rgba(colour, opacity), "style": "solid", "outline_style": "no"})


def _stroke(colour: str, width: float) -> SymbolLayer:
    options = {"line_color": _rgba(colour), "line_width": _mm(width), "joinstyle": "round"}
    return SymbolLayer("SimpleLine", options)


def _lines(colour: str, width: float, apart: float, angle: int) -> SymbolLayer:
    options = {"angle": str(angle), "distance": _mm(apart)}
    return SymbolLayer("LinePatternFill", options, _stroke(colour, width))


def _dots(shape: str, colour: str, size: float, tile: float) -> SymbolLayer:
    """Marks in rows half a tile apart, every other row moved by half a tile."""
    mark = {"name": shape, "color": _rgba(colour), "outline_style": "no", "size": _mm(size)}
    pattern = {"distance_x": _mm(tile), "distance_y": _mm(tile / 2), "displacement_x": _mm(tile / 2)}
    return SymbolLayer("PointPatternFill", pattern, SymbolLayer("SimpleMarker", mark))


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def _mm(px: float) -> str:
    return f"{px * PX_MM:.3f}"
