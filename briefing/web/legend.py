"""The legend of a page: the parties, each once with its tints; then the layers, which can be switched off."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from briefing.job.brief import Brief
from briefing.web.data import PageData
from geo.common.phrases import Phrase
from map.layer import Layer, LegendItem
from map.legend import LegendLine, legend_lines
from map.styles import Style
from map.swatches import swatch_svg
from map.text import visible

SAMPLE_PX, BESIDE_ANOTHER_PX = 28, 18


@dataclass(frozen=True)
class PageSample:
    """A sample, the layer that draws it and the steps on which it does: "0 1", or "" for all."""

    picture: Markup
    layer: str
    steps: str


@dataclass(frozen=True)
class PageLine:
    """A line of the legend and the steps on which it is shown: "0 1", or "" for all; a heading has no samples."""

    samples: tuple[PageSample, ...]
    label: Phrase
    steps: str


@dataclass(frozen=True)
class PageLayer:
    """A layer with its lines. `is_drawn`: whether it draws anything at all."""

    id: str
    title: Phrase
    is_drawn: bool
    lines: tuple[PageLine, ...]


@dataclass(frozen=True)
class PageLegend:
    """What a page tells of the marks on its map."""

    parties: tuple[PageLine, ...]
    layers: tuple[PageLayer, ...]


def page_legend(brief: Brief, data: PageData) -> PageLegend:
    """The legend of all steps; the layers, the background last."""
    of = {item: layer.id for layer in brief.layers for item in data.legend[layer.id]}
    on = {item: steps for lines in data.legend.values() for item, steps in lines.items()}

    def line(of_one: LegendLine) -> PageLine:
        width = SAMPLE_PX if len(of_one.swatches) == 1 else BESIDE_ANOTHER_PX
        samples = (PageSample(swatch(item.swatch, width), of[item], steps([item])) for item in of_one.items)
        shown = () if of_one.is_heading else tuple(samples)
        return PageLine(shown, in_sight(of_one.names), steps(of_one.items))

    def steps(items: Iterable[LegendItem]) -> str:
        shown = frozenset().union(*(on[item] for item in items))
        return "" if len(shown) == len(data.steps) else " ".join(map(str, sorted(shown)))

    layers = sorted(brief.layers, key=lambda layer: layer.is_background)
    return PageLegend(
        parties=tuple(map(line, legend_lines(item for item in on if item.tint))),
        layers=tuple(
            PageLayer(
                layer.id,
                title_of_layer(layer, brief),
                layer.id in data.drawn,
                tuple(map(line, legend_lines(item for item in data.legend[layer.id] if not item.tint))),
            )
            for layer in layers
        ),
    )


def title_of_layer(layer: Layer, brief: Brief) -> Phrase:
    """Its title, in which nothing hides or reorders."""
    return in_sight(layer.title_in(brief.theatre))


def in_sight(text: Phrase) -> Phrase:
    """A phrase in which nothing hides or reorders."""
    return text.each(visible)


def swatch(style: Style, width: int = SAMPLE_PX) -> Markup:
    """A sample as a picture of its own: ids of its patterns then mean nothing to the rest of the page."""
    encoded = b64encode(swatch_svg(style, width=width).encode()).decode()
    return Markup(f'<img alt="" width="{width}" height="18" src="data:image/svg+xml;base64,{encoded}">')
