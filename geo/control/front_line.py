"""The front line: where ground held by one side meets ground held by another."""

from __future__ import annotations

from collections.abc import Mapping, Set

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.control.state import State
from geo.control.voronoi import VoronoiCells
from geo.registry.factions import Factions, allied, opposed

Pair = tuple[str, str]
"""Two factions that face each other, in alphabetical order of their ids."""


def front_segments(cells: VoronoiCells, states: Mapping[str, State], factions: Factions) -> pd.DataFrame:
    """Edges between ground held by factions on opposing sides.

    Returns
    -------
    Rows of `cells.edges` with `one` and `other`, the two holders in alphabetical order. Ground that is unknown, or
    contested or disputed between sides, has no holder and so no edge: the front there is not known to be a line.
    Ground disputed among allies belongs to their side, and is named for the first of them. Where the one is present
    in the other's ground (shared presence), they do not face each other there.
    """
    owners = [states[place_id] for place_id in cells.pieces["place_id"]]
    holder = np.array([_holder(state, factions) for state in owners], dtype=object)
    present = [frozenset(state.parties) for state in owners]
    one, other = cells.edges["left"].to_numpy(), cells.edges["right"].to_numpy()
    left, right = holder[one], holder[other]
    facing = np.array(
        [
            bool(a and b) and opposed(factions, a, b) and a not in present[q] and b not in present[p]
            for a, b, p, q in zip(left, right, one, other, strict=True)
        ],
        dtype=bool,
    )
    segments = cells.edges[facing].copy()
    ends = [tuple(sorted(pair)) for pair in zip(left[facing], right[facing], strict=True)]
    segments["one"] = [pair[0] for pair in ends]
    segments["other"] = [pair[1] for pair in ends]
    return segments


def _holder(state: State, factions: Factions) -> str:
    if state.controller or not state.parties:
        return state.controller
    first, *others = state.parties
    one_side = others and all(allied(factions, first, other) for other in others)
    return first if one_side else ""


def front_lines(segments: pd.DataFrame) -> gpd.GeoDataFrame:
    """Front segments joined into lines.

    Returns
    -------
    GeoDataFrame, EPSG:4326, one row a pair of factions: `one`, `other`, `length_km` (geodesic), geometry
    (MultiLineString or LineString).
    """
    rows = []
    for (one, other), group in segments.groupby(["one", "other"], sort=True):
        ends = group[["x1", "y1", "x2", "y2"]].to_numpy(dtype=float).reshape(-1, 2, 2)
        rows.append(
            {
                "one": one,
                "other": other,
                "length_km": float(group["length_km"].sum()),
                "geometry": shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends))),
            }
        )
    columns = ["one", "other", "length_km", "geometry"]
    return gpd.GeoDataFrame(pd.DataFrame(rows, columns=columns), geometry="geometry", crs=STORED)


def front_km_by_pair(cells: VoronoiCells, segments: pd.DataFrame, adm1: Set[str] = frozenset()) -> dict[Pair, float]:
    """Geodesic length, km, of the segments between each pair of factions that touch ground of the governorates `adm1`
    (all when empty). A segment has one pair, so the pairs add up to the whole front."""
    if adm1:
        inside = cells.pieces["adm1_pcode"].isin(list(adm1)).to_numpy()
        segments = segments[inside[segments["left"]] | inside[segments["right"]]]
    lengths = segments.groupby(["one", "other"])["length_km"].sum()
    return {(str(one), str(other)): float(km) for (one, other), km in lengths.items()}
