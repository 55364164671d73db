"""Every regular expression that stands in the program: compiled in a module, or written where it is used."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("geo", "store", "ingest", "map", "layers", "info", "briefing", "commands", "ui")
WAYS = {
    "match": "match", "fullmatch": "fullmatch", "search": "search", "contains": "search", "extract": "search",
    **dict.fromkeys(("sub", "subn", "findall", "finditer", "split", "replace", "count", "extractall"), "finditer"),
}  # fmt: skip
"""Method of a pattern, of `re` or of the cells of a column -> the way in which a pattern is tried on a text."""
ON_CELLS = WAYS.keys() - {"search", "sub", "subn", "finditer"}


@dataclass
class Found:
    """A pattern, every place it stands under, and the ways in which it is tried; all of them where none is plain."""

    pattern: re.Pattern[Any]
    places: list[str] = field(default_factory=list)
    ways: set[str] = field(default_factory=set)

    @property
    def tried(self) -> set[str]:
        """The ways in which it is tried: all where none is plain."""
        return self.ways or set(WAYS.values())


def found(folder: str) -> list[Found]:
    """Every pattern that stands in a folder of the program, once, in the order of the files."""
    out: dict[tuple[Any, int], Found] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for place, pattern, ways in (*_compiled(name, tree), *_written(name, tree)):
            one = out.setdefault((pattern.pattern, pattern.flags), Found(pattern))
            one.places.append(place)
            one.ways |= ways
    return list(out.values())


def _compiled(name: str, tree: ast.Module) -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    used: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in WAYS:
            used[node.value.id].add(WAYS[node.attr])
    for held, value in vars(importlib.import_module(name)).items():
        within = list(_within(value))
        for number, pattern in enumerate(within):
            alone = within == [value]
            yield f"{name}.{held}" + ("" if alone else f"[{number}]"), pattern, used[held] if alone else set()


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _within(one)


def _written(name: str, tree: ast.Module) -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, way, first = node.func.value, node.func.attr, node.args[0]
        on_re = isinstance(of, ast.Name) and of.id == "re" and way in WAYS
        on_cells = isinstance(of, ast.Attribute) and of.attr == "str" and way in ON_CELLS
        literal = any(word.arg == "regex" and ast.unparse(word.value) == "False" for word in node.keywords)
        if (on_re or (on_cells and not literal)) and isinstance(first, ast.Constant):
            yield f"{name}:{way}({first.value!r})", re.compile(first.value), {WAYS[way]}
