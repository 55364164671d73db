"""The events known to one area only, told as a list."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import _, language
from info.details import Details, Paragraph, plain
from info.spot import listed
from map.vague_words import area_called, vague_tooltip


def vague_details(key: str, situation: Situation) -> Details:
    """The events of a situation that are known to the area `key` only (VagueEvents.key), the latest first: those of
    the area of the figures or, where it has none, those outside it."""
    parts = ((situation.vague, situation.filtered), (situation.vague_outside, situation.filtered_outside))
    found = next(((one, events) for vague, events in parts for one in vague if one.key == key), None)
    name = area_called(key, situation.theatre).say()
    if found is None:
        return Details(name, (Paragraph(plain(_("No event here with these days and filters."))),))
    vague, events = found
    return Details(
        vague_tooltip(vague, situation.theatre, language()).partition("\n")[0],
        listed(events.frame.loc[list(vague.events)], situation.theatre),
    )
