"""What a JSON document holds: its lists, its objects of entries under names, and what else stands at its top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.tables.header import cell_kind
from ingest.tables.json_containers import features_of, is_column_of_esri, is_esri
from ingest.tables.json_groups import VALUES_LOOKED_AT, has_position, says_day
from ingest.tables.json_values import END, Cursor

USUAL_DEPTH, MOST_DEPTH = 3, 16
"""Objects inside one another that are searched for entries; the second where the first finds none."""
ALIKE = 0.7
"""The share of its usual names that entries of the same sort have."""

Place = tuple[str, int]
"""The name of a member, and where its value begins in the text."""


@dataclass(frozen=True)
class EntryShape:
    """What the first of some entries say."""

    names: frozenset[str]
    """The names of their members."""
    usual: frozenset[str]
    """Those that more than half of them have."""
    day: bool
    """Whether one of them says a day."""

    @classmethod
    def of(cls, entries: Sequence[Mapping[str, Any]]) -> EntryShape:
        times = Counter(name for one in entries for name in one)
        filled = sum(1 for one in entries if one)
        usual = frozenset(name for name, number in times.items() if number * 2 > filled)
        return cls(frozenset(times), usual, any(map(says_day, entries)))

    def alike(self, other: EntryShape) -> bool:
        """Whether both are of the same sort of entries."""
        shared = len(self.usual & other.names), len(other.usual & self.names)
        return self.day == other.day and shared[0] > ALIKE * len(self.usual) and shared[1] > ALIKE * len(other.usual)


@dataclass(frozen=True)
class JsonList:
    """A list of values, or an object whose members are entries."""

    depth: int
    """Objects it stands in; 0 for the document itself."""
    name: str
    """The names that lead to it, with dots between them."""
    place: int
    """Where it begins in the text."""
    parent: int
    """Where the object begins that it is a member of."""
    objects: int
    """How many objects are in it."""
    layout: EntryShape
    features: int = 0
    """How many of them are features or collections of features."""
    members: tuple[Place, ...] = ()
    """The entries where they stand under names; () for a list."""

    @property
    def day(self) -> bool:
        """Whether its name is a day, or an entry says one."""
        return self.layout.day or cell_kind(self.name.rpartition(".")[2]) == "date"

    def alike(self, other: JsonList) -> bool:
        """Whether both hold the same sort of entries with days, in one object."""
        return self.day and other.day and self.parent == other.parent and self.layout.alike(other.layout)


@dataclass
class JsonDocument:
    """What was found of a document."""

    lists: list[JsonList] = field(default_factory=list)
    """Those that hold objects, and empty ones."""
    named: list[JsonList] = field(default_factory=list)
    """Objects of two objects or more, and nothing else, that are alike."""
    values: dict[str, Any] = field(default_factory=dict)
    """Members of the document that are neither lists nor objects."""
    objects: dict[str, int] = field(default_factory=dict)
    """Members of the document that are objects, with their places."""
    columns: list[tuple[int, Any]] = field(default_factory=list)
    """Of each member of the document that is a list without objects: how long it is, and its first value."""
    deeper: bool = False
    """Whether there are objects deeper than was searched."""

    @property
    def by_columns(self) -> bool:
        """Whether the document writes a table column by column, or its rows as lists of cells."""
        if self.lists:
            return False
        if self.named:
            return self.named[0].depth == 0 and all(map(str.isdecimal, self.named[0].layout.names))
        lengths = {items for items, _ in self.columns}
        one_length = len(self.columns) > 1 and len(lengths) == 1 and min(lengths) > 1
        cells = any(isinstance(first, list) and len(first) in lengths for _, first in self.columns)
        return not (self.values or self.objects) and (one_length or cells)

    @property
    def placed(self) -> bool:
        """Whether the document has a position itself, and so is an entry and wraps none."""
        return has_position(self.values)


def look_into(cursor: Cursor, at: int) -> tuple[JsonDocument, int]:
    """What the object at `at` holds, its lists not kept, and where it ends.

    Raises
    ------
    UnreadableFileError : it is no JSON; TooDeepError : nested beyond all measure.
    """
    for most in (USUAL_DEPTH, MOST_DEPTH):
        found = JsonDocument()
        end = _Search(cursor, most, found).object(at, 0, "", at)
        if any(one.objects for one in (*found.lists, *found.named)) or not found.deeper:
            break
    return found, end


@dataclass(frozen=True)
class _Search:
    cursor: Cursor
    most: int
    found: JsonDocument

    def object(self, at: int, depth: int, name: str, parent: int) -> int:
        """Goes through the object at `at` and returns where it ends."""
        cursor, begin = self.cursor, at
        at = cursor.past(at, "{")
        if cursor.text[at : at + 1] == "}":
            return at + 1
        inside: list[Place] = []
        others = False
        while True:
            member, start = cursor.name(at)
            at = self._value(start, depth + 1, f"{name}.{member}" if name else member, begin)
            if cursor.text[start] == "{":
                inside.append((member, start))
            else:
                others = True
            at = cursor.after_space(at)
            if cursor.text[at : at + 1] == "}":
                break
            at = cursor.past(at, ",")
        if not depth:
            self.found.objects = dict(inside)
        if len(inside) > 1 and not others:
            self._add_named(depth, name, begin, parent, inside)
        return at + 1

    def _add_named(self, depth: int, name: str, at: int, parent: int, inside: list[Place]) -> None:
        """Of such objects the outermost are kept. One inside others holds entries only where they say a day: others
        hold parts of one thing, such as from and to."""
        named = self.found.named
        if named and named[0].depth < depth:
            return
        first = [self.cursor.value(place)[0] for _, place in inside[:VALUES_LOOKED_AT]]
        layout = EntryShape.of(first)
        if layout.usual and (layout.day or not depth):
            named[:] = [] if named and named[0].depth > depth else named
            named.append(JsonList(depth, name, at, parent, len(inside), layout, members=tuple(inside)))

    def _value(self, start: int, depth: int, name: str, parent: int) -> int:
        mark = self.cursor.text[start : start + 1]
        if mark == "{" and depth < self.most:
            return self.object(start, depth, name, parent)
        if mark == "[":
            return self._list(start, depth, name, parent)
        value, end = self.cursor.value(start)
        if mark == "{":
            self.found.deeper = True
        elif depth == 1:
            self.found.values[name] = value
        return end

    def _list(self, start: int, depth: int, name: str, parent: int) -> int:
        objects = items = features = 0
        first_value: Any = None
        first: list[dict[str, Any]] = []
        end = start
        for value, end in self.cursor.items(start):  # noqa: B007 - the last one is the end of the list
            if value is END:
                break
            items += 1
            first_value = value if items == 1 else first_value
            if isinstance(value, dict) and not is_column_of_esri(value):
                objects += 1
                features += _holds_features(value)
                first += [value] if len(first) < VALUES_LOOKED_AT else []
        if objects or not items:
            self.found.lists.append(JsonList(depth, name, start, parent, objects, EntryShape.of(first), features))
        elif depth == 1:
            self.found.columns.append((items, first_value))
        return end


def _holds_features(value: dict[str, Any]) -> bool:
    return (value.get("type") == "Feature" and "geometry" in value) or is_esri(value) or features_of(value) is not None
