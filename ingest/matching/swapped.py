"""Latitude and longitude the wrong way round where both ways lie in the theatre: told by the ground it maps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from geo.events.abroad import names_home
from geo.theatre.theatre import Theatre
from ingest.drafts.unique import plain
from ingest.geocoding import Gazetteer
from ingest.geocoding.context import AT_THE_EDGE_DEG


def swapped_in_theatre(events: pd.DataFrame, where: np.ndarray, theatre: Theatre, gazetteer: Gazetteer) -> np.ndarray:
    """The governorate that each row lies in once its coordinates are swapped; "" where nothing speaks for that.

    A row is one of those if it lies in no governorate, well away from the one it lies in when swapped, and names that
    one or none at all. A row that names another area or country means what it says.

    Parameters
    ----------
    events : (n,) with longitude, latitude (degrees, EPSG:4326), adm1, country, and adm1_pcode of the governorate each
        lies in. where : (n,) bool, rows to look at.

    Returns
    -------
    array, (n,) of str: adm1_pcode.
    """
    found = np.full(len(events), "", dtype=object)
    outlines = theatre.governorates
    lon, lat = events["longitude"].to_numpy(dtype=float), events["latitude"].to_numpy(dtype=float)
    rows = np.flatnonzero(where & (events["adm1_pcode"] == "").to_numpy(dtype=bool))
    at, area = outlines.sindex.query(shapely.points(lat[rows], lon[rows]), predicate="intersects")
    away = shapely.distance(shapely.points(lon[rows[at]], lat[rows[at]]), outlines.geometry.to_numpy()[area])
    far = away > AT_THE_EDGE_DEG
    rows, pcodes = rows[at][far], outlines["adm1_pcode"].to_numpy()[area[far]]
    said = events[["adm1", "country"]].iloc[rows].astype(str)
    asked = list(zip(said["adm1"], said["country"], pcodes, strict=True))
    meant = {words: _may_mean(*words, theatre, gazetteer) for words in set(asked)}
    may = np.array([meant[words] for words in asked], dtype=bool)
    found[rows[may]] = pcodes[may]
    return found


def _may_mean(adm1: str, country: str, pcode: str, theatre: Theatre, gazetteer: Gazetteer) -> bool:
    """Whether a row that names this area and country may mean a governorate of the theatre."""
    if plain(adm1):
        return pcode in gazetteer.governorates_called(adm1)
    return not plain(country) or names_home(plain(country), theatre.home)
