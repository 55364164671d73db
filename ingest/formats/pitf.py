"""PITF: worldwide atrocities, first and last day each in three columns."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_, N_
from geo.events.events import AGGREGATE
from ingest.drafts.cells import DraftCells
from ingest.drafts.unique import spread
from ingest.formats.base import Format, Layout
from ingest.formats.told_types import column, key, keys, reach_by_names
from ingest.mappings.mapping import ColumnMapping

CAMPAIGN = "campaign"
AXES = {
    "latitude": (
        ("latitude_minutes", "lat_minutes", "minutes"),
        ("latitude_seconds", "lat_seconds", "seconds"),
        ("latitude_direction", "lat_direction", "direction"),
    ),
    "longitude": (
        ("longitude_minutes", "long_minutes", "minutes_(2)", "minutes_1"),
        ("longitude_seconds", "long_seconds", "seconds_(2)", "seconds_1"),
        ("longitude_direction", "long_direction", "direction_(2)", "direction_1"),
    ),
}
"""Names of the columns beside the degrees of each axis: under a row of groups, as its readers call them, and as a
repeated name is called here and by pandas or R."""


def _derive(cells: DraftCells) -> dict[str, np.ndarray]:
    """A campaign is many killings told together: a count. A number of deaths in words is none. Degrees, minutes,
    seconds and direction are one notation, as exact as the finest place that is named."""
    derived: dict[str, np.ndarray] = {}
    if not cells.has("uncertainty_km"):
        reach = reach_by_names(cells, ("locality", "location"), {"district": "40", "region": "120"})
        derived["uncertainty_km"] = np.where(pd.isna(reach), "25", reach).astype(object)
    for axis, parts in AXES.items():
        if axis in cells.mapping.columns:
            derived[axis] = _axis(cells.raw(axis), *(column(cells, *names) for names in parts))
    if not cells.has("count_as"):
        kinds = keys(cells, "event_type")
        derived["count_as"] = np.where(kinds == CAMPAIGN, AGGREGATE, "incident").astype(object)
    for field in ("fatalities_best", "civilians_killed"):
        if field in cells.mapping.columns:
            derived[field] = spread(cells.raw(field), lambda text: None if key(text)[:1].isdigit() else "")
    return derived


def _axis(degrees: pd.Series, minutes: pd.Series, seconds: pd.Series, direction: pd.Series) -> np.ndarray:
    """(n,) `36\N{DEGREE SIGN}31'41" N` of its four cells; "" where there are no degrees."""
    cells = zip(degrees.str.strip(), minutes.str.strip(), seconds.str.strip(), direction.str.strip(), strict=True)
    return np.array([_notation(*row) for row in cells], dtype=object)


def _notation(degrees: str, minutes: str, seconds: str, direction: str) -> str:
    if not degrees:
        return ""
    if not minutes and not seconds:
        return f"{degrees} {direction[:1]}".strip()
    written = f"{degrees}\N{DEGREE SIGN}{minutes or 0}'" + (f'{seconds}"' if seconds else "")
    return f"{written} {direction[:1]}".strip()


FORMAT = Format(
    id="pitf",
    title=L_("PITF Worldwide Atrocities"),
    layouts=(
        Layout(
            checked="world files of 1995 to 2020, with and without the rows above its header",
            documented="eventdata.parusanalytics.com/data.dir/atrocities.html; columns in public readers of it, among"
            " them github.com/ulfelder/dart-throwing-chimp",
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
                    "end_month", "end_year", "deaths_number", "injured_number",
                )
            }
            | {
                "locality": ("location",),
                "latitude_degrees": ("lat_degrees", "degrees", "latitude"),
                "longitude_degrees": ("long_degrees", "degrees_(2)", "degrees.1", "longitude"),
            },
            mapping=ColumnMapping(
                format="pitf",
                columns={
                    "event_year": "start_year",
                    "event_month": "start_month",
                    "event_day": "start_day",
                    "end_year": "end_year",
                    "end_month": "end_month",
                    "end_day": "end_day",
                    "place": "locality",
                    "adm1": "region",
                    "adm2": "district",
                    "country": "country",
                    "latitude": "latitude_degrees",
                    "longitude": "longitude_degrees",
                    "fatalities_best": "deaths_number",
                    "civilians_killed": "deaths_number",
                    "injured": "injured_number",
                    "summary": "description",
                    "source_url": "link",
                },
                fixed={
                    "event_type": "Violence against civilians",
                    "sub_event_type": "Atrocity",
                    "source_publisher": "PITF Worldwide Atrocities",
                },
            ),
        ),
    ),
    credit="PITF Worldwide Atrocities Event Data Set, eventdata.parusanalytics.com",
    licence=N_("No licence of it was seen: ask its authors before you pass it on, and cite it as they ask."),
    derive=_derive,
    notes=(
        L_("Each row is the deliberate killing of noncombatants, by its definition."),
        L_("A campaign is many of them told together: a count, in no sum."),
        L_("Who did it stands in columns of kinds of parties: they are not read."),
        L_(
            "It has no ids; its points are of the place (25 km), else of the district (40 km), region (120 km) or "
            "country."
        ),
        L_("A number of deaths in words is not read, nor the scale that then stands beside it."),
    ),
)  # fmt: skip
