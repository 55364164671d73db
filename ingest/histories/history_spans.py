"""From drawn features with their days to one row a faction and span of days on which its polygons stay the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import geopandas as gpd
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.common.plane import polygons

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Drawn:
    """One accepted feature. A snapshot has no `end`: it shows its day, and stands until the next day drawn."""

    faction: str
    start: date
    end: date | None
    shape: shapely.Geometry


@dataclass(frozen=True, eq=False)
class _Stretch:
    """What is drawn from `first` to `last`: by faction, something equal exactly where the polygons are."""

    first: date
    last: date
    content: Mapping[str, Hashable]


def spans_of_snapshots(drawn: Sequence[Drawn]) -> gpd.GeoDataFrame:
    """Snapshots as spans: valid_from, valid_to (both count), faction, geometry (EPSG:4326), by day and faction.

    A day between two drawn days that was not drawn itself shows the one before it.
    """
    by_day: dict[date, dict[str, list[shapely.Geometry]]] = {}
    for feature in drawn:
        by_day.setdefault(feature.start, {}).setdefault(feature.faction, []).append(feature.shape)
    days = sorted(by_day)
    shapes: dict[Hashable, shapely.Geometry] = {}
    stretches = []
    for day, following in zip(days, [*days[1:], days[-1] + ONE_DAY], strict=True):
        content: dict[str, Hashable] = {}
        for faction, parts in by_day[day].items():
            shape = _one(parts)
            content[faction] = shapely.to_wkb(shapely.normalize(shape))
            shapes.setdefault(content[faction], shape)
        stretches.append(_Stretch(day, following - ONE_DAY, content))
    return _rows(stretches, shapes.__getitem__)


def spans_of_intervals(drawn: Sequence[Drawn], open_end: date) -> gpd.GeoDataFrame:
    """Features with a first and a last day (both count) as spans; one without an end lasts to `open_end`, or to the
    last day any feature names if that is later."""
    last_day = max([open_end, *(f.start for f in drawn), *(f.end for f in drawn if f.end is not None)])
    lasting = [(feature, last_day if feature.end is None else feature.end) for feature in drawn]
    bounds = sorted({day for feature, end in lasting for day in (feature.start, end + ONE_DAY)})
    stretches = []
    for first, following in pairwise(bounds):
        active: dict[str, list[int]] = {}
        for number, (feature, end) in enumerate(lasting):
            if feature.start <= first <= end:
                active.setdefault(feature.faction, []).append(number)
        stretches.append(_Stretch(first, following - ONE_DAY, {name: tuple(rows) for name, rows in active.items()}))
    return _rows(stretches, lambda rows: _one([drawn[number].shape for number in _numbers(rows)]))


def _numbers(rows: Hashable) -> tuple[int, ...]:
    return rows if isinstance(rows, tuple) else ()


def _one(parts: Sequence[shapely.Geometry]) -> shapely.Geometry:
    return parts[0] if len(parts) == 1 else polygons(shapely.union_all(parts))


def _rows(stretches: Sequence[_Stretch], shape_of: Callable[[Hashable], shapely.Geometry]) -> gpd.GeoDataFrame:
    """Stretches that follow each other with equal content become one row."""
    rows: list[tuple[date, date, str, Hashable]] = []
    running: dict[str, tuple[date, date, Hashable]] = {}
    for stretch in stretches:
        for faction, content in stretch.content.items():
            before = running.get(faction)
            if before is not None and before[2] == content and before[1] + ONE_DAY == stretch.first:
                running[faction] = (before[0], stretch.last, content)
                continue
            if before is not None:
                rows.append((before[0], before[1], faction, before[2]))
            running[faction] = (stretch.first, stretch.last, content)
    rows += [(first, last, faction, content) for faction, (first, last, content) in running.items()]
    rows.sort(key=lambda row: (row[0], row[2]))
    table = pd.DataFrame([row[:3] for row in rows], columns=["valid_from", "valid_to", "faction"])
    return gpd.GeoDataFrame(table, geometry=[shape_of(row[3]) for row in rows], crs=STORED)
