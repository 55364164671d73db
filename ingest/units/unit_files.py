"""Units of any level brought in from somebody's file: checked, fitted to the theatre, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import EQUAL_AREA, STORED, reproject
from geo.common.errors import UnreadableFileError
from geo.common.measure import M2_PER_KM2
from geo.common.messages import L_, Sentence, verbatim
from geo.common.plane import in_plane, polygons
from geo.control.admin_units import UNITS_FILE, read_units
from geo.theatre.frame import Frame
from geo.validation.faults import FaultLog, RowFaults, describe_row
from ingest.drafts.nothing import without_nothing
from ingest.histories.polygon_checks import check_polygons
from ingest.histories.vector_files import read_vector
from ingest.mappings.fields import FieldType
from ingest.new_theatre import geojson
from ingest.tables.table import LAYER
from ingest.units.unit_columns import UnitColumns, guessed
from store.store import HALF, writing

DECIMALS = 6
SAME_GROUND = 0.05
"""Two units that share more of the smaller one are two drawings of one place; less is a border drawn twice."""
LEAST_KM2 = 1e-6
MOST_WHOLE = 2**53
"""Beyond it a fraction no longer holds every whole number."""


@dataclass(frozen=True, eq=False)
class ImportedUnits:
    """What a file holds. `table`: code, name_en, name_ar, adm1_pcode, level, source, licence, polygons that do not
    overlap; read = accepted + rejected. `overlap_km2` was drawn for two units and is the first one's;
    `uncovered_km2` of the theatre lies in no unit."""

    table: gpd.GeoDataFrame
    columns: UnitColumns
    read: int
    repaired: int
    overlap_km2: float
    uncovered_km2: float
    rejected: tuple[RowFaults, ...]

    @property
    def accepted(self) -> int:
        return len(self.table)


def read_unit_file(
    source: Path,
    frame: Frame,
    *,
    level: int | None = None,
    code: str = "",
    name: str = "",
    name_ar: str = "",
    layer: str = "",
    credit: str = "",
    licence: str = "",
) -> ImportedUnits:
    """Read the units of a vector file and hold them against a theatre.

    Raises
    ------
    DataError : the file cannot be read, has no column for the code, or no unit of it can be used.
    """
    raw = _one_layer(read_vector(source), layer, source)
    if raw.empty:
        raise UnreadableFileError(source, L_("holds no feature"), L_("Choose another file."))
    columns = guessed(
        {str(column): _text(raw, column) for column in raw.columns if column not in (raw.geometry.name, LAYER)},
        source,
        level=level,
        code=code,
        name=name,
        name_ar=name_ar,
    )
    checked = check_polygons(raw.geometry.to_numpy())
    written = _written(raw, columns.code)
    codes = _text(raw, columns.code)
    aside = FaultLog(np.arange(1, len(raw) + 1), str)
    _reject_unusable(aside, checked.fault, columns.code, codes, written)
    flat = _in_plane(checked.shapes)
    ground = _in_plane(frame.governorates.geometry.to_numpy())
    shared = _shared(flat, ground)
    outside = (shared.sum(axis=1) <= LEAST_KM2) & ~aside.faulty
    remedy = L_("Take it out, or widen the theatre.")
    aside.add(outside, "geometry", "", "outside-theatre", L_("lies outside the theatre"), remedy)
    overlap_km2 = _cut_overlaps(flat, aside, codes)
    drawn = _as_written(flat, aside)
    kept = np.flatnonzero(~aside.faulty)
    rejected = aside.by_row(source.name, lambda row: codes[row] or "no code")
    if not len(kept):
        first = verbatim(describe_row(rejected[0]).rstrip(".")) if rejected else L_("it holds no feature")
        raise UnreadableFileError(
            source, L_("holds no unit that can be used: {first}", first=first), L_("Choose another file or column.")
        )
    names, arabic = (_text(raw, column) for column in (columns.name, columns.name_ar))
    pcodes = frame.governorates["adm1_pcode"].to_numpy()
    table = gpd.GeoDataFrame(
        {
            "code": [codes[row] for row in kept],
            "name_en": [names[row] or arabic[row] or codes[row] for row in kept],
            "name_ar": [arabic[row] for row in kept],
            "adm1_pcode": pcodes[shared[kept].argmax(axis=1)],
            "level": columns.level,
            "source": credit,
            "licence": licence,
        },
        geometry=drawn[kept],
        crs=STORED,
    )
    whole = shapely.union_all(ground)
    uncovered = shapely.difference(whole, shapely.union_all(flat[kept])).area / M2_PER_KM2
    repaired = int(checked.repaired[kept].sum())
    return ImportedUnits(table, columns, len(raw), repaired, overlap_km2, float(uncovered), rejected)


def _reject_unusable(
    aside: FaultLog, bad_geometry: Sequence[Sentence | None], column: str, codes: Sequence[str], written: Sequence[str]
) -> None:
    """Tell of rows whose shape cannot be used (`bad_geometry`: why), and of those without a code of their own in
    `column`; `codes`: what it says, `written`: what stands in it."""
    for row, fault in enumerate(bad_geometry):
        if fault:
            aside.add_row(row, "geometry", "", "bad-geometry", fault, L_("Mend it in the source, in QGIS say."))
        elif not codes[row]:
            said = L_("says nothing") if written[row] else L_("is empty")
            aside.add_row(row, column, written[row], "no-code", said, L_("Give the unit a code."))
        elif codes[row] in codes[:row]:
            remedy = L_("Give each unit one row, with all its parts.")
            aside.add_row(row, column, codes[row], "repeated", L_("stands twice"), remedy)


def _one_layer(raw: gpd.GeoDataFrame, layer: str, source: Path) -> gpd.GeoDataFrame:
    """The rows of the layer asked for, or of the only one there is."""
    layers = sorted(set(raw[LAYER].astype(str)))
    if layer and layer not in layers:
        raise UnreadableFileError(
            source, L_("has no layer {layer!r}", layer=layer), L_("It has {layers}.", layers=", ".join(layers))
        )
    if not layer and len(layers) > 1 and source.suffix.lower() in (".gpkg", ".kml", ".kmz", ".zip", ".gml"):
        raise UnreadableFileError(
            source, L_("holds the layers {layers}", layers=", ".join(layers)), L_("Name one with --layer.")
        )
    rows = raw[raw[LAYER].astype(str) == layer] if layer else raw
    return gpd.GeoDataFrame(rows.reset_index(drop=True))


def _text(raw: gpd.GeoDataFrame, column: str) -> list[str]:
    """The text of each row, "" where it says nothing."""
    return without_nothing(_written(raw, column), FieldType.TEXT)


def _written(raw: gpd.GeoDataFrame, column: str) -> list[str]:
    if not column:
        return [""] * len(raw)
    values = raw[column]
    # whole numbers come as fractions where a row has none
    whole = values.dropna() if pd.api.types.is_float_dtype(values) else values.iloc[:0]
    if len(whole) and (whole % 1 == 0).all() and (whole.abs() <= MOST_WHOLE).all():
        values = values.astype("Int64")
    return ["" if pd.isna(value) else str(value).strip() for value in values]


def _in_plane(shapes: np.ndarray) -> np.ndarray:
    """Polygons in degrees in the equal-area grid, valid; None stays."""
    moved = np.array(shapes, dtype=object)
    there = np.array([shape is not None for shape in shapes], dtype=bool)
    moved[there] = in_plane(moved[there], EQUAL_AREA)
    return moved


def _shared(flat: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """(units, governorates) km² they share."""
    km2 = np.zeros((len(flat), len(ground)))
    there = np.flatnonzero([shape is not None for shape in flat])
    unit, governorate = shapely.STRtree(ground).query(flat[there], predicate="intersects")
    parts = shapely.intersection(flat[there[unit]], ground[governorate])
    km2[there[unit], governorate] = shapely.area(parts) / M2_PER_KM2
    return km2


def _cut_overlaps(flat: np.ndarray, aside: FaultLog, codes: Sequence[str]) -> float:
    """Make the units that are not rejected not overlap, in place; km² that two of them drew.

    Ground two units share goes to the first; a unit that mostly repeats another is rejected.
    """
    rows, gone = np.flatnonzero(~aside.faulty), set[int]()
    tree = shapely.STRtree(flat[rows])
    one, other = tree.query(flat[rows], predicate="intersects")
    overlap = 0.0
    for first, second in sorted(zip(rows[one].tolist(), rows[other].tolist(), strict=True)):
        if first >= second or {first, second} & gone:
            continue
        both = polygons(shapely.intersection(flat[first], flat[second]))
        if both.area > SAME_GROUND * min(flat[first].area, flat[second].area):
            share = both.area / min(flat[first].area, flat[second].area)
            fault = L_("lies {share:.0%} on the ground of {codes}", share=share, codes=codes[first])
            remedy = L_("Units of one level do not overlap: take one of the two out.")
            aside.add_row(second, "geometry", "", "overlap", fault, remedy)
            gone.add(second)
        elif both.area > 0:
            flat[second] = polygons(shapely.difference(flat[second], flat[first]))
            overlap += float(both.area) / M2_PER_KM2
    return overlap


def _as_written(flat: np.ndarray, aside: FaultLog) -> np.ndarray:
    """(n,) the units that are not rejected in degrees, rounded as they are written and valid still, None elsewhere.

    A unit of which nothing is left then is rejected.
    """
    written = np.full(len(flat), None, dtype=object)
    rows = np.flatnonzero(~aside.faulty).tolist()
    snapped = shapely.set_precision(reproject(flat[rows], EQUAL_AREA, STORED), 10.0**-DECIMALS)
    for row, shape in zip(rows, snapped, strict=True):
        written[row] = polygons(shape)
        if written[row].is_empty:
            fault = L_(
                "has no ground left once overlaps are cut and corners rounded to {decimals} decimals", decimals=DECIMALS
            )
            aside.add_row(row, "geometry", "", "no-ground", fault, L_("Draw it wider, or take it out."))
    return written


def write_units(folder: Path, imported: ImportedUnits) -> None:
    """Make the units those of the theatre in `folder`: the file is written beside the old one, read back and renamed.

    Raises
    ------
    UnwritableError : the folder cannot be written to, or another writer holds it.
    """
    with writing(folder):
        boundaries = folder / UNITS_FILE.parent
        with tempfile.TemporaryDirectory(prefix=HALF, dir=boundaries) as name:
            half = Path(name) / UNITS_FILE
            rows = imported.table.drop(columns="geometry").to_dict("records")
            geojson.write(half, zip(rows, imported.table.geometry, strict=True), line_decimals=DECIMALS)
            read_units(Path(name))
            with half.open("rb") as file:
                os.fsync(file.fileno())
            half.replace(folder / UNITS_FILE)
