"""Areas of control: the ground of cells that are held alike, and its area by holder."""

from __future__ import annotations

from collections.abc import Mapping, Set

import geopandas as gpd
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.control.state import State
from geo.control.voronoi import VoronoiCells
from geo.registry.statuses import HELD


def areas_of_control(cells: VoronoiCells, states: Mapping[str, State]) -> gpd.GeoDataFrame:
    """Ground dissolved by status and parties.

    Returns
    -------
    GeoDataFrame, EPSG:4326: `status`, `controller` ("" where nobody holds it), `parties` (tuple), `inferred` (far
    from every report), `area_km2` (EPSG:6933), `place_ids` (tuple) and geometry; together they cover all pieces
    exactly once. Sorted by status, parties and inferred.
    """
    pieces = cells.pieces
    owners = [states[place_id] for place_id in pieces["place_id"]]
    keys = pd.Series(
        [
            (state.status.value, state.parties, inferred)
            for state, inferred in zip(owners, pieces["inferred"].tolist(), strict=True)
        ],
        index=pieces.index,
    )
    rows = []
    for (status, parties, inferred), group in pieces.groupby(keys, sort=True):
        rows.append(
            {
                "status": status,
                "controller": parties[0] if status in HELD else "",
                "parties": parties,
                "inferred": inferred,
                "area_km2": float(group["area_km2"].sum()),
                "place_ids": tuple(sorted(set(group["place_id"]))),
                "geometry": shapely.coverage_union_all(group.geometry.to_numpy()),
            }
        )
    columns = ["status", "controller", "parties", "inferred", "area_km2", "place_ids", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=STORED)


def ground_by_holder(cells: VoronoiCells, states: Mapping[str, State], adm1: Set[str] = frozenset()) -> pd.DataFrame:
    """Measured ground inside the governorates `adm1` (all when empty).

    Returns
    -------
    DataFrame: `faction` ("" where nobody holds it), `status`, `inferred`, `area_km2` (km², EPSG:6933). The sum is
    the area of the governorates, whatever the day.
    """
    pieces = cells.pieces
    inside = pieces[pieces["adm1_pcode"].isin(list(adm1))] if adm1 else pieces
    found = [states[place_id] for place_id in inside["place_id"]]
    table = pd.DataFrame(
        {
            "faction": [state.controller for state in found],
            "status": [state.status.value for state in found],
            "inferred": inside["inferred"].to_numpy(),
            "area_km2": inside["area_km2"].to_numpy(),
        }
    )
    return table.groupby(["faction", "status", "inferred"], as_index=False)["area_km2"].sum()
