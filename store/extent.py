"""Whether a point lies in a theatre, and how that is told: one rule for rows of files and for those placed by hand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geo.common.crs import Bounds
from geo.common.messages import L_, Sentence


def inside(lon: NDArray[np.float64], lat: NDArray[np.float64], extent: Bounds) -> NDArray[np.bool_]:
    """(n,) whether points (n,) in degrees lie in `extent`; its edges count, a point that is NaN lies nowhere."""
    west, south, east, north = extent
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def is_inside(lon: float, lat: float, extent: Bounds) -> bool:
    """The same for one point."""
    return bool(inside(np.array([lon]), np.array([lat]), extent)[0])


def lies_outside(extent: Bounds) -> Sentence:
    """As in "lies outside the theatre, 35.5 to 42.5 east and 32.2 to 37.4 north"."""
    west, south, east, north = extent
    return L_(
        "lies outside the theatre, {west:g} to {east:g} east and {south:g} to {north:g} north",
        west=west,
        east=east,
        south=south,
        north=north,
    )


def swapped_in_it(lon: float, lat: float) -> Sentence:
    """What to do about a point that lies in the theatre once its two numbers are swapped."""
    return L_("Swap latitude and longitude? {lon:.5f}, {lat:.5f} lies in it.", lon=lon, lat=lat)
