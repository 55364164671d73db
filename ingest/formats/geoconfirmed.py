"""GeoConfirmed and like collections of placed footage: one row a find, with the links it rests on."""

from __future__ import annotations

from ingest.formats.base import OF_FOOTAGE, Format
from ingest.mappings.mapping import Mapping

FORMAT = Format(
    id="geoconfirmed",
    title="GeoConfirmed",
    needs=frozenset({"date", "date_created", "original_source", "geolocation", "faction", "latitude", "longitude"}),
    mapping=Mapping(
        format="geoconfirmed",
        columns={
            "source_id": "id",
            "event_date": "date",
            "actor1": "faction",
            "latitude": "latitude",
            "longitude": "longitude",
            "summary": "description",
            "source_title": "name",
            "source_url": "original_source",
            "published_on": "date_created",
        },
        fixed={"uncertainty_km": "1", "source_publisher": "GeoConfirmed"},
    ),
    credit="GeoConfirmed, geoconfirmed.org",
    licence="The terms of GeoConfirmed apply, and those of whoever filmed; name both.",
    notes=(
        OF_FOOTAGE,
        "The faction is whose equipment or people are shown, not who did it.",
        "Equipment, whether it is destroyed and the page of the placement are not read.",
    ),
)
