"""What the reports of one deciding window amount to: who is said to hold, to fight and to have left, and how well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from geo.control.report import ControlReport, Scope
from geo.control.state import Vote
from geo.registry.statuses import Status

CLEARLY_BETTER = 3
"""Steps on the combined Admiralty scale by which one report must lead to outweigh another of the same days."""

HOLDING = frozenset({"controlled", "claimed", "shared"})
"""What a report says of the party that has the place."""

Allied = Callable[[str, str], bool]


@dataclass(frozen=True)
class Ballot:
    """Parties with their best grade, by what is said of them; `gone` and `unsettled` are among those who left.
    `unheard`: the ids of polygons that a report about the place itself outweighs."""

    reports: tuple[ControlReport, ...]
    holders: dict[str, int]
    fighters: dict[str, int]
    gone: frozenset[str]
    unsettled: frozenset[str]
    confirmed: frozenset[str]
    unsourced: frozenset[str]
    unheard: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return max(r.latest for r in self.reports)

    def last_day(self, party: str) -> date:
        """Latest day any report puts the party there: fighting before a capture does not contradict it."""
        return max(r.latest for r in self.reports if r.controller == party and r.status != "withdrawn")

    def fights_on(self, party: str) -> bool:
        """Whether the party is said to be fighting there on a later day than it is said to hold the place."""
        fighting, holding = (
            [r.latest for r in self.reports if r.controller == party and (r.status == "contested") is fights]
            for fights in (True, False)
        )
        return max(fighting) > max(holding)

    def partners(self, party: str) -> list[str]:
        """Those the party is said to share the place with."""
        shared = [r.shared_with for r in self.reports if r.controller == party and r.status == Status.SHARED]
        return list(dict.fromkeys(partner for named in shared for partner in named))

    def ids(self, parties: Sequence[str]) -> tuple[str, ...]:
        return tuple(r.id for r in self.reports if r.controller in parties)

    def others(self, parties: Sequence[str]) -> tuple[str, ...]:
        heard = tuple(r.id for r in self.reports if r.controller not in parties and r.controller not in self.gone)
        return (*heard, *self.unheard)

    def votes(self) -> tuple[Vote, ...]:
        said = {"contested": "fighting", "withdrawn": "left"}
        ballots: dict[tuple[str, str], list[ControlReport]] = {}
        for report in self.reports:
            ballots.setdefault((report.controller, said.get(report.status, "holds")), []).append(report)
        return tuple(
            Vote(party, says, min(r.grade for r in cast), tuple(r.id for r in cast))
            for (party, says), cast in sorted(ballots.items())
        )


def count_votes(likely: Sequence[ControlReport], allied: Allied) -> Ballot:
    """The ballot of `likely` reports (at least one). Reports of one origin with a party's own claim are that claim; a
    polygon that a report about the place itself contradicts is heard only where it is clearly better."""
    about_place = [r for r in likely if r.scope is Scope.PLACE]
    unheard = tuple(r.id for r in likely if _is_outweighed(r, about_place))
    likely = [r for r in likely if r.id not in unheard]
    holding = [r for r in likely if r.status in HOLDING]
    own = {r.origin for r in holding if _own_claim(r, allied)}
    independent = [r for r in holding if r.sourced and r.origin not in own]
    known_to_differ = any(r.disagrees for r in likely)
    heard = independent if independent and not known_to_differ else holding
    holds, left = _best_grades(heard), _best_grades([r for r in likely if r.status == "withdrawn"])
    gone = {p for p in left if p not in holds or clearly_better(left[p], holds[p])}
    back = {p for p in left if p in holds and clearly_better(holds[p], left[p])}
    fights = _best_grades([r for r in likely if r.status == "contested"])
    return Ballot(
        reports=tuple(likely),
        holders={p: grade for p, grade in holds.items() if p not in gone},
        fighters={p: grade for p, grade in fights.items() if p not in gone},
        gone=frozenset(gone),
        unsettled=frozenset(set(left) - gone - back),
        confirmed=frozenset(r.controller for r in independent),
        unsourced=frozenset(holds) - {r.controller for r in holding if r.sourced},
        unheard=unheard,
    )


def _is_outweighed(report: ControlReport, about_place: Sequence[ControlReport]) -> bool:
    """Whether `report` is a polygon that one of the reports about the place itself contradicts and that is not clearly
    better than it."""
    return report.scope is Scope.POLYGON and any(
        _contradict(report, other) and not clearly_better(report.grade, other.grade) for other in about_place
    )


def _contradict(one: ControlReport, other: ControlReport) -> bool:
    """Whether two reports put different parties into the place, or one has a party there that the other says left."""
    if "withdrawn" in (one.status, other.status):
        return one.controller == other.controller and one.status != other.status
    return one.controller != other.controller


def _own_claim(report: ControlReport, allied: Allied) -> bool:
    """A party speaking for itself or an ally, or a source that only relays such a claim."""
    own = bool(report.asserter_faction) and allied(report.asserter_faction, report.controller)
    return own or report.status == Status.CLAIMED


def _best_grades(reports: Sequence[ControlReport]) -> dict[str, int]:
    best: dict[str, int] = {}
    for report in reports:
        best[report.controller] = min(report.grade, best.get(report.controller, report.grade))
    return best


def clearly_better(one: int, other: int) -> bool:
    """Whether grade `one` outweighs `other`."""
    return other - one >= CLEARLY_BETTER
