"""What a theatre needs before anything is known of control: its settings, its parties and its first-level areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd

from geo.common.crs import Bounds
from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.query.own_area import with_governorates
from geo.registry.factions import Factions, check_factions
from geo.registry.settings import check_settings, read_toml
from geo.theatre.version import require_folder
from geo.validation.readers import read_drawn
from geo.validation.schema import Column, require_columns


@dataclass(frozen=True, eq=False)
class Frame:
    """What a theatre needs before anything is known of control: who may hold ground, which ground, how far it goes."""

    settings: Mapping[str, Any]
    factions: Factions
    governorates: gpd.GeoDataFrame

    @property
    def extent(self) -> Bounds:
        extent: Bounds = self.settings["extent"]
        return extent

    @property
    def adm1_pcodes(self) -> frozenset[str]:
        return frozenset(self.governorates["adm1_pcode"])

    @property
    def span(self) -> tuple[date, date]:
        """First and last day theatre.toml names; both count."""
        return self.settings["start"], self.settings["end"]


def read_frame(folder: Path) -> Frame:
    """Settings, factions and governorates of a data folder.

    Raises
    ------
    DataError : one of the three is missing, unreadable or incomplete.
    """
    require_folder(folder)
    settings_file, factions_file = folder / "theatre.toml", folder / "factions.toml"
    settings = read_toml(settings_file)
    factions = check_factions(read_toml(factions_file).get("factions", []), str(factions_file))
    governorates = read_outlines(folder / "boundaries" / "governorates.geojson", "adm1_pcode")
    checked = check_settings(settings, settings_file, frozenset(governorates["adm1_pcode"]))
    areas = {key: with_governorates(area, governorates) for key, area in checked["areas"].items()}
    return Frame({**checked, "areas": areas}, factions, governorates)


def read_outlines(path: Path, key: str) -> gpd.GeoDataFrame:
    """Outlines of areas, each with its `key` and its names.

    Raises
    ------
    DataError : the file cannot be read, or holds something else.
    """
    outlines = read_drawn(path)
    columns = (Column(key, required=True), Column("name_en", required=True), Column("name_ar"))
    require_columns(outlines, columns, str(path))
    if outlines.empty or not outlines.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise SchemaError(path, L_("holds something else than polygons"), L_("Give one polygon a row."))
    if not outlines.is_valid.all():
        crossed = ", ".join(outlines.loc[~outlines.is_valid, key])
        raise SchemaError(
            path, L_("holds outlines that cross themselves: {crossed}", crossed=crossed), L_("Mend them, in QGIS say.")
        )
    return outlines
