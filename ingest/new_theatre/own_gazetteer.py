"""The places of a new theatre from a gazetteer of the user's, in place of the coarse one of all countries."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.common.crs import STORED, local_plane, reproject
from geo.common.errors import FilterError, SchemaError
from geo.common.measure import M_PER_KM
from geo.common.messages import L_, Sentence, joined
from geo.registry.gazetteer import COMMUNITY, DISTRICTS
from geo.validation.faults import Fault, faults_of
from ingest.geocoding.folding import is_arabic
from ingest.matching.keep import file_hash
from ingest.new_theatre.adm1 import Unit
from ingest.new_theatre.extent import Extent
from ingest.new_theatre.gazetteer_columns import LATITUDE_COLUMN, LONGITUDE_COLUMN
from ingest.new_theatre.geojson import POINT_DECIMALS, Feature
from ingest.new_theatre.geonames_places import DISTRICT, unit_of
from ingest.new_theatre.place_list import PlaceList, read_place_list
from ingest.new_theatre.same_places import far_from_its_code, name_key, name_keys, same_places
from ingest.new_theatre.settings import slug

LENT_KM = 3.0
"""A place of the coarse gazetteer lends what it knows to the nearest place that shares a name with it, this near."""
MADE = "-made"
OUTSIDE, TWICE = L_("lies outside the units that are mapped"), L_("has the code of a place more than 5 km away")


@dataclass(frozen=True, kw_only=True)
class GazetteerFile:
    """A gazetteer to make a theatre with: `sheet` of a workbook or layer, `columns` that the user names by what they
    hold, and whom it is owed to, on what terms ("" where that is not said)."""

    path: Path
    sheet: str = ""
    columns: Mapping[str, str]
    credit: str = ""
    licence: str = ""

    @property
    def owed_to(self) -> str:
        """Whom the places are credited to: who is said, else the name of the file."""
        return self.credit or self.path.name

    @property
    def words(self) -> list[str]:
        """The words of a command line that ask for it."""
        said = [f"{key}={column}" for key, column in self.columns.items()]
        options = [("--gazetteer", self.path.name), ("--gazetteer-sheet", self.sheet)]
        options += [("--gazetteer-column", one) for one in said]
        options += [("--gazetteer-source", self.credit), ("--gazetteer-licence", self.licence)]
        return [word for option, value in options if value for word in (option, value)]


def gazetteer_file(
    path: Path | None, *, columns: Sequence[str], sheet: str, credit: str, licence: str
) -> GazetteerFile | None:
    """The gazetteer that is asked for, None without one; `columns`: each written as "name=VILLAGE".

    Raises
    ------
    FilterError : a column is not written so, or something is said of a gazetteer that is not named.
    """
    if path is None:
        if columns or sheet or credit or licence:
            raise FilterError(
                L_("Something is said of a gazetteer and none is named. Give its file (--gazetteer FILE).")
            )
        return None
    said = {}
    for text in columns:
        key, equals, column = (part.strip() for part in text.partition("="))
        if not (equals and key and column):
            raise FilterError(L_('Cannot read the column {text!r}. Write it as "name=VILLAGE".', text=text))
        said[key] = column
    return GazetteerFile(path=path, sheet=sheet, columns=said, credit=credit, licence=licence)


@dataclass(frozen=True, kw_only=True)
class GazetteerAccount:
    """What became of each row: read = kept + merged + rejected. `lent`: places that GeoNames lent people, kind and
    spellings; `columns`: what each column of the file was read as."""

    file: str
    sha256: str
    credit: str
    licence: str
    columns: Mapping[str, str]
    read: int
    kept: int
    merged: int
    faults: tuple[Fault, ...]
    unlisted: int
    lent: int
    notes: tuple[Sentence, ...]

    @property
    def rejected(self) -> int:
        return len(self.faults) + self.unlisted

    @property
    def by_reason(self) -> dict[str, int]:
        """How many rows each fault cost, most first."""
        counts = pd.Series([fault.fault for fault in self.faults], dtype=object).value_counts()
        return {str(fault): int(count) for fault, count in counts.items()}


@dataclass(frozen=True, eq=False)
class ReadGazetteer:
    """A gazetteer file and what was read of it, before it is held against the ground that is mapped."""

    file: GazetteerFile
    sha256: str
    listed: PlaceList


def read_gazetteer(file: GazetteerFile) -> ReadGazetteer:
    """What `file` holds.

    Raises
    ------
    DataError : it cannot be read, or does not say what its places are called or where they lie.
    """
    return ReadGazetteer(file, file_hash(file.path), read_place_list(file.path, sheet=file.sheet, said=file.columns))


def own_places(
    read: ReadGazetteer, extent: Extent, coarse: Iterable[Feature]
) -> tuple[list[Feature], GazetteerAccount]:
    """Features of places.geojson from a gazetteer, the most populous first, and the account of its rows; `coarse`:
    places of the same ground that lend what the file does not know.

    Raises
    ------
    SchemaError : none of its places lies on the ground that is mapped.
    """
    file, listed = read.file, read.listed
    places = listed.places.copy()
    for axis in ("lon", "lat"):
        places[axis] = places[axis].round(POINT_DECIMALS)
    plane = local_plane(extent.bounds)
    points = reproject(shapely.points(places["lon"], places["lat"]), STORED, plane)
    unit = _units(points, places, extent, reproject(np.array(list(extent.units.values()), dtype=object), STORED, plane))
    _reject(listed, places, unit < 0, OUTSIDE, L_("Widen the box, or leave the row out."))
    inside = unit >= 0
    places, points, unit = places[inside], points[inside], unit[inside]
    twice = far_from_its_code(places["place_id"].tolist(), points)
    _reject(listed, places, twice, TWICE, L_("Give each place a code of its own."))
    places, points, unit = places[~twice].reset_index(drop=True), points[~twice], unit[~twice]
    if places.empty:
        raise _none_left(listed, file, extent)
    quarter = (places["kind"] == DISTRICT).tolist()
    same = same_places(places["place_id"].tolist(), points, name_keys(places), quarter)
    records = places.to_dict("records")
    rows = [_one_of([{**records[row], "row": row} for row in group]) for group in _groups(places, same)]
    made = ids_made(rows)
    kept = [
        {**row, "made_id": one, "adm1_pcode": _code(extent.units, unit[row["row"]])}
        for row, one in zip(rows, made, strict=True)
    ]
    lent = _lend(kept, points[[row["row"] for row in kept]], coarse, extent)
    source = file.owed_to
    features = [_feature(row, source) for row in sorted(kept, key=_most_people_first)]
    frame = listed.rows.frame()
    account = GazetteerAccount(
        file=file.path.name,
        sha256=read.sha256,
        credit=file.credit,
        licence=file.licence,
        columns=listed.columns,
        read=listed.read,
        kept=len(features),
        merged=len(places) - len(features),
        faults=tuple(faults_of(frame, file.path.name)),
        unlisted=listed.rows.table.unlisted,
        lent=lent,
        notes=listed.notes,
    )
    return features, account


def _units(points: NDArray[Any], places: pd.DataFrame, extent: Extent, ground: NDArray[Any]) -> NDArray[np.intp]:
    """(n,) the unit of each place, -1 for none: off a coast it is the nearest, in a unit that is not mapped none."""
    unit = unit_of(points, np.ones(len(points), dtype=bool), ground)
    mapped = shapely.union_all(np.array(list(extent.units.values()), dtype=object))
    elsewhere = extent.ground.difference(mapped)
    shapely.prepare(elsewhere)
    unit[shapely.contains_xy(elsewhere, places["lon"].to_numpy(), places["lat"].to_numpy())] = -1
    return unit


def _reject(
    listed: PlaceList, places: pd.DataFrame, which: NDArray[np.bool_], fault: Sentence, remedy: Sentence
) -> None:
    rows = np.zeros(listed.rows.size, dtype=bool)
    rows[places["at"].to_numpy()[which]] = True
    shown = np.full(listed.rows.size, "", dtype=object)
    shown[places["at"].to_numpy()] = places["name_en"].to_numpy()
    listed.rows.note(rows, listed.columns["name"], fault, remedy, shown)


def _none_left(listed: PlaceList, file: GazetteerFile, extent: Extent) -> SchemaError:
    reasons = listed.rows.frame()["fault"].value_counts()
    told = joined((joined((f"{count:,}", fault)) for fault, count in reasons.items()), "; ")
    axes = [listed.columns.get(key, "") for key in (LATITUDE_COLUMN, LONGITUDE_COLUMN)]
    fault = L_("holds no place of {country} that can be used ({told})", country=extent.country, told=told)
    remedy = L_("Bring the gazetteer of this country.")
    if all(axes):
        is_it = L_("Is {latitude} the latitude and {longitude} the longitude?", latitude=axes[0], longitude=axes[1])
        remedy = joined((remedy, is_it))
    return SchemaError(file.path, fault, remedy)


def _groups(places: pd.DataFrame, same: Sequence[int]) -> list[list[int]]:
    """Rows that are one place, the one with most people first, then by code, name and point; in the order of their
    first row."""
    groups: dict[int, list[int]] = {}
    for row, number in enumerate(same):
        groups.setdefault(number, []).append(row)
    told = (
        -places["population"].fillna(0.0),
        places["place_id"] == "",
        *(places[name] for name in ("place_id", "name_en", "lat", "lon")),
    )
    order = list(zip(*told, strict=True))
    return [sorted(group, key=order.__getitem__) for group in groups.values()]


def _one_of(rows: Sequence[Mapping[Hashable, Any]]) -> dict[str, Any]:
    """The first of `rows` with all their names, and what it lacks from those after it."""
    one = {str(name): value for name, value in rows[0].items()}
    for name in ("place_id", "name_ar", *DISTRICTS):
        one[name] = next((row[name] for row in rows if row[name]), "")
    one["alt_names"] = _others(chain.from_iterable((r["name_en"], r["name_ar"], *r["alt_names"]) for r in rows), one)
    one["population"] = None if np.isnan(one["population"]) else int(one["population"])
    return one


def _others(names: Iterable[str], place: Mapping[str, Any]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name and name not in (place["name_en"], place["name_ar"])]


def _lend(kept: list[dict[str, Any]], points: NDArray[Any], coarse: Iterable[Feature], extent: Extent) -> int:
    """Give the places what those of the coarse gazetteer know of them, in place; how many were given something."""
    by_key: dict[str, list[int]] = {}
    for row, one in enumerate(kept):
        for name in {name_key(name) for name in (one["name_en"], one["name_ar"], *one["alt_names"])} - {""}:
            by_key.setdefault(name, []).append(row)
    given = set[int]()
    known = list(coarse)
    flat = reproject(np.array([point for _, point in known], dtype=object), STORED, local_plane(extent.bounds))
    for (place, _), point in zip(known, flat, strict=True):
        names = [place["name_en"], place["name_ar"] or "", *place["alt_names"]]
        rows = sorted({row for name in names for row in by_key.get(name_key(name), ())} - given)
        away = shapely.distance(points[rows], point)
        if len(rows) and away.min() <= LENT_KM * M_PER_KM:
            row = rows[int(away.argmin())]
            given.add(row)
            _take(kept[row], place, names)
    return len(given)


def _take(own: dict[str, Any], place: Mapping[str, Any], names: Sequence[str]) -> None:
    if own["kind"] == COMMUNITY:
        own["kind"] = place["kind"]
    own["population"] = own["population"] or place["population"]
    own["name_ar"] = own["name_ar"] or place["name_ar"] or ""
    if is_arabic(own["name_en"]) and not is_arabic(place["name_en"]):
        own["name_en"] = place["name_en"]
    own["alt_names"] = _others([*own["alt_names"], *names], own)


def _code(units: Mapping[Unit, shapely.Geometry], number: int) -> str:
    return list(units)[number].code


def _most_people_first(row: Mapping[str, Any]) -> tuple[int, str]:
    return -(row["population"] or 0), row["place_id"] or row["made_id"]


def ids_made(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each place would be called without a code: by its name and point, which no two share, as
    "idlib-35.93n-36.63e"; where that is the code of another place, MADE is written behind it."""
    codes = {row["place_id"] for row in rows}
    made = []
    for row in rows:
        north, east = (_degrees(row[axis], ends) for axis, ends in (("lat", "ns"), ("lon", "ew")))
        one = f"{slug(row['name_en']) or 'place'}-{north}-{east}"
        while one in codes:
            one += MADE
        made.append(one)
    return made


def _degrees(value: float, ends: str) -> str:
    """As in "36.63e"."""
    return f"{np.format_float_positional(abs(value), trim='-')}{ends[value < 0]}"


def _feature(row: Mapping[str, Any], source: str) -> Feature:
    """A place of places.geojson."""
    properties = {
        "place_id": row["place_id"] or row["made_id"],
        "name_en": row["name_en"],
        "name_ar": row["name_ar"] or None,
        "alt_names": row["alt_names"],
        "kind": row["kind"],
        "pcode": row["place_id"] or None,
        "adm1_pcode": row["adm1_pcode"],
        **{name: row[name] or None for name in DISTRICTS},
        "coord_precision": int(row["coord_precision"]),
        "uncertainty_km": round(float(row["uncertainty_km"]), 2),
        "population": row["population"],
        "coord_source": source,
    }
    return properties, shapely.Point(row["lon"], row["lat"])
