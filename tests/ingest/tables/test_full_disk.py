"""A file that has to be unpacked or copied to be read says so where the disk is full."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.common.errors import UnreadableFileError
from ingest.tables.read import read_table
from tests.full_disk import full_disk

TABLE = pd.DataFrame({"id": ["a", "b"], "day": ["2025-01-02", "2025-01-03"]})
MAP = gpd.GeoDataFrame(TABLE, geometry=shapely.points([0.5, 1.5], [0.5, 0.5]), crs=4326)


def _zipped(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("_", "."), content)


WRITTEN = {
    "wide.csv": lambda path: path.write_bytes(TABLE.to_csv(index=False).encode("utf-16")),
    "book.xlsx": lambda path: TABLE.to_excel(path, index=False),
    "map.gpkg": MAP.to_file,
    "map.shp": MAP.to_file,
    "packed.zip": lambda path: _zipped(path, table_csv=TABLE.to_csv(index=False).encode()),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_said_with_what_to_do(tmp_path, name):
    path = tmp_path / name
    WRITTEN[name](path)
    assert len(read_table(path).cells) == 2
    with full_disk(), pytest.raises(UnreadableFileError, match="cannot be unpacked to be read") as raised:
        read_table(path)
    assert "Make room on the disk for temporary files." in str(raised.value)
