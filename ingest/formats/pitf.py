"""PITF: worldwide atrocities, first and last day each in three columns."""

from __future__ import annotations

import numpy as np

from geo.events import AGGREGATE
from ingest.drafts.cells import Cells
from ingest.drafts.unique import spread
from ingest.formats.base import Format, Layout
from ingest.formats.told_types import key, keys
from ingest.mappings.mapping import Mapping

CAMPAIGN = "campaign"


def _derive(cells: Cells) -> dict[str, np.ndarray]:
    """A campaign is many killings told together: a count. A number of deaths in words is none."""
    derived: dict[str, np.ndarray] = {}
    if not cells.has("count_as"):
        kinds = keys(cells, "event_type")
        derived["count_as"] = np.where(kinds == CAMPAIGN, AGGREGATE, "incident").astype(object)
    for field in ("fatalities_best", "civilians_killed"):
        if field in cells.mapping.columns:
            derived[field] = spread(cells.raw(field), lambda text: None if key(text)[:1].isdigit() else "")
    return derived


FORMAT = Format(
    id="pitf",
    title="PITF Worldwide Atrocities",
    layouts=(
        Layout(
            checked="world files of 1995 to 2020, without the two rows above its header",
            documented="eventdata.parusanalytics.com/data.dir/atrocities.html; columns in public readers of it",
            needs=frozenset(
                {
                    "event_type", "campaign_identifier", "start_day", "start_month", "start_year", "end_day",
                    "end_month", "end_year", "deaths_number", "country",
                }
            ),
            marks=frozenset({"start_day", "start_month", "start_year", "deaths_number"}),
            also={
                name: (name.replace("_", "."), name.replace("_", ""))
                for name in (
                    "event_type", "campaign_identifier", "start_day", "start_month", "start_year", "end_day",
                    "end_month", "end_year", "deaths_number",
                )
            },
            mapping=Mapping(
                format="pitf",
                columns={
                    "event_year": "start_year",
                    "event_month": "start_month",
                    "event_day": "start_day",
                    "end_year": "end_year",
                    "end_month": "end_month",
                    "end_day": "end_day",
                    "place": "location",
                    "country": "country",
                    "latitude": "latitude",
                    "longitude": "longitude",
                    "fatalities_best": "deaths_number",
                    "civilians_killed": "deaths_number",
                    "summary": "description",
                },
                fixed={
                    "event_type": "Violence against civilians",
                    "sub_event_type": "Atrocity",
                    "uncertainty_km": "25",
                    "source_publisher": "PITF Worldwide Atrocities",
                },
            ),
        ),
    ),
    credit="PITF Worldwide Atrocities Event Data Set, eventdata.parusanalytics.com",
    licence="Free for research; cite it as its authors ask.",
    derive=_derive,
    notes=(
        "Each row is the deliberate killing of noncombatants, by its definition.",
        "A campaign is many of them told together: a count, in no sum.",
        "It has no ids; its points are taken as within 25 km.",
        "A number of deaths in words is not read.",
    ),
)  # fmt: skip
