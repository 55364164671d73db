"""The map of the page, by folium: the empty map, what is drawn on it, and what the page wants of it as a whole.

No other module knows how folium's elements hang together. The map has no tiles, takes Leaflet from where it is told and
has our own script in it; it is the same for every run, so that streamlit-folium keeps it on the page and the reader's
view with it. folium's own classes write a piece of JavaScript for every feature; ours write one line for each drawable.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from geo.common.crs import Bounds
from map.browser_code import own_code
from map.drawables import Drawable
from map.leaflet import leaflet_style
from map.payload import Message, message_of
from map.text import script_json

Side = Literal["left", "right"]


class _OwnCode(MacroElement):
    """Our script, and Leaflet's style and ours, inside the page.

    streamlit-folium does not wait for a style that is linked: the map was seen for a moment with all in wrong places.
    """

    _template = Template(
        "{% macro header(this, kwargs) %}<style>{{ this.style }}</style>{% endmacro %}"
        "{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "FrontlineCode"
        self.code, style = own_code()
        self.style = leaflet_style() + style


class _StartingView(MacroElement):
    """Show `home` first, and keep fitting it to the window until the reader moves the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "frontline.fit({{ this._parent.get_name() }}, {{ this.home }}, false);"
        "{% endmacro %}"
    )

    def __init__(self, home: Bounds) -> None:
        super().__init__()
        self._name = "FrontlineStartingView"
        self.home = script_json(home)


class _View(MacroElement):
    """Tells the map once per redraw what the page wants of it as a whole; comes after the layers."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "frontline.view({{ this._parent._parent.get_name() }}, {{ this.wish }});"
        "{% endmacro %}"
    )

    def __init__(self, wish: dict[str, object]) -> None:
        super().__init__()
        self._name = "FrontlineView"
        self.wish = script_json(wish)


class _Verbatim(Element):
    """A script handed on as it is: folium's Element would compile it as a Jinja template first."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self.script = script

    def render(self, **kwargs: Any) -> str:
        return self.script


class _Group(folium.FeatureGroup):
    """A group whose lines go into a page as they are: folium compiles those of every group as templates."""

    def render(self, **kwargs: Any) -> str:
        _into_page(self, self._template.module.script(self, kwargs))
        for child in self._children.values():
            child.render(**kwargs)
        return _into_page(self, f"{self.get_name()}.addTo({_parent_name(self)});", last=True)


def _parent_name(element: MacroElement) -> str:
    if element._parent is None:
        raise ValueError("what is drawn belongs to a group, and a group to a map: add it to one first")
    return str(element._parent.get_name())


def _into_page(element: MacroElement, script: str, *, last: bool = False) -> str:
    """Put a script of an element, or the `last` one, among those of the page it belongs to; what stands in its place:
    nothing, as for all elements of folium's that have a script."""
    figure = element.get_root()
    if not isinstance(figure, Figure):
        raise ValueError("a group is drawn as part of a map: add it to one first")
    figure.script.add_child(_Verbatim(script), name=f"{element.get_name()}_last" if last else element.get_name())
    return ""


class _Drawn(MacroElement):
    """One line of JavaScript that draws a message into the group it belongs to."""

    # streamlit-folium asks the template, a page of folium's own calls render
    _template = Template("{% macro script(this, kwargs) %}{{ this.script() }}{% endmacro %}")

    def __init__(self, message: Message, side: Side | None) -> None:
        super().__init__()
        self._name = "FrontlineDrawn"
        self.message, self.side = message, side

    def script(self) -> str:
        side = f', "{self.side}"' if self.side else ""
        return f'frontline.draw({_parent_name(self)}, "{self.message.kind}", {self.message.json}{side});'

    def render(self, **kwargs: Any) -> str:
        return _into_page(self, self.script())


def group_of(name: str, drawn: Iterable[Drawable | Message], side: Side | None = None) -> folium.FeatureGroup:
    """A group of what is not empty. `side`: the side of a divider (map/divider.py) on which alone it is seen."""
    group = _Group(name=name)
    for one in drawn:
        if isinstance(one, Message) or not one.is_empty:
            _Drawn(one if isinstance(one, Message) else message_of(one), side).add_to(group)
    return group


def view_of(wish: dict[str, object]) -> folium.FeatureGroup:
    """A group that draws nothing and tells the map what the page wants of it (map/js/core.js, view)."""
    group = _Group(name="View")
    _View(wish).add_to(group)
    return group


def empty_map(home: Bounds, *, max_zoom: int = 14, min_zoom: int = 2) -> folium.Map:
    """A map without tiles around the middle of `home` (west, south, east, north), with its options set."""
    west, south, east, north = home
    chart = folium.Map(
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=7,
        tiles=None,
        control_scale=False,
        zoom_snap=0.5,
        min_zoom=min_zoom,
        max_zoom=max_zoom,
    )
    # without tiles folium hands its own max_zoom and min_zoom to nobody
    chart.options["maxZoom"], chart.options["minZoom"] = max_zoom, min_zoom
    return chart


def base_map(home: Bounds, *, leaflet: str) -> folium.Map:
    """A map without tiles that shows `home` (west, south, east, north), with the script that draws the layers.

    `leaflet`: address of the folder with leaflet.js, as the map's own page sees it.
    """
    chart = empty_map(home)
    # folium's own lists add jQuery, Bootstrap and icon fonts from five hosts; none of it is used here
    chart.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
    chart.default_css = []
    _OwnCode().add_to(chart)
    _StartingView(home).add_to(chart)
    return chart
