"""What the files of a theatre say that no change by hand touches, checked: a theatre that is read anew takes it over
as it is while these files stay the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geo.common.crs import STORED
from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.control.admin_units import Units, read_units
from geo.control.crossings import check_crossings
from geo.registry.gazetteer import check_places
from geo.theatre.frame import Frame, read_frame, read_outlines
from geo.theatre.version import data_files, hash_of
from geo.validation.faults import Checked
from geo.validation.readers import ROW_IN_FILE, read_drawn, read_geojson

BASEMAP = ("coast", "lakes", "rivers", "highways")
"""Background line work. Each is optional: a theatre without highways has no basemap/highways.geojson."""

FILES = {"theatre.toml", "factions.toml", "places.geojson", "crossings.geojson"}
FOLDERS = {"boundaries", "basemap"}


@dataclass(frozen=True, eq=False)
class GivenPart:
    """`made_of`: the content of the files, and whether a history tells of control; `places`, `crossings`, `statuses`:
    as they were checked."""

    made_of: tuple[str, bool]
    frame: Frame
    countries: gpd.GeoDataFrame
    basemap: dict[str, gpd.GeoDataFrame]
    places: Checked[gpd.GeoDataFrame]
    crossings: Checked[gpd.GeoDataFrame]
    statuses: Checked[pd.DataFrame]
    units: Units | None


def given_part(folder: Path, has_history: bool, before: GivenPart | None) -> GivenPart:
    """What the files of the theatre in `folder` say that no change by hand touches; `before`: as it was read last.

    Raises
    ------
    DataError : a file is missing, unreadable, or lacks what everything else needs.
    """
    files = [path for path in data_files(folder) if _is_given(path.relative_to(folder))]
    made_of = hash_of(folder, files, of="given"), has_history
    if before is not None and before.made_of == made_of:
        return before
    frame = read_frame(folder)
    countries = _countries(folder, frame.settings["country"])
    basemap = _basemap(folder / "basemap")
    _check_rivers(frame.settings["wide_rivers"], basemap.get("rivers"), folder)
    raw = {name: read_features(folder / f"{name}.geojson", has_history) for name in ("places", "crossings")}
    places = check_places(raw["places"], adm1_pcodes=frame.adm1_pcodes, file="places.geojson")
    if places.accepted.empty and not has_history:
        raise SchemaError(
            folder / "places.geojson", L_("holds no usable place"), L_("Control is mapped from places: add some.")
        )
    _check_focus(frame.settings["focus_places"], places.accepted, folder)
    crossings, statuses = check_crossings(raw["crossings"], factions=frame.factions.keys(), file="crossings.geojson")
    return GivenPart(made_of, frame, countries, basemap, places, crossings, statuses, read_units(folder))


def _is_given(path: Path) -> bool:
    return path.name in FILES if len(path.parts) == 1 else path.parts[0] in FOLDERS


def read_features(path: Path, may_be_missing: bool) -> gpd.GeoDataFrame:
    """The features of a file; none where it is missing and may be, for a history tells of control.

    Raises
    ------
    DataError : it cannot be read.
    """
    if may_be_missing and not path.exists():
        return no_features()
    return read_geojson(path)


def no_features() -> gpd.GeoDataFrame:
    """The features of a file that has none."""
    return gpd.GeoDataFrame({ROW_IN_FILE: []}, geometry=[], crs=STORED)


def _countries(folder: Path, mapped: str) -> gpd.GeoDataFrame:
    """Outlines of the country that is `mapped` and its neighbours."""
    countries = read_outlines(folder / "boundaries" / "countries.geojson", "iso_a3")
    if mapped not in set(countries["iso_a3"]):
        raise SchemaError(
            folder / "theatre.toml",
            L_("maps the country {country!r}, which countries.geojson lacks", country=mapped),
            L_("Use its iso_a3 code, or add its outline."),
        )
    return countries


def _basemap(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    present = {name: folder / f"{name}.geojson" for name in BASEMAP}
    return {name: read_drawn(path) for name, path in present.items() if path.exists()}


def _check_focus(focus: Sequence[str], places: gpd.GeoDataFrame, folder: Path) -> None:
    """Refuse an id in focus_places that no place of the gazetteer has."""
    if unknown := set(focus) - set(places["place_id"]):
        raise SchemaError(
            folder / "theatre.toml",
            L_("names unknown focus_places {unknown}", unknown=sorted(unknown)),
            L_("Use ids of places.geojson."),
        )


def _check_rivers(wide: Sequence[str], rivers: gpd.GeoDataFrame | None, folder: Path) -> None:
    """Refuse a name in wide_rivers that no river of the basemap goes by."""
    known = set() if rivers is None or "name_en" not in rivers else set(rivers["name_en"].dropna()) - {""}
    if unknown := sorted(set(wide) - known):
        raise SchemaError(
            folder / "theatre.toml",
            L_("names unknown wide_rivers {unknown}", unknown=unknown),
            L_(
                "Use the name_en of basemap/rivers.geojson: {names}.",
                names=", ".join(sorted(known)) or L_("there is none"),
            ),
        )
