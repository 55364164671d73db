"""GeoConfirmed's list of factions and icons: recognised so that its legend is not taken for placements."""

from __future__ import annotations

from geo.common.messages import L_, N_
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping

FORMAT = Format(
    id="geoconfirmed-icons",
    title=L_("GeoConfirmed's list of factions and icons"),
    layouts=(
        Layout(
            checked="JSON of the icons of a map, 2025 to 2026",
            documented="geoconfirmed.org/api/placemark/{conflict}/icons; fields in a public reader of it",
            needs=frozenset({"name", "color", "icons"}),
            marks=frozenset({"icons", "color"}),
            mapping=ColumnMapping(format="geoconfirmed-icons", columns={"summary": "name"}),
            fits=lambda table, names: bool(table.cells[names["icons"]].str.contains('"icon"', regex=False).all()),
        ),
    ),
    credit="GeoConfirmed, geoconfirmed.org",
    licence=N_("Its API says free for research, journalism and analysis; no licence was seen. Name it."),
    refused=L_("it holds the legend of a map, not what was placed on it"),
    notes=(
        L_(
            "Take the placements: geoconfirmed.org/api/Map/export/{{conflict}}/csv has them with days, texts and links."
        ),
    ),
)
