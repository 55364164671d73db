"""Base maps of other hosts, which the page asks for nothing until its reader chooses one."""

from __future__ import annotations

import os
from dataclasses import dataclass

import folium
import xyzservices.providers as providers

from geo.common.messages import _


@dataclass(frozen=True)
class OnlineBaseMap:
    """A base map fetched from someone else's server while the reader looks at the map."""

    title: str
    host: str
    provider: str  # its name in xyzservices
    key_from: str = ""  # the environment variable that holds the provider's key, for those that ask for one

    @property
    def usable(self) -> bool:
        """Whether its tiles can be had: it asks for no key, or there is one."""
        return not self.key_from or bool(os.environ.get(self.key_from))

    @property
    def reveals(self) -> str:
        """What the reader tells whom by switching it on."""
        return _("{host} learns your IP address and which parts of the map you look at, as you move it.").format(
            host=self.host
        )


CARTO_KEY = "FRONTLINE_CARTO_KEY"
"""Since August 2026 CARTO prints "API key required" over every tile that is asked for without one."""

ONLINE_BASE_MAPS: dict[str, OnlineBaseMap] = {
    "osm": OnlineBaseMap("OpenStreetMap", "tile.openstreetmap.org", "OpenStreetMap.Mapnik"),
    "carto": OnlineBaseMap("CARTO Positron", "basemaps.cartocdn.com", "CartoDB.Positron", CARTO_KEY),
    "carto-dark": OnlineBaseMap("CARTO Dark Matter", "basemaps.cartocdn.com", "CartoDB.DarkMatter", CARTO_KEY),
    "esri": OnlineBaseMap("Esri World Imagery", "server.arcgisonline.com", "Esri.WorldImagery"),
}


def tiles_of(choice: str) -> folium.FeatureGroup:
    """The tiles of an online base map, by its key. Its host is told the address of this server, which some ask for."""
    group = folium.FeatureGroup(name="Online base map")
    chosen = ONLINE_BASE_MAPS[choice]
    provider = providers.query_name(chosen.provider)
    if chosen.key_from:
        provider = provider(apikey=os.environ[chosen.key_from])
    folium.TileLayer(provider, overlay=True, referrer_policy="origin").add_to(group)
    return group
