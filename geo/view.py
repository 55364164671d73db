"""The part of a situation that lies in a frame: what is drawn there, for a legend of exactly that."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import shapely

from geo.crs import Bounds
from geo.situation import Situation


def in_view(situation: Situation, bounds: Bounds) -> Situation:
    """`situation` with only the features that touch `bounds` (west, south, east, north, degrees).

    Figures, filters and change stay as they are: they belong to the area, not to the frame.
    """
    frame = shapely.box(*bounds)

    def touching(frame_of: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(frame_of[frame_of.geometry.intersects(frame)])

    places = situation.theatre.places
    inside = set(places.index[places.geometry.intersects(frame)])
    return replace(
        situation,
        events=touching(situation.events),
        areas=touching(situation.areas),
        front_lines=touching(situation.front_lines),
        front_lines_at_from=touching(situation.front_lines_at_from),
        crossings=touching(situation.crossings),
        crossings_at_from=touching(situation.crossings_at_from),
        states={place_id: state for place_id, state in situation.states.items() if place_id in inside},
        states_at_from={place_id: state for place_id, state in situation.states_at_from.items() if place_id in inside},
    )
