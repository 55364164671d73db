"""What is known of the thing a reader clicked."""

from __future__ import annotations

from datetime import date

from geo.analysis.evidence import explain
from geo.analysis.situation import Situation, up_to
from info.area_count import area_count_details
from info.crossing import crossing_details
from info.details import Details
from info.event import event_details
from info.ground import KIND, ground_details
from info.place import place_details
from info.spot import SPOT, spot_details
from info.vague import vague_details
from layers.area_counts import AREA_COUNTS
from map.spoken import day
from map.vague_marks import VAGUE


def identify(ref: str, situation: Situation, on: date, called: str | None = None) -> Details | None:
    """What is known of the thing a click asked for, as "event:…", "spot:…" (the events at a position),
    "crossing:…", "place:…", "area-counts:…", "vague:…" (those known to an area only) or "ground:…"; None: nothing.

    `on`: the day a place, a crossing or ground is told of, and up to which events at a place or in an area are;
    `called`: what to write for it, where that is not the day itself.
    """
    kind, _, key = ref.partition(":")
    theatre = situation.theatre
    if kind == "event":
        # on an earlier day of knowledge it may have said something else, or count no more by today
        asked = situation.events if situation.filters.known_by else theatre.events
        shown = asked if key in asked.index else theatre.events
        return event_details(shown.loc[key], theatre) if key in shown.index else None
    if kind == "crossing" and key in theatre.crossings.index:
        return crossing_details(key, situation, on)
    if kind == "place" and key in theatre.places.index:
        return place_details(explain(theatre, key, on, situation.filters.known_by), situation, called or day(on))
    if kind == AREA_COUNTS:
        return area_count_details(key, _up_to(on, situation))
    if kind == VAGUE:
        return vague_details(key, _up_to(on, situation))
    if kind == SPOT:
        return spot_details(key, _up_to(on, situation))
    if kind == KIND and theatre.history is not None:
        return ground_details(key, situation, on)
    return None


def _up_to(on: date, situation: Situation) -> Situation:
    """A situation with the events up to a day of its range; as it is, where the day is its last or is not in it."""
    filters = situation.filters
    return up_to(situation, on) if filters.start <= on < filters.end else situation
