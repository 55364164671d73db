"""What a course of ground keeps of its days, each with what it was made of: what is made of the same is not worked out
again when a report has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from operator import is_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.control.first_day import FirstDay, OwnWord
from geo.control.ground_evidence import GroundSetting, SpanEvidence
from geo.control.ground_rule import Ground, GroundLinks
from geo.control.neighbour_graph import NeighbourGraph
from geo.control.nested_dissection import Rows
from geo.control.state import State
from geo.control.state_history import StateHistory
from geo.registry.factions import Factions

MOST_DAYS = 64
"""So many days are kept as they were worked out."""


def same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether both hold the very same values."""
    return len(some) == len(others) and all(starmap(is_, zip(some, others, strict=True)))


class PulledDay(NamedTuple):
    """Ground as the evidence of one day alone makes it, and what it is made of besides the setting."""

    states: Sequence[State]
    first: FirstDay
    ground: Ground


class NearSince(NamedTuple):
    """`since` (n,), the first day, as a number, on which a report speaks of each place, one after all days where none
    does; `near` (n,), of it or of one near it."""

    since: Rows
    near: Rows


class SteadyDay(NamedTuple):
    """Ground in the course of days, and those days each by itself."""

    turns: Sequence[Ground]
    ground: Ground


class ToldDay(NamedTuple):
    """State of each place, and what it is made of besides the setting."""

    states: Sequence[State]
    first: FirstDay | None
    ground: Ground | None
    near: NDArray[np.bool_]
    cities: Mapping[str, str]
    told: dict[str, State]

    def is_made_of(self, other: ToldDay) -> bool:
        """Whether both are made of the same."""
        alike = self.first is other.first and self.ground is other.ground and self.cities == other.cities
        return alike and same(self.states, other.states) and np.array_equal(self.near, other.near)


@dataclass(frozen=True, eq=False)
class CourseBefore:
    """What was worked out of a course before a report changed: each with what it was made of, so that whatever is made
    of the same is not worked out again. `graph`, `factions`, `inferred_beyond_km`, `setting`: those of that course."""

    graph: NeighbourGraph
    factions: Factions
    inferred_beyond_km: float
    setting: GroundSetting
    links: GroundLinks
    evidence: SpanEvidence
    said: OwnWord
    near: NearSince
    history: StateHistory
    first: PulledDay | None
    pulled: Mapping[date, PulledDay]
    steadied: Mapping[date, SteadyDay]
    told: Mapping[date, ToldDay]
