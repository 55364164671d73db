"""The gazetteer: places with their names, kind, point and how exact the point is."""

from __future__ import annotations

from collections.abc import Set

import geopandas as gpd

from geo.errors import Checked
from geo.schema import Column, Kind, check_columns, check_points


def place_columns(adm1_pcodes: Set[str]) -> tuple[Column, ...]:
    return (
        Column("place_id", required=True, unique=True),
        Column("name_en", required=True),
        Column("name_ar"),
        Column("alt_names", Kind.WORDS),
        Column("kind", required=True),
        Column("adm1_pcode", choices=frozenset(adm1_pcodes)),
        Column("coord_precision", Kind.WHOLE, required=True, low=1, high=3),
        Column("uncertainty_km", Kind.NUMBER, required=True, low=0),
        Column("population", Kind.WHOLE, low=0),
        Column("coord_source", required=True),
    )


def check_places(raw: gpd.GeoDataFrame, *, adm1_pcodes: Set[str], file: str) -> Checked[gpd.GeoDataFrame]:
    """Places indexed by place_id. Two places on one point cannot both own ground: the second is set aside."""
    typed, faults = check_columns(raw, place_columns(adm1_pcodes), file)
    check_points(typed, faults, required=typed["place_id"].notna())
    points = typed.geometry.map(lambda shape: shape.wkt if shape is not None else "")
    faults.add(
        points.duplicated() & (points != ""),
        "geometry",
        points,
        "is the point of another place",
        "Move one of them, or merge the two.",
    )
    checked = faults.split(typed, file, "place_id")
    return Checked(
        gpd.GeoDataFrame(checked.accepted).set_index("place_id", drop=False).rename_axis(None),
        checked.set_aside,
    )
