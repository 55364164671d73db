"""Rows of a file as a theatre keeps events: their columns, their points, the governorate each lies in."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.events.actors import named_factions
from geo.events.batch_events import SOURCE_ROW
from geo.events.events import event_columns
from geo.theatre.theatre import Theatre


def governorates_of(events: pd.DataFrame, theatre: Theatre) -> np.ndarray:
    """The governorate each row lies in; "" outside all of them, or without a position."""
    lon, lat = events["longitude"].to_numpy(dtype=float), events["latitude"].to_numpy(dtype=float)
    placed = ~np.isnan(lon) & ~np.isnan(lat)
    codes, spots = pd.factorize(lon[placed] + 1j * lat[placed])  # one number a spot
    at, governorate = theatre.governorates.sindex.query(shapely.points(spots.real, spots.imag), predicate="intersects")
    of_spots = np.full(len(spots), "", dtype=object)
    # a point on a border belongs to the governorate that stands first
    of_spots[at[::-1]] = theatre.governorates["adm1_pcode"].to_numpy()[governorate[::-1]]
    found = np.full(len(events), "", dtype=object)
    found[placed] = of_spots[codes]
    return found


def canonical(events: pd.DataFrame, rows: np.ndarray, theatre: Theatre) -> gpd.GeoDataFrame:
    """Rows as a theatre keeps them."""
    frame = events.rename(columns={"place": "location_en"}).assign(
        source_kind="", location_ar="", origin="", disagrees="", **{SOURCE_ROW: rows}
    )
    frame["factions"], frame["attributed_to"] = named_factions(frame, theatre.actor_rules)
    wanted = [column.name for column in event_columns(frozenset(), frozenset())]
    points = shapely.points(frame["longitude"].to_numpy(dtype=float), frame["latitude"].to_numpy(dtype=float))
    return gpd.GeoDataFrame(frame[[*wanted, SOURCE_ROW]].reset_index(drop=True), geometry=points, crs=STORED)
