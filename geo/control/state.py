"""Who holds ground, and how surely: the verdict on one place with the rule, votes and reports behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    disputes it with. `since` is the day the deciding reports speak of. `sure`: how sure it is that the holder holds it,
    0 to 1; 1 where nobody weighs that, and drawings of others are taken at their word. `rival`: who holds it if not the
    holder, "" where nobody else pulls at it. `near`: whether any report by then speaks of a place near it.
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
    sure: float = 1.0
    rival: str = ""
    near: bool = True

    @property
    def inferred(self) -> bool:
        """Whether the places around it, or its city, say who holds it, and no report of its own."""
        return self.rule in (Rule.NEIGHBOURS, Rule.AS_ITS_CITY)

    @property
    def by_those_around(self) -> bool:
        """Whether the places around it, or its city, say who holds it, or whom the party fights of which its reports
        speak."""
        return self.inferred or self.rule is Rule.LONE_FIGHTER

    @property
    def on_reports(self) -> bool:
        """Whether it rests on what is said of the place itself: it is neither inferred nor silence."""
        return not self.inferred and self.rule is not Rule.NO_REPORT

    @property
    def fights_alone(self) -> bool:
        """Whether its reports speak of fighting and name one party, not whom it fights."""
        return self.status is Status.CONTESTED and len(self.parties) == 1

    @property
    def how(self) -> str:
        """Its status in a word, "inferred" where the places around it tell."""
        return "inferred" if self.inferred else self.status.value

    @cached_property
    def standing(self) -> str:
        """What the ground counts as in a table of change: its holder, or why it has none."""
        return self.controller if self.status in HELD else self.status.value


def as_its_city(city: State) -> State:
    """State of a quarter that no report speaks of: who holds its city, and how surely, told by no report of its own."""
    return State(
        city.status, city.controller, city.parties, Rule.AS_ITS_CITY, sure=city.sure, rival=city.rival, near=city.near
    )


def fought_with(opponent: str, fight: State) -> State:
    """State of a place that `opponent` and the one party its reports name fight for: the places around tell of it."""
    return replace(fight, parties=(opponent, *fight.parties), rule=Rule.LONE_FIGHTER)


def by_neighbours(holder: str, sure: float, rival: str, near: bool) -> State:
    """State of a place whose neighbours say who holds it; "" for nobody."""
    if not holder:
        return State(rule=Rule.NEIGHBOURS, sure=sure, rival=rival, near=near)
    return State(Status.CONTROLLED, holder, (holder,), Rule.NEIGHBOURS, sure=sure, rival=rival, near=near)
