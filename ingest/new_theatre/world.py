"""The outlines of all countries, by their ISO code of three letters.

From world-atlas (Natural Earth 10m), which shows who administers ground. Two rules differ: parts of one country that it
draws apart are drawn with it, and Crimea is drawn as part of Ukraine, as the General Assembly of the United Nations has
it (resolution 68/262) and as GeoNames and the first-level units of the same source do.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.common.crs import Bounds
from geo.common.errors import FilterError
from geo.common.messages import L_
from geo.common.plane import polygons
from geo.registry.country_names import countries_called
from ingest.new_theatre.adm1 import raw_units
from ingest.new_theatre.atlas import atlas_file, country_table
from ingest.new_theatre.topojson import both_sides, jumps, read_topojson

Outlines = Mapping[str, shapely.Geometry]
"""Polygons in degrees by the ISO code of their country."""

DRAWN_APART = {
    "Akrotiri": "CYP",
    "Baikonur": "KAZ",
    "Bajo Nuevo Bank": "COL",
    "Clipperton I.": "FRA",
    "Coral Sea Is.": "AUS",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Dhekelia": "CYP",
    "Indian Ocean Ter.": "AUS",
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Serranilla Bank": "COL",
    "Somaliland": "SOM",
    "USNB Guantanamo Bay": "CUB",
    "Siachen Glacier": "KAS",
    "Spratly Is.": "PGA",
    "Scarborough Reef": "SCR",
}
"""Outlines without an ISO number -> whose they are drawn as. The last three are claimed by several countries and belong
to none here; their codes are Natural Earth's own."""

CRIMEA = ("Crimea", "Sevastopol")
CRIMEA_BOX = (32.4, 44.3, 36.7, 46.3)
CRIMEA_SEAM_DEG = 0.02
"""The two outlines of Crimea differ by less than this: what is left of Russia's there is Ukraine's too."""


class World:
    """All countries."""

    def __init__(self, *, atlas: Path | None = None) -> None:
        self._atlas = atlas
        drawn = read_topojson(atlas_file("world-atlas", "countries-10m.json", atlas=atlas), "countries")
        by_number = {int(row["isonumeric"]): iso for iso, row in country_table().items()}
        self._names = tuple(drawn["name"])
        self._codes = tuple(
            DRAWN_APART[name] if pd.isna(number) else by_number[int(number)]
            for number, name in zip(drawn["id"], self._names, strict=True)
        )
        self._shapes = drawn.geometry.to_numpy()

    def name_of(self, iso: str) -> str:
        """English name of a country."""
        if iso in country_table():
            return str(country_table()[iso]["name"])
        return self._names[self._codes.index(iso)]

    def bounds_of(self, iso: str) -> Bounds | None:
        """What a country's outline spans; None where it has none of its own."""
        own = self._shapes[[code == iso for code in self._codes]]
        if shapely.is_empty(own).all():
            return None
        west, south, east, north = shapely.total_bounds(own).tolist()
        return west, south, east, north

    def within(self, frame: Bounds) -> Outlines:
        """Ground of each country that has any in the frame, sorted by code."""
        box = shapely.box(*frame)
        parts: dict[str, list[shapely.Geometry]] = {}
        for row in np.flatnonzero(_near(self._shapes, frame)):
            inside = polygons(shapely.intersection(both_sides(self._shapes[row]), box))
            if not inside.is_empty:
                parts.setdefault(self._codes[row], []).append(inside)
        outlines = {iso: shapely.union_all(shapes) for iso, shapes in parts.items()}
        return dict(sorted(self._with_crimea(outlines, box).items()))

    def _with_crimea(self, outlines: Outlines, box: shapely.Geometry) -> Outlines:
        """Crimea given to Ukraine where a frame shows it."""
        area = shapely.intersection(shapely.box(*CRIMEA_BOX), box)
        if "RUS" not in outlines or not shapely.intersects(outlines["RUS"], area):
            return outlines
        units = [shape for unit, shape in raw_units("UKR", atlas=self._atlas) if unit.name_en in CRIMEA]
        reach = shapely.intersection(
            shapely.buffer(shapely.union_all(units), CRIMEA_SEAM_DEG), shapely.box(*CRIMEA_BOX)
        )
        drawn = polygons(shapely.intersection(outlines["RUS"], reach))
        taken = polygons(shapely.intersection(shapely.union_all([drawn, *units]), box))
        left = polygons(shapely.difference(outlines["RUS"], taken))
        rest = {iso: shape for iso, shape in outlines.items() if iso not in ("RUS", "UKR")}
        ukraine = shapely.union_all([taken, *([outlines["UKR"]] if "UKR" in outlines else [])])
        return {**rest, "UKR": ukraine, **({} if left.is_empty else {"RUS": left})}

    def coast(self, frame: Bounds) -> list[shapely.Geometry]:
        """The lines of the coast in the frame."""
        drawn = read_topojson(atlas_file("world-atlas", "land-10m.json", atlas=self._atlas), "land")
        box, rings = shapely.box(*frame), shapely.get_rings(shapely.get_parts(drawn.geometry.to_numpy()))
        edges = [shapely.get_coordinates(ring) for ring in rings[_near(rings, frame)]]
        pieces = [piece for edge in edges for piece in np.split(edge, jumps(edge))]
        lines = [shapely.LineString(piece) for piece in pieces if len(piece) > 1]
        cut = [shapely.intersection(line, box) for line in lines]
        return [line for line in cut if not line.is_empty and line.geom_type.endswith("LineString")]


def _near(shapes: np.ndarray, frame: Bounds) -> np.ndarray:
    """(n,) whether what each of `shapes` spans meets the frame; an empty one spans nothing."""
    bounds = shapely.bounds(shapes)
    return np.asarray((bounds[:, :2] <= frame[2:]).all(axis=1) & (bounds[:, 2:] >= frame[:2]).all(axis=1))


def iso_of(text: str) -> str:
    """Code of three letters of a country named by a code or by a name in any language.

    Raises
    ------
    FilterError : there is no such country, or several are called so.
    """
    table = country_table()
    wanted = text.strip().casefold()
    for iso, row in table.items():
        if wanted in (iso.casefold(), row["iso"].casefold(), row["name"].casefold()):
            return iso
    called = sorted(countries_called(text).meant & table.keys())
    if len(called) == 1:
        return called[0]
    if called:
        several = ", ".join(f"{iso} ({table[iso]['name']})" for iso in called)
        raise FilterError(
            L_("Several countries are called {text!r}: {several}. Write the code of one.", text=text, several=several)
        )
    names = {name.casefold(): iso for iso, row in table.items() for name in (iso, str(row["name"]))}
    close = list(dict.fromkeys(names[match] for match in difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)))
    hint = ", ".join(f"{iso} ({table[iso]['name']})" for iso in close)
    meant = f" Did you mean {hint}?" if hint else ""
    raise FilterError(
        L_("No country {text!r}. Write its ISO 3166 code of three letters, as in SDN.{meant}", text=text, meant=meant)
    )
