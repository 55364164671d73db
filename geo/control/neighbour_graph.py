"""Which places are neighbours, and how near: the graph along which evidence reaches ground nobody reported on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.common.crs import STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM
from geo.registry.gazetteer import cities_of_quarters


@dataclass(frozen=True, eq=False)
class NeighbourGraph:
    """`xy`: (n, 2) places in a plane, m; `pairs`: (m, 2) row numbers of neighbouring places, the lower first, sorted;
    `km`: (m,) distance between them."""

    xy: NDArray[np.float64]
    pairs: NDArray[np.intp]
    km: NDArray[np.float64]

    @property
    def count(self) -> int:
        return len(self.xy)


def neighbours_of(places: gpd.GeoDataFrame, extent: Bounds) -> NeighbourGraph:
    """Neighbours among the `places` of a gazetteer, points in EPSG:4326, in the order of their `place_id`. A quarter
    that is told as its city has no neighbour but the city, and changes nothing between the other places."""
    ordered = places.sort_values("place_id")
    row_of = {place_id: row for row, place_id in enumerate(ordered["place_id"])}
    city_of = {row_of[quarter]: row_of[city] for quarter, city in cities_of_quarters(ordered).items()}
    return neighbour_graph(ordered.geometry.to_numpy(), extent, city_of)


def neighbour_graph(points: np.ndarray, extent: Bounds, tied_to: Mapping[int, int] | None = None) -> NeighbourGraph:
    """Delaunay neighbours among `points` (EPSG:4326, no two alike), measured in the plane of `extent`, km; those of
    `tied_to` have one neighbour each, the other row number there."""
    xy = shapely.get_coordinates(reproject(points, STORED, local_plane(extent)))
    tied = tied_to or {}
    free = np.array([row for row in range(len(xy)) if row not in tied], dtype=np.intp)
    ties = np.array(list(tied.items()), dtype=np.intp).reshape(len(tied), 2)
    pairs = np.unique(np.sort(np.vstack([free[_delaunay(xy[free])], ties])), axis=0)
    steps = xy[pairs[:, 0]] - xy[pairs[:, 1]]
    return NeighbourGraph(xy, pairs, np.hypot(steps[:, 0], steps[:, 1]) / M_PER_KM)


def _delaunay(xy: NDArray[np.float64]) -> NDArray[np.intp]:
    if len(xy) < 3:
        return np.array([[0, 1]])[: len(xy) // 2]  # two are neighbours, one has none
    lines = shapely.get_parts(shapely.delaunay_triangles(shapely.multipoints(xy), only_edges=True))
    ends = shapely.get_coordinates(lines)
    known, asked = (np.ascontiguousarray(points).view(complex).ravel() for points in (xy, ends))  # x, y as one value
    order = np.argsort(known)
    return np.asarray(order[np.searchsorted(known, asked, sorter=order)].reshape(len(lines), 2))
