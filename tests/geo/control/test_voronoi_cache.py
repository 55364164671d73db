"""Cells are cut once: the next start finds them, another gazetteer does not."""

from __future__ import annotations

import errno
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.control import voronoi_cache
from geo.control.voronoi_cache import cached_cells
from tests.worlds import EAST, WEST, place, theatre_of


@pytest.fixture
def theatre(tmp_path):
    return theatre_of(tmp_path / "t")


def cut(theatre, folder, **other):
    settings = {"inferred_beyond_km": 1000.0, **other}
    return cached_cells(theatre.places, theatre.governorates, theatre.extent, folder=folder, **settings)


def test_the_second_start_reads_what_the_first_has_cut(theatre, tmp_path, monkeypatch):
    first = cut(theatre, tmp_path / "cache")

    def never(*_arguments, **_settings):
        raise AssertionError("cut again")

    monkeypatch.setattr(voronoi_cache, "build_cells", never)
    second = cut(theatre, tmp_path / "cache")
    pd.testing.assert_frame_equal(first.pieces, second.pieces)
    pd.testing.assert_frame_equal(first.edges, second.edges)


def test_anything_the_cells_depend_on_makes_other_cells(theatre, tmp_path):
    cut(theatre, tmp_path / "cache")
    cut(theatre, tmp_path / "cache", inferred_beyond_km=15.0)
    moved = theatre_of(tmp_path / "other", places=[place(*WEST), place(EAST[0], 1.6, 0.5)])
    cut(moved, tmp_path / "cache")
    assert len(list((tmp_path / "cache").glob("*.pieces.parquet"))) == 3


def test_a_broken_or_forbidden_cache_does_no_harm(theatre, tmp_path):
    cut(theatre, tmp_path / "cache")
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(b"broken")
    assert len(cut(theatre, tmp_path / "cache").pieces) == 2
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    assert len(cut(theatre, in_the_way).pieces) == 2


def test_a_disk_that_is_full_gets_no_half_written_cells(theatre, tmp_path, monkeypatch):
    def half_written(_frame, path, **_settings):
        Path(path).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pd.DataFrame, "to_parquet", half_written)
    monkeypatch.setattr(gpd.GeoDataFrame, "to_parquet", half_written)
    assert len(cut(theatre, tmp_path / "cache").pieces) == 2
    assert list((tmp_path / "cache").rglob("*")) == []
