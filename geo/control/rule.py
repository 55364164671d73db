"""Who holds one place on one day: the rule that turns dated, graded reports into a state.

docs/methods.md tells it in words with its table of cases; each `Rule` is one row of that table.

The reports about a place are read in the order of their latest likely day. All that speak of the same
day, or of overlapping ranges of days, decide together; what they decide stands until later ones speak.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.control.report import ControlReport, Scope
from geo.control.rule_texts import Rule
from geo.control.state import State, Vote
from geo.registry.admiralty import IMPROBABLE
from geo.registry.statuses import HELD, Status

CLEARLY_BETTER = 3
"""Steps on the combined Admiralty scale by which one report must lead to outweigh another of the same days."""

DISAGREEMENT_REACH = timedelta(days=1)

Allied = Callable[[str, str], bool]


def history(reports: Sequence[ControlReport], allied: Allied) -> list[tuple[date, State]]:
    """Every state of one place with the day it begins, oldest first. The order of `reports` does not matter.

    `allied(a, b)` tells whether two factions fight on the same side.
    """
    standing = sorted((r for r in reports if r.stands), key=lambda r: (r.latest, r.id))
    states: list[tuple[date, State]] = []
    baseline = [r for r in standing if r.scope is Scope.BASELINE]
    if baseline:
        states.append((baseline[-1].latest, _baseline_state(baseline[-1])))
    dated = [r for r in standing if r.scope is not Scope.BASELINE]
    for day in sorted({r.latest for r in dated}):
        opens = _window_opens([r for r in dated if r.latest == day])
        window = [r for r in dated if opens <= r.latest <= day]
        before = next((state for begun, state in reversed(states) if begun < opens), None)
        if before is None:
            before = _before_any(states)
        state = decide(before, window, allied)
        if state.rule is Rule.CONFIRMED and states and states[-1][1].standing != state.standing:
            state = replace(state, rule=Rule.GRADE if state.outweighed else Rule.LATEST, since=day)
        if not states or state != states[-1][1]:
            states.append((day, state))
    return states


def _before_any(states: list[tuple[date, State]]) -> State:
    is_baseline = bool(states) and states[0][1].rule is Rule.BASELINE
    return states[0][1] if is_baseline else State()


def _baseline_state(report: ControlReport) -> State:
    shared = report.status == Status.SHARED
    return State(
        status=Status.SHARED if shared else Status.CONTROLLED,
        controller=report.controller,
        parties=(report.controller, *report.shared_with),
        rule=Rule.BASELINE,
        since=report.latest,
        reports=(report.id,),
    )


def _window_opens(latest: list[ControlReport]) -> date:
    """First day the deciding reports speak of; a known disagreement reaches one day further back."""
    return min(r.earliest - DISAGREEMENT_REACH if r.disagrees else r.earliest for r in latest)


def decide(before: State, window: Sequence[ControlReport], allied: Allied) -> State:
    """The state after the reports of one deciding window.

    A claim about a whole area never outweighs evidence about the place: it decides only where no
    report about the place itself has named a holder, or where the holder is reported gone.
    """
    about_place = [r for r in window if r.scope is Scope.PLACE]
    about_area = [r for r in window if r.scope is Scope.AREA]
    state = _weigh(before, about_place, Scope.PLACE, allied)
    open_to_area = state.scope is not Scope.PLACE or state.status is Status.UNKNOWN
    if not about_area or not open_to_area:
        return state
    by_area = _weigh(state, about_area, Scope.AREA, allied)
    if by_area.scope is not Scope.AREA or by_area.status not in HELD:
        return by_area
    return replace(by_area, status=Status.CLAIMED, parties=(by_area.controller,), rule=Rule.AREA_CLAIM)


def _weigh(before: State, reports: Sequence[ControlReport], scope: Scope, allied: Allied) -> State:
    """What reports of one scope make of the state before them."""
    likely = [r for r in reports if r.credibility != IMPROBABLE]
    if not likely:
        return before
    ballot = _count(likely, allied)
    if ballot.holders:
        return _by_holders(before, ballot, scope)
    if ballot.fighters:
        return _by_fighters(before, ballot, scope)
    return _by_withdrawal(before, ballot, scope)


@dataclass(frozen=True)
class _Ballot:
    """Parties with their best grade, by what is said of them; `gone` and `unsettled` are among those who left."""

    reports: tuple[ControlReport, ...]
    holders: dict[str, int]
    fighters: dict[str, int]
    gone: frozenset[str]
    unsettled: frozenset[str]
    confirmed: frozenset[str]
    unsourced: frozenset[str]

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
        return tuple(r.id for r in self.reports if r.controller not in parties and r.controller not in self.gone)

    def votes(self) -> tuple[Vote, ...]:
        said = {"contested": "fighting", "withdrawn": "left"}
        ballots: dict[tuple[str, str], list[ControlReport]] = {}
        for report in self.reports:
            ballots.setdefault((report.controller, said.get(report.status, "holds")), []).append(report)
        return tuple(
            Vote(party, says, min(r.grade for r in cast), tuple(r.id for r in cast))
            for (party, says), cast in sorted(ballots.items())
        )


def _count(likely: Sequence[ControlReport], allied: Allied) -> _Ballot:
    holding = [r for r in likely if r.status in ("controlled", "claimed", "shared")]
    independent = [r for r in holding if r.sourced and not _own_claim(r, allied)]
    known_to_differ = any(r.disagrees for r in likely)
    heard = independent if independent and not known_to_differ else holding
    holds, left = _best_grades(heard), _best_grades([r for r in likely if r.status == "withdrawn"])
    gone = {p for p in left if p not in holds or _clearly_better(left[p], holds[p])}
    back = {p for p in left if p in holds and _clearly_better(holds[p], left[p])}
    fights = _best_grades([r for r in likely if r.status == "contested"])
    return _Ballot(
        reports=tuple(likely),
        holders={p: grade for p, grade in holds.items() if p not in gone},
        fighters={p: grade for p, grade in fights.items() if p not in gone},
        gone=frozenset(gone),
        unsettled=frozenset(set(left) - gone - back),
        confirmed=frozenset(r.controller for r in independent),
        unsourced=frozenset(holds) - {r.controller for r in holding if r.sourced},
    )


def _own_claim(report: ControlReport, allied: Allied) -> bool:
    """A party speaking for itself or an ally, or a source that only relays such a claim."""
    own = bool(report.asserter_faction) and allied(report.asserter_faction, report.controller)
    return own or report.status == Status.CLAIMED


def _best_grades(reports: Sequence[ControlReport]) -> dict[str, int]:
    best: dict[str, int] = {}
    for report in reports:
        best[report.controller] = min(report.grade, best.get(report.controller, report.grade))
    return best


def _clearly_better(one: int, other: int) -> bool:
    return other - one >= CLEARLY_BETTER


def _by_holders(before: State, ballot: _Ballot, scope: Scope) -> State:
    best = min(ballot.holders.values())
    leaders = sorted(p for p, grade in ballot.holders.items() if not _clearly_better(best, grade))
    if len(leaders) > 1 or leaders[0] in ballot.unsettled:
        return _state(Status.DISPUTED, leaders, Rule.DISPUTED, ballot, scope)
    (leader,) = leaders
    rivals = sorted(
        p
        for p, grade in ballot.fighters.items()
        if p != leader and not _clearly_better(best, grade) and ballot.last_day(p) >= ballot.last_day(leader)
    )
    if rivals:
        return _state(Status.CONTESTED, [leader, *rivals], Rule.CONTESTED, ballot, scope)
    confirmed = leader in ballot.confirmed
    fought_for = leader in ballot.fighters and (not confirmed or ballot.fights_on(leader))
    if before.controller == leader and before.status in (Status.CONTROLLED, Status.SHARED) and not fought_for:
        return _confirmed(before, ballot, scope)
    defenders = [p for p in _present(before) if p not in ballot.gone]
    if fought_for and defenders:
        parties = list(dict.fromkeys([*defenders, leader]))
        return _state(Status.CONTESTED, parties, Rule.CONTESTED, ballot, scope)
    outweighed = len(ballot.holders) > 1
    if confirmed:
        state = _state(Status.CONTROLLED, [leader], Rule.GRADE if outweighed else Rule.LATEST, ballot, scope)
        partners = ballot.partners(leader)
        return replace(state, status=Status.SHARED, parties=(leader, *partners)) if partners else state
    alone = Rule.UNSOURCED if leader in ballot.unsourced else Rule.OWN_CLAIM
    return _state(Status.CLAIMED, [leader], Rule.GRADE if outweighed else alone, ballot, scope)


def _by_fighters(before: State, ballot: _Ballot, scope: Scope) -> State:
    defenders = [p for p in _present(before) if p not in ballot.gone]
    parties = list(dict.fromkeys([*defenders, *sorted(ballot.fighters)]))
    if len(parties) == 1 and not defenders and ballot.gone:
        return _state(Status.CLAIMED, parties, Rule.LEFT_ALONE, ballot, scope)
    return _state(Status.CONTESTED, parties, Rule.CONTESTED, ballot, scope)


def _by_withdrawal(before: State, ballot: _Ballot, scope: Scope) -> State:
    present = _present(before)
    staying = [p for p in present if p not in ballot.gone]
    if staying == present:
        return before
    if not staying:
        return _state(Status.UNKNOWN, [], Rule.WITHDRAWN, ballot, scope)
    if len(staying) == 1:
        return _state(Status.CLAIMED, staying, Rule.LEFT_ALONE, ballot, scope)
    return replace(before, parties=tuple(staying), scope=scope, since=ballot.day)


def _present(state: State) -> list[str]:
    """Parties that hold or fight for the ground; those merely present beside a holder are not among them."""
    return [state.controller] if state.status in HELD else list(state.parties)


def _confirmed(before: State, ballot: _Ballot, scope: Scope) -> State:
    """The holder is named again. Its own word that it stays is no evidence about the place: the scope stays."""
    return replace(
        before,
        rule=Rule.CONFIRMED,
        scope=scope if scope is Scope.PLACE and before.controller in ballot.confirmed else before.scope,
        reports=(*before.reports, *ballot.ids([before.controller])),
        outweighed=ballot.others([before.controller]),
        votes=ballot.votes(),
    )


def _state(status: Status, parties: Sequence[str], rule: Rule, ballot: _Ballot, scope: Scope) -> State:
    involved = [*parties, *ballot.gone]
    return State(
        status=status,
        controller=parties[0] if status in HELD else "",
        parties=tuple(parties),
        rule=rule,
        scope=scope,
        since=ballot.day,
        reports=ballot.ids(involved),
        outweighed=ballot.others(involved),
        votes=ballot.votes(),
    )
