"""Reported events that are not strikes, each type with a symbol of its own."""

from __future__ import annotations

from geo.common.messages import N_
from geo.common.phrases import phrase
from map.event_marks import pinned_layer
from map.event_table import events_table

LAYER = pinned_layer(
    id="events",
    title=phrase("Reported events"),
    order=60,
    strikes=False,
    table=events_table,
    source=N_("data/events.geojson"),
)
