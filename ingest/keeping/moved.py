"""Which figures of a theatre move once a file is kept: the same as `situation` gives, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.abroad import with_abroad
from geo.event_files import SOURCE_ROW
from geo.event_index import by_day, index_events
from geo.events import check_events
from geo.filters import Filters
from geo.raw_files import ROW_IN_FILE
from geo.situation import event_figures, events_asked_for
from geo.theatre import Theatre
from ingest.keeping.incoming import Incoming

WHOLE, AREA, DAY = "whole", "area", "day"
FIGURES = ("events", "possible", "killed_low", "killed_best", "killed_high", "strikes")


@dataclass(frozen=True)
class Moved:
    """One figure: `of`, the whole theatre, one of its areas or one day; `name` of that area or day;
    `figure`, one of FIGURES; what it is before and after, events or persons."""

    of: str
    name: str
    figure: str
    before: int
    after: int


def figures_moved(found: Incoming, theatre: Theatre) -> tuple[Moved, ...]:
    """The figures that change in the whole theatre, its named areas and first-level areas, and on single days; of
    events of all kinds in all days of the theatre. The days are those on which an event is corrected, withdrawn or
    new."""
    after = events_after(found, theatre)
    touched = _touched(found, theatre, after)
    both = (theatre.events, after)
    every = [(events, index_events(events)) for events in both]
    near = [(events, index_events(events)) for events in (_near(one, touched) for one in both)]
    moved: list[Moved] = []
    for of, name, filters, pcode in _questions(theatre, touched):
        asked = near if of == DAY else every
        then, now = (_figures(events, index, filters, theatre, pcode) for events, index in asked)
        moved += [
            Moved(of, name, figure, then[figure], now[figure]) for figure in FIGURES if then[figure] != now[figure]
        ]
    return tuple(moved)


def _near(events: gpd.GeoDataFrame, days: list[Any]) -> gpd.GeoDataFrame:
    """The events that may touch one of `days`: those of these days, and all that may have lasted longer than one."""
    one_day = (events["first_day"] == events["last_day"]).to_numpy(dtype=bool)
    return gpd.GeoDataFrame(events[~one_day | events["first_day"].isin(pd.to_datetime(days)).to_numpy(dtype=bool)])


def _questions(theatre: Theatre, days: list[Any]) -> Iterator[tuple[str, str, Filters, str]]:
    areas = theatre.areas
    everywhere = next((area for area in areas if not areas[area].adm1), next(iter(areas)))
    whole = replace(theatre.everything, area=everywhere)
    yield WHOLE, areas[everywhere].name_en, whole, ""
    for area in areas:
        if area != everywhere:
            yield AREA, areas[area].name_en, replace(whole, area=area), ""
    named = {area.name_en for area in areas.values()}
    for pcode, name in theatre.governorate_names.items():
        if name not in named:
            yield AREA, name, whole, pcode
    for day in days:
        yield DAY, f"{day}", replace(whole, start=day, end=day), ""


def _figures(events: gpd.GeoDataFrame, index: Any, filters: Filters, theatre: Theatre, pcode: str) -> dict[str, int]:
    only = (events["adm1_pcode"] == pcode).to_numpy(dtype=bool) if pcode else None
    figures = event_figures(events_asked_for(events, index, filters, theatre.areas[filters.area], only))
    dead = figures["fatalities"]
    return {
        "events": figures["certain"],
        "possible": figures["possible"],
        "killed_low": dead.low,
        "killed_best": dead.best,
        "killed_high": dead.high,
        "strikes": figures["strikes"]["certain"],
    }


def events_after(found: Incoming, theatre: Theatre) -> gpd.GeoDataFrame:
    """The events of `theatre` once a file is kept."""
    out = {*found.revised["event_id"], *found.withdrawals["event_id"]}
    stay = theatre.events[~theatre.events.index.isin(list(out))]
    parts = [part for part in (found.events, found.revised) if len(part)]
    if not parts:
        return gpd.GeoDataFrame(stay)
    rows = pd.concat(parts, ignore_index=True).drop(columns=SOURCE_ROW)
    checked = check_events(
        gpd.GeoDataFrame(rows.assign(**{ROW_IN_FILE: np.arange(len(rows))})),
        factions=theatre.factions.keys(),
        adm1_pcodes=frozenset(theatre.governorates["adm1_pcode"]),
        span=(theatre.start, theatre.end),
        file=found.draft.table.file,
    )
    home, governorates = theatre.home, theatre.governorates
    new = with_abroad(checked.accepted, home=home, governorates=governorates, extent=theatre.extent).assign(same_as="")
    return by_day(gpd.GeoDataFrame(pd.concat([stay, new]) if len(stay) else new))


def _touched(found: Incoming, theatre: Theatre, after: gpd.GeoDataFrame) -> list[Any]:
    """The days of the events that are corrected or withdrawn, before and after, inside the days of the theatre."""
    ids = [*found.revised["event_id"], *found.withdrawals["event_id"]]
    days: set[Any] = set()
    for events in (theatre.events, after):
        days |= set(events.loc[events.index.isin(ids), "event_date"].dt.date)
    return sorted(day for day in days if theatre.start <= day <= theatre.end)[:MOST_DAYS]


MOST_DAYS = 60
"""Days that are told one by one."""


def moved_frame(moved: tuple[Moved, ...]) -> pd.DataFrame:
    """of, name, figure, before, after: one line a figure."""
    return pd.DataFrame([vars(one) for one in moved], columns=["of", "name", "figure", "before", "after"])
