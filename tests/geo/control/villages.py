"""Three villages a mile apart, and their ground day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely

from geo.control.ground_course import GroundCourse
from geo.control.neighbour_graph import neighbours_of
from geo.control.report import ControlReport
from geo.control.state_history import state_history_of
from geo.registry.factions import Faction
from tests.worlds import COLOURS, SIDES

FACTIONS = {
    name: Faction(name, name, name, name, COLOURS[name], side, holds_ground=True) for name, side in SIDES.items()
}
VILLAGES = {"west": (0.0, 0.0), "middle": (0.02, 0.001), "east": (0.04, 0.0)}
"""By the equator; 0.02 degrees are 2.2 km."""

Log = Mapping[str, Sequence[ControlReport]]
Points = Mapping[str, tuple[float, float]]


def course(log: Log, villages: Points = VILLAGES, kind: str = "village") -> GroundCourse:
    points = [shapely.Point(xy) for xy in villages.values()]
    places = gpd.GeoDataFrame({"place_id": list(villages), "kind": kind}, geometry=points, crs="EPSG:4326")
    graph = neighbours_of(places, (-0.98, -1.0, 1.02, 1.0))
    return GroundCourse(state_history_of(log, FACTIONS, known_by=None), log, places, graph, FACTIONS, 15.0)
