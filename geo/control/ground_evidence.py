"""How strongly what is known of a place on a day pulls its neighbours: by grade, age, origin and kind of report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil, log2, prod

import numpy as np
from numpy.typing import NDArray

from geo.control.ground_rule import NOBODY, EvidenceLabels
from geo.control.nested_dissection import Floats, Rows
from geo.control.report import ControlReport, Scope
from geo.control.state import State
from geo.control.state_spans import StateSpans
from geo.registry.statuses import HELD, UNSETTLED

WORST_GRADE, BEST_GRADE = 10, 2
LONGEST_DAYS = 1_000_000
"""More than any theatre has."""
AT_LEAST = 0.1
"""Of its full weight a report of the worst grade keeps this much."""


@dataclass(frozen=True)
class GroundSetting:
    """One setting for all days. A neighbour next door pulls with 1.

    `report`: weight of a perfect, fresh report about a place; `area`: of what is said of a whole area or drawn over
    many places, as a part of it; `half_life_days`: after which a report weighs half, though never less than `oldest` of
    what it did. `baseline`: of a row of the first day; `memory`: of what that day's rows make of every place. Both are
    (on the first day, after `fade_days` and later), falling evenly between. `half_km`, `leak`: see
    `ground_rule.settle`. `contest_days`: a fight that nothing more is heard of for longer no longer keeps its place
    from its neighbours. `lead`, `turns`: a place stays with whom its neighbours gave it the turn before until another
    is so far ahead (`ground_rule.steady`), and so many turns back are looked at.
    """

    report: float = 8.0
    area: float = 0.4
    half_life_days: float = 8.0
    oldest: float = 0.1
    baseline: tuple[float, float] = (2.0, 0.5)
    memory: tuple[float, float] = (0.4, 0.04)
    fade_days: float = 5.0
    half_km: float = 3.0
    leak: float = 0.003
    contest_days: int = 2
    lead: float = 0.05
    turns: int = 10

    @cached_property
    def ages_for(self) -> timedelta:
        """So long after the last report about it what is known of a place weighs less every day, and then no less."""
        days = max(self.half_life_days * log2(1 / self.oldest) if self.oldest else float("inf"), self.fade_days)
        return timedelta(days=ceil(min(days, LONGEST_DAYS)) + 1)

    def faded(self, first_and_last: tuple[float, float], days: int) -> float:
        """Weight of what is known of the first day, so many days after it."""
        first, last = first_and_last
        return first + (last - first) * min(1.0, days / self.fade_days)

    def of_reports(self, reports: Sequence[ControlReport], day: date) -> float:
        """Weight of dated reports that agree, at the end of `day`: each origin is one voice, and voices add up to 1."""
        voices: dict[str, float] = {}
        for report in reports:
            fresh = max(self.oldest, 0.5 ** ((day - report.latest).days / self.half_life_days))
            scope = 1.0 if report.scope is Scope.PLACE else self.area
            voices[report.origin] = max(voices.get(report.origin, 0.0), trust(report.grade) * fresh * scope)
        return self.report * (1.0 - prod(1.0 - voice for voice in voices.values()))


CHOSEN = GroundSetting()
"""The setting every theatre is told by. docs/methods.md says what else was tried, and what it scored."""


def trust(grade: int) -> float:
    """How far a report is believed, 1 (A1) to AT_LEAST (E5), by its combined Admiralty rank."""
    return AT_LEAST + (1.0 - AT_LEAST) * (WORST_GRADE - grade) / (WORST_GRADE - BEST_GRADE)


def labels_on(
    day: date,
    states: Sequence[State],
    reports: Mapping[str, ControlReport],
    parties: Mapping[str, int],
    setting: GroundSetting,
) -> EvidenceLabels:
    """What pulls each place at the end of `day`, by its state of that day; `reports` by their id.

    Ground that is contested or disputed does not pull; ground whose holder left pulls for nobody.
    """
    party = np.fromiter((_party(state, parties) for state in states), np.intp, len(states))
    weight = np.fromiter((weight_on(day, state, reports, setting) for state in states), float, len(states))
    return EvidenceLabels(party, weight)


def _party(state: State, parties: Mapping[str, int]) -> int:
    """Number of the party that a place of this state pulls for, or NOBODY."""
    return parties[state.controller] if state.status in HELD and state.reports else NOBODY


def weight_on(day: date, state: State, reports: Mapping[str, ControlReport], setting: GroundSetting) -> float:
    """How strongly a place of this `state` pulls at the end of `day`; 0.0 where it does not."""
    if state.status in UNSETTLED or not state.reports:
        return 0.0
    said = speaking_for(state, reports, day)
    if said and said[0].scope is Scope.BASELINE:
        return setting.faded(setting.baseline, (day - said[0].latest).days) * trust(said[0].grade)
    return setting.of_reports(said, day)


@dataclass(frozen=True, eq=False)
class SpanEvidence:
    """How strongly places pull by each of the states that `spans` have, as `labels_on` tells it: what is long known
    weighs the same on all later days, and is worked out once."""

    spans: StateSpans
    reports: Mapping[str, ControlReport]
    parties: Mapping[str, int]
    setting: GroundSetting

    def labels(self, day: date, at: Rows) -> EvidenceLabels:
        """What pulls each place at the end of `day`; `at`: `spans.on(day)`."""
        today = day.toordinal()
        for number in at[self._aged_on[at] == UNKNOWN].tolist():
            self._age(number)
        weight = self._aged[at]
        for row in np.flatnonzero(today < self._aged_on[at]).tolist():
            weight[row] = weight_on(day, self.spans.states[at[row]], self.reports, self.setting)
        return EvidenceLabels(self._party[at], weight)

    def with_weights_of(self, before: SpanEvidence, same: NDArray[np.bool_]) -> SpanEvidence:
        """The same, knowing what `before` knows of the places (n,) whose states are the `same`: both are of the same
        places in the same order."""
        ours, theirs = self.spans.of_places(same), before.spans.of_places(same)
        self._aged_on[ours], self._aged[ours] = before._aged_on[theirs], before._aged[theirs]
        return self

    @cached_property
    def _party(self) -> Rows:
        return np.fromiter((_party(state, self.parties) for state in self.spans.states), np.intp)

    @cached_property
    def _aged_on(self) -> Rows:
        """The day, as a number, from which on each state weighs the same."""
        return np.full(len(self.spans.states), UNKNOWN, dtype=np.int64)

    @cached_property
    def _aged(self) -> Floats:
        """How strongly places of each state pull from that day on."""
        return np.zeros(len(self.spans.states))

    def _age(self, number: int) -> None:
        state = self.spans.states[number]
        last = max((self.reports[name].latest for name in state.reports), default=date.min)
        if last > date.max - self.setting.ages_for:
            self._aged_on[number] = NEVER
            return
        day = last + self.setting.ages_for
        self._aged[number] = weight_on(day, state, self.reports, self.setting)
        self._aged_on[number] = day.toordinal()


UNKNOWN, NEVER = -1, np.iinfo(np.int64).max


def speaking_for(state: State, reports: Mapping[str, ControlReport], day: date) -> list[ControlReport]:
    """The reports by which a place of this `state` pulls at the end of `day`, oldest first: those that name its holder,
    dated ones where there are any, else rows of the first day. Those of other parties pull nothing."""
    known = [reports[name] for name in state.reports if reports[name].latest <= day]
    said = [report for report in known if state.status not in HELD or report.controller == state.controller]
    dated = [report for report in said if report.scope is not Scope.BASELINE]
    return sorted(dated or said, key=lambda report: report.latest)
