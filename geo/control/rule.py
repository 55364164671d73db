"""Who holds one place on one day: the rule that turns dated, graded reports into a state.

docs/methods.md tells it in words with its table of cases; each `Rule` is one row of that table.

The reports about a place are read in the order of their latest likely day. All that speak of the same
day, or of overlapping ranges of days, decide together; what they decide stands until later ones speak.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.control.ballot import HOLDING, Allied, Ballot, clearly_better, count_votes
from geo.control.report import ABOUT_THE_PLACE, ControlReport, Scope
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.registry.admiralty import IMPROBABLE
from geo.registry.statuses import HELD, UNSETTLED, Status

DISAGREEMENT_REACH = timedelta(days=1)


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

    A claim about a whole area never outweighs evidence about the place: it decides only where no report about the
    place itself has named a holder, where the holder is reported gone, or where it names one side of a fight that no
    report of these days speaks of. Whoever is reported gone from the area no longer stands beside the holder, nor
    fights for the place. Ground drawn over the place is evidence about it, weaker than a report of these days about the
    place itself.
    """
    about_place = [r for r in window if r.scope in ABOUT_THE_PLACE]
    about_area = [r for r in window if r.scope is Scope.AREA]
    drawn_only = all(r.scope is Scope.POLYGON for r in about_place)
    state = _weigh(before, about_place, Scope.POLYGON if drawn_only else Scope.PLACE, allied)
    if not about_area:
        return state
    open_to_area = state.scope not in ABOUT_THE_PLACE or state.status is Status.UNKNOWN
    if not open_to_area and not _settled(before, about_place, about_area, allied):
        return _left_by_area(state, about_place, about_area, allied)
    by_area = _weigh(state, about_area, Scope.AREA, allied)
    if by_area.scope is not Scope.AREA or by_area.status not in HELD:
        return by_area
    return replace(by_area, status=Status.CLAIMED, parties=(by_area.controller,), rule=Rule.AREA_CLAIM)


def _settled(
    before: State, about_place: Sequence[ControlReport], about_area: Sequence[ControlReport], allied: Allied
) -> bool:
    """Whether reports about the area end a fight: all name holders of one side that took part, and none speaks of the
    place any more."""
    if before.status not in UNSETTLED or about_place:
        return False
    named = [r.controller for r in about_area if r.status != "withdrawn" and r.credibility != IMPROBABLE]
    holders = [r.controller for r in about_area if r.status in HOLDING and r.credibility != IMPROBABLE]
    took_part = any(allied(holder, party) for holder in holders for party in before.parties)
    return took_part and all(allied(one, other) for one in holders for other in named)


def _left_by_area(
    state: State, about_place: Sequence[ControlReport], about_area: Sequence[ControlReport], allied: Allied
) -> State:
    """`state` without those that left the area: partners always, those that fight where no report of these days speaks
    of the place."""
    ballot = count_votes([r for r in about_area if r.credibility != IMPROBABLE], allied)
    if state.status in UNSETTLED and not about_place and not ballot.holders and not ballot.fighters:
        return _by_withdrawal(state, ballot, state.scope)
    return _without_partners(state, ballot)


def _without_partners(state: State, ballot: Ballot) -> State:
    """`state` without those beside the holder that left; alone, it holds the place as controlled."""
    if state.status is not Status.SHARED:
        return state
    left = [party for party in state.parties[1:] if party in ballot.gone]
    if not left:
        return state
    staying = tuple(party for party in state.parties if party not in left)
    status = Status.SHARED if len(staying) > 1 else Status.CONTROLLED
    return replace(state, parties=staying, status=status, reports=(*state.reports, *ballot.ids(left)))


def _weigh(before: State, reports: Sequence[ControlReport], scope: Scope, allied: Allied) -> State:
    """What reports of one scope make of the state before them."""
    likely = [r for r in reports if r.credibility != IMPROBABLE]
    if not likely:
        return before
    ballot = count_votes(likely, allied)
    if ballot.holders:
        return _by_holders(before, ballot, scope)
    if ballot.fighters:
        return _by_fighters(before, ballot, scope)
    if scope in ABOUT_THE_PLACE and before.fights_alone and _foe_left(before.parties[0], ballot, allied):
        return _left_alone(before, ballot, scope)
    return _by_withdrawal(before, ballot, scope)


def _foe_left(party: str, ballot: Ballot, allied: Allied) -> bool:
    """Whether somebody of another side than `party` left, and it stayed itself."""
    return party not in ballot.gone and any(not allied(party, other) for other in ballot.gone)


def _by_holders(before: State, ballot: Ballot, scope: Scope) -> State:
    best = min(ballot.holders.values())
    leaders = sorted(p for p, grade in ballot.holders.items() if not clearly_better(best, grade))
    if len(leaders) > 1 or leaders[0] in ballot.unsettled:
        return _state(Status.DISPUTED, leaders, Rule.DISPUTED, ballot, scope)
    (leader,) = leaders
    rivals = sorted(
        p
        for p, grade in ballot.fighters.items()
        if p != leader and not clearly_better(best, grade) and ballot.last_day(p) >= ballot.last_day(leader)
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


def _by_fighters(before: State, ballot: Ballot, scope: Scope) -> State:
    if before.status in HELD and set(ballot.fighters) == {before.controller}:
        return _without_partners(before, ballot)
    defenders = [p for p in _present(before) if p not in ballot.gone]
    parties = list(dict.fromkeys([*defenders, *sorted(ballot.fighters)]))
    if len(parties) == 1 and not defenders and ballot.gone:
        return _state(Status.CLAIMED, parties, Rule.LEFT_ALONE, ballot, scope)
    return _state(Status.CONTESTED, parties, Rule.CONTESTED, ballot, scope)


def _by_withdrawal(before: State, ballot: Ballot, scope: Scope) -> State:
    present = _present(before)
    staying = [p for p in present if p not in ballot.gone]
    if staying == present:
        return _without_partners(before, ballot)
    if not staying:
        return _state(Status.UNKNOWN, [], Rule.WITHDRAWN, ballot, scope)
    if len(staying) == 1:
        return _left_alone(replace(before, parties=tuple(staying)), ballot, scope)
    left = [p for p in present if p in ballot.gone]
    reports = (*before.reports, *ballot.ids(left))
    return replace(before, parties=tuple(staying), scope=scope, since=ballot.day, reports=reports)


def _left_alone(before: State, ballot: Ballot, scope: Scope) -> State:
    """The one party that stayed of those in `before` has the place by claim."""
    state = _state(Status.CLAIMED, before.parties, Rule.LEFT_ALONE, ballot, scope)
    return replace(state, reports=(*_naming(before.parties, before), *state.reports))


def _naming(parties: Sequence[str], state: State) -> tuple[str, ...]:
    """Ids of the reports behind `state` that put `parties` into the place."""
    return tuple(
        name for vote in state.votes if vote.faction in parties and vote.says != "left" for name in vote.reports
    )


def _present(state: State) -> list[str]:
    """Parties that hold or fight for the ground; those merely present beside a holder are not among them."""
    return [state.controller] if state.status in HELD else list(state.parties)


def _confirmed(before: State, ballot: Ballot, scope: Scope) -> State:
    """The holder is named again. Its own word that it stays is no evidence about the place, nor is ground drawn over it
    better evidence than there was: the scope stays."""
    better = scope in ABOUT_THE_PLACE and before.scope is not Scope.PLACE and before.controller in ballot.confirmed
    return replace(
        _without_partners(before, ballot),
        rule=Rule.CONFIRMED,
        scope=scope if better else before.scope,
        reports=(*before.reports, *ballot.ids([before.controller])),
        outweighed=ballot.others([before.controller]),
        votes=ballot.votes(),
    )


def _state(status: Status, parties: Sequence[str], rule: Rule, ballot: Ballot, scope: Scope) -> State:
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
