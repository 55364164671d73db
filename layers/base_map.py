"""The empty map under the layers: no tiles, Leaflet from where it is told, the drawing script of layers/js in it.

The same for every run, so that streamlit-folium keeps the map on the page and the reader's view with it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.crs import Bounds
from layers.text import script_json

SCRIPTS = (
    "core.js",
    "shapes.js",
    "points.js",
    "chips.js",
    "packed.js",
    "crowd.js",
    "labels.js",
    "playback.js",
    "start.js",
    "compare.js",
)  # core first: the others build on it


@cache
def own_code() -> tuple[str, str]:
    """The script and the style that draw the layers."""
    folder = Path(__file__).parent / "js"
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return script, (folder / "frontline.css").read_text(encoding="utf-8")


class _OwnCode(MacroElement):
    """Our script and style, inside the page: they need no server and so work in an exported file too."""

    _template = Template(
        "{% macro header(this, kwargs) %}<style>{{ this.style }}</style>{% endmacro %}"
        "{% macro script(this, kwargs) %}{{ this.code }}{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()
        self._name = "FrontlineCode"
        self.code, self.style = own_code()


class _StartingView(MacroElement):
    """Metric scale; show `home` first, and keep fitting it to the window until the reader moves the map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "L.control.scale({imperial: false}).addTo({{ this._parent.get_name() }});"
        "frontline.fit({{ this._parent.get_name() }}, {{ this.home }}, false);"
        "{% endmacro %}"
    )

    def __init__(self, home: Bounds) -> None:
        super().__init__()
        self._name = "FrontlineStartingView"
        self.home = script_json(home)


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

    `leaflet`: address of the folder with leaflet.js and leaflet.css, as the map's own page sees it.
    """
    chart = empty_map(home)
    # folium's own lists add jQuery, Bootstrap and icon fonts from five hosts; none of it is used here
    chart.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
    chart.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]
    _OwnCode().add_to(chart)
    _StartingView(home).add_to(chart)
    return chart
