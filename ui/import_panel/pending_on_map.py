"""The rows of the file in hand on the map, beside everything the theatre holds and never mistaken for it."""

from __future__ import annotations

from dataclasses import replace

from map.folium_map import group_of
from map.import_preview import not_kept_legend
from ui.drawing import MapDrawing
from ui.import_panel.pending_import import PendingImport


def with_pending_rows(drawn: MapDrawing, now: PendingImport | None) -> MapDrawing:
    """`drawn` with the rows that would be accepted, on top."""
    if now is None or not now.incoming.accepted:
        return drawn
    return replace(
        drawn,
        groups=[*drawn.groups, group_of("Not kept yet", [now.marks])],
        legend=[*not_kept_legend(now.incoming.events, now.table.file), *drawn.legend],
    )
