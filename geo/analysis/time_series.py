"""The situation day by day: ground by holder, front line by pair, events and casualties."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.analysis.situation_figures import front_of, ground_in
from geo.common.crs import STORED, local_plane, reproject
from geo.common.measure import M_PER_KM
from geo.control.front_line import Pair
from geo.control.snapshot import turns_between
from geo.control.voronoi import ROUND
from geo.events.events import CERTAIN, INCIDENTS_FROM, counted
from geo.polygons.history import PolygonHistory
from geo.polygons.series import front_km_by_day, km2_by_day, read_series
from geo.query.filters import Filters
from geo.registry.settings import Area
from geo.registry.statuses import NO_HOLDER, Status
from geo.theatre.theatre import Theatre


def ground_by_day(theatre: Theatre, filters: Filters) -> pd.DataFrame:
    """Ground at the end of every day of the filters' range, in the filters' area.

    Returns
    -------
    DataFrame, one row a day and standing: `day` (datetime64), `standing` (faction id, or contested, disputed, unknown),
    `km2` (held and claimed together).
    """
    area, changing = theatre.area(filters.area), _days_of_change(theatre, filters)
    if theatre.history is not None:
        if area.outline is not None:
            return _drawn_ground_inside(theatre, area.outline, changing, filters)
        return _drawn_ground(theatre, theatre.history, area, filters)
    rows = []
    for day in changing:
        ground = ground_in(theatre, theatre.control.snapshot(day, filters.known_by), area, filters)
        standings = dict(ground.unheld)
        for held in (ground.held, ground.claimed):
            for faction, km2 in held.items():
                standings[faction] = standings.get(faction, 0.0) + km2
        rows += [{"day": pd.Timestamp(day), "standing": name, "km2": km2} for name, km2 in standings.items()]
    return _every_day(pd.DataFrame(rows, columns=["day", "standing", "km2"]), changing, filters)


def _wanted(theatre: Theatre, filters: Filters) -> Set[str]:
    """The standings that a question is about."""
    return NO_HOLDER | (filters.factions or frozenset(theatre.factions))


def _days_of_change(theatre: Theatre, filters: Filters) -> list[date]:
    """The first day of the range, and every day of it on which the picture changes."""
    return turns_between(theatre.control, filters.start, filters.end, filters.known_by)


def _every_day(table: pd.DataFrame, changing: list[date], filters: Filters) -> pd.DataFrame:
    """The rows that a table has for each `day` of `changing`, for every day of the range until the next of these."""
    every = pd.date_range(filters.start, filters.end)
    known = pd.DatetimeIndex(changing)
    days = pd.DataFrame({"every": every, "day": known[known.searchsorted(every, side="right") - 1]})
    return days.merge(table, on="day").drop(columns="day").rename(columns={"every": "day"})


def _drawn_ground(theatre: Theatre, history: PolygonHistory, area: Area, filters: Filters) -> pd.DataFrame:
    """The same from the series kept with a history. On days outside it all ground is unknown."""
    series = read_series(history, theatre.governorates, theatre.extent, theatre.factions)
    days = pd.date_range(filters.start, filters.end, name="day")
    km2 = km2_by_day(series, area.adm1)
    whole = float(km2.iloc[0].sum())
    km2 = km2.reindex(days)
    undrawn = km2.isna().all(axis=1)
    km2 = km2.fillna(0.0)
    km2.loc[undrawn, Status.UNKNOWN.value] = whole
    wanted = _wanted(theatre, filters)
    long = km2.fillna(0.0).reset_index().melt("day", var_name="standing", value_name="km2").sort_values("day")
    long = long[(long["km2"] > 0) & long["standing"].isin(list(wanted))]
    return long.reset_index(drop=True)


def _drawn_ground_inside(
    theatre: Theatre, outline: shapely.Polygon, changing: list[date], filters: Filters
) -> pd.DataFrame:
    """The same in an area that is itself drawn, which no series is kept for."""
    wanted = _wanted(theatre, filters)
    rows = [
        {"day": pd.Timestamp(day), "standing": name, "km2": km2}
        for day, found in zip(changing, theatre.control.within(outline, changing, filters.known_by), strict=True)
        for name, km2 in found.items()
        if name in wanted
    ]
    return _every_day(pd.DataFrame(rows, columns=["day", "standing", "km2"]), changing, filters)


def front_by_day(theatre: Theatre, filters: Filters) -> pd.DataFrame:
    """Length of the front between each pair of factions at the end of every day of the filters' range, in the filters'
    area.

    Returns
    -------
    DataFrame, index `day` (datetime64), columns `one`, `other` (the pairs that face each other on any of the days): km,
    0.0 on days without. A row adds up to the situation's front line of that day.
    """
    area = theatre.area(filters.area)
    days = pd.date_range(filters.start, filters.end, name="day")
    if theatre.history is not None and area.outline is None:
        series = read_series(theatre.history, theatre.governorates, theatre.extent, theatre.factions)
        front = front_km_by_day(series, area.adm1, filters.factions).reindex(days).fillna(0.0)
        return front.loc[:, (front > 0).any()]
    changing = _days_of_change(theatre, filters)
    control = theatre.control if area.outline is None else theatre.control.around(area.outline)
    pairs: list[Mapping[Pair, float]] = [
        front_of(control.snapshot(day, filters.known_by), area, filters) for day in changing
    ]
    columns = pd.MultiIndex.from_tuples(sorted(set().union(*pairs)), names=["one", "other"])
    km = pd.DataFrame(
        [[km.get(pair, 0.0) for pair in columns] for km in pairs],
        index=pd.DatetimeIndex(changing, name="day"),
        columns=columns,
        dtype="float64",
    )
    return km.reindex(days, method="ffill")


DAYS_FROM = (*INCIDENTS_FROM, "event_date", "event_type", "fatalities_best")
"""The columns of events that `events_by_day` counts."""


def events_by_day(events: pd.DataFrame) -> pd.DataFrame:
    """Certain incidents of a situation that count, by the day they are dated to and their type.

    Returns
    -------
    DataFrame: `day`, `event_type`, `events`, `killed` (best figures; events without one add nothing).
    """
    counts = counted(events) & (events["membership"] == CERTAIN)
    sure = events.loc[counts, ["event_date", "event_type", "fatalities_best"]]
    table = pd.DataFrame(
        {
            "day": sure["event_date"],
            "event_type": sure["event_type"],
            "events": 1,
            "killed": sure["fatalities_best"].astype("float64").fillna(0.0),
        }
    )
    return table.groupby(["day", "event_type"], as_index=False)[["events", "killed"]].sum()


def share_around(theatre: Theatre, centre: shapely.Point, filters: Filters, *, radius_km: float) -> pd.DataFrame:
    """Who held how much of the ground within `radius_km` of `centre` (degrees) on every day of the range.

    Returns
    -------
    DataFrame: `day`, `standing`, `share` (0 to 1; the shares of a day add up to 1). Empty where no mapped ground lies
    that near.
    """
    plane = local_plane(theatre.extent)
    middle = reproject(np.array([centre]), STORED, plane)[0]
    disc = shapely.buffer(middle, radius_km * M_PER_KM, quad_segs=ROUND)
    days = _days_of_change(theatre, filters)
    around = reproject(np.array([disc]), plane, STORED)[0]
    rows = [
        {"day": pd.Timestamp(day), "standing": name, "share": area / sum(km2.values())}
        for day, km2 in zip(days, theatre.control.within(around, days, filters.known_by), strict=True)
        for name, area in sorted(km2.items())
    ]
    shares = pd.DataFrame(rows, columns=["day", "standing", "share"])
    return _every_day(shares, days, filters) if rows else shares


def events_around(
    theatre: Theatre, events: gpd.GeoDataFrame, centre: shapely.Point, *, radius_km: float
) -> pd.DataFrame:
    """Those of `events` whose point lies within `radius_km` of `centre` (degrees), measured in the theatre's plane."""
    plane = local_plane(theatre.extent)
    placed = events[events.geometry.notna()]
    middle = reproject(np.array([centre]), STORED, plane)[0]
    distance = shapely.distance(reproject(placed.geometry.to_numpy(), STORED, plane), middle)
    return placed[distance <= radius_km * M_PER_KM]
