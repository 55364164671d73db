"""Where each event of a draft happened, in degrees, and how exactly that is known."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.validation.faults import FaultLog
from ingest.drafts.aggregates import counts_events
from ingest.drafts.cells import DraftCells
from ingest.drafts.coordinates import Positions, of_geometry, read_pair, read_positions
from ingest.drafts.unique import plain, spread, word_key
from ingest.mappings.fields import FIELDS

NO_POSITION, UNREADABLE_POSITION = "no-position", "unreadable-position"
NULL_ISLAND, OFF_THE_GLOBE, SWAPPED = "null-island", "off-the-globe", "swapped-coordinates"
BAD_PRECISION, NO_PRECISION = "bad-precision", "no-precision"
REACH_KM = {1: 5.0, 2: 30.0, 3: 100.0}
"""geo_precision -> radius in km that stands for it where a file gives none: a town and its edge, part of a region, a
region. Ours, and on the wide side: no source states a distance for these codes."""
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NAME_A_COLUMN = L_(
    "Say which column holds the position, or the name of the place, which is looked up in the gazetteer; if none "
    "does, add one of them to the file."
)
_WRITE = L_("Write degrees such as 36.20, 37.16, or one of the notations in docs/formats.md.")


def places(cells: DraftCells, faults: FaultLog) -> dict[str, np.ndarray | pd.Series]:
    """latitude, longitude (degrees, NaN), geo_precision (Int64, NA), uncertainty_km (km, NaN).

    A row without coordinates that names a place has no fault here: it may be looked up by name.
    """
    shapes = _shapes(cells)
    written, label, raw = _written(cells)
    position = _first_of(written, shapes)
    _check(cells, faults, position, label, _with_drawn(raw, written, shapes))
    has_point = ~np.isnan(position.lon)
    drawn = written.empty & ~np.isnan(shapes.uncertainty_km)
    precision, reach = _exactness(cells, faults, position, drawn, has_point)
    return {
        "latitude": position.lat,
        "longitude": position.lon,
        "geo_precision": pd.array(precision, dtype="float64").astype("Int64"),
        "uncertainty_km": reach,
    }


def _shapes(cells: DraftCells) -> Positions:
    geometry = cells.table.geometry
    if geometry is None:
        return of_geometry(np.full(len(cells), None, dtype=object))
    return of_geometry(np.asarray(geometry, dtype=object))


def _written(cells: DraftCells) -> tuple[Positions, str, pd.Series]:
    """What the columns say, and the column and text a fault is shown with."""
    label = cells.mapping.position_label
    if cells.has("position"):
        return read_positions(cells.series("position")), label, cells.raw("position")
    latitude, longitude = cells.series("latitude"), cells.series("longitude")
    pair = read_pair(latitude, longitude)
    both = latitude.astype(str) + ", " + longitude.astype(str)
    return pair, label, both.mask(pair.empty, "")


def _first_of(written: Positions, shapes: Positions) -> Positions:
    """The written position; where none is written, the drawn one."""

    def choose(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.where(written.empty, other, one)

    return Positions(
        lon=choose(written.lon, shapes.lon),
        lat=choose(written.lat, shapes.lat),
        uncertainty_km=choose(written.uncertainty_km, shapes.uncertainty_km),
        empty=written.empty & shapes.empty,
        unreadable=choose(written.unreadable, shapes.unreadable).astype(bool),
    )


def _with_drawn(raw: pd.Series, written: Positions, shapes: Positions) -> pd.Series:
    """`raw`, with the degrees of what is drawn where nothing is written."""
    drawn = np.flatnonzero(written.empty & ~np.isnan(shapes.lon))
    if not len(drawn):
        return raw
    text = raw.to_numpy(dtype=object, copy=True)
    text[drawn] = [f"{lat:.5f}, {lon:.5f}" for lat, lon in zip(shapes.lat[drawn], shapes.lon[drawn], strict=True)]
    return pd.Series(text, index=raw.index, dtype=object)


def _check(cells: DraftCells, faults: FaultLog, position: Positions, label: str, raw: pd.Series) -> None:
    lon, lat = position.lon, position.lat
    nowhere = position.empty & ~_names_a_place(cells)
    if cells.table.geometry is not None or any(map(cells.has, ("position", "latitude", "longitude", "place"))):
        faults.add(
            nowhere, label, raw, NO_POSITION, L_("says no position"), L_("Give coordinates, or the name of a place.")
        )
    else:
        faults.add(nowhere, label, raw, NO_POSITION, L_("is read from no column"), _NAME_A_COLUMN)
    lettered = _swapped_letters(cells, position.unreadable)
    swapped = lettered | ((np.abs(lat) > 90) & (np.abs(lat) <= 180) & (np.abs(lon) <= 90))
    other_axis = L_("has a latitude of more than 90 degrees, or the letter of the other axis")
    faults.add(swapped, label, raw, SWAPPED, other_axis, L_("Swap latitude and longitude?"))
    unread = position.unreadable & ~lettered
    faults.add(unread, label, raw, UNREADABLE_POSITION, L_("is no position that can be read in one way"), _WRITE)
    faults.add((lon == 0) & (lat == 0), label, raw, NULL_ISLAND, L_("is (0, 0), the mark of a lost position"),
               L_("Give the place's own coordinates, or leave them empty and name the place."))  # fmt: skip
    off = ((np.abs(lat) > 90) | (np.abs(lon) > 180)) & ~swapped
    faults.add(off, label, raw, OFF_THE_GLOBE, L_("is off the globe"),
               L_("Write degrees; metres need their UTM zone, as in 37S 331234 4008123."))  # fmt: skip


def _names_a_place(cells: DraftCells) -> np.ndarray:
    """(n,) bool: the row names a place; where it counts events, an area is one."""
    fields = ("place", "adm2", "adm1", "country") if counts_events(cells) else ("place",)
    return np.any([cells.text(field) != "" for field in fields], axis=0)


def _swapped_letters(cells: DraftCells, unreadable: np.ndarray) -> np.ndarray:
    """Rows that make sense the other way round: `37.1E` under latitude, `36.2N` under longitude."""
    swapped = np.zeros(len(cells), dtype=bool)
    if cells.has("position") or not unreadable.any():
        return swapped
    rows = np.flatnonzero(unreadable)
    other = read_pair(cells.series("longitude").iloc[rows], cells.series("latitude").iloc[rows])
    swapped[rows] = ~np.isnan(other.lon)
    return swapped


def _exactness(
    cells: DraftCells, faults: FaultLog, position: Positions, drawn: np.ndarray, has_point: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """geo_precision and uncertainty_km, each from the other where one is not said; a drawn line or area is never more
    exact than its own extent."""
    code = _code(cells, faults)
    km = _km(cells, faults)
    coarse = np.fmax(code, np.where(drawn, 2.0, np.nan))
    reach = np.where(drawn, np.fmax(km, position.uncertainty_km), np.where(np.isnan(km), position.uncertainty_km, km))
    reach = np.where(np.isnan(reach), _typical_km(coarse), reach)
    by_reach = np.select([reach <= REACH_KM[1], reach <= REACH_KM[2], reach > REACH_KM[2]], [1.0, 2.0, 3.0], np.nan)
    coarse = np.where(np.isnan(coarse), by_reach, coarse)
    told = _already_noted(cells, code, km)
    faults.add(
        has_point & np.isnan(reach) & ~told,
        cells.label("geo_precision"),
        cells.raw("geo_precision"),
        NO_PRECISION,
        L_("does not say how exact the position is"),
        L_(
            "Give a code (1 town, 2 part of a region, 3 region) or a radius in km; for all rows alike under fixed in "
            "the mapping, as geo_precision or uncertainty_km."
        ),
    )
    return coarse, reach


def _already_noted(cells: DraftCells, code: np.ndarray, km: np.ndarray) -> np.ndarray:
    """Rows whose precision was given and not understood, which already have their fault."""
    given = (cells.text("geo_precision") != "") | (cells.text("uncertainty_km") != "")
    return given & np.isnan(code) & np.isnan(km)


def _code(cells: DraftCells, faults: FaultLog) -> np.ndarray:
    name = "geo_precision"
    codes = FIELDS[name].codes
    said = spread(cells.text(name), word_key)
    numbers = spread(said, lambda text: float(text) if text in codes else np.nan, dtype="float64")
    bad = (np.isnan(numbers) & (said != "")) | cells.untranslated(name)
    faults.add(
        bad,
        cells.label(name),
        cells.raw(name),
        BAD_PRECISION,
        L_("is no precision that is known here"),
        cells.use_one(name),
    )
    return np.where(bad, np.nan, numbers)


def _km(cells: DraftCells, faults: FaultLog) -> np.ndarray:
    name = "uncertainty_km"
    said = cells.text(name)
    km = spread(said, _number, dtype="float64")
    bad = (~np.isfinite(km) | (km < 0)) & (said != "") | cells.untranslated(name)
    once = cells.mapping.columns.get(name) != cells.mapping.columns.get("geo_precision") or not cells.has(
        "geo_precision"
    )
    faults.add(
        bad & once,
        cells.label(name),
        cells.raw(name),
        BAD_PRECISION,
        L_("is no distance in km"),
        L_("Write km, as in 5."),
    )
    return np.where(bad, np.nan, km)


def _typical_km(codes: np.ndarray) -> np.ndarray:
    return np.select([codes == code for code in REACH_KM], list(REACH_KM.values()), np.nan)


def _number(text: str) -> float:
    return float(text) if _PLAIN_NUMBER.fullmatch(text := plain(text).replace(",", ".")) else np.nan
