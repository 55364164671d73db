"""Kilometres of highway by who holds the ground under them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.measure import segment_length_km
from geo.control.change import Change


def highway_km(pieces: gpd.GeoDataFrame, highways: gpd.GeoDataFrame) -> pd.DataFrame:
    """Length of each highway in each of some pieces of ground (VoronoiCells.pieces).

    Returns
    -------
    DataFrame: `ref`, `place_id`, `adm1_pcode`, `length_km` (geodesic), of the mapped ground only.
    """
    road, piece = pieces.sindex.query(highways.geometry, predicate="intersects")
    inside = shapely.intersection(highways.geometry.to_numpy()[road], pieces.geometry.to_numpy()[piece])
    table = pd.DataFrame(
        {
            "ref": highways["ref"].to_numpy()[road],
            "place_id": pieces["place_id"].to_numpy()[piece],
            "adm1_pcode": pieces["adm1_pcode"].to_numpy()[piece],
            "length_km": [_length_km(line) for line in inside],
        }
    )
    return table.groupby(["ref", "place_id", "adm1_pcode"])["length_km"].sum().reset_index()


def _length_km(line: shapely.Geometry) -> float:
    lines = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    xy, index = shapely.get_coordinates(lines, return_index=True)
    joined = index[:-1] == index[1:]
    return float(np.sum(segment_length_km(xy[:-1][joined], xy[1:][joined])))


def highways_moved(moved: Change, highways: gpd.GeoDataFrame) -> pd.DataFrame:
    """Stretches of highway on ground that changed standing.

    Returns
    -------
    DataFrame: `ref`, `before`, `after` (standings), `length_km`.
    """
    moves = moved.moves
    km = highway_km(moved.cells.pieces.iloc[moved.rows], highways)
    owners = moves[["place_id", "before", "after"]].drop_duplicates()
    table = km.merge(owners, on="place_id", validate="many_to_one")  # pragma: no mutate (checks what holds)
    return table.groupby(["ref", "before", "after"])["length_km"].sum().reset_index()
