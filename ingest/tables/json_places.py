"""Where in a JSON document the entries stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence
from ingest.tables.json_containers import esri_crs, unwrapped
from ingest.tables.json_groups import VALUES_LOOKED_AT, entries_of_group, path_of
from ingest.tables.json_held import JsonDocument, JsonList, look_into
from ingest.tables.json_values import END, Cursor
from ingest.tables.table import LAYER, listed

ROWS_REMEDY = L_('Export it with one object a row, {{"name": value, ...}}; pandas calls that orient="records".')
GEOMETRIES = frozenset(
    {"Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"}
)
GEOJSON = GEOMETRIES | {"FeatureCollection", "Feature"}


@dataclass(frozen=True)
class JsonEntries:
    """The entries of a document, each with the place in the text where it ends."""

    entries: Iterator[tuple[Any, int]]
    geojson: bool = False
    crs: Any = None
    """The reference system an older GeoJSON names; None for the usual one."""
    notes: tuple[Sentence, ...] = ()


def entries_of(cursor: Cursor) -> JsonEntries:
    """The list a document is, or what it wraps: all lists of features, else the outermost list of objects, rather one
    with days in it, and the longest; with it those beside it that hold the same sort of entries.

    Where a list holds collections of features, as the layers of a uMap do, their features are the entries. An object of
    objects that have names in common is one entry each, their names in the column `key`; any other object, and one that
    has a position itself, is one entry.

    Raises
    ------
    UnreadableFileError : it is no JSON, or a table by its columns; TooDeepError : nested beyond all measure.
    """
    at = cursor.after_space(0)
    if cursor.text[at : at + 1] == "[":
        return JsonEntries(_list(cursor, at, path := _path(cursor, at)), notes=_grouped(path))
    found, end = look_into(cursor, at)
    end = cursor.after_space(end)
    if end < len(cursor.text):
        raise cursor.damaged(end)
    kind = found.values.get("type")
    if isinstance(kind, str) and kind in GEOJSON:
        return _geojson(cursor, at, kind, found)
    if any(one.features for one in found.lists):
        return _features(cursor, found)
    if found.by_columns:
        raise UnreadableFileError(cursor.path, L_("writes a table by its columns, or rows without names"), ROWS_REMEDY)
    tables = [*found.named, *found.lists]
    if not tables or found.placed:
        return JsonEntries(iter([cursor.value(at)]))
    filled = [one for one in tables if one.objects] or tables
    outermost = min(one.depth for one in filled)
    chosen = max((one for one in filled if one.depth == outermost), key=lambda one: (one.day, one.objects))
    return _entries(cursor, found, [one for one in filled if one is chosen or one.alike(chosen)])


def _entries(cursor: Cursor, found: JsonDocument, chosen: list[JsonList]) -> JsonEntries:
    """The entries of lists and of objects of named ones that are alike, one after the other. Of several, and of named
    ones, the name is in the column `key`."""
    paths = [() if one.members else _path(cursor, one.place) for one in chosen]
    keyed = len(chosen) > 1 or any(one.members for one in chosen)

    def entries() -> Iterator[tuple[Any, int]]:
        for held, path in zip(chosen, paths, strict=True):
            inside = _named(cursor, held) if held.members else _list(cursor, held.place, path)
            name = held.name.rpartition(".")[2]
            for entry, end in inside:
                yield {"key": name, **entry} if len(chosen) > 1 and isinstance(entry, dict) else entry, end

    notes = [*_notes(found, chosen)] if chosen[0].depth else []
    notes += [L_("Entries are named; the name is in the column “key”.")] if keyed else []
    return JsonEntries(entries(), notes=(*notes, *_grouped(max(paths))))


def _notes(found: JsonDocument, chosen: list[JsonList]) -> tuple[Sentence, ...]:
    """Which lists are read, and which that hold something are not."""
    left = [f"“{one.name}”" for one in found.lists if one not in chosen and one.objects]
    notes = [L_("Entries are those of {chosen}.", chosen=listed([f"“{one.name}”" for one in chosen]))]
    return (*notes, *([L_("Other lists not read: {left}.", left=listed(left))] if left else []))


def _features(cursor: Cursor, found: JsonDocument) -> JsonEntries:
    """The features of all lists that hold some, one list after the other; of several lists the name is the layer."""
    chosen = [one for one in found.lists if one.features]
    reference = found.objects.get("spatialReference")
    crs = esri_crs(cursor.value(reference)[0]) if reference is not None else _crs(cursor, found)

    def entries() -> Iterator[tuple[Any, int]]:
        for one in chosen:
            layer = one.name.removesuffix(".features").rpartition(".")[2]
            for entry, end in _list(cursor, one.place):
                named = len(chosen) > 1 and isinstance(entry, dict) and LAYER not in entry
                yield {**entry, LAYER: layer} if named else entry, end

    return JsonEntries(entries(), True, crs, _notes(found, chosen))


def _geojson(cursor: Cursor, at: int, kind: str, found: JsonDocument) -> JsonEntries:
    crs = _crs(cursor, found)
    if kind == "FeatureCollection":
        place = next((one.place for one in found.lists if (one.depth, one.name) == (1, "features")), None)
        if place is None:
            raise cursor.damaged(at)
        return JsonEntries(_list(cursor, place), True, crs)
    whole, end = cursor.value(at)
    feature = whole if kind == "Feature" else {"type": "Feature", "properties": {}, "geometry": whole}
    return JsonEntries(iter([(feature, end)]), True, crs)


def _crs(cursor: Cursor, found: JsonDocument) -> Any:
    place = found.objects.get("crs")
    if place is None:
        return None
    crs, _ = cursor.value(place)
    inside = crs.get("properties") if isinstance(crs, dict) else None
    return inside.get("name") if isinstance(inside, dict) else None


def _path(cursor: Cursor, at: int) -> tuple[str, ...]:
    """The lists that lead to entries from the values of the list at `at`, where these are groups."""
    return path_of(value for value, _ in islice(cursor.items(at), VALUES_LOOKED_AT))


def _grouped(path: tuple[str, ...]) -> tuple[Sentence, ...]:
    lists = listed([f"“{name}”" for name in path])
    return (
        (L_("Entries stand in groups ({lists}): what is said of a group stands in each of its rows.", lists=lists),)
        if path
        else ()
    )


def _list(cursor: Cursor, at: int, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, int]]:
    """Values of the list at `at`, those of a collection of features or of a group (by the lists that lead to them) one
    by one; where the list begins the document, nothing may follow it."""
    first = at == cursor.after_space(0)
    for value, end in cursor.items(at):
        if value is not END:
            for one in entries_of_group(value, path) if path else unwrapped(value):
                yield one, end
        elif first and (after := cursor.after_space(end)) < len(cursor.text):
            raise cursor.damaged(after)


def _named(cursor: Cursor, held: JsonList) -> Iterator[tuple[Any, int]]:
    for name, place in held.members:
        value, end = cursor.value(place)
        yield {"key": name, **value}, end
