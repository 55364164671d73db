"""Which figures of a theatre move once a file is kept: the same as `situation` gives, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.analysis.situation import events_asked_for
from geo.analysis.situation_figures import FIGURES_FROM, event_figures
from geo.events.abroad import with_abroad
from geo.events.batch_events import SOURCE_ROW
from geo.events.event_index import EventIndex
from geo.events.events import check_events
from geo.events.filtered_events import MEMBERSHIP
from geo.query.filters import Filters
from geo.query.own_area import IN_AREA_FROM
from geo.theatre.theatre import Theatre
from geo.validation.readers import ROW_IN_FILE
from ingest.matching.incoming import Incoming

WHOLE, AREA, DAY = "whole", "area", "day"
OF_FIGURES = ("first_day", "last_day", *IN_AREA_FROM, *(name for name in FIGURES_FROM if name != MEMBERSHIP))
"""The columns that tell which events a figure is of, and those it is made of."""
IN_ORDER = EventIndex(events=pd.DataFrame(), order=None, named=(), naming=np.zeros(0, dtype=np.intp))
"""For sums, which ask for no order and no faction."""
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


def figures_moved(incoming: Incoming, theatre: Theatre) -> tuple[Moved, ...]:
    """The figures that change in the whole theatre, its named areas and first-level areas, and on single days; of
    events of all kinds in all days of the theatre. The days are those on which an event is corrected, withdrawn or
    new.

    A figure is a sum over events: after is before, less what the events say that leave, and what those say that come.
    """
    out = [*incoming.revised["event_id"], *incoming.withdrawals["event_id"]]
    leaving = gpd.GeoDataFrame(theatre.events[theatre.events.index.isin(out)])
    coming = _coming(incoming, theatre)
    touched = _touched(theatre, out, leaving, coming)
    everything = theatre.events[list(dict.fromkeys(OF_FIGURES))]
    near = _near(everything, touched)
    moved: list[Moved] = []
    for of, name, filters, pcode in _questions(theatre, touched):
        less, more = (_figures(events, filters, theatre, pcode) for events in (leaving, coming))
        if less == more:
            continue
        then = _figures(near if of == DAY else everything, filters, theatre, pcode)
        moved += [
            Moved(of, name, figure, then[figure], then[figure] - less[figure] + more[figure])
            for figure in FIGURES
            if less[figure] != more[figure]
        ]
    return tuple(moved)


def _near(events: pd.DataFrame, days: list[Any]) -> pd.DataFrame:
    """The events that may touch one of `days`: those of these days, and all that may have lasted longer than one."""
    one_day = (events["first_day"] == events["last_day"]).to_numpy(dtype=bool)
    return events[~one_day | events["first_day"].isin(pd.to_datetime(days)).to_numpy(dtype=bool)]


def _questions(theatre: Theatre, days: list[Any]) -> Iterator[tuple[str, str, Filters, str]]:
    areas = theatre.areas
    whole = theatre.everything
    everywhere = whole.area
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


def _figures(events: pd.DataFrame, filters: Filters, theatre: Theatre, pcode: str) -> dict[str, int]:
    only = (events["adm1_pcode"] == pcode).to_numpy(dtype=bool) if pcode else None
    asked = events_asked_for(events, IN_ORDER, filters, theatre.areas[filters.area], only)
    figures = event_figures(asked.columns(FIGURES_FROM))
    dead = figures["fatalities"]
    return {
        "events": figures["certain"],
        "possible": figures["possible"],
        "killed_low": dead.low,
        "killed_best": dead.best,
        "killed_high": dead.high,
        "strikes": figures["strikes"]["certain"],
    }


def _coming(incoming: Incoming, theatre: Theatre) -> gpd.GeoDataFrame:
    """The events that count once a file is kept and do not count, or not so, before: those it corrects and new ones."""
    parts = [part for part in (incoming.events, incoming.revised) if len(part)]
    if not parts:
        return gpd.GeoDataFrame(theatre.events.iloc[:0])
    rows = pd.concat(parts, ignore_index=True).drop(columns=SOURCE_ROW)
    checked = check_events(
        gpd.GeoDataFrame(rows.assign(**{ROW_IN_FILE: np.arange(len(rows))})),
        factions=theatre.factions.keys(),
        adm1_pcodes=frozenset(theatre.governorates["adm1_pcode"]),
        span=(theatre.start, theatre.end),
        file=incoming.draft.table.file,
    )
    home, governorates = theatre.home, theatre.governorates
    return gpd.GeoDataFrame(
        with_abroad(checked.accepted, home=home, governorates=governorates, extent=theatre.extent).assign(
            probable_duplicate_of=""
        )
    )


def _touched(theatre: Theatre, out: list[str], leaving: gpd.GeoDataFrame, coming: gpd.GeoDataFrame) -> list[Any]:
    """The days of the events that are corrected or withdrawn (ids `out`), before and after, inside the days of the
    theatre."""
    days: set[Any] = set()
    for events in (leaving, coming[coming.index.isin(out)]):
        days |= set(events["event_date"].dt.date)
    return sorted(day for day in days if theatre.start <= day <= theatre.end)[:MOST_DAYS]


MOST_DAYS = 60
"""Days that are told one by one."""


def moved_frame(moved: tuple[Moved, ...]) -> pd.DataFrame:
    """of, name, figure, before, after: one line a figure."""
    return pd.DataFrame([vars(one) for one in moved], columns=["of", "name", "figure", "before", "after"])
