"""The state of every place on every day: the rule, applied to all reports."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from geo.control.report import ControlReport, Scope
from geo.control.rule import history
from geo.control.state import State
from geo.registry.factions import Factions, allied

StateHistory = Mapping[str, Sequence[tuple[date, State]]]
"""Every place's states with the day each begins, oldest first."""


def state_history_of(
    log: Mapping[str, Sequence[ControlReport]], factions: Factions, *, known_by: date | None
) -> StateHistory:
    """Every state of every place that any report speaks of.

    With `known_by`, only reports published by that day count (the baseline always does): one whose
    day of publication is not known cannot be shown to have been known, and is left out.
    """

    def known(report: ControlReport) -> bool:
        if known_by is None or report.scope is Scope.BASELINE:
            return True
        return report.published_on is not None and report.published_on <= known_by

    return {
        place_id: history([report for report in reports if known(report)], partial(allied, factions))
        for place_id, reports in log.items()
    }


def states_on(state_history: StateHistory, place_ids: Sequence[str], day: date) -> dict[str, State]:
    """State of each place at the end of `day`; unknown where no report speaks by then."""
    states: dict[str, State] = {}
    for place_id in place_ids:
        known = state_history.get(place_id, ())
        at = bisect_right(known, day, key=lambda entry: entry[0])
        states[place_id] = known[at - 1][1] if at else State()
    return states
