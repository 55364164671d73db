"""Which events of a theatre lie abroad: inside its bounds, or told with it, and not in its country.

The rule, which stands here alone:

* where the row tells its country, that decides, wherever its point lies;
* else a row that names a first-level area of the country lies in it;
* else its point decides, against the country's ground. Outlines are coarse, so a point off the ground by
  OUTLINE_KM, or by its own radius up to TOLERANCE_KM, still counts, to the nearest first-level area;
* a row that tells neither is taken as the country's.

Events abroad are kept and drawn, and stand in no figure of the country.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.common.crs import STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM
from geo.registry.country_names import countries_called, folded

OUTLINE_KM = 2.0
"""How far the outlines of Natural Earth may be off, so that nobody can say on which side of them a point lies."""
TOLERANCE_KM = 5.0
"""The farthest that a point may lie off the country's ground and still count to it, however vague it is."""


@dataclass(frozen=True)
class Home:
    """The country of a theatre: its ISO code of three letters, and what the theatre calls it, folded."""

    iso_a3: str
    names: frozenset[str]

    @classmethod
    def of(cls, iso_a3: str, countries: gpd.GeoDataFrame) -> Home:
        """The country of a theatre among the outlines of `countries` (iso_a3, name_en, name_ar)."""
        own = countries[countries["iso_a3"] == iso_a3]
        said = [iso_a3, *own["name_en"], *own["name_ar"].fillna("")]
        return cls(iso_a3, frozenset(filter(None, map(folded, said))))


class ToldCountry(IntEnum):
    """What a row says of its country."""

    OPEN = 0
    """Nothing, or nothing that decides: no country known, one of several, or a wider name."""
    OWN = 1
    OTHER = 2


def told_country(countries: pd.Series, home: Home) -> NDArray[np.int8]:
    """(n,) of Told for the texts (n,) under `country`, in a theatre of the country `home`."""
    codes, texts = pd.factorize(countries.fillna("").astype(str))
    says = np.array([_says(text, home) for text in texts], dtype=np.int8)
    return says[codes] if len(texts) else np.empty(0, dtype=np.int8)


def _says(text: str, home: Home) -> ToldCountry:
    if folded(text) in home.names:
        return ToldCountry.OWN
    called = countries_called(text)
    if not called.meant or home.iso_a3 in called.also:
        return ToldCountry.OPEN
    if home.iso_a3 not in called.meant:
        return ToldCountry.OTHER
    return ToldCountry.OWN if len(called.meant) == 1 else ToldCountry.OPEN


def names_home(text: str, home: Home) -> bool:
    """Whether `text` names `home`, alone or with others."""
    return folded(text) in home.names or home.iso_a3 in countries_called(text).meant


def is_other_country(text: str, home: Home) -> bool:
    """Whether `text` names a country that is not `home`. One that some sources count `home`'s ground under is another
    too: where nothing but the name of a place is told, nobody can say on which ground of it that lies."""
    return bool(countries_called(text).meant) and not names_home(text, home)


def nearest_unit(
    points: NDArray[np.object_], governorates: gpd.GeoDataFrame, extent: Bounds
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """The first-level area each point is nearest to, and how far off it lies.

    Parameters
    ----------
    points : (n,) shapely points or None, EPSG:4326. governorates : polygons with adm1_pcode, EPSG:4326.
    extent : the theatre's, in whose plane distances are measured.

    Returns
    -------
    adm1_pcode, (n,) str, and km, (n,) float, 0.0 inside; "" and inf for what lies farther than TOLERANCE_KM or nowhere.
    """
    pcodes, km = np.full(len(points), "", dtype=object), np.full(len(points), np.inf)
    placed = np.flatnonzero(~shapely.is_missing(points) & ~shapely.is_empty(points))
    if not len(placed) or governorates.empty:
        return pcodes, km
    plane = local_plane(extent)
    at, which = np.unique(shapely.get_coordinates(points[placed]), axis=0, return_inverse=True)
    spots = reproject(shapely.points(at), STORED, plane)
    nearest, distance = np.full(len(spots), "", dtype=object), np.full(len(spots), np.inf)
    for pcode, ground in zip(
        governorates["adm1_pcode"], reproject(governorates.geometry.to_numpy(), STORED, plane), strict=True
    ):
        shapely.prepare(ground)
        near = np.flatnonzero(shapely.dwithin(ground, spots, TOLERANCE_KM * M_PER_KM))
        off = np.zeros(len(near))
        outside = ~shapely.intersects(ground, spots[near])
        off[outside] = shapely.distance(ground, spots[near[outside]]) / M_PER_KM
        nearer = near[off < distance[near]]
        nearest[nearer], distance[nearer] = pcode, off[off < distance[near]]
    pcodes[placed], km[placed] = nearest[which.ravel()], distance[which.ravel()]
    return pcodes, km


def reach_km(uncertainty_km: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far off the ground a point of each radius (km, NaN where it has none) may lie and still count to it."""
    return np.clip(np.nan_to_num(uncertainty_km, nan=0.0), OUTLINE_KM, TOLERANCE_KM)


@dataclass(frozen=True, eq=False)
class _Judged:
    """Of n events: `told`, (n,) of Told; `outside`, (m,) positions of those in no first-level area that do not tell
    another country; `nearest` and `off`, (m,) which area each of these is nearest to and how far off it lies, in km."""

    told: NDArray[np.int8]
    outside: NDArray[np.intp]
    nearest: NDArray[np.object_]
    off: NDArray[np.float64]


def _judged(events: gpd.GeoDataFrame, home: Home, governorates: gpd.GeoDataFrame, extent: Bounds) -> _Judged:
    told, points = told_country(events["country"], home), events.geometry.to_numpy()
    in_none = (events["adm1_pcode"].fillna("") == "").to_numpy(dtype=bool)
    outside = np.flatnonzero((told != ToldCountry.OTHER) & in_none & ~shapely.is_missing(points))
    return _Judged(told, outside, *nearest_unit(points[outside], governorates, extent))


def with_abroad(
    events: gpd.GeoDataFrame, *, home: Home, governorates: gpd.GeoDataFrame, extent: Bounds
) -> gpd.GeoDataFrame:
    """`events` with `abroad`, bool, and with the `adm1_pcode` of those that lie off the country's outline and count.

    Parameters
    ----------
    events : with country, adm1_pcode (text, "" where none is told), uncertainty_km and points, EPSG:4326.
    home : the theatre's country.
    """
    return _with_abroad(events, _judged(events, home, governorates, extent))


def with_abroad_and_contradicting(
    events: gpd.GeoDataFrame, *, home: Home, governorates: gpd.GeoDataFrame, extent: Bounds
) -> tuple[gpd.GeoDataFrame, NDArray[np.bool_]]:
    """As `with_abroad`, and which events (n,) tell one country while their points lie in another: the theatre's own and
    well outside its ground, or another and well inside it. What they tell decides; whoever brings them in may want to
    look at them. `adm1_pcode` is to be where the points lie, "" for those outside."""
    judged = _judged(events, home, governorates, extent)
    return _with_abroad(events, judged), _contradicting(events, judged, governorates, extent)


def _with_abroad(events: gpd.GeoDataFrame, judged: _Judged) -> gpd.GeoDataFrame:
    told, outside = judged.told, judged.outside
    pcodes = events["adm1_pcode"].fillna("").to_numpy(dtype=object, copy=True)
    near = judged.off <= reach_km(events["uncertainty_km"].to_numpy(dtype=float, na_value=np.nan)[outside])
    abroad = told == ToldCountry.OTHER
    abroad[outside] = ~near & (told[outside] != ToldCountry.OWN)
    # a point inside an area was given none on purpose: it stands for the whole country
    beside = near & (judged.off > 0)
    pcodes[outside[beside]] = judged.nearest[beside]
    counted = pd.Series(pcodes, index=events.index, dtype=events["adm1_pcode"].dtype)
    return gpd.GeoDataFrame(events.assign(abroad=abroad, adm1_pcode=counted))


def _contradicting(
    events: gpd.GeoDataFrame, judged: _Judged, governorates: gpd.GeoDataFrame, extent: Bounds
) -> NDArray[np.bool_]:
    found = np.zeros(len(events), dtype=bool)
    far = (judged.told[judged.outside] == ToldCountry.OWN) & (judged.off > TOLERANCE_KM)
    found[judged.outside[far]] = True
    points = events.geometry.to_numpy()
    lies_in_one = (events["adm1_pcode"] != "").to_numpy(dtype=bool)
    inside = np.flatnonzero((judged.told == ToldCountry.OTHER) & lies_in_one & ~shapely.is_missing(points))
    if len(inside):
        plane = local_plane(extent)
        border = shapely.boundary(shapely.union_all(reproject(governorates.geometry.to_numpy(), STORED, plane)))
        found[inside] = shapely.distance(reproject(points[inside], STORED, plane), border) > TOLERANCE_KM * M_PER_KM
    return found
