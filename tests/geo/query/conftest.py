"""Two square governorates, and areas drawn on them."""

from __future__ import annotations

import geopandas as gpd
import shapely

from geo.query.own_area import OwnArea, own_area

SQUARES = gpd.GeoDataFrame(
    {"adm1_pcode": ["XX01", "XX02"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs="EPSG:4326"
)


def area(text: str) -> OwnArea:
    """The area of these corners on SQUARES."""
    return own_area(text, SQUARES, extent=(0.0, 0.0, 2.0, 1.0))
