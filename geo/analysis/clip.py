"""The part of a situation that lies in a frame: what is drawn there, for a legend of exactly that."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely

from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.common.remembered import remembered


@remembered
def in_view(situation: Situation, bounds: Bounds) -> Situation:
    """`situation` with only the features that touch `bounds` (west, south, east, north, degrees).

    It is for drawing: figures belong to the area and not to the frame, and are to be asked of `situation`.
    """
    frame = shapely.box(*bounds)

    def touching(frame_of: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(frame_of[frame_of.geometry.intersects(frame)])

    places = situation.theatre.places
    inside = set(places.index[places.geometry.intersects(frame)])
    return replace(
        situation,
        filtered=situation.filtered.where(np.asarray(shapely.intersects(situation.filtered.points, frame))),
        areas=touching(situation.areas),
        front_lines=touching(situation.front_lines),
        crossings=touching(situation.crossings),
        states={place_id: state for place_id, state in situation.states.items() if place_id in inside},
    )
