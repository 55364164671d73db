"""A country's neighbours made to fit its outline, which comes from another edition of the same source."""

from __future__ import annotations

from collections.abc import Mapping

import shapely

LEAST_KM2, KM2_PER_DEG2 = 0.1, 10_200
"""Specks smaller than this are leftovers of fitting two outlines; a square degree at 35 degrees north."""


def fitted_neighbours(
    country: shapely.Geometry, drawn: shapely.Geometry, neighbours: Mapping[str, shapely.Geometry]
) -> dict[str, shapely.Geometry]:
    """`neighbours` (polygons by code) that end where `country` does.

    `drawn`: the country's outline in the neighbours' edition. What it holds beyond `country` goes to the neighbour that
    shares most of its edge.
    """
    given = {code: [shape] for code, shape in neighbours.items()}
    codes, tree = list(neighbours), shapely.STRtree(list(neighbours.values()))
    for sliver in shapely.get_parts(drawn.difference(country)):
        touching = [codes[row] for row in sorted(tree.query(sliver, predicate="intersects"))]
        shared = {code: shapely.length(sliver.boundary.intersection(neighbours[code])) for code in touching}
        nearest = max(shared, key=shared.__getitem__, default="")
        if nearest and shared[nearest] > 0:
            given[nearest].append(sliver)
    return {code: areas_only(shapely.union_all(shapes).difference(country)) for code, shapes in given.items()}


def areas_only(geometry: shapely.Geometry) -> shapely.Geometry:
    """`geometry` without the points and lines an overlay may leave, and without specks below LEAST_KM2."""
    specks = LEAST_KM2 / KM2_PER_DEG2
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > specks]
    return shapely.union_all(parts)
