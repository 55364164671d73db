"""How strongly what is known of a place on a day pulls its neighbours: by grade, age, origin and kind of report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

import numpy as np

from geo.control.ground_rule import NOBODY, EvidenceLabels
from geo.control.report import ControlReport, Scope
from geo.control.state import State
from geo.registry.statuses import HELD, UNSETTLED

WORST_GRADE, BEST_GRADE = 10, 2
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
    party = np.full(len(states), NOBODY)
    weight = np.zeros(len(states))
    for row, state in enumerate(states):
        if state.status in UNSETTLED or not state.reports:
            continue
        if state.status in HELD:
            party[row] = parties[state.controller]
        said = speaking_for(state, reports, day)
        if said and said[0].scope is Scope.BASELINE:
            weight[row] = setting.faded(setting.baseline, (day - said[0].latest).days) * trust(said[0].grade)
        elif said:
            weight[row] = setting.of_reports(said, day)
    return EvidenceLabels(party, weight)


def speaking_for(state: State, reports: Mapping[str, ControlReport], day: date) -> list[ControlReport]:
    """The reports by which a place of this `state` pulls at the end of `day`, oldest first: those that name its holder,
    dated ones where there are any, else rows of the first day. Those of other parties pull nothing."""
    known = [reports[name] for name in state.reports if reports[name].latest <= day]
    said = [report for report in known if state.status not in HELD or report.controller == state.controller]
    dated = [report for report in said if report.scope is not Scope.BASELINE]
    return sorted(dated or said, key=lambda report: report.latest)
