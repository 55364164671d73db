"""What osint-geo-extractor writes: footage placed by Bellingcat, Cen4infoRes, GeoConfirmed and others in one layout.

It writes a made-up day where the day is not known and (0, 0) where the place is not: a (0, 0) is rejected here as
everywhere; a made-up day cannot be told from a real one.
"""

from __future__ import annotations

from geo.common.messages import L_, N_
from ingest.formats.base import OF_FOOTAGE, Format, Layout
from ingest.formats.footage import OF_WORDS, types_by_words
from ingest.mappings.mapping import ColumnMapping

FORMAT = Format(
    id="osint-geo-extractor",
    title=L_("osint-geo-extractor"),
    layouts=(
        Layout(
            checked="JSON of version 0.3, 2024",
            documented="github.com/conflict-investigations/osint-geo-extractor",
            needs=frozenset({"date", "latitude", "longitude", "place_desc", "title", "source", "links"}),
            mapping=ColumnMapping(
                format="osint-geo-extractor",
                columns={
                    "source_id": "id",
                    "event_date": "date",
                    "place": "place_desc",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "summary": "description",
                    "source_title": "title",
                    "source_publisher": "source",
                    "source_url": "links",
                },
                fixed={"uncertainty_km": "1"},
            ),
        ),
    ),
    credit="The collection named in each row, by osint-geo-extractor",
    licence=N_("The terms of each collection apply; name it."),
    derive=types_by_words,
    notes=(
        OF_FOOTAGE,
        OF_WORDS,
        L_("The tool writes a made-up day where it knows none, not to be told from a real one: look at the first day."),
    ),
)
