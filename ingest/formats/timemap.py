"""TimeMap: the events sheet of Forensic Architecture's and Bellingcat's maps."""

from __future__ import annotations

from ingest.formats.base import OF_FOOTAGE, Format
from ingest.mappings.mapping import Mapping

FORMAT = Format(
    id="timemap",
    title="TimeMap",
    needs=frozenset({"civid", "date", "location", "latitude", "longitude", "category", "associations", "sources"}),
    mapping=Mapping(
        format="timemap",
        columns={
            "source_id": "civid",
            "event_date": "date",
            "event_time": "time",
            "time_precision": "time_precision",
            "event_type": "category",
            "place": "location",
            "latitude": "latitude",
            "longitude": "longitude",
            "summary": "description",
            "source_url": "sources",
        },
        fixed={"uncertainty_km": "1"},
    ),
    credit="The project that keeps the TimeMap",
    licence="The terms of the project that keeps the map apply; name it.",
    notes=(
        OF_FOOTAGE,
        "Associations are tags of the project and not read; sources that are no links are named in the title.",
    ),
)
