"""ACLED's aggregates: how many events and killed in a week, a month or a year, by area and kind.

Every row is a count, and kept as one: listed, and never summed with incidents.
"""

from __future__ import annotations

import re

import numpy as np

from geo.common.messages import L_, Sentence
from geo.events.events import AGGREGATE
from ingest.drafts.cells import DraftCells
from ingest.formats.acled import CREDIT, LICENCE
from ingest.formats.base import Format, Layout
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

OF_COUNTS = L_(
    "Each row is a count of events, no event: a number of its area on the map, and in no sum with incidents."
)
"""Note of every format of counts."""
OF_FILE_NAMES = L_("What is counted is told by the name of the file.")
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


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
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
_DOWNLOADS = "acleddata.com/conflict-data/download-data-files, columns in public readers of them"


def _by_file_name(
    checked: str,
    documented: str,
    allowed: frozenset[str],
    told_by: dict[str, str],
    beside: dict[str, str] | None = None,
    notes: tuple[Sentence, ...] = (),
) -> Layout:
    """A layout of counts of which the file's name alone says what they count.

    allowed : columns a table may have. told_by : field -> column that has to be there. beside : one that may be.
    """
    columns = told_by | {"country": "country"}
    needed = frozenset(columns.values())
    figures = {"event_count": "events", "fatalities_best": "fatalities"}
    return Layout(
        checked=checked,
        documented=documented,
        needs=needed,
        marks=needed,
        mapping=ColumnMapping(format="acled-aggregates", columns=columns | (beside or {}) | figures, fixed=_FIXED),
        fits=lambda table, names: _has_only(table, allowed),
        notes=(OF_FILE_NAMES, *notes),
    )


FORMAT = Format(
    id="acled-aggregates",
    title=L_("ACLED aggregates"),
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
            mapping=ColumnMapping(
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
                L_("A week runs from the Saturday that is named to the Friday after it."),
                L_("The point is the middle of the first-level area, taken as within 100 km. Population is not read."),
            ),
        ),
        _by_file_name(
            "counts by country and year, 2025 to 2026", _DOWNLOADS, _BY_COUNTRY, {"event_year": "year"}
        ),
        _by_file_name(
            "counts by country, month and year, 2025 to 2026", _DOWNLOADS, _BY_COUNTRY,
            {"event_year": "year", "event_month": "month"},
        ),
        _by_file_name(
            "HDX workbooks: counts by second-level area, month and year, 2023 to 2026",
            "data.humdata.org/organization/acled; read so by github.com/OCHA-DAP/hdx-scraper-acled",
            _BY_AREA, {"event_year": "year", "event_month": "month", "adm1": "admin1"}, {"adm2": "admin2"},
            (
                L_(
                    "A row lies on its second-level area where the theatre has such units, else on its first-level "
                    "area."
                ),
            ),
        ),
    ),
    credit=CREDIT,
    licence=LICENCE,
    rows_may_be_passed_on=False,
    derive=_derive,
    notes=(OF_COUNTS,),
)  # fmt: skip
