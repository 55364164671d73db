"""IOM DTM: how many displaced people are present in an area. Recognised so that it is not taken for events."""

from __future__ import annotations

from geo.common.messages import L_, N_
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping

FORMAT = Format(
    id="iom-dtm",
    title=L_("IOM DTM displacement figures"),
    layouts=(
        Layout(
            checked="API 3 and HDX workbooks by country and first and second level, 2023 to 2026",
            documented="dtm.iom.int/data-and-analysis/dtm-api; files of it in github.com/OCHA-DAP/hdx-scraper-iom-dtm",
            needs=frozenset({"admin0name", "admin1name", "numpresentidpind", "reportingdate", "roundnumber"}),
            marks=frozenset({"numpresentidpind"}),
            mapping=ColumnMapping(
                format="iom-dtm", columns={"event_date": "reportingdate", "displaced": "numpresentidpind"}
            ),
        ),
    ),
    credit="IOM Displacement Tracking Matrix, dtm.iom.int",
    licence=N_("The terms of IOM's DTM apply; name it."),
    refused=L_("each row is how many displaced people were present in an area in a round, not an event"),
    notes=(L_("Figures of who is where belong beside the map, not among its events: keep the file for your text."),),
)
