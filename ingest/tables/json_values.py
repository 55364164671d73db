"""JSON read so that a cell shows what the file says: numbers keep their digits, nested values become columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_
from ingest.tables.limits import LimitError, Limits
from ingest.tables.table import FreeNames

SPACE = re.compile(r"[ \t\n\r]*")
REMEDY = L_("Export it again, or mend it there.")


class Number(str):
    """A number as the file writes it."""

    __slots__ = ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object; of two with one name the second is called `name (2)`."""
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    members = {}
    names = FreeNames(members)
    for name, value in pairs:
        members[names.free(name)] = value
    return members


def _constant(word: str) -> Number | None:
    """NaN is how pandas writes an empty cell; infinity stays to be seen."""
    return None if word == "NaN" else Number(word)


DECODER = json.JSONDecoder(parse_float=Number, parse_int=Number, parse_constant=_constant, object_pairs_hook=_object)


class Cursor:
    """A JSON text with errors that name the file and the line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def after_space(self, at: int) -> int:
        return SPACE.match(self.text, at).end()  # type: ignore[union-attr] # an empty match is one

    def value(self, at: int) -> tuple[Any, int]:
        """The value that begins at `at`, and where it ends.

        Raises
        ------
        UnreadableFileError : it is no JSON there; TooDeepError : it is nested beyond all measure.
        """
        try:
            return DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self.damaged(error.pos) from error
        except RecursionError as error:
            raise TooDeepError from error

    def items(self, at: int) -> Iterator[tuple[Any, int]]:
        """Values of the list that begins at `at`, each with where it ends; END comes last, with the end of the list."""
        at = self.after_space(at + 1)
        if self.text[at : at + 1] == "]":
            yield END, at + 1
            return
        while True:
            value, at = self.value(at)
            yield value, at
            at = self.after_space(at)
            mark = self.text[at : at + 1]
            if mark == "]":
                yield END, at + 1
                return
            at = self.past(at, ",")

    def name(self, at: int) -> tuple[str, int]:
        """Name of the member that begins at `at`, and where its value begins."""
        if self.text[at : at + 1] != '"':
            raise self.damaged(at)
        name, at = self.value(at)
        return name, self.past(self.after_space(at), ":")

    def past(self, at: int, mark: str) -> int:
        """Behind the `mark` that has to stand at `at`, and the space after it."""
        if self.text[at : at + 1] != mark:
            raise self.damaged(at)
        return self.after_space(at + 1)

    def damaged(self, at: int) -> UnreadableFileError:
        if at >= len(self.text.rstrip()):
            return UnreadableFileError(self.path, L_("is JSON that breaks off before its end"), REMEDY)
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        return UnreadableFileError(
            self.path,
            L_("is no valid JSON from line {line:,}, character {column:,} on", line=line, column=column),
            REMEDY,
        )


END = object()


def too_deep(path: Path, limits: Limits) -> LimitError:
    """The error that a file nests values deeper than the limit."""
    return LimitError(
        path,
        L_("nests values more than {max_depth} deep", max_depth=limits.max_depth),
        L_("Export it as a flat list of records."),
    )


class TooDeepError(ValueError):
    """A value nested more deeply than is read."""


def flat(record: dict[str, Any], most: int) -> dict[str, str]:
    """One entry as cells: nested objects with dotted names, lists of plain values joined with "; ", others as JSON. A
    point of GeoJSON inside it is one cell, `POINT (37.1 36.2)`: in its list the longitude stands first.

    Raises
    ------
    TooDeepError : more than `most` values inside one another.
    """
    cells: dict[str, str] = {}
    _flatten(record, "", cells, FreeNames(cells), most)
    return cells


def _flatten(members: dict[str, Any], before: str, cells: dict[str, str], names: FreeNames, most: int) -> None:
    if most < 0:
        raise TooDeepError
    for name, value in members.items():
        full = before + name
        if isinstance(value, dict) and value and not _is_point(value):
            _flatten(value, f"{full}.", cells, names, most - 1)
            continue
        if full in cells:
            full = names.free(full)
        cells[full] = value if type(value) is str else _cell(value, most - 1)


def _is_point(value: dict[str, Any]) -> bool:
    spot = value.get("coordinates")
    return (
        value.keys() == {"type", "coordinates"}
        and value["type"] == "Point"
        and isinstance(spot, list)
        and len(spot) in (2, 3)
        and all(isinstance(one, Number) for one in spot)
    )


def _cell(value: Any, most: int) -> str:
    if value is None or value == {} or value == []:
        return ""
    if isinstance(value, dict):
        return f"POINT ({' '.join(map(str, value['coordinates'][:2]))})"
    if isinstance(value, list):
        if any(isinstance(one, (dict, list)) for one in value):
            return json_text(value, most)
        return "; ".join(_cell(one, most) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def json_text(value: Any, most: int) -> str:
    """JSON again, numbers with the digits they came with.

    Raises
    ------
    TooDeepError : more than `most` values inside one another.
    """
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, (dict, list)) and most < 0:
        raise TooDeepError
    if isinstance(value, dict):
        inside = (f"{json.dumps(name, ensure_ascii=False)}: {json_text(one, most - 1)}" for name, one in value.items())
        return "{" + ", ".join(inside) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json_text(one, most - 1) for one in value) + "]"
    return json.dumps(value, ensure_ascii=False)
