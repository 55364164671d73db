"""Grid coordinates: UTM and MGRS read into degrees.

The letter after a UTM zone is either a latitude band (C-X) or the half of the globe (N, S). `N` means the north either
way. `S` is band S (32-40° N) or the south, and is read

* as the band, where the northing lies in it and nobody lives in the south of that zone at that northing (50-58° S);
* as the south, where the northing does not lie in the band;
* not at all, where people live at both: the zones in PEOPLED_TWICE.

Every other letter is a band, and the point has to lie in it.
"""

from __future__ import annotations

import re
from functools import cache

from mgrs import MGRS
from mgrs.core import MGRSError
from pyproj import Transformer

from geo.common.crs import STORED

BANDS = "CDEFGHJKLMNPQRSTUVWX"
PEOPLED_TWICE = frozenset({18, 19, 20, 21, 24, 57})
"""Zones with people between 50° and 58° S: Patagonia, the Falklands, South Georgia, the station on Macquarie Island."""
_UTM = re.compile(r"(?:UTM ?)?(\d{1,2}) ?([C-HJ-NP-X]) ?,? ?(\d{6,7}(?:\.\d+)?) ?M?E?,? (\d{1,8}(?:\.\d+)?) ?M?N?")
_MGRS = re.compile(r"(?:MGRS:? ?)?(\d{1,2}[C-HJ-NP-X]) ?([A-HJ-NP-Z][A-HJ-NP-V]) ?(\d*+) ?(\d*)")
_BAND_SLACK_DEG = 0.1
"""Points on the edge of a band carry the letter of either side, by rounding."""
_HALF_DIAGONAL_KM = {5: 0.0, 4: 0.01, 3: 0.07, 2: 0.7, 1: 7.1, 0: 71.0}
"""MGRS digits for each axis -> distance in km from the middle of the square to its corner; 1 m counts as exact."""

Point = tuple[float, float, float]
"""lon, lat, uncertainty_km."""

_GRID = MGRS()


def read_utm(text: str) -> Point | None:
    """`37S 0331234 4008123` as lon, lat; None where the text is no UTM, or could be two places. `text` in capitals."""
    found = _UTM.fullmatch(text)
    if found is None:
        return None
    zone, letter, easting, northing = int(found[1]), found[2], float(found[3]), float(found[4])
    if not (1 <= zone <= 60 and 100_000 <= easting < 1_000_000 and northing <= 10_000_000):
        return None
    north = _degrees(zone, letter >= "N", easting, northing)
    if letter == "N":
        return north
    if letter != "S":
        return north if north and _in_band(north[1], letter) else None
    if north is None or not _in_band(north[1], letter):
        return _degrees(zone, False, easting, northing)
    return None if zone in PEOPLED_TWICE else north


def read_mgrs(text: str) -> Point | None:
    """The middle of the square that `37SCA3123408123` names, with its half diagonal; None where the text is no MGRS."""
    found = _MGRS.fullmatch(text)
    if found is None:
        return None
    digits = found[3] + found[4]
    if (found[4] and len(found[3]) != len(found[4])) or len(digits) % 2 or len(digits) > 10:
        return None
    half = len(digits) // 2
    try:
        lat, lon = _GRID.toLatLon(found[1] + found[2] + digits)
    except MGRSError:
        return None
    return (lon, lat, _HALF_DIAGONAL_KM[half]) if _in_band(lat, found[1][-1], slack=1.0) else None


def _degrees(zone: int, north: bool, easting: float, northing: float) -> Point | None:
    lon, lat = _from_zone(zone, north).transform(easting, northing)
    return (lon, lat, float("nan")) if abs(lat) <= 90 and abs(lon) <= 180 else None


@cache
def _from_zone(zone: int, north: bool) -> Transformer:
    return Transformer.from_crs((32600 if north else 32700) + zone, STORED, always_xy=True)


def _in_band(lat: float, letter: str, slack: float = _BAND_SLACK_DEG) -> bool:
    south = -80 + 8 * BANDS.index(letter)
    north = 84 if letter == "X" else south + 8
    return south - slack <= lat <= north + slack
