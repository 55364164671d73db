"""The places that changed hands in the range, the most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.analysis.situation import Situation
from geo.common.remembered import remembered
from geo.control.snapshot import turns_between
from geo.control.state import State
from geo.registry.place_sizes import size_class
from geo.registry.statuses import Status


@dataclass(frozen=True)
class FlippedPlace:
    """A place that does not stand at the end of the last day as it stood at the end of the first.

    `size`: its class (geo/registry/place_sizes.py), the smaller the larger; `since`: the first day of the range at
    whose end the map shows it as it stands now, and ever after; None where no report of its own says so.
    """

    place_id: str
    size: int
    before: State
    after: State
    since: date | None

    @property
    def claimed(self) -> bool:
        """Whether only the new holder, or its side, says that it holds the place."""
        return self.after.status is Status.CLAIMED

    @property
    def taken(self) -> bool:
        """Whether one holder took it from another: on reports about it, and not by its own claim alone."""
        return (
            bool(self.before.controller)
            and self.after.status in (Status.CONTROLLED, Status.SHARED)
            and (self.since is not None)
        )


def days_of_flips(situation: Situation) -> Mapping[str, date]:
    """`FlippedPlace.since` by place_id, for all places of the theatre that changed hands on reports about them."""
    now, turns = situation.states, _turns(situation)
    return {
        place_id: _since(situation, turns, place_id, now[place_id].standing)
        for place_id in situation.change_on_map.places
        if place_id in now and now[place_id].on_reports
    }


@remembered
def flipped_places(situation: Situation) -> tuple[FlippedPlace, ...]:
    """Those that no report of their own speaks of last; else by size, then by the day, then by id."""
    places = situation.theatre.places.loc[list(situation.places_flipped)]
    people = dict(zip(places.index, places["population"].astype("float64").fillna(0.0).tolist(), strict=True))
    kinds = dict(zip(places.index, places["kind"].tolist(), strict=True))
    then, now, turns = situation.states_at_from, situation.states, _turns(situation)

    def flipped(place_id: str) -> FlippedPlace:
        before, after = then[place_id], now[place_id]
        since = _since(situation, turns, place_id, after.standing) if after.on_reports else None
        return FlippedPlace(place_id, size_class(kinds[place_id], people[place_id]), before, after, since)

    def rank(place: FlippedPlace) -> tuple[bool, int, float, date, str]:
        return not place.after.on_reports, place.size, -people[place.place_id], place.since or date.max, place.place_id

    return tuple(sorted(map(flipped, kinds), key=rank))


def _turns(situation: Situation) -> Sequence[date]:
    """The days of the range on which the picture changes."""
    filters = situation.filters
    return turns_between(situation.theatre.control, filters.start, filters.end, filters.known_by)


def _since(situation: Situation, turns: Sequence[date], place_id: str, standing: str) -> date:
    """The first day of the range from whose end on the picture has a place stand as it does at the end of the last.
    `turns`: the days of the range on which the picture changes."""
    control, filters = situation.theatre.control, situation.filters
    since = filters.end
    for day in reversed(turns):
        if control.standing(place_id, day, filters.known_by) != standing:
            break
        since = day
    return since
