"""JSON of all shapes: lists of records, wrapped lists, one entry a line, and GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.common.crs import STORED
from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence, ngettext_lazy
from ingest.tables.encodings import as_utf8, decoded, find_encoding
from ingest.tables.geometry import from_geojson, lost_note, named_crs, none_note, stored
from ingest.tables.json_places import GEOMETRIES, entries_of
from ingest.tables.json_values import Cursor, TooDeepError, flat, json_text, too_deep
from ingest.tables.limits import LimitError, Limits
from ingest.tables.records import Records
from ingest.tables.table import FreeNames, Progress, Table, uncut_frame

EVERY = 10_000
LINE_FIELDS = 8
"""A line may be this many times as long as its longest cell."""
FEATURE_MEMBERS = frozenset({"type", "id", "properties", "geometry", "bbox"})
NO_OBJECT = L_("is no object with names and values")
NO_OBJECT_REMEDY = L_('Write it as {{"name": value, ...}}, or leave it out.')


@dataclass
class _Gathered:
    """Entries as cells, and beside them the geometry of those that are features."""

    path: Path
    limits: Limits
    records: Records
    shapes: list[str]
    features: bool | None = None
    """Whether the entries are features, as the first object among them tells; None before it."""
    empty: int = 0
    """Entries without a member, left out as an empty line of a table is."""

    def add(self, number: int, entry: Any) -> None:
        if entry == {}:
            self.empty += 1
            return
        if not isinstance(entry, dict):
            shown = json_text(entry, self.limits.max_depth - 1)
            self.records.refuse(number, shown, NO_OBJECT, NO_OBJECT_REMEDY)
            return
        if self.features is None:
            self.features = is_feature(entry)
        shape = ""
        if self.features:
            entry, shape = _feature(entry, self.limits.max_depth)
        if self.records.add(number, flat(entry, self.limits.max_depth - 1)) and self.features:
            self.shapes.append(shape)

    def table(self, file: str, kind: str, crs: Any, notes: list[Sentence]) -> Table:
        cells, rows, more = self.records.table()
        geometry = None
        if self.features:
            given = np.array([bool(shape) for shape in self.shapes], dtype=bool)
            system = STORED if crs is None else named_crs(self.path, crs)
            geometry = stored(self.path, from_geojson([shape or "null" for shape in self.shapes]), system)
            more += [*none_note(rows, given), *lost_note(rows, given, geometry)]
        rejected = self.records.rejected
        more += rejected.notes()
        if self.empty:
            more.append(
                ngettext_lazy(
                    "{number:,} empty entry left out.",
                    "{number:,} empty entries left out.",
                    self.empty,
                    number=self.empty,
                )
            )
        problems = uncut_frame(rejected.listed)
        return Table(file, kind, cells, rows, geometry, problems, {}, True, (*notes, *more), unlisted=rejected.unlisted)


def read_json(path: Path, name: str, *, limits: Limits, on_progress: Progress) -> Table:
    """One JSON document: its entries count from 1.

    Raises
    ------
    UnreadableFileError : it is no JSON, breaks off or holds no entries; LimitError : too large, deep or wide.
    CrsError : it is GeoJSON in a reference system that is not known.
    """
    if path.stat().st_size > limits.max_document_bytes:
        fault = L_("is JSON of more than {max_document_bytes:,} bytes", max_document_bytes=limits.max_document_bytes)
        raise LimitError(path, fault, L_("Export it with one entry a line (NDJSON), or split it."))
    text, notes = decoded(path, path.read_bytes())
    cursor = Cursor(path, text)
    gathered = _Gathered(path, limits, Records(path, limits, path.stat().st_size), [])
    try:
        found = entries_of(cursor)
        gathered.features = True if found.geojson else None
        for number, (entry, end) in enumerate(found.entries, start=1):
            gathered.add(number, entry)
            if number % EVERY == 0:
                on_progress(end, len(text))
    except TooDeepError as error:
        raise too_deep(path, limits) from error
    kind = "geojson" if gathered.features else "json"
    return gathered.table(name, kind, found.crs, [*notes, *found.notes])


def read_json_lines(path: Path, name: str, *, limits: Limits, on_progress: Progress) -> Table:
    """One JSON entry a line; rows are the numbers of the lines, and a line that is no entry is unreadable.

    Raises
    ------
    LimitError : too many columns, rows or cells.
    """
    gathered = _Gathered(path, limits, Records(path, limits, path.stat().st_size), [])
    longest = limits.max_field * LINE_FIELDS
    encoding = find_encoding(path)
    with as_utf8(path, encoding) as (text, begin), text.open("rb") as stream:
        stream.seek(begin)
        size, number = text.stat().st_size, 0
        while line := stream.readline(longest + 1):
            number += 1
            _add_line(gathered, number, line, longest)
            while len(line) > longest and not line.endswith(b"\n") and line:
                line = stream.readline(longest + 1)
            if number % EVERY == 0:
                on_progress(min(stream.tell(), size), size)
    kind = "geojson" if gathered.features else "ndjson"
    return gathered.table(name, kind, None, list(encoding.notes))


def _add_line(gathered: _Gathered, number: int, line: bytes, longest: int) -> None:
    shown = line.decode("utf-8", errors="backslashreplace").strip("\x1e \t\r\n")
    if not shown:
        return
    records = gathered.records
    if len(line) > longest:
        records.refuse(number, shown[:1000], L_("is longer than {longest:,} bytes", longest=longest), L_("Shorten it."))
        return
    try:
        text = line.decode("utf-8").strip("\x1e \t\r\n")
        cursor = Cursor(gathered.path, text)
        entry, end = cursor.value(0)
        if end < len(text):
            records.refuse(number, shown, L_("holds more than one entry"), L_("Write one entry a line."))
            return
        gathered.add(number, entry)
    except UnicodeDecodeError:
        records.refuse(
            number, shown, L_("holds bytes that are no letters in UTF-8"), L_("Export the file again as UTF-8.")
        )
    except UnreadableFileError:
        records.refuse(number, shown, L_("is no valid JSON"), L_("Export the file again, or mend the line."))
    except TooDeepError:
        records.refuse(
            number,
            shown,
            L_("nests values more than {max_depth} deep", max_depth=gathered.limits.max_depth),
            L_("Make it flat."),
        )


def is_feature(entry: dict[str, Any]) -> bool:
    """Whether an entry of JSON is a GeoJSON feature."""
    return entry.get("type") == "Feature" and ("geometry" in entry or "properties" in entry)


def _feature(entry: dict[str, Any], most: int) -> tuple[dict[str, Any], str]:
    """Properties, the feature's own id before them and what else it holds after, and its geometry as text ("" none)."""
    if entry.get("type") in GEOMETRIES:
        return {}, json_text(entry, most)
    given = entry.get("properties")
    properties = given if isinstance(given, dict) else {} if given is None else {"properties": given}
    if "id" in entry and "id" not in properties:
        properties = {"id": entry["id"], **properties}
    if others := {name: value for name, value in entry.items() if name not in FEATURE_MEMBERS}:
        properties = dict(properties)
        names = FreeNames(properties)
        for name, value in others.items():
            properties[names.free(name)] = value
    shape = entry.get("geometry")
    return properties, json_text(shape, most) if shape is not None else ""
