"""ACLED: the export of the Armed Conflict Location & Event Data project, a CSV of 31 columns."""

from __future__ import annotations

from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import Mapping

REACH_KM = {"1": "5", "2": "30", "3": "100"}
"""geo_precision -> km. ACLED tells 1 (a town), 2 (part of a region) and 3 (a region or its capital) apart and states no
distances: these are ours, on the wide side."""

FORMAT = Format(
    id="acled",
    title="ACLED",
    layouts=(
        Layout(
            checked="event export and API, 2019 to 2026",
            documented="ACLED codebook 2024 and guide to the column changes of 2023, acleddata.com/knowledge-base",
            needs=frozenset(
                {
                    "event_id_cnty", "event_date", "time_precision", "event_type", "sub_event_type", "actor1", "inter1",
                    "latitude", "longitude", "geo_precision", "fatalities", "notes",
                }
            ),
            mapping=Mapping(
                format="acled",
                columns={
                    "source_id": "event_id_cnty",
                    "event_date": "event_date",
                    "time_precision": "time_precision",
                    "event_type": "event_type",
                    "sub_event_type": "sub_event_type",
                    "actor1": "actor1",
                    "actor2": "actor2",
                    "place": "location",
                    "adm1": "admin1",
                    "adm2": "admin2",
                    "country": "country",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "geo_precision": "geo_precision",
                    "uncertainty_km": "geo_precision",
                    "fatalities_best": "fatalities",
                    "summary": "notes",
                    "source_publisher": "source",
                },
                words={"uncertainty_km": REACH_KM},
            ),
        ),
    ),
    credit="Armed Conflict Location & Event Data (ACLED), acleddata.com",
    licence="ACLED does not allow handing on its rows: keep files that hold them to yourself. Figures and maps from"
    " them may be shown with the credit.",
    rows_may_be_passed_on=False,
    notes=(
        "The first actor is not by that alone the one who did it: no perpetrator is read from the file.",
        ("Its timestamp is the last change to a row, no day of publication, and is not read: these events do not count"
        " as known by any day, unless you say that it is that day."),
        "ACLED gives one number of killed; its low and high stay empty.",
    ),
)  # fmt: skip
