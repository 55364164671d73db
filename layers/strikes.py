"""Strikes: from the air or by drone, by artillery or missile."""

from __future__ import annotations

from geo.common.messages import N_
from geo.common.phrases import phrase
from map.event_marks import pinned_layer
from map.event_table import events_table

LAYER = pinned_layer(
    id="strikes",
    title=phrase("Strikes"),
    order=61,
    strikes=True,
    table=events_table,
    source=N_("data/events.geojson: air or drone strikes; shelling, artillery or missile attacks"),
)
