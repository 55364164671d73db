"""Where the reader moved the map to, as a link keeps it.

The map writes it into the address of the page by itself (map/js/position.js), for it moves without a run of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AT = "at"
"""What a link calls it."""
WRITTEN = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?)_(-?\d{1,3}(?:\.\d{1,6})?)_(\d{1,2}(?:\.\d{1,2})?)")
MOST_ZOOM = 22.0


@dataclass(frozen=True)
class Position:
    """The middle of the map (degrees, EPSG:4326) and Leaflet's zoom."""

    lat: float
    lon: float
    zoom: float

    def __str__(self) -> str:
        return f"{self.lat:.4f}_{self.lon:.4f}_{self.zoom:g}"

    @classmethod
    def read(cls, text: str) -> Position | None:
        """What a link says, as in "35.6200_36.9100_9"; None where it is no position."""
        written = WRITTEN.fullmatch(text)
        if written is None:
            return None
        lat, lon, zoom = map(float, written.groups())
        return cls(lat, lon, zoom) if abs(lat) <= 90 and abs(lon) <= 180 and zoom <= MOST_ZOOM else None
