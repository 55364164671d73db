"""Ground day by day: who holds every place of a gazetteer, how sure that is, and whose evidence says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.common.recent import Recent
from geo.control.first_day import FirstDay, OwnWord
from geo.control.ground_evidence import CHOSEN, GroundSetting, SpanEvidence, labels_on, speaking_for
from geo.control.ground_rule import NOBODY, Ground, GroundLinks, links_of, settle, steady
from geo.control.kept_days import MOST_DAYS, CourseBefore, NearSince, PulledDay, SteadyDay, ToldDay, same
from geo.control.neighbour_graph import NeighbourGraph
from geo.control.nested_dissection import Floats
from geo.control.report import ABOUT_THE_PLACE, ControlReport, Scope
from geo.control.state import State, as_its_city, by_neighbours, fought_with
from geo.control.state_history import StateHistory, states_on
from geo.control.state_spans import StateSpans
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
    `given`: what is taken over from a course before where it is made of the same.
    """

    history: StateHistory
    log: Mapping[str, Sequence[ControlReport]]
    places: gpd.GeoDataFrame
    graph: NeighbourGraph
    factions: Factions
    inferred_beyond_km: float
    setting: GroundSetting = CHOSEN
    given: CourseBefore | None = field(default=None, repr=False)

    @property
    def before(self) -> CourseBefore:
        """What the next course may take over."""
        given = self._given
        first: PulledDay | None = self.__dict__.get("_first")
        return CourseBefore(
            self.graph,
            self.factions,
            self.inferred_beyond_km,
            self.setting,
            self.links,
            self.evidence,
            self.said,
            self._near,
            self.history,
            given.first if first is None and given else first,
            self._pulled.kept_with(given.pulled if given else {}),
            self._steadied.kept_with(given.steadied if given else {}),
            self._told.kept_with(given.told if given else {}),
        )

    @cached_property
    def _given(self) -> CourseBefore | None:
        """What is taken over: nothing where the places, or what is made of reports, are not the same."""
        given = self.given
        if given is None or given.graph is not self.graph or given.factions != self.factions:
            return None
        alike = (given.inferred_beyond_km, given.setting) == (self.inferred_beyond_km, self.setting)
        return given if alike else None

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
        if self._given is not None:
            return self._given.links
        return links_of(self.graph, half_km=self.setting.half_km, leak=self.setting.leak)

    @cached_property
    def reports(self) -> Mapping[str, ControlReport]:
        return {report.id: report for reports in self.log.values() for report in reports}

    @cached_property
    def first_day(self) -> date:
        """The day of the baseline, or where there is none that of the first state; a report may be older than both."""
        of_baseline = self.spans.days[self.said.of_first_day[:-1]]
        days = of_baseline if len(of_baseline) else self.spans.days
        return date.fromordinal(int(days.min())) if len(days) else date.min

    @property
    def first(self) -> FirstDay:
        """What was known before all reports, and how it is forgotten."""
        return self._first.first

    @cached_property
    def _first(self) -> PulledDay:
        """Ground of the first day."""
        states = self.states(self.first_day)
        known = self._given and self._given.first
        if known and known.first.day == self.first_day and same(known.states, states):
            return known
        rows = [state if state.scope is Scope.BASELINE else State() for state in states]
        setting = replace(self.setting, baseline=(self.setting.baseline[0],) * 2)
        labels = labels_on(self.first_day, rows, self.reports, self.parties, setting)
        beginning = settle(self.links, labels, self.sides, leak=setting.leak)
        first = FirstDay(self.first_day, rows, beginning, self.parties, self.sides, self.setting)
        return PulledDay(states, first, beginning)

    def states(self, day: date) -> Sequence[State]:
        """State of each place by its own reports, in the order of `place_ids`."""
        return self._own_states(day)

    @cached_property
    def _own_states(self) -> Recent[date, Sequence[State]]:
        return Recent(self._states_by_own_reports, MOST_DAYS)

    def _states_by_own_reports(self, day: date) -> Sequence[State]:
        states = self.spans.states
        return tuple(states[number] for number in self.spans.on(day).tolist())

    @cached_property
    def spans(self) -> StateSpans:
        """The states that its own reports give each place, in the order of `place_ids`."""
        return StateSpans.of(self.history, self.place_ids)

    @cached_property
    def evidence(self) -> SpanEvidence:
        """How strongly each of these pulls."""
        evidence = SpanEvidence(self.spans, self.reports, self.parties, self.setting)
        if self._given is None:
            return evidence
        return evidence.with_weights_of(self._given.evidence, self._same_places)

    def on(self, day: date) -> Ground:
        """Ground at the end of `day`."""
        return self._steadied(day).ground

    @cached_property
    def _steadied(self) -> Recent[date, SteadyDay]:
        return Recent(self._steady, MOST_DAYS)

    def _steady(self, day: date) -> SteadyDay:
        """Ground in the course of days: where sides pull nearly alike a place stays with whom it had, for reports that
        grow old tell of no capture."""
        before = [turn for turn in self.turns if turn < day][-self.setting.turns :]
        turns = [self._pulled(turn).ground for turn in (*before, day)]
        known = self._given and self._given.steadied.get(day)
        if known and same(known.turns, turns):
            return known
        ground, *later = turns
        for one in later:
            ground = steady(one, ground.holder, self.sides, lead=self.setting.lead)
        return SteadyDay(turns, ground)

    @cached_property
    def _pulled(self) -> Recent[date, PulledDay]:
        return Recent(self._pull, MOST_DAYS)

    def _pull(self, day: date) -> PulledDay:
        """Ground as the evidence of one day alone makes it."""
        states = self.states(day)
        known = self._given and self._given.pulled.get(day)
        if known and known.first is self.first and same(known.states, states):
            return known
        at = self.spans.on(day)
        labels, memory = self.evidence.labels(day, at), self.first.memory(day, self.said.at(at))
        ground = settle(self.links, labels, self.sides, leak=self.setting.leak, memory=memory)
        return PulledDay(states, self.first, ground)

    @cached_property
    def said(self) -> OwnWord:
        """What each of the states of `spans` says."""
        if self._given is None:
            return OwnWord.of(self.spans.states, self.parties)
        ours, theirs = (spans.of_places(self._same_places) for spans in (self.spans, self._given.evidence.spans))
        said = OwnWord.of([State()] * len(self.spans.states), self.parties)
        others = np.delete(np.arange(len(self.spans.states)), ours)
        anew = OwnWord.of([self.spans.states[number] for number in others.tolist()], self.parties)
        for name, values in vars(said).items():
            values[ours], values[others] = getattr(self._given.said, name)[theirs], getattr(anew, name)
        return said

    @cached_property
    def _same_places(self) -> NDArray[np.bool_]:
        """(n,) the places whose states are the very same as before a report changed."""
        before = self._given.history if self._given is not None else {}
        return np.array([before.get(one) is self.history.get(one) for one in self.place_ids], dtype=bool)

    def verdicts(self, day: date) -> dict[str, Verdict]:
        """Who holds each place at the end of `day`. What its own reports say of the first day or about the whole area
        gives way to its neighbours only where these are of another side; what they say of the first day only to what is
        reported since. Fighting of one party alone, on ground of its own side, is no fight for the place."""
        ground = self.on(day)
        states = self.states(day)
        stands = self.first.stands(ground, self.said.at(self.spans.on(day))).tolist()
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
        return self._told(day).told

    @cached_property
    def _told(self) -> Recent[date, ToldDay]:
        return Recent(self._tell, MOST_DAYS)

    def _tell(self, day: date) -> ToldDay:
        states, near, cities = self.states(day), self._near.near <= day.toordinal(), self._told_as_cities(day)
        later = day >= self.first_day
        first, ground = (self.first, self.on(day)) if later else (None, None)
        made = ToldDay(states, first, ground, near, cities, {})
        known = self._given and self._given.told.get(day)
        if known and known.is_made_of(made):
            return known
        told = self._told_by_all(day, near.tolist()) if later else dict(zip(self.place_ids, states, strict=True))
        return made._replace(told=told)

    def _told_by_all(self, day: date, nearby: Sequence[bool]) -> dict[str, State]:
        """`told`, on the first day of all and later; `nearby`: whether reports by `day` speak of each place, or of one
        within `inferred_beyond_km` of it."""
        verdicts, states = self.verdicts(day), self.states(day)
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

    @cached_property
    def _near(self) -> NearSince:
        """Since when reports speak of each place, or of one within `inferred_beyond_km` of it."""
        never = date.max.toordinal() + 1
        told = (self.history.get(one) for one in self.place_ids)
        since = np.array([known[0][0].toordinal() if known else never for known in told], dtype=np.intp)
        if self._given is not None and np.array_equal(self._given.near.since, since):
            return self._given.near
        points = shapely.points(self.graph.xy)
        spoken_of = np.flatnonzero(since < never)
        one, other = shapely.STRtree(points).query(points[spoken_of], "dwithin", self.inferred_beyond_km * M_PER_KM)
        near = np.full(len(points), never)
        np.minimum.at(near, other, since[spoken_of][one])
        return NearSince(since, near)

    @cached_property
    def turns(self) -> list[date]:
        """Days on which anything is told anew, in order: a report, or a fight that nothing more was heard of. In
        between, ground stays as it was told."""
        begun = {date.fromordinal(day) for day in np.unique(self.spans.days).tolist()}
        lapse = timedelta(days=self.setting.contest_days + 1)
        fights = (self.spans.states[number] for number in np.flatnonzero(self.said.fought_over).tolist())
        lapsed = {
            state.since + lapse for state in fights if state.since is not None and state.since <= date.max - lapse
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
