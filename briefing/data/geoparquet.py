"""GeoParquet 1.1: one table of all layers, each row naming its layer in the first column, geometry as WKB.

One file holds one table, so it has the columns of every layer, empty where a layer has no such column. The stamp is
the key `frontline` of the file's own metadata, beside GeoParquet's `geo`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from pyproj import CRS

from briefing.data.data_layers import data_layers
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from geo.common.crs import STORED
from geo.common.messages import L_
from map.table import LayerTable

STAMP_KEY = b"frontline"


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the layers of a brief as one table."""
    tables = data_layers(brief)
    parts = [part.arrow().add_column(0, "layer", pa.array([part.name] * len(part), pa.string())) for part in tables]
    whole = pa.concat_tables(parts, promote_options="default")
    columns = [name for name in whole.column_names if name != "geometry"]
    metadata = {b"geo": json.dumps(_geo(tables)).encode(), STAMP_KEY: brief.stamp.to_text().encode()}
    pq.write_table(whole.select([*columns, "geometry"]).replace_schema_metadata(metadata), path, compression="zstd")
    progress(1, 1)


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no Parquet, or carries no stamp.
    """
    try:
        metadata = pq.read_metadata(path).metadata or {}
    except pa.ArrowException as error:
        raise BriefingError(
            L_("{name} is no Parquet: it is not a file made here, or it is damaged.", name=path.name)
        ) from error
    return Stamp.from_text(metadata.get(STAMP_KEY, b"").decode())


def _geo(tables: list[LayerTable]) -> dict[str, object]:
    """What GeoParquet asks to be said of the geometry."""
    shapes = [shape for table in tables for shape in table.shapes if shape is not None]
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes}),
        "crs": CRS.from_user_input(STORED).to_json_dict(),
        "edges": "planar",
    }
    if shapes:
        column["bbox"] = [float(edge) for edge in shapely.total_bounds(shapes)]
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
