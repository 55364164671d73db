"""The events known to one area only, told as a list."""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.common.messages import _, either, language
from info.details import Details, Paragraph, plain
from info.spot import listed
from map.vague_words import area_called, vague_tooltip


def vague_details(key: str, situation: Situation) -> Details:
    """The events of a situation that are known to the area `key` only (VagueEvents.key), the latest first."""
    found = next((one for one in situation.vague if one.key == key), None)
    name = either(*area_called(key, situation.theatre))
    if found is None:
        return Details(name, (Paragraph(plain(_("No event here with these days and filters."))),))
    events = situation.events.loc[list(found.events)]
    return Details(
        vague_tooltip(found, situation.theatre, "ar" if language() == "ar" else "en").partition("\n")[0], listed(events)
    )
