"""Which ground a new theatre maps: a box, the country it is for, and that country's units it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED, Bounds
from geo.common.errors import FilterError
from geo.common.measure import area_km2
from geo.common.messages import L_, Sentence
from geo.common.plane import polygons
from ingest.new_theatre.adm1 import Unit
from ingest.new_theatre.world import World, iso_of

HALF_ROUND_DEG = 180.0
"""No theatre is wider: what is lies on both sides of the 180th meridian."""
EDGE_DEG = 179.9999
"""What is mapped ends 11 m before the meridian: moved to a plane and back, a corner on it may come out at the other end
of the world."""
FRAME_SHARE, LEAST_FRAME_DEG, MOST_FRAME_DEG = 0.5, 0.5, 6.0
"""How far around the theatre its neighbours are drawn, as a share of its size."""
WRITE_BOX = L_("Write it as west,south,east,north in degrees, as in 35.5,32.2,42.5,37.4.")


@dataclass(frozen=True, eq=False)
class Extent:
    """`units`: what is mapped, of `ground`, the whole country; `bounds`: what the theatre spans, box and units; `view`:
    what the map opens on."""

    iso: str
    country: str
    units: Mapping[Unit, shapely.Geometry]
    ground: shapely.Geometry
    bounds: Bounds
    view: Bounds
    notes: tuple[Sentence, ...]

    @property
    def frame(self) -> Bounds:
        """The bounds and a margin in which the neighbours are drawn."""
        west, south, east, north = self.bounds
        wide, high = (
            min(MOST_FRAME_DEG, max(LEAST_FRAME_DEG, FRAME_SHARE * size)) for size in (east - west, north - south)
        )
        return max(-180.0, west - wide), max(-90.0, south - high), min(180.0, east + wide), min(90.0, north + high)


def read_box(text: str) -> Bounds:
    """The box that `text` writes.

    Raises
    ------
    FilterError : it writes none: not four numbers, without ground, reversed, or off the globe.
    """
    try:
        west, south, east, north = (float(part) for part in text.replace(";", ",").split(","))
    except ValueError as error:
        raise FilterError(L_("Cannot read the box {text!r}. {write_box}", text=text, write_box=WRITE_BOX)) from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= 90 and -90 <= north <= 90):
        raise FilterError(L_("The box {text!r} is off the globe. {write_box}", text=text, write_box=WRITE_BOX))
    if west == east or south == north:
        raise FilterError(
            L_("The box {text!r} is a line or a point and holds no ground. {write_box}", text=text, write_box=WRITE_BOX)
        )
    if west > east:
        raise FilterError(
            L_(
                "The box {text!r} runs from east to west. {write_box} A theatre cannot cross the 180th meridian: "
                "take the side of it that matters.",
                text=text,
                write_box=WRITE_BOX,
            )
        )
    if south > north:
        raise FilterError(L_("The box {text!r} runs from north to south. {write_box}", text=text, write_box=WRITE_BOX))
    return west, south, east, north


def chosen_country(world: World, box: Bounds | None, country: str | None) -> tuple[str, tuple[Sentence, ...]]:
    """ISO code of the country a theatre is for, and what is to be said of the choice.

    Raises
    ------
    FilterError : neither is given, no country is called so, or the box holds no country's ground.
    """
    if country:
        return iso_of(country), ()
    if box is None:
        raise FilterError(L_("Say where: name a country, as in SDN, or a box. {write_box}", write_box=WRITE_BOX))
    inside = world.within(box)
    if not inside:
        raise FilterError(
            L_(
                "The box {box} holds no ground of any country. Is it in the open sea? {write_box}",
                box=",".join(f"{edge:g}" for edge in box),
                write_box=WRITE_BOX,
            )
        )
    km2 = areas(inside).sort_values(ascending=False, kind="stable")
    iso = str(km2.index[0])
    if len(km2) == 1:
        return iso, ()
    shares = ", ".join(f"{world.name_of(str(code))} ({code}) {share:.0%}" for code, share in (km2 / km2.sum()).items())
    return iso, (
        L_(
            "Ground in the box: {shares}. The theatre is for {iso}; name a country to take another.",
            shares=shares,
            iso=world.name_of(iso),
        ),
    )


def areas(shapes: Mapping[str, shapely.Geometry]) -> pd.Series:
    """km² of polygons in degrees, by their key."""
    return area_km2(gpd.GeoDataFrame(geometry=list(shapes.values()), index=list(shapes), crs=STORED))


def extent_of(
    iso: str, country: str, units: Mapping[Unit, shapely.Geometry], box: Bounds | None, notes: tuple[Sentence, ...]
) -> Extent:
    """What a theatre maps: the units the box touches, each whole; all of them without a box.

    A theatre lies on one side of the 180th meridian: of a country on both sides the larger part is taken.

    Raises
    ------
    FilterError : the box touches no unit of the country.
    """
    touched = dict(units)
    if box is not None:
        frame = shapely.box(*box)
        touched = {unit: shape for unit, shape in units.items() if shapely.intersection(shape, frame).area > 0}
    if not touched:
        raise FilterError(
            L_(
                "The box holds no ground of {country} ({iso}). Move it, or name another country.",
                country=country,
                iso=iso,
            )
        )
    if len(units) - len(touched) > 0:
        notes = (
            *notes,
            L_(
                "{touched} of {units} units of {country} lie in the box or reach into it.",
                touched=len(touched),
                units=len(units),
                country=country,
            ),
        )
    touched, said = _one_side(touched, box)
    west, south, east, north = shapely.total_bounds(np.array(list(touched.values()), dtype=object))
    around = (float(west), float(south), float(east), float(north))
    if box is None:
        bounds = view = rounded_out(around)
    else:
        bounds = rounded_out((*np.minimum(around[:2], box[:2]), *np.maximum(around[2:], box[2:])))
        view = box
    ground = shapely.coverage_union_all(list(units.values()))
    return Extent(iso, country, touched, ground, bounds, view, (*notes, *said))


def _one_side(
    units: Mapping[Unit, shapely.Geometry], box: Bounds | None
) -> tuple[dict[Unit, shapely.Geometry], tuple[Sentence, ...]]:
    west, _, east, _ = shapely.total_bounds(np.array(list(units.values()), dtype=object))
    if east - west <= HALF_ROUND_DEG:
        return dict(units), ()
    sides = {"west": shapely.box(-EDGE_DEG, -90, 0, 90), "east": shapely.box(0, -90, EDGE_DEG, 90)}
    parts = {
        side: {unit: polygons(shapely.intersection(shape, half)) for unit, shape in units.items()}
        for side, half in sides.items()
    }
    km2 = {side: float(areas({unit.code: shape for unit, shape in part.items()}).sum()) for side, part in parts.items()}
    side = max(km2, key=km2.__getitem__) if box is None else ("west" if box[0] + box[2] < 0 else "east")
    left = km2["east" if side == "west" else "west"]
    kept = {unit: shape for unit, shape in parts[side].items() if not shape.is_empty}
    said = L_(
        "The country lies on both sides of the 180th meridian, a theatre on one. {left:,.0f} km² on the other side "
        "({value:.1%}) are left out.",
        left=left,
        value=left / sum(km2.values()),
    )
    return kept, (said,)


def rounded_out(bounds: Bounds) -> Bounds:
    """Bounds on two digits that hold `bounds`."""
    west, south, east, north = bounds
    return (
        max(-180.0, float(np.floor(west * 100) / 100)),
        max(-90.0, float(np.floor(south * 100) / 100)),
        min(180.0, float(np.ceil(east * 100) / 100)),
        min(90.0, float(np.ceil(north * 100) / 100)),
    )
