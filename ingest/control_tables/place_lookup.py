"""The place of the theatre that a row of a table names: by id, by name, or by its point."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.crs import ELLIPSOID
from geo.common.messages import L_, Sentence

AT_ITS_POINT_M = 2_000.0
"""Farther from the point of a place than this, coordinates are not of it."""
UNKNOWN_PLACE, SEVERAL_PLACES = L_("is no place of this theatre"), L_("is the name of several places")


def by_id(values: Sequence[str], places: gpd.GeoDataFrame) -> tuple[list[str], list[str | Sentence]]:
    """The place_id that each value is, "" where it is none, and the fault then. 704147.0 is 704147."""
    known = set(places["place_id"])
    found = [value if value in known else value.removesuffix(".0") for value in values]
    ids = [value if value in known else "" for value in found]
    return ids, ["" if place_id else UNKNOWN_PLACE for place_id in ids]


def by_name(values: Sequence[str], places: gpd.GeoDataFrame) -> tuple[list[str], list[str | Sentence]]:
    """The place that each value is a name of (any of its names, case aside), "" for none, and the fault then. An
    English name goes before other names; what is nobody's name may be an id."""
    first: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for place_id, english, arabic, more in zip(
        places["place_id"], places["name_en"], places["name_ar"], places["alt_names"], strict=True
    ):
        first.setdefault(english.casefold(), set()).add(place_id)
        for name in {str(arabic).casefold(), *(str(one).casefold() for one in more)}:
            others.setdefault(name, set()).add(place_id)
    found = [first.get(value.casefold()) or others.get(value.casefold(), set()) for value in values]
    coded, _unknown = by_id(values, places)
    ids = [
        next(iter(some)) if len(some) == 1 else "" if some else code for some, code in zip(found, coded, strict=True)
    ]
    return ids, ["" if one else SEVERAL_PLACES if some else UNKNOWN_PLACE for one, some in zip(ids, found, strict=True)]


def by_point(
    longitude: pd.Series, latitude: pd.Series, places: gpd.GeoDataFrame
) -> tuple[list[str], list[str | Sentence]]:
    """The nearest place within AT_ITS_POINT_M of each point (degrees), "" for none, and the fault then."""
    points = gpd.GeoSeries(gpd.points_from_xy(longitude, latitude), crs=places.crs)
    sound = np.flatnonzero(points.is_valid & ~points.is_empty & longitude.notna() & latitude.notna())
    ids = [""] * len(points)
    faults: list[str | Sentence] = [UNKNOWN_PLACE] * len(points)
    rows, nearest = places.sindex.nearest(points.iloc[sound], return_all=False)
    shapes = places.geometry.to_numpy()
    for row, at in zip(sound[rows], nearest, strict=True):
        point, place = points.iloc[row], shapes[at]
        if ELLIPSOID.inv(point.x, point.y, place.x, place.y)[2] <= AT_ITS_POINT_M:
            ids[row], faults[row] = str(places["place_id"].iloc[at]), ""
    return ids, faults
