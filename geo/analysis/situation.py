"""What a theatre looks like through one question: everything any output needs, so that none can disagree."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.analysis.situation_figures import FIGURES_FROM, Figures, event_figures, front_of, ground_in
from geo.common.errors import FilterError
from geo.common.messages import L_
from geo.common.plane import LONGEST_EDGE_DEG, polygons
from geo.common.remembered import remembered
from geo.control.change import Change
from geo.control.crossings import CROSSING_STATUSES, crossings_flipped, crossings_on
from geo.control.snapshot import ControlSnapshot
from geo.control.state import State
from geo.events.area_counts import COUNTS_FROM, AreaCounts, counts_by_area, is_count
from geo.events.event_index import EventIndex, by_day
from geo.events.events import POSSIBLE, membership
from geo.events.filtered_events import FilteredEvents
from geo.events.vague import PINNED_FROM, VAGUE_FROM, VagueEvents, is_vague, vague_by_area
from geo.query.filters import Filters
from geo.query.own_area import events_in, in_area
from geo.registry.settings import Area
from geo.theatre.theatre import Theatre

Table = TypeVar("Table", bound=pd.DataFrame)


@dataclass(frozen=True, eq=False)
class Situation:
    """A theatre through one set of filters.

    `filtered`: the events of the range, with `membership` (certain or possible); `states`: every place at the
    end of the last day; `areas`, `front_lines`: drawn from them, of the chosen factions; `crossings`: as of
    the last day. What ends in `_at_from` is the same at the end of the first day. All that the first day has a part in
    is worked out when it is asked for: a playback asks for none of it. `of_range`: first and last day of the range that
    this is a step of, if it is one.
    """

    theatre: Theatre
    filters: Filters
    area: Area
    filtered: FilteredEvents
    states: Mapping[str, State]
    areas: gpd.GeoDataFrame
    front_lines: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    of_range: tuple[date, date] | None = None

    @property
    def range_days(self) -> tuple[date, date]:
        """First and last day of the range this is a step of, or its own."""
        return self.of_range or (self.filters.start, self.filters.end)

    @property
    def events(self) -> gpd.GeoDataFrame:
        """All that is known of the events, by event_id: of many, ask `filtered` for the columns that are needed."""
        return self.filtered.frame

    @cached_property
    def filtered_outside(self) -> FilteredEvents:
        """The events the same question finds in the rest of the country: for a map, and in no figure."""
        everywhere = self.filtered if self.area.is_whole else _filtered(self.theatre, self.filters, None)
        return everywhere.without(self.filtered)

    @cached_property
    def vague(self) -> tuple[VagueEvents, ...]:
        """The events known to a region only, by region, the most first."""
        vague = self.filtered.where(is_vague(self.filtered.located(PINNED_FROM)))
        return tuple(vague_by_area(vague.located(VAGUE_FROM)))

    @cached_property
    def vague_outside(self) -> tuple[VagueEvents, ...]:
        """The same of `filtered_outside`."""
        vague = self.filtered_outside.where(is_vague(self.filtered_outside.located(PINNED_FROM)))
        return tuple(vague_by_area(vague.located(VAGUE_FROM)))

    @cached_property
    def area_counts(self) -> tuple[AreaCounts, ...]:
        """The counts of events that sources give of areas, from west to east."""
        return counts_by_area(self.filtered.where(is_count(self.filtered.located(COUNTS_FROM))).frame)

    @property
    def states_at_from(self) -> Mapping[str, State]:
        return self._start_snapshot.states

    @cached_property
    def front_lines_at_from(self) -> gpd.GeoDataFrame:
        return _of_factions(self._start_snapshot.fronts, self.filters, ["one", "other"])

    @cached_property
    def crossings_at_from(self) -> gpd.GeoDataFrame:
        return _crossings(self.theatre, self.filters, self.area, self.filters.start)

    @cached_property
    def crossings_flipped(self) -> pd.DataFrame:
        """Crossings of the area that changed status or hands from the first day to the last, as `crossings_flipped`
        (geo/control/crossings.py) gives them; of the chosen factions those that one of them held on either day."""
        filters = self.filters
        everyones = replace(filters, factions=frozenset())
        days = (filters.start, filters.end)
        before, after = (_crossings(self.theatre, everyones, self.area, day) for day in days)
        return _of_factions(crossings_flipped(before, after), filters, ["controllers_before", "controllers"])

    @cached_property
    def change(self) -> Change:
        """What changed from the first day to the last, in the filters' area and between the chosen factions and any
        other."""
        filters = self.filters
        moved = self.theatre.control.change(filters.start, filters.end, filters.known_by, self.area)
        return moved.only(filters.factions) if filters.factions else moved

    @cached_property
    def places_flipped(self) -> tuple[str, ...]:
        """The places of the filters' area that changed standing, sorted by id: those that lie in it, not all whose
        ground it cuts."""
        if self.area.outline is None:
            return self.change.places
        places = self.theatre.places.loc[list(self.change.places)]
        return tuple(places.index[in_area(self.area, places)])

    @cached_property
    def change_on_map(self) -> Change:
        """As `change`, in the whole theatre: the area narrows figures, never what the map says of ground."""
        moved = self.theatre.control.change(self.filters.start, self.filters.end, self.filters.known_by)
        return moved.only(self.filters.factions) if self.filters.factions else moved

    @cached_property
    def taken_on_map(self) -> gpd.GeoDataFrame:
        """`change_on_map.taken` in two parts where the area is a part of the theatre: `inside` tells which lies in it.
        `area_km2` stays that of both."""
        moved, area = self.change_on_map, self.area
        if area.is_whole:
            return moved.taken.assign(inside=True)
        if area.outline is None:
            parts = [moved.inside(area.adm1).taken, moved.outside(area.adm1).taken]
        else:
            whole = moved.taken
            outline = shapely.segmentize(area.outline, LONGEST_EDGE_DEG)  # as its edge is drawn
            parts = [whole.set_geometry(cut(outline).map(polygons)) for cut in (whole.intersection, whole.difference)]
        told = [part.assign(inside=inside) for part, inside in zip(parts, (True, False), strict=True)]
        both = gpd.GeoDataFrame(pd.concat(told, ignore_index=True), crs=moved.taken.crs)
        if area.outline is None:
            both["area_km2"] = both.groupby(["after", "claimed"])["area_km2"].transform("sum")
        return both[~both.geometry.is_empty]

    @cached_property
    def gainers(self) -> Set[str]:
        """The factions that hold more ground at the end of the range (of which this may be a step) than at its start,
        in the whole theatre."""
        moved = self.theatre.control.change(*self.range_days, self.filters.known_by)
        return {party for party, km2 in moved.gross_gain.items() if km2 > moved.gross_loss.get(party, 0.0)}

    @cached_property
    def figures(self) -> Figures:
        theatre, area, filters = self.theatre, self.area, self.filters
        now = theatre.control.snapshot(filters.end, filters.known_by)
        return Figures(
            **event_figures(self.filtered.columns(FIGURES_FROM)),
            ground=ground_in(theatre, now, area, filters),
            ground_at_from=ground_in(theatre, self._start_snapshot, area, filters),
            front_km_by_pair=front_of(now, area, filters),
            front_km_by_pair_at_from=front_of(self._start_snapshot, area, filters),
            crossings={
                status: int((self.crossings["status"] == status).sum())
                for status in CROSSING_STATUSES
                if (self.crossings["status"] == status).any()
            },
        )

    @property
    def _start_snapshot(self) -> ControlSnapshot:
        return self.theatre.control.snapshot(self.filters.start, self.filters.known_by)


def select(theatre: Theatre, filters: Filters) -> Situation:
    """What `theatre` looks like through `filters`.

    Raises
    ------
    FilterError : the filters name an area, faction, event type or day the theatre does not have.
    """
    area = theatre.area(filters.area)
    filters.check(theatre.vocabulary)
    check_days(theatre, filters.start, filters.end, filters.known_by)
    now = theatre.control.snapshot(filters.end, filters.known_by)
    return Situation(
        theatre=theatre,
        filters=filters,
        area=area,
        filtered=filtered_events(theatre, filters),
        states=now.states,
        areas=_of_factions(now.areas, filters, ["parties"]),
        front_lines=_of_factions(now.fronts, filters, ["one", "other"]),
        crossings=_crossings(theatre, filters, area, filters.end),
    )


@remembered
def up_to(situation: Situation, on: date) -> Situation:
    """The same up to a day before the last of its range."""
    return select(situation.theatre, replace(situation.filters, end=on))


def filtered_events(theatre: Theatre, filters: Filters) -> FilteredEvents:
    """The events that `filters` ask for in their area, by day and id."""
    return _filtered(theatre, filters, theatre.area(filters.area))


def check_days(theatre: Theatre, start: date, end: date, known_by: date | None) -> None:
    """Whether a theatre can be asked about these days.

    Raises
    ------
    FilterError : it tells nothing of one of them.
    """
    if start < theatre.start or end > theatre.end:
        days = f"{start}" if start == end else f"{start} to {end}"
        raise FilterError(
            L_(
                "{days} leaves the days of this theatre. Use one of those from {start} to {end}.",
                days=days,
                start=theatre.start,
                end=theatre.end,
            )
        )
    if known_by is not None and known_by < theatre.start:
        raise FilterError(
            L_(
                "Nothing is known by {known_by}. Use one of the days from {start} on.",
                known_by=known_by,
                start=theatre.start,
            )
        )


def _filtered(theatre: Theatre, filters: Filters, area: Area | None) -> FilteredEvents:
    """The events a question is about, in an area or anywhere, by day and id; with `known_by` each as it was known on
    that day."""
    known_by, versions = filters.known_by, theatre.versions
    if known_by is None:
        return events_asked_for(theatre.events, theatre.event_index, filters, area)
    day = pd.Timestamp(known_by)
    known = (versions.known_from(theatre.events) <= day).to_numpy(dtype=bool)
    now = events_asked_for(theatre.events, theatre.event_index, filters, area, known)
    if versions.earlier.empty:
        return now
    then = events_asked_for(versions.earlier, versions.index, filters, area, versions.counted_on(day)).frame
    then = then[~then.index.isin(theatre.events.index[known])]
    if then.empty:
        return now
    return FilteredEvents.of(by_day(gpd.GeoDataFrame(pd.concat([now.frame, then[now.frame.columns]]))))


def events_asked_for(
    events: gpd.GeoDataFrame,
    index: EventIndex,
    filters: Filters,
    area: Area | None,
    known: NDArray[np.bool_] | None = None,
) -> FilteredEvents:
    """Those of `events` (n,) that `filters` ask for in an area or anywhere, by day and id, with their `membership` in
    the range: possible also where the place leaves it open whether they lie in a drawn area.

    known : (n,) which of them were known on the day the question is about; None for all.
    """
    member = membership(events, filters.start, filters.end).to_numpy()
    wanted = np.asarray(member != "", dtype=bool)
    if area is not None:
        inside, possibly = events_in(area, events)
        wanted &= inside
        member = np.where(possibly & wanted, POSSIBLE, member)
    for of, value in filters.narrowed():
        wanted &= of.passes(events, index, value)
    if known is not None:
        wanted &= known
    rows = index.rows(wanted)
    return FilteredEvents(events, rows, np.asarray(member[rows], dtype=object))


def _of_factions(frame: Table, filters: Filters, columns: list[str]) -> Table:
    if not filters.factions:
        return frame

    def involved(cell: object) -> bool:
        named = cell if isinstance(cell, tuple) else (cell,)
        return not filters.factions.isdisjoint(named)

    wanted = pd.Series(False, index=frame.index)
    for column in columns:
        wanted |= frame[column].map(involved).astype(bool)
    found: Table = frame[wanted]
    return found


def _crossings(theatre: Theatre, filters: Filters, area: Area, day: date) -> gpd.GeoDataFrame:
    found = crossings_on(
        theatre.crossings,
        theatre.crossing_statuses,
        day,
        first_day=theatre.start,
        known_by=filters.known_by,
    )
    found = _of_factions(found, filters, ["controllers"])
    nearest = theatre.crossing_governorates[found.index]
    return gpd.GeoDataFrame(found[in_area(area, found[["geometry"]].assign(adm1_pcode=nearest))])
