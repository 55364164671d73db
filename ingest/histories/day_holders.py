"""Who holds which ground on somebody's map of a day, and where that map names no one holder.

Both are read off the drawing that two maps are compared by (geo/polygons/daily_coverage.py): ground of several holders
at once is disputed there, and brings no report here, for one voice does not contradict itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from geo.common.measure import M2_PER_KM2
from geo.common.messages import L_, Sentence, joined, ngettext_lazy
from geo.common.plane import in_degrees, measuring_plane, polygons
from geo.control.ground_polygons import places_inside
from geo.control.state import State
from geo.polygons.daily_coverage import BETWEEN_OUTLINES
from geo.registry.statuses import HELD, Status
from geo.theatre.frame import Frame
from ingest.histories.other_map import OtherMap
from ingest.tables.table import listed

SHOWN = 12


@dataclass(frozen=True)
class NoHolder:
    """Ground on which a map names no one holder, and the English names of the `places` inside, by their ids."""

    state: State
    area_km2: float
    places: Mapping[str, str]

    @property
    def drawn_as(self) -> Sentence:
        """How it is drawn, as in "drawn for GOV and HTS at once"."""
        if self.state == BETWEEN_OUTLINES:
            return L_("between two drawings of one border or coast")
        if self.state.status is Status.DISPUTED:
            return L_("drawn for {parties} at once", parties=joined(self.state.parties, L_(" and ")))
        if self.state.status is Status.CONTESTED:
            return L_("drawn as contested")
        return L_("drawn as of an unknown holder")

    @property
    def sentence(self) -> Sentence:
        """What it means for the places inside, and what to do where a file contradicts itself."""
        km2 = L_("{area:,.0f} km² {drawn_as}", area=self.area_km2, drawn_as=self.drawn_as)
        if not self.places:
            return L_("No place lies on the {km2}.", km2=km2)
        why = L_("nothing is said of who is there.")
        if self.state.status is Status.DISPUTED:
            why = L_("one voice cannot say both. Draw that ground for one of them, or as contested, and import again.")
        names = listed(list(self.places.values()), SHOWN)
        return ngettext_lazy(
            "No report is made of {number:,} place on {km2}: {why} Left out: {names}.",
            "No report is made of {number:,} places on {km2}: {why} Left out: {names}.",
            len(self.places),
            number=len(self.places),
            km2=km2,
            why=why,
            names=names,
        )


@dataclass(frozen=True, eq=False)
class DayHolders:
    """`held`: polygons by holder (EPSG:4326), without overlaps, none empty; `no_holder`: what else is drawn."""

    held: Mapping[str, shapely.Geometry]
    no_holder: tuple[NoHolder, ...]


def day_holders(other: OtherMap, frame: Frame, places: gpd.GeoDataFrame) -> DayHolders:
    """The ground of each holder of a map, that of whoever holds what is not drawn included.

    places : those of the theatre, points indexed by id.
    """
    regions = other.drawing(frame).regions
    flat = np.fromiter(regions.values(), dtype=object, count=len(regions))
    shapes = in_degrees(flat, measuring_plane(frame.extent))
    held = {state.controller: shape for state, shape in zip(regions, shapes, strict=True) if state.status in HELD}
    if other.rest:
        whole = shapely.union_all(frame.governorates.geometry.to_numpy())
        left = polygons(shapely.difference(whole, shapely.union_all(shapes)))
        own = [held[other.rest]] if other.rest in held else []
        held[other.rest] = polygons(shapely.union_all([left, *own]))
    inside = places_inside(shapes, places)
    return DayHolders(
        {holder: shape for holder, shape in sorted(held.items()) if not shape.is_empty},
        tuple(
            NoHolder(state, float(region.area) / M2_PER_KM2, places["name_en"].loc[list(ids)].to_dict())
            for (state, region), ids in zip(regions.items(), inside, strict=True)
            if state.status not in HELD
        ),
    )
