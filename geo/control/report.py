"""One report on control: a dated, graded claim about one place, the evidence that the rule weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo.registry.admiralty import rank


class Scope(StrEnum):
    """What a report speaks of: the state before the first day, a whole area around the place, ground drawn over it, or
    this very place."""

    BASELINE = "baseline"
    AREA = "area"
    POLYGON = "polygon"
    PLACE = "place"


ABOUT_THE_PLACE = frozenset({Scope.POLYGON, Scope.PLACE})
"""Scopes of reports that are evidence about a place: somebody named it, or drew a line around it."""


@dataclass(frozen=True)
class ControlReport:
    """One dated claim about one place. Days are inclusive; `earliest` = `latest` for a report of one day.

    `sourced`: there is a page to show for it; general knowledge has none. `origin`: the announcement it goes back to;
    reports of one origin are one voice.
    """

    id: str
    controller: str
    status: str
    shared_with: tuple[str, ...]
    earliest: date
    latest: date
    published_on: date | None
    scope: Scope
    stands: bool
    sourced: bool
    disagrees: bool
    asserter_faction: str
    origin: str
    reliability: str
    credibility: int

    @property
    def grade(self) -> int:
        """Combined Admiralty rank, 2 (A1) to 10 (E5); lower is better."""
        return rank(self.reliability, self.credibility)


ReportsByPlace = Mapping[str, Sequence[ControlReport]]
