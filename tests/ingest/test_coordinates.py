"""Coordinates in the notations people use, held against pyproj and against each other."""

from __future__ import annotations

import math

import mgrs
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import assume, example, given
from hypothesis import strategies as some
from pyproj import Geod, Transformer

from ingest.drafts.coordinates import axis_degrees, of_geometry, position, read_axis, read_pair, read_positions

ALEPPO = (37.1613, 36.2021)
SECOND_DEG = 1 / 3600
lats = some.floats(-79.9, 83.9).map(lambda x: round(x, 6))
lons = some.floats(-179.9, 179.9).map(lambda x: round(x, 6))


def near(found, lon, lat, within_deg=1e-6):
    assert found is not None
    assert abs(found[0] - lon) * math.cos(math.radians(lat)) <= within_deg
    assert abs(found[1] - lat) <= within_deg


def dms(degrees: float, letters: str, form: str) -> str:
    seconds = round(abs(degrees) * 3600, 3)
    d, rest = divmod(seconds, 3600)
    m, s = divmod(rest, 60)
    return form.format(d=int(d), m=int(m), s=f"{s:.3f}", h=letters[degrees < 0])


@pytest.mark.parametrize(
    "text",
    [
        "36.2021, 37.1613",
        "36.2021 37.1613",
        "36.2021;37.1613",
        "36,2021 37,1613",
        "36,2021; 37,1613",
        "36,2021, 37,1613",
        "36.2021N 37.1613E",
        "N36.2021 E37.1613",
        "37.1613E 36.2021N",
        "36.2021°, 37.1613°",
        "٣٦٫٢٠٢١, ٣٧٫١٦١٣",
        "POINT (37.1613 36.2021)",
        "SRID=4326;POINT Z (37.1613 36.2021 380)",
        "geo:36.2021,37.1613",
        "36.2021 37.1613 0 0",
        "36.2021 37.1613 312.4 4.9",
        "https://www.google.com/maps/place/x/@36.1,37.0,15z/data=!4m5!3d36.2021!4d37.1613",
        "https://maps.google.com/?q=36.2021,37.1613",
        "36°12'07.56\"N 37°09'40.68\"E",
        "36°12'07.56\" 37°09'40.68\"",
        "36°12´07.56´´N 37°09´40.68´´E",
        "36°12`07.56`` 37°09`40.68``",
        "36 12 7.56 N 37 9 40.68 E",
        "36:12:07.56N, 37:09:40.68E",
        "36°12.126'N 37°9.678'E",
        "36d12m7.56s N 37d9m40.68s E",
        "36°12′07.56″ с.ш. 37°09′40.68″ в.д.",
        "36°12'07.56\" شمالا 37°09'40.68\" شرقا",
    ],
)
def test_one_point_in_many_notations(text):
    near(position(text), *ALEPPO)


@pytest.mark.parametrize(
    "text",
    [
        "36°12'07\"N ...",
        "36°12'07\"N",
        "36°12'07\" 37°09'41\" 38°",
        "Aleppo",
        "36.2",
        "37,1",  # one number with a decimal comma, or two
        "36,2,37,1",
        "36 37",  # two numbers, or degrees and minutes of one
        "36 12 37 9",
        "36 12.5 37 9.5",  # degrees and minutes, no height
        "[37.1, 36.2]",
        "-36.2S, 37.1E",  # below and below again
        "36°61'N, 37°E",
        "36.5°12'N 37°E",
        "36.2O, 37.1N",  # west to some, east to others
        "331234 4008123x",
        "",
    ],
)
def test_what_can_be_read_in_no_way_or_in_two_is_not_read(text):
    assert position(text) is None


@given(lats, lons)
@example(-0.5, -0.5)
def test_decimal_and_degree_notations_bring_back_the_point(lat, lon):
    near(position(f"{lat:.6f}, {lon:.6f}"), lon, lat)
    near(position(f"{lat:.6f} {lon:.6f}".replace(".", ",")), lon, lat)
    near(position(f"POINT ({lon:.6f} {lat:.6f})"), lon, lat)
    for form in ("{d}°{m}'{s}\"{h}", "{d} {m} {s} {h}", "{d}:{m}:{s}{h}"):
        near(position(f"{dms(lat, 'NS', form)}, {dms(lon, 'EW', form)}"), lon, lat, SECOND_DEG / 1000)


@given(some.floats(-79.9, 83.9), some.floats(-179.9, 179.9))
def test_utm_and_mgrs_bring_back_the_point_within_their_precision(lat, lon):
    assume(abs(lat) > 0.001)  # at the equator the writer rounds to a northing of six digits
    grid = mgrs.MGRS().toMGRS(lat, lon)
    near(position(grid), lon, lat, 2e-5)
    zone, band = int(grid[:-13]), grid[-13]
    if 56 <= lat < 64 or lat >= 72:  # the odd zones of Norway and Svalbard
        return
    code = (32600 if lat >= 0 else 32700) + zone
    easting, northing = Transformer.from_crs(4326, code, always_xy=True).transform(lon, lat)
    found = position(f"{zone}{band} {easting:07.0f} {northing:07.0f}")
    if band == "S" and zone in (18, 19, 20, 21, 24, 57):
        assert found is None
    elif northing < 9_999_999:
        near(found, lon, lat, 2e-5)


@pytest.mark.parametrize(
    ("text", "lon", "lat"),
    [
        ("37S 0331234 4008123", 37.12275, 36.20323),  # band S: 32-40° N
        ("37N 331234 4008123", 37.12275, 36.20323),  # the north of the globe
        ("UTM 37S 331234mE 4008123mN", 37.12275, 36.20323),
        ("37S 331234 8123456", 37.41494, -16.96662),  # no northing of band S: the south of the globe
        ("37SCA3123408123", 37.12276, 36.20323),
        ("37S CA 31234 08123", 37.12276, 36.20323),
        ("mgrs 37sca3123408123", 37.12276, 36.20323),
    ],
)
def test_grid_coordinates_of_known_points(text, lon, lat):
    near(position(text), lon, lat, 2e-5)


@pytest.mark.parametrize(
    "text",
    [
        "37T 331234 4008123",  # not in band T
        "19S 331234 4008123",  # the Azores or Tierra del Fuego
        "331234 40081",
        "61N 331234 4008123",
        "37S 31234 4008123",
        "37SCA312340812",  # an odd number of digits
        "37SCA 3123 40812",
        "37SIA31",
        "37IXA3123408123",
    ],
)
def test_a_grid_that_names_no_one_place_is_not_read(text):
    assert position(text) is None


def test_a_short_grid_reference_is_the_middle_of_its_square_and_says_how_large_it_is():
    lon, lat, km = position("37SCA3108")
    easting, northing = Transformer.from_crs(4326, 32637, always_xy=True).transform(lon, lat)
    assert (easting, northing) == (pytest.approx(331_500, abs=1), pytest.approx(4_008_500, abs=1))
    assert km == 0.7  # from the middle of a square of 1 km to its corner


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("36.2021", 36.2021), ("-36,5", -36.5), ("−36.5", -36.5), ("36.5S", -36.5), ("36 30", 36.5), ("36°30'", 36.5)],
)
def test_one_axis_alone(text, degrees):
    values, empty, unreadable = read_axis(pd.Series([text, "", "x"]), "latitude")
    assert values[0] == pytest.approx(degrees)
    assert list(empty) == [False, True, False]
    assert list(unreadable) == [False, False, True]


def test_the_letter_of_the_other_axis_is_not_read():
    assert axis_degrees("37E", "latitude") is None
    assert axis_degrees("37E", "longitude") == 37


def test_half_a_position_is_none():
    found = read_pair(pd.Series(["36.2", "36.2", ""]), pd.Series(["37.1", "", ""]))
    assert list(found.unreadable) == [False, True, False]
    assert list(found.empty) == [False, False, True]


def test_a_column_of_positions_keeps_what_its_notation_says_of_precision():
    found = read_positions(pd.Series(["36.2, 37.1", "geo:36.2,37.1;u=350", "", "nowhere"]))
    assert found.uncertainty_km[1] == pytest.approx(0.35)
    assert np.isnan(found.uncertainty_km[0])
    assert list(found.unreadable) == [False, False, False, True]


def test_an_area_is_stood_for_by_a_point_in_it_and_reaches_to_its_farthest_corner():
    square = shapely.box(0, 0, 1, 1)
    found = of_geometry(np.array([shapely.Point(37, 36), square, None, shapely.Point()], dtype=object))
    assert (found.lon[0], found.lat[0]) == (37, 36)
    assert np.isnan(found.uncertainty_km[0])
    inside = shapely.Point(found.lon[1], found.lat[1])
    assert square.contains(inside)
    _, _, metres = Geod(ellps="WGS84").inv([inside.x] * 4, [inside.y] * 4, [0, 0, 1, 1], [0, 1, 0, 1])
    assert found.uncertainty_km[1] == pytest.approx(max(metres) / 1000)
    assert list(found.empty) == [False, False, True, True]


@given(some.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    found = position(text)
    assert found is None or all(math.isfinite(number) for number in found[:2])
