"""Parquet files that the program kept: read as geopandas reads them, or refused with what to do."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geo.changelog.kept_parts import read_part, read_shapes
from geo.common.crs import EQUAL_AREA, STORED
from geo.common.errors import UnreadableFileError


def shapes() -> gpd.GeoDataFrame:
    columns = {"event_id": ["e1", "e2"], "killed": pd.array([3, None], dtype="Int64"), "day": ["2025-01-05", ""]}
    return gpd.GeoDataFrame(columns, geometry=[shapely.Point(0.5, 0.5), None], crs=STORED)


def test_shapes_are_read_as_geopandas_reads_them(tmp_path):
    shapes().to_parquet(tmp_path / "kept.parquet")
    found = read_shapes(tmp_path / "kept.parquet")
    assert_geodataframe_equal(found, gpd.read_parquet(tmp_path / "kept.parquet"))
    assert found.crs == STORED


@pytest.mark.parametrize("written", [shapes().to_crs(EQUAL_AREA), shapes().set_crs(None, allow_override=True)])
def test_shapes_in_another_plane_are_refused_and_not_taken_for_degrees(tmp_path, written):
    written.to_parquet(tmp_path / "kept.parquet")
    with pytest.raises(UnreadableFileError, match="no shapes in EPSG:4326"):
        read_part(tmp_path / "kept.parquet", read_shapes)


def test_a_table_without_shapes_is_refused(tmp_path):
    pd.DataFrame({"event_id": ["e1"]}).to_parquet(tmp_path / "kept.parquet")
    with pytest.raises(UnreadableFileError, match="no shapes in EPSG:4326"):
        read_part(tmp_path / "kept.parquet", read_shapes)


def test_a_part_that_is_missing_or_cut_short_says_so(tmp_path):
    with pytest.raises(UnreadableFileError, match="is missing"):
        read_part(tmp_path / "kept.parquet", read_shapes)
    shapes().to_parquet(tmp_path / "kept.parquet")
    (tmp_path / "kept.parquet").write_bytes((tmp_path / "kept.parquet").read_bytes()[:-20])
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_part(tmp_path / "kept.parquet", read_shapes)
