"""Figures by units of ground: governorates, or finer units that were brought in (boundaries/units.geojson).

One overlay of a set of cells with the units says which share of each piece lies in which unit, and is kept. Everything
given by units is a sum over those shares, with the rest of every piece counted outside all units: so the units and what
lies outside them add up to the whole, whatever the units are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from weakref import WeakKeyDictionary

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import EQUAL_AREA
from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.common.plane import in_plane
from geo.control.change import Balance, Change, Transitions
from geo.control.state import State
from geo.control.voronoi import VoronoiCells
from geo.events.events import Fatalities, fatalities, incidents_of
from geo.registry.districts import USUALLY
from geo.registry.settings import Area
from geo.validation.readers import read_drawn
from geo.validation.schema import Column, require_columns

UNITS_FILE = Path("boundaries") / "units.geojson"
OUTSIDE = ""
"""The row of what lies in no unit."""
VAGUE = "?"
"""The row of events whose place is known only to a wider area, or not at all."""
EXACT_PLACE = 1
"""The geo_precision of an event that is known to the place, and so to a unit finer than a governorate."""


@dataclass(frozen=True, eq=False)
class Units:
    """`table`: indexed by `code`, sorted by name, with name_en, name_ar, adm1_pcode and polygons in EPSG:4326; `level`:
    1 for governorates, 2 for what they are divided into, and so on; `source`, `licence`: whose they are, "" where
    nobody said; `called`: what one of them is called in this country, "" where that is not known."""

    level: int
    table: gpd.GeoDataFrame
    source: str = ""
    licence: str = ""
    called: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.table.index)

    def inside(self, area: Area) -> tuple[str, ...]:
        """Codes of the units that have ground in an area."""
        if area.outline is not None:
            shapes = self.table.geometry.to_numpy()
            inside = shapely.intersects(area.outline, shapes) & ~shapely.touches(area.outline, shapes)
            return tuple(self.table.index[inside])
        return self.codes if area.is_whole else tuple(self.table.index[self.table["adm1_pcode"].isin(list(area.adm1))])

    def name(self, code: str) -> str:
        """English name of a unit, or what the row stands for that is none."""
        if code in (OUTSIDE, VAGUE):
            return "Outside all units" if code == OUTSIDE else "Known only to a wider area"
        return str(self.table.loc[code, "name_en"])

    def name_ar(self, code: str) -> str:
        """Arabic name of a unit; "" where it has none."""
        return "" if code in (OUTSIDE, VAGUE) else str(self.table.loc[code, "name_ar"])

    @property
    def word(self) -> str:
        """What one of them is called: "governorate", "district" or "level 4 unit"."""
        return self.called or USUALLY.get(self.level, f"level {self.level} unit")


@dataclass(frozen=True, eq=False)
class UnitBalance(Balance):
    """What changed standing in one unit, km² by standing before and after."""

    table: Transitions

    @property
    def transitions(self) -> Transitions:
        return self.table


def governorate_units(governorates: gpd.GeoDataFrame, called: str) -> Units:
    """Governorates as units; `called`: what one of them is called in this country."""
    table = governorates[["adm1_pcode", "name_en", "name_ar", "geometry"]].assign(code=governorates["adm1_pcode"])
    return replace(_units(table, 1), called=called)


def read_units(folder: Path) -> Units | None:
    """The finer units of a theatre; None where none were brought in.

    Raises
    ------
    DataError : the file is there and cannot be used.
    """
    path = folder / UNITS_FILE
    if not path.exists():
        return None
    table = read_drawn(path)
    needed = (Column("code", required=True), Column("name_en", required=True), Column("level", required=True))
    require_columns(table, (*needed, Column("name_ar"), Column("adm1_pcode")), str(path))
    again = L_("Bring the file in again with import-boundaries.")
    if table.empty or not table.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise SchemaError(path, L_("holds something else than polygons"), again)
    if table["code"].astype(str).duplicated().any() or table["code"].isin([OUTSIDE, VAGUE]).any():
        raise SchemaError(path, L_("names a code twice or leaves one empty"), again)
    levels = set(table["level"])
    if len(levels) != 1 or not all(isinstance(level, int) and level > 1 for level in levels):
        raise SchemaError(
            path, L_("has the levels {str}", str=sorted(map(str, levels))), L_("Give all units one level, 2 or more.")
        )
    if not table.is_valid.all():
        raise SchemaError(path, L_("holds outlines that cross themselves"), again)
    said = [str(table[key].fillna("").iloc[0]) if key in table else "" for key in ("source", "licence")]
    return _units(table, int(levels.pop()), *said)


def _units(table: gpd.GeoDataFrame, level: int, source: str = "", licence: str = "") -> Units:
    named = table.assign(code=table["code"].astype(str), name_ar=table["name_ar"].fillna("").astype(str))
    named = named.sort_values(["name_en", "code"]).set_index("code")
    return Units(level, gpd.GeoDataFrame(named[["name_en", "name_ar", "adm1_pcode", "geometry"]]), source, licence)


_SHARES: WeakKeyDictionary[VoronoiCells, WeakKeyDictionary[Units, pd.DataFrame]] = WeakKeyDictionary()
"""What was worked out, as long as both its cells and its units are in use."""


def shares(cells: VoronoiCells, units: Units) -> pd.DataFrame:
    """Which share of each piece lies in which unit.

    Returns
    -------
    DataFrame: `piece` (row number of `cells.pieces`), `code` (OUTSIDE for the rest), `share` (of the piece's area); the
    shares of a piece add up to 1.
    """
    known = _SHARES.setdefault(cells, WeakKeyDictionary())
    if units not in known:
        known[units] = _shares(cells, units)
    return known[units]


def _shares(cells: VoronoiCells, units: Units) -> pd.DataFrame:
    pieces = cells.pieces
    rows = np.arange(len(pieces))
    if units.level == 1:
        return pd.DataFrame({"piece": rows, "code": pieces["adm1_pcode"].to_numpy(), "share": 1.0})
    ground, lines = (in_plane(table.geometry.to_numpy(), EQUAL_AREA) for table in (pieces, units.table))
    tree = shapely.STRtree(lines)
    piece, unit = tree.query(ground, predicate="intersects")  # pragma: no mutate (the same, sooner)
    shapely.prepare(lines)  # pragma: no mutate (the same, sooner)
    within = shapely.contains_properly(lines[unit], ground[piece])
    whole = np.maximum(shapely.area(ground), 1.0)  # m²: what is left of a piece without an area has no share
    share = np.ones(len(piece))
    cut = np.flatnonzero(~within)
    parts = shapely.intersection(ground[piece[cut]], lines[unit[cut]])
    share[cut] = shapely.area(parts) / whole[piece[cut]]
    rest = 1.0 - np.bincount(piece, weights=share, minlength=len(pieces))
    found = pd.DataFrame({"piece": piece, "code": units.table.index.to_numpy()[unit], "share": share})
    outside = pd.DataFrame({"piece": rows, "code": OUTSIDE, "share": rest})
    both = pd.concat([found[found["share"] > 0], outside[rest != 0]])
    return both.sort_values(["piece", "code"], ignore_index=True)


def ground_by_unit(cells: VoronoiCells, states: Mapping[str, State], units: Units) -> pd.DataFrame:
    """The ground of `cells` by unit, measured.

    Returns
    -------
    DataFrame: `code`, `standing` (a faction, or contested, disputed, unknown), `area_km2`. Together it is the ground of
    the cells, whatever the units.
    """
    table = shares(cells, units)
    place_ids, owner = cells.places
    standing = np.array([states[place_id].standing for place_id in place_ids])
    piece = table["piece"].to_numpy()
    long = pd.DataFrame(
        {
            "code": table["code"].to_numpy(),
            "standing": standing[owner[piece]],
            "area_km2": table["share"].to_numpy() * cells.area_km2[piece],
        }
    )
    return long.groupby(["code", "standing"])["area_km2"].sum().reset_index()


def change_by_unit(moved: Change, units: Units) -> Mapping[str, UnitBalance]:
    """The part of a change in each unit that has one, by code; together they are the whole change."""
    many = len(moved.standings)
    changed = pd.DataFrame({"piece": moved.rows, "pair": moved.before * many + moved.after})
    long = shares(moved.cells, units).merge(changed, on="piece")  # pragma: no mutate (the only column of both)
    long["km2"] = long["share"] * moved.cells.area_km2[long["piece"]]
    found: dict[str, dict[tuple[str, str], float]] = {}
    for (code, pair), km2 in long.groupby(["code", "pair"])["km2"].sum().items():
        before, after = divmod(int(pair), many)
        found.setdefault(str(code), {})[moved.standings[before], moved.standings[after]] = float(km2)
    return {code: UnitBalance(dict(sorted(pairs.items()))) for code, pairs in sorted(found.items())}


@dataclass(frozen=True)
class UnitEvents:
    """Incidents of one unit, certain and possible, and the deaths they report."""

    certain: int
    possible: int
    deaths: Fatalities


def events_by_unit(events: gpd.GeoDataFrame, units: Units) -> Mapping[str, UnitEvents]:
    """Incidents of a situation by the unit their place lies in; together they are all of them.

    A governorate's are those that name it. An event counts to a finer unit only where it is known to the place: one
    known to a wider area, or without a point, stands under VAGUE, and one beyond all units under OUTSIDE.
    """
    if units.level == 1:
        named = events["adm1_pcode"].isin(units.codes)
        codes = events["adm1_pcode"].where(named, OUTSIDE).to_numpy()
    else:
        codes = np.full(len(events), VAGUE, dtype=object)
        exact = np.flatnonzero(events.geometry.notna() & (events["geo_precision"] == EXACT_PLACE))
        codes[exact] = OUTSIDE
        tree = shapely.STRtree(units.table.geometry.to_numpy())
        event, unit = tree.query(events.geometry.to_numpy()[exact], predicate="intersects")
        codes[exact[event[::-1]]] = units.table.index.to_numpy()[unit[::-1]]
    found = {}
    for code, part in events.groupby(codes):
        certain, possible = incidents_of(part)
        if certain or possible:
            found[str(code)] = UnitEvents(certain, possible, fatalities(part))
    return found
