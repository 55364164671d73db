"""Takings: events that say who took a place, from whom, and which places of the gazetteer they name.

ACLED codes them by three kinds. Which of the two parties won is not coded: the one named first did, by ACLED's own
usage, with those of the event that fight on its side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geo.common.crs import ELLIPSOID
from geo.common.measure import M_PER_KM
from geo.common.punctuation import COMMAS, SEMICOLONS
from geo.common.word_lists import alternatives, word_list
from geo.events.actors import ActorRule, factions_of_actors
from geo.registry.country_names import folded
from geo.registry.factions import Factions, allied, opposed

NON_VIOLENT = "Non-violent transfer of territory"
TAKING_KINDS = frozenset({"Government regains territory", "Non-state actor overtakes territory", NON_VIOLENT})
"""Sub-event types that say that a place changed hands."""

SEVERAL_NAMES = re.compile(rf"\s-\s|/|[(){COMMAS}{SEMICOLONS}]|\s(?:{alternatives(word_list(__file__)['and'])})\s")
"""What stands between the names of several places, or of one place and what it is."""


@dataclass(frozen=True)
class TakingParties:
    """`takers`: who took the place, the one named first and its allies in the event; `losers`: who lost it or left."""

    takers: tuple[str, ...]
    losers: tuple[str, ...]


def takings(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The rows of `events` that say that a place changed hands."""
    return gpd.GeoDataFrame(events[events["sub_event_type"].isin(TAKING_KINDS)])


def parties_of_takings(
    some: pd.DataFrame, rules: Sequence[ActorRule], factions: Factions
) -> Mapping[str, TakingParties | None]:
    """Who took and who lost, by event_id; None where the party named first stands for no faction that holds ground.

    The rules of the theatre say whom its first actor stands for; where they do not, the first of its `factions` does,
    unless the rules give that one to the second actor.
    """
    one, other = (factions_of_actors(some[column], some["event_date"], rules) for column in ("actor1", "actor2"))
    found: dict[str, TakingParties | None] = {}
    for event_id, named, first, second in zip(some.index, some["factions"], one, other, strict=True):
        taker = first if first in factions else next(iter(named), "")
        known = taker in factions and (taker == first or taker != second)
        if not known or not factions[taker].holds_ground:
            found[str(event_id)] = None
            continue
        beside = [party for party in named if party != second and allied(factions, taker, party)]
        found[str(event_id)] = TakingParties(
            tuple(dict.fromkeys([taker, *beside])),
            tuple(party for party in named if party == second or opposed(factions, taker, party)),
        )
    return found


class NamedPlaces:
    """The places of a gazetteer by their names, case, accents and signs aside."""

    def __init__(self, places: gpd.GeoDataFrame) -> None:
        """`places`: points (EPSG:4326) with `name_en`, `name_ar`, `alt_names` and `uncertainty_km`, by place_id."""
        self._points = dict(zip(places.index, zip(places.geometry.x, places.geometry.y, strict=True), strict=True))
        self._within = dict(zip(places.index, places["uncertainty_km"], strict=True))
        self._called: dict[str, list[str]] = {}
        names = (places["name_en"], places["name_ar"], places["alt_names"])
        for place_id, english, arabic, others in zip(places.index, *names, strict=True):
            for name in {folded(name) for name in (english, arabic, *others) if name}:
                self._called.setdefault(name, []).append(place_id)

    def of(self, names: Sequence[str], lon: float, lat: float, within_km: float) -> tuple[str, ...]:
        """The places that an event at a point (degrees) names: the one it is called by, else those that its parts name,
        in their order. Only places so near that the radii of the two meet are meant; of namesakes the nearest."""
        whole = self._nearest([name for name in names if name], lon, lat, within_km)
        if whole:
            return (whole,)
        parts = [part for name in names if name for part in SEVERAL_NAMES.split(name)]
        found = (self._nearest([part], lon, lat, within_km) for part in parts)
        return tuple(dict.fromkeys(place_id for place_id in found if place_id))

    def _nearest(self, names: Sequence[str], lon: float, lat: float, within_km: float) -> str:
        called = dict.fromkeys(place_id for name in names for place_id in self._called.get(folded(name), ()))
        far = {place_id: self._km(place_id, lon, lat) for place_id in called}
        near = [place_id for place_id, km in far.items() if km <= within_km + self._within[place_id]]
        return min(near, key=lambda place_id: (far[place_id], place_id), default="")

    def _km(self, place_id: str, lon: float, lat: float) -> float:
        x, y = self._points[place_id]
        return float(ELLIPSOID.inv(x, y, lon, lat)[2]) / M_PER_KM
