"""Where in a JSON document the entries stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.tables.json_values import END, Cursor
from ingest.tables.table import listed

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


@dataclass
class _Found:
    """What an object of the document holds, its lists not kept."""

    lists: list[tuple[int, str, int, int]] = field(default_factory=list)
    """Depth, name, place and number of objects of each list."""
    values: dict[str, Any] = field(default_factory=dict)
    objects: list[tuple[str, int]] = field(default_factory=list)
    """Name and place of the objects at the top."""
    others: int = 0
    """Members at the top that are neither."""


def entries_of(cursor: Cursor) -> Entries:
    """The list a document is, or the one it wraps: GeoJSON's features, else the longest list of objects.

    An object of objects is one entry each, their names in the column `key`; any other object is one entry.

    Raises
    ------
    UnreadableFileError : it is no JSON; TooDeepError : nested beyond all measure.
    """
    at = cursor.after_space(0)
    if cursor.text[at : at + 1] == "[":
        return Entries(_list(cursor, at))
    found = _Found()
    end = cursor.after_space(_look(cursor, at, 1, "", found))
    if end < len(cursor.text):
        raise cursor.damaged(end)
    kind = found.values.get("type")
    if isinstance(kind, str) and kind in GEOJSON:
        return _geojson(cursor, at, kind, found)
    if len(found.objects) > 1 and not found.others and not any(one[0] == 1 for one in found.lists):
        return Entries(_keyed(cursor, found.objects), notes=("Entries are named; the name is in the column “key”.",))
    if found.lists:
        depth = min(one[0] for one in found.lists)
        _, name, place, _ = max((one for one in found.lists if one[0] == depth), key=lambda one: one[3])
        left = [one[1] for one in found.lists if one[2] != place]
        notes = [f"Entries are those of “{name}”."]
        notes += [f"Other lists not read: {listed([f'“{one}”' for one in left])}."] if left else []
        return Entries(_list(cursor, place), notes=tuple(notes))
    return Entries(iter([cursor.value(at)]))


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
    objects = items = 0
    end = start
    for value, end in cursor.items(start):  # noqa: B007 - the last one is the end of the list
        objects += isinstance(value, dict)
        items += value is not END
    if objects or not items:
        found.lists.append((depth, name, start, objects))
    return end


def _geojson(cursor: Cursor, at: int, kind: str, found: _Found) -> Entries:
    crs = _crs(cursor, found)
    if kind == "FeatureCollection":
        place = next((one[2] for one in found.lists if one[:2] == (1, "features")), None)
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


def _list(cursor: Cursor, at: int) -> Iterator[tuple[Any, int]]:
    """Values of the list at `at`; where it begins the document, nothing may follow it."""
    first = at == cursor.after_space(0)
    for value, end in cursor.items(at):
        if value is not END:
            yield value, end
        elif first and (after := cursor.after_space(end)) < len(cursor.text):
            raise cursor.damaged(after)


def _keyed(cursor: Cursor, objects: list[tuple[str, int]]) -> Iterator[tuple[Any, int]]:
    for name, place in objects:
        value, end = cursor.value(place)
        yield {"key": name, **value}, end
