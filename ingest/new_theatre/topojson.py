"""TopoJSON as world-atlas writes it: read by GDAL, and put right where it runs over the 180th meridian."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.new_theatre.atlas import INSTALL

HALF_ROUND_DEG = 180.0


def read_topojson(path: Path, layer: str) -> gpd.GeoDataFrame:
    """The shapes of one layer as they are drawn, in degrees, with id and name; empty where all rings are too short to
    close.

    Raises
    ------
    UnreadableFileError : it is no TopoJSON, or lacks the layer.
    """
    try:
        return pyogrio.read_dataframe(path, layer=layer)
    except (DataSourceError, DataLayerError) as error:
        raise UnreadableFileError(
            path,
            L_("cannot be read ({error})", error=error),
            L_("Remove its folder and run: {install}", install=INSTALL),
        ) from error


def both_sides(drawn: shapely.Geometry) -> shapely.Geometry:
    """A shape as a valid polygon set, parts that run over the 180th meridian cut in two along it."""
    parts = shapely.get_parts(drawn)
    across = np.array([_crosses(shapely.get_coordinates(part.exterior)) for part in parts], dtype=bool)
    plain = shapely.multipolygons(parts[~across])
    plain = plain if shapely.is_valid(plain) else shapely.make_valid(plain)
    cut = [half for part in parts[across] for half in _halves(shapely.get_coordinates(part.exterior))]
    return shapely.union_all([plain, *cut]) if cut else plain


def jumps(line: np.ndarray) -> np.ndarray:
    """Numbers of the points of a line (n, 2) degrees that lie across the 180th meridian from the one before."""
    return np.flatnonzero(np.abs(np.diff(line[:, 0])) > HALF_ROUND_DEG) + 1


def _crosses(ring: np.ndarray) -> bool:
    """Whether a ring runs over the 180th meridian and comes back, as that of Chukotka does. One that goes all the way
    round, that of Antarctica, does not come back."""
    steps = np.diff(ring[:, 0])
    return bool(len(jumps(ring))) and int(np.round(steps / (2 * HALF_ROUND_DEG)).sum()) == 0


def _halves(ring: np.ndarray) -> list[shapely.Geometry]:
    """What a ring that runs over the 180th meridian encloses on either side of it. Its holes, if any, are filled."""
    turns = np.concatenate([[0], -np.round(np.diff(ring[:, 0]) / (2 * HALF_ROUND_DEG)).cumsum()])
    whole = shapely.make_valid(shapely.Polygon(np.column_stack([ring[:, 0] + 2 * HALF_ROUND_DEG * turns, ring[:, 1]])))
    halves = []
    for turn in (-1, 0, 1):
        world = shapely.box(HALF_ROUND_DEG * (2 * turn - 1), -90, HALF_ROUND_DEG * (2 * turn + 1), 90)
        half = shapely.transform(
            shapely.intersection(whole, world), lambda xy, t=turn: xy - [2 * HALF_ROUND_DEG * t, 0]
        )
        if half.area > 0:
            halves.append(half)
    return halves
