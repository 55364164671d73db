"""Where in a JSON document the entries stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ingest.tables.json_containers import esri_crs, features_of, is_column_of_esri, is_esri, opened
from ingest.tables.json_groups import LOOKED_AT, entries_of_group, has_position, path_of
from ingest.tables.json_values import END, Cursor
from ingest.tables.table import LAYER, listed

LOOKED_INTO = 3
"""Objects inside one another that are searched for a list of entries."""
GEOMETRIES = frozenset(
    {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
)
GEOJSON = GEOMETRIES | {"FeatureCollection", "Feature"}


@dataclass(frozen=True)
class Entries:
    """The entries of a document, each with the place in the text where it ends."""

    entries: Iterator[tuple[Any, int]]
    geojson: bool = False
    crs: Any = None
    """The reference system an older GeoJSON names; None for the usual one."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _List:
    """A list of the document: how deep, its name, where it begins, how many objects are in it, and how many of them are
    features or collections of features."""

    depth: int
    name: str
    place: int
    objects: int
    features: int


@dataclass
class _Found:
    """What an object of the document holds, its lists not kept."""

    lists: list[_List] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    objects: list[tuple[str, int]] = field(default_factory=list)
    """Name and place of the objects at the top."""
    others: int = 0
    """Members at the top that are neither."""

    @property
    def placed(self) -> bool:
        """Whether the object at the top has a position itself, and so is an entry and wraps none."""
        return has_position(self.values)


def entries_of(cursor: Cursor) -> Entries:
    """The list a document is, or the one it wraps: all lists of features, else the longest list of objects.

    Where a list holds collections of features, as the layers of a uMap do, their features are the entries. An object of
    objects is one entry each, their names in the column `key`; any other object, and one that has a position itself, is
    one entry.

    Raises
    ------
    UnreadableFileError : it is no JSON; TooDeepError : nested beyond all measure.
    """
    at = cursor.after_space(0)
    if cursor.text[at : at + 1] == "[":
        return _entries(cursor, at, ())
    found = _Found()
    end = cursor.after_space(_look(cursor, at, 1, "", found))
    if end < len(cursor.text):
        raise cursor.damaged(end)
    kind = found.values.get("type")
    if isinstance(kind, str) and kind in GEOJSON:
        return _geojson(cursor, at, kind, found)
    if any(one.features for one in found.lists):
        return _features(cursor, found)
    if len(found.objects) > 1 and not found.others and not any(one.depth == 1 for one in found.lists):
        return Entries(_keyed(cursor, found.objects), notes=("Entries are named; the name is in the column “key”.",))
    if found.lists and not found.placed:
        depth = min(one.depth for one in found.lists)
        chosen = max((one for one in found.lists if one.depth == depth), key=lambda one: one.objects)
        return _entries(cursor, chosen.place, _notes(found, [chosen]))
    return Entries(iter([cursor.value(at)]))


def _notes(found: _Found, chosen: list[_List]) -> tuple[str, ...]:
    """Which lists are read, and which that hold something are not."""
    left = [f"“{one.name}”" for one in found.lists if one not in chosen and one.objects]
    notes = [f"Entries are those of {listed([f'“{one.name}”' for one in chosen])}."]
    return (*notes, *([f"Other lists not read: {listed(left)}."] if left else []))


def _features(cursor: Cursor, found: _Found) -> Entries:
    """The features of all lists that hold some, one list after the other; of several lists the name is the layer."""
    chosen = [one for one in found.lists if one.features]
    reference = next((place for name, place in found.objects if name == "spatialReference"), None)
    crs = esri_crs(cursor.value(reference)[0]) if reference is not None else _crs(cursor, found)

    def entries() -> Iterator[tuple[Any, int]]:
        for one in chosen:
            layer = one.name.removesuffix(".features").rpartition(".")[2]
            for entry, end in _list(cursor, one.place):
                named = len(chosen) > 1 and isinstance(entry, dict) and LAYER not in entry
                yield {**entry, LAYER: layer} if named else entry, end

    return Entries(entries(), True, crs, _notes(found, chosen))


def _look(cursor: Cursor, at: int, depth: int, before: str, found: _Found) -> int:
    """Goes through the object at `at`, notes what it holds and returns where it ends."""
    at = cursor.past(at, "{")
    if cursor.text[at : at + 1] == "}":
        return at + 1
    while True:
        name, start = cursor.name(at)
        at = cursor.after_space(_look_at_value(cursor, start, depth, before + name, found))
        if cursor.text[at : at + 1] == "}":
            return at + 1
        at = cursor.past(at, ",")


def _look_at_value(cursor: Cursor, start: int, depth: int, name: str, found: _Found) -> int:
    mark = cursor.text[start : start + 1]
    if mark == "{" and depth < LOOKED_INTO:
        if depth == 1:
            found.objects.append((name, start))
        return _look(cursor, start, depth + 1, f"{name}.", found)
    found.others += depth == 1
    if mark != "[":
        value, end = cursor.value(start)
        if depth == 1:
            found.values[name] = value
        return end
    objects = items = features = 0
    end = start
    for value, end in cursor.items(start):  # noqa: B007 - the last one is the end of the list
        objects += isinstance(value, dict) and not is_column_of_esri(value)
        items += value is not END
        features += _holds_features(value)
    if objects or not items:
        found.lists.append(_List(depth, name, start, objects, features))
    return end


def _holds_features(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return (value.get("type") == "Feature" and "geometry" in value) or is_esri(value) or features_of(value) is not None


def _geojson(cursor: Cursor, at: int, kind: str, found: _Found) -> Entries:
    crs = _crs(cursor, found)
    if kind == "FeatureCollection":
        place = next((one.place for one in found.lists if (one.depth, one.name) == (1, "features")), None)
        if place is None:
            raise cursor.damaged(at)
        return Entries(_list(cursor, place), True, crs)
    whole, end = cursor.value(at)
    feature = whole if kind == "Feature" else {"type": "Feature", "properties": {}, "geometry": whole}
    return Entries(iter([(feature, end)]), True, crs)


def _crs(cursor: Cursor, found: _Found) -> Any:
    place = next((place for name, place in found.objects if name == "crs"), None)
    if place is None:
        return None
    crs, _ = cursor.value(place)
    inside = crs.get("properties") if isinstance(crs, dict) else None
    return inside.get("name") if isinstance(inside, dict) else None


def _entries(cursor: Cursor, at: int, notes: tuple[str, ...]) -> Entries:
    """The values of the list at `at`; where they are groups, the entries of those, and a note that says so."""
    path = path_of(value for value, _ in islice(cursor.items(at), LOOKED_AT))
    if path:
        lists = listed([f"“{name}”" for name in path])
        notes = (*notes, f"Entries stand in groups ({lists}): what is said of a group stands in each of its rows.")
    return Entries(_list(cursor, at, path), notes=notes)


def _list(cursor: Cursor, at: int, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, int]]:
    """Values of the list at `at`, those of a collection of features or of a group (by the lists that lead to them) one
    by one; where the list begins the document, nothing may follow it."""
    first = at == cursor.after_space(0)
    for value, end in cursor.items(at):
        if value is not END:
            for one in entries_of_group(value, path) if path else opened(value):
                yield one, end
        elif first and (after := cursor.after_space(end)) < len(cursor.text):
            raise cursor.damaged(after)


def _keyed(cursor: Cursor, objects: list[tuple[str, int]]) -> Iterator[tuple[Any, int]]:
    for name, place in objects:
        value, end = cursor.value(place)
        yield {"key": name, **value}, end
