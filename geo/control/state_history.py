"""The state of every place on every day: the rule, applied to all reports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from geo.control.report import ControlReport, ReportsByPlace, Scope
from geo.control.rule import history
from geo.control.state import State
from geo.registry.factions import Factions, allied

StateHistory = Mapping[str, Sequence[tuple[date, State]]]
"""Every place's states with the day each begins, oldest first."""


def state_history_of(
    log: ReportsByPlace,
    factions: Factions,
    *,
    known_by: date | None,
    before: tuple[ReportsByPlace, StateHistory] | None = None,
) -> StateHistory:
    """Every state of every place that any report speaks of; `before`: another log, and the same of it: a place whose
    reports are the very same there has the same states, and of any other those stay that are equal.

    With `known_by`, only reports published by that day count (the baseline always does): one whose
    day of publication is not known cannot be shown to have been known, and is left out.
    """

    def known(report: ControlReport) -> bool:
        if known_by is None or report.scope is Scope.BASELINE:
            return True
        return report.published_on is not None and report.published_on <= known_by

    told, states = before or ({}, {})

    def of(place_id: str, reports: Sequence[ControlReport]) -> Sequence[tuple[date, State]]:
        then = told.get(place_id, ())
        if then is reports:
            return states[place_id]
        found = history([report for report in reports if known(report)], partial(allied, factions))
        return _those_that_stay(found, states[place_id], reports, then) if then else found

    return {place_id: of(place_id, reports) for place_id, reports in log.items()}


def _those_that_stay(
    found: Sequence[tuple[date, State]],
    before: Sequence[tuple[date, State]],
    reports: Sequence[ControlReport],
    then: Sequence[ControlReport],
) -> Sequence[tuple[date, State]]:
    """`found`, with the very states `before` that are equal to them, by reports that are too."""
    same = {report.id for report in {*reports} & {*then}}
    stays = {(day, state.reports): state for day, state in before if same.issuperset(state.reports)}

    def of(day: date, state: State) -> State:
        known = stays.get((day, state.reports))
        return known if known == state else state

    return [(day, of(day, state)) for day, state in found]


def states_on(state_history: StateHistory, place_ids: Sequence[str], day: date) -> dict[str, State]:
    """State of each place at the end of `day`; unknown where no report speaks by then."""
    states: dict[str, State] = {}
    for place_id in place_ids:
        known = state_history.get(place_id, ())
        at = bisect_right(known, day, key=lambda entry: entry[0])
        states[place_id] = known[at - 1][1] if at else State()
    return states
