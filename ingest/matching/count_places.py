"""Where a count of events lies that gives no position: on the whole of the area it counts, and as vague as that."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.messages import L_
from geo.events.abroad import Home, names_home
from geo.events.events import AGGREGATE
from geo.theatre.theatre import Theatre
from geo.validation.faults import FaultLog
from ingest.geocoding import Gazetteer
from ingest.geocoding.folding import fold
from ingest.geocoding.ground import GazetteerRegion, regions_of
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.geocode_rows import NOT_FOUND

REGION = 3
"""geo_precision of everything placed here: it lies anywhere in an area."""
REMEDY = L_(
    "Give its position; or bring in the boundaries of its units (import-boundaries), or name its first-level area as "
    "the theatre does."
)


@dataclass(frozen=True, eq=False)
class _Areas:
    """The areas of a theatre by how their names are written: finer units, each with the governorate it lies in, and the
    country as a whole."""

    units: dict[str, list[tuple[GazetteerRegion, str]]]
    country: GazetteerRegion
    home: Home
    gazetteer: Gazetteer

    def find(self, adm2: str, adm1: str, country: str) -> GazetteerRegion | None:
        """The finest area that is named and known; None where a name may mean several, or another country's."""
        pcodes = self.gazetteer.governorates_called(adm1) if adm1 else frozenset()
        units = [unit for unit, adm1_pcode in self.units.get(fold(adm2), []) if not pcodes or adm1_pcode in pcodes]
        if adm2 and len(units) == 1:
            return units[0]
        if len(pcodes) == 1:
            return next(one for one in self.gazetteer.atlas.regions if one.pcode in pcodes)
        whole = country and not adm1 and not adm2 and names_home(country, self.home)
        return self.country if whole else None


def place_counts(
    events: pd.DataFrame, theatre: Theatre, mapping: ColumnMapping, gazetteer: Gazetteer, faults: FaultLog
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """`events` with the middle and the reach of its area for each sound aggregate that names one and has no position;
    (n,) how it was placed, "" for every other row; and (n,) whether that area is the whole country. An area that is not
    known is noted: no town of its name is taken for it."""
    areas_named = events[["adm2", "adm1", "country"]].to_numpy(dtype=object)
    wanted = (events["count_as"] == AGGREGATE).to_numpy() & np.isnan(events["longitude"].to_numpy(dtype=float))
    wanted &= (areas_named == events[["place"]].to_numpy(dtype=object)).any(axis=1) & ~faults.faulty
    said, whole = np.full(len(events), "", dtype=object), np.zeros(len(events), dtype=bool)
    if not wanted.any():
        return events, said, whole
    areas = _areas(theatre, gazetteer)
    asked = [tuple(map(str, row)) for row in areas_named[wanted]]
    known = {row: areas.find(*row) for row in set(asked)}
    found = [(at, known[row]) for at, row in zip(np.flatnonzero(wanted), asked, strict=True)]
    unknown = np.zeros(len(events), dtype=bool)
    unknown[[at for at, area in found if area is None]] = True
    faults.add(unknown, mapping.label("place"), events["place"], NOT_FOUND, L_("is no area this theatre knows"), REMEDY)
    placed = [(at, area) for at, area in found if area is not None]
    at = np.array([row for row, _ in placed], dtype=int)
    events = events.copy()
    for column, values in (
        ("longitude", [area.lon for _, area in placed]),
        ("latitude", [area.lat for _, area in placed]),
        ("uncertainty_km", [round(area.covering_km, 1) for _, area in placed]),
        ("geo_precision", [REGION] * len(placed)),
    ):
        column_values = events[column].copy()
        column_values.iloc[at] = values
        events[column] = column_values
    said[at] = [f"the whole of {area.name_en}, which it counts" for _, area in placed]
    whole[at] = [area is areas.country for _, area in placed]
    return events, said, whole


def _areas(theatre: Theatre, gazetteer: Gazetteer) -> _Areas:
    units: dict[str, list[tuple[GazetteerRegion, str]]] = {}
    if theatre.units is not None:
        table = theatre.units.table
        regions = regions_of(table.assign(adm1_pcode=table.index.astype(str)))
        for region, adm1_pcode in zip(regions, table["adm1_pcode"].astype(str), strict=True):
            for name in {fold(one) for one in (region.pcode, region.name_en, region.name_ar) if one}:
                units.setdefault(name, []).append((region, adm1_pcode))
    own = theatre.countries[theatre.countries["iso_a3"] == theatre.country].iloc[:1]
    whole = gpd.GeoDataFrame(
        pd.DataFrame(own[["name_en", "name_ar"]]).assign(adm1_pcode=theatre.country),
        geometry=[shapely.union_all(theatre.governorates.geometry.to_numpy())],
        crs=theatre.governorates.crs,
    )
    return _Areas(units, regions_of(whole)[0], theatre.home, gazetteer)
