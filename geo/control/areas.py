"""Areas of control: the ground of cells that are held alike, and its area by holder."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED
from geo.control.state import State
from geo.control.sureness import STEPS, drawn_steps, far_pieces, sureness_of_pieces
from geo.control.voronoi import VoronoiCells
from geo.registry.statuses import HELD


def areas_of_control(cells: VoronoiCells, states: Mapping[str, State]) -> gpd.GeoDataFrame:
    """Ground dissolved by status, parties and how sure that is, together with the ground about it.

    Returns
    -------
    GeoDataFrame, EPSG:4326: `status`, `controller` ("" where nobody holds it), `parties` (tuple), `sureness` (a step of
    `geo.control.sureness`; "" where nobody holds it), `area_km2` (EPSG:6933), `inferred_km2` (of it: far from every
    report, or told by neighbours alone), `place_ids` (tuple) and geometry; together they cover all pieces exactly once.
    Sorted by status, parties and sureness, the surest first.
    """
    place_ids, owner = cells.places
    of_place = [states[place_id] for place_id in place_ids]
    known = sorted({(state.status.value, state.parties) for state in of_place})
    number = {key: code for code, key in enumerate(known)}
    held = np.array([status in HELD for status, _ in known])
    which = np.array([number[state.status.value, state.parties] for state in of_place])[owner]
    step = held[which] * drawn_steps(cells, which, sureness_of_pieces(cells, states))
    inferred_km2 = cells.area_km2 * _inferred(cells, states)
    shapes = cells.pieces.geometry.to_numpy()
    rows = []
    alike = pd.DataFrame({"which": which, "step": step}).groupby(["which", "step"]).indices
    for (code, at), part in sorted(alike.items()):
        status, parties = known[code]
        rows.append(
            {
                "status": status,
                "controller": parties[0] if status in HELD else "",
                "parties": parties,
                "sureness": STEPS[at] if status in HELD else "",
                "area_km2": float(cells.area_km2[part].sum()),
                "inferred_km2": float(inferred_km2[part].sum()),
                "place_ids": tuple(sorted({place_ids[row] for row in owner[part]})),
                "geometry": shapely.coverage_union_all(shapes[part]),
            }
        )
    return gpd.GeoDataFrame(rows, crs=STORED)


def _inferred(cells: VoronoiCells, states: Mapping[str, State]) -> np.ndarray:
    """(pieces,) whether each is inferred: no report of its own decides, for all are far or its neighbours tell."""
    place_ids, owner = cells.places
    by_neighbours = np.fromiter((states[place_id].inferred for place_id in place_ids), bool)
    return np.asarray(far_pieces(cells, states) | by_neighbours[owner])


def ground_by_holder(cells: VoronoiCells, states: Mapping[str, State]) -> pd.DataFrame:
    """The ground of `cells`, measured.

    Returns
    -------
    DataFrame: `faction` ("" where nobody holds it), `status`, `inferred`, `area_km2` (km², EPSG:6933). The sum is
    the area of the cells, whatever the day.
    """
    place_ids, owner = cells.places
    of_place = [states[place_id] for place_id in place_ids]
    table = pd.DataFrame(
        {
            "faction": np.array([state.controller for state in of_place])[owner],
            "status": np.array([state.status.value for state in of_place])[owner],
            "inferred": _inferred(cells, states),
            "area_km2": cells.area_km2,
        }
    )
    return table.groupby(["faction", "status", "inferred"])["area_km2"].sum().reset_index()
