"""How far each party came in a range of days, told between named places along the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.flipped_places import FlippedPlace, flipped_places
from geo.analysis.situation import Situation
from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.common.remembered import remembered
from geo.registry.place_sizes import NO_TOWNS
from geo.registry.statuses import Status

MOST_NAMED = 12
"""Only the most important places a party took can be an end of its way or lie along it."""
MOST_ALONG = 3
DETOUR, DETOUR_KM = 1.2, 10.0
"""A place lies along the way where going by it makes the way at most so many times, and so many km, longer."""

Points = NDArray[np.float64]
"""(n, 2) longitude and latitude, degrees."""


@dataclass(frozen=True)
class Advance:
    """The way of `party` from `start`, a place it held at the end of the first day, past `along`, taken on the way in
    the order they lie there, to `end`: of the important places it took that one which lies farthest, `km` on the
    ellipsoid, from all it held before."""

    party: str
    start: str
    along: tuple[FlippedPlace, ...]
    end: FlippedPlace
    km: float


@remembered
def advances(situation: Situation) -> tuple[Advance, ...]:
    """The advance of every party that took a place and held one before, the farthest first.

    A place counts as taken or held on reports about it, not by the party's own claim alone; bases, hills, crossings and
    districts of a city are not named.
    """
    kinds = situation.theatre.places["kind"]
    took: dict[str, list[FlippedPlace]] = {}
    for place in flipped_places(situation):
        if place.taken and kinds[place.place_id] not in NO_TOWNS:
            took.setdefault(place.after.controller, []).append(place)
    ways = [_advance(situation, party, taken[:MOST_NAMED]) for party, taken in took.items()]
    return tuple(sorted(filter(None, ways), key=lambda way: (-way.km, way.party)))


def _advance(situation: Situation, party: str, taken: Sequence[FlippedPlace]) -> Advance | None:
    kinds = situation.theatre.places["kind"]
    held = [
        place_id
        for place_id, state in situation.states_at_from.items()
        if state.controller == party
        and state.status in (Status.CONTROLLED, Status.SHARED)
        and not state.inferred
        and kinds[place_id] not in NO_TOWNS
    ]
    if not held:
        return None
    before, after = _points(situation, held), _points(situation, [place.place_id for place in taken])
    km = _km(before[:, None], after[None, :])
    end = int(np.argmax(km.min(axis=0)))
    start = int(np.argmin(km[:, end]))
    straight = float(km[start, end])
    far, left = km[start], _km(after, after[end][None, :])
    longest = min(DETOUR * straight, straight + DETOUR_KM)
    along = [at for at in range(len(taken)) if at != end and far[at] + left[at] <= longest][:MOST_ALONG]
    along.sort(key=lambda at: float(far[at]))
    return Advance(party, held[start], tuple(taken[at] for at in along), taken[end], straight)


def _points(situation: Situation, place_ids: Sequence[str]) -> Points:
    at = situation.theatre.places.geometry.loc[list(place_ids)]
    return np.column_stack([at.x, at.y])


def _km(one: Points, other: Points) -> NDArray[np.float64]:
    """Distances on the ellipsoid between points; the shapes before the last axis are broadcast."""
    one, other = np.broadcast_arrays(one, other)
    metres = ELLIPSOID.inv(one[..., 0], one[..., 1], other[..., 0], other[..., 1])[2]
    return np.asarray(metres) / M_PER_KM
