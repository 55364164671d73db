"""Who holds ground, and how surely: the verdict on one place with the rule, votes and reports behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geo.control.report import Scope
from geo.control.rule_texts import Rule
from geo.registry.statuses import HELD, Status


@dataclass(frozen=True)
class Vote:
    """What one party's reports of the deciding days amount to."""

    faction: str
    says: str
    grade: int
    reports: tuple[str, ...]


@dataclass(frozen=True)
class State:
    """The answer for one place: who, how surely, by which rule, on which reports.

    `parties` are those whose colours the ground takes: the holder first, then those it shares or
    disputes it with. `since` is the day the deciding reports speak of.
    """

    status: Status = Status.UNKNOWN
    controller: str = ""
    parties: tuple[str, ...] = ()
    rule: Rule = Rule.NO_REPORT
    scope: Scope = Scope.BASELINE
    since: date | None = None
    reports: tuple[str, ...] = ()
    outweighed: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()

    @cached_property
    def standing(self) -> str:
        """What the ground counts as in a table of change: its holder, or why it has none."""
        return self.controller if self.status in HELD else self.status.value
