"""A place is found by any of its names; among namesakes by what it is."""

from __future__ import annotations

import geopandas as gpd
import pytest

from geo.common.errors import FilterError
from geo.registry.gazetteer import find_place


def gazetteer(*kinds: str) -> gpd.GeoDataFrame:
    """Places called Homs, of these kinds, by their number."""
    ids = [str(number) for number in range(len(kinds))]
    columns = {"place_id": ids, "name_en": "Homs", "name_ar": "حمص", "kind": list(kinds)}
    return gpd.GeoDataFrame({**columns, "alt_names": [("Emesa",)] * len(kinds)}, index=ids)


def test_among_namesakes_the_only_one_that_is_more_than_a_community_is_meant():
    assert find_place(gazetteer("community", "city", "community"), "homs") == "1"
    assert find_place(gazetteer("community", "town"), "Emesa") == "1"


def test_of_two_towns_or_two_communities_neither_is_guessed():
    for kinds in (("town", "city", "community"), ("community", "community")):
        with pytest.raises(FilterError, match="Several places are called 'Homs'"):
            find_place(gazetteer(*kinds), "Homs")


def test_namesakes_are_told_apart_by_their_districts():
    places = gazetteer("town", "town").assign(adm3_en=["Suran", ""], adm2_en=["A'zaz", "Hama"])
    with pytest.raises(FilterError, match=r"Homs, Suran, A'zaz \(0\); Homs, Hama \(1\)\. Give the id\."):
        find_place(places, "Homs")
