"""Quarters of a city are no cities, whatever people they have; towns beside a city are."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely

from geo.common.crs import STORED, local_plane, reproject
from geo.common.errors import UnreadableFileError
from ingest.new_theatre import city_districts
from ingest.new_theatre.atlas import atlas_folder, cities, is_installed, package_folder
from ingest.new_theatre.city_districts import are_districts, feature_codes

needs_atlas = pytest.mark.skipif(not is_installed(atlas_folder()), reason="the outlines are not installed (make atlas)")

CITY = 942_478
"""People of a city whose radius is 10 km at 3,000 a km²: pi times 100 times 3,000."""


def city(number: int, people: int) -> dict[str, Any]:
    return {"geonameid": number, "population": people, "name": str(number)}


def at(*east_km: float) -> np.ndarray:
    return shapely.points(1000 * np.array(east_km, dtype=float), 0.0)


def told(*rows: tuple[int, float, str]) -> list[bool]:
    """Which places are districts, each given by its people, km east of the first, and code."""
    places = [city(number, people) for number, (people, _, _) in enumerate(rows)]
    codes = {number: code for number, (_, _, code) in enumerate(rows) if code}
    return are_districts(places, at(*(km for _, km, _ in rows)), codes).tolist()


def test_what_geonames_calls_a_section_is_one_however_far_and_large():
    assert told((1_000, 0, "PPL"), (400_000, 90, "PPLX")) == [False, True]


@pytest.mark.parametrize(("km", "part"), [(9.99, True), (10.01, False)])
def test_without_a_code_a_place_is_a_part_of_the_city_it_lies_in(km, part):
    assert told((CITY, 0, "PPLA"), (120_000, km, "")) == [False, part]


def test_a_town_that_has_a_code_is_a_place_of_its_own_beside_the_largest_city():
    assert told((20_000_000, 0, "PPLC"), (120_000, 1, "PPL")) == [False, False]


@pytest.mark.parametrize(("people", "part"), [(2 * CITY, True), (2 * CITY + 1, False)])
def test_a_part_may_show_more_people_than_its_city_but_not_more_than_twice_as_many(people, part):
    assert told((CITY, 0, "PPLA"), (people, 1, "")) == [False, part]


def test_villages_and_the_surroundings_of_small_towns_are_left_as_they_are():
    assert told((CITY, 0, "PPLA"), (4_999, 1, ""), (0, 1, "")) == [False, False, False]
    assert told((49_999, 0, "PPL"), (20_000, 0.1, "")) == [False, False]
    assert told((CITY, 0, ""), (20_000, 0.1, "")) == [False, False]


def test_nothing_of_nothing():
    assert told() == []


def test_a_radius_is_the_one_in_which_the_people_live():
    assert city_districts._radius_km(np.array([3000 * math.pi]))[0] == pytest.approx(1.0)


def test_a_file_that_is_no_list_of_places_is_named(tmp_path):
    folder = package_folder(city_districts.PACKAGE, tmp_path)
    folder.mkdir(parents=True)
    (folder / city_districts.FILE).write_text("not a list\n", encoding="utf-8")
    feature_codes.cache_clear()
    with pytest.raises(UnreadableFileError, match=r"cities500\.txt: cannot be read"):
        feature_codes(tmp_path)
    feature_codes.cache_clear()


QUARTERS = {"Saltivka", "Obolon", "Vyhurivshchyna-Troyeshchyna", "Pravyi Bereh", "Bohuniya", "Kalmiuskyi", "Sykhiv"}
TOWNS = {"Kyiv", "Kharkiv", "Mariupol", "Brovary", "Makiyivka", "Horlivka", "Irpin", "Bila Tserkva", "Slovyansk"}


@needs_atlas
def test_the_quarters_of_ukraines_cities_are_told_from_the_towns_beside_them():
    rows = [row for row in cities().values() if row["countrycode"] == "UA"]
    points = shapely.points([(row["longitude"], row["latitude"]) for row in rows])
    found = are_districts(rows, reproject(points, STORED, local_plane((22.0, 44.0, 40.5, 52.5))), feature_codes())
    parts = {row["name"] for row, part in zip(rows, found, strict=True) if part}
    assert parts >= QUARTERS
    assert not parts & TOWNS
    large = {row["name"] for row, part in zip(rows, found, strict=True) if row["population"] >= 100_000 and not part}
    # 42 cities; two quarters at the far edge of theirs are taken for towns beside them
    assert len(large - {"Chumakivskyi", "Livoberezhnyi"}) == len(large) - 2 == 42
