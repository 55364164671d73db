"""Cells are cut once: the next start finds them, another gazetteer does not."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from platformdirs import user_cache_path

from geo.common.cache_folder import cache_folder
from geo.control import voronoi_cache
from geo.control.voronoi import build_cells
from geo.control.voronoi_cache import cached_cells

PLACES = gpd.GeoDataFrame(
    {"place_id": ["west", "east"], "kind": "town"}, geometry=shapely.points([(0.5, 0.5), (1.5, 0.5)]), crs=4326
)
GOVERNORATES = gpd.GeoDataFrame(
    {"adm1_pcode": ["XX01", "XX02"]}, geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], crs=4326
)
EXTENT = (0.0, 0.0, 2.0, 1.0)
RIVER = shapely.LineString([(0.8, -0.1), (0.8, 1.1)])


def asked(places=PLACES, governorates=GOVERNORATES, extent=EXTENT, **more):
    return (places, governorates, extent), {"inferred_beyond_km": 1000.0, **more}


def cut(folder, **other):
    frames, settings = asked(**other)
    return cached_cells(*frames, folder=folder, **settings)


def kept(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("other", [{}, {"inferred_beyond_km": 20.0, "water": RIVER}], ids=["plain", "with a river"])
def test_the_second_start_reads_what_the_first_has_cut(tmp_path, monkeypatch, other):
    """In a folder that was not there, whatever becomes of the folder for passing files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    frames, settings = asked(**other)
    wanted = build_cells(*frames, **settings)
    first = cut(tmp_path / "of a user" / "cache", **other)

    def never(*_arguments, **_settings):
        raise AssertionError("cut again")

    monkeypatch.setattr(voronoi_cache, "build_cells", never)
    for cells in (first, cut(tmp_path / "of a user" / "cache", **other)):
        pd.testing.assert_frame_equal(cells.pieces, wanted.pieces)
        pd.testing.assert_frame_equal(cells.edges, wanted.edges)


MOVED = shapely.points([(0.5, 0.5), (1.6, 0.5)])
WIDER = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 0.9)]


@pytest.mark.parametrize(
    "other",
    [
        {"places": PLACES.set_geometry(MOVED, crs=4326)},
        {"places": PLACES.assign(place_id=["west", "far east"])},
        {"places": PLACES.assign(kind=["town", "neighbourhood"])},
        {"governorates": GOVERNORATES.set_geometry(WIDER, crs=4326)},
        {"governorates": GOVERNORATES.assign(adm1_pcode=["XX01", "XX03"])},
        {"extent": (0.0, 0.0, 2.0, 1.5)},
        {"inferred_beyond_km": 15.0},
        {"water": RIVER},
    ],
    ids=["a point", "an id", "a kind", "an outline", "a code", "the extent", "the distance", "water"],
)
def test_anything_the_cells_depend_on_makes_other_cells(tmp_path, other):
    for settings in ({}, other, {}, other):
        cut(tmp_path, **settings)
    assert len(kept(tmp_path)) == 4


def test_another_program_makes_other_cells(tmp_path, monkeypatch):
    cut(tmp_path)
    monkeypatch.setattr(voronoi_cache.cells_module, "__file__", __file__)
    cut(tmp_path)
    assert len(kept(tmp_path)) == 4


def test_the_numbers_of_rows_make_no_other_cells(tmp_path):
    cut(tmp_path)
    cut(
        tmp_path, places=PLACES.set_index("place_id", drop=False), governorates=GOVERNORATES.set_index(pd.Index([5, 6]))
    )
    assert [Path(name).suffixes for name in kept(tmp_path)] == [[".edges", ".parquet"], [".pieces", ".parquet"]]


def test_cells_are_kept_in_the_users_cache_or_where_it_was_said(tmp_path, monkeypatch):
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    cut(None)
    assert len(kept(tmp_path)) == 2
    monkeypatch.delenv("FRONTLINE_CACHE")
    assert cache_folder() == user_cache_path("frontline")


def test_a_broken_or_forbidden_cache_does_no_harm(tmp_path):
    cut(tmp_path / "cache")
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(b"broken")
    assert len(cut(tmp_path / "cache").pieces) == 2
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    assert len(cut(in_the_way).pieces) == 2


def test_a_disk_that_is_full_gets_no_half_written_cells(tmp_path, monkeypatch):
    def half_written(_frame, path, **_settings):
        Path(path).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", half_written)
    monkeypatch.setattr(gpd.GeoDataFrame, "to_parquet", half_written)
    assert len(cut(tmp_path / "cache").pieces) == 2
    assert list((tmp_path / "cache").rglob("*")) == []
