"""Districts are what places of the gazetteer say they lie in."""

from __future__ import annotations

import geopandas as gpd
from shapely.geometry import Point

from geo.registry.districts import districts_of


def places(**columns: list[str | None]) -> gpd.GeoDataFrame:
    count = len(next(iter(columns.values())))
    told = {"place_id": [f"p{at}" for at in range(count)], "adm1_pcode": ["XX01"] * count, **columns}
    return gpd.GeoDataFrame(told, geometry=[Point(at, 0) for at in range(count)], crs=4326)


def test_a_district_has_the_places_that_name_it_and_districts_come_before_sub_districts():
    table = places(
        adm2_pcode=["XX0102", "XX0101", "XX0102"],
        adm2_en=["Harim", "Afrin", "Harim"],
        adm3_pcode=["XX010201", None, None],
        adm3_en=["Salqin", None, None],
    )
    assert [(one.code, one.called, one.adm1_pcode, one.place_ids) for one in districts_of(table)] == [
        ("XX0101", "Afrin district", "XX01", ("p1",)),
        ("XX0102", "Harim district", "XX01", ("p0", "p2")),
        ("XX010201", "Salqin sub-district", "XX01", ("p0",)),
    ]


def test_without_codes_districts_of_one_name_in_two_governorates_are_two():
    table = places(adm1_pcode=["XX01", "XX02"], adm2_en=["Harim", "Harim"])
    assert [(one.code, one.place_ids) for one in districts_of(table)] == [
        ("XX01 Harim", ("p0",)),
        ("XX02 Harim", ("p1",)),
    ]


def test_a_gazetteer_that_tells_of_no_districts_has_none():
    assert districts_of(places(kind=["village"])) == ()
