"""Coordinates as people write them, read into degrees where there is one way to read them.

One axis: `36.2021`, `36,2021`, `N 36.2`, `36°12'07"N`, `36 12 7 N`, `36:12:07N`, `36° 12.117' N`.
Both in one cell: two of those, latitude first unless letters say otherwise (`36.2, 37.1`, `36,2 37,1`, `37.1E 36.2N`);
`POINT (37.1 36.2)`; `geo:36.2,37.1`; the pin of a Google Maps link; UTM and MGRS (see `grids`);
`36.2 37.1 312.4 4.9`, a geopoint of KoBo and ODK: latitude, longitude, height, accuracy in metres (0: not known).
Hemispheres that are written out are data, in `coordinates.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from geo.common.crs import ELLIPSOID
from geo.common.word_lists import alternatives, word_list
from ingest.drafts.grids import Point, read_mgrs, read_utm
from ingest.drafts.unique import coded, plain, spread

LATITUDE, LONGITUDE = "latitude", "longitude"
_LETTERS = {LATITUDE: "NS", LONGITUDE: "EW"}


def _hemisphere(words: Mapping[str, list[str]]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{alternatives(words)})(?![^\W\d_])\.?")


_SPELLED = tuple((letter, _hemisphere(words)) for letter, words in word_list(__file__).items())
"""Letters of the hemispheres, and what they are called where they are written out."""
LONGEST_AXIS, LONGEST_POSITION = 100, 2_000
"""Characters of a degree and of a position (a link to a map is one) that are looked at."""
_NUMBER = r"\d++(?:[.,]\d++|(?![.,]\d))"
"""Whole: a number is never parted into two, as 36' would be into 3 degrees and 6 minutes."""
_AXIS = re.compile(
    rf"(?P<before>[NSEW])? ?(?P<sign>[+-])? ?(?P<deg>{_NUMBER}) ?(?:[°˚º:]|(?= ))? ?"
    rf"(?:(?P<min>{_NUMBER}) ?(?:['′’‘ʹ´`:]|(?= )|(?=[NSEW]|$)) ?)?"
    rf"(?:(?P<sec>{_NUMBER}) ?(?:[\"″”“]|''|′′|’’|´´|``)? ?)?(?P<after>[NSEW])?"
)
_DEGREES = re.compile(rf"(?:[+-]|(?<!\d)){_NUMBER} ?[°˚º]")
_DECIMAL = re.compile(r"[+-]?\d++[.,]?\d*")
_WKT = re.compile(r"(?:SRID ?= ?4326 ?; ?)?POINT ?(?:Z|M|ZM)? ?\( ?(-?[\d.]+) (-?[\d.]+)(?: -?[\d.]+)* ?\)")
_GEO = re.compile(r"GEO:(-?[\d.]+),(-?[\d.]+)(?:,-?[\d.]+)?(?:;CRS=WGS84)?(?:;U=([\d.]+))?(?:[?].*)?")
_PIN = re.compile(
    r"HTTPS?://(?:WWW\.)?(?:GOOGLE\.[A-Z.]++/MAPS|MAPS\.GOOGLE\.[A-Z.]++).*?"
    r"(?:!3D(-?[\d.]++)!4D(-?[\d.]++)"
    r"|[?&](?:Q|LL|QUERY|DESTINATION)=(-?[\d.]++)(?:,|%2C)\+?(-?[\d.]++))"
)
_GEOPOINT = re.compile(r"(-?\d{1,2}\.\d+) (-?\d{1,3}\.\d+) -?\d+(?:\.\d+)? (\d+(?:\.\d+)?)")
_D_M_S = re.compile(r"(?<=\d) ?d ?(\d+(?:[.,]\d+)?) ?m(?: ?(\d+(?:[.,]\d+)?) ?s)?(?=[ nsew,;]|$)")


@dataclass(frozen=True, eq=False)
class Positions:
    """(n,) lon, lat in degrees (EPSG:4326), NaN where there is none; `uncertainty_km`, NaN where the notation does not
    say; `empty`: nothing stands there; `unreadable`: something does that is not understood."""

    lon: np.ndarray
    lat: np.ndarray
    uncertainty_km: np.ndarray
    empty: np.ndarray
    unreadable: np.ndarray


def read_axis(values: pd.Series, axis: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Degrees of one axis (NaN where there are none), whether the cell is empty, whether it is not understood."""
    codes, texts = coded(values)
    degrees = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype="float64", copy=True)
    degrees[~np.isfinite(degrees)] = np.nan
    for at in np.flatnonzero(np.isnan(degrees)):
        degrees[at] = np.nan if not texts[at] else _or_nan(axis_degrees(_clean(texts[at]), axis))
    empty = texts == ""
    return degrees[codes], empty[codes], (np.isnan(degrees) & ~empty)[codes]


def read_pair(latitude: pd.Series, longitude: pd.Series) -> Positions:
    """Positions of two columns. Where one cell is empty and the other is not, the position is not understood."""
    lat, no_lat, bad_lat = read_axis(latitude, LATITUDE)
    lon, no_lon, bad_lon = read_axis(longitude, LONGITUDE)
    empty = no_lat & no_lon
    unreadable = bad_lat | bad_lon | ((no_lat | no_lon) & ~empty)
    sound = ~empty & ~unreadable
    return Positions(
        np.where(sound, lon, np.nan), np.where(sound, lat, np.nan), np.full(len(lat), np.nan), empty, unreadable
    )


def read_positions(values: pd.Series) -> Positions:
    """Positions of a column that holds both coordinates in each cell."""
    found = spread(values, lambda text: position(text) or (np.nan, np.nan, np.nan))
    empty = spread(values, lambda text: not text, dtype=bool)
    numbers = np.array(found.tolist(), dtype="float64").reshape(-1, 3)
    return Positions(numbers[:, 0], numbers[:, 1], numbers[:, 2], empty, np.isnan(numbers[:, 0]) & ~empty)


def of_geometry(shapes: np.ndarray) -> Positions:
    """Positions of geometries (EPSG:4326). A line or area is stood for by a point in it, whose `uncertainty_km` is the
    geodesic distance to its farthest corner."""
    empty = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    points = shapes.copy()
    points[empty] = None
    drawn = ~empty & (shapely.get_type_id(points) != 0)
    points[drawn] = shapely.point_on_surface(points[drawn])
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    reach = np.full(len(points), np.nan)
    corners, owner = shapely.get_coordinates(shapes[drawn], return_index=True)
    if len(corners):
        at = np.flatnonzero(drawn)[owner]
        _, _, metres = ELLIPSOID.inv(lon[at], lat[at], corners[:, 0], corners[:, 1])
        reach[drawn] = 0.0
        np.maximum.at(reach, at, np.asarray(metres) / 1000)
    return Positions(lon, lat, reach, empty, np.isnan(lon) & ~empty)


def position(text: str) -> Point | None:
    """lon, lat, uncertainty_km (NaN where the notation does not say) of one cell; None where it is not understood, or
    where it can be understood in two ways."""
    if len(text) > LONGEST_POSITION:
        return None
    text = _clean(text)
    if found := _WKT.fullmatch(text):
        return _point(found[1], found[2])
    if found := _GEO.fullmatch(text):
        return _point(found[2], found[1], found[3])
    if found := _PIN.match(text):
        return _point(found[2] or found[4], found[1] or found[3])
    if found := _GEOPOINT.fullmatch(text):
        return _point(found[2], found[1], found[3] if float(found[3]) else None)
    if grid := read_utm(text) or read_mgrs(text):
        return grid
    readings = {pair for left, right in _halves(text) if (pair := _two(left, right)) is not None}
    if len(readings) != 1:
        return None
    lon, lat = readings.pop()
    return (lon, lat, float("nan"))


def axis_degrees(text: str, axis: str) -> float | None:
    """Degrees of one axis; None where `text` (in capitals) is not understood, or its letter is of the other axis."""
    found = _AXIS.fullmatch(text) if len(text) <= LONGEST_AXIS else None
    if found is None or (found["before"] and found["after"]):
        return None
    letter = found["before"] or found["after"] or ""
    if letter and (letter not in _LETTERS[axis] or found["sign"]):
        return None
    parts = [found["deg"], found["min"], found["sec"]]
    given = [part for part in parts if part is not None]
    if parts[1] is None and parts[2] is not None:
        return None
    if any("." in part or "," in part for part in given[:-1]):
        return None
    degrees, minutes, seconds = (float(part.replace(",", ".")) if part else 0.0 for part in parts)
    if minutes >= 60 or seconds >= 60:
        return None
    total = degrees + minutes / 60 + seconds / 3600
    return -total if found["sign"] == "-" or letter in ("S", "W") else total


def _two(left: str, right: str) -> tuple[float, float] | None:
    """lon, lat of two axes as they are written, latitude first unless a letter says otherwise."""
    lat, lon = axis_degrees(left, LATITUDE), axis_degrees(right, LONGITUDE)
    if lat is None or lon is None:
        lon, lat = axis_degrees(left, LONGITUDE), axis_degrees(right, LATITUDE)
        if lat is None or lon is None or not set("NSEW") & set(left + right):
            return None
    return lon, lat


def _halves(text: str) -> list[tuple[str, str]]:
    """Every way in which `text` may part into two coordinates."""
    for mark in (";", "/", "|"):
        if mark in text:
            return [_parted(text, text.index(mark), 1)] if text.count(mark) == 1 else []
    if ", " in text:
        return [_parted(text, text.index(", "), 1)] if text.count(", ") == 1 else []
    letters = list(re.finditer("[NSEW]", text))
    if len(letters) == 2:
        at = letters[1].start() if letters[0].start() == 0 else letters[0].end()
        return [(text[:at].strip(" ,"), text[at:].strip(" ,"))]
    marked = list(_DEGREES.finditer(text))
    if not letters and len(marked) == 2:
        return [(text[: marked[1].start()].strip(" ,"), text[marked[1].start() :])]
    words = text.split(" ")
    if len(words) == 2 and all(_DECIMAL.fullmatch(word) for word in words) and not all(map(str.isdigit, words)):
        return [(words[0], words[1])]
    if text.count(",") == 1 and re.search(r"[.°'′]", text):
        return [_parted(text, text.index(","), 1)]
    return []


def _parted(text: str, at: int, width: int) -> tuple[str, str]:
    return text[:at].strip(), text[at + width :].strip()


def _point(lon: str, lat: str, metres: str | None = None) -> Point | None:
    numbers = pd.to_numeric(pd.Series([lon, lat, metres or "nan"]), errors="coerce").to_numpy(dtype="float64")
    if np.isnan(numbers[:2]).any():
        return None
    return (float(numbers[0]), float(numbers[1]), float(numbers[2]) / 1000)


def _clean(text: str) -> str:
    """`text` in capitals with plain digits, and hemispheres as letters."""
    text = _D_M_S.sub(lambda found: f"°{found[1]}'" + (f'{found[2]}"' if found[2] else ""), plain(text).lower())
    for letter, words in _SPELLED:
        text = words.sub(letter, text)
    return text.upper()


def _or_nan(number: float | None) -> float:
    return np.nan if number is None else number
