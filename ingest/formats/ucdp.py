"""UCDP: georeferenced events of the Uppsala Conflict Data Program, GED and Candidate, a CSV of 49 columns.

The code tables follow the codebook of the UCDP Georeferenced Event Dataset; the distances for where_prec 2 are its own
(about 25 km around a known point), the others are ours, on the wide side.
"""

from __future__ import annotations

from collections.abc import Mapping as Texts

import numpy as np
import pandas as pd

from geo.common.messages import L_, N_
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread, word_key
from ingest.formats.base import Format, Layout
from ingest.mappings.fields import YEAR_FIELD
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip
ONE_SIDED = "3"
EVENT_TYPES = {"1": "Battles", "2": "Battles", ONE_SIDED: "Violence against civilians"}
UCDP_SUB_TYPES = {"1": "State-based conflict", "2": "Non-state conflict", ONE_SIDED: "One-sided violence"}
"""type_of_violence -> the six types, and UCDP's own term."""

TIME_PRECISION = {"1": "1", "2": "2", "3": "2", "4": "3", "5": YEAR_FIELD}
"""date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more than a month. The span is date_start to
date_end; the code alone counts where both are one day."""

WHERE_PREC = {
    "1": ("1", "5"),  # the place itself
    "2": ("2", "25"),  # within about 25 km of a known point
    "3": ("2", "40"),  # a second-level area, given by its centre
    "4": ("3", "120"),  # a first-level area, given by its centre
    "5": ("3", "120"),  # between known places, or a part of the country
    "6": ("3", "500"),  # the country
    "7": ("3", "300"),  # at sea or in the air
}
"""where_prec -> geo_precision, uncertainty_km."""

LOOKED_AT = 200
MOSTLY = 0.8
"""Of the first rows, how many must hold in each of five columns what UCDP has there."""


def _holds_ucdp(table: Table, names: Texts[str, str]) -> bool:
    """Whether most of the first rows hold codes, days and degrees where a file without header has them: one odd cell
    is a fault of its row, not of the file."""
    head = table.cells.head(LOOKED_AT)
    right = [
        head[names[name]].map(word_key).isin(list(codes))
        for name, codes in (
            ("type_of_violence", EVENT_TYPES),
            ("where_prec", WHERE_PREC),
            ("date_prec", TIME_PRECISION),
        )
    ]
    right.append(head[names["date_start"]].str.match(r"\s*\d{4}-\d{2}-\d{2}"))
    right.append(pd.to_numeric(head[names["latitude"]], errors="coerce").abs() <= 90)
    return len(head) > 0 and all(column.mean() >= MOSTLY for column in right)


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """Who did it, where UCDP's own definition says so."""
    columns = cells.mapping.columns
    derived: dict[str, np.ndarray] = {}
    if "event_type" in columns and "actor1" in columns and not cells.has("perpetrator"):
        one_sided = spread(cells.raw("event_type"), lambda code: word_key(code) == ONE_SIDED, dtype=bool)
        derived["perpetrator"] = np.where(one_sided, cells.text("actor1"), "").astype(object)
    return derived


FORMAT = Format(
    id="ucdp",
    title=L_("UCDP GED or Candidate"),
    layouts=(
        Layout(
            checked="GED 1.0 to 25.1 and Candidate to 26.0, CSV, and the answers of its API",
            documented="UCDP GED codebook 25.1, ucdp.uu.se/downloads; ucdp.uu.se/apidocs",
            needs=frozenset(
                {
                    "id", "type_of_violence", "side_a", "side_b", "where_prec", "date_prec", "date_start", "date_end",
                    "best", "high", "low", "latitude", "longitude", "event_clarity",
                }
            ),
            mapping=ColumnMapping(
                format="ucdp",
                columns={
                    "source_id": "id",
                    "event_date": "date_start",
                    "event_year": "year",
                    "end_date": "date_end",
                    "time_precision": "date_prec",
                    "event_type": "type_of_violence",
                    "sub_event_type": "type_of_violence",
                    "actor1": "side_a",
                    "actor2": "side_b",
                    "place": "where_coordinates",
                    "adm1": "adm_1",
                    "adm2": "adm_2",
                    "country": "country",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "geo_precision": "where_prec",
                    "uncertainty_km": "where_prec",
                    "fatalities_low": "low",
                    "fatalities_best": "best",
                    "fatalities_high": "high",
                    "civilians_killed": "deaths_civilians",
                    "asserted_by": "source_original",
                    "source_publisher": "source_office",
                    "source_title": "source_headline",
                    "published_on": "source_date",
                },
                words={
                    "event_type": EVENT_TYPES,
                    "sub_event_type": UCDP_SUB_TYPES,
                    "time_precision": TIME_PRECISION,
                    "geo_precision": {code: precision for code, (precision, _) in WHERE_PREC.items()},
                    "uncertainty_km": {code: km for code, (_, km) in WHERE_PREC.items()},
                },
            ),
            also={
                "id": ("event_id", "ged_id"),
                "best": ("best_est",),
                "high": ("high_est",),
                "low": ("low_est",),
                "date_start": ("start_date", "date_from"),
                "date_end": ("end_date", "date_to"),
                "side_a": ("side_a_name",),
                "side_b": ("side_b_name",),
                "adm_1": ("adm_1_name", "adm1"),
                "adm_2": ("adm_2_name", "adm2"),
            },
            positional=COLUMNS,
            fits_by_place=_holds_ucdp,
        ),
    ),
    credit="Uppsala Conflict Data Program (UCDP), ucdp.uu.se",
    licence=N_("CC BY 4.0: pass it on with the credit."),
    derive=_derive,
    notes=(
        L_("In one-sided violence side A did it, by UCDP's definition; in the other two types nobody is charged."),
        L_("Of several source_date, the first is the day it came out."),
        L_("Where date_prec is 5 and both days are one, the event may lie on any day of its year."),
    ),
)  # fmt: skip
