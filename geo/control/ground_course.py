"""Ground day by day: who holds every place of a gazetteer, how sure that is, and whose evidence says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np
import shapely

from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.control.first_day import FirstDay
from geo.control.ground_evidence import CHOSEN, GroundSetting, labels_on, speaking_for
from geo.control.ground_rule import NOBODY, Ground, GroundLinks, links_of, settle, steady
from geo.control.neighbour_graph import NeighbourGraph
from geo.control.nested_dissection import Floats
from geo.control.report import ABOUT_THE_PLACE, ControlReport, Scope
from geo.control.state import State, as_its_city, by_neighbours, fought_with
from geo.control.state_history import StateHistory, states_on
from geo.registry.factions import NO_SIDE, Factions
from geo.registry.gazetteer import CITY, cities_of_quarters
from geo.registry.statuses import HELD, UNSETTLED


@dataclass(frozen=True)
class Verdict:
    """Who holds a place: `holder`, "" for nobody; `sure`, how sure that is, 0 to 1; `rival`, who holds it if not the
    holder, "" for nobody else; `own`, whether reports about the place itself decide rather than its neighbours.

    What neighbours tell is as sure as its side is ahead of the next (`Ground.margin`). What its own reports decide is
    at least as sure as they are believed, by grade, age and number of origins, whatever lies around it.
    """

    holder: str
    sure: float
    rival: str
    own: bool


@dataclass(frozen=True)
class Pull:
    """What one place brings another `km` off: `share` of it, 0 to 1, for `faction`, by the reports with these ids,
    oldest first: each names `faction`."""

    place_id: str
    km: float
    faction: str
    share: float
    reports: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class GroundCourse:
    """`history`: the states that its own reports give each place; `places`: the gazetteer, points in EPSG:4326;
    `graph`: its neighbours, by their rows in `place_ids`; `inferred_beyond_km`: a place farther than this from all that
    reports speak of is likely held by whom its neighbours say, at best.

    What a day looks like follows from reports of that day and earlier ones, and not from the order of any table.
    """

    history: StateHistory
    log: Mapping[str, Sequence[ControlReport]]
    places: gpd.GeoDataFrame
    graph: NeighbourGraph
    factions: Factions
    inferred_beyond_km: float
    setting: GroundSetting = CHOSEN

    @cached_property
    def place_ids(self) -> tuple[str, ...]:
        return tuple(sorted(self.places["place_id"]))

    @cached_property
    def parties(self) -> Mapping[str, int]:
        """Number of each faction that can hold ground."""
        return {name: number for number, name in enumerate(sorted(self._holders))}

    @property
    def _holders(self) -> list[str]:
        return [faction.id for faction in self.factions.values() if faction.holds_ground]

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """Side of each party, by its number; one of no side stands alone."""
        named = (self.factions[name] for name in self.parties)
        return tuple(one.id if one.side == NO_SIDE else one.side for one in named)

    @cached_property
    def links(self) -> GroundLinks:
        """How strongly neighbouring places pull each other, by their rows in `place_ids`."""
        return links_of(self.graph, half_km=self.setting.half_km, leak=self.setting.leak)

    @cached_property
    def reports(self) -> Mapping[str, ControlReport]:
        return {report.id: report for reports in self.log.values() for report in reports}

    @cached_property
    def first_day(self) -> date:
        """The day of the baseline, or where there is none that of the first state; a report may be older than both."""
        begun = [(day, state.scope is Scope.BASELINE) for states in self.history.values() for day, state in states]
        days = [day for day, of_baseline in begun if of_baseline] or [day for day, _ in begun]
        return min(days, default=date.min)

    @cached_property
    def first(self) -> FirstDay:
        """What was known before all reports, and how it is forgotten."""
        rows = [state if state.scope is Scope.BASELINE else State() for state in self.states(self.first_day)]
        setting = replace(self.setting, baseline=(self.setting.baseline[0],) * 2)
        labels = labels_on(self.first_day, rows, self.reports, self.parties, setting)
        beginning = settle(self.links, labels, self.sides, leak=setting.leak)
        return FirstDay(self.first_day, rows, beginning, self.parties, self.sides, self.setting)

    def states(self, day: date) -> Sequence[State]:
        """State of each place by its own reports, in the order of `place_ids`."""
        return self._own_states(day)

    @cached_property
    def _own_states(self) -> Callable[[date], Sequence[State]]:
        return lru_cache(maxsize=64)(self._states_by_own_reports)

    def _states_by_own_reports(self, day: date) -> Sequence[State]:
        found, silent = states_on(self.history, self._spoken_of, day), State()
        return tuple(found.get(place_id, silent) for place_id in self.place_ids)

    @cached_property
    def _spoken_of(self) -> tuple[str, ...]:
        return tuple(place_id for place_id in self.place_ids if place_id in self.history)

    def on(self, day: date) -> Ground:
        """Ground at the end of `day`."""
        return self._days(day)

    @cached_property
    def _days(self) -> Callable[[date], Ground]:
        return lru_cache(maxsize=64)(self._steadied)

    def _steadied(self, day: date) -> Ground:
        """Ground in the course of days: where sides pull nearly alike a place stays with whom it had, for reports that
        grow old tell of no capture."""
        before = [turn for turn in self.turns if turn < day][-self.setting.turns :]
        first, *later = [*before, day]
        ground = self._pulled(first)
        for turn in later:
            ground = steady(self._pulled(turn), ground.holder, self.sides, lead=self.setting.lead)
        return ground

    @cached_property
    def _pulled(self) -> Callable[[date], Ground]:
        return lru_cache(maxsize=64)(self._settle)

    def _settle(self, day: date) -> Ground:
        """Ground as the evidence of one day alone makes it."""
        states = self.states(day)
        labels = labels_on(day, states, self.reports, self.parties, self.setting)
        memory = self.first.memory(day, states)
        return settle(self.links, labels, self.sides, leak=self.setting.leak, memory=memory)

    def verdicts(self, day: date) -> dict[str, Verdict]:
        """Who holds each place at the end of `day`. What its own reports say of the first day or about the whole area
        gives way to its neighbours only where these are of another side; what they say of the first day only to what is
        reported since. Fighting of one party alone, on ground of its own side, is no fight for the place."""
        ground = self.on(day)
        states = self.states(day)
        stands = self.first.stands(ground, states).tolist()
        names = [*self.parties, ""]  # NOBODY is the last
        margins, believed = ground.margin.tolist(), (ground.labels.weight / self.setting.report).tolist()
        holders, rivals = ground.holder.tolist(), ground.rival.tolist()
        verdicts = {}
        for row, place_id in enumerate(self.place_ids):
            state, pulled_to, rival = states[row], names[holders[row]], names[rivals[row]]
            own = stands[row] or self.decides(place_id, state, day)
            if state.fights_alone and self._one_side(state.parties[0], pulled_to):
                own = False
            if self._one_side(state.controller, pulled_to):
                sure = max(margins[row], believed[row]) if own and state.controller else margins[row]
                verdicts[place_id] = Verdict(state.controller, sure, rival, own)
            elif own:
                sure = believed[row] if state.controller else 0.0
                verdicts[place_id] = Verdict(state.controller, sure, pulled_to or rival, own)
            else:
                verdicts[place_id] = Verdict(pulled_to, margins[row], rival, own)
        for quarter, city in self._told_as_cities(day).items():
            verdicts[quarter] = replace(verdicts[city], own=False)
        return verdicts

    def _told_as_cities(self, day: date) -> Mapping[str, str]:
        """The city of each quarter that no report by `day` speaks of: what is said of a city is said of all of it."""
        return {
            quarter: city
            for quarter, city in self._city_of.items()
            if not any(begun <= day for begun, _ in self.history.get(quarter, ()))
        }

    @cached_property
    def _city_of(self) -> Mapping[str, str]:
        return cities_of_quarters(self.places)

    def _one_side(self, one: str, other: str) -> bool:
        """Whether two holders, "" for nobody, are on one side."""
        if not (one and other):
            return one == other
        return self.sides[self.parties[one]] == self.sides[self.parties[other]]

    def decides(self, place_id: str, state: State, day: date) -> bool:
        """Whether what is known of the place itself decides: a report about it, be it its holder's own word; of a fight
        there, one late enough. A city keeps its holder of the first day too: its loss would have been told."""
        if state.status in UNSETTLED:
            return state.since is not None and (day - state.since).days <= self.setting.contest_days
        about_it = any(self.reports[name].scope in ABOUT_THE_PLACE for name in state.reports)
        return state.scope in ABOUT_THE_PLACE or (state.status in HELD and (about_it or place_id in self._cities))

    @cached_property
    def _cities(self) -> frozenset[str]:
        return frozenset(self.places["place_id"][self.places["kind"] == CITY])

    def decided(self, place_id: str, day: date) -> State | None:
        """State of a place at the end of `day` where it alone decides; None where the places around it have a say."""
        own = states_on(self.history, (place_id,), day)[place_id]
        alone = self.decides(place_id, own, day) and not own.fights_alone
        return own if day < self.first_day or alone else None

    def told(self, day: date) -> dict[str, State]:
        """State of each place at the end of `day`: by its own reports where they decide or name the same holder, else
        by its neighbours; these also say whom a party fights of which alone its reports of fighting speak."""
        if day < self.first_day:
            return states_on(self.history, self.place_ids, day)
        verdicts, states, nearby = self.verdicts(day), self.states(day), self._near(day)
        told: dict[str, State] = {}
        alike: dict[tuple[str, float, str, bool], State] = {}  # thousands of places, told in a few hundred ways
        for row, place_id in enumerate(self.place_ids):
            own, near, verdict = states[row], nearby[row], verdicts[place_id]
            sure = round(verdict.sure, 2)
            if verdict.own or verdict.holder == own.controller:
                if own.fights_alone and verdict.rival and not self._one_side(verdict.rival, own.parties[0]):
                    own = fought_with(verdict.rival, own)
                told[place_id] = replace(own, sure=sure, rival=verdict.rival, near=near)
                continue
            key = verdict.holder, sure, verdict.rival, near
            if key not in alike:
                alike[key] = by_neighbours(*key)
            told[place_id] = alike[key]
        for quarter, city in self._told_as_cities(day).items():
            told[quarter] = as_its_city(told[city])
        return told

    def _near(self, day: date) -> Sequence[bool]:
        """Whether reports by `day` speak of each place, or of one within `inferred_beyond_km` of it."""
        return [since <= day for since in self._near_since]

    @cached_property
    def _near_since(self) -> Sequence[date]:
        """The first day on which that is so; `date.max` where it never is."""
        points = shapely.points(self.graph.xy)
        rows = [row for row, place_id in enumerate(self.place_ids) if self.history.get(place_id)]
        since = [self.history[self.place_ids[row]][0][0] for row in rows]
        near = [date.max] * len(points)
        pairs = shapely.STRtree(points).query(points[rows], "dwithin", self.inferred_beyond_km * M_PER_KM)
        for one, other in pairs.T.tolist():
            near[other] = min(near[other], since[one])
        return near

    @cached_property
    def turns(self) -> list[date]:
        """Days on which anything is told anew, in order: a report, or a fight that nothing more was heard of. In
        between, ground stays as it was told."""
        begun = {day for states in self.history.values() for day, _ in states}
        lapse = timedelta(days=self.setting.contest_days + 1)
        lapsed = {
            state.since + lapse
            for states in self.history.values()
            for _, state in states
            if state.status in UNSETTLED and state.since is not None and state.since <= date.max - lapse
        }
        return sorted(begun | lapsed)

    def pulls(self, place_id: str, day: date, most: int = 5) -> tuple[Pull, ...]:
        """What of the places around it brings `place_id` most, strongest first: the answer to a click. What it brings
        itself is not among them: its own reports are told as such. A quarter told as its city has what the city has."""
        if city := self._told_as_cities(day).get(place_id):
            return self._pulls_by_city(place_id, city, day, most)
        ground = self.on(day)
        states = self.states(day)
        place = self.place_ids.index(place_id)
        brought: Floats = ground.pulls(place)
        told = np.flatnonzero((ground.labels.party != NOBODY) & (ground.labels.weight > 0))
        told = told[told != place]
        best = told[np.lexsort([-brought[told]])][:most]
        names = list(self.parties)
        return tuple(
            Pull(
                self.place_ids[row],
                self._km(place, row),
                names[ground.labels.party[row]],
                float(brought[row]),
                tuple(report.id for report in speaking_for(states[row], self.reports, day)),
            )
            for row in best.tolist()
        )

    def _pulls_by_city(self, quarter: str, city: str, day: date, most: int) -> tuple[Pull, ...]:
        """The city itself where its own reports say who holds it, else what is brought to the city."""
        state = self.states(day)[self.place_ids.index(city)]
        if state.fights_alone or not self.decides(city, state, day):
            return self.pulls(city, day, most)
        if not state.controller:
            return ()
        speaking = tuple(report.id for report in speaking_for(state, self.reports, day))
        km = self._km(self.place_ids.index(quarter), self.place_ids.index(city))
        return (Pull(city, km, state.controller, 1.0, speaking),)

    @cached_property
    def _lonlat(self) -> Floats:
        """(n, 2) degrees of each place, in the order of `place_ids`."""
        points = self.places.set_index("place_id", drop=False).loc[list(self.place_ids)].geometry
        return np.column_stack([points.x, points.y])

    def _km(self, one: int, other: int) -> float:
        return float(ELLIPSOID.inv(*self._lonlat[one], *self._lonlat[other])[2] / M_PER_KM)
