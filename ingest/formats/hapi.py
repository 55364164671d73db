"""HDX HAPI: counts of conflict events by area and month, made of ACLED's data."""

from __future__ import annotations

from geo.common.messages import L_, N_
from geo.events.events import AGGREGATE
from ingest.formats.acled_aggregates import OF_COUNTS
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping

TYPES = {
    "political_violence": ("Battles", "Political violence of all types"),
    "civilian_targeting": ("Violence against civilians", "Events targeting civilians"),
    "demonstration": ("Protests", "Demonstrations"),
}
"""event_type -> type, and what is counted. Political violence stands under Battles by its own name."""

FORMAT = Format(
    id="hdx-hapi",
    title=L_("HDX HAPI conflict events"),
    layouts=(
        Layout(
            checked="conflict events of HAPI 2, CSV and JSON, and its files on HDX, 2024 to 2026",
            documented="hapi.humdata.org/docs; files of it in github.com/OCHA-DAP/hdx-scraper-acled",
            needs=frozenset(
                {
                    "location_code", "admin1_name", "admin2_name", "admin_level", "event_type", "events", "fatalities",
                    "reference_period_start", "reference_period_end",
                }
            ),
            marks=frozenset({"events", "event_type", "reference_period_start"}),
            also={
                "location_code": ("location_name", "location_ref", "country_iso3"),
                "admin1_name": ("admin_1_name",),
                "admin2_name": ("admin_2_name",),
                "reference_period_start": ("start_date",),
                "reference_period_end": ("end_date",),
            },
            mapping=ColumnMapping(
                format="hdx-hapi",
                columns={
                    "event_date": "reference_period_start",
                    "end_date": "reference_period_end",
                    "event_type": "event_type",
                    "sub_event_type": "event_type",
                    "event_count": "events",
                    "adm2": "admin2_name",
                    "adm1": "admin1_name",
                    "country": "location_code",
                    "fatalities_best": "fatalities",
                },
                fixed={"count_as": AGGREGATE, "source_publisher": "HDX HAPI, after ACLED"},
                words={
                    "event_type": {word: kind for word, (kind, _) in TYPES.items()},
                    "sub_event_type": {word: counted for word, (_, counted) in TYPES.items()},
                },
            ),
        ),
    ),
    credit="HDX Humanitarian API (HAPI), data of ACLED, acleddata.com",
    licence=N_("The terms of ACLED apply: figures and maps may be shown with the credit, its rows are not handed on."),
    rows_may_be_passed_on=False,
    notes=(
        OF_COUNTS,
        L_("The three types overlap: what targets civilians is counted under political violence too."),
    ),
)  # fmt: skip
