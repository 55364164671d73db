"""An area that a reader draws: corners in a link or on the command line, read, checked and held against the theatre.

It is an area as any other: whatever is told of a named one is told of it. It has an outline, as named ones that are
clipped do, and what lies in it is decided by points and by cutting ground.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.common.crs import EQUAL_AREA, STORED, Bounds, reproject
from geo.common.errors import FilterError, shorten
from geo.common.measure import M2_PER_KM2
from geo.common.messages import L_
from geo.common.phrases import Phrase, phrase
from geo.common.plane import in_plane
from geo.common.urls import SEPARATOR
from geo.events.vague import REGION_ONLY
from geo.registry.settings import Area

DECIMALS = 4
"""Of a degree, in a link: 11 m."""
LEAST_KM2 = 1.0
MOST_CORNERS = 100
"""A link with more is too long for mail and messengers."""
SHOWN = 40
"""Characters of the corners that an error repeats."""
EXAMPLE = "36.3,36.9~36.3,37.4~36,37.2"
TO_ONE_SIDE_DEG = (1e-9, 1.7e-9)
"""A point on a side counts to what lies a fraction of a millimetre north-east of it: to one of two areas that share the
side, and never to both."""

Corner = tuple[float, float]
"""Longitude and latitude, degrees."""


@dataclass(frozen=True)
class OwnArea(Area):
    """`corners`: where its sides meet, the last and the first joined; `km2`: what it measures."""

    corners: tuple[Corner, ...] = ()
    km2: float = 0.0

    @property
    def key(self) -> str:
        return corners_text(self.corners)

    @property
    def named(self) -> Phrase:
        return _drawn(self.km2)

    @property
    def is_whole(self) -> bool:
        return False

    @cached_property
    def outline(self) -> shapely.Polygon:
        return shapely.Polygon(self.corners)


def own_area(text: str, governorates: gpd.GeoDataFrame, extent: Bounds) -> OwnArea:
    """The area that a link or the command line draws.

    Parameters
    ----------
    text : latitude and longitude of each corner, as in EXAMPLE.
    governorates : polygons with adm1_pcode, EPSG:4326.

    Raises
    ------
    FilterError : as `read_corners`; or it reaches far beyond `extent`, or holds less than LEAST_KM2 of its ground.
    """
    corners = read_corners(text)
    outline = shapely.Polygon(corners)
    if not shapely.covers(_wide(extent), outline):
        raise FilterError(
            L_(
                "The area {corners} reaches far beyond this theatre. Draw it closer; latitude comes before longitude.",
                corners=shorten(text, SHOWN),
            )
        )
    km2 = _ground_km2(outline, governorates)
    if km2 < LEAST_KM2:
        raise FilterError(
            L_(
                "The area {corners} lies outside the ground of this theatre. Draw it inside; latitude comes before "
                "longitude.",
                corners=shorten(text, SHOWN),
            )
        )
    west, south, east, north = shapely.bounds(outline).tolist()
    held, partly = _governorates_in(outline, governorates)
    return OwnArea(
        id=f"drawn-area-{km2:.0f}km2",
        name_en=_drawn(km2).en,
        name_ar=_drawn(km2).ar,
        adm1=held,
        bounds=(west, south, east, north),
        corners=corners,
        km2=km2,
        partly=partly,
    )


def _drawn(km2: float) -> Phrase:
    return phrase("Drawn area ({km2} km²)").format(km2=f"{km2:,.0f}")


def with_governorates(area: Area, governorates: gpd.GeoDataFrame) -> Area:
    """`area`, one that is clipped with the governorates (polygons with adm1_pcode, EPSG:4326) it holds whole or in
    part."""
    if area.outline is None:
        return area
    held, partly = _governorates_in(area.outline, governorates)
    return replace(area, adm1=held, partly=partly)


def _governorates_in(outline: shapely.Polygon, governorates: gpd.GeoDataFrame) -> tuple[frozenset[str], frozenset[str]]:
    """The pcodes of the governorates that an outline holds the whole of, and a part of."""
    shapes, pcodes = governorates.geometry.to_numpy(), governorates["adm1_pcode"].to_numpy(dtype=object)
    held = shapely.covers(outline, shapes)
    partly = shapely.intersects(outline, shapes) & ~shapely.touches(outline, shapes) & ~held
    return frozenset(pcodes[held]), frozenset(pcodes[partly])


def is_drawn(text: str) -> bool:
    """Whether what a link or the command line calls an area is meant for corners, and not for a name."""
    return "," in text or SEPARATOR in text


def read_corners(text: str) -> tuple[Corner, ...]:
    """The corners a text tells of, those told twice in a row once.

    Raises
    ------
    FilterError : they are none, too few or too many, their sides cross, or they hold less than LEAST_KM2.
    """
    shown = shorten(text, SHOWN)
    corners = _distinct([_corner(part, shown) for part in text.split(SEPARATOR)])
    if len(corners) < 3:
        raise FilterError(L_("The area {corners} has fewer than three corners. Add some.", corners=shown))
    if len(corners) > MOST_CORNERS:
        raise FilterError(
            L_(
                "The area {corners} has {count} corners, a link holds {most}. Draw it with fewer.",
                corners=shown,
                count=len(corners),
                most=MOST_CORNERS,
            )
        )
    outline = shapely.Polygon(corners)
    if _km2(outline.convex_hull) >= LEAST_KM2 and not outline.is_valid:
        raise FilterError(
            L_("The area {corners} crosses itself. Draw it so that none of its sides meet.", corners=shown)
        )
    if _km2(outline) < LEAST_KM2:
        raise FilterError(
            L_("The area {corners} is smaller than {least} km². Draw it larger.", corners=shown, least=f"{LEAST_KM2:g}")
        )
    return corners


def corners_text(corners: tuple[Corner, ...]) -> str:
    """Corners as a link tells of them, to 11 m."""
    return SEPARATOR.join(f"{_short(lat)},{_short(lon)}" for lon, lat in corners)


def _corner(part: str, shown: str) -> Corner:
    try:
        lat, lon = (round(float(number), DECIMALS) for number in part.split(","))
    except ValueError:
        lat, lon = math.nan, math.nan
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise FilterError(
            L_(
                "{corners} is no area. Write latitude and longitude of each corner, as in {example}.",
                corners=shown,
                example=EXAMPLE,
            )
        )
    return lon, lat


def _distinct(corners: list[Corner]) -> tuple[Corner, ...]:
    """Corners without those that are the same as the one before, nor the first once more at the end."""
    kept = [corner for number, corner in enumerate(corners) if not number or corner != corners[number - 1]]
    return tuple(kept[:-1] if len(kept) > 1 and kept[-1] == kept[0] else kept)


def _wide(extent: Bounds) -> shapely.Polygon:
    """An extent with as much again on every side."""
    west, south, east, north = extent
    across, up = east - west, north - south
    return shapely.box(west - across, south - up, east + across, north + up)


def _ground_km2(outline: shapely.Polygon, governorates: gpd.GeoDataFrame) -> float:
    """Ground of the governorates inside an outline, km² (EPSG:6933), cut where it is measured."""
    near = governorates.geometry.to_numpy()[governorates.sindex.query(outline, predicate="intersects")]
    (around,) = in_plane(np.array([outline], dtype=object), EQUAL_AREA)
    return float(shapely.area(shapely.intersection(in_plane(near, EQUAL_AREA), around)).sum()) / M2_PER_KM2


def _km2(shape: shapely.Geometry) -> float:
    return float(shapely.area(reproject(np.array([shape], dtype=object), STORED, EQUAL_AREA))[0]) / M2_PER_KM2


def _short(degrees: float) -> str:
    return f"{round(degrees, DECIMALS) + 0.0:.{DECIMALS}f}".rstrip("0").rstrip(".")


def in_area(area: Area, located: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """(n,) which of `located` (points with adm1_pcode) lie in an area: in one with an outline by their points, else by
    their governorates."""
    if area.is_whole:
        return np.ones(len(located), dtype=bool)
    if area.outline is None:
        return located["adm1_pcode"].isin(list(area.adm1)).to_numpy(dtype=bool)
    points = located.geometry.to_numpy()
    east, north = TO_ONE_SIDE_DEG
    shapely.prepare(area.outline)
    return np.asarray(shapely.contains_xy(area.outline, shapely.get_x(points) + east, shapely.get_y(points) + north))


IN_AREA_FROM = ("adm1_pcode", "abroad", "geo_precision", "geometry")
"""The columns of events that tell which lie in an area."""


def events_in(area: Area, events: gpd.GeoDataFrame) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(n,), (n,) which of `events` (with IN_AREA_FROM) lie in an area, and which of these only possibly. What lies
    abroad lies in all ground only.

    An area of governorates holds what names one of them. One with an outline holds what has its point there. What is
    known to a governorate only, or has no point, lies in it where it holds the whole of that governorate, and possibly
    where it holds a part.
    """
    nowhere = np.zeros(len(events), dtype=bool)
    if area.is_whole:
        return ~nowhere, nowhere
    home = ~events["abroad"].to_numpy(dtype=bool)
    named = home & events["adm1_pcode"].isin(list(area.adm1)).to_numpy(dtype=bool)
    if area.outline is None:
        return named, nowhere
    region = (events["geo_precision"] == REGION_ONLY).fillna(False).to_numpy(dtype=bool)
    vague = region | events.geometry.isna().to_numpy(dtype=bool)
    possibly = home & vague & events["adm1_pcode"].isin(list(area.partly)).to_numpy(dtype=bool)
    return np.where(vague, named | possibly, home & in_area(area, events)), possibly
