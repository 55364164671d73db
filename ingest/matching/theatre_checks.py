"""The rows of a file against the ground and the days of a theatre, and against its own checks."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.events.batch_events import SOURCE_ROW
from geo.events.events import span_of, typed_events
from geo.theatre.theatre import Theatre
from geo.validation.faults import FaultLog
from geo.validation.readers import ROW_IN_FILE
from ingest.drafts.cells import DraftCells
from ingest.drafts.draft import Draft
from ingest.drafts.year_slips import is_unlikely, remedies
from ingest.geocoding import Gazetteer
from ingest.mappings.fields import FIELDS
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.swapped import swapped_in_theatre
from store.extent import inside, lies_outside, swapped_in_it

CALLED_OTHERWISE = {"location_en": "place", "event_id": "source_id"}
"""Column of a theatre's events -> the field it is made of, where their names differ."""


def check_where(events: pd.DataFrame, theatre: Theatre, gazetteer: Gazetteer, shown_as: str, faults: FaultLog) -> None:
    """Note the points outside the theatre, and those that lie in it, or on the ground it maps, once swapped.
    `events`: with `adm1_pcode`, where each lies."""
    lon, lat = events["longitude"].to_numpy(dtype=float), events["latitude"].to_numpy(dtype=float)
    placed = ~np.isnan(lon) & ~np.isnan(lat) & ~faults.faulty
    is_in = inside(lon, lat, theatre.extent)
    swapped = placed & ~is_in & inside(lat, lon, theatre.extent)
    shown = pd.Series([""] * len(events), dtype=object)
    out = np.flatnonzero(placed & ~is_in)
    shown.iloc[out] = [f"{y:.5f}, {x:.5f}" for x, y in zip(lon[out], lat[out], strict=True)]
    remedies = pd.Series([""] * len(events), dtype=object)
    turned = np.flatnonzero(swapped)
    remedies.iloc[turned] = [swapped_in_it(x, y) for x, y in zip(lon[turned], lat[turned], strict=True)]
    faults.add(
        swapped,
        shown_as,
        shown,
        "swapped-coordinates",
        L_("lies outside the theatre, and inside it when swapped"),
        remedies,
    )
    governorates = swapped_in_theatre(events, placed & is_in, theatre, gazetteer)
    away = governorates != ""
    mapped, names = np.flatnonzero(away), theatre.governorate_names
    shown.iloc[mapped] = [f"{y:.5f}, {x:.5f}" for x, y in zip(lon[mapped], lat[mapped], strict=True)]
    remedies.iloc[mapped] = [
        L_(
            "Swap latitude and longitude? {lon:.5f}, {lat:.5f} lies in {area}. If it is right as it stands, name the "
            "first-level area it lies in.",
            lon=x,
            lat=y,
            area=names[pcode],
        )
        for x, y, pcode in zip(lon[mapped], lat[mapped], governorates[mapped], strict=True)
    ]
    fault = L_("lies outside the ground that is mapped, and inside it when swapped")
    faults.add(away, shown_as, shown, "swapped-coordinates", fault, remedies)
    faults.add(
        placed & ~is_in & ~swapped,
        shown_as,
        shown,
        "outside-theatre",
        lies_outside(theatre.extent),
        L_("Check the position, or bring it into a theatre that holds it."),
    )


def check_when(events: pd.DataFrame, theatre: Theatre, draft: Draft, faults: FaultLog) -> None:
    """Note the rows outside the theatre's days: of a year that is likely a slip, or beyond its span."""
    first, last = span_of(events)
    outside = (last < np.datetime64(theatre.start)) | (first > np.datetime64(theatre.end))
    where = outside.fillna(False).to_numpy(dtype=bool) & ~faults.faulty
    if not where.any():
        return
    label, raw = draft.mapping.label("event_date"), DraftCells(draft.table, draft.mapping).raw("event_date")
    raw = raw.where(raw != "", events["event_date"].dt.strftime("%Y-%m-%d"))
    fault = L_("is outside the days of the theatre, {start} to {end}", start=theatre.start, end=theatre.end)
    years, days = draft.row_years, events["event_date"].to_numpy(dtype="datetime64[s]")
    slipped = where & is_unlikely(days, years)
    if slipped.any():
        asked = remedies(days, years, slipped, draft.mapping.label("event_year"), events.index)
        faults.add(slipped, label, raw, "outside-days", fault, asked)
    widen = L_("Widen the span in theatre.toml, or leave the row out.")
    faults.add(where & ~slipped, label, raw, "outside-days", fault, widen)


def checked_rows(
    accepted: gpd.GeoDataFrame, positions: np.ndarray, theatre: Theatre, mapping: ColumnMapping, faults: FaultLog
) -> gpd.GeoDataFrame:
    """`accepted` without the rows that the theatre's own checks refuse: those are rejected too.

    positions : (n,) int, where each row stands among all rows of the file: row numbers begin anew in each of its parts.
    """
    raw = accepted.drop(columns=SOURCE_ROW).assign(**{ROW_IN_FILE: positions})
    _, wrong = typed_events(
        raw,
        factions=theatre.factions.keys(),
        adm1_pcodes=frozenset(theatre.governorates["adm1_pcode"]),
        span=(theatre.start, theatre.end),
        file="",
    )
    if not wrong.rejected:
        return accepted
    faults.take(wrong, positions, "not-accepted", partial(label, mapping=mapping))
    return gpd.GeoDataFrame(accepted[~wrong.faulty].reset_index(drop=True))


def label(column: str, mapping: ColumnMapping) -> str:
    """What a person calls a column of a theatre's events."""
    if column == "geometry":
        return mapping.position_label
    field = CALLED_OTHERWISE.get(column, column)
    return mapping.label(field) if field in FIELDS else column
