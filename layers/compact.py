"""Children of a folium FeatureGroup that reach the browser as one JSON payload each; layers/js draws them.

folium's own classes write a piece of JavaScript for every feature; these write one line for the whole layer.
Positions are EPSG:4326, longitude first. Text is plain text: it is neither HTML nor escaped by the caller,
the script turns it into text nodes (layers/js/core.js, textBlock).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from typing import Any, ClassVar, Literal

import folium
import numpy as np
import shapely
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from numpy.typing import ArrayLike

from layers.features import (
    AreaFeatures,
    CircleFeatures,
    Features,
    LabelFeatures,
    Level,
    LineFeatures,
    PointFeatures,
)
from layers.payload import (
    Payload,
    Texts,
    area_style,
    check_length,
    checked_shapes,
    circle_style,
    numbered,
    numbers,
    one_each,
    paths,
    positions,
    texts,
)
from layers.styles import AreaStyle, CircleStyle, LineStyle, PointStyle
from layers.symbols import SYMBOLS
from layers.text import TOOLTIP_CHARS, script_json, visible

__all__ = [
    "AreaStyle",
    "Areas",
    "CircleStyle",
    "Circles",
    "CompactLayer",
    "Labels",
    "Level",
    "LineStyle",
    "Lines",
    "PointStyle",
    "Points",
    "Side",
    "Texts",
    "new_group",
]

Side = Literal["left", "right"]


class _Verbatim(Element):
    """A script handed on as it is: folium's Element would compile it as a Jinja template first."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self.script = script

    def render(self, **kwargs: Any) -> str:
        return self.script


class CompactLayer(MacroElement):
    """Base of the kinds: a payload for `frontline.draw(group, kind, payload)`, or nothing at all.

    `features`: the same as values, for a sheet; None for what is not a drawing of its own.

    `plays`: whether its payload has one style for each feature, which a playback needs to cut it into days.

    `side`: the side of a divider (layers/divider.py) on which alone this is to be seen.
    """

    kind: ClassVar[str]
    plays: ClassVar[bool] = False
    _template = Template("{% macro script(this, kwargs) %}{{ this.script() }}{% endmacro %}")

    def __init__(self, payload: Payload | None, features: Features | None = None) -> None:
        super().__init__()
        self._name = f"Compact{self.kind.capitalize()}"
        self.payload = payload
        self.features = features
        self.side: Side | None = None

    @property
    def columns(self) -> Payload | None:
        """The payload of a kind that plays, with one value for each feature in every column."""
        return self.payload

    @cached_property
    def _json(self) -> str:
        """The payload as a script holds it; a sheet, which draws the features, never asks for it."""
        return "" if self.payload is None else script_json(self.payload)

    def add_to(self, parent: Element, name: str | None = None, index: int | None = None) -> CompactLayer:
        """Add to a FeatureGroup, unless there is nothing to draw: such a group stays without children."""
        if self.payload is not None:
            super().add_to(parent, name=name, index=index)
        return self

    def script(self) -> str:
        """The one line of JavaScript that draws this layer into its group."""
        if self._parent is None:
            raise ValueError("a compact layer is drawn as part of a group: add it to one first")
        side = f', "{self.side}"' if self.side else ""
        return f'frontline.draw({self._parent.get_name()}, "{self.kind}", {self._json}{side});'

    def render(self, **kwargs: Any) -> str:
        """Write the script into the page the group belongs to."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise ValueError("a compact layer is drawn as part of a map: add its group to one first")
        figure.script.add_child(_Verbatim(self.script()), name=self.get_name())
        return ""  # as of all folium elements with a script: nothing in place


class Areas(CompactLayer):
    """Polygons and multipolygons. `styles`: one for all, or one each."""

    kind = "areas"
    plays = True

    def __init__(
        self,
        geometries: ArrayLike,
        styles: AreaStyle | Iterable[AreaStyle],
        *,
        tooltips: Texts = None,
        refs: Texts = None,
        level: Level = "areas",
    ) -> None:
        shapes = checked_shapes(geometries, polygonal=True)
        each = one_each(styles, len(shapes))
        payload = paths(shapely.get_rings, shapely.orient_polygons(shapes), each, level)
        if payload is not None:
            payload["styles"] = [area_style(style) for style in payload["styles"]]
            payload |= texts(len(shapes), tooltips=tooltips, refs=refs)
        super().__init__(payload, AreaFeatures(shapes, each, level))


class Lines(CompactLayer):
    """Lines and multilines. `styles`: one for all, or one each."""

    kind = "lines"
    plays = True

    def __init__(
        self,
        geometries: ArrayLike,
        styles: LineStyle | Iterable[LineStyle],
        *,
        tooltips: Texts = None,
        refs: Texts = None,
        level: Level = "lines",
    ) -> None:
        shapes = checked_shapes(geometries, polygonal=False)
        each = one_each(styles, len(shapes))
        payload = paths(shapely.get_parts, shapes, each, level)
        if payload is not None:
            payload["styles"] = [asdict(style) for style in payload["styles"]]
            payload |= texts(len(shapes), tooltips=tooltips, refs=refs)
        super().__init__(payload, LineFeatures(shapes, each, level))


class Points(CompactLayer):
    """Symbols. Those at one spot are fanned out; above 2,000 in view they become counts on a grid.

    `many` follows the number in the tooltip of such a count, as in "34 events here: click to zoom in"; `badge` is the
    colour of the counts, "" for the usual one.
    """

    kind = "points"
    plays = True

    def __init__(
        self,
        lons: ArrayLike,
        lats: ArrayLike,
        styles: PointStyle | Iterable[PointStyle],
        *,
        tooltips: Texts = None,
        refs: Texts = None,
        many: str = "here: click to zoom in",
        badge: str = "",
    ) -> None:
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        each = one_each(styles, len(x))
        payload = positions(x, y)
        if payload is not None:
            count = len(x)
            used, which = numbered(each)
            drawn = [{**asdict(SYMBOLS[s.symbol]), "colour": s.colour, "size": s.size} for s in used]
            payload |= {"styles": drawn, "style": which, "many": visible(many), "level": "points"}
            payload |= {"badge": badge} if badge else {}
            payload |= texts(count, tooltips=tooltips, refs=refs)
        super().__init__(payload, PointFeatures(x, y, each))


class Circles(CompactLayer):
    """Circles of `radii_m` metres on the ground. They catch no clicks.

    Circles that are the same in all are drawn once: many events at one vague place do not darken it.
    """

    kind = "circles"
    plays = True

    def __init__(
        self,
        lons: ArrayLike,
        lats: ArrayLike,
        radii_m: ArrayLike,
        styles: CircleStyle | Iterable[CircleStyle],
    ) -> None:
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        used, which = numbered(one_each(styles, len(x)))
        radii = np.round(numbers(radii_m, len(x)))
        x, y, radii, number = np.unique(np.column_stack([x, y, radii, which]), axis=0).T
        each = tuple(used[int(style)] for style in number)
        payload = positions(x, y)
        if payload is not None:
            drawn = [circle_style(style) for style in used]
            columns = {"style": number.astype(int).tolist(), "radii": radii.astype(int).tolist()}
            payload |= {"styles": drawn, "level": "circles"} | columns
        super().__init__(payload, CircleFeatures(x, y, radii, each))


class Labels(CompactLayer):
    """Names, each from its `min_zooms` on; where two collide the lower number in `priorities` stays.

    `names`: what to write, "\\n" for a second line (English and Arabic). `kinds` sets the look: city, town,
    village, water, region, country or road; one for all, or one each.
    """

    kind = "labels"
    LOOKS: ClassVar[tuple[str, ...]] = ("city", "town", "village", "water", "region", "country", "road")

    def __init__(
        self,
        lons: ArrayLike,
        lats: ArrayLike,
        names: Iterable[str],
        *,
        min_zooms: ArrayLike,
        priorities: ArrayLike,
        kinds: str | Iterable[str] = "town",
    ) -> None:
        x, y = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
        looks = (kinds,) * len(x) if isinstance(kinds, str) else tuple(kinds)
        shown = tuple(visible(str(name), TOOLTIP_CHARS) for name in names)
        zooms, ranks = numbers(min_zooms, len(x)), numbers(priorities, len(x))
        check_length("names", len(shown), len(x))
        check_length("kinds", len(looks), len(x))
        payload = positions(x, y)
        if payload is not None:
            payload |= {
                "names": shown,
                "minZooms": zooms.tolist(),
                "priorities": ranks.tolist(),
                "kinds": self.LOOKS,
                "kind": [self.LOOKS.index(look) for look in looks],
                "level": "labels",
            }
        super().__init__(payload, LabelFeatures(x, y, shown, zooms, ranks, looks))


def new_group(name: str, *layers: CompactLayer) -> folium.FeatureGroup:
    """A FeatureGroup holding those of `layers` that have something to draw."""
    group = folium.FeatureGroup(name=name)
    for layer in layers:
        layer.add_to(group)
    return group
