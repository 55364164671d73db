"""GeoJSON (RFC 7946): one collection, each feature naming its layer in the property `layer`.

One file holds one collection, so the layers lie in it together, lowest first. The member `frontline` of the collection
is the stamp, `layers` counts the features of each layer, so that an empty layer is told from one not asked for.
Positions are rounded to 1e-7 degree (1 cm); geometry is null where a record has no position.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from briefing.data.data_layers import data_layers
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError
from geo.common.messages import L_
from map.table import LayerTable

DECIMALS = 7


def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the layers of a brief as one FeatureCollection, a feature a line."""
    tables = data_layers(brief)
    head = {
        "type": "FeatureCollection",
        "name": "frontline",
        "frontline": json.loads(brief.stamp.to_text()),
        "layers": [
            {"layer": t.name, "title_en": t.title.en, "title_ar": t.title.ar, "features": len(t)} for t in tables
        ],
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ',"features":[')
        comma = "\n"
        for done, table in enumerate(tables):
            progress(done, len(tables))
            for feature in _features(table):
                file.write(comma + _json(feature))
                comma = ",\n"
        file.write("\n]}\n")
    progress(len(tables), len(tables))


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no GeoJSON, or carries no stamp.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["frontline"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BriefingError(L_("{name} carries no stamp of Frontline.", name=path.name)) from error
    return Stamp.from_text(json.dumps(found))


def _features(table: LayerTable) -> Iterator[dict[str, Any]]:
    shapes = shapely.transform(table.shapes, lambda xy: np.round(xy, DECIMALS))
    for shape, record in zip(shapes, table.records(), strict=True):
        yield {
            "type": "Feature",
            "properties": {"layer": table.name, **record},
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_day)


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")
