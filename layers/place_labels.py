"""Names of places: more of them the closer one looks, the larger place first where two would overlap.

In a map of change a place that changed hands says when; a town or city that did is named before its equals, but outside
the area of the figures, where the day is written as the name is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from geo.analysis.flipped_places import days_of_flips
from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import BOTH, Language, Phrase, phrase
from geo.control.state import State
from geo.registry.factions import Factions
from geo.registry.place_sizes import DISTRICT, size_class
from geo.registry.statuses import Status
from map.drawables import Drawable, Labels
from map.ground_paint import drawn_parties
from map.layer import Layer, RenderOptions
from map.tints import note_colour
from map.wording import name, on_short_day

LOOK_BY_KIND = {"city": "city", "town": "town"}
EARLIER = 0.6
"""Zoom levels by which a town or city that changed hands is named before others of its size."""
DISTRICTS_EARLIER = 2.6
"""Zoom levels by which a district of a city that changed hands is named before other places of its size."""
LATER = 0.7
"""Zoom levels by which other towns, and all villages, are named later in a map of change."""
NEUTRAL = "#666666"
CHANGED: Mapping[Status, Phrase] = {
    Status.CONTROLLED: phrase("taken", "what became of a place"),
    Status.SHARED: phrase("taken", "what became of a place"),
    Status.CLAIMED: phrase("claimed", "what became of a place"),
    Status.CONTESTED: phrase("contested", "what became of a place"),
    Status.DISPUTED: phrase("disputed", "what became of a place"),
    Status.UNKNOWN: phrase("left", "what became of a place"),
}
"""What became of a place, before the day."""
NAMED = (Status.CONTESTED, Status.DISPUTED)
"""Where the colour is nobody's, the label says whose it could be."""


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    places, changed = situation.theatre.places, _changed(situation, look)
    loud = places.index.isin([place_id for place_id, (_, colour) in changed.items() if colour])
    people = places["population"].astype("float64").fillna(0.0)
    kinds, english, arabic = (places[column].tolist() for column in ("kind", "name_en", "name_ar"))
    sizes = pd.Series([size_class(k, p) for k, p in zip(kinds, people.tolist(), strict=True)], places.index)
    first = loud & places["kind"].isin(LOOK_BY_KIND)
    later = (LATER if changed else 0.0) * (places["kind"] != "city")
    zooms = (sizes + later).where(~first, sizes - EARLIER)
    districts = loud & (places["kind"] == DISTRICT)
    zooms = zooms.where(~districts, sizes - DISTRICTS_EARLIER)
    notes = [changed.get(place_id, ("", "")) for place_id in places.index]
    return (
        Labels.of(
            places.geometry.x,
            places.geometry.y,
            [name(en, ar, look.language) for en, ar in zip(english, arabic, strict=True)],
            min_zooms=zooms,
            priorities=zooms * 10_000_000 - people,
            kinds=[LOOK_BY_KIND.get(kind, "village") for kind in kinds],
            notes=[note for note, _ in notes],
            note_colours=[colour for _, colour in notes],
            english=english,
        ),
    )


def _changed(situation: Situation, look: RenderOptions) -> Mapping[str, tuple[str, str]]:
    """What is said of each place that reports say changed hands in the range, and in which colour: "" for that of the
    name, outside the area of the figures."""
    if look.mode != "change":
        return {}
    factions, of_area, found = situation.theatre.factions, set(situation.places_flipped), {}
    for place_id, since in days_of_flips(situation).items():
        state = situation.states[place_id]
        colour = factions[state.controller].colour if state.controller else NEUTRAL
        note = _note(state, since, factions, look.language)
        found[place_id] = (note, note_colour(colour, look.theme) if place_id in of_area else "")
    return found


def _note(state: State, since: date, factions: Factions, language: Language) -> str:
    """As in "taken 5 Dec", or "disputed 5 Dec" with "HTS / Government" under it; in both languages a line each."""
    told = Phrase(" ", " ").join((CHANGED[state.status], on_short_day(since)))
    parties = [factions[one] for one in drawn_parties(state.parties, factions)] if state.status in NAMED else []
    if parties:
        names = Phrase(" / ", " / ").join(one.short for one in parties)
        between = ": " if language == BOTH else "\n"
        told = Phrase(between, between).join((told, names))
    return told.set_apart(language, "\n")


LAYER = Layer(
    id="place-labels",
    title=phrase("Place names"),
    order=90,
    draw=draw,
    names_change=True,
    no_data_file=N_("Every place with its names and its holder is on the sheet Places of the .xlsx."),
    source=N_("data/places.geojson: GeoNames (CC BY 4.0) and added places"),
)
