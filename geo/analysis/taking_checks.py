"""Events held against control: whether who took a place by an event holds it by the reports.

docs/methods.md tells the rule in words. What is asked is the end of the event's last day and of the day after, for a
report of the evening is often dated to the morning after.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd

from geo.common.messages import _, either, ngettext
from geo.control.report import ControlReport, Scope
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.control.state_history import states_on
from geo.events.events import INCIDENT
from geo.events.takings import NON_VIOLENT, NamedPlaces, TakingParties, parties_of_takings, takings
from geo.registry.statuses import HELD, Status
from geo.theatre.theatre import Theatre

DAY = timedelta(days=1)


class Outcome(StrEnum):
    """What came of holding an event against control."""

    AGREES = "agrees"
    MARKED = "disagrees, marked"
    FAULT = "contradicts"
    NOT_CHECKABLE = "not checkable"


WORST_FIRST = (Outcome.FAULT, Outcome.MARKED, Outcome.AGREES, Outcome.NOT_CHECKABLE)


@dataclass(frozen=True)
class TakingCheck:
    """One event held against the control of one place it names. `why`: what agrees or differs, in words, or why it
    could not be held against anything; `place_id` and `report_id`: the place and the report that decides it or speaks
    otherwise, "" where there is none."""

    event_id: str
    outcome: Outcome
    why: str
    place_id: str = ""
    report_id: str = ""


@dataclass(frozen=True)
class TakingAccount:
    """All takings of a theatre, each once, in the order of its events: `checks` of one event are those of its places,
    the worst first."""

    by_event: Mapping[str, tuple[TakingCheck, ...]]

    def count(self, outcome: Outcome) -> int:
        """How many events came out so; an event of several places counts as the worst of them."""
        return sum(checks[0].outcome is outcome for checks in self.by_event.values())

    def of(self, outcome: Outcome) -> tuple[TakingCheck, ...]:
        """The checks of that outcome of the events that came out so."""
        return tuple(
            check
            for checks in self.by_event.values()
            if checks[0].outcome is outcome
            for check in checks
            if check.outcome is outcome
        )

    @property
    def sentence(self) -> str:
        """As in "62 events that take a place = 50 agree with control + 9 disagree, marked + 0 contradict it + 3 not
        checkable"."""
        read = len(self.by_event)
        return ngettext(
            "{read} event that takes a place = {agree} agree with control + {marked} disagree, marked + {contradict} "
            "contradict it + {open} not checkable",
            "{read} events that take a place = {agree} agree with control + {marked} disagree, marked + {contradict} "
            "contradict it + {open} not checkable",
            read,
        ).format(
            read=f"{read:,}",
            agree=f"{self.count(Outcome.AGREES):,}",
            marked=f"{self.count(Outcome.MARKED):,}",
            contradict=f"{self.count(Outcome.FAULT):,}",
            open=f"{self.count(Outcome.NOT_CHECKABLE):,}",
        )

    @property
    def reasons(self) -> Mapping[str, int]:
        """Why events could not be checked, most first; they add up to those not checkable."""
        return dict(Counter(check.why for check in self.of(Outcome.NOT_CHECKABLE)).most_common())


def check_takings(theatre: Theatre) -> TakingAccount:
    """Every event of a theatre that says that a place changed hands, held against the control of that place."""
    some = takings(theatre.events)
    parties = parties_of_takings(some, theatre.actor_rules, theatre.factions)
    named = NamedPlaces(theatre.places)
    found: dict[str, tuple[TakingCheck, ...]] = {}
    for event_id, event in some.iterrows():
        checks = _checks(theatre, str(event_id), event, parties[str(event_id)], named)
        found[str(event_id)] = tuple(sorted(checks, key=lambda check: WORST_FIRST.index(check.outcome)))
    return TakingAccount(found)


def _checks(
    theatre: Theatre, event_id: str, event: Any, parties: TakingParties | None, named: NamedPlaces
) -> Sequence[TakingCheck]:
    def not_checkable(why: str) -> Sequence[TakingCheck]:
        return [TakingCheck(event_id, Outcome.NOT_CHECKABLE, why)]

    if event["count_as"] != INCIDENT:
        return not_checkable(_("a total or background, no single event"))
    if event["abroad"]:
        return not_checkable(_("it happened abroad"))
    if event["geo_precision"] > 1:
        return not_checkable(_("it names an area, not a place"))
    if parties is None:
        return not_checkable(_("who is named first stands for no faction that holds ground"))
    point = event.geometry
    names = (event["location_en"], event["location_ar"])
    places = named.of(names, point.x, point.y, float(event["uncertainty_km"]))
    if not places:
        return not_checkable(_("no place of the gazetteer near it is called so"))
    days = (event["first_day"].date(), event["last_day"].date())
    told = [place for place in places if _is_told(theatre, place, days[1])]
    if not told:
        return not_checkable(_("nothing tells who held the place"))
    return [_held_against(theatre, event_id, event, parties, place, days) for place in told]


def _state(theatre: Theatre, place_id: str, day: date) -> State:
    """State of a place at the end of a day. Reports about the very place decide without a look at the ground around."""
    own = states_on(theatre.control.state_history(None), [place_id], day)[place_id]
    decided = own.scope is Scope.PLACE and own.status in HELD
    return own if decided else theatre.control.states(day, None)[place_id]


def _is_told(theatre: Theatre, place_id: str, day: date) -> bool:
    """Whether anything is known of a place on a day or the day after."""
    states = (_state(theatre, place_id, one) for one in (day, day + DAY))
    return any(state.status is not Status.UNKNOWN or state.rule is Rule.WITHDRAWN for state in states)


def _held_against(
    theatre: Theatre, event_id: str, event: Any, parties: TakingParties, place_id: str, days: tuple[date, date]
) -> TakingCheck:
    first, last = days
    before, *after = (_state(theatre, place_id, day) for day in (first - DAY, last, last + DAY))
    place = either(*theatre.places.loc[place_id, ["name_en", "name_ar"]])
    ours = _named(theatre, parties.takers)

    def check(outcome: Outcome, why: str, report_id: str = "") -> TakingCheck:
        return TakingCheck(event_id, outcome, why, place_id, report_id)

    if any(_holds(state, parties.takers) for state in after):
        return check(Outcome.AGREES, _("{party} holds {place}").format(party=ours, place=place))
    if _overtaken(theatre.reports_of(place_id), parties.takers, last):
        hours = _("{party} held {place} for hours, by a report that was overtaken the same day")
        return check(Outcome.AGREES, hours.format(party=ours, place=place))
    lone = event["sub_event_type"] == NON_VIOLENT and not parties.losers
    if lone and _holds(before, parties.takers):
        alone = _("{party}, the only party named, held {place} before and left it")
        return check(Outcome.AGREES, alone.format(party=ours, place=place))
    reports = {report.id: report for report in theatre.log.get(place_id, ())}
    marked, other = _speaks_otherwise(reports, after, parties.takers, last)
    took = _("{source}: {party} took {place} by {day}")
    why = [
        took.format(source=theatre.attributed_to(event["asserted_by"]).say(), party=ours, place=place, day=last),
        *([_report_in_words(theatre, other)] if other else []),
        _("control has it as {state}").format(state=_state_in_words(theatre, after[0])),
    ]
    known = marked or event["disagrees"] == "yes"
    return check(Outcome.MARKED if known else Outcome.FAULT, _("; ").join(why), other)


def _holds(state: State, parties: Sequence[str]) -> bool:
    """Whether one of `parties` holds the place, alone or beside its holder."""
    return state.status in HELD and any(party in state.parties for party in parties)


def _overtaken(reports: pd.DataFrame, takers: Sequence[str], day: date) -> bool:
    """Whether a report gives the place to one of `takers` for a part of that day."""
    that_day = reports["event_date"] == pd.Timestamp(day)
    return bool((that_day & reports["controller"].isin(takers) & (reports["standing"] == "superseded")).any())


def _speaks_otherwise(
    reports: Mapping[str, ControlReport], after: Sequence[State], takers: Sequence[str], day: date
) -> tuple[bool, str]:
    """Whether the disagreement is marked, and the latest report that speaks for others than `takers`, or than the first
    of them; where none does, the latest that decides, "" where none does that.

    It is marked where the map shows the place as contested or disputed by one of them, or a report of these days is
    said to disagree with others.
    """
    decisive = [reports[name] for state in after for name in state.reports if name in reports]
    marked = [one for one in reports.values() if one.disagrees and one.earliest - DAY <= day <= one.latest + DAY]
    open_to_all = any(state.status not in HELD and set(state.parties) & set(takers) for state in after)
    first = takers[0]
    heard = sorted(
        [*decisive, *marked],
        key=lambda one: (one.controller not in takers, one.controller != first, one.latest, one.id),
    )
    return open_to_all or bool(marked), heard[-1].id if heard else ""


def _report_in_words(theatre: Theatre, report_id: str) -> str:
    """As in "SOHR: HTS, controlled, 2024-12-02"."""
    report = theatre.reports.loc[report_id]
    told = [_named(theatre, [report["controller"]]), _(report["status"]), f"{report['event_date']:%Y-%m-%d}"]
    source = theatre.attributed_to(report["asserted_by"]).say()
    return f"{source}: " + _(", ").join(told)


def _state_in_words(theatre: Theatre, state: State) -> str:
    return f"{_(state.status.value)} {_named(theatre, state.parties)}".strip()


def _named(theatre: Theatre, parties: Sequence[str]) -> str:
    return " / ".join(either(theatre.factions[one].short_en, theatre.factions[one].short_ar) for one in parties)
