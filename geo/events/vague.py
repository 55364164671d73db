"""Events that are known to a region only, by the first-level area they happened in."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.events.events import INCIDENT

REGION_ONLY = 3
"""geo_precision of an event that is known to a region only: its point is no place."""


@dataclass(frozen=True)
class VagueEvents:
    """`events` (ids) known to one area only. `key`: its `adm1_pcode`, or where there is none the name of the region;
    `lon`, `lat`: in the middle of their points, degrees (EPSG:4326)."""

    key: str
    lon: float
    lat: float
    events: tuple[str, ...]


PINNED_FROM = ("count_as", "geo_precision")
"""The columns of events that, with their points, tell which may be shown as a point."""


def is_placed(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Which of `events` are incidents with a position."""
    return np.asarray(events.geometry.notna()) & (events["count_as"] == INCIDENT).to_numpy(dtype=bool)


def is_vague(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Which of `events` are incidents known to a region only, with a point that stands for it."""
    return is_placed(events) & _is_region(events)


def is_pinned(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Which of `events` may be shown as a point: placed, and not vague."""
    return is_placed(events) & ~_is_region(events)


def _is_region(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    return (events["geo_precision"] == REGION_ONLY).fillna(False).to_numpy(dtype=bool)


VAGUE_FROM = ("count_as", "geo_precision", "adm1_pcode", "location_en", "event_id")
"""The columns of events that tell which are vague, and in which area."""


def vague_by_area(events: gpd.GeoDataFrame) -> list[VagueEvents]:
    """Those of `events` (with VAGUE_FROM) that are vague, by area, the most first, then by key."""
    vague = events[is_vague(events)]
    area = vague["adm1_pcode"].where(vague["adm1_pcode"] != "", vague["location_en"])
    found = [
        VagueEvents(str(key), float(part.geometry.x.mean()), float(part.geometry.y.mean()), tuple(part["event_id"]))
        for key, part in vague.groupby(area.to_numpy(), sort=True)
    ]
    return sorted(found, key=lambda one: (-len(one.events), one.key))
