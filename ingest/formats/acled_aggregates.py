"""ACLED's aggregates: how many events and killed in a week, a month or a year, by area and kind.

Every row is a count, and kept as one: listed, and never summed with incidents.
"""

from __future__ import annotations

import re

import numpy as np

from geo.events import AGGREGATE
from ingest.drafts.cells import Cells
from ingest.formats.acled import CREDIT, LICENCE
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import Mapping
from ingest.tables import Table

OF_COUNTS = "Each row is a count of events, no event: it stands in tables and data files, and in no sum."
"""Note of every format of counts."""
OF_FILE_NAMES = "What is counted is told by the name of the file."
_FILES: tuple[tuple[str, str, str], ...] = (
    (r"civilian", "Violence against civilians", "Events targeting civilians"),
    (r"demonstration", "Protests", "Demonstrations"),
    (r"political[_ -]?violence", "Battles", "Political violence of all types"),
    (r"fatalit", "Battles", "Political violence of all types"),
)
"""What the file's name says of tables that have no column for it: type, and what is counted. Political violence is
battles, explosions, violence against civilians and some riots together; it stands under Battles by its own name."""
_FIGURES = frozenset({"events", "fatalities"})
_BY_COUNTRY = _FIGURES | {"country", "month", "year"}
_BY_AREA = _BY_COUNTRY | {"admin1", "admin2", "iso3", "admin1_pcode", "admin2_pcode", "pcode"}


def _has_only(table: Table, allowed: frozenset[str]) -> bool:
    """Whether a table has no other columns than these, and one with figures."""
    names = {re.sub(r"[\s\-]+", "_", str(column).strip().casefold()) for column in table.cells.columns}
    return bool(_FIGURES & names) and names <= allowed


def _derive(cells: Cells) -> dict[str, np.ndarray]:
    """What is counted, by the name of the file, where no column tells it."""
    if cells.has("event_type"):
        return {}
    for words, kind, counted in _FILES:
        if re.search(words, cells.table.file, re.IGNORECASE):
            return {
                "event_type": np.full(len(cells), kind, dtype=object),
                "sub_event_type": np.full(len(cells), counted, dtype=object),
            }
    return {}


_FIXED = {"count_as": AGGREGATE, "source_publisher": "ACLED"}

FORMAT = Format(
    id="acled-aggregates",
    title="ACLED aggregates",
    layouts=(
        Layout(
            checked="weekly counts by first-level area, 2024 to 2026",
            documented="acleddata.com/use-access/how-use-acleds-aggregated-data",
            needs=frozenset(
                {
                    "week", "region", "country", "admin1", "event_type", "sub_event_type", "events", "fatalities",
                    "disorder_type", "centroid_latitude", "centroid_longitude",
                }
            ),
            marks=frozenset({"week", "events", "event_type"}),
            mapping=Mapping(
                format="acled-aggregates",
                columns={
                    "event_date": "week",
                    "event_type": "event_type",
                    "sub_event_type": "sub_event_type",
                    "event_count": "events",
                    "adm1": "admin1",
                    "country": "country",
                    "latitude": "centroid_latitude",
                    "longitude": "centroid_longitude",
                    "fatalities_best": "fatalities",
                },
                fixed={**_FIXED, "span_days": "7", "geo_precision": "3"},
            ),
            notes=(
                "A week runs from the Saturday that is named to the Friday after it.",
                "The point is the middle of the first-level area, taken as within 100 km. Population is not read.",
            ),
        ),
        Layout(
            checked="counts by country and year, 2025 to 2026",
            documented="acleddata.com/conflict-data/download-data-files, columns in public readers of them",
            needs=frozenset({"country", "year"}),
            marks=frozenset({"country", "year"}),
            mapping=Mapping(
                format="acled-aggregates",
                columns={
                    "event_year": "year",
                    "event_count": "events",
                    "country": "country",
                    "fatalities_best": "fatalities",
                },
                fixed=_FIXED,
            ),
            fits=lambda table, names: _has_only(table, _BY_COUNTRY),
            notes=(OF_FILE_NAMES,),
        ),
        Layout(
            checked="counts by country, month and year, 2025 to 2026",
            documented="acleddata.com/conflict-data/download-data-files, columns in public readers of them",
            needs=frozenset({"country", "month", "year"}),
            marks=frozenset({"country", "month", "year"}),
            mapping=Mapping(
                format="acled-aggregates",
                columns={
                    "event_year": "year",
                    "event_month": "month",
                    "event_count": "events",
                    "country": "country",
                    "fatalities_best": "fatalities",
                },
                fixed=_FIXED,
            ),
            fits=lambda table, names: _has_only(table, _BY_COUNTRY),
            notes=(OF_FILE_NAMES,),
        ),
        Layout(
            checked="HDX workbooks: counts by second-level area, month and year, 2023 to 2026",
            documented="data.humdata.org/organization/acled",
            needs=frozenset({"country", "admin1", "month", "year"}),
            marks=frozenset({"country", "admin1", "month", "year"}),
            mapping=Mapping(
                format="acled-aggregates",
                columns={
                    "event_year": "year",
                    "event_month": "month",
                    "event_count": "events",
                    "adm2": "admin2",
                    "adm1": "admin1",
                    "country": "country",
                    "fatalities_best": "fatalities",
                },
                fixed=_FIXED,
            ),
            fits=lambda table, names: _has_only(table, _BY_AREA),
            notes=(
                OF_FILE_NAMES,
                "A row lies on its second-level area where the theatre has such units, else on its first-level area.",
            ),
        ),
    ),
    credit=CREDIT,
    licence=LICENCE,
    rows_may_be_passed_on=False,
    derive=_derive,
    notes=(OF_COUNTS,),
)  # fmt: skip
